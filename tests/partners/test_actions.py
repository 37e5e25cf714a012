"""What one changes of a body."""

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting
from ciao.partners.actions import edit_contacts
from tests.cast import World

CONTACTS = {"email": "info@example.org", "phone": "02 1234", "website": "https://example.org"}


def test_contacts_of_a_body_are_changed(world: World) -> None:
    body = world.organizations["cooperativa"]
    with acting(world.actor("paolo")) as paolo:
        edit_contacts(organization=body, by=paolo, **CONTACTS)
    body.refresh_from_db()
    assert (body.email, body.phone, body.website) == tuple(CONTACTS.values())


def test_who_may_not_edit_bodies_is_refused(world: World) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(PermissionDenied):
        edit_contacts(organization=world.organizations["capofila"], by=marta, **CONTACTS)
