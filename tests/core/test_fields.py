"""Sealed columns open late and only in place; a blind index finds without telling."""

import uuid

import pytest
from django.db import connection

from ciao.access.actions import open_scope
from ciao.access.enums import ScopeKind
from ciao.core.crypto import Tampered
from ciao.core.fields import BlindIndexField, Ciphertext, SealedTextField
from ciao.people.models import Contact, Person
from tests.cast import World


@pytest.fixture
def contact(world: World) -> Contact:
    scope = open_scope(ScopeKind.PERSON)
    person = Person.objects.create(
        scope=scope, controller=world.organizations["capofila"], given_name="Inès", family_name="El Amrani"
    )
    return Contact.objects.create(scope=scope, person=person, phone="333 1234567", words="chiamare la sera")


def lies(column: str, contact: Contact) -> str:
    """The value as it lies on disk."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM people_contact WHERE id = %s", [contact.pk])
        return str(cursor.fetchone()[0])


def test_the_disk_never_holds_the_text(contact: Contact) -> None:
    assert "333" not in lies("phone", contact)
    assert lies("phone", contact).count(":") == 1
    assert lies("email", contact) == ""


def test_the_value_opens_when_it_is_first_read(contact: Contact) -> None:
    found = Contact.objects.get()
    assert isinstance(found.__dict__["phone"], Ciphertext)
    assert found.phone == "333 1234567"
    assert not isinstance(found.__dict__["phone"], Ciphertext)
    assert Contact.objects.defer("phone").get().phone == "333 1234567"


def test_saving_what_was_only_read_keeps_the_same_seal(contact: Contact) -> None:
    before = lies("phone", contact)
    found = Contact.objects.get()
    found.save()
    assert lies("phone", contact) == before
    assert found.phone
    found.save()
    assert lies("phone", contact) == before
    found.phone = "02 9876543"
    found.save()
    assert lies("phone", contact) != before
    assert Contact.objects.get().phone == "02 9876543"


def test_a_value_copied_onto_another_row_does_not_open(contact: Contact) -> None:
    copy = Contact.objects.get()
    copy.id = uuid.uuid4()
    with pytest.raises(Tampered):
        assert copy.phone


def test_searching_a_sealed_column_is_refused_in_words(contact: Contact) -> None:
    with pytest.raises(TypeError, match="sealed"):
        Contact.objects.filter(phone="333 1234567").count()
    with pytest.raises(TypeError, match="sealed"):
        Contact.objects.update(phone="333")


def test_the_blind_index_finds_however_it_is_typed(contact: Contact) -> None:
    field = Contact._meta.get_field("phone_index")
    assert isinstance(field, BlindIndexField)
    assert Contact.objects.filter(phone_index=field.index("3331234567")).count() == 1
    assert Contact.objects.filter(phone_index=field.index(" 333 12 34 567 ")).count() == 1
    assert Contact.objects.filter(phone_index=field.index("+39 333 1234567")).count() == 1
    assert field.index("") == field.index(None) == ""
    assert "333" not in lies("phone_index", contact)


def test_the_history_of_a_sealed_value_opens_too(contact: Contact) -> None:
    contact.phone = "02 9876543"
    contact.save()
    past = Contact.pgh_event_model.objects.filter(pgh_obj_id=contact.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    assert [line.phone for line in past] == ["333 1234567", "02 9876543"]


def test_a_name_is_searched_without_accents_and_spaces(contact: Contact) -> None:
    key = Person.objects.get().search_key
    assert key == key.lower()
    assert "ines" in key
    assert " " not in key
    changed = Person.objects.get()
    changed.family_name = "Öztürk"
    changed.save()
    assert "ztur" in Person.objects.get().search_key


def test_empty_stays_empty() -> None:
    field = SealedTextField(blank=True)
    assert field.from_db_value("") == ""
    assert field.from_db_value(None) is None
    assert field.get_prep_value("") == ""
