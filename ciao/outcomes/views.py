"""The work list of outcomes due, and writing or taking back one of a person's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.lists import Column, ListPage, Mark
from ciao.files.actions import store_file
from ciao.outcomes import actions, panel
from ciao.outcomes.forms import OutcomeForm, VoidForm
from ciao.outcomes.models import Outcome

DUE = ListPage(
    title="Esiti da scrivere",
    noun="persona,persone",
    columns=[
        Column("persona", "Persona", lambda one: one.line.name, "number", link=lambda one: one.line.url),
        Column("che-cosa", "Che cosa manca", lambda one: one.line.title),
        Column("conclusa", "Percorso concluso", lambda one: one.closed_on, "closed_on"),
        Column("entro", "Entro o dal", lambda one: one.due_on, "due_on"),
        Column("stato", "Oggi", lambda one: _mark(one.line)),
    ],
    order=("due_on", "number"),
    empty=("check", "Nessun esito da scrivere", "Compaiono qui quando un percorso finisce, e di nuovo sei mesi dopo."),
    template="outcomes/due.html",
    export_name="esiti-da-scrivere",
)


@requires(Action.CASE_EDIT)
def due(request: HttpRequest) -> HttpResponse:
    """Who left and of whom something is still to be asked, the oldest first."""
    by, today = acting_in(request), clock.today()
    rows = panel.leavers(by, today)
    first = rows.order_by("due_on", "number").first()
    line = panel.lines([first], by, today)[0] if first is not None else None
    return DUE.answer(request, rows, on_read=lambda shown: _prepare(shown, by), first=line)


@requires(Action.CASE_EDIT)
def record(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What came of a path: situation, since when, how one knows."""
    by, case = acting_in(request), find(request, case_id)
    read(case, by, "esito", Group.NAME, Group.OUTCOME)
    moments = panel.record_moments(case, by)
    initial = {"happened_on": clock.today(), "moment": _asked(request, moments)}
    if case.closed_on and clock.today() > actions.windows_of(case.closed_on).exit_by:
        initial.pop("happened_on")  # today no longer counts on leaving: the day is to be remembered
    form = OutcomeForm(request.POST or None, request.FILES or None, moments=moments, initial=initial)
    lead = f"Percorso concluso il {date_field(case.closed_on)}" if case.closed_on else "Percorso in corso"
    shape = page(
        request, case, "Esito", "Salva l’esito", "Esito salvato.", template="outcomes/record.html", lead=lead,
        written=list(visible(Outcome.objects.counted(), by, Action.CASE_EDIT).filter(case=case)),
        windows=actions.windows_of(case.closed_on) if case.closed_on else None,
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: _save(case, by, typed))


@requires(Action.CASE_EDIT)
def void(request: HttpRequest, case_id: UUID, outcome_id: UUID) -> HttpResponse:
    """It was wrong: it leaves every count, and may be written anew."""
    by, case = acting_in(request), find(request, case_id)
    rows = visible(Outcome.objects.counted(), by, Action.CASE_EDIT)
    outcome = get_object_or_404(rows, id=outcome_id, case=case)
    read(case, by, "correzione di un esito", Group.NAME, Group.OUTCOME)
    lead = f"«{outcome.sentence}» esce da ogni conteggio. Poi puoi scriverlo di nuovo."
    shape = page(request, case, "Esito sbagliato", "Segna come errore", "Segnato come errore.", lead=lead)
    form = VoidForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.void_outcome(outcome=outcome, by=by, **typed))


def _save(case: Case, by: Actor, typed: dict[str, Any]) -> Outcome:
    upload = typed.pop("evidence")
    place: dict[str, Any] = {"scope": case.scope_id, "level": Level.WORK, "person_id": case.person_id}
    evidence = store_file(upload=upload, by=by, **place) if upload else None
    return actions.record_outcome(case=case, by=by, evidence=evidence, **typed)


def _asked(request: HttpRequest, moments: list[Any]) -> str:
    """The moment the address names, else the last one there is to write."""
    wanted = request.GET.get("momento", "")
    return wanted if wanted in [str(one) for one in moments] else str(moments[-1])


def _prepare(shown: list[Any], by: Actor) -> None:
    """Names of the rows on show, and the page's one line in the read log."""
    found = panel.lines(shown, by, clock.today())
    for case, line in zip(shown, found, strict=True):
        case.line = line
    if found:
        record_read(
            by=by, scope=shown[0].scope_id, purpose="esiti da scrivere", groups=[Group.NAME, Group.OUTCOME],
            person_ids=panel.person_ids(found),
        )  # fmt: skip


def _mark(line: panel.Due) -> Mark:
    if line.is_late:
        return Mark("stop", "in ritardo", "clock")
    return Mark("warn" if line.moment == panel.EXIT else "info", "da scrivere", "clock")
