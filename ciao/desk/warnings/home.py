"""The warnings on the home: the same as on their page, the most pressing first."""

from __future__ import annotations

from django.urls import reverse
from django.utils.text import capfirst

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.enums import ApprovalState
from ciao.cases.models import Approval
from ciao.core.formats import date_relative, plural
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.desk.warnings.compose import own


def add(parts: Parts) -> None:
    """Only for who works on cases; what was set aside stays aside here too. Supervisors see what waits for them."""
    _approvals(parts)
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


def _approvals(parts: Parts) -> None:
    """Steps that stand still until a supervisor answers; by number, never by name."""
    rows = visible(Approval.objects, parts.actor, Action.CASE_APPROVE).filter(state=ApprovalState.ASKED)
    waiting = list(rows.order_by("asked_at").values_list("asked_on", flat=True))
    if not waiting:
        return
    days = (parts.today - waiting[0]).days
    text = f": {plural(len(waiting), 'richiesta aspetta', 'richieste aspettano')} te"
    why = f"La più vecchia è {date_relative(waiting[0])}. Fino alla risposta il percorso sta fermo."
    url = reverse("cases:approvals")
    parts.warnings.append(
        Item("Approvazioni", url, text, why, kind="warn", icon="clock", button=Button("Rispondi", url), weight=days)
    )
