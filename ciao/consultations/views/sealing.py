"""Sealed reports: writing one, reading it, and who else may."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.consultations import actions, panel
from ciao.consultations.forms import DayForm, ReaderForm, ReportForm
from ciao.consultations.models import ReportReader, SealedReport
from ciao.consultations.views import find, page, read
from ciao.core import clock
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft

REPORT = "consultations-report"


@requires(Action.CONSULTATION_ANSWER)
def write(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """A report in a circle of its own; the draft is the writer's alone."""
    by, found = acting_in(request), find(request, request_id, Action.CONSULTATION_ANSWER)
    draft = draft_for(REPORT, by, found)
    initial = {"on": clock.today(), **initial_from_draft(ReportForm, draft)}
    form = ReportForm(request.POST or None, request.FILES or None, initial=initial)
    shape = page(
        request, found, "Relazione riservata", "Sigilla la relazione", "Relazione sigillata: la leggi solo tu.",
        draft=draft, draft_form=REPORT, upload="1",
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> SealedReport:
        made = actions.write_report(request=found, by=by, **typed)
        drop_draft(REPORT, by, found)
        return made

    return shape.answer(request, form, act)


@requires(Action.CONSULTATION_VIEW)
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The report, for whom it is: each opening is a line in the read log."""
    by, found = acting_in(request), _report(request, report_id)
    read(found, by, "relazione riservata", Group.REPORT)
    back = reverse("consultations:request", args=[found.request_id])
    crumbs = [("Consulenze", reverse("consultations:list")), ("Consulenza", back), ("Relazione riservata", "")]
    readers = panel.readers_of(found, by)
    context = {"report": found, "crumbs": crumbs, "readers": readers, "is_writer": found.written_by == by.id}
    return TemplateResponse(request, "consultations/report.html", context)


@requires(Action.CONSULTATION_ANSWER)
def name(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """One more may read it."""
    by, found = acting_in(request), _report(request, report_id, Action.CONSULTATION_ANSWER)
    shape = page(
        request, _request_of(request, found), "Chi può leggere la relazione", "Aggiungi", "Ora può leggerla.",
        lead="Vede la relazione e niente altro di ciò che hai scritto.",
    )  # fmt: skip
    form = ReaderForm(request.POST or None, mandates=panel.possible_readers(by))
    return shape.answer(request, form, lambda typed: actions.name_reader(report=found, by=by, **typed))


@requires(Action.CONSULTATION_ANSWER)
def end(request: HttpRequest, report_id: UUID, reader_id: UUID) -> HttpResponse:
    """Somebody reads it no more."""
    by, found = acting_in(request), _report(request, report_id, Action.CONSULTATION_ANSWER)
    rows = visible(ReportReader.objects, by, Action.CONSULTATION_ANSWER).select_related("report")
    reader = get_object_or_404(rows, id=reader_id, report=found)
    shape = page(request, _request_of(request, found), "Non deve più leggerla", "Togli", "Da domani non la legge più.")
    form = DayForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.end_reader(reader=reader, by=by, **typed))


def _report(request: HttpRequest, report_id: UUID, action: Action = Action.CONSULTATION_VIEW) -> SealedReport:
    rows = visible(SealedReport.objects, acting_in(request), action).select_related("file")
    return get_object_or_404(rows, id=report_id)


def _request_of(request: HttpRequest, found: SealedReport) -> Any:
    return find(request, found.request_id, Action.CONSULTATION_ANSWER)
