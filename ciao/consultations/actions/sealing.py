"""The sealed report: written by who follows the consultation, read by them and by whom they name."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction

from ciao.access.actions import end_grants, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.consultations.actions.readers import READING, REPORT, let_jobs_in, let_reader_in, places_of
from ciao.consultations.models import ConsultationRequest, ReportReader, SealedReport
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.files.actions import store_file
from ciao.notifications.actions import notify
from ciao.programmes.models import Mandate

WROTE = "l’ha scritta"


@transaction.atomic
def write_report(
    *,
    request: ConsultationRequest,
    text: str,
    on: date,
    by: Actor,
    file: File[Any] | None = None,
    replaces: SealedReport | None = None,
    row_id: uuid.UUID | None = None,
) -> SealedReport:
    """Seals what was found, in a circle that holds only the writer until they name somebody. Sent twice it makes one.

    Raises `NotPossible` for who does not follow the consultation, an empty report, a day out of order.
    """
    found = SealedReport.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if by.mandate_id is None or by.mandate_id != request.specialist_id:
        raise NotPossible("La relazione la scrive chi segue la consulenza.")
    if not text.strip() and file is None:
        raise NotPossible("Scrivi la relazione, oppure allegala.")
    if not request.asked_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(request.asked_on)} a oggi.")
    scope = open_scope(ScopeKind.CONSULTATION)
    report = SealedReport(
        id=row_id or uuid.uuid4(), scope=scope, request=request, case_id=request.case_id, text=text,
        written_on=on, replaces=replaces, written_by=by.id, written_by_label=by.label,
    )  # fmt: skip
    report.save(force_insert=True)
    let_jobs_in(scope, REPORT)
    _add_reader(report, Mandate(id=by.mandate_id), WROTE, by)
    if file is not None:
        _, person_id = places_of([request])[request.case_id]
        report.file = store_file(upload=file, scope=scope, level=Level.SEALED, by=by, person_id=person_id)
        report.save(update_fields=["file"])
    return report


@transaction.atomic
def name_reader(*, report: SealedReport, mandate: Mandate, why: str, by: Actor) -> ReportReader:
    """One more may read it, for a reason; they are told. Raises `NotPossible` where their role never may."""
    _may_name(report, by)
    if Level.SEALED & ~ROLES[mandate.role].cap:
        raise NotPossible(f"Chi ha il ruolo «{mandate.role_label}» non legge relazioni riservate.")
    if not why.strip():
        raise NotPossible("Scrivi perché può leggerla.")
    if report.readers.current(clock.today()).filter(mandate=mandate).exists():
        raise NotPossible("La legge già.")
    row = _add_reader(report, mandate, why, by)
    notify(
        kind="report_opened", user=mandate.user, scope=Scope(id=report.scope_id), by=by,
        url=report.get_absolute_url(), number=report.request.number,
    )  # fmt: skip
    return row


@transaction.atomic
def end_reader(*, reader: ReportReader, on: date, by: Actor) -> ReportReader:
    """Somebody reads it no more from the day after; the writer always does."""
    _may_name(reader.report, by)
    if reader.mandate_id == reader.report.written_by:
        raise NotPossible("Chi l’ha scritta la legge sempre.")
    reader.ends_on = max(on, reader.starts_on)
    reader.save(update_fields=["ends_on"])
    end_grants(scope=Scope(id=reader.scope_id), holder_id=reader.mandate_id, on=reader.ends_on, why=READING)
    return reader


def _may_name(report: SealedReport, by: Actor) -> None:
    if by.id != report.written_by:
        raise NotPossible("Chi può leggerla lo decide chi l’ha scritta.")


def _add_reader(report: SealedReport, mandate: Mandate, why: str, by: Actor) -> ReportReader:
    row = ReportReader(
        scope_id=report.scope_id, report=report, mandate_id=mandate.id, why=why, starts_on=clock.today(), named_by=by.id
    )
    row.save(force_insert=True)
    let_reader_in(row, by)
    return row
