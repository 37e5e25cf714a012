"""Cards shown at the door: made, taken back, made again, and read: who shows one is present by the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ciao.access.actions import hash_token
from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.core.formats import time_of_day
from ciao.services.actions.registers import locked, save_attendance
from ciao.services.enums import Presence
from ciao.services.models import Attendance, DoorCard, Enrolment, Session
from ciao.services.rules import CAME, Mark, at_door

UNKNOWN = "Questo cartellino non vale per questo corso: forse è stato rifatto. Segna la persona dal registro."


@dataclass(frozen=True)
class AtDoor:
    """What a card did: the mark there is now, and whether it was there before."""

    enrolment: Enrolment
    mark: Attendance
    is_new: bool


@transaction.atomic
def issue_cards(*, enrolments: Iterable[Enrolment], by: Actor) -> list[DoorCard]:
    """A card for each who has none that is valid; doing it twice makes none twice."""
    wanted = list(enrolments)
    have = set(
        DoorCard.objects.filter(enrolment__in=wanted, revoked_at__isnull=True).values_list("enrolment_id", flat=True)
    )
    return [_issue(one, by) for one in wanted if one.id not in have]


@transaction.atomic
def reissue_card(*, card: DoorCard, by: Actor) -> DoorCard:
    """Lost, or seen by somebody else: the old one opens nothing from now on. Done twice it makes one."""
    if card.revoked_at is not None:
        raise NotPossible("Questo cartellino è già stato rifatto.")
    card.revoked_at, card.revoked_by = clock.now(), by.id
    card.save(update_fields=["revoked_at", "revoked_by"])
    return _issue(card.enrolment, by)


@transaction.atomic
def mark_at_door(*, session: Session, token: str, by: Actor) -> AtDoor:
    """Present, or late by the clock; shown again it changes nothing. Raises `NotPossible` with what to do instead."""
    rows = visible(DoorCard.objects.all(), by, Action.ATTENDANCE_TAKE).filter(enrolment__edition_id=session.edition_id)
    card = rows.with_word(token).select_related("enrolment").first()
    if card is None:
        raise NotPossible(UNKNOWN)
    session = locked(session)
    kept = Attendance.objects.filter(session=session, enrolment=card.enrolment).first()
    if kept is not None:
        return AtDoor(card.enrolment, _checked(kept), is_new=False)
    mark = _mark(session, clock.now())
    save_attendance(session=session, marks={card.enrolment_id: mark}, others_count=session.others_count, by=by)
    return AtDoor(card.enrolment, Attendance.objects.get(session=session, enrolment=card.enrolment), is_new=True)


def token_of(card: DoorCard) -> str:
    """The word drawn on a card: made from its row by our key, so that it can be drawn again and is kept nowhere."""
    return keyring().blind_index(str(card.id), "door-card")[:20]


def _issue(enrolment: Enrolment, by: Actor) -> DoorCard:
    card = DoorCard(scope_id=enrolment.scope_id, enrolment=enrolment, issued_by=by.id)
    card.token_hash = hash_token(token_of(card))
    card.save(force_insert=True)
    return card


def _checked(kept: Attendance) -> Attendance:
    """A colleague's «absent» is not covered by a card."""
    if kept.presence in CAME:
        return kept
    who, when = kept.recorded_by_label.split(",")[0], time_of_day(kept.recorded_at.astimezone(clock.ROME))
    raise NotPossible(f"{who} ha segnato «{kept.get_presence_display()}» alle {when}: se è qui, correggi dal registro.")


def _mark(session: Session, now: datetime) -> Mark:
    hours = at_door(now, session.starts_at, session.ends_at)
    if hours is None:
        ended = time_of_day(session.ends_at.astimezone(clock.ROME))
        raise NotPossible(f"L’incontro è finito alle {ended}: segna la persona dal registro.")
    return Mark(Presence.PRESENT) if hours == session.length_hours else Mark(Presence.LATE, hours)
