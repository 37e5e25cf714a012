"""The menu of each role: the words of the role table turned into pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import ROLES, may
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
    action: Action = Action.DESK_VIEW


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
    "persons": Place("Persone", "cases:list", "user", _my_cases, Action.CASE_VIEW),
    "signals": Place("Segnalazioni", "outreach:signals", "horn", _waiting_signals, Action.SIGNAL_VIEW),
    "network": Place("Antenne", "outreach:antennas", "map-marker-circle", None, Action.NETWORK_VIEW),
    "resources": Place("Risorse del territorio", "resources:list", "map-marker", None, Action.RESOURCE_VIEW),
    "lists": Place("Elenchi", "cases:loaded_lists", "upload", None, Action.LIST_LOAD),
    "loads": Place("Caricamenti", "desk:loads", "upload", None, Action.LIST_LOAD),
    "courses": Place("Corsi e gruppi", "services:editions", "bookmark", None, Action.COURSE_VIEW),
    "deliveries": Place("Interventi individuali", "deliveries:list", "user", None, Action.DELIVERY_VIEW),
    "rooms": Place("Stanze", "services:rooms", "map-marker", None, Action.COURSE_EDIT),
    "certificates": Place("Attestati", "certificates:list", "file", None, Action.CERTIFICATE_VIEW),
    "job_search": Place("Ricerca di lavoro", "job_search:board", "tool", None, Action.JOB_SEARCH_VIEW),
    "events": Place("Eventi", "community:events", "calendar", None, Action.EVENT_VIEW),
    "proposals": Place("Proposte", "community:proposals", "comment", None, Action.PROPOSAL_VIEW),
    "offers": Place("Offerte dei cittadini", "community:offers", "box", None, Action.PROPOSAL_VIEW),
    "satisfaction": Place("Gradimento", "community:surveys", "chart-line", None, Action.SATISFACTION_VIEW),
    "internships": Place("Tirocini", "internships:list", "tool", None, Action.INTERNSHIP_VIEW),
    "consultations": Place("Consulenze", "consultations:list", "comment", None, Action.CONSULTATION_VIEW),
    "matches": Place("Abbinamenti", "matches:list", "user", None, Action.MATCH_VIEW),
    "match_places": Place("Posti e candidature", "matches:places", "map-marker", None, Action.HOST_VIEW),
    "groups": Place("Gruppi da comporre", "services:group_plans", "user", None, Action.GROUP_COMPOSE),
    "hosts": Place("Enti ospitanti", "hosts:list", "map-marker", None, Action.HOST_VIEW),
    "allowances": Place("Indennità", "costs:allowances", "card", None, Action.ALLOWANCE_VIEW),
    "payments": Place("Pagamenti", "payments:runs", "card", None, Action.PAYMENT_VIEW),
    "payees": Place("Conti delle persone", "payments:payees", "card", None, Action.PAYEE_VERIFY),
    "expenses": Place("Spese", "costs:expenses", "files", None, Action.COST_VIEW),
    "timesheets": Place("Ore di lavoro", "costs:timesheets", "clock", None, Action.COST_VIEW),
    "budget": Place("Budget", "costs:budget", "chart-line", None, Action.BUDGET_VIEW),
    "indicators": Place("Indicatori", "indicators:board", "chart-line", None, Action.INDICATOR_VIEW),
    "outcomes": Place("Esiti", "outcomes:due", "flag", None, Action.CASE_EDIT),
    "plan_reviews": Place("Progetti da rivedere", "plans:reviews", "bookmark", None, Action.CASE_EDIT),
    "instruments": Place("Strumenti", "questionnaires:instruments", "list", None, Action.INSTRUMENT_VIEW),
    "programme": Place("Progetti", "programmes:list", "files", None, Action.PROGRAMME_VIEW),
    "activities": Place("Attività", "programmes:activities", "calendar", None, Action.PROGRAMME_VIEW),
    "organizations": Place("Enti", "programmes:organizations", "pa", None, Action.ORGANIZATION_VIEW),
    "documents": Place("Documenti", "prints:documents", "file", None, Action.DOCUMENT_VIEW),
    "agenda": Place("Agenda", "desk:agenda", "calendar"),
    "warnings": Place("Da non perdere", "desk:warnings", "warning-circle", None, Action.CASE_EDIT),
    "warning_numbers": Place("Da non perdere", "desk:warning_numbers", "warning-circle", None, Action.CASE_APPROVE),
    "tasks": Place("Cose da fare", "cases:tasks", "list", None, Action.CASE_EDIT),
    "supervision": Place("Note in supervisione", "cases:supervision", "note", None, Action.CASE_VIEW),
    "approvals": Place("Approvazioni", "cases:approvals", "check-circle", None, Action.CASE_APPROVE),
    "duplicates": Place("Possibili doppioni", "cases:duplicates", "user", None, Action.DUPLICATE_REVIEW),
    "caseload": Place("Carichi di lavoro", "cases:caseload", "chart-line", None, Action.CASE_APPROVE),
    "governance": Place("Governance", "governance:bodies", "comment", None, Action.GOVERNANCE_VIEW),
    "staff": Place("Utenti e incarichi", "desk:staff", "user", None, Action.STAFF_VIEW),
    "outbox": Place("Posta in uscita", "notifications:outbox", "mail", None, Action.OUTBOX_VIEW),
    "rights": Place("Diritti delle persone", "privacy:requests", "user", None, Action.RIGHTS_EDIT),
    "retention": Place("Conservazione", "privacy:due", "clock", None, Action.RETENTION_EDIT),
    "read_log": Place("Registro letture", "desk:reads", "list", None, Action.READ_LOG_VIEW),
    "access": Place("Accessi", "access:matrix", "key", None, Action.ACCESS_VIEW),
    "openings": Place("Aperture in emergenza", "desk:openings", "unlocked", None, Action.READ_LOG_VIEW),
    "reader_requests": Place("Richieste di nomi", "desk:reader_requests", "user", None, Action.READ_LOG_VIEW),
    "emergency": Place("Apri in emergenza", "desk:open_emergency", "unlocked", None, Action.CASE_EMERGENCY),
    "system": Place("Sistema", "desk:system", "settings", None, Action.SYSTEM_VIEW),
}


def menu_for(actor: Actor, path: str) -> list[Entry]:
    """The entries of the actor's role; the longest address that starts the path is the current one."""
    entries = [(PLACES[word], reverse(PLACES[word].url_name)) for word in ROLES[actor.role].menu]
    current = max((url for _, url in entries if path.startswith(url)), key=len, default="")
    return [
        Entry(one.label, url, one.icon, one.count(actor) if one.count else 0, url == current) for one, url in entries
    ]


# How the pages without room in the menu are sorted on the home; a house test asks that each stands in one.
SECTIONS = {
    "Persone": "persons signals agenda tasks warnings warning_numbers outcomes plan_reviews consultations job_search "
    "duplicates emergency lists",
    "Territorio ed eventi": "network resources organizations events proposals offers",
    "Corsi e gruppi": "courses groups deliveries rooms certificates satisfaction",
    "Posti e tirocini": "hosts match_places matches internships loads",
    "Soldi e numeri": "allowances payments payees expenses timesheets budget indicators",
    "Équipe e decisioni": "supervision approvals caseload governance programme activities documents instruments staff "
    "outbox",
    "Riservatezza e sistema": "rights retention read_log access openings reader_requests system",
}


@dataclass(frozen=True)
class Shelf:
    """Pages of one matter: label and address."""

    title: str
    pages: list[tuple[str, str]]


def elsewhere(actor: Actor) -> list[Shelf]:
    """The pages the role may open that its menu has no room for, by matter."""
    role = ROLES[actor.role]
    shelves = []
    for title, words in SECTIONS.items():
        places = [PLACES[word] for word in words.split() if word not in role.menu]
        pages = [(one.label, reverse(one.url_name)) for one in places if may(actor, one.action)]
        if pages:
            shelves.append(Shelf(title, pages))
    return shelves
