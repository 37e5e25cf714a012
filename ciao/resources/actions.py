"""Keeping the directory: adding, correcting, checking, closing."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.programmes.models import Programme
from ciao.resources.lifecycle import RESOURCE
from ciao.resources.models import Resource


@transaction.atomic
def add_resource(*, programme: Programme, by: Actor, row_id: uuid.UUID | None = None, **told: Any) -> Resource:
    """A new entry of the directory, checked today by whoever writes it; `row_id` makes sending twice harmless."""
    found = Resource.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(told)
    row = Resource(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, recorded_by=by.id,
        checked_on=clock.today(), checked_by=by.id, checked_by_label=by.label, **told,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def edit_resource(*, resource: Resource, by: Actor, **told: Any) -> Resource:
    """What is known now; whoever corrects it has also looked at it."""
    _check(told)
    for name, value in told.items():
        setattr(resource, name, value)
    resource.checked_on, resource.checked_by, resource.checked_by_label = clock.today(), by.id, by.label
    resource.save()
    return resource


@transaction.atomic
def check_resource(*, resource: Resource, on: date, by: Actor) -> Resource:
    """Somebody made sure that what is written is still true; an earlier check never replaces a later one."""
    if on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if resource.checked_on is not None and on < resource.checked_on:
        return resource
    resource.checked_on, resource.checked_by, resource.checked_by_label = on, by.id, by.label
    resource.save(update_fields=["checked_on", "checked_by", "checked_by_label"])
    return resource


@transaction.atomic
def move_resource(*, resource: Resource, verb: str, on: date, by: Actor, reason: str = "") -> Resource:
    """It closes for a while, for good, or opens again; the directory keeps it in every case."""
    RESOURCE.move(resource, verb, by=by, on=on, reason=reason)
    return resource


def _check(told: dict[str, Any]) -> None:
    low, high = told.get("age_min"), told.get("age_max")
    if low is not None and high is not None and high < low:
        raise NotPossible("L’età più alta viene dopo la più bassa: ricontrollale.")
    first, last = told.get("starts_on"), told.get("ends_on")
    if first and last and last < first:
        raise NotPossible("La fine viene dopo l’inizio: ricontrolla le date.")
