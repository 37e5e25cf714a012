"""Around Amina: lines for few readers, attempts, a conference, a meeting missed, a word asked of the supervisor."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from ciao.access.actor import acting
from ciao.cases import actions
from ciao.cases.enums import (
    ApprovalKind,
    AttemptOutcome,
    Audience,
    CaseRole,
    Evidence,
    MeasureOutcome,
    NoteKind,
    Repeat,
)
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.demo.crew import Crew
from ciao.people.enums import EmploymentStatus
from ciao.people.models import Person


def play(crew: Crew) -> None:
    """All of it in the last ten days, so that it is seen on the day the demo opens."""
    with acting(crew.actor("marta")):
        amina = Case.objects.get(person=Person.objects.get(given_name="Amina"))
        others = list(Case.objects.active().exclude(id=amina.id).order_by("-number")[:2])
    _team(crew, amina)
    _notes(crew, amina)
    _reach(crew, others[0])
    _meet(crew, others[1])
    _conference(crew, amina)
    _memory(crew, amina)
    _approvals(crew, others[1])


def _team(crew: Crew, case: Case) -> None:
    day = crew.today - timedelta(days=30)
    with crew.on(day), acting(crew.actor("marta")) as marta:
        there = set(case.workers.filter(ends_on__isnull=True).values_list("mandate_id", flat=True))
        for key, role in (("nadia", CaseRole.PSYCHOLOGIST), ("karim", CaseRole.MEDIATOR)):
            if crew.mandates[key].id not in there:
                actions.add_worker(case=case, mandate=crew.mandates[key], role=role, starts_on=day, by=marta)


def _notes(crew: Crew, case: Case) -> None:
    day = crew.today - timedelta(days=3)
    told = [
        ("karim", NoteKind.CALL, Audience.TEAM, "Telefonata in arabo: ha capito bene le date del corso."),
        ("nadia", NoteKind.MEETING, Audience.PROFESSION, "Per chi fa psicologia: riprendere il tema del sonno."),
        ("nadia", NoteKind.MEETING, Audience.SUPERVISOR, "Vorrei parlarne insieme: fino a dove arriva il mio compito."),
        ("marta", NoteKind.NETWORK, Audience.TEAM, "Sentita la scuola dei figli: il doposcuola parte da lunedì."),
    ]
    for key, kind, audience, text in told:
        with crew.on(day), acting(crew.actor(key)) as by:
            actions.write_note(case=case, text=text, happened_on=day, by=by, kind=kind, audience=audience)


def _reach(crew: Crew, case: Case) -> None:
    for days in (6, 4, 1):
        with crew.on(crew.today - timedelta(days=days)), acting(crew.actor("marta")) as marta:
            actions.record_attempt(case=case, outcome=AttemptOutcome.NO_ANSWER, channel="call", by=marta)


def _meet(crew: Crew, case: Case) -> None:
    """Two meetings in a row the person did not come to, one called off in time."""
    for days, came in ((9, False), (5, None), (2, False)):
        day = crew.today - timedelta(days=days)
        with crew.on(day), acting(crew.actor("marta")) as marta:
            meeting = actions.fix_appointment(
                case=case, starts_at=datetime.combine(day, time(9), tzinfo=clock.ROME), by=marta,
                starts_by=crew.mandates["marta"], place="Melegnano, stanza 2", minutes=45,
            )  # fmt: skip
            if came is None:
                actions.cancel_appointment(appointment=meeting, by=marta)
            else:
                actions.mark_appointment(appointment=meeting, was_kept=came, by=marta)


def _conference(crew: Crew, case: Case) -> None:
    day = crew.today - timedelta(days=2)
    with crew.on(day), acting(crew.actor("marta")) as marta:
        row = actions.call_conference(
            case=case, starts_at=datetime.combine(day, time(9), tzinfo=clock.ROME), by=marta,
            issues="Il corso finisce fra un mese: che cosa viene dopo, e chi tiene i bambini il pomeriggio.",
            place="Melegnano, sala riunioni", colleagues=[crew.mandates[key] for key in ("marta", "nadia", "karim")],
            guests=[("L’insegnante del doposcuola", "Istituto comprensivo")],
        )  # fmt: skip
        present = [seat.id for seat in row.seats.all()]
        decisions = "Si cerca un tirocinio al mattino. Il doposcuola tiene i bambini fino alle 17."
        actions.write_minutes(conference=row, issues=row.issues, decisions=decisions, present=present, by=marta)
        for title, key, days, repeats in (
            ("Sentire due cucine per il tirocinio", "marta", 7, ""),
            ("Chiedere alla scuola come va il doposcuola", "karim", 5, Repeat.WEEKLY),
        ):
            actions.add_task(
                case=case, title=title, due_on=crew.today + timedelta(days=days), owner=crew.mandates[key], by=marta,
                conference=row, repeats=repeats,
            )  # fmt: skip


def _memory(crew: Crew, case: Case) -> None:
    with crew.on(crew.today - timedelta(days=20)), acting(crew.actor("marta")) as marta:
        actions.record_entry_check(
            case=case, by=marta, checked_on=case.opened_on, employment=EmploymentStatus.UNEMPLOYED,
            evidence=Evidence.DID, evidence_on=case.opened_on - timedelta(days=12), reference="Allegata al fascicolo",
        )  # fmt: skip
        actions.record_measure_check(
            case=case, by=marta, measure="Assegno di inclusione", outcome=MeasureOutcome.NOT_QUALIFIED,
            checked_on=case.opened_on, why="L’ISEE supera la soglia.",
        )  # fmt: skip


def _approvals(crew: Crew, case: Case) -> None:
    with crew.on(crew.today), acting(crew.actor("paolo")) as paolo:
        actions.ask_approval_of(programme=crew.programme, kind=ApprovalKind.CLOSING, on=crew.today, by=paolo)
    with crew.on(crew.today), acting(crew.actor("marta")) as marta:
        actions.request_approval(case=case, kind=ApprovalKind.CLOSING, by=marta)
