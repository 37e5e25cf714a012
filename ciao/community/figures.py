"""Satisfaction in numbers, the same for every reader; who is not of the team sees no cell under five."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F

from ciao.access.actor import reporting
from ciao.community.models import Event, Survey, SurveyAnswer
from ciao.community.rules import QUESTIONS, SMALL, Spread, missing, spread
from ciao.services.models import Attendance, Session
from ciao.services.rules import CAME


@dataclass(frozen=True)
class Results:
    """What was answered: how many, how many of those present did not, and the spread of each question."""

    count: int
    present: int | None
    spreads: tuple[Spread, ...]
    is_hidden: bool

    @property
    def missing(self) -> int | None:
        """How many of those present did not answer."""
        return missing(self.present, self.count)


def answers_by_survey() -> dict[UUID, int]:
    """How many answers each questionnaire has."""
    with reporting():
        return dict(SurveyAnswer.objects.order_by().values_list("survey").annotate(many=Count("id")))


def results_of(survey: Survey | None, programme_id: UUID | None, *, is_team: bool) -> Results:
    """One questionnaire's results, or without one those of the whole programme."""
    with reporting():
        rows = SurveyAnswer.objects.order_by().filter(survey__programme=programme_id)
        if survey is not None:
            rows = rows.filter(survey=survey.id)
        count = rows.count()
        tables = {name: dict(rows.values_list(name).annotate(many=Count("id"))) for name in QUESTIONS}
        present = None if survey is None else _present(survey)
    spreads = tuple(spread(str(label), tables[name], is_shown=is_team) for name, label in QUESTIONS.items())
    return Results(count, present, spreads, not is_team and 0 < count < SMALL)


def _present(survey: Survey) -> int | None:
    """Who came: heads at an event; at an edition the people who came at least once, and the largest head count."""
    if survey.event_id:
        found = Event.objects.filter(id=survey.event_id).values_list(F("adults_count") + F("children_count"), flat=True)
        return found.first() if found else None
    came = Attendance.objects.filter(session__edition=survey.edition_id, presence__in=CAME)
    people = came.order_by().values("enrolment").distinct().count()
    heads = Session.objects.filter(edition=survey.edition_id).order_by().values_list("others_count", flat=True)
    return (people + max(heads, default=0)) or None
