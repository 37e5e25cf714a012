"""Puts the blocks of a home together, for whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import ROLES, may
from ciao.core import clock
from ciao.core.formats import date_text, plural
from ciao.desk.home import (
    community,
    delivery,
    doubles,
    figures,
    following,
    hosting,
    network,
    outreach,
    paying,
    persons,
    programme,
    rights,
)
from ciao.desk.home.blocks import Button, Next, Parts
from ciao.desk.menu import Shelf, elsewhere
from ciao.desk.warnings import home as warnings

CONTRIBUTORS = (
    outreach.add,
    persons.add,
    warnings.add,
    delivery.add,
    paying.add,
    figures.add,
    following.add,
    network.add,
    community.add,
    hosting.add,
    rights.add,
    doubles.add,
    programme.add,
)
SHOWN = 8
EVENING, AFTERNOON = 18, 13


@dataclass(frozen=True)
class Home:
    """Everything the page shows."""

    greeting: str
    lead: str
    next: Next
    parts: Parts
    people: list[object]
    elsewhere: list[Shelf]


def compose(actor: Actor, name: str) -> Home:
    """Late before new, people before numbers; never an empty page."""
    parts = Parts(actor, clock.today())
    for add in CONTRIBUTORS:
        add(parts)
    for items in (parts.late, parts.warnings):
        items.sort(key=lambda one: -one.weight)
    people = sorted(parts.people, key=lambda one: -one.weight)[:SHOWN]
    following = parts.nexts[0] if parts.nexts else _quiet(parts)
    return Home(f"{_greeting()} {name}", _lead(parts), following, parts, list(people), elsewhere(actor))


def _greeting() -> str:
    hour = clock.now().hour
    if hour >= EVENING:
        return "Buonasera"
    return "Buon pomeriggio" if hour >= AFTERNOON else "Buongiorno"


def _lead(parts: Parts) -> str:
    words = [date_text(parts.today)]
    if parts.people_count:
        words.append(plural(parts.people_count, "persona seguita", "persone seguite"))
    if parts.late:
        words.append(plural(len(parts.late), "cosa in ritardo", "cose in ritardo"))
    return " · ".join(words)


def _quiet(parts: Parts) -> Next:
    """Nothing is pressing: say so, and offer what this role most often opens."""
    if parts.late:
        first = parts.late[0]
        return Next(
            f"{first.title}{first.text}",
            first.why,
            (first.button or Button("Apri", first.url),),
            icon="clock",
        )
    if parts.warnings:
        first = parts.warnings[0]
        return Next(f"{first.title}{first.text}", first.why, (first.button or Button("Apri", first.url),))
    title = "Niente di urgente oggi"
    role = ROLES[parts.actor.role].label
    return Next(title, f"Agisci come {role}. {_offer(parts.actor)[1]}", (_offer(parts.actor)[0],), kind="off")


def _offer(actor: Actor) -> tuple[Button, str]:
    if may(actor, Action.SIGNAL_CREATE):
        return Button("Scrivi una segnalazione", reverse("outreach:new")), "Hai incontrato qualcuno? Dillo ora."
    if may(actor, Action.STAFF_INVITE):
        return Button("Vedi chi lavora con te", reverse("desk:staff")), "Controlla gli inviti e gli incarichi."
    if may(actor, Action.READ_LOG_VIEW):
        return Button("Apri il registro letture", reverse("desk:reads")), "Guarda chi ha letto che cosa, e perché."
    return Button("Apri il progetto", reverse("programmes:list")), "Guarda a che punto è il progetto."
