"""Where somebody stands in looking for a job, and what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.job_search.enums import SearchStage
from ciao.job_search.rules import SearchFacts, hiring_fault, items_of, next_step, stage_of, text_of

TODAY = date(2026, 11, 23)
OLD, FRESH = date(2026, 11, 9), date(2026, 11, 10)


@pytest.mark.parametrize(
    ("facts", "stage", "code"),
    [
        (SearchFacts(), SearchStage.NO_CV, "cv"),
        (SearchFacts(has_cv=True), SearchStage.READY, "apply"),
        (SearchFacts(True, ("preparing",)), SearchStage.READY, "send"),
        (SearchFacts(True, ("sent",), oldest_sent_on=FRESH), SearchStage.APPLYING, "apply"),
        (SearchFacts(True, ("sent",), oldest_sent_on=OLD), SearchStage.APPLYING, "call"),
        (SearchFacts(True, ("refused", "no_answer")), SearchStage.READY, "apply"),
        (SearchFacts(True, ("interview",), next_interview_on=TODAY), SearchStage.INTERVIEWS, "prepare"),
        (SearchFacts(True, ("interview",), interview_to_tell_on=FRESH), SearchStage.INTERVIEWS, "interview"),
        (SearchFacts(True, ("hired",), is_hiring_untold=True), SearchStage.HIRED, "outcome"),
        (SearchFacts(False, ("hired",)), SearchStage.HIRED, None),
    ],
)
def test_the_furthest_point_and_the_one_thing_to_do(facts: SearchFacts, stage: SearchStage, code: str | None) -> None:
    step = next_step(facts, TODAY)
    assert stage_of(facts) == stage
    assert (step.code if step else None) == code


def test_an_interview_to_tell_is_late() -> None:
    step = next_step(SearchFacts(True, ("interview",), interview_to_tell_on=OLD), TODAY)
    assert step is not None
    assert step.kind == "stop"


def test_a_box_is_one_thing_a_line() -> None:
    items = items_of("- Cucino per cento\n\n  • Uso la lavastoviglie  \n", "skill")
    assert [one.words for one in items] == ["Cucino per cento", "Uso la lavastoviglie"]
    assert text_of(items, "skill") == "Cucino per cento\nUso la lavastoviglie"
    assert text_of(items, "language") == ""


@pytest.mark.parametrize(
    ("starts", "ends", "applied", "fault"),
    [
        (TODAY, None, None, ""),
        (date(2026, 12, 24), None, OLD, ""),
        (date(2026, 12, 25), None, OLD, "Manca più di un mese: scrivila quando il giorno è vicino."),
        (date(2026, 11, 8), None, OLD, "La candidatura è del 09.11.2026: il lavoro comincia dopo."),
        (TODAY, date(2026, 11, 22), OLD, "La fine del contratto viene dopo l’inizio."),
    ],
)
def test_a_hiring_has_days_in_order(starts: date, ends: date | None, applied: date | None, fault: str) -> None:
    assert hiring_fault(starts, ends, applied, TODAY) == fault
