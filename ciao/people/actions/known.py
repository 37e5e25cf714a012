"""Whether somebody who comes in may be known already: one yes or no, never who or where."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor, acting, job
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.audit.models import ReadLine
from ciao.core import clock
from ciao.core.phones import bare_phone
from ciao.notifications.actions import notify
from ciao.people.actions.duplicates import MATCHING, asked_already, records_of, suspect
from ciao.people.actions.sheet import people_named
from ciao.people.matching import Record, Roll, find_pairs
from ciao.people.models import Contact, DuplicateCandidate, Identity, Person
from ciao.people.rules import is_care_of
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.parameters import parameter

KNOWN = "Forse è già conosciuta: il coordinamento ti richiama."
PURPOSE = "è già conosciuta?"
LIMIT = "known_checks_per_hour"
_NEAR, _BACKGROUND = 200, 100  # how many are compared, and how many teach which names and dates are common


@transaction.atomic
def already_known(*, programme: Programme, newcomer: Person | Record, by: Actor) -> bool:
    """Whether a file of the same data controller may be of this person, for who is taking them in.

    Runs as the job that alone may read everybody, and is logged as a read of who asked. Of a person just recorded the
    pairs go to the coordination, which is told. Past the limit of an hour nobody is looked for: the night does it.
    Whoever must not be found is not among those compared, so the answer is the one for somebody unknown.
    """
    with acting(job(MATCHING)):
        if _asked_lately(by) >= int(parameter(LIMIT, clock.today())):
            return False
        record = newcomer if isinstance(newcomer, Record) else records_of([newcomer])[0]
        found = _alike(record, _near(record, programme))
        told_apart = _told_apart(record, found)
        found = {key: score for key, score in found.items() if key not in told_apart}
        if isinstance(newcomer, Person):
            _hand_to_coordination(programme, newcomer, found)
    record_read(
        by=by, scope=programme.scope_id, purpose=PURPOSE, groups=[Group.NAME, Group.IDENTITY, Group.CONTACT],
        person_ids=[uuid.UUID(record.id), *found],
    )  # fmt: skip
    return bool(found)


def _asked_lately(by: Actor) -> int:
    since = clock.now() - timedelta(hours=1)
    return ReadLine.objects.filter(read_at__gt=since, read_by=by.id, purpose=PURPOSE).count()


def _near(record: Record, programme: Programme) -> list[Record]:
    """Who shares a code, a telephone, a birth date or a whole name, and some at random, in the controller's files."""
    files = Person.objects.filter(controller_id=programme.controller_id, merged_into=None).exclude(id=record.id)
    ids = {one for rows in _keys(record) for one in rows[:_NEAR]}
    people = {one.id: one for one in files.filter(id__in=ids).order_by("id")[:_NEAR]}
    people |= {one.id: one for one in files.order_by("id")[:_BACKGROUND]}
    return [one for one in records_of(list(people.values())) if not is_care_of(one.address)]


def _keys(record: Record) -> Iterator[Any]:
    if record.fiscal_code:
        index = Identity._meta.get_field("fiscal_code_index").index(record.fiscal_code)
        yield Identity.objects.filter(fiscal_code_index=index).values_list("person_id", flat=True)
    if bare_phone(record.phone):
        index = Contact._meta.get_field("phone_index").index(record.phone)
        yield Contact.objects.filter(phone_index=index).values_list("person_id", flat=True)
    if record.birth_date:
        born = date.fromisoformat(record.birth_date)
        yield Identity.objects.filter(birth_date=born).values_list("person_id", flat=True)
    name = f"{record.given_name} {record.family_name}"
    if len(name.split()) > 1:
        yield Person.objects.filter(id__in=people_named(name)).values_list("id", flat=True)


def _alike(record: Record, near: list[Record]) -> dict[uuid.UUID, float]:
    pairs = find_pairs(Roll.of([record, *near]), only=[0])
    return {uuid.UUID(near[max(one.a, one.b) - 1].id): one.score for one in pairs}


def _told_apart(record: Record, found: dict[uuid.UUID, float]) -> set[uuid.UUID]:
    """Those about whom somebody has already been asked: nobody is called back twice."""
    mine = uuid.UUID(record.id)
    known = asked_already({mine, *found})
    return {one for one in found if frozenset((mine, one)) in known}


def _hand_to_coordination(programme: Programme, newcomer: Person, found: dict[uuid.UUID, float]) -> None:
    with acting(job(MATCHING)) as finder:
        made = [
            suspect(programme, min(newcomer.id, key), max(newcomer.id, key), score, finder)
            for key, score in found.items()
        ]
        if made:
            _tell(programme, made[0], finder)


def _tell(programme: Programme, candidate: DuplicateCandidate, by: Actor) -> None:
    for mandate in Mandate.objects.at_work(programme.id, ["coordinator"], clock.today()):
        notify(
            kind="maybe_known", user=mandate.user, scope=programme.scope, by=by, url=candidate.get_absolute_url()
        )  # fmt: skip
