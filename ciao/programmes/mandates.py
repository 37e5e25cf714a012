"""From the signed-in user to the mandate they act under."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import QuerySet
from django.http import HttpRequest

from ciao.access.actor import Actor, acting
from ciao.access.enums import ActorKind
from ciao.access.roles import ROLES
from ciao.core import clock
from ciao.programmes.models import Mandate

SESSION_KEY = "mandate"


@dataclass(frozen=True)
class ChosenMandate:
    """The mandate in use and all those one could choose."""

    actor: Actor
    all: list[Mandate]


def choose(request: HttpRequest) -> ChosenMandate | None:
    """The mandate named in the session, or the only or first one; None where the user has none today."""
    user = request.user
    if not user.is_authenticated:
        return None
    mandates = mandates_of(user.pk)
    if not mandates:
        return None
    wanted = request.session.get(SESSION_KEY)
    chosen = next((one for one in mandates if str(one.id) == wanted), mandates[0])
    return ChosenMandate(actor_of(chosen), mandates)


def mandates_of(user_id: uuid.UUID) -> list[Mandate]:
    """A user's mandates valid today, oldest first; read as that user, before any mandate is chosen."""
    with acting(Actor(kind=ActorKind.MANDATE, user_id=user_id)):
        rows: QuerySet[Mandate] = Mandate.objects.filter(user_id=user_id).current(clock.today())
        return list(rows.select_related("user", "organization").order_by("given_at", "id"))


def actor_of(mandate: Mandate) -> Actor:
    """The actor a mandate makes; used by pages, by the demo and by tests alike."""
    role = ROLES[mandate.role]
    return Actor(
        kind=ActorKind.MANDATE,
        id=mandate.id,
        role=mandate.role,
        cap=role.cap,
        user_id=mandate.user_id,
        mandate_id=mandate.id,
        organization_id=mandate.organization_id,
        programme_id=mandate.programme_id,
        label=f"{mandate.user.get_full_name()}, {role.label}, {mandate.organization}",
    )


def needs_second_factor(request: HttpRequest, chosen: ChosenMandate) -> bool:
    """Whoever may read personal data under any of their mandates must have a second factor set."""
    reads = any(ROLES[one.role].reads_persons for one in chosen.all)
    return reads and not is_mfa_enabled(request.user)
