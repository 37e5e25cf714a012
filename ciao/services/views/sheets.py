"""Registers on paper: the sheet to print, and the scan that comes back."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.core.formats import plural
from ciao.services import actions
from ciao.services.forms import ScanForm
from ciao.services.models import SheetScan
from ciao.services.views import check_leads, crumbs, find_session, page
from ciao.services.views.attendance import when_of


@requires(Action.ATTENDANCE_TAKE)
@require_POST
def prepare(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A sheet with its codes; it is printed where documents are."""
    by, session = acting_in(request), find_session(request, session_id, Action.ATTENDANCE_TAKE)
    check_leads(by, session.edition)
    try:
        sheet = actions.prepare_sheet(session=session, by=by)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("services:attendance", args=[session.id]))
    return HttpResponseRedirect(reverse(settings.PLACES["issue"], args=["attendance_sheet", sheet.id]))


@requires(Action.ATTENDANCE_TAKE)
def join_one(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The scan of this meeting's sheet; one of another is not taken for it."""
    by, session = acting_in(request), find_session(request, session_id, Action.ATTENDANCE_TAKE)
    check_leads(by, session.edition)
    form = ScanForm(request.POST or None, request.FILES or None)
    shape = page(
        session.edition, "Carica il foglio firmato", "Carica il foglio", _done, upload=True,
        template="services/scan.html", lead=f"{when_of(session)}. Una scansione o una foto di ogni pagina.",
        to=reverse("services:attendance", args=[session.id]),
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.join_scan(upload=typed["scan"], by=by, session=session))


@requires(Action.ATTENDANCE_TAKE)
def join_any(request: HttpRequest) -> HttpResponse:
    """A pile of sheets in one file: each page finds its own meeting."""
    by = acting_in(request)
    form = ScanForm(request.POST or None, request.FILES or None)
    heading, courses = "Carica i fogli firmati", reverse("services:editions")
    context = {
        "heading": heading, "save": "Carica i fogli", "back": courses, "crumbs": crumbs(None, heading),
        "lead": "Anche di incontri diversi, in un solo file: ogni pagina trova il suo incontro dal codice.",
    }  # fmt: skip
    shape = FormPage("services/scan.html", to=_register, done=_done, context=context)
    return shape.answer(request, form, lambda typed: actions.join_scan(upload=typed["scan"], by=by))


def _register(scans: list[SheetScan]) -> str:
    return reverse("services:attendance", args=[scans[0].sheet.session_id])


def _done(scans: list[SheetScan]) -> str:
    marks = sum(len(one.found) for one in scans)
    pages = plural(len(scans), "pagina ritrovata", "pagine ritrovate")
    return f"{pages}. {plural(marks, 'casella letta', 'caselle lette')}: controlla e salva."
