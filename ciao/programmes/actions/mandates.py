"""Which bodies take part and who works in the programme, as what, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from ciao.access.actions import end_grants, grant, installation_scope, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.core import clock
from ciao.partners.models import Membership, Organization
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Mandate, Partnership, Programme

# What these roles read in their own body's circle.
STAFF_ROLES = {
    "partner_administrator": Level.STAFF | Level.MONEY | Level.BUDGET,
    "partner_representative": Level.STAFF,
}


@transaction.atomic
def add_partner(
    *,
    programme: Programme,
    organization: Organization,
    role: PartnerRole,
    by: Actor,
    starts_on: date,
    note: str = "",
    sector: str | None = None,
) -> Partnership:
    """Brings a body into the programme, with the circle of those who look after its staff.

    `sector` is what the programme's sheet says of it, where that differs from what we knew.
    """
    return Partnership.objects.create(
        scope=programme.scope,
        programme=programme,
        organization=organization,
        staff_scope=open_scope(ScopeKind.ORGANIZATION, parent=programme.scope),
        role=role,
        sector=organization.sector if sector is None else sector,
        note=note,
        starts_on=starts_on,
    )


@transaction.atomic
def give_mandate(
    *,
    user: User,
    organization: Organization,
    programme: Programme | None,
    role: str,
    by: Actor | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Mandate:
    """Someone starts working here: the role's own grants come with it, and membership of the body."""
    first_day = starts_on or clock.today()
    scope = programme.scope if programme else installation_scope()
    mandate = Mandate(
        scope=scope,
        user=user,
        organization=organization,
        programme=programme,
        role=role,
        starts_on=first_day,
        ends_on=ends_on,
        given_by=by.id if by else None,
    )
    mandate.save(force_insert=True)
    if not Membership.objects.current(first_day).filter(user=user, organization=organization).exists():
        Membership.objects.create(user=user, organization=organization, starts_on=first_day)
    for circle, level in role_grants(mandate):
        grant(
            scope=circle, holder_kind=ActorKind.MANDATE, holder_id=mandate.id, level=level,
            why=f"ruolo: {role}", by=by, starts_on=first_day, ends_on=ends_on,
        )  # fmt: skip
    return mandate


def role_grants(mandate: Mandate) -> list[tuple[Scope, Level]]:
    """The grants a role carries by itself, before any case; `ciao access check` recomputes them."""
    definition = ROLES[mandate.role]
    found = [(mandate.scope, definition.programme)] if definition.programme else []
    if mandate.role in STAFF_ROLES and mandate.programme_id:
        partnership = Partnership.objects.filter(
            programme_id=mandate.programme_id, organization_id=mandate.organization_id
        ).first()
        if partnership:
            found.append((partnership.staff_scope, STAFF_ROLES[mandate.role]))
    return found


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, by: Actor) -> Mandate:
    """Someone stops working here: what the mandate could read closes; cases are handed over in `cases`."""
    mandate.ends_on = max(on, mandate.starts_on)
    mandate.save(update_fields=["ends_on"])
    for circle, _ in role_grants(mandate):
        end_grants(scope=circle, holder_id=mandate.id, on=on)
    return mandate


def supervisors_of(mandate: Mandate, day: date) -> Iterator[tuple[Mandate, date | None]]:
    """Whom a worker answers to from a day on, each with their last day: who is named, else the coordinator.

    Where the first one is about to leave, whoever comes after follows; nobody answers to themselves.
    """
    coordinators = Mandate.objects.at_work(mandate.programme_id, ["coordinator"], day).order_by("starts_on", "id")
    named = Mandate.objects.current(day).filter(answering=mandate).select_related("user", "organization")
    last = day - timedelta(days=1)
    for one in [*named, *coordinators.exclude(user_id=mandate.user_id)]:
        if one.ends_on is None or one.ends_on > last:
            yield one, one.ends_on
        if one.ends_on is None:
            return
        last = max(last, one.ends_on)


@transaction.atomic
def set_supervisor(*, mandate: Mandate, to: Mandate | None, by: Actor) -> Mandate:
    """Whom a worker answers to; nobody means the coordinator. Raises `NotPossible` where it would go round."""
    above: Mandate | None = to
    if to is not None and to.programme_id != mandate.programme_id:
        raise NotPossible("Chi fa supervisione lavora nello stesso progetto: scegli un’altra persona.")
    if to is not None and Level.DIARY in ROLES[mandate.role].team and Level.DIARY not in ROLES[to.role].cap:
        raise NotPossible(f"Chi ha il ruolo «{to.role_label}» non può leggere un diario: scegli un’altra persona.")
    while above is not None:
        if above.user_id == mandate.user_id:
            raise NotPossible("Così il giro torna su sé stesso: scegli un’altra persona.")
        above = above.answers_to
    mandate.answers_to = to
    mandate.save(update_fields=["answers_to"])
    return mandate
