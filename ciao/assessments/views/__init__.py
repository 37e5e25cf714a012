"""Writing an assessment, reading its answers, correcting it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.assessments import actions
from ciao.assessments.enums import AssessmentState, Moment
from ciao.assessments.forms import AssessmentForm, ReasonForm, SharedForm, kept_in
from ciao.assessments.models import Assessment
from ciao.assessments.panel import answers, drawn, parts_of
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, page, read, who
from ciao.core import clock
from ciao.core.formats import moment as said_at
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.drafts.models import Draft

HEADINGS = {
    Moment.ENTRY: "Valutazione d’ingresso",
    Moment.MID: "Valutazione intermedia",
    Moment.EXIT: "Valutazione d’uscita",
}


@requires(Action.CASE_EDIT)
def write(request: HttpRequest, case_id: UUID, moment: str) -> HttpResponse:
    """One page, six areas; what is typed is kept as one goes, and two people never overwrite each other."""
    by, case, row = acting_in(request), find(request, case_id), _draft_of(request, case_id, moment)
    if row is None and _is_done(case, Moment(moment)):
        return redirect("assessments:show", case_id=case.id)
    read(case, by, "valutazione", Group.NAME, Group.ASSESSMENT)
    draft = draft_for(_code(moment), by, case)
    form = _form(request, row, draft)
    shape = _writing(request, case, Moment(moment), row, draft, form)
    if request.method == "POST" and form.is_valid() and form.differences():
        return both(request, form, shape, row)
    return shape.answer(request, form, lambda _: _save(request, case, Moment(moment), form))


@requires(Action.CASE_VIEW)
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every answer of every moment, beside the drawing."""
    by = acting_in(request)
    rows = visible(Case.objects, by, Action.CASE_VIEW).filter(scope__in=scopes(by, Level.WORK))
    case = get_object_or_404(rows, id=case_id)
    read(case, by, "valutazione", Group.NAME, Group.ASSESSMENT)
    found = list(visible(Assessment.objects, by, Action.CASE_VIEW).filter(case=case))
    name, back = who(case, by), case.get_absolute_url()
    context = {
        "case": case, "name": name, "back": back, "may_edit": may(by, Action.CASE_EDIT),
        "crumbs": [("Persone", reverse("cases:list")), (name, back), ("Valutazione", "")],
        "assessments": [answers(one) for one in found], **drawn(found, name),
    }  # fmt: skip
    return TemplateResponse(request, "assessments/show.html", context)


@requires(Action.CASE_EDIT)
def reopen(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Correction: confirmed too early."""
    lead = "Esce dai confronti finché non la confermi di nuovo. La fase del percorso resta."
    return _correct(request, case_id, row_id, ("Riapri la valutazione", lead), actions.reopen_assessment)


@requires(Action.CASE_EDIT)
def discard(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Correction: begun by mistake."""
    lead = "Esce dai confronti e resta leggibile."
    return _correct(request, case_id, row_id, ("Metti da parte la valutazione", lead), actions.discard_assessment)


def both(request: HttpRequest, form: SharedForm, shape: FormPage, row: Any) -> HttpResponse:
    """Somebody saved in the meantime: both texts are shown, and saving again keeps what is written here."""
    said = {
        "differences": form.differences(),
        "theirs": row.saved_by_label.split(",")[0] if row else "Qualcuno",
        "when": said_at(row.saved_at) if row else "poco fa",
    }
    form.take_over()
    return TemplateResponse(request, shape.template, {"form": form, **shape.context, **said}, status=409)


def is_stale(draft: Draft | None, row: Any) -> bool:
    """Whether somebody saved after this draft was typed."""
    return bool(draft and row and draft.saved_at < row.saved_at)


def _correct(request: HttpRequest, case_id: UUID, row_id: UUID, words: tuple[str, str], action: Any) -> HttpResponse:
    by, case = acting_in(request), find(request, case_id)
    row = get_object_or_404(visible(Assessment.objects.all(), by, Action.CASE_EDIT).standing(), id=row_id, case=case)
    shape = page(request, case, words[0], words[0], "Fatto: la valutazione è cambiata.", lead=words[1])
    shape = replace(shape, to=reverse("assessments:show", args=[case.id]))
    form = ReasonForm(request.POST or None)
    return shape.answer(
        request, form, lambda typed: action(assessment=row, note=typed["note"], on=clock.today(), by=by)
    )


def _draft_of(request: HttpRequest, case_id: UUID, moment: str) -> Assessment | None:
    if moment not in Moment:
        raise Http404
    rows = visible(Assessment.objects, acting_in(request), Action.CASE_EDIT)
    return rows.filter(case_id=case_id, moment=moment, state=AssessmentState.DRAFT).first()


def _is_done(case: Case, moment: Moment) -> bool:
    return moment != Moment.MID and case.assessments.confirmed().filter(moment=moment).exists()


def _form(request: HttpRequest, row: Assessment | None, draft: Draft | None) -> AssessmentForm:
    typed = initial_from_draft(AssessmentForm, draft)
    form = AssessmentForm(request.POST or None, kept=kept_in(row), typed=typed)
    if is_stale(draft, row):
        form.initial["_seen"] = "-"
    return form


def _writing(request: HttpRequest, case: Case, moment: Moment, row: Any, draft: Any, form: AssessmentForm) -> FormPage:
    heading = HEADINGS[moment]
    shape = page(
        request, case, heading, "Conferma la valutazione", "", template="assessments/write.html", draft=draft,
        draft_form=_code(moment), parts=parts_of(form), row=row, moment=moment,
    )  # fmt: skip
    return replace(shape, to=_goes_on, done=_sentence)


def _save(request: HttpRequest, case: Case, moment: Moment, form: AssessmentForm) -> Assessment:
    by: Actor = acting_in(request)
    row = actions.save_assessment(
        case=case, moment=moment, assessed_on=form.cleaned_data["assessed_on"], ratings=form.ratings(), by=by
    )
    if request.POST.get("do") != "draft":
        row = actions.confirm_assessment(assessment=row, on=clock.today(), by=by)
    drop_draft(_code(moment), by, case)
    return row


def _goes_on(row: Assessment) -> str:
    if row.is_confirmed:
        return f"{row.case.get_absolute_url()}#valutazione"
    return reverse("assessments:write", args=[row.case_id, row.moment])


def _sentence(row: Assessment) -> str:
    if not row.is_confirmed:
        return "Bozza salvata: la vede tutta l’équipe."
    if row.moment == Moment.ENTRY:
        return "Valutazione confermata. Prossimo passo: scrivere il progetto personalizzato."
    return "Valutazione confermata. Il confronto è nel fascicolo."


def _code(moment: str) -> str:
    return f"assessment-{moment}"
