"""Which bodies take part and who works in the programme, as what, from when to when."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ciao.access.actions import end_grants, grant, installation_scope, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level, ScopeKind
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
