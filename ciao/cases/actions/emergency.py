"""Opening a file without being in its team, for one day and for a written reason."""

from __future__ import annotations

import uuid

from django.db import transaction

from ciao.access.actions import grant
from ciao.access.actor import Actor
from ciao.access.enums import TEAM, Action, ActorKind, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.requires import ensure
from ciao.access.roles import ROLES
from ciao.cases.models import Case, CaseWorker
from ciao.core import clock
from ciao.notifications.actions import notify
from ciao.people.actions import keeper, kept_away
from ciao.people.models import EmergencyOpening
from ciao.people.rules import too_short
from ciao.programmes.models import Mandate

EMERGENCY = "emergenza"
NOBODY = uuid.UUID(int=0)
NOT_SO = "Questo caso non si apre così. Chiama chi coordina: risponde oggi."


@transaction.atomic
def open_in_emergency(*, number: int, reason: str, by: Actor, row_id: uuid.UUID | None = None) -> EmergencyOpening:
    """The actor reads one case until tonight, never sealed reports nor protected data; who supervises is told at once.

    Raises `NotPossible` without a sentence of reason, and with the same words for a case that is not there, one
    already theirs, and one they must be kept away from.
    """
    ensure(by, Action.CASE_EMERGENCY)
    if too_short(reason):
        raise NotPossible("Scrivi in una frase perché serve adesso: la legge chi supervisiona.")
    with keeper():
        found = EmergencyOpening.objects.filter(id=row_id).first() if row_id else None
        if found is not None:
            return found
        rows = Case.objects.counted().filter(number=number).select_related("person")
        case = rows.filter(programme_id=by.programme_id or NOBODY).first()
        if case is None or kept_away(case.scope_id, by.user_id):
            raise NotPossible(NOT_SO)
        if CaseWorker.objects.current(clock.today()).filter(case=case, mandate_id=by.mandate_id or NOBODY).exists():
            raise NotPossible("Sei già nell’équipe di questo caso: lo trovi fra le tue persone.")
        opening = _record(case, reason, by, row_id)
        _let_in(case, by)
        _tell(case, by)
    return opening


@transaction.atomic
def review_opening(*, opening: EmergencyOpening, review: str, by: Actor) -> EmergencyOpening:
    """Whoever protects the data says what they think of it; the first review stays."""
    if opening.reviewed_at is not None:
        raise NotPossible(f"L’ha già rivista {opening.reviewed_by_label}.")
    if not review.strip():
        raise NotPossible("Scrivi che cosa ne pensi.")
    opening.reviewed_at, opening.reviewed_by, opening.reviewed_by_label = clock.now(), by.id, by.label
    opening.review = review.strip()
    opening.save(update_fields=["reviewed_at", "reviewed_by", "reviewed_by_label", "review"])
    return opening


def _record(case: Case, reason: str, by: Actor, row_id: uuid.UUID | None) -> EmergencyOpening:
    opening = EmergencyOpening(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, person=case.person, case_id=case.id,
        case_number=case.number, user_id=by.user_id or NOBODY, reason=reason.strip(), closes_on=clock.today(),
        opened_by=by.id, opened_by_label=by.label,
    )  # fmt: skip
    opening.save(force_insert=True)
    return opening


def _let_in(case: Case, by: Actor) -> None:
    if by.mandate_id is None:
        raise NotPossible(NOT_SO)
    role = ROLES[by.role]
    level = (role.team or TEAM & role.cap) & ~(Level.SEALED | Level.PROTECTED | Level.READ_LOG | Level.MONEY)
    for scope_id in (case.scope_id, case.person.scope_id):
        grant(
            scope=Scope(id=scope_id), holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=level,
            why=EMERGENCY, by=by, ends_on=clock.today(),
        )  # fmt: skip


def _tell(case: Case, by: Actor) -> None:
    """The coordinators of the programme and the reference of the case, each once and never the one who opened."""
    today = clock.today()
    told = {one.user_id: one.user for one in Mandate.objects.at_work(case.programme_id, ["coordinator"], today)}
    for worker in case.workers.current(today).filter(is_lead=True).select_related("user"):
        told[worker.user_id] = worker.user
    for user_id, user in told.items():
        if user_id != by.user_id:
            notify(
                kind="emergency_opened", user=user, scope=Scope(id=case.scope_id), by=by, url=case.get_absolute_url(),
                who=by.label, number=case.number,
            )  # fmt: skip
