"""What pages about hosts and about who they take in share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import date_relative, hours
from ciao.hosts.enums import HostState, VacancyState
from ciao.hosts.lifecycle import HOST, VACANCY
from ciao.hosts.models import Host, HostChange, Vacancy
from ciao.hosts.rules import QuotaTerms, quota_words
from ciao.programmes.models import Parameter

TINTS = {
    HostState.LEAD: ("", ""),
    HostState.CONTACTED: ("info", "clock"),
    HostState.AVAILABLE: ("ok", "check"),
    HostState.PAUSED: ("warn", "clock"),
    VacancyState.OPEN: ("ok", "check"),
    VacancyState.FILLED: ("info", "user"),
    VacancyState.CLOSED: ("", ""),
}
# The step of a talk as an address says it.
HOST_STEPS = {"contattato": "contact", "disponibile": "agree", "in-pausa": "pause", "da-contattare": "back_to_lead"}
VACANCY_STEPS = {"occupato": "fill", "libero": "free", "chiuso": "close", "riaperto": "reopen"}


@dataclass(frozen=True)
class Place:
    """A place as the page of its host shows it, with the moves that are possible."""

    vacancy: Vacancy
    about: str
    kind: str
    icon: str
    moves: list[tuple[str, str]]


def quota_terms(on: date) -> QuotaTerms:
    """How many people a host may take in at once, as on a day; the latest parameter in force wins."""
    rows = Parameter.objects.valid_on(on).filter(code__startswith="host_quota_").order_by("valid_from")
    known = {code.removeprefix("host_quota_"): value for code, value in rows.values_list("code", "value")}
    return QuotaTerms(
        int(known["small_staff"]), int(known["small_places"]), int(known["middle_staff"]),
        int(known["middle_places"]), known["percent"],
    )  # fmt: skip


def moves_of(host: Host) -> list[tuple[str, str]]:
    """The steps the talk with a host may take now: address and words."""
    return _moves(HOST_STEPS, HOST, host.state, "hosts:move", host.id)


def places_of(host: Host, actor: Actor) -> list[Place]:
    """The places of a host, the open ones first."""
    rows: Any = visible(Vacancy.objects, actor, Action.HOST_VIEW).filter(host=host).select_related("municipality")
    order = list(VacancyState)
    return [_place(one) for one in sorted(rows, key=lambda one: order.index(VacancyState(one.state)))]


def _place(one: Vacancy) -> Place:
    weekly = f"{hours(one.weekly_hours)} a settimana" if one.weekly_hours else ""
    where = str(one.municipality) if one.municipality else ""
    kind, icon = TINTS[VacancyState(one.state)]
    moves = _moves(VACANCY_STEPS, VACANCY, one.state, "hosts:move_place", one.id)
    return Place(one, " · ".join(filter(None, (where, one.access, weekly))), kind, icon, moves)


def _moves(steps: dict[str, str], table: Any, state: str, page: str, row_id: Any) -> list[tuple[str, str]]:
    """Addresses and labels of what the table allows from a state."""
    words = {verb: address for address, verb in steps.items()}
    found = [(words[one.verb], one.label) for one in table.open_to(state)]
    return [(reverse(page, args=[row_id, address]), label[:1].upper() + label[1:]) for address, label in found]


def page_of(host: Host, actor: Actor, may_edit: bool) -> dict[str, Any]:
    """All that the page of a host shows."""
    places = places_of(host, actor)
    kind, icon = TINTS[HostState(host.state)]
    return {
        "host": host,
        "kind": kind,
        "icon": icon,
        "places": places,
        "quota": quota_words(host.headcount, quota_terms(clock.today())),
        "facts": _facts(host),
        "moves": moves_of(host) if may_edit else [],
        "story": [_told(one) for one in visible(HostChange.objects, actor, Action.HOST_VIEW).filter(host=host)],
        "may_edit": may_edit,
        **_next(host, places, may_edit),
    }


def _facts(host: Host) -> list[tuple[str, str]]:
    rows = [
        ("Si occupa di", host.trade), ("Persone al lavoro", str(host.headcount) if host.headcount is not None else ""),
        ("Tipo", "pubblica amministrazione" if host.is_public else ""), ("Con chi parlare", host.referent),
        ("Telefono", host.phone), ("E-mail", host.email),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def _next(host: Host, places: list[Place], may_edit: bool) -> dict[str, str]:
    """The sentence of the band, its reason and the page that does it."""
    free = sum(one.vacancy.state == VacancyState.OPEN for one in places)
    if not may_edit:
        title = "Un posto è libero" if free == 1 else f"{free} posti liberi" if free else "Nessun posto libero, ora"
        return {"next_title": title, "next_why": "Il posto si sceglie dal progetto formativo di un tirocinio."}
    if host.state == HostState.LEAD:
        url = reverse("hosts:move", args=[host.id, "contattato"])
        return _band("Contattare l’ente", "Dopo la prima telefonata, segna qui il passo.", "Segna contattato", url)
    if host.state != HostState.AVAILABLE:
        why = "Quando dice di sì si possono aggiungere i posti."
        return _band(
            "Sentire se è disponibile", why, "Segna disponibile", reverse("hosts:move", args=[host.id, "disponibile"])
        )
    url = reverse("hosts:add_place", args=[host.id])
    if free:
        return _band("I posti sono pronti", "Si propongono dal progetto formativo di un tirocinio.", "", "")
    return _band("Aggiungere un posto", "Che cosa si fa, dove, quante ore.", "Aggiungi un posto", url)


def _band(title: str, why: str, label: str, url: str) -> dict[str, str]:
    return {"next_title": title, "next_why": why, "next_label": label, "next_url": url}


def _told(one: HostChange) -> dict[str, str]:
    who, label = one.changed_by_label.split(",")[0], HOST.labels[one.to_state].capitalize()
    text = f"{label}: {one.reason}" if one.reason else label
    return {"kind": "info", "icon": "arrow-right", "when": f"{date_relative(one.changed_on)} · {who}", "text": text}
