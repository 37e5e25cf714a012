"""Signing a version, and correcting one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.assessments.forms import ReasonForm
from ciao.audit.enums import Group
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.core.formats import plural
from ciao.plans import actions
from ciao.plans.enums import PlanState
from ciao.plans.models import Plan
from ciao.plans.views import find_plan
from ciao.signatures import actions as signatures
from ciao.signatures.forms import OnScreenForm, PaperForm
from ciao.signatures.models import Signature
from ciao.signatures.panel import missing_count
from ciao.signatures.rules import HEIGHT, WIDTH


@requires(Action.SIGNATURE_COLLECT)
def on_screen(request: HttpRequest, case_id: UUID, plan_id: UUID, signature_id: UUID) -> HttpResponse:
    """Signed with a finger, a mouse or the keyboard; the last signature puts the version in force."""
    context = {"width": WIDTH, "height": HEIGHT}
    plan, signature, shape = _about(request, case_id, plan_id, signature_id, "signatures/on_screen.html", context)
    form = OnScreenForm(request.POST or None)
    return shape.answer(request, form, _then_settle(request, plan, signature, signatures.sign_on_screen))


@requires(Action.SIGNATURE_COLLECT)
def on_paper(request: HttpRequest, case_id: UUID, plan_id: UUID, signature_id: UUID) -> HttpResponse:
    """Signed on paper: the scan of the page is kept."""
    context = {"heading": "Firma su carta", "save": "Salva la firma", "upload": True}
    plan, signature, shape = _about(request, case_id, plan_id, signature_id, "signatures/form.html", context)
    form = PaperForm(request.POST or None, request.FILES or None, initial={"signed_on": clock.today()})
    return shape.answer(request, form, _then_settle(request, plan, signature, signatures.record_paper_signature))


@require_POST
@requires(Action.CASE_EDIT)
def settle(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Everybody signed elsewhere (a code, a signed file): the version enters in force."""
    plan = find_plan(request, find(request, case_id), plan_id)
    actions.settle_plan(plan=plan, by=acting_in(request))
    messages.success(request, _sentence(plan))
    return redirect(plan)


@requires(Action.CASE_EDIT)
def take_back(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Correction: something is still to change."""
    lead = "Il documento da firmare non vale più, e con lui le firme già raccolte."
    return _correct(request, case_id, plan_id, ("Riporta in bozza", lead), actions.take_back_plan)


@requires(Action.CASE_EDIT)
def discard(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Correction: this version should not have been begun."""
    lead = "La versione resta leggibile; il suo numero non si usa più."
    return _correct(request, case_id, plan_id, ("Metti da parte la versione", lead), actions.discard_plan)


@requires(Action.CASE_EDIT)
def undo(request: HttpRequest, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Correction: it was not really signed."""
    lead = "Torna da firmare; la versione prima di questa, se c’era, torna in vigore. La fase resta."
    return _correct(request, case_id, plan_id, ("Togli il segno di firmato", lead), actions.undo_signing)


def _about(
    request: HttpRequest, case_id: UUID, plan_id: UUID, signature_id: UUID, template: str, context: dict[str, Any]
) -> tuple[Plan, Signature, FormPage]:
    by, case = acting_in(request), find(request, case_id)
    plan = find_plan(request, case, plan_id)
    rows = visible(Signature.objects.select_related("document__file"), by, Action.SIGNATURE_COLLECT)
    signature = get_object_or_404(rows, id=signature_id, document__subject_id=plan.id)
    read(case, by, "firma del progetto personalizzato", Group.NAME, Group.PLAN)
    return (
        plan,
        signature,
        FormPage(template, to=plan.get_absolute_url(), done=_sentence, context={"signature": signature, **context}),
    )


def _then_settle(
    request: HttpRequest, plan: Plan, signature: Signature, sign: Callable[..., Signature]
) -> Callable[[dict[str, Any]], Plan]:
    def act(given: dict[str, Any]) -> Plan:
        sign(signature=signature, by=acting_in(request), **given)
        return actions.settle_plan(plan=plan, by=acting_in(request))

    return act


def _correct(
    request: HttpRequest, case_id: UUID, plan_id: UUID, words: tuple[str, str], action: Callable[..., Plan]
) -> HttpResponse:
    by, case = acting_in(request), find(request, case_id)
    plan = find_plan(request, case, plan_id)
    shape = page(request, case, words[0], words[0], "Fatto: la versione è cambiata.", lead=words[1])
    shape = replace(shape, to=plan.get_absolute_url())
    form = ReasonForm(request.POST or None)
    return shape.answer(request, form, lambda typed: action(plan=plan, note=typed["note"], on=clock.today(), by=by))


def _sentence(plan: Plan) -> str:
    if plan.state == PlanState.SIGNED:
        return "Progetto firmato. Prossimo passo: avviare i sostegni."
    document = plan.document()
    missing = missing_count(document) if document else 0
    return f"Firma salvata. {plural(missing, 'firma manca', 'firme mancano')} ancora."
