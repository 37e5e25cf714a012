"""Who reads what of a consultation: each grant in one place, so that they can be recomputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from ciao.access.actions import JOB, end_grants, grant
from ciao.access.actor import Actor, acting, job, job_id
from ciao.access.enums import ActorKind, Level
from ciao.access.models import Scope
from ciao.cases.models import Case
from ciao.consultations.enums import RequestState
from ciao.consultations.models import ConsultationRequest, ReportReader, SealedReport
from ciao.programmes.models import Mandate

ASKED = "risponde a una richiesta di consulenza"
ADVISING = "segue una consulenza"
OF_REQUESTS = (ASKED, ADVISING)
READING = "legge una relazione riservata"
OPENER = "consultation_readers"
BODY = "organization"
PERSON = Level.NAME | Level.CONTACT
REPORT = Level.SEALED | Level.CONSULTATION
# What recomputes permissions sees who is named, never what is written; what keeps a person's rights sees both.
JOBS = {"access_check": Level.CONSULTATION, "retention": REPORT}


def let_jobs_in(scope: Scope, levels: Level) -> None:
    """A circle below a case, or of its own, is reached by no job unless it is let in."""
    for name, level in JOBS.items():
        grant(scope=scope, holder_kind=ActorKind.JOB, holder_id=job_id(name), level=level & levels, why=JOB, by=None)


def let_body_in(request: ConsultationRequest, by: Actor) -> None:
    """While a request waits, whoever answers requests in the body reads the question; they see no name."""
    grant(
        scope=request.scope, holder_kind=BODY, holder_id=request.organization_id, level=Level.CONSULTATION, why=ASKED,
        by=by,
    )  # fmt: skip


def let_specialist_in(request: ConsultationRequest, mandate: Mandate, on: date, by: Actor) -> None:
    """From the day it is accepted the specialist knows who the person is and how to reach them."""
    for scope_id, level in _circles(request):
        grant(
            scope=Scope(id=scope_id), holder_kind=ActorKind.MANDATE, holder_id=mandate.id, level=level, why=ADVISING,
            by=by, starts_on=on,
        )  # fmt: skip


def keep_body_out(request: ConsultationRequest, on: date) -> None:
    """Once answered, only who follows it reads on."""
    end_grants(scope=request.scope, holder_id=request.organization_id, on=on, why=ASKED)


def keep_specialist_out(request: ConsultationRequest, on: date, *, also_request: bool) -> None:
    """The specialist no longer reads name and contacts; what they followed stays theirs to read, unless passed on."""
    if request.specialist_id is None:
        return
    for scope_id, _ in _circles(request):
        if also_request or scope_id != request.scope_id:
            end_grants(scope=Scope(id=scope_id), holder_id=request.specialist_id, on=on, why=ADVISING)


def let_reader_in(row: ReportReader, by: Actor) -> None:
    """One more reads this report."""
    grant(
        scope=Scope(id=row.scope_id), holder_kind=ActorKind.MANDATE, holder_id=row.mandate_id, level=REPORT,
        why=READING, by=by, starts_on=row.starts_on,
    )  # fmt: skip


def places_of(about: Iterable[ConsultationRequest | SealedReport]) -> dict[UUID, tuple[UUID, UUID]]:
    """The case's circle and the person of each consultation, by case, for the read log also of who reads no names.

    What is read lies in circles of its own; the line is written in the case's, where the data-protection officer looks.
    """
    with acting(job(OPENER)):
        rows = Case.objects.filter(id__in=[one.case_id for one in about])
        return {
            case_id: (scope_id, person_id)
            for case_id, scope_id, person_id in rows.values_list("id", "scope_id", "person_id")
        }


def expected_grants(day: date) -> Iterator[tuple[UUID, UUID, int, str]]:
    """Every permission consultations give on a day, for whoever recomputes them all; read by the caller's own job."""
    at_work = set(Mandate.objects.current(day).values_list("id", flat=True))
    for request in ConsultationRequest.objects.select_related("case__person"):
        yield from _of_jobs(request.scope_id, Level.CONSULTATION)
        if request.state == RequestState.ASKED:
            yield request.scope_id, request.organization_id, int(Level.CONSULTATION), ASKED
        if request.specialist_id in at_work and request.specialist_id is not None:
            yield from _of_specialist(request, request.specialist_id)
    for scope_id in Scope.objects.filter(id__in=ReportReader.objects.values("scope_id")).values_list("id", flat=True):
        yield from _of_jobs(scope_id, REPORT)
    for scope_id, mandate_id in ReportReader.objects.current(day).values_list("scope_id", "mandate_id"):
        if mandate_id in at_work:
            yield scope_id, mandate_id, int(REPORT), READING


def _of_jobs(scope_id: UUID, levels: Level) -> Iterator[tuple[UUID, UUID, int, str]]:
    for name, level in JOBS.items():
        yield scope_id, job_id(name), int(level & levels), JOB


def _of_specialist(request: ConsultationRequest, mandate_id: UUID) -> Iterator[tuple[UUID, UUID, int, str]]:
    yield request.scope_id, mandate_id, int(Level.CONSULTATION), ADVISING
    if request.state == RequestState.ACCEPTED:
        yield request.case.scope_id, mandate_id, int(Level.SUMMARY), ADVISING
        yield request.case.person.scope_id, mandate_id, int(PERSON), ADVISING


def _circles(request: ConsultationRequest) -> list[tuple[UUID, Level]]:
    """The request's circle, the case's and the person's; the last two are looked up by a job that shows nothing."""
    with acting(job(OPENER)):
        case_scope, person_scope = Case.objects.values_list("scope_id", "person__scope_id").get(id=request.case_id)
    return [(request.scope_id, Level.CONSULTATION), (case_scope, Level.SUMMARY), (person_scope, PERSON)]
