"""The menu of each role: the words of the role table turned into pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.core import clock
from ciao.outreach.models import Signal


@dataclass(frozen=True)
class Place:
    """One page a menu may name."""

    label: str
    url_name: str
    icon: str
    count: Callable[[Actor], int] | None = None


@dataclass(frozen=True)
class Entry:
    """One place as the page shows it."""

    label: str
    url: str
    icon: str
    count: int
    is_current: bool


def _my_cases(actor: Actor) -> int:
    rows = visible(Case.objects.all(), actor, Action.CASE_VIEW).active()
    return int(rows.followed_by(actor.mandate_id, clock.today()).count())


def _waiting_signals(actor: Actor) -> int:
    return int(visible(Signal.objects.all(), actor, Action.SIGNAL_VIEW).waiting().count())


PLACES = {
    "desk": Place("Scrivania", "desk:home", "inbox"),
    "persons": Place("Persone", "cases:list", "user", _my_cases),
    "signals": Place("Segnalazioni", "outreach:signals", "horn", _waiting_signals),
    "programme": Place("Progetti", "programmes:list", "files"),
    "activities": Place("Attività", "programmes:activities", "calendar"),
    "organizations": Place("Enti", "programmes:organizations", "pa"),
    "documents": Place("Documenti", "prints:documents", "file"),
    "governance": Place("Governance", "governance:bodies", "comment"),
    "staff": Place("Utenti e incarichi", "desk:staff", "user"),
    "outbox": Place("Posta in uscita", "notifications:outbox", "mail"),
    "read_log": Place("Registro letture", "desk:reads", "list"),
    "access": Place("Accessi", "access:matrix", "key"),
    "system": Place("Sistema", "desk:system", "settings"),
}


def menu_for(actor: Actor, path: str) -> list[Entry]:
    """The entries of the actor's role; the longest address that starts the path is the current one."""
    entries = [(PLACES[word], reverse(PLACES[word].url_name)) for word in ROLES[actor.role].menu]
    current = max((url for _, url in entries if path.startswith(url)), key=len, default="")
    return [
        Entry(one.label, url, one.icon, one.count(actor) if one.count else 0, url == current) for one, url in entries
    ]
