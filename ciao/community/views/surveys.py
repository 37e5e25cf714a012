"""Satisfaction: the questionnaires there are, the sheet with the square, what was answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.community import actions
from ciao.community.enums import SurveyState
from ciao.community.figures import answers_by_survey, results_of
from ciao.community.forms.staff import ReasonForm, SurveyOpenForm
from ciao.community.models import Survey, SurveyAnswer
from ciao.community.views import SURVEYS, crumbs, fill, find, form_page, programme_of
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach.views.doors import square


@requires(Action.SATISFACTION_VIEW)
def surveys(request: HttpRequest) -> HttpResponse:
    """The questionnaires, and what was answered to all of them together."""
    by = acting_in(request)
    rows = visible(Survey.objects, by, Action.SATISFACTION_VIEW).select_related("event", "edition__service")
    counts, overall = answers_by_survey(), results_of(None, by.programme_id, is_team=_is_team(by))
    return survey_list(counts, is_team=_is_team(by)).answer(
        request, rows, results=overall, may_edit=may(by, Action.SATISFACTION_EDIT)
    )


@requires(Action.SATISFACTION_VIEW)
def survey(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """What was answered: how many, how many missing, how answers lie, words as they are."""
    by, found = (
        acting_in(request),
        find(request, Survey, survey_id, Action.SATISFACTION_VIEW, "event", "edition__service"),
    )
    said = visible(SurveyAnswer.objects, by, Action.SATISFACTION_VIEW).filter(survey=found)
    context = {
        "survey": found, "results": results_of(found, by.programme_id, is_team=_is_team(by)),
        "words": _words(found, list(said)), "may_edit": may(by, Action.SATISFACTION_EDIT), "is_team": _is_team(by),
        "crumbs": crumbs(SURVEYS, (found.title, "")), "is_open": found.state == SurveyState.OPEN,
    }  # fmt: skip
    return TemplateResponse(request, "community/survey.html", context)


@never_cache
@requires(Action.SATISFACTION_EDIT)
def new_survey(request: HttpRequest) -> HttpResponse:
    """Of an event or of an edition; its sheet comes next."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    chosen = {"event": request.GET.get("evento"), "edition": request.GET.get("edizione")}
    form = SurveyOpenForm(request.POST or None, initial=chosen)
    fill(form, by)
    done = "Questionario aperto. Prossimo passo: stampa il foglio con il quadrato."
    page = form_page(SURVEYS, "Nuovo questionario", "Apri il questionario", Survey.get_absolute_url, done)

    def act(typed: dict[str, Any]) -> Survey:
        return actions.open_survey(programme=programme, by=by, **typed)[0]

    return page.answer(request, form, act)


@never_cache
@require_POST
@requires(Action.SATISFACTION_EDIT)
def sheet(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """A new address on a sheet to print, shown now and never again; the sheets before no longer open."""
    by, found = acting_in(request), find(request, Survey, survey_id, Action.SATISFACTION_EDIT)
    try:
        token = actions.renew_survey_link(survey=found, by=by)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(found)
    url = request.build_absolute_uri(reverse("community:answer", args=[token]))
    where = crumbs(SURVEYS, (found.title, found.get_absolute_url()), ("Foglio", ""))
    context = {"survey": found, "url": url, "square": square(url), "crumbs": where}
    return TemplateResponse(request, "community/survey_sheet.html", context)


@require_POST
@requires(Action.SATISFACTION_EDIT)
def close(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """No more answers."""
    found = find(request, Survey, survey_id, Action.SATISFACTION_EDIT)
    try:
        actions.close_survey(survey=found, by=acting_in(request))
        messages.success(request, "Risposte chiuse.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@requires(Action.SATISFACTION_EDIT)
def reopen(request: HttpRequest, survey_id: UUID) -> HttpResponse:
    """Correction: answers are taken again."""
    by, found = acting_in(request), find(request, Survey, survey_id, Action.SATISFACTION_EDIT)
    page = form_page(SURVEYS, "Riapri le risposte", "Riapri le risposte", found.get_absolute_url(), "Riaperte.")
    form = ReasonForm(request.POST or None)
    return page.answer(request, form, lambda typed: actions.reopen_survey(survey=found, by=by, **typed))


def survey_list(counts: dict[UUID, int], *, is_team: bool) -> ListPage:
    """Columns, filters and export in one declaration."""

    def state(one: Survey) -> Mark:
        return Mark("info", "aperto", "pencil") if one.state == SurveyState.OPEN else Mark("", "chiuso", "locked")

    def many(one: Survey) -> object:
        found = counts.get(one.id, 0)
        return found if is_team or found == 0 or found >= 5 else "meno di 5"

    return ListPage(
        title=SURVEYS, noun="questionario,questionari",
        columns=[
            Column("di", "Di che cosa", str, sort="title", link=Survey.get_absolute_url),
            Column("aperto", "Aperto", lambda one: one.opened_at, sort="opened_at"),
            Column("stato", "Stato", state, sort="state"),
            Column("risposte", "Risposte", many, numeric=True),
        ],
        search=lambda rows, text: rows.filter(title__icontains=text), search_label="Di che cosa",
        filters=[Filter("stato", "Stato", SurveyState.choices, lambda rows, one: rows.filter(state=one))],
        order=("-opened_at",),
        empty=("comment", "Ancora nessun questionario", "Un minuto, senza nome, in sette lingue."),
        template="community/surveys.html", export_name="gradimento",
    )  # fmt: skip


def _is_team(by: Actor) -> bool:
    """Whether the reader looks after the community, and sees small cells too."""
    return by.role in ROLES and Level.COMMUNITY in ROLES[by.role].programme


def _words(found: Survey, said: list[SurveyAnswer]) -> list[tuple[str, list[str]]]:
    """Free words by question, in no order that tells who wrote two of them."""
    asked = [("Che cosa è piaciuto", "liked"), ("Che cosa cambiare", "change"), (found.question, "more")]
    lines = [(label, sorted(text for one in said if (text := getattr(one, name)))) for label, name in asked if label]
    return [(label, texts) for label, texts in lines if texts]
