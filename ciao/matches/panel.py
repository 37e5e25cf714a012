"""What matching gives to its own pages and to the fascicolo: a match in words, its steps, the places for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.enums import DayPart, Italian, Reach, WorkField
from ciao.cases.models import Availability, Case, WorkWish
from ciao.cases.panel import View
from ciao.core.formats import DAYS, hours, plural
from ciao.hosts.models import Vacancy
from ciao.matches.assigning.gathering import Field, field_of, open_places
from ciao.matches.assigning.reading import Pair, read_pair
from ciao.matches.enums import MatchState
from ciao.matches.lifecycle import MATCH
from ciao.matches.models import Match

TINTS = {
    MatchState.PROPOSED: ("info", "clock"), MatchState.PERSON: ("info", "user"), MatchState.HOST: ("info", "pa"),
    MatchState.BOTH: ("warn", "clock"), MatchState.CONFIRMED: ("ok", "check"), MatchState.ENDED: ("", "check"),
    MatchState.DISCARDED: ("", "close"),
}  # fmt: skip
# The step of a match as an address says it.
STEPS = {
    "persona-accetta": "person_yes", "ente-accetta": "host_yes", "accetta-anche-la-persona": "person_yes_too",
    "accetta-anche-l-ente": "host_yes_too", "conferma": "confirm", "concluso": "finish", "scarta": "discard",
    "togli-la-conferma": "undo", "rimetti": "reopen",
}  # fmt: skip
ADDRESS = {verb: step for step, verb in STEPS.items()}
DANGER = "danger"


@dataclass(frozen=True)
class PlaceLine:
    """A place for one person: points, what stands in the way, what is still to ask."""

    vacancy: Vacancy
    pair: Pair
    title: str
    url: str

    @property
    def why(self) -> str:
        """What stands in the way, or the parts that give most points."""
        if self.pair.problems:
            return "; ".join(one.words for one in self.pair.problems)
        best = sorted(self.pair.parts, key=lambda part: -part.points)[:2]
        return "; ".join(part.why for part in best if part.points)

    @property
    def asks(self) -> str:
        """What is still to be asked."""
        return ", ".join(self.pair.unknowns)


def place_title(vacancy: Vacancy) -> str:
    """«Aiuto in cucina, Trattoria dei Tigli»."""
    return f"{vacancy.title}, {vacancy.host.organization}"


def lines_of(case: Case, by: Actor) -> list[PlaceLine]:
    """Every open place for one person, the fitting ones first, by points; unsafe ones are not there at all."""
    places = open_places(case.programme, by)
    field = field_of([case], places, by)
    lines = [_line(field, case, one) for one in places]
    kept = [one for one in lines if all(each.code != DANGER for each in one.pair.problems)]
    return sorted(kept, key=lambda one: (bool(one.pair.problems), -one.pair.points, one.title))


def rows_of(parts: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """The parts of a score as the `explain` component draws them."""
    return [
        {"what": one["label"].capitalize(), "rule": one["why"], "value": f"{one['points']} su {one['most']}"}
        for one in parts
    ]


def names_of(cases: Sequence[Case], by: Actor) -> dict[UUID, str]:
    """How the reader may call each of these people."""
    people = names_for(cases, by)
    return {one.id: title_of(one, people.get(one.person_id)) for one in cases}


def moves_of(match: Match) -> list[tuple[str, str]]:
    """The steps a match may take now: address and words."""
    return [
        (reverse("matches:step", args=[match.id, ADDRESS[one.verb]]), one.label.capitalize())
        for one in MATCH.open_to(match.state)
    ]


def prepare_url(match: Match) -> str:
    """The page that opens the internship, where there is one; it stands higher up."""
    name = settings.PLACES.get("new_internship", "")
    try:
        return f"{reverse(name, args=[match.case_id])}?abbinamento={match.id}" if name else ""
    except NoReverseMatch:
        return ""


def next_of(match: Match) -> tuple[str, str]:
    """What to do now about a match, and why."""
    found = {
        MatchState.PROPOSED: ("Parlarne con la persona e con l’ente", "Segna qui chi accetta, chi risponde per primo."),
        MatchState.PERSON: ("Sentire l’ente", "La persona ha accettato. Manca la risposta dell’ente."),
        MatchState.HOST: ("Sentire la persona", "L’ente ha accettato. Manca la risposta della persona."),
        MatchState.BOTH: ("Confermare l’abbinamento", "Hanno accettato tutti e due."),
        MatchState.CONFIRMED: ("Preparare il tirocinio", "L’abbinamento è confermato."),
        MatchState.ENDED: ("Niente da fare", "L’abbinamento è concluso."),
        MatchState.DISCARDED: ("Cercare un altro posto", "Questo abbinamento è stato scartato."),
    }
    return found[MatchState(match.state)]


def candidates_count(vacancy_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many people are matched with each place, whoever asks; never who."""
    with reporting():
        rows = (
            Match.objects.live()
            .filter(vacancy_id__in=list(vacancy_ids))
            .order_by()
            .values_list("vacancy_id", flat=True)
        )
        found: dict[UUID, int] = {}
        for one in rows:
            found[one] = found.get(one, 0) + 1
    return found


def matching(view: View) -> Panel | None:
    """When the person can come, what they would like, and the place they are matched with."""
    if not may(view.actor, Action.MATCH_VIEW) or not _reads(view):
        return None
    match = _live(view)
    may_edit = may(view.actor, Action.MATCH_EDIT) and view.case.is_active()
    context = {
        "match": match, "title": place_title(match.vacancy) if match else "", "may_edit": may_edit, "case": view.case,
        "tint": TINTS[MatchState(match.state)] if match else ("", ""),
        "facts": availability_facts(view.case, view.actor),
        "may_protect": may(view.actor, Action.PROTECTION_EDIT) and view.may_edit,
    }  # fmt: skip
    url = reverse("cases:availability", args=[view.case.id]) if may_edit else ""
    return Panel("abbinamento", "Disponibilità e abbinamento", "matches/panels/matching.html", context, url=url,
                 action="Scrivi la disponibilità")  # fmt: skip


def availability_facts(case: Case, by: Actor) -> list[tuple[str, str]]:
    """What is written of when a person can come and what they would like, in words."""
    own = visible(Availability.objects, by, Action.MATCH_VIEW).filter(case=case).select_related("starts_from").first()
    wish = visible(WorkWish.objects, by, Action.MATCH_VIEW).filter(case=case).first()
    facts = _when(own) if own else []
    return [*facts, *(_wish(wish) if wish else [])]


def left_out(field: Field, case_id: UUID) -> str:
    """Why somebody has no place: what keeps them from every one, or that fitting ones went to others."""
    pairs = [read_pair(field, case_id, one) for one in field.vacancies]
    if any(not one.problems for one in pairs):
        return "i posti adatti sono andati ad altre persone"
    shown = [each.words for one in pairs for each in one.problems if each.code != DANGER]
    counted = sorted(set(shown), key=lambda words: (-shown.count(words), words))
    return "; ".join(counted[:2]) or "nessun posto adatto, per ora"


def _line(field: Field, case: Case, vacancy: Vacancy) -> PlaceLine:
    url = reverse("matches:propose", args=[case.id, vacancy.id])
    return PlaceLine(vacancy, read_pair(field, case.id, vacancy.id), place_title(vacancy), url)


def _reads(view: View) -> bool:
    return scopes(view.actor, Level.INTERNSHIP).filter(id=view.case.scope_id).exists()


def _live(view: View) -> Match | None:
    rows = visible(Match.objects.all(), view.actor, Action.MATCH_VIEW).live().filter(case=view.case)
    found: Match | None = rows.select_related("vacancy__host__organization").first()
    return found


def _when(own: Availability) -> list[tuple[str, str]]:
    days = ", ".join(DAYS[one] for one in own.days)
    parts = ", ".join(DayPart(one).label.split(" (")[0] for one in own.parts)
    found = [
        ("Può", " · ".join(filter(None, (days, parts)))),
        ("Ore a settimana", f"fino a {hours(own.weekly_hours)}" if own.weekly_hours else ""),
        ("Parte da", str(own.starts_from or "")),
        ("Arriva", str(Reach(own.reach).label) if own.reach else ""),
        ("Italiano", str(Italian(own.italian).label) if own.italian else ""),
    ]
    return [(label, words) for label, words in found if words]


def _wish(wish: WorkWish) -> list[tuple[str, str]]:
    found = [("Vorrebbe", wish.wanted), ("Non vuole", wish.unwanted)]
    lines = [(label, ", ".join(str(WorkField(one).label) for one in chosen)) for label, chosen in found if chosen]
    return [*lines, *([("Con parole sue", f"«{wish.words}»")] if wish.words else [])]


def told(round_: Any) -> str:
    """«Con questo abbinamento: 9 persone, 640 punti; in ordine d’arrivo: 7 persone, 520 punti»."""
    return (
        f"Con questo abbinamento: {plural(round_.matched_count, 'persona', 'persone')}, "
        f"{plural(round_.total_points, 'punto', 'punti')}; in ordine d’arrivo: "
        f"{plural(round_.arrival_count, 'persona', 'persone')}, {plural(round_.arrival_points, 'punto', 'punti')}."
    )
