"""The entry forms of the demo: most are signed at the second meeting, some wait, one keeps an answer to itself."""

from __future__ import annotations

from datetime import date, timedelta

from ciao.access.actor import Actor, acting
from ciao.cases.actions import fill_entry, propose_entry, settle_entry
from ciao.cases.models import Case, EsfEntry
from ciao.desk.demo.crew import STROKES, Crew
from ciao.people.actions import save_sheet
from ciao.people.enums import EducationLevel, TriState
from ciao.people.models import SensitiveAnswers
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen

SEARCH = ("up_to_6", "from_6_to_12", "over_12")
WAITING_EVERY, UNWRITTEN_EVERY = 11, 9
SECOND_MEETING = timedelta(days=8)


def tell(crew: Crew, key: str, case: Case, employment: str, opened_on: date) -> None:
    """Filled with the person, shown, signed on the screen; a few are still to sign or to write."""
    day = min(crew.today, opened_on + SECOND_MEETING)
    if case.number % UNWRITTEN_EVERY == 4:
        return
    with crew.on(day), acting(crew.actor(key)) as manager:
        fresh = Case.objects.select_related("person").get(id=case.id)
        entry = _fill(fresh, employment, day, manager)
        propose_entry(entry=entry, on=day, by=manager)
        document = issue_document(kind=KINDS["esf_entry"], subject=entry, by=manager)
        if case.number % WAITING_EVERY == 3:
            return
        for one in document.signatures.missing():
            sign_on_screen(signature=one, strokes=STROKES, by=manager)
        settle_entry(entry=entry, by=manager)


def _fill(case: Case, employment: str, day: date, by: Actor) -> EsfEntry:
    number = case.number
    answers = SensitiveAnswers.objects.get(person_id=case.person_id)
    told = [TriState.NO, TriState.NOT_SAID if number % 7 == 5 else TriState.YES if number % 3 == 0 else TriState.NO]
    save_sheet(row=answers, typed={"disability": told[0], "foreign_background": told[1]}, by=by)
    is_seeking = employment in ("unemployed", "first_job_seeker")
    return fill_entry(
        case=case, entered_on=day, by=by, employment=employment, search=SEARCH[number % 3] if is_seeking else "",
        is_studying=employment == "student", adults_count=1 + number % 3, workers_count=number % 2,
        education=list(EducationLevel)[1 + number % 4], children_count=number % 4,
    )  # fmt: skip
