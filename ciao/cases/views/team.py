"""Where a case stands and who works on it: phase, pause, end, team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.cases import actions
from ciao.cases.dossier.eligibility import colleagues
from ciao.cases.forms import (
    CloseForm,
    DayForm,
    HandOverForm,
    PhaseForm,
    ReasonForm,
    SuspendForm,
    TargetForm,
    WorkerForm,
    offer_targets,
)
from ciao.cases.lifecycle import PHASE
from ciao.cases.models import Case, CaseWorker
from ciao.cases.views import find, on_today, page, who
from ciao.core import clock
from ciao.core.formats import date_text, plural
from ciao.programmes.models import TargetGroup


@requires(Action.CASE_EDIT)
def target(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The main group the person is counted in."""
    by, case = acting_in(request), find(request, case_id)
    form = TargetForm(request.POST or None, initial={"target": case.target_id})
    version = case.programme.version_on(case.opened_on)
    offer_targets(form, TargetGroup.objects.filter(version=version))
    shape = page(
        request,
        case,
        "Gruppo di destinatari",
        "Salva il gruppo",
        "Gruppo salvato.",
        lead="La persona si conta una volta sola, anche se rientra in due gruppi.",
    )
    return shape.answer(request, form, lambda typed: actions.choose_target(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def phase(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One phase on, or back with a reason."""
    by, case = acting_in(request), find(request, case_id)
    moves = [(one.verb, one.label.capitalize()) for one in PHASE.open_to(case.phase)]
    form = PhaseForm(request.POST or None, moves=moves, initial=on_today())
    shape = page(
        request,
        case,
        "Cambia fase",
        "Cambia fase",
        "Fase cambiata.",
        lead=f"Ora è in {case.get_phase_display()}.",
    )
    return shape.answer(request, form, lambda typed: actions.move_phase(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def suspend(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A pause; the team stays."""
    by, case = acting_in(request), find(request, case_id)
    form = SuspendForm(request.POST or None, initial=on_today())
    shape = page(request, case, "Sospendi il percorso", "Sospendi il percorso", "Percorso in pausa. L’équipe resta.")
    return shape.answer(request, form, lambda typed: actions.suspend_case(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def resume(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The path goes on."""
    by, case = acting_in(request), find(request, case_id)
    form = DayForm(request.POST or None, initial=on_today())
    shape = page(request, case, "Riprendi il percorso", "Riprendi il percorso", "Il percorso è ripreso.")
    return shape.answer(request, form, lambda typed: actions.resume_case(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def close(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The end, after reading what follows from it."""
    by, case = acting_in(request), find(request, case_id)
    form = CloseForm(request.POST or None, initial=on_today())
    shape = page(
        request,
        case,
        "Concludi il percorso",
        "Concludi il percorso",
        "Percorso concluso. Si può riaprire.",
        template="cases/confirm.html",
        question=f"Concludere il percorso di {who(case, by)}?",
        consequences=consequences_of_closing(case),
    )
    return shape.answer(request, form, lambda typed: actions.close_case(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def reopen(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Correction: it was closed too early."""
    by, case = acting_in(request), find(request, case_id)
    form = ReasonForm(request.POST or None, initial=on_today())
    shape = page(
        request,
        case,
        "Riapri il percorso",
        "Riapri il percorso",
        "Percorso riaperto.",
        lead="La prima presa in carico resta quella di prima.",
    )
    return shape.answer(request, form, lambda typed: actions.reopen_case(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def void(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Correction: it should never have been opened."""
    by, case = acting_in(request), find(request, case_id)
    form = ReasonForm(request.POST or None, initial=on_today())
    shape = page(
        request,
        case,
        "Aperto per errore",
        "Segna aperto per errore",
        "Segnato: non entra in nessun conteggio.",
        template="cases/confirm.html",
        question=f"Il percorso di {who(case, by)} è stato aperto per errore?",
        consequences=consequences_of_voiding(case),
    )
    return shape.answer(request, form, lambda typed: actions.void_case(case=case, by=by, **typed))


@requires(Action.CASE_TEAM)
def members(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Who is in the team, and someone more."""
    by, case = acting_in(request), find(request, case_id, Action.CASE_TEAM)
    inside = list(case.workers.filter(ends_on__isnull=True).select_related("user", "organization"))
    free = [one for one in colleagues(by) if one.id not in {worker.mandate_id for worker in inside}]
    form = WorkerForm(request.POST or None, mandates=free, initial={"starts_on": clock.today()})
    shape = page(
        request,
        case,
        "Équipe",
        "Aggiungi all’équipe",
        "Aggiunta all’équipe: da quel giorno legge il fascicolo.",
        template="cases/team.html",
        workers=inside,
    )
    return shape.answer(request, form, lambda typed: actions.add_worker(case=case, by=by, **typed))


@require_POST
@requires(Action.CASE_TEAM)
def leave(request: HttpRequest, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Someone leaves the team today."""
    by, case = acting_in(request), find(request, case_id, Action.CASE_TEAM)
    worker = get_object_or_404(CaseWorker, id=row_id, case=case, ends_on__isnull=True)
    try:
        actions.end_worker(worker=worker, on=clock.today(), by=by)
        messages.success(request, f"{worker.user.get_full_name()} non è più nell’équipe da domani.")
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect("cases:team", case_id=case.id)


@requires(Action.CASE_TEAM)
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Another case manager becomes the reference."""
    by, case = acting_in(request), find(request, case_id, Action.CASE_TEAM)
    others = [one for one in colleagues(by, roles=["case_manager"]) if one.id != by.mandate_id]
    form = HandOverForm(request.POST or None, mandates=others, initial=on_today())
    shape = page(
        request,
        case,
        "Passa il percorso",
        "Passa il percorso",
        "Percorso passato: da domani lo segue chi hai scelto.",
        lead="La storia resta. Chi lo lascia legge fino a quel giorno.",
    )
    return shape.answer(request, form, lambda typed: actions.pass_case(case=case, by=by, **typed))


def consequences_of_closing(case: Case) -> list[dict[str, Any]]:
    """What happens if one closes, with the open things that stay behind."""
    today = clock.today()
    meetings = case.appointments.filter(starts_at__gt=clock.now()).count()
    tasks = case.tasks.filter(done_at__isnull=True).count()
    found = [_says(f"Il percorso esce dalle persone seguite da {date_text(today)}, o dal giorno che scegli.")]
    if meetings:
        found.append(
            _says(
                f"{plural(meetings, 'colloquio resta', 'colloqui restano')} in agenda: avvisa la persona.",
                "warn",
            )
        )
    if tasks:
        found.append(_says(f"{plural(tasks, 'cosa da fare resta aperta', 'cose da fare restano aperte')}.", "warn"))
    return [
        *found,
        _says("L’équipe continua a leggere il fascicolo."),
        _says("Si può riaprire, con il motivo."),
    ]


def consequences_of_voiding(case: Case) -> list[dict[str, Any]]:
    """What happens if one says the case should never have been opened."""
    return [
        _says("Il percorso esce da tutti i conteggi, anche da quelli passati.", "warn"),
        _says("Il fascicolo resta leggibile all’équipe; non si può più riaprire.", "warn"),
        _says(f"Il numero {case.number} non si usa più."),
    ]


def _says(text: str, kind: str = "") -> dict[str, Any]:
    return {"text": text, "icon": "warning-circle" if kind else "arrow-right", "kind": kind}
