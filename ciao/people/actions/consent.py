"""A yes to one purpose, and taking it back as easily as it was given."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.people.models import Consent, Person


@transaction.atomic
def give_consent(
    *, person: Person, purpose: str, channel: str, on: date, by: Actor, row_id: uuid.UUID | None = None
) -> Consent:
    """The person says yes; saying it twice keeps the first day. Raises `NotPossible` for a day to come."""
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    found = Consent.objects.standing().filter(person_id=person.id, purpose=purpose).first()
    return found or Consent.objects.create(
        id=row_id or uuid.uuid4(), scope_id=person.scope_id, person=person, purpose=purpose, channel=channel,
        given_on=on, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: date, by: Actor) -> Consent:
    """The person takes it back: from that day nobody uses it (Reg. (UE) 2016/679 art. 7.3). Twice keeps the first."""
    if consent.withdrawn_on is not None:
        return consent
    if not consent.given_on <= on <= clock.today():
        raise NotPossible("Il ritiro viene dopo il consenso e non dopo oggi.")
    consent.withdrawn_on = on
    consent.save(update_fields=["withdrawn_on"])
    return consent
