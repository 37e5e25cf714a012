"""Who answers for a minor: writing it down, and taking it back when it ends."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.people.actions.protection import circle_of, keeper
from ciao.people.enums import ResponsibilityKind
from ciao.people.models import ParentalResponsibility, Person
from ciao.people.rules import too_short


@transaction.atomic
def record_responsibility(
    *, person: Person, kind: str, name: str, starts_on: date, by: Actor, phone: str = "", act: str = "",
    act_on: date | None = None, limits: str = "", may_sign: bool = True, is_danger: bool = False,
    row_id: uuid.UUID | None = None,
) -> ParentalResponsibility:  # fmt: skip
    """Who may be asked to sign for a minor; one named as danger goes out of sight at once.

    Raises `NotPossible` for a guardian or curator without a court act, or a day to come.
    """
    if not name.strip():
        raise NotPossible("Scrivi chi è.")
    if max(filter(None, (starts_on, act_on))) > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if kind in (ResponsibilityKind.GUARDIAN, ResponsibilityKind.CURATOR) and not act.strip():
        raise NotPossible("Per chi fa da tutore o da curatore scrivi il numero dell’atto del tribunale.")
    values = {
        "person": person, "kind": kind, "name": name.strip(), "phone": phone, "act": act, "act_on": act_on,
        "limits": limits, "may_sign": may_sign and not is_danger, "is_danger": is_danger, "starts_on": starts_on,
        "recorded_by": by.id,
    }  # fmt: skip
    if not is_danger:
        return _save(row_id, scope_id=person.scope_id, level=int(Level.IDENTITY), **values)
    with keeper():
        return _save(row_id, scope_id=circle_of(person.id, by).id, level=int(Level.PROTECTED), **values)


@transaction.atomic
def end_responsibility(*, row: ParentalResponsibility, reason: str, on: date, by: Actor) -> ParentalResponsibility:
    """It ended, or was written by mistake: from the day after nobody asks this person to sign."""
    if too_short(reason):
        raise NotPossible("Scrivi in una frase perché finisce.")
    if not row.starts_on <= on <= clock.today():
        raise NotPossible("La fine viene dopo l’inizio e non dopo oggi.")
    row.ends_on, row.end_reason, row.may_sign = on, reason.strip(), row.may_sign
    row.save(update_fields=["ends_on", "end_reason"])
    return row


def _save(row_id: uuid.UUID | None, **values: object) -> ParentalResponsibility:
    found = ParentalResponsibility.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    row = ParentalResponsibility(id=row_id or uuid.uuid4(), **values)
    row.save(force_insert=True)
    return row
