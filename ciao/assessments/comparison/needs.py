"""What people ask for at first contact, read together by need and by area: only what the reader may read anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.outreach.models import Signal
from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.models import Answer, Instrument, Question, Response

UNKNOWN_PLACE = "comune non detto"
PLACES_SHOWN = 4


@dataclass(frozen=True)
class NeedRow:
    """One answer: how many gave it in all, and in each of the places shown."""

    label: str
    total: int
    by_place: list[int]


@dataclass(frozen=True)
class Needs:
    """One question read over many responses."""

    question: Question | None
    questions: list[Question]
    responses: int
    places: list[str]
    rows: list[NeedRow]
    person_ids: list[UUID]


def needs_of(instrument: Instrument | None, asked: str, by: Actor) -> Needs:
    """The answers to one closed question, by the comune of whoever gave them; delicate questions are not counted."""
    if instrument is None:
        return Needs(None, [], 0, [], [], [])
    closed = [QuestionKind.ONE, QuestionKind.MANY]
    questions = list(instrument.questions.filter(kind__in=closed, is_delicate=False))
    chosen = next((one for one in questions if one.name == asked), None) or next(
        (one for one in questions if one.kind == QuestionKind.MANY), next(iter(questions), None)
    )
    found = list(visible(Response.objects.all(), by, Action.INSTRUMENT_VIEW).standing().filter(instrument=instrument))
    places, persons = _known(found, by)
    answers = _answers(chosen, found, by)
    shown = [place for place, _ in Counter(places.values()).most_common(PLACES_SHOWN)]
    rows = _rows(chosen, answers, places, shown)
    return Needs(chosen, questions, len(found), shown, rows, sorted(set(persons.values())))


def _answers(question: Question | None, found: list[Response], by: Actor) -> dict[UUID, list[str]]:
    """The keys chosen in each response, by its subject."""
    subjects = {one.id: one.subject_id for one in found}
    if question is None:
        return {}
    rows = visible(Answer.objects, by, Action.INSTRUMENT_VIEW).filter(question=question, response_id__in=subjects)
    return {subjects[one.response_id]: one.value.split() for one in rows}


def _known(found: Iterable[Response], by: Actor) -> tuple[dict[UUID, str], dict[UUID, UUID]]:
    """The comune and the person of each subject, as far as the reader may know them."""
    ids = {one.subject_id for one in found}
    cases = {one.id: one for one in visible(Case.objects, by, Action.INSTRUMENT_VIEW).filter(id__in=ids)}
    of_signal = {one: case.signal_id for one, case in cases.items()}
    rows = visible(Signal.objects, by, Action.INSTRUMENT_VIEW).select_related("municipality")
    signals = {one.id: one for one in rows.filter(id__in={*ids, *filter(None, of_signal.values())})}
    places = {}
    for one in ids:
        signal = signals.get(of_signal.get(one) or one)
        places[one] = str(signal.municipality) if signal and signal.municipality else UNKNOWN_PLACE
    return places, {one: cases[one].person_id if one in cases else one for one in ids}


def _rows(
    question: Question | None, answers: dict[UUID, list[str]], places: dict[UUID, str], shown: list[str]
) -> list[NeedRow]:
    if question is None:
        return []
    rows = []
    for choice in question.item().choices:
        where = Counter(places[subject] for subject, keys in answers.items() if choice.key in keys)
        rows.append(NeedRow(choice.label, sum(where.values()), [where[place] for place in shown]))
    return sorted(rows, key=lambda one: -one.total)
