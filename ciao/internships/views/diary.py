"""The diary of the tutor, the final reports, what came of an internship."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.cases.views import who
from ciao.core import clock
from ciao.internships import actions
from ciao.internships.enums import EntryKind, ReportAuthor
from ciao.internships.forms.diary import ENTRY_FORMS, InailForm, ReportForm, VoidForm
from ciao.internships.forms.pack import ResultForm
from ciao.internships.models import FinalReport, Internship, InternshipResult, TutorEntry
from ciao.internships.panel import seen
from ciao.internships.views import crumbs, find, log, may_edit, reads_all, shape
from ciao.internships.views.beside import entry_line

WORDS = {
    EntryKind.NOTE: ("Nota nel diario", "Salva la nota"), EntryKind.VISIT: ("Visita", "Salva la visita"),
    EntryKind.MIDTERM: ("Verifica a metà", "Salva la verifica"),
    EntryKind.INCIDENT: ("Infortunio o incidente", "Salva l’infortunio"),
}  # fmt: skip


@requires(Action.INTERNSHIP_VIEW)
def diary(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Every line, the latest first; those written by mistake stay, struck out of every count."""
    by, found = acting_in(request), find(request, internship_id, Action.INTERNSHIP_VIEW)
    if not reads_all(found, by):
        raise Http404("diary")
    log(found, by)
    name, edits = who(found.case, by), may_edit(found, by)
    lines = [entry_line(one) for one in seen(TutorEntry, by).filter(internship=found)]
    new = [(reverse("internships:entry", args=[found.id, kind]), WORDS[kind][0]) for kind in EntryKind] if edits else []
    context = {
        "internship": found, "name": name, "lines": lines, "new": new, "may_edit": edits,
        "crumbs": crumbs(found, name, ("Diario", "")),
    }  # fmt: skip
    return TemplateResponse(request, "internships/diary.html", context)


@requires(Action.INTERNSHIP_EDIT)
def entry(request: HttpRequest, internship_id: UUID, kind: str) -> HttpResponse:
    """A new line of one kind."""
    by, found = acting_in(request), find(request, internship_id)
    if kind not in ENTRY_FORMS:
        raise Http404(kind)
    heading, save = WORDS[EntryKind(kind)]
    page = shape(request, found, heading, save, "Salvato nel diario.", back=_diary(found))
    form = ENTRY_FORMS[kind](request.POST or None, initial={"happened_on": clock.today()})
    return page.answer(request, form, lambda typed: actions.write_entry(internship=found, kind=kind, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def mistake(request: HttpRequest, internship_id: UUID, entry_id: UUID) -> HttpResponse:
    """Correction: a line was wrong."""
    by, found = acting_in(request), find(request, internship_id)
    row = get_object_or_404(seen(TutorEntry, by), id=entry_id, internship=found)
    lead = "La riga resta leggibile, con il motivo, e non conta più."
    page = shape(
        request, found, "Riga scritta per errore", "Segna come errore", "Fatto.", lead=lead, back=_diary(found)
    )
    form = VoidForm(request.POST or None)
    return page.answer(request, form, lambda typed: actions.void_entry(entry=row, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def inail(request: HttpRequest, internship_id: UUID, entry_id: UUID) -> HttpResponse:
    """An accident was told to INAIL."""
    by, found = acting_in(request), find(request, internship_id)
    row = get_object_or_404(seen(TutorEntry, by), id=entry_id, internship=found, kind=EntryKind.INCIDENT)
    page = shape(request, found, "Denuncia all’INAIL", "Salva la denuncia", "Denuncia salvata.", back=_diary(found))
    form = InailForm(request.POST or None, initial={"on": clock.today()})
    return page.answer(request, form, lambda typed: actions.tell_inail(entry=row, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def report(request: HttpRequest, internship_id: UUID, author: str) -> HttpResponse:
    """The final words of host or trainee."""
    by, found = acting_in(request), find(request, internship_id)
    if author not in ReportAuthor.values:
        raise Http404(author)
    row = seen(FinalReport, by).filter(internship=found, author=author).first()
    heading = f"Relazione finale: {ReportAuthor(author).label}"
    lead = "Con le sue parole. Poi si prepara un documento solo, che firmano tutti."
    page = shape(request, found, heading, "Salva la relazione", "Relazione salvata.", lead=lead)
    form = ReportForm(request.POST or None, initial=_report(row))
    return page.answer(
        request, form, lambda typed: actions.write_report(internship=found, author=author, by=by, **typed)
    )


@requires(Action.INTERNSHIP_EDIT)
def result(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """Whether work came of it."""
    by, found = acting_in(request), find(request, internship_id)
    row = seen(InternshipResult, by).filter(internship=found).first()
    lead = "Chi segue la persona lo riprende negli esiti, che contano per il finanziatore."
    page = shape(request, found, "Che cosa ne è venuto", "Salva l’esito", "Esito salvato.", lead=lead)
    form = ResultForm(request.POST or None, initial=_result(row))
    return page.answer(request, form, lambda typed: actions.record_result(internship=found, by=by, **typed))


def _diary(found: Internship) -> str:
    return reverse("internships:diary", args=[found.id])


def _report(row: FinalReport | None) -> dict[str, Any]:
    names = ("written_on", "learnt", "went", "next_steps")
    return {name: getattr(row, name) for name in names} if row else {"written_on": clock.today()}


def _result(row: InternshipResult | None) -> dict[str, Any]:
    names = ("hired_by", "contract", "contract_months", "happened_on")
    return {name: getattr(row, name) for name in names} if row else {"happened_on": clock.today()}
