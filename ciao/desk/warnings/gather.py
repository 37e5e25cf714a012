"""The facts of many cases in a fixed number of queries, on columns that name nobody.

The same code serves who follows the people, through `visible`, and the numbers per team, through `reporting`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.enums import WITH_PERSON, AttemptOutcome, Audience, EntryState
from ciao.cases.models import (
    Appointment,
    ContactAttempt,
    EsfEntryChange,
    Note,
    Return,
    WarningDismissal,
)
from ciao.core import clock
from ciao.desk.warnings.rules import Facts, Limits
from ciao.plans.enums import PlanState
from ciao.plans.models import Goal, GoalRating, Plan, PlanChange, Support
from ciao.programmes.parameters import parameter
from ciao.services.enums import EditionState, EnrolmentState
from ciao.services.models import Attendance
from ciao.services.rules import running_absences

Source = Callable[[Any], Any]
IN_VAIN = (AttemptOutcome.NO_ANSWER, AttemptOutcome.WRONG_NUMBER)


def rows_of(actor: Actor) -> Source:
    """The rows a worker may read."""
    return lambda model: visible(model.objects, actor, Action.CASE_VIEW)


def all_rows(model: Any) -> Any:
    """Every row, inside `reporting()`; reserved lines of the diary count for nobody."""
    rows = model.objects.order_by()  # the order of a table may name a column figures do not read
    return rows.filter(audience=Audience.TEAM) if model is Note else rows


def limits_on(today: date) -> Limits:
    """The thresholds in force."""
    codes = ("contact_silence_days", "missed_in_a_row", "unanswered_in_a_row", "absences_in_a_row", "unsigned_days",
             "goal_idle_days", "plan_look_days")  # fmt: skip
    return Limits(*(int(parameter(code, today)) for code in codes))


@dataclass
class Found:
    """What is being gathered about one case."""

    heard: list[date] = field(default_factory=list)
    has_next: bool = False
    kept: list[bool] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    marks: dict[UUID, list[Any]] = field(default_factory=lambda: defaultdict(list))
    more: dict[str, Any] = field(default_factory=dict)


def facts_of(cases: Iterable[tuple[UUID, date]], rows: Source) -> dict[UUID, Facts]:
    """Facts by case, from each one's id and the day it was taken in charge."""
    opened = dict(cases)
    found: dict[UUID, Found] = {one: Found([day]) for one, day in opened.items()}
    ids = list(opened)
    for gather in (_heard, _meetings, _attempts, _absences, _plans):
        gather(found, ids, rows)
    return {one: _facts(held) for one, held in found.items()}


def _facts(held: Found) -> Facts:
    return Facts(
        heard_on=max(held.heard),
        has_next=held.has_next,
        missed=_last(held.kept, lambda one: not one),
        unanswered=_last(held.tried, lambda one: one in IN_VAIN),
        absences=max((running_absences(marks) for marks in held.marks.values()), default=0),
        **held.more,
    )


def _last(values: list[Any], is_so: Callable[[Any], bool]) -> int:
    """How many at the end are so, without a break."""
    count = 0
    for one in reversed(values):
        if not is_so(one):
            break
        count += 1
    return count


def _heard(found: dict[UUID, Found], ids: list[UUID], rows: Source) -> None:
    notes = rows(Note).filter(case_id__in=ids, kind__in=WITH_PERSON).order_by()
    for case_id, day in notes.values_list("case_id").annotate(last=Max("happened_on")):
        found[case_id].heard.append(day)
    for case_id, day in rows(Return).filter(case_id__in=ids).values_list("case_id", "returned_on"):
        found[case_id].heard.append(day)


def _meetings(found: dict[UUID, Found], ids: list[UUID], rows: Source) -> None:
    now = clock.now()
    met = rows(Appointment).filter(case_id__in=ids, called_off="").order_by("starts_at")
    for case_id, at, was_kept in met.values_list("case_id", "starts_at", "was_kept"):
        held = found[case_id]
        held.has_next = held.has_next or at > now
        if was_kept is not None:
            held.kept.append(was_kept)
        if was_kept:
            held.heard.append(_day(at))


def _attempts(found: dict[UUID, Found], ids: list[UUID], rows: Source) -> None:
    tried = rows(ContactAttempt).filter(case_id__in=ids).order_by("tried_at")
    for case_id, outcome, at in tried.values_list("case_id", "outcome", "tried_at"):
        found[case_id].tried.append(outcome)
        if outcome == AttemptOutcome.REACHED:
            found[case_id].heard.append(_day(at))


def _absences(found: dict[UUID, Found], ids: list[UUID], rows: Source) -> None:
    marks = rows(Attendance).filter(
        enrolment__case_id__in=ids, enrolment__state=EnrolmentState.ENROLLED,
        enrolment__edition__state=EditionState.RUNNING,
    )  # fmt: skip
    values = marks.order_by("session__starts_at").values_list("enrolment__case_id", "enrolment_id", "presence")
    for case_id, enrolment_id, presence in values:
        found[case_id].marks[enrolment_id].append(presence)


def _plans(found: dict[UUID, Found], ids: list[UUID], rows: Source) -> None:
    signed = rows(Plan).filter(case_id__in=ids, state=PlanState.SIGNED)
    for case_id, day in signed.values_list("case_id", "signed_on"):
        found[case_id].more["signed_on"] = day
    looked = rows(GoalRating).filter(goal__plan__case_id__in=ids).order_by()
    for case_id, day in looked.values_list("goal__plan__case_id").annotate(last=Max("rated_on")):
        found[case_id].more["looked_on"] = day
    goals = rows(Goal).filter(plan__case_id__in=ids, plan__state=PlanState.SIGNED, is_dropped=False)
    helped = set(rows(Support).filter(goal__plan__case_id__in=ids, is_dropped=False).values_list("goal_id", flat=True))
    for case_id, goal_id in goals.values_list("plan__case_id", "id"):
        if goal_id not in helped:
            found[case_id].more["idle_goals"] = found[case_id].more.get("idle_goals", 0) + 1


def unsigned_of(ids: list[UUID], actor: Actor) -> dict[UUID, tuple[date, str]]:
    """What waits for a signature and since when, for who reads it; the oldest of each case."""
    rows = rows_of(actor)
    waiting: dict[UUID, tuple[date, str]] = {}
    plans = rows(PlanChange).filter(
        plan__case_id__in=ids, plan__state=PlanState.TO_SIGN, to_state=PlanState.TO_SIGN
    )  # fmt: skip
    entries = rows(EsfEntryChange).filter(
        entry__case_id__in=ids, entry__state=EntryState.TO_SIGN, to_state=EntryState.TO_SIGN
    )  # fmt: skip
    found = [(case_id, day, "progetto") for case_id, day in plans.values_list("plan__case_id", "changed_on")]
    found += [(case_id, day, "domanda") for case_id, day in entries.values_list("entry__case_id", "changed_on")]
    latest: dict[tuple[UUID, str], date] = {}
    for case_id, day, what in found:  # presented again after a correction: it waits since then
        latest[case_id, what] = max(day, latest.get((case_id, what), day))
    for (case_id, what), day in latest.items():
        waiting[case_id] = min((day, what), waiting.get(case_id, (day, what)))
    return waiting


def aside_on(ids: list[UUID], today: date, rows: Source) -> set[tuple[UUID, str]]:
    """The warnings somebody looked at and set aside until a day."""
    kept = rows(WarningDismissal).filter(case_id__in=ids, until_on__gte=today)
    return set(kept.values_list("case_id", "code"))


def _day(at: datetime) -> date:
    return at.astimezone(clock.ROME).date()
