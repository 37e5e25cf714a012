"""The team asks a specialists' body, with the person's agreement, and may take the request back."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actions import open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.roles import ROLES
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Case
from ciao.consultations.actions.readers import keep_body_out, keep_specialist_out, let_body_in, let_jobs_in
from ciao.consultations.enums import Agreement, ConsultationKind, Urgency
from ciao.consultations.lifecycle import REQUEST
from ciao.consultations.models import ConsultationRequest
from ciao.core import clock
from ciao.notifications.actions import notify
from ciao.partners.models import Organization
from ciao.programmes.models import Mandate
from ciao.programmes.numbers import next_number

ANSWERERS = tuple(code for code, role in ROLES.items() if Action.CONSULTATION_ANSWER in role.actions)


@transaction.atomic
def ask_consultation(
    *,
    case: Case,
    organization: Organization,
    kind: ConsultationKind,
    question: str,
    urgency: Urgency,
    agreed_on: date,
    agreed_how: Agreement,
    by: Actor,
    row_id: uuid.UUID | None = None,
) -> ConsultationRequest:
    """Puts a question to a body about a person who agreed; whoever answers there is told. Sent twice it makes one.

    Raises `NotPossible` where the path has ended, the agreement is of tomorrow, or nobody answers in that body.
    """
    found = ConsultationRequest.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not case.is_active():
        raise NotPossible(
            f"Ora il percorso è {CASE.labels[case.state]}: per chiedere una consulenza va prima riaperto."
        )
    if agreed_on > clock.today():
        raise NotPossible("Prima chiedi alla persona se è d’accordo: la data non può essere dopo oggi.")
    told = list(Mandate.objects.at_work(case.programme_id, ANSWERERS, clock.today()).filter(organization=organization))
    if not told:
        raise NotPossible(f"{organization} non ha nessuno che risponda alle consulenze: scegli un altro ente.")
    scope = open_scope(ScopeKind.CONSULTATION, parent=case.scope)
    request = ConsultationRequest(
        id=row_id or uuid.uuid4(), scope=scope, programme_id=case.programme_id, case=case,
        number=next_number(case.programme, "consultation"), organization=organization, kind=kind, question=question,
        urgency=urgency, agreed_on=agreed_on, agreed_how=agreed_how, asked_on=clock.today(), asked_by=by.id,
        asked_by_label=by.label,
    )  # fmt: skip
    request.save(force_insert=True)
    let_jobs_in(scope, Level.CONSULTATION)
    let_body_in(request, by)
    for one in told:
        _tell(request, one, by)
    return request


@transaction.atomic
def withdraw_request(*, request: ConsultationRequest, reason: str, on: date, by: Actor) -> ConsultationRequest:
    """The question no longer stands, or the person changed their mind: nobody outside the team reads on."""
    REQUEST.move(request, "withdraw", by=by, on=on, reason=reason)
    keep_body_out(request, on)
    keep_specialist_out(request, on, also_request=True)
    request.specialist, request.finished_on = None, on
    request.save(update_fields=["specialist", "finished_on"])
    return request


@transaction.atomic
def ask_again(*, request: ConsultationRequest, reason: str, on: date, by: Actor) -> ConsultationRequest:
    """Correction: it was refused or withdrawn too early; the body reads it anew."""
    REQUEST.move(request, "ask_again", by=by, on=on, reason=reason)
    request.answered_on, request.finished_on = None, None
    request.save(update_fields=["answered_on", "finished_on"])
    let_body_in(request, by)
    return request


def _tell(request: ConsultationRequest, mandate: Mandate, by: Actor) -> None:
    if mandate.user_id == by.user_id:
        return
    notify(
        kind="consultation_asked", user=mandate.user, scope=request.scope, by=by, url=request.get_absolute_url(),
        number=request.number, urgency=request.get_urgency_display(),
    )  # fmt: skip
