"""What pages about hosts share: the page of one, its people, its talks, its units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import count, date_field, date_relative, hours, plural
from ciao.hosts.capacity import Unit, units_of
from ciao.hosts.enums import HostState, ItalianLevel, PlaceLimit, VacancyState, Weekday
from ciao.hosts.lifecycle import HOST, VACANCY
from ciao.hosts.models import HiringRecord, Host, HostChange, HostContact, HostStop, HostTalk, Vacancy

TINTS = {
    HostState.LEAD: ("", ""),
    HostState.CONTACTED: ("info", "clock"),
    HostState.INTERESTED: ("info", "help"),
    HostState.AVAILABLE: ("ok", "check"),
    HostState.PAUSED: ("warn", "clock"),
    HostState.CLOSED: ("", "ban"),  # a closed place looks the same: the two states share a value
    VacancyState.OPEN: ("ok", "check"),
    VacancyState.FILLED: ("info", "user"),
}
# The step of a talk as an address says it.
HOST_STEPS = {"contattato": "contact", "interessato": "interest", "disponibile": "agree", "in-pausa": "pause",
              "chiuso": "close", "da-contattare": "back_to_lead"}  # fmt: skip
VACANCY_STEPS = {"occupato": "fill", "libero": "free", "chiuso": "close", "riaperto": "reopen"}


@dataclass(frozen=True)
class Place:
    """A place as the page of its host shows it, with the moves that are possible."""

    vacancy: Vacancy
    about: str
    asks: str
    kind: str
    icon: str
    moves: list[tuple[str, str]]


def moves_of(host: Host) -> list[tuple[str, str]]:
    """The steps the talk with a host may take now: address and words."""
    return _moves(HOST_STEPS, HOST, host.state, "hosts:move", host.id)


def places_of(host: Host, actor: Actor) -> list[Place]:
    """The places of a host, the open ones first."""
    rows: Any = visible(Vacancy.objects, actor, Action.HOST_VIEW).filter(host=host)
    order = list(VacancyState)
    found = rows.select_related("municipality", "site")
    return [_place(one) for one in sorted(found, key=lambda one: order.index(VacancyState(one.state)))]


def page_of(host: Host, actor: Actor, may_edit: bool) -> dict[str, Any]:
    """All that the page of a host shows."""
    places, units = places_of(host, actor), units_of(host, clock.today())
    kind, icon = TINTS[HostState(host.state)]
    return {
        "host": host,
        "kind": kind,
        "icon": icon,
        "places": places,
        "is_offering": host.is_offering,
        "units": units,
        "contacts": [_contact(one) for one in visible(HostContact.objects, actor, Action.HOST_VIEW).filter(host=host)],
        "talks": [_talk(one) for one in _talks(host, actor)],
        "records": _records(host, actor),
        "facts": _facts(host),
        "moves": moves_of(host) if may_edit else [],
        "story": [_told(one) for one in visible(HostChange.objects, actor, Action.HOST_VIEW).filter(host=host)],
        "may_edit": may_edit,
        **_next(host, places, units, may_edit),
    }


def _place(one: Vacancy) -> Place:
    weekly = f"{hours(one.weekly_hours)} a settimana" if one.weekly_hours else ""
    where = str(one.municipality) if one.municipality else ""
    site = one.site.name if one.site else ""
    days = ", ".join(Weekday(day).label for day in sorted(one.days))
    transport = {True: "si arriva con i mezzi pubblici", False: "non si arriva con i mezzi pubblici"}.get(
        one.is_reachable, ""  # type: ignore[arg-type]  # None is simply not there
    )  # fmt: skip
    kind, icon = TINTS[VacancyState(one.state)]
    moves = _moves(VACANCY_STEPS, VACANCY, one.state, "hosts:move_place", one.id)
    about = " · ".join(filter(None, (site, where, one.access, transport, weekly, days, one.shifts)))
    return Place(one, about, _asks(one), kind, icon, moves)


def _asks(one: Vacancy) -> str:
    """What a place asks, in one line."""
    italian = f"italiano: {ItalianLevel(one.italian).label}" if one.italian else ""
    minors = "anche sotto i 18 anni" if one.is_for_minors else ""
    limits = [str(PlaceLimit(limit).label) for limit in one.limits]
    return " · ".join(filter(None, (*limits, italian, minors, one.who)))


def _moves(steps: dict[str, str], table: Any, state: str, page: str, row_id: Any) -> list[tuple[str, str]]:
    """Addresses and labels of what the table allows from a state."""
    words = {verb: address for address, verb in steps.items()}
    found = [(words[one.verb], one.label) for one in table.open_to(state)]
    return [(reverse(page, args=[row_id, address]), label[:1].upper() + label[1:]) for address, label in found]


def _facts(host: Host) -> list[tuple[str, str]]:
    rows = [
        ("Si occupa di", host.trade), ("Codice ATECO", host.ateco),
        ("Persone al lavoro", str(host.headcount) if host.headcount is not None else ""),
        ("Tipo", "pubblica amministrazione" if host.is_public else ""), ("Con chi parlare", host.referent),
        ("Telefono", host.phone), ("E-mail", host.email),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def _contact(one: HostContact) -> dict[str, str]:
    left = f"non c’è più dal {date_field(one.left_on)}" if one.left_on else ""
    return {
        "id": str(one.id), "title": one.name, "text": f", {one.role}" if one.role else "",
        "why": " · ".join(filter(None, (one.phone, one.email, left))),
    }  # fmt: skip


def _talks(host: Host, actor: Actor) -> Any:
    return visible(HostTalk.objects, actor, Action.HOST_VIEW).filter(host=host).select_related("contact")


def _talk(one: HostTalk) -> dict[str, str]:
    who = f" con {one.contact.name}" if one.contact else ""
    again = f" Risentirsi il {date_field(one.next_on)}{f': {one.next_step}' if one.next_step else ''}." if one.next_on \
        else ""  # fmt: skip
    when = f"{date_relative(one.talked_on)} · {one.recorded_by_label.split(',')[0]}"
    said = one.said.rstrip()
    text = f"{one.get_way_display().capitalize()}{who}: {said}{'' if said.endswith(('.', '?')) else '.'}"
    return {"kind": "info", "icon": "comment", "when": when, "text": f"{text}{again}"}


def _records(host: Host, actor: Actor) -> list[dict[str, str]]:
    """Interns hired and dismissals: what moves the number of places."""
    hired: Any = visible(HiringRecord.objects, actor, Action.HOST_VIEW).filter(host=host).select_related("site")
    stops: Any = visible(HostStop.objects, actor, Action.HOST_VIEW).filter(host=host).select_related("site")
    return [_hiring(one) for one in hired] + [_stop(one) for one in stops]


def _hiring(one: HiringRecord) -> dict[str, str]:
    words = plural(one.ended_count, "tirocinio finito", "tirocini finiti")
    title = f"{words}, {plural(one.hired_count, 'persona assunta', 'persone assunte')}"
    return {"kind": "ok", "icon": "user", "title": title, "why": _at(one.site, one.ended_on)}


def _stop(one: HostStop) -> dict[str, str]:
    tasks = f": {one.tasks}" if one.tasks else ""
    title = f"{one.get_kind_display().capitalize()}{tasks}"
    return {"kind": "warn", "icon": "warning-circle", "title": title, "why": _at(one.site, one.happened_on)}


def _at(site: Any, day: Any) -> str:
    return f"{site.name} · {date_field(day)}" if site else date_field(day)


def _next(host: Host, places: list[Place], units: list[Unit], may_edit: bool) -> dict[str, str]:
    """The sentence of the band, its reason and the page that does it."""
    free = sum(one.vacancy.state == VacancyState.OPEN for one in places) if host.is_offering else 0
    if not may_edit:
        some = "Un posto è libero" if free == 1 else f"{count(free)} posti liberi"
        title = some if free else "Nessun posto libero, ora"
        return _band(title, "Il posto si sceglie dal progetto formativo di un tirocinio.", "", "")
    if host.state != HostState.AVAILABLE:
        return _before(host)
    unit = next((one for one in units if one.headcount is None), None)
    if unit is not None and unit.site is not None:
        url = reverse("hosts:edit_site", args=[unit.site.id])
        return _band(f"Contare chi lavora in {unit.name}", unit.words, "Scrivi le persone", url)
    url = reverse("hosts:add_place", args=[host.id])
    if free:
        return _band("I posti sono pronti", "Si propongono dal progetto formativo di un tirocinio.", "", "")
    return _band("Aggiungere un posto", "Che cosa si fa, dove, quante ore.", "Aggiungi un posto", url)


def _before(host: Host) -> dict[str, str]:
    """Until the door is open: talking, or why there is nothing to do."""
    talk = reverse("hosts:talk", args=[host.id])
    if host.state == HostState.CLOSED:
        return _band("Niente da fare", "L’ente è chiuso: i suoi posti non si propongono.", "", "")
    if host.state == HostState.PAUSED:
        why = "È in pausa: i suoi posti non si propongono. Risentilo, e segna se è di nuovo disponibile."
        return _band("Sentire se è disponibile", why, "Scrivi un contatto", talk)
    if host.state == HostState.LEAD:
        why = "Dopo la prima telefonata scrivi che cosa si è detto: l’ente risulta contattato."
        return _band("Contattare l’ente", why, "Scrivi un contatto", talk)
    url = reverse("hosts:move", args=[host.id, "disponibile"])
    why = "Quando dice di sì si possono aggiungere i posti."
    return _band("Sentire se è disponibile", why, "Segna disponibile", url)


def _band(title: str, why: str, label: str, url: str) -> dict[str, str]:
    return {"next_title": title, "next_why": why, "next_label": label, "next_url": url}


def _told(one: HostChange) -> dict[str, str]:
    who, label = one.changed_by_label.split(",")[0], HOST.labels[one.to_state].capitalize()
    text = f"{label}: {one.reason}" if one.reason else label
    return {"kind": "info", "icon": "arrow-right", "when": f"{date_relative(one.changed_on)} · {who}", "text": text}
