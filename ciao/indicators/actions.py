"""Choosing how promised results are seen, and which values figures should reach."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.models import ExpectedValue, ResultMeasure
from ciao.programmes.models import ExpectedResult, ProgrammeVersion


@transaction.atomic
def set_expected_value(
    *, version: ProgrammeVersion, indicator: str, value: Decimal | None, by: Actor, source: str = ""
) -> ExpectedValue | None:  # fmt: skip
    """What a figure should be at the end of a version, in its own unit; None takes the value away.

    Raises `NotPossible` for a figure that is not in the catalogue, or a value of zero or less.
    """
    ensure(by, Action.INDICATOR_EDIT)
    _check_known([indicator])
    rows = ExpectedValue.objects.filter(version=version, indicator=indicator)
    if value is None:
        for row in rows:
            _touch(row, by)
            row.save()  # the history says who took it away
            row.delete()
        return None
    if value <= 0:
        raise NotPossible("Un valore atteso è più di zero: se non c’è, lascia vuoto.")
    row = rows.first() or ExpectedValue(scope_id=version.scope_id, version=version, indicator=indicator)
    row.value, row.source = value, source.strip()
    _touch(row, by)
    row.save()
    return row


@transaction.atomic
def set_measures(
    *, expected_result: ExpectedResult, indicators: Collection[str], by: Actor
) -> list[ResultMeasure]:  # fmt: skip
    """The figures by which one sees a promised result; those no longer chosen leave, none at all is allowed."""
    ensure(by, Action.INDICATOR_EDIT)
    _check_known(indicators)
    there = {one.indicator: one for one in expected_result.measures.all()}
    for code in there.keys() - set(indicators):
        there.pop(code).delete()
    for code in dict.fromkeys(indicators):
        if code not in there:
            there[code] = ResultMeasure.objects.create(
                scope_id=expected_result.scope_id, expected_result=expected_result, indicator=code, saved_by=by.id
            )
    return list(there.values())


def _touch(row: ExpectedValue, by: Actor) -> None:
    row.saved_at, row.saved_by, row.saved_by_label = clock.now(), by.id, by.label


def _check_known(codes: Collection[str]) -> None:
    unknown = [code for code in codes if code not in CATALOGUE]
    if unknown:
        raise NotPossible(f"Questo indicatore non c’è nel catalogo: {', '.join(unknown)}.")
