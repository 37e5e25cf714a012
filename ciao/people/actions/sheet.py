"""Finding a person, and keeping what they say of themselves."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.names import search_key
from ciao.people.models import Contact, Identity, Person, PrivacyNotice, SensitiveAnswers
from ciao.people.rules import is_care_of, normalize_fiscal_code

Sheet = Person | Identity | Contact | SensitiveAnswers
HELD: dict[type[Any], tuple[str, ...]] = {
    Person: ("given_name", "family_name", "alias"),
    Contact: ("phone", "email", "address"),
    Identity: ("fiscal_code", "domicile"),
}


def people_named(text: str) -> RawSQL:
    """Ids of the people the actor may call by name whose name holds every word of `text`, as a subquery.

    Accents, apostrophes, capitals and the order of the words do not matter; an empty text finds nobody.
    """
    words = " ".join(filter(None, (search_key(word) for word in text.split())))
    return RawSQL("SELECT ciao_search_people(%s) WHERE %s <> ''", [words, words])


def version_of(row: Sheet, names: list[str]) -> str:
    """What a form was opened on: equal as long as nobody changes these fields."""
    shown = [str(getattr(row, name) or "") for name in names]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]


@transaction.atomic
def save_sheet(*, row: Sheet, typed: dict[str, Any], by: Actor) -> Sheet:
    """Keeps the answers of one table; history remembers the ones before, and who changed them.

    Raises `NotPossible` for a birth to come, and for what is kept elsewhere because the address is a care-of.
    """
    if "birth_date" in typed and typed["birth_date"] and typed["birth_date"] > clock.today():
        raise NotPossible("La data di nascita è dopo oggi: ricontrollala.")
    if "fiscal_code" in typed:
        typed = {**typed, "fiscal_code": normalize_fiscal_code(typed["fiscal_code"])}
    _check_held(row, typed)
    for name, value in typed.items():
        setattr(row, name, value)
    row.save()
    return row


@transaction.atomic
def show_notice(*, person: Person, version: str, language: str, channel: str, on: date, by: Actor) -> PrivacyNotice:
    """The person was shown the privacy notice: which one, in which language, how."""
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    return PrivacyNotice.objects.create(
        scope_id=person.scope_id, person=person, version=version, language=language, channels=[channel],
        shown_on=on, recorded_by=by.id,
    )  # fmt: skip


def last_change(row: Sheet) -> tuple[str, Any] | None:
    """Who changed a row last (their mandate's id) and when, from its history; None where it never was."""
    table = connection.ops.quote_name(f"{row._meta.db_table}event")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pgh_context->>'actor', pgh_created_at FROM {table} WHERE pgh_obj_id = %s "  # noqa: S608
            "ORDER BY pgh_id DESC LIMIT 1",
            [str(row.pk)],
        )
        found = cursor.fetchone()
    return (found[0] or "", found[1]) if found else None


def _check_held(row: Sheet, typed: dict[str, Any]) -> None:
    changed = [name for name in HELD.get(type(row), ()) if name in typed and (typed[name] or "") != _kept(row, name)]
    if not changed:
        return
    person_id = row.id if isinstance(row, Person) else row.person_id
    contact = Contact.objects.filter(person_id=person_id).first()
    if contact is not None and is_care_of(contact.address):
        raise NotPossible("Nome, recapiti e codice fiscale li cura la persona di riferimento: chiedi a lei.")


def _kept(row: Sheet, name: str) -> Any:
    return getattr(row, name) or ""
