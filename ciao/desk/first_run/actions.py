"""The first start of an installation: one link used once, its administrator, and the keys on paper."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from ciao.access.actions import hash_token
from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.accounts.models import FirstStart, User
from ciao.accounts.rules import last_group
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.partners.enums import Sector
from ciao.partners.models import Organization
from ciao.programmes.actions import give_mandate

LINK_LASTS = timedelta(hours=24)


def open_first_start() -> str | None:
    """A fresh link for an installation without users, in place of earlier ones; None where somebody is in."""
    if User.objects.exists():
        return None
    token = secrets.token_urlsafe(24)
    FirstStart.objects.filter(used_at__isnull=True).delete()
    FirstStart.objects.create(token_hash=hash_token(token), expires_at=clock.now() + LINK_LASTS)
    return f"{settings.SITE_ADDRESS}/primo-avvio/{token}/"


def first_start_of(token: str) -> FirstStart:
    """The first start a link opens, locked so that it is used once; raises `NotPossible` with the reason."""
    found = FirstStart.objects.select_for_update().filter(token_hash=hash_token(token)).first()
    if found is None or User.objects.exists():
        raise NotPossible("Questo collegamento non vale più. Riavvia CIAO! e usa quello nuovo nel terminale.")
    if found.expires_at <= clock.now():
        raise NotPossible("Questo collegamento è scaduto. Riavvia CIAO! e usa quello nuovo nel terminale.")
    return found


def keep_keys(*, typed: str, user: User) -> None:
    """Somebody says, with its last four characters, that the sheet of the keys is on paper."""
    if "".join(typed.split()).upper() != last_group(keyring()):
        raise NotPossible("Non sono gli ultimi 4 caratteri del foglio: guarda in fondo all’ultima riga.")
    FirstStart.objects.filter(keys_kept_at__isnull=True).update(keys_kept_at=clock.now(), keys_kept_by=user.pk)


def keys_to_keep() -> bool:
    """Whether the sheet of this installation's keys still waits to be printed."""
    return FirstStart.objects.filter(used_at__isnull=False, keys_kept_at__isnull=True).exists()


def keys_are_kept() -> bool:
    """Whether somebody has said that the sheet is on paper."""
    return FirstStart.objects.filter(keys_kept_at__isnull=False).exists()


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
