"""The rights desk: what a person asked, until when they are answered, what they were answered."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.privacy.lifecycle import REQUEST
from ciao.privacy.models import RightsRequest
from ciao.privacy.rules import after_months
from ciao.programmes.parameters import parameter


@transaction.atomic
def record_request(
    *, case: Case, kind: str, received_on: date, by: Actor, asked: str = "", has_protected: bool = False,
    row_id: uuid.UUID | None = None,
) -> RightsRequest:  # fmt: skip
    """A person asks something of their data; from that day the month runs (art. 12(3)).

    Raises `NotPossible` for a day to come, or for a case that never was.
    """
    if received_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if case.state == CaseState.VOID:
        raise NotPossible("Il percorso è aperto per errore: registra la richiesta su quello giusto.")
    request = RightsRequest(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, kind=kind, received_on=received_on,
        due_on=after_months(received_on, int(parameter("rights_answer_months", received_on))),
        asked=asked.strip(), has_protected=has_protected, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    request.save(force_insert=True)
    return request


@transaction.atomic
def extend_request(*, request: RightsRequest, reason: str, by: Actor) -> RightsRequest:
    """Two months more for a complex request, told to the person within the first month, once (art. 12(3))."""
    if not request.is_open:
        raise NotPossible("La richiesta ha già la sua risposta: non serve altro tempo.")
    if request.is_extended:
        raise NotPossible(f"È già prorogata: la risposta è entro il {date_field(request.due_on)}.")
    if clock.today() > request.due_on:
        raise NotPossible("Il primo mese è passato: la proroga si comunica entro il termine. Rispondi appena puoi.")
    if not reason.strip():
        raise NotPossible("Scrivi perché serve più tempo: la persona lo deve sapere.")
    request.due_on = after_months(request.due_on, int(parameter("rights_extension_months", request.received_on)))
    request.is_extended, request.extension_reason = True, reason.strip()
    request.save()
    return request


@transaction.atomic
def answer_request(*, request: RightsRequest, answer: str, on: date, by: Actor) -> RightsRequest:
    """The person has their answer; raises `NotPossible` where what the answer promises is not done yet."""
    if request.wants_copy and request.copy_document_id is None:
        raise NotPossible("La copia non c’è ancora: preparala, poi segna la risposta.")
    untold = request.recipients.filter(told_on__isnull=True).count()
    if untold:
        raise NotPossible(f"Restano da avvisare {untold} destinatari dei dati: segna quando lo sono.")
    return _close(request, "answer", answer, on, by)


@transaction.atomic
def refuse_request(*, request: RightsRequest, reason: str, on: date, by: Actor) -> RightsRequest:
    """Not possible, with the reason and the ways to complain told to the person (art. 12(4))."""
    return _close(request, "refuse", reason, on, by, reason)


@transaction.atomic
def withdraw_request(*, request: RightsRequest, reason: str, on: date, by: Actor) -> RightsRequest:
    """The person took it back."""
    return _close(request, "withdraw", reason, on, by, reason)


@transaction.atomic
def reopen_request(*, request: RightsRequest, reason: str, by: Actor) -> RightsRequest:
    """Correction: it was closed too early; the day it is due stays."""
    REQUEST.move(request, "reopen", by=by, on=clock.today(), reason=reason)
    request.answered_on = None
    request.save()
    return request


def _close(request: RightsRequest, verb: str, answer: str, on: date, by: Actor, reason: str = "") -> RightsRequest:
    if on < request.received_on:
        raise NotPossible(f"La richiesta è arrivata il {date_field(request.received_on)}: scegli un giorno non prima.")
    if not answer.strip():
        raise NotPossible("Scrivi che cosa hai risposto.")
    REQUEST.move(request, verb, by=by, on=on, reason=reason)
    request.answer, request.answered_on = answer.strip(), on
    request.save()
    return request
