"""What waits at the rights desk and at the end of retention, for who answers for data."""

from __future__ import annotations

from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.core.formats import plural
from ciao.desk.home.blocks import Button, Item, Parts
from ciao.privacy import panel
from ciao.privacy.actions import due_cases


def add(parts: Parts) -> None:
    """Requests near their day, and how many paths are past their time."""
    if may(parts.actor, Action.RIGHTS_EDIT):
        _requests(parts)
    if may(parts.actor, Action.RETENTION_EDIT):
        _retention(parts)


def _requests(parts: Parts) -> None:
    for one in panel.waiting(parts.actor):
        where = parts.late if one.is_late else parts.warnings
        where.append(
            Item(
                title=one.title, url=one.url, text="", why=one.why, kind="stop" if one.is_late else "warn",
                weight=-one.days, button=Button("Apri la richiesta", one.url),
            )
        )  # fmt: skip


def _retention(parts: Parts) -> None:
    count = len(due_cases(parts.actor, parts.today))
    if not count:
        return
    url = reverse("privacy:due")
    parts.warnings.append(
        Item(
            title="Conservazione finita", url=url, text=f": {plural(count, 'percorso', 'percorsi')}", kind="warn",
            why="Guarda chi è, poi annuncia la cancellazione.", weight=0, button=Button("Vedi l’elenco", url),
        )
    )  # fmt: skip
