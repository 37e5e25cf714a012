"""Two files of one person become one, and can be taken apart again exactly."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actions import end_grants, grant
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import ActorKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.cases.actions.team import TEAM
from ciao.cases.models import Case, CaseWorker
from ciao.core import clock
from ciao.outreach.models import Signal
from ciao.people.actions import MATCHING, circle_for, keeper
from ciao.people.lifecycle import DUPLICATE
from ciao.people.models import Contact, DuplicateCandidate, Identity, Merge, Person

FIELDS: dict[type[Person | Identity | Contact], tuple[str, ...]] = {
    Person: ("given_name", "family_name", "alias", "language"),
    Identity: (
        "fiscal_code", "gender", "birth_date", "birth_municipality_id", "birth_country_id", "citizenship_id",
        "residence_id", "domicile_id", "employment", "education",
    ),
    Contact: ("phone", "email", "address", "channel", "hours", "words"),
}  # fmt: skip
ALL_FIELDS = tuple(name for names in FIELDS.values() for name in names)
Said = dict[str, Any]


@transaction.atomic
def merge_people(
    *, candidate: DuplicateCandidate, kept: uuid.UUID, taken: Iterable[str] = (), on: date, by: Actor, reason: str = ""
) -> Merge:
    """One file stays and takes cases and signals of the other, which stays too and points to it.

    Empty fields are filled from the other file; `taken` names those in which the other file is right. Raises
    `NotPossible` where one of the two is protected or already merged, or both have a case in one programme.
    """
    DUPLICATE.move(candidate, "join", by=by, on=on, reason=reason)
    with acting(job(MATCHING)):
        stays, goes = _in_order(candidate, kept)
        _check(stays, goes)
        before = {name: value for model in FIELDS for name, value in _said(model, stays).items()}
        cases, signals = list(Case.objects.filter(person=goes)), list(Signal.objects.filter(person=goes))
        after = _fill(stays, goes, set(taken))
        _point(cases, signals, goes, stays, on, by)
        goes.merged_into = stays
        goes.save(update_fields=["merged_into"])
        moved = {"cases": [str(one.id) for one in cases], "signals": [str(one.id) for one in signals]}
        row = Merge(
            scope_id=candidate.scope_id, candidate=candidate, kept=stays, absorbed=goes, merged_by=by.id,
            before=json.dumps({"said": before, "after": after, **moved}, default=str),
        )  # fmt: skip
        row.save(force_insert=True)
    return row


@transaction.atomic
def undo_merge(*, candidate: DuplicateCandidate, reason: str, on: date, by: Actor) -> Merge:
    """Correction: the two files are two again, each with its cases, signals and answers of before.

    What was corrected in the kept file after the merge stays as corrected. Raises `NotPossible` where there is
    no merge to undo or no reason.
    """
    DUPLICATE.move(candidate, "undo", by=by, on=on, reason=reason)
    with acting(job(MATCHING)):
        row = candidate.merges.select_related("kept", "absorbed").get(undone_at=None)
        told = json.loads(row.before)
        cases = list(Case.objects.filter(id__in=told["cases"]))
        _point(cases, list(Signal.objects.filter(id__in=told["signals"])), row.kept, row.absorbed, on, by)
        _put_back(row.kept, told["said"], told["after"])
        row.absorbed.merged_into = None
        row.absorbed.save(update_fields=["merged_into"])
        row.undone_at, row.undone_by = clock.now(), by.id
        row.save(update_fields=["undone_at", "undone_by"])
    return row


def _in_order(candidate: DuplicateCandidate, kept: uuid.UUID) -> tuple[Person, Person]:
    pair = {one.id: one for one in Person.objects.filter(id__in=[candidate.first_id, candidate.second_id])}
    if kept not in pair:
        raise NotPossible("Scegli quale delle due schede resta.")
    stays = pair.pop(kept)
    return stays, pair.popitem()[1]


def _is_out_of_sight(person: Person) -> bool:
    """Whether their data lie in a circle of their own; looked up by the job that keeps it, and told to nobody."""
    with keeper():
        return circle_for(person.id, person.scope_id) != person.scope_id


def _check(stays: Person, goes: Person) -> None:
    if stays.controller_id != goes.controller_id:
        raise NotPossible("Le due schede sono di due titolari diversi: non si possono unire.")
    if any(_is_out_of_sight(one) for one in (stays, goes)):
        raise NotPossible("Queste due schede non si uniscono da qui: parlane con chi segue la persona.")
    if stays.merged_into_id or goes.merged_into_id:
        raise NotPossible("Una delle due schede è già unita a un’altra: prima annulla quell’unione.")
    held = Case.objects.counted().filter(person__in=[stays, goes]).values_list("programme_id", "person_id")
    if len(held) != len({programme for programme, _ in held}):
        raise NotPossible(
            "Le due schede hanno un percorso ciascuna nello stesso progetto: decidete quale resta, segnate l’altro "
            "«aperto per errore» dalla sua pagina, poi unisci."
        )


def sheet(model: type[Person | Identity | Contact], person: Person) -> Any:
    """The row of one of the three tables; None where there is none yet."""
    if model is Identity:
        return Identity.objects.filter(person=person).first()
    return Contact.objects.filter(person=person).first() if model is Contact else person


def _said(model: type[Person | Identity | Contact], person: Person) -> Said:
    row = sheet(model, person)
    return {name: getattr(row, name) for name in FIELDS[model]} if row is not None else {}


def _fill(stays: Person, goes: Person, taken: set[str]) -> Said:
    """Writes what the kept file takes from the other; returns what it then says there."""
    after: Said = {}
    for model in FIELDS:
        row, other = sheet(model, stays), _said(model, goes)
        changed = {
            name: value for name, value in other.items()
            if row is not None and value not in ("", None) and (name in taken or getattr(row, name) in ("", None))
            and value != getattr(row, name)
        }  # fmt: skip
        _write(row, changed)
        after |= changed
    return after


def _put_back(kept: Person, said: Said, after: Said) -> None:
    for model, names in FIELDS.items():
        row = sheet(model, kept)
        back = {
            name: _as_stored(model, name, said[name])
            for name in names
            if name in after and row is not None and str(getattr(row, name)) == str(after[name])
        }
        _write(row, back)


def _as_stored(model: type[Person | Identity | Contact], name: str, value: Any) -> Any:
    field: Any = model._meta.get_field(name.removesuffix("_id"))
    return field.to_python(value) if value is not None else None


def _write(row: Any, values: Said) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if values:
        row.save()


def _point(cases: list[Case], signals: list[Signal], old: Person, new: Person, on: date, by: Actor) -> None:
    """Cases and signals change person, and their teams read the person they now belong to."""
    of_somebody: list[Case | Signal] = [*cases, *signals]
    for one in of_somebody:
        one.person = new
        one.save(update_fields=["person"])
    for worker in CaseWorker.objects.current(on).filter(case__in=cases).select_related("mandate"):
        end_grants(scope=old.scope, holder_id=worker.mandate_id, on=on, why=TEAM)
        grant(
            scope=Scope(id=new.scope_id), holder_kind=ActorKind.MANDATE, holder_id=worker.mandate_id,
            level=ROLES[worker.mandate.role].team, why=TEAM, by=by, starts_on=on,
        )  # fmt: skip
