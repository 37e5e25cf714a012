"""Meetings: one, a row of them, moved, called off, held after all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases.forms import ReasonForm
from ciao.core import clock
from ciao.core.formats import date_table, date_text, hours, plural, time_of_day
from ciao.programmes.models import Mandate
from ciao.services import actions
from ciao.services.forms import PlanSessionsForm, SessionForm
from ciao.services.models import Edition, Room, Session
from ciao.services.views import find_edition, find_session, page

SHOWN = 6


@requires(Action.COURSE_EDIT)
def new_session(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One meeting more."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    people = _trainers(edition)
    initial = {"trainer": people[0].id if len(people) == 1 else None}
    form = SessionForm(request.POST or None, mandates=people, rooms=_rooms(by, edition), initial=initial)
    shape = page(edition, "Nuovo incontro", "Salva l’incontro", "Incontro salvato.", lead=edition.title)

    def act(_: object) -> Session:
        made = actions.add_session(edition=edition, by=by, **form.parts())
        _warn(request, edition, [made])
        return made

    return shape.answer(request, form, act)


@requires(Action.COURSE_EDIT)
def plan_sessions(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The same meeting every week, without holidays."""
    by, edition = acting_in(request), find_edition(request, edition_id, Action.COURSE_EDIT)
    people = _trainers(edition)
    first = {"first": edition.starts_on, "last": edition.ends_on, "trainer": people[0].id if len(people) == 1 else None}
    form = PlanSessionsForm(request.POST or None, mandates=people, rooms=_rooms(by, edition), initial=first)
    shape = page(
        edition, "Incontri che si ripetono", "Metti in calendario",
        lambda made: f"{plural(len(made), 'incontro messo', 'incontri messi')} in calendario.",
        lead="I giorni festivi e di chiusura si saltano da soli.",
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> list[Session]:
        made = actions.plan_sessions(edition=edition, by=by, **typed)
        _tell_skipped(request, edition, typed)
        _warn(request, edition, made)
        return made

    return shape.answer(request, form, act)


@requires(Action.COURSE_EDIT)
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Another day, hour or place."""
    by, session = acting_in(request), find_session(request, session_id)
    kept = {
        "row_id": session.id, "day": session.day, "trainer": session.trainer_id, "place": session.place,
        "from_time": session.starts_at.astimezone(clock.ROME).time(), "topic": session.topic,
        "to_time": session.ends_at.astimezone(clock.ROME).time(), "room": session.room_id,
        "remote_link": session.remote_link,
    }  # fmt: skip
    rooms = _rooms(by, session.edition, session.room_id)
    form = SessionForm(request.POST or None, mandates=_trainers(session.edition), rooms=rooms, initial=kept)
    shape = page(session.edition, "Sposta l’incontro", "Salva l’incontro", "Incontro salvato.", lead=_when(session))

    def act(_: object) -> Session:
        parts = form.parts()
        parts.pop("row_id")
        moved = actions.move_session(session=session, by=by, **parts)
        _warn(request, session.edition, [moved])
        return moved

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


def _rooms(by: Actor, edition: Edition, kept: UUID | None = None) -> Any:
    """Rooms in use, and the one a meeting is already in."""
    rows = visible(Room.objects, by, Action.COURSE_VIEW).filter(programme_id=edition.service.programme_id)
    return rows.filter(Q(is_closed=False) | Q(id=kept)).select_related("municipality")


def _tell_skipped(request: HttpRequest, edition: Edition, typed: dict[str, Any]) -> None:
    names = ("weekdays", "first", "last", "every_weeks", "count", "weeks_off")
    skipped = actions.calendar_for(edition, **{name: typed[name] for name in names}).skipped
    if skipped:
        told = ", ".join(f"{date_table(day)} ({why})" for day, why in skipped[:SHOWN])
        more = f" e altri {len(skipped) - SHOWN}" if len(skipped) > SHOWN else ""
        messages.info(request, f"Saltati: {told}{more}.")


def _warn(request: HttpRequest, edition: Edition, made: list[Session]) -> None:
    """What does not stop but should be known: too many hours, people expected elsewhere."""
    over = actions.planned_over(edition)
    if over:
        messages.warning(request, f"In calendario ci sono {hours(over[0])}, le ore previste sono {hours(over[1])}.")
    for one in made:
        busy = actions.people_busy(one)
        if busy:
            words = plural(busy, "persona iscritta ha", "persone iscritte hanno")
            messages.warning(request, f"{date_text(one.day).capitalize()}: {words} un altro incontro alla stessa ora.")


def _trainers(edition: Edition) -> list[Mandate]:
    rows = edition.staff.filter(ends_on__isnull=True).select_related("mandate__user", "mandate__organization")
    return [one.mandate for one in rows]


def _when(session: Session) -> str:
    hours = f"{time_of_day(session.starts_at)}–{time_of_day(session.ends_at)}"
    return f"Incontro {session.number}, {date_text(session.starts_at)}, {hours}"
