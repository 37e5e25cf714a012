"""Finding a person, and keeping what they say of themselves."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from ciao.access.actions import open_scope
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.core.names import search_key
from ciao.people.lifecycle import DUPLICATE
from ciao.people.matching import Record, Roll, find_pairs
from ciao.people.models import Contact, DuplicateCandidate, Identity, Person, PrivacyNotice, SensitiveAnswers
from ciao.people.rules import normalize_fiscal_code
from ciao.programmes.models import Programme

MATCHING = "match_people"
Sheet = Person | Identity | Contact | SensitiveAnswers


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
    """Keeps the answers of one table; history remembers the ones before, and who changed them."""
    if "birth_date" in typed and typed["birth_date"] and typed["birth_date"] > clock.today():
        raise NotPossible("La data di nascita è dopo oggi: ricontrollala.")
    if "fiscal_code" in typed:
        typed = {**typed, "fiscal_code": normalize_fiscal_code(typed["fiscal_code"])}
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


@transaction.atomic
def find_duplicates(*, programme: Programme, since: date | None = None) -> list[DuplicateCandidate]:
    """Files of one data controller that may be of one person: those recorded from a day on against all, or all.

    Runs as the job that alone may read everybody; a pair already answered is not asked again.
    """
    with acting(job(MATCHING)) as by:
        people = list(Person.objects.filter(controller_id=programme.controller_id, merged_into=None).order_by("id"))
        new = [place for place, one in enumerate(people) if since is None or one.recorded_at.date() >= since]
        pairs = find_pairs(Roll.of(_records(people)), only=new) if new else []
        told = [(people[one.a].id, people[one.b].id, one.score) for one in pairs]
        known = _asked_already({one for first, second, _ in told for one in (first, second)})
        return [
            _suspect(programme, first, second, score, by)
            for first, second, score in told
            if frozenset((first, second)) not in known
        ]


def _records(people: list[Person]) -> list[Record]:
    ids = [one.id for one in people]
    identities = {one.person_id: one for one in Identity.objects.filter(person_id__in=ids).select_related("residence")}
    contacts = {one.person_id: one for one in Contact.objects.filter(person_id__in=ids)}
    return [_record(one, identities.get(one.id), contacts.get(one.id)) for one in people]


def _record(person: Person, identity: Identity | None, contact: Contact | None) -> Record:
    born = identity.birth_date.isoformat() if identity and identity.birth_date else ""
    lives = (identity.residence or identity.domicile) if identity else None
    return Record(
        id=str(person.id), given_name=person.given_name, family_name=person.family_name, birth_date=born,
        sex=identity.gender if identity else "", fiscal_code=identity.fiscal_code if identity else "",
        phone=contact.phone if contact else "", address=contact.address if contact else "",
        municipality=lives.name if lives else "",
    )  # fmt: skip


def _asked_already(ids: set[Any]) -> set[frozenset[Any]]:
    rows = DuplicateCandidate.objects.filter(Q(first_id__in=ids) & Q(second_id__in=ids))
    return {frozenset(pair) for pair in rows.values_list("first_id", "second_id")}


def _suspect(programme: Programme, first: Any, second: Any, score: float, by: Actor) -> DuplicateCandidate:
    row = DuplicateCandidate(
        scope=open_scope(ScopeKind.DUPLICATE, parent=programme.scope), first_id=first, second_id=second,
        score=f"{score:.4f}", found_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def tell_apart(*, candidate: DuplicateCandidate, on: date, by: Actor, reason: str = "") -> DuplicateCandidate:
    """They are two people: the pair is remembered and never asked again."""
    DUPLICATE.move(candidate, "part", by=by, on=on, reason=reason)
    return candidate


@transaction.atomic
def ask_again(*, candidate: DuplicateCandidate, reason: str, on: date, by: Actor) -> DuplicateCandidate:
    """Correction: the answer «two people» was wrong, the pair goes back among those to review."""
    DUPLICATE.move(candidate, "rethink", by=by, on=on, reason=reason)
    return candidate
