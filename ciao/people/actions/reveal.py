"""The one door to the data of a protected person: five named acts, each done by a named person and logged."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.people.enums import NamedAct
from ciao.people.models import Contact, Identity, Person, Protection
from ciao.people.rules import is_care_of
from ciao.territories.models import Municipality


@dataclass(frozen=True)
class Revealed:
    """What an act that the law asks for may show of a person, protected or not."""

    full_name: str
    fiscal_code: str
    phone: str
    email: str
    address: str
    iban: str
    domicile: Municipality | None
    scope_id: uuid.UUID


def reveal_for(*, act: NamedAct, person: Person, by: Actor) -> Revealed:
    """Name, codice fiscale and recapiti for one act; of a protected person only to named staff, and it is logged.

    `scope_id` is the circle in which the paper must lie. Raises `NotPossible` for who is not named.
    """
    identity = Identity.objects.filter(person_id=person.id).select_related("domicile").first()
    contact = Contact.objects.filter(person_id=person.id).first()
    protection = Protection.objects.standing().filter(person_id=person.id).select_related("domicile", "contact").first()
    if protection is None:
        if contact is not None and is_care_of(contact.address):
            raise NotPossible("Questo documento lo prepara la persona di riferimento: chiedi a lei.")
        return Revealed(
            full_name=person.full_name, fiscal_code=identity.fiscal_code if identity else "",
            phone=contact.phone if contact else "", email=contact.email if contact else "",
            address=contact.address if contact else "", iban="", domicile=identity.domicile if identity else None,
            scope_id=person.scope_id,
        )  # fmt: skip
    record_read(
        by=by, scope=person.scope_id, purpose=f"atto: {NamedAct(act).label}", person_ids=[person.id],
        groups=[Group.NAME, Group.CONTACT, Group.IDENTITY],
    )  # fmt: skip
    kept = protection.contact
    return Revealed(
        full_name=protection.full_name, fiscal_code=protection.fiscal_code, phone=kept.phone, email=kept.email,
        address=kept.address, iban=kept.iban, domicile=protection.domicile, scope_id=protection.scope_id,
    )  # fmt: skip


def circle_for(person_id: uuid.UUID, default: uuid.UUID) -> uuid.UUID:
    """Where a row that would show where a person is must lie: the protected circle, for who enters it."""
    found = Protection.objects.standing().filter(person_id=person_id).values_list("scope_id", flat=True).first()
    return found or default
