"""Writing down when a person can come and what work they would like; it serves groups and places alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import scopes
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Availability, Case, WorkWish
from ciao.core import clock
from ciao.people.actions import circle_for, keeper
from ciao.people.models import Protection
from ciao.territories.models import Municipality


@transaction.atomic
def save_availability(
    *, case: Case, starts_on: date, by: Actor, ends_on: date | None = None, days: list[int] | None = None,
    parts: list[str] | None = None, weekly_hours: Decimal | None = None, starts_from: Municipality | None = None,
    reach: str = "", italian: str = "", barriers: list[str] | None = None,
) -> Availability:  # fmt: skip
    """When the person can come; written again it takes the place of what was there, and the history keeps it.

    Raises `NotPossible` for a path that has ended, days out of order, or who does not follow the person.
    """
    _check(case, by, Level.ATTENDANCE)
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible("La fine viene dopo l’inizio: ricontrolla le due date.")
    values = {
        "starts_on": starts_on, "ends_on": ends_on, "days": sorted(set(days or [])), "parts": list(parts or []),
        "weekly_hours": weekly_hours, "starts_from": starts_from, "reach": reach, "italian": italian,
        "barriers": list(barriers or []),
    }  # fmt: skip
    found: Availability = _save(Availability, case, by, values)
    return found


@transaction.atomic
def save_work_wish(
    *, case: Case, by: Actor, wanted: list[str] | None = None, unwanted: list[str] | None = None,
    burdens: list[str] | None = None, titles: list[str] | None = None, wanted_hours: Decimal | None = None,
    words: str = "",
) -> WorkWish:  # fmt: skip
    """What work the person would like and would not; raises `NotPossible` where the same work is in both lists."""
    _check(case, by, Level.INTERNSHIP)
    if set(wanted or []) & set(unwanted or []):
        raise NotPossible("Lo stesso lavoro è fra quelli che vorrebbe e fra quelli che non vuole: scegline uno.")
    values = {
        "wanted": list(wanted or []), "unwanted": list(unwanted or []), "burdens": list(burdens or []),
        "titles": list(titles or []), "wanted_hours": wanted_hours, "words": words.strip(),
    }  # fmt: skip
    found: WorkWish = _save(WorkWish, case, by, values)
    return found


def _check(case: Case, by: Actor, level: Level) -> None:
    if not scopes(by, level).filter(id=case.scope_id).exists():
        raise NotPossible("Lo scrive chi è nella sua équipe: chiedi a chi la segue.")
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: va prima riaperto.")


def _save(model: Any, case: Case, by: Actor, values: dict[str, Any]) -> Any:
    row = model.objects.filter(case=case).first() or model(scope_id=_circle(model, case), case=case)
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_at, row.saved_by, row.saved_by_label = clock.now(), by.id, by.label
    row.save()
    return row


def _circle(model: Any, case: Case) -> UUID:
    """Where a new row lies; who is not among those named writes nothing that would tell where the person is."""
    found = circle_for(case.person_id, case.scope_id)
    with keeper():
        is_protected = Protection.objects.standing().filter(person_id=case.person_id).exists()
        is_there = model.objects.filter(case=case).exists()
    if is_there or (is_protected and found == case.scope_id):
        raise NotPossible("Questo lo scrive la persona di riferimento: chiedi a lei.")
    return found
