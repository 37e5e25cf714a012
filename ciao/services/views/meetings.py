"""Meetings: one, a row of them, moved, called off, held after all."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.cases.forms import ReasonForm
from ciao.core import clock
from ciao.core.formats import date_text, plural, time_of_day
from ciao.programmes.models import Mandate
from ciao.services import actions
from ciao.services.forms import PlanSessionsForm, SessionForm
from ciao.services.models import Edition, Session
from ciao.services.views import find_edition, find_session, page


@requires(Action.COURSE_EDIT)
def new_session(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One meeting more."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    people = _trainers(edition)
    initial = {"trainer": people[0].id if len(people) == 1 else None}
    form = SessionForm(request.POST or None, mandates=people, initial=initial)
    shape = page(edition, "Nuovo incontro", "Salva l’incontro", "Incontro salvato.", lead=edition.title)
    return shape.answer(request, form, lambda _: actions.add_session(edition=edition, by=by, **form.parts()))


@requires(Action.COURSE_EDIT)
def plan_sessions(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The same meeting every week, without holidays."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    people = _trainers(edition)
    first = {"first": edition.starts_on, "last": edition.ends_on, "trainer": people[0].id if len(people) == 1 else None}
    form = PlanSessionsForm(request.POST or None, mandates=people, initial=first)
    shape = page(
        edition, "Incontri ogni settimana", "Metti in calendario",
        lambda made: f"{plural(len(made), 'incontro messo', 'incontri messi')} in calendario.",
        lead="I giorni festivi si saltano da soli.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.plan_sessions(edition=edition, by=by, **typed))


@requires(Action.COURSE_EDIT)
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Another day, hour or place."""
    by, session = acting_in(request), find_session(request, session_id)
    kept = {
        "row_id": session.id, "day": session.day, "trainer": session.trainer_id, "place": session.place,
        "from_time": session.starts_at.astimezone(clock.ROME).time(), "topic": session.topic,
        "to_time": session.ends_at.astimezone(clock.ROME).time(),
    }  # fmt: skip
    form = SessionForm(request.POST or None, mandates=_trainers(session.edition), initial=kept)
    shape = page(session.edition, "Sposta l’incontro", "Salva l’incontro", "Incontro salvato.", lead=_when(session))

    def act(_: object) -> Session:
        parts = form.parts()
        parts.pop("row_id")
        return actions.move_session(session=session, by=by, **parts)

    return shape.answer(request, form, act)


@requires(Action.COURSE_EDIT)
def call_off(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The meeting does not take place."""
    by, session = acting_in(request), find_session(request, session_id)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    shape = page(
        session.edition, "Annulla l’incontro", "Annulla l’incontro", "Incontro annullato.", lead=_when(session)
    )
    return shape.answer(
        request, form,
        lambda typed: actions.call_off_session(session=session, reason=typed["note"], on=typed["on"], by=by),
    )  # fmt: skip


@requires(Action.COURSE_EDIT)
def hold_again(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Correction: it takes place after all."""
    by, session = acting_in(request), find_session(request, session_id)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    heading = "Rimetti in programma"
    shape = page(session.edition, heading, heading, "L’incontro è di nuovo in programma.", lead=_when(session))
    return shape.answer(request, form, lambda typed: actions.hold_session_again(session=session, by=by, **typed))


def _trainers(edition: Edition) -> list[Mandate]:
    rows = edition.staff.filter(ends_on__isnull=True).select_related("mandate__user", "mandate__organization")
    return [one.mandate for one in rows]


def _when(session: Session) -> str:
    hours = f"{time_of_day(session.starts_at)}–{time_of_day(session.ends_at)}"
    return f"Incontro {session.number}, {date_text(session.starts_at)}, {hours}"
