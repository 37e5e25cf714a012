"""What the page of one resource shows, for `desk` to compose with what came of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import date_table, period
from ciao.programmes.parameters import parameter
from ciao.resources.enums import Audience, ResourceState
from ciao.resources.lifecycle import RESOURCE
from ciao.resources.models import Resource
from ciao.resources.rules import age_words, checked_words

TINTS = {
    ResourceState.ACTIVE: ("ok", "check"),
    ResourceState.PAUSED: ("warn", "clock"),
    ResourceState.CLOSED: ("", "ban"),
}
STEPS = {"chiudi-per-ora": "pause", "riattiva": "resume", "chiudi": "close", "riapri": "reopen"}


def check_days() -> int:
    """After how many days what is written should be looked at again."""
    return int(parameter("resource_check_days", clock.today()))


def page_of(resource: Resource, actor: Actor) -> dict[str, Any]:
    """Everything known of a resource, what to do about it, and what may be changed."""
    may_edit, is_stale = may(actor, Action.RESOURCE_EDIT), resource.is_stale(clock.today(), check_days())
    kind, icon = TINTS[ResourceState(resource.state)]
    title, why = _next(resource, is_stale)
    return {
        "resource": resource, "kind": kind, "icon": icon, "may_edit": may_edit, "is_stale": is_stale,
        "next_title": title, "next_why": why, "for_whom": for_whom(resource), "reach": _reach(resource),
        "facts": _facts(resource), "story": _story(resource), "moves": _moves(resource) if may_edit else [],
        "may_orient": may(actor, Action.SIGNAL_DECIDE) and resource.state == ResourceState.ACTIVE,
    }  # fmt: skip


def suggested(
    actor: Actor, *, municipality_id: str | None = None, age: int | None = None, language: str = ""
) -> list[Resource]:
    """Those one can be sent to today: of the comune, for that age, in that language first; none is left out.

    Somebody who fits in none of the answers known is still sent where the operator thinks best.
    """
    rows = visible(Resource.objects.all(), actor, Action.RESOURCE_VIEW).offered().select_related("municipality")

    def misfits(one: Resource) -> int:
        far = bool(municipality_id) and one.municipality_id not in (None, municipality_id)
        wrong_age = age is not None and not (one.age_min or 0) <= age <= (one.age_max or 200)
        silent = bool(language) and language.casefold() not in one.languages.casefold()
        return 2 * far + 2 * wrong_age + silent

    return sorted(rows, key=lambda one: (misfits(one), one.name))


def measures(actor: Actor) -> list[Resource]:
    """The other projects and measures of the directory, those ended too: somebody may have been in them."""
    rows = visible(Resource.objects.all(), actor, Action.RESOURCE_VIEW).measures().select_related("municipality")
    return list(rows.order_by("name"))


def for_whom(resource: Resource) -> list[tuple[str, str]]:
    """Who may go, what it costs, what to bring."""
    audience = Audience(resource.audience).label
    ages = age_words(resource.age_min, resource.age_max)
    rows = [("Per chi", f"{audience}, {ages}" if ages else audience), ("Condizioni", resource.conditions)]
    rows += [("Lingue", resource.languages), ("Costo", resource.cost), ("Da portare", resource.documents)]
    return [(label, value) for label, value in rows if value]


def _reach(resource: Resource) -> list[tuple[str, str]]:
    place = ", ".join(filter(None, [resource.address, str(resource.municipality or "tutto il territorio")]))
    rows = [("Come si accede", resource.access), ("Dove", place), ("Orari", resource.hours)]
    rows += [("Telefono", resource.phone), ("E-mail", resource.email), ("Sito", resource.web)]
    return [(label, value) for label, value in rows if value]


def _facts(resource: Resource) -> list[tuple[str, str]]:
    rows = [("Ente", resource.organization_name), ("Che cos’è", resource.get_kind_display())]
    if resource.is_measure:
        rows += [("Chi finanzia", resource.funder), ("Periodo", period(resource.starts_on, resource.ends_on))]
    checked = checked_words(resource.checked_on, clock.today())
    who = resource.checked_by_label.split(",")[0]
    rows.append(("Ultimo controllo", f"{checked}, da {who}" if who else checked))
    return [(label, value) for label, value in rows if value]


def _story(resource: Resource) -> list[dict[str, str]]:
    lines = []
    for one in resource.changes.all():
        transition = RESOURCE.transitions[one.verb]
        words = RESOURCE.labels[one.to_state]
        lines.append({
            "when": f"{date_table(one.changed_on)} · {one.changed_by_label.split(',')[0]}",
            "text": f"{words.capitalize()}: {one.reason}" if one.reason else words.capitalize(),
            "kind": "warn" if transition.is_correction else "info", "icon": "arrow-right", "url": "",
        })  # fmt: skip
    return lines


def _next(resource: Resource, is_stale: bool) -> tuple[str, str]:
    if resource.state == ResourceState.CLOSED:
        return "È chiusa", "Resta qui per sapere dove erano state mandate le persone."
    if is_stale:
        last = checked_words(resource.checked_on, clock.today())
        return "Controllare che sia ancora così", f"{last.capitalize()}: chiama o apri il sito, poi segna il controllo."
    if resource.state == ResourceState.PAUSED:
        return "È chiusa per ora", "Quando riapre, segnala di nuovo attiva: torna tra quelle proposte."
    return "È in ordine", "La trovi tra le risorse proposte quando orienti una persona."


def _moves(resource: Resource) -> list[tuple[str, str]]:
    words = {verb: word for word, verb in STEPS.items()}
    return [
        (reverse("resources:move", args=[resource.id, words[one.verb]]), one.label[:1].upper() + one.label[1:])
        for one in RESOURCE.open_to(resource.state)
    ]
