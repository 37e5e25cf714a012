"""Waiting for a place, and answering when one is offered: the person by a link, or a worker for them."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time

from django.db import transaction

from ciao.access.actions import create_link, revoke_link
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import NOTHING, Action
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.plans.models import Support
from ciao.services.actions.enrolments import check_case, check_open, check_team, take_place
from ciao.services.actions.offers import OFFERER, close_turn, offer_places
from ciao.services.enums import WaitingState
from ciao.services.lifecycle import WAITING
from ciao.services.models import Edition, Enrolment, Waiting

LABEL = "risposta della persona"


@transaction.atomic
def join_waitlist(
    *, edition: Edition, case: Case, by: Actor, preferences: str = "", support: Support | None = None,
    row_id: uuid.UUID | None = None,
) -> Waiting:  # fmt: skip
    """A person waits for a place; one that is free is offered at once. Raises `NotPossible` with what is in the way."""
    found = Waiting.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    check_team(case, by)
    today = clock.today()
    edition = Edition.objects.select_for_update(of=("self",)).select_related("service").get(id=edition.id)
    check_case(case, today)
    check_open(edition)
    if Enrolment.objects.counted().filter(edition=edition, case=case).exists():
        raise NotPossible(f"È già nell’elenco di «{edition.title}».")
    if Waiting.objects.standing().filter(edition=edition, case=case).exists():
        raise NotPossible("È già in attesa di un posto qui.")
    waiting = Waiting(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, edition=edition, case=case, support=support, since_on=today,
        preferences=preferences.strip(), recorded_by=by.id,
    )  # fmt: skip
    waiting.save(force_insert=True)
    offer_places(edition=edition, by=by)
    waiting.refresh_from_db()
    return waiting


@transaction.atomic
def accept_place(*, waiting: Waiting, on: date, by: Actor, exception_note: str = "") -> Enrolment:
    """Yes: the person takes the place from today. Raises `NotPossible` once the last day has gone by."""
    with acting(job(OFFERER)):
        waiting = _standing(waiting)
        _check_offer(waiting, on)
        return take_place(
            edition=waiting.edition, case=waiting.case, enrolled_on=on, support_id=waiting.support_id, by=by,
            exception_note=exception_note,
        )  # fmt: skip


@transaction.atomic
def decline_place(*, waiting: Waiting, on: date, by: Actor) -> Waiting:
    """No: the place goes to who comes next."""
    with acting(job(OFFERER)):
        waiting = _standing(waiting)
        _check_offer(waiting, on)
        close_turn(waiting, "decline", on=on, by=by)
    offer_places(edition=waiting.edition, by=by)
    return waiting


@transaction.atomic
def leave_waitlist(*, waiting: Waiting, reason: str, on: date, by: Actor) -> Waiting:
    """The person waits no more; an offer they had goes to who comes next."""
    close_turn(waiting, "leave", on=on, by=by, reason=reason)
    offer_places(edition=waiting.edition, by=by)
    return waiting


@transaction.atomic
def wait_again(*, waiting: Waiting, note: str, on: date, by: Actor) -> Waiting:
    """Correction: back in line, at the place they had; raises `NotPossible` where the edition takes nobody more."""
    check_open(waiting.edition)
    if Waiting.objects.standing().filter(edition=waiting.edition, case=waiting.case).exists():
        raise NotPossible("È già in attesa di un posto qui.")
    WAITING.move(waiting, "wait_again", by=by, on=on, reason=note)
    waiting.answer_on, waiting.link = None, None
    waiting.save(update_fields=["answer_on", "link"])
    offer_places(edition=waiting.edition, by=by)
    waiting.refresh_from_db()
    return waiting


@transaction.atomic
def give_answer_link(*, waiting: Waiting, by: Actor) -> str:
    """A link by which the person says yes or no, in place of any before; it reads nothing and its token is shown once.

    Raises `NotPossible` where there is nothing to answer.
    """
    if waiting.state != WaitingState.OFFERED or waiting.answer_on is None:
        raise NotPossible("Non c’è un posto offerto a cui rispondere.")
    if waiting.link is not None:
        revoke_link(link=waiting.link, by=by)
    end = datetime.combine(waiting.answer_on, time(23, 59), tzinfo=clock.ROME)
    waiting.link, token = create_link(
        scope=waiting.scope, action=Action.PLACE_ANSWER, level=NOTHING, label=LABEL, expires_at=end, by=by
    )
    waiting.save(update_fields=["link"])
    return token


def answered_by(link_id: uuid.UUID | None) -> Waiting | None:
    """The turn a link answers for: read by the job, because the link itself reads nothing."""
    if link_id is None:
        return None
    with acting(job(OFFERER)):
        rows = Waiting.objects.filter(link_id=link_id).select_related("edition__service", "case")
        return rows.first()


def _standing(waiting: Waiting) -> Waiting:
    rows = Waiting.objects.select_for_update(of=("self",)).select_related("edition__service", "case", "link")
    return rows.get(id=waiting.id)


def _check_offer(waiting: Waiting, on: date) -> None:
    if waiting.state != WaitingState.OFFERED or waiting.answer_on is None:
        raise NotPossible(f"Ora è {WAITING.labels[waiting.state]}: non c’è un posto a cui rispondere.")
    if on > waiting.answer_on:
        raise NotPossible(f"La risposta era da dare entro il {date_field(waiting.answer_on)}: rimettila in attesa.")
