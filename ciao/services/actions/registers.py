"""Attendance of a meeting: written, closed, opened again with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from ciao.access.actor import Actor, reporting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.formats import date_field, plural
from ciao.services.actions.readers import settle_readers
from ciao.services.enums import EditionState, EnrolmentState, RegisterState
from ciao.services.lifecycle import EDITION, REGISTER
from ciao.services.models import Attendance, Enrolment, Session
from ciao.services.rules import DAY, Mark, fault_of, hours_of


@transaction.atomic
def save_attendance(*, session: Session, marks: Mapping[UUID, Mark], others_count: int, by: Actor) -> Session:
    """Who came, by enrolment id; whoever is not named stays as they were. The first one saved begins the edition.

    Raises `NotPossible` on a closed register, a day to come, somebody not enrolled that day, impossible hours.
    """
    session = locked(session)
    _check_writable(session)
    there = Enrolment.objects.on_day(session.day).filter(edition_id=session.edition_id, id__in=marks)
    known = {one.id: one for one in there}
    if len(known) < len(marks):
        raise NotPossible("Una persona non era iscritta quel giorno: ricarica la pagina e controlla l’elenco.")
    kept = {one.enrolment_id: one for one in Attendance.objects.filter(session=session, enrolment_id__in=marks)}
    for enrolment_id, mark in marks.items():
        _write(session, known[enrolment_id], mark, kept.get(enrolment_id), by)
    _check_days(session, known.values())
    if session.others_count != others_count:
        session.others_count = others_count
        session.save(update_fields=["others_count"])
    if session.edition.state == EditionState.PLANNED:
        EDITION.move(session.edition, "start", by=by, on=session.day)
    return session


@transaction.atomic
def lock_register(*, session: Session, on: date, by: Actor) -> Session:
    """The register closes and its hours count. Raises `NotPossible` with how many people have no mark yet."""
    session = locked(session)
    _check_writable(session)
    if on < session.day:
        raise NotPossible(f"L’incontro è del {date_field(session.day)}: il registro si chiude da allora in poi.")
    expected, missing = counted(session)
    if missing:
        raise NotPossible(f"{plural(missing, 'persona è', 'persone sono')} ancora da segnare: poi si chiude.")
    if not expected and not session.others_count:
        raise NotPossible("Non c’è nessuno da segnare né da contare: se non è venuto nessuno, annulla l’incontro.")
    REGISTER.move(session, "lock", by=by, on=on)
    settle_readers(session.edition, by=by)
    return session


@transaction.atomic
def unlock_register(*, session: Session, reason: str, on: date, by: Actor) -> Session:
    """Correction: something is to change; what was written stays in the history of each row."""
    session = locked(session)
    if session.edition.state == EditionState.DONE:
        raise NotPossible("L’edizione è conclusa: per correggere le presenze prima riaprila.")
    REGISTER.move(session, "unlock", by=by, on=on, reason=reason)
    settle_readers(session.edition, by=by)
    return session


def counted(session: Session) -> tuple[int, int]:
    """How many are enrolled that day and how many have no mark yet: the same for every reader."""
    with reporting():
        rows = Enrolment.objects.on_day(session.day).filter(edition_id=session.edition_id)
        expected = set(rows.values_list("id", flat=True))
        marked = set(Attendance.objects.filter(session_id=session.id).values_list("enrolment_id", flat=True))
    return len(expected), len(expected - marked)


def locked(session: Session) -> Session:
    """The row as it is now, kept from others until the transaction ends."""
    return (
        Session.objects.select_for_update(of=("self",)).select_related("edition__service", "trainer").get(id=session.id)
    )


def _check_writable(session: Session) -> None:
    if session.edition.state in (EditionState.CANCELLED, EditionState.DONE):
        raise NotPossible(f"L’edizione è {EDITION.labels[session.edition.state]}: per segnare le presenze riaprila.")
    if session.state == RegisterState.LOCKED:
        raise NotPossible("Il registro è chiuso: per cambiarlo riaprilo, con il motivo.")
    if session.state == RegisterState.OFF:
        raise NotPossible("L’incontro è annullato: se si è fatto, rimettilo in programma.")
    if session.day > clock.today():
        raise NotPossible(f"L’incontro è {date_field(session.day)}: le presenze si segnano da quel giorno.")


def _check_days(session: Session, enrolments: Iterable[Enrolment]) -> None:
    """A day has 24 hours, whatever registers it is written in: those of every course are added."""
    cases = {one.case_id for one in enrolments}
    with reporting():
        rows = Attendance.objects.filter(
            enrolment__case_id__in=cases, session__starts_at__date=session.day, attended_hours__gt=0
        ).exclude(enrolment__state=EnrolmentState.VOID)
        days = list(rows.values_list("enrolment__case_id").annotate(total=Sum("attended_hours")).values_list("total"))
    if any(total > DAY for (total,) in days):
        raise NotPossible("Con gli altri corsi la giornata di una persona passa le 24 ore: ricontrolla gli orari.")


def _write(session: Session, enrolment: Enrolment, mark: Mark, kept: Attendance | None, by: Actor) -> None:
    length = session.length_hours
    fault = fault_of(mark, length)
    if fault:
        raise NotPossible(fault)
    attended = hours_of(mark, length)
    if kept is not None and (kept.presence, kept.attended_hours, kept.note) == (mark.presence, attended, mark.note):
        return
    row = kept or Attendance(scope_id=enrolment.scope_id, enrolment=enrolment, session=session)
    row.presence, row.attended_hours, row.note = mark.presence, attended, mark.note
    row.recorded_at, row.recorded_by, row.recorded_by_label = clock.now(), by.id, by.label
    row.save(force_insert=kept is None)
