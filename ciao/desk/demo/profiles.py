"""How each person of the demo is assessed: at entry, midway, on leaving, through the product's own actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from ciao.access.actor import acting
from ciao.assessments.actions import confirm_assessment, save_assessment
from ciao.assessments.enums import LifeArea, Moment, Priority
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew

# Entry, midway, exit, area by area in the order of the law.
TOLD = {
    "Amina": ([2, 2, 1, 3, 4, 2], [3, 2, 3, 3, 4, 4], []),
    "Sara": ([2, 2, 1, 2, 3, 2], [3, 2, 3, 3, 3, 3], [4, 3, 4, 3, 4, 3]),
    "Davide": ([3, 2, 1, 2, 4, 2], [3, 2, 2, 3, 4, 3], []),
    "Ines": ([2, 2, 2, 3, 2, 2], [2, 2, 3, 3, 3, 2], []),
}
# How they see it themselves at the last one; None where it was not asked.
OWN: dict[str, list[int | None]] = {
    "Amina": [4, 2, 4, 3, 4, 4],
    "Sara": [4, 3, 5, 3, 4, 4],
    "Davide": [2, 2, 3, 3, 4, 3],
    "Ines": [2, 1, 3, 3, 3, None],
}
WORDS = {
    LifeArea.PERSONAL: ("Sta bene, è puntuale, chiede quando non capisce.", "Dorme poco da mesi."),
    LifeArea.ECONOMIC: ("Tiene il conto delle spese di casa.", "Un solo reddito, qualche bolletta in ritardo."),
    LifeArea.WORK: ("Ha già lavorato in cucina e nelle pulizie.", "Mai avuto un contratto regolare."),
    LifeArea.EDUCATION: ("Impara in fretta, legge volentieri.", "Il titolo di studio non è riconosciuto."),
    LifeArea.HOUSING: ("Casa in affitto, tranquilla.", "Il contratto scade fra pochi mesi."),
    LifeArea.NETWORKS: ("Una vicina tiene i figli quando serve.", "Pochi contatti fuori dalla famiglia."),
}
ORDER = (Moment.ENTRY, Moment.MID, Moment.EXIT)


def begin(crew: Crew, key: str, case: Case, name: str, day: date, areas: int = 6) -> None:
    """The entry assessment is written; with fewer areas it stays a draft half done."""
    _save(crew, key, case, name, Moment.ENTRY, day, areas)


def confirm(crew: Crew, key: str, case: Case, moment: Moment, day: date) -> None:
    """The team says it is so, that day."""
    with crew.on(day), acting(crew.actor(key)) as manager:
        draft = case.assessments.drafts().get(moment=moment)
        confirm_assessment(assessment=draft, on=day, by=manager)


def again(crew: Crew, key: str, case: Case, name: str, moment: Moment, day: date) -> None:
    """A later look, written and confirmed the same day."""
    _save(crew, key, case, name, moment, day, 6)
    confirm(crew, key, case, moment, day)


def _save(crew: Crew, key: str, case: Case, name: str, moment: Moment, day: date, areas: int) -> None:
    scores = scores_of(case.number, name, moment)
    ratings = {area: _rating(case.number, name, moment, area, scores) for area in list(LifeArea)[:areas]}
    with crew.on(day), acting(crew.actor(key)) as manager:
        fresh = Case.objects.get(id=case.id)
        save_assessment(case=fresh, moment=moment, assessed_on=day, ratings=ratings, by=manager)


def scores_of(number: int, name: str, moment: Moment) -> list[int]:
    """The team's six scores: told for the cast, worked out from the case's number for the others."""
    if name in TOLD:
        return TOLD[name][ORDER.index(moment)]
    steps = ORDER.index(moment)
    return [min(5, 1 + (number * 7 + place * 3) % 3 + (steps if (number + place) % 3 else 0)) for place in range(6)]


def _rating(number: int, name: str, moment: Moment, area: LifeArea, scores: list[int]) -> dict[str, Any]:
    place = list(LifeArea).index(area)
    strength, vulnerability = WORDS[area]
    return {
        "score": scores[place], "own_score": _own(number, name, moment, place, scores[place]),
        "strength": strength, "vulnerability": vulnerability if scores[place] < 4 else "",
        "priority": Priority.HIGH if scores[place] == 1 else Priority.LOW if scores[place] == 2 else Priority.NONE,
    }  # fmt: skip


def _own(number: int, name: str, moment: Moment, place: int, score: int) -> int | None:
    """The person sees it alike, better, or was not asked."""
    if name in TOLD:
        last = Moment.EXIT if TOLD[name][2] else Moment.MID
        return OWN[name][place] if moment == last else score
    return None if (number + place) % 5 == 0 else min(5, score + ((number + place) % 4 == 0))
