"""How many pairs of files may be of one person, for the coordination."""

from __future__ import annotations

from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core.formats import plural
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.people.enums import DuplicateState
from ciao.people.models import DuplicateCandidate


def add(parts: Parts) -> None:
    """One line with the count, only where there is something to answer."""
    if not may(parts.actor, Action.DUPLICATE_REVIEW):
        return
    rows = visible(DuplicateCandidate.objects, parts.actor, Action.DUPLICATE_REVIEW)
    count = rows.filter(state=DuplicateState.OPEN).count()
    if not count:
        return
    url = reverse("cases:duplicates")
    parts.warnings.append(
        Item(
            title="Possibili doppioni", url=url, text=f": {plural(count, 'coppia', 'coppie')}", kind="warn",
            why="Guarda le due schede e di’ se sono la stessa persona.", button=Button("Guarda le coppie", url),
        )
    )  # fmt: skip
