"""Who looks for a job and how far they are; the jobs the programme knows of."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.charts import share
from ciao.core.formats import plural
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.job_search import actions, panel
from ciao.job_search.enums import SearchStage
from ciao.job_search.forms import OpeningForm
from ciao.job_search.models import Cv, JobApplication, JobOpening
from ciao.job_search.rules import next_step
from ciao.programmes.models import Programme

LETTERS = dict(zip(SearchStage, "12345", strict=True))
BOARD = ListPage(
    title="Ricerca di lavoro",
    noun="persona,persone",
    columns=[
        Column("persona", "Persona", lambda one: one.name, "number", link=lambda one: one.url),
        Column("tappa", "A che punto", lambda one: Mark(one.kind, one.stage_label, one.icon)),
        Column("candidature", "Candidature", lambda one: len(one.found.applications), numeric=True),
        Column("passo", "Prossimo passo", lambda one: one.step.title if one.step else ""),
    ],
    order=("number",),
    empty=("tool", "Nessuno cerca lavoro, per ora", "Si comincia dal fascicolo di una persona, con il curriculum."),
    template="job_search/board.html",
    export_name="ricerca-di-lavoro",
)
OPENINGS = ListPage(
    title="Offerte di lavoro",
    noun="offerta,offerte",
    columns=[
        Column("lavoro", "Lavoro", lambda one: one.title, "title", link=lambda one: one.get_absolute_url()),
        Column("chi", "Chi cerca", lambda one: one.employer, "employer"),
        Column("dove", "Dove", lambda one: one.place, "place"),
        Column("fino", "Fino al", lambda one: one.until_on, "until_on"),
        Column("stato", "Oggi", lambda one: _mark(one)),
    ],
    filters=[
        Filter(
            "stato", "Stato", [("open", "aperte"), ("closed", "chiuse")],
            lambda rows, value: _open(rows) if value == "open" else rows.exclude(id__in=_open(rows).values("id")),
        )
    ],
    order=("is_closed", "until_on", "title"),
    empty=("tool", "Nessuna offerta conosciuta", "Scrivi quelle che trovi: le vede tutta l’équipe del progetto."),
    template="job_search/openings.html",
    export_name="offerte-di-lavoro",
)  # fmt: skip


@requires(Action.JOB_SEARCH_VIEW)
def board(request: HttpRequest) -> HttpResponse:
    """People who have begun, stage by stage, with the next step of each."""
    by = acting_in(request)
    rows = _searching(by)
    every = panel.searches(list(rows), by)
    counted = Counter(one.stage for one in every.values())
    parts = [share.Part(LETTERS[one], str(one.label), counted[one]) for one in SearchStage]
    return BOARD.answer(request, rows, on_read=partial(_prepare, by=by), chart=share.draw(parts), total=len(every))


@requires(Action.JOB_SEARCH_VIEW)
def openings(request: HttpRequest) -> HttpResponse:
    """The jobs the programme knows of, those still open first."""
    by = acting_in(request)
    rows = visible(JobOpening.objects, by, Action.JOB_SEARCH_VIEW)
    return OPENINGS.answer(request, rows, edits=may(by, Action.JOB_SEARCH_EDIT))


@requires(Action.JOB_SEARCH_EDIT)
def new_opening(request: HttpRequest) -> HttpResponse:
    """A job heard of, written for everybody."""
    by = acting_in(request)
    programme = get_object_or_404(visible(Programme.objects, by, Action.PROGRAMME_VIEW), id=by.programme_id)
    home = reverse("job_search:openings")
    context = {"heading": "Offerta nuova", "crumbs": [("Offerte di lavoro", home), ("Offerta nuova", "")], "back": home}
    shape = FormPage("job_search/opening_form.html", home, "Offerta salvata: la vede tutta l’équipe.", context)
    form = OpeningForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.add_opening(programme=programme, by=by, **typed))


@requires(Action.JOB_SEARCH_VIEW)
def opening(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """One of them: what it asks, until when."""
    by = acting_in(request)
    found = get_object_or_404(visible(JobOpening.objects, by, Action.JOB_SEARCH_VIEW), id=opening_id)
    crumbs = [("Offerte di lavoro", reverse("job_search:openings")), (found.title, "")]
    context = {"one": found, "mark": _mark(found), "edits": may(by, Action.JOB_SEARCH_EDIT), "crumbs": crumbs}
    return TemplateResponse(request, "job_search/opening.html", context)


@require_POST
@requires(Action.JOB_SEARCH_EDIT)
def close_opening(request: HttpRequest, opening_id: UUID) -> HttpResponse:
    """Nobody is looked for any more, or again after all."""
    by = acting_in(request)
    found = get_object_or_404(visible(JobOpening.objects, by, Action.JOB_SEARCH_EDIT), id=opening_id)
    actions.close_opening(opening=found, is_closed=request.POST.get("chiudi") == "1", by=by)
    return redirect(found)


def _searching(by: Actor) -> QuerySet[Case]:
    begun = [Exists(panel.seen(model, by).filter(case=OuterRef("pk"))) for model in (Cv, JobApplication)]
    return visible(Case.objects.all(), by, Action.JOB_SEARCH_VIEW).active().filter(begun[0] | begun[1])


def _prepare(shown: list[Any], *, by: Actor) -> None:
    """Names, stage and step of the rows on show, and the page's one line in the read log."""
    found, names = panel.searches(shown, by), names_for(shown, by)
    for one in shown:
        one.found, one.name = found[one.id], title_of(one, names.get(one.person_id))
        one.stage_label = str(one.found.stage.label)
        one.kind, one.icon = panel.STAGES[one.found.stage]
        one.step = next_step(one.found.facts, clock.today())
        one.url = reverse("job_search:search", args=[one.id])
    if shown:
        record_read(
            by=by, scope=shown[0].scope_id, purpose="ricerca di lavoro", groups=[Group.NAME, Group.OUTCOME],
            person_ids=[one.person_id for one in shown],
        )  # fmt: skip


def _open(rows: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.open_on(clock.today())
    return found


def _mark(one: JobOpening) -> Mark:
    if one.is_closed:
        return Mark("", "chiusa", "ban")
    left = (one.until_on - clock.today()).days if one.until_on else None
    if left is None:
        return Mark("ok", "aperta", "check")
    if left < 0:
        return Mark("", "passata", "clock")
    return (
        Mark("warn", f"ancora {plural(left, 'giorno', 'giorni')}", "clock")
        if left <= 7
        else Mark("ok", "aperta", "check")
    )
