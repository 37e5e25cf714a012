"""The work list of outcomes due, and writing or taking back one of a person's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Case
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.files.actions import store_file
from ciao.internships.enums import HiredBy, HiredWith
from ciao.internships.models import InternshipResult
from ciao.job_search.models import Hiring
from ciao.outcomes import actions, panel
from ciao.outcomes.enums import AttemptResult, OutcomeMoment, Situation, Stage
from ciao.outcomes.forms import AttemptForm, OutcomeForm, VoidForm
from ciao.outcomes.models import FollowUp, Outcome
from ciao.outcomes.rules import AT_WORK, may_give_up
from ciao.people.models import Contact
from ciao.programmes.parameters import parameter

DUE = ListPage(
    title="Esiti da scrivere",
    noun="persona,persone",
    columns=[
        Column("persona", "Persona", lambda one: one.line.name, "number", link=lambda one: one.line.url),
        Column("che-cosa", "Che cosa manca", lambda one: one.line.title),
        Column("conclusa", "Percorso concluso", lambda one: one.closed_on, "closed_on"),
        Column("entro", "Entro o dal", lambda one: one.due_on, "due_on"),
        Column("tentativi", "Tentativi", lambda one: one.tries, "tries", numeric=True),
        Column("stato", "Oggi", lambda one: _mark(one.line)),
    ],
    filters=[Filter("quando", "Quando", Stage.choices, lambda rows, value: rows.filter(stage=value))],
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
    first = rows.exclude(stage=Stage.SOON).order_by("due_on", "number").first()
    line = panel.lines([first], by, today)[0] if first is not None else None
    counted = dict(rows.order_by().values_list("stage").annotate(many=Count("pk")))
    stages = [(one, str(one.label), counted.get(str(one), 0)) for one in Stage]
    return DUE.answer(request, rows, on_read=lambda shown: _prepare(shown, by), first=line, stages=stages)


@requires(Action.CASE_EDIT)
def record(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """What came of a path: situation, since when, how one knows."""
    by, case = acting_in(request), find(request, case_id)
    read(case, by, "esito", Group.NAME, Group.OUTCOME)
    moments = panel.record_moments(case, by)
    initial = {"happened_on": clock.today(), "moment": _asked(request, moments)}
    if case.closed_on and clock.today() > actions.windows_of(case.closed_on).exit_by:
        initial.pop("happened_on")  # today no longer counts on leaving: the day is to be remembered
    hiring = _hiring(request, case, by)
    initial |= _told_by(hiring)
    initial |= _of_internship(request, case, by)
    form = OutcomeForm(request.POST or None, request.FILES or None, moments=moments, initial=initial)
    shape = page(request, case, "Esito", "Salva l’esito", "", template="outcomes/record.html", **_beside(case, by))
    shape = replace(shape, done=_done)
    return shape.answer(request, form, lambda typed: _save(case, by, {**typed, "hiring": hiring}))


@requires(Action.CASE_EDIT)
def attempt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Somebody tried to hear how the person is: one line, from the phone if need be."""
    by, case = acting_in(request), find(request, case_id)
    read(case, by, "tentativo di risentire una persona", Group.NAME, Group.OUTCOME)
    moments = [one for one in (OutcomeMoment.EXIT, OutcomeMoment.SIX_MONTHS) if case.closed_on]
    asked = [one for one in panel.record_moments(case, by) if one in moments] or moments[-1:]
    initial = {"tried_on": clock.today(), "moment": str(asked[-1]) if asked else "", "channel": _channel(case, by)}
    form = AttemptForm(request.POST or None, moments=moments, initial=initial)
    shape = page(
        request, case, "Tentativo", "Salva il tentativo", "", template="outcomes/record.html", **_beside(case, by)
    )
    shape = replace(shape, to=_after_attempt, done=_attempted)
    return shape.answer(request, form, lambda typed: actions.record_attempt(case=case, by=by, **typed))


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


def _beside(case: Case, by: Actor) -> dict[str, Any]:
    """What a page about one outcome shows at its side."""
    tried = panel.attempts_of(case, by)
    wanted = int(parameter("esf_attempts", clock.today()))
    return {
        "lead": f"Percorso concluso il {date_field(case.closed_on)}" if case.closed_on else "Percorso in corso",
        "written": list(visible(Outcome.objects.counted(), by, Action.CASE_EDIT).filter(case=case)),
        "windows": actions.windows_of(case.closed_on) if case.closed_on else None,
        "attempts": tried, "give_up": may_give_up(len(tried), wanted) if case.closed_on else "",
    }  # fmt: skip


def _channel(case: Case, by: Actor) -> str:
    contact = visible(Contact.objects, by, Action.CASE_VIEW).filter(person_id=case.person_id).first()
    return contact.channel if contact else ""


def _after_attempt(one: FollowUp) -> str:
    if one.result == AttemptResult.REACHED:
        return f"{reverse('outcomes:record', args=[one.case_id])}?momento={one.moment}"
    return one.case.get_absolute_url()


def _attempted(one: FollowUp) -> str:
    if one.result == AttemptResult.REACHED:
        return "Tentativo salvato. Prossimo passo: scrivere l’esito."
    return "Tentativo salvato."


def _done(one: Outcome) -> str:
    if one.situation in AT_WORK and one.evidence_id is None and one.moment != OutcomeMoment.DURING:
        return "Esito salvato. Manca una prova: si può aggiungere segnandolo come errore e scrivendolo di nuovo."
    return "Esito salvato."


def _save(case: Case, by: Actor, typed: dict[str, Any]) -> Outcome:
    upload = typed.pop("evidence")
    place: dict[str, Any] = {"scope": case.scope_id, "level": Level.WORK, "person_id": case.person_id}
    evidence = store_file(upload=upload, by=by, **place) if upload else None
    return actions.record_outcome(case=case, by=by, evidence=evidence, **typed)


def _hiring(request: HttpRequest, case: Case, by: Actor) -> Hiring | None:
    """The job found that the address names, while it is still to tell."""
    wanted = request.GET.get("assunzione", "")
    return next((one for one in panel.hirings_waiting(case, by) if str(one.id) == wanted), None)


def _told_by(hiring: Hiring | None) -> dict[str, Any]:
    """What a job found says of the outcome; the keys of its contract are those of outcomes."""
    if hiring is None:
        return {}
    return {"situation": Situation.EMPLOYED, "contract": hiring.contract, "happened_on": hiring.starts_on,
            "moment": str(OutcomeMoment.DURING)}  # fmt: skip


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
    kinds = {Stage.LATE: "stop", Stage.NOW: "warn", Stage.SOON: "info"}
    return Mark(kinds[line.stage], str(line.stage.label), "clock")


def _of_internship(request: HttpRequest, case: Case, by: Actor) -> dict[str, Any]:
    """What the tutor wrote at the end of an internship, to be looked at and saved."""
    rows = seen(InternshipResult, by).filter(internship__case=case).exclude(hired_by=HiredBy.NOBODY)
    wanted = request.GET.get("tirocinio", "")
    found = next((one for one in rows if str(one.id) == wanted), None)
    if found is None:
        return {}
    own = found.contract == HiredWith.OWN_BUSINESS
    situation = Situation.SELF_EMPLOYED if own else Situation.EMPLOYED
    return {"situation": situation, "contract": found.contract, "happened_on": found.happened_on}
