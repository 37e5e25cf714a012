"""The body answers; the specialist meets the person and tells the team what helps."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.consultations.actions.readers import keep_body_out, keep_specialist_out, let_specialist_in
from ciao.consultations.enums import Presence, RequestState
from ciao.consultations.lifecycle import REQUEST
from ciao.consultations.models import ConsultationMeeting, ConsultationRequest, Recommendation
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.notifications.actions import notify
from ciao.programmes.models import Mandate


@transaction.atomic
def accept_request(*, request: ConsultationRequest, on: date, by: Actor) -> ConsultationRequest:
    """Whoever accepts follows it: only now they learn who the person is.

    Raises `NotPossible` for who is of another body, or for a day before the request.
    """
    mandate = _of_body(request, by)
    _not_before_asking(request, on)
    REQUEST.move(request, "accept", by=by, on=on)
    request.answered_on, request.specialist = on, mandate
    request.save(update_fields=["answered_on", "specialist"])
    let_specialist_in(request, mandate, min(on, clock.today()), by)
    keep_body_out(request, clock.today())
    _tell_team(request, by, "accolta")
    return request


@transaction.atomic
def refuse_request(*, request: ConsultationRequest, reason: str, on: date, by: Actor) -> ConsultationRequest:
    """The body says no, and why; the team may ask somebody else."""
    _of_body(request, by)
    _not_before_asking(request, on)
    REQUEST.move(request, "refuse", by=by, on=on, reason=reason)
    request.answered_on = on
    request.save(update_fields=["answered_on"])
    keep_body_out(request, clock.today())
    _tell_team(request, by, "non accolta")
    return request


@transaction.atomic
def pass_consultation(*, request: ConsultationRequest, to: Mandate, on: date, by: Actor) -> ConsultationRequest:
    """A colleague of the same body goes on; the earlier one reads no more of the person, nor does the new one read
    the earlier reports unless named.
    """
    if request.state != RequestState.ACCEPTED:
        raise NotPossible(f"Ora è {REQUEST.labels[request.state]}: si passa solo una consulenza accolta.")
    if to.organization_id != request.organization_id or Action.CONSULTATION_ANSWER not in ROLES[to.role].actions:
        raise NotPossible("La consulenza passa a chi risponde alle consulenze nello stesso ente.")
    if to.id == request.specialist_id:
        raise NotPossible("La segue già.")
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    keep_specialist_out(request, on, also_request=True)
    request.specialist = to
    request.save(update_fields=["specialist"])
    let_specialist_in(request, to, on, by)
    notify(
        kind="consultation_passed", user=to.user, scope=request.scope, by=by, url=request.get_absolute_url(),
        number=request.number,
    )  # fmt: skip
    return request


@transaction.atomic
def fix_meeting(
    *, request: ConsultationRequest, starts_at: datetime, by: Actor, place: str = "", row_id: uuid.UUID | None = None
) -> ConsultationMeeting:
    """The specialist sees the person, or saw them; `row_id` makes sending twice harmless."""
    found = request.meetings.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _followed(request)
    return request.meetings.create(
        id=row_id or uuid.uuid4(), scope_id=request.scope_id, starts_at=starts_at, place=place, recorded_by=by.id
    )


@transaction.atomic
def mark_meeting(*, meeting: ConsultationMeeting, presence: Presence, by: Actor) -> ConsultationMeeting:
    """Whether the person came; marking again corrects it. Only what was moved may be said before its hour."""
    if meeting.starts_at > clock.now() and presence != Presence.MOVED:
        raise NotPossible("L’incontro deve ancora iniziare.")
    meeting.presence = presence
    meeting.save(update_fields=["presence"])
    return meeting


@transaction.atomic
def advise_team(
    *, request: ConsultationRequest, text: str, next_on: date | None, on: date, by: Actor,
    row_id: uuid.UUID | None = None,
) -> Recommendation:  # fmt: skip
    """What the team may know and do; `next_on` is when to look again. Raises `NotPossible` for days out of order."""
    found = request.recommendations.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _followed(request)
    if not request.asked_on <= on <= clock.today():
        raise NotPossible(f"Scegli un giorno dal {date_field(request.asked_on)} a oggi.")
    if next_on is not None and next_on < on:
        raise NotPossible("Il giorno da rivedere viene dopo la raccomandazione.")
    row = request.recommendations.create(
        id=row_id or uuid.uuid4(), scope_id=request.scope_id, text=text, given_on=on, next_on=next_on, given_by=by.id,
        given_by_label=by.label,
    )  # fmt: skip
    _tell_team(request, by, "con nuove raccomandazioni")
    return row


@transaction.atomic
def finish_consultation(*, request: ConsultationRequest, on: date, by: Actor) -> ConsultationRequest:
    """Done: the specialist keeps what they wrote, and no longer reads the person's name and contacts."""
    REQUEST.move(request, "finish", by=by, on=on)
    request.finished_on = on
    request.save(update_fields=["finished_on"])
    keep_specialist_out(request, clock.today(), also_request=False)
    _tell_team(request, by, "conclusa")
    return request


@transaction.atomic
def resume_consultation(*, request: ConsultationRequest, reason: str, on: date, by: Actor) -> ConsultationRequest:
    """Correction: it was finished too early; the specialist reads name and contacts again."""
    REQUEST.move(request, "resume", by=by, on=on, reason=reason)
    request.finished_on = None
    request.save(update_fields=["finished_on"])
    if request.specialist is not None:
        keep_specialist_out(request, clock.today(), also_request=True)
        let_specialist_in(request, request.specialist, clock.today(), by)
    return request


def _of_body(request: ConsultationRequest, by: Actor) -> Mandate:
    """The mandate of who answers, if they are of the body asked."""
    if by.mandate_id is None or by.organization_id != request.organization_id:
        raise NotPossible("Risponde l’ente a cui è stata chiesta.")
    return Mandate.objects.get(id=by.mandate_id)


def _not_before_asking(request: ConsultationRequest, on: date) -> None:
    if on < request.asked_on:
        raise NotPossible(f"La richiesta è del {date_field(request.asked_on)}: scegli un giorno da allora in poi.")


def _followed(request: ConsultationRequest) -> None:
    if request.state != RequestState.ACCEPTED:
        raise NotPossible(f"La consulenza è {REQUEST.labels[request.state]}: prima va accolta o ripresa.")


def _tell_team(request: ConsultationRequest, by: Actor, words: str) -> None:
    """Whoever asked is told, in words that say nothing of the person."""
    asked_by = Mandate.objects.filter(id=request.asked_by).first() if request.asked_by else None
    user = User.objects.filter(id=asked_by.user_id).first() if asked_by else None
    if user is None or user.id == by.user_id:
        return
    notify(
        kind="consultation_answered", user=user, scope=request.scope, by=by, url=request.get_absolute_url(),
        number=request.number, words=words,
    )  # fmt: skip
