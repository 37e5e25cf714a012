"""What the first start makes: the administrator and the body that looks after the installation."""

from __future__ import annotations

from django.db import transaction

from ciao.access.actor import Actor
from ciao.accounts.actions import first_start_of
from ciao.accounts.models import User
from ciao.core import clock
from ciao.partners.enums import Sector
from ciao.partners.models import Organization
from ciao.programmes.actions import give_mandate


@transaction.atomic
def found_installation(
    *, token: str, given_name: str, family_name: str, email: str, password: str, organization: str, by: Actor
) -> User:
    """The first person signs in from here on, as administrator of the system for the lead body they name.

    Raises `NotPossible` where the link was used, is old, or somebody already works here.
    """
    start = first_start_of(token)
    user = User.objects.create_user(email, password, given_name=given_name, family_name=family_name)
    body = Organization.objects.named(organization).first() or Organization.objects.create(
        name=organization, sector=Sector.PUBLIC
    )
    give_mandate(user=user, organization=body, programme=None, role="system_administrator", by=by)
    start.used_at, start.used_by = clock.now(), user.pk
    start.save(update_fields=["used_at", "used_by"])
    return user
