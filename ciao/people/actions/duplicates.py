"""Finding files that may be of one person, and answering that they are not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from ciao.access.actions import open_scope
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import ScopeKind
from ciao.people.lifecycle import DUPLICATE
from ciao.people.matching import Record, Roll, find_pairs
from ciao.people.models import Contact, DuplicateCandidate, Identity, Person
from ciao.programmes.models import Programme

MATCHING = "match_people"


@transaction.atomic
def find_duplicates(*, programme: Programme, since: date | None = None) -> list[DuplicateCandidate]:
    """Files of one data controller that may be of one person: those recorded from a day on against all, or all.

    Runs as the job that alone may read everybody; a pair already answered is not asked again.
    """
    with acting(job(MATCHING)) as by:
        people = list(Person.objects.filter(controller_id=programme.controller_id, merged_into=None).order_by("id"))
        new = [place for place, one in enumerate(people) if since is None or one.recorded_at.date() >= since]
        pairs = find_pairs(Roll.of(records_of(people)), only=new) if new else []
        told = [(people[one.a].id, people[one.b].id, one.score) for one in pairs]
        known = asked_already({one for first, second, _ in told for one in (first, second)})
        return [
            suspect(programme, first, second, score, by)
            for first, second, score in told
            if frozenset((first, second)) not in known
        ]


def records_of(people: list[Person]) -> list[Record]:
    """People as the comparison reads them, in the same order."""
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


def asked_already(ids: set[Any]) -> set[frozenset[Any]]:
    """Pairs among these people that somebody has been asked about, whatever the answer."""
    rows = DuplicateCandidate.objects.filter(Q(first_id__in=ids) & Q(second_id__in=ids))
    return {frozenset(pair) for pair in rows.values_list("first_id", "second_id")}


def suspect(programme: Programme, first: Any, second: Any, score: float, by: Actor) -> DuplicateCandidate:
    """A pair for the coordination, in a circle of its own; the lower id is the first file."""
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
