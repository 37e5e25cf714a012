"""The warnings on the home: the same as on their page, the most pressing first."""

from __future__ import annotations

from django.utils.text import capfirst

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.desk.warnings.compose import own


def add(parts: Parts) -> None:
    """Only for who works on cases; what was set aside stays aside here too."""
    if not may(parts.actor, Action.CASE_EDIT):
        return
    lines, cases = own(parts.actor, parts.today)
    parts.watched.update(one.person_id for one in cases)
    for one in lines:
        parts.warnings.append(
            Item(
                capfirst(one.name), one.case.get_absolute_url(), f": {one.warn.text}", one.warn.why, kind="warn",
                icon="warning-circle", button=Button(one.act, one.url), weight=one.warn.weight,
            )
        )  # fmt: skip
