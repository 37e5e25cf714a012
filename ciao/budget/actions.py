"""Loading a piano economico: from a file in steps, or whole; it counts from the day it is confirmed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.budget.enums import PlanState
from ciao.budget.lifecycle import BUDGET
from ciao.budget.models import BudgetLine, BudgetPlan, CoFinancing, CostItem
from ciao.budget.reading import NotReadable, read
from ciao.budget.reading.check import Checked, check, facts_of
from ciao.budget.rules import BudgetFacts, Item, Row, faults
from ciao.core import clock
from ciao.core.formats import plural
from ciao.files.actions import store_file
from ciao.files.enums import FileKind
from ciao.programmes.models import Partnership, ProgrammeVersion


@transaction.atomic
def read_budget(*, version: ProgrammeVersion, upload: File[Any], by: Actor) -> BudgetPlan:
    """Reads a file into a draft with its columns guessed; raises `NotPossible` for what is no table of amounts."""
    file = store_file(upload=upload, scope=version.scope_id, level=Level.BUDGET, by=by)
    try:
        reading = read(file.content(), FileKind(file.kind))
    except NotReadable as refusal:
        raise NotPossible(str(refusal)) from refusal
    plan = _new_plan(version, by, file=file, reading={"file": file.name, **reading})
    plan.save(force_insert=True)
    return plan


@transaction.atomic
def map_budget(*, plan: BudgetPlan, mapping: Mapping[str, Any], by: Actor) -> BudgetPlan:
    """Keeps what each column, name and item of the file stands for; what is not said stays as it was."""
    _check_draft(plan)
    kept = {**plan.reading.get("mapping", {}), **mapping}
    plan.reading = {**plan.reading, "mapping": kept}
    plan.saved_at, plan.saved_by, plan.saved_by_label = clock.now(), by.id, by.label
    plan.save(update_fields=["reading", "saved_at", "saved_by", "saved_by_label"])
    return plan


@transaction.atomic
def confirm_budget(*, plan: BudgetPlan, on: date, by: Actor) -> BudgetPlan:
    """The draft counts, and the one before gives way; raises `NotPossible` while something is to correct."""
    _check_draft(plan)
    checked: Checked = check(plan)
    _refuse([one.sentence for one in checked.faults])
    return _put_in_force(plan, checked.facts, on, by)


@transaction.atomic
def load_budget(
    *, version: ProgrammeVersion, rows: Sequence[Row], cofinancing: Mapping[uuid.UUID, Decimal],
    items: Sequence[Item], on: date, by: Actor,
) -> BudgetPlan:  # fmt: skip
    """A whole budget at once, under the same checks as one read from a file."""
    facts = facts_of(version, rows, items, cofinancing)
    _refuse([one.sentence for one in faults(facts)])
    plan = _new_plan(version, by)
    plan.save(force_insert=True)
    return _put_in_force(plan, facts, on, by)


@transaction.atomic
def discard_budget(*, plan: BudgetPlan, on: date, by: Actor) -> BudgetPlan:
    """The draft is set aside; its number is not used again."""
    BUDGET.move(plan, "discard", by=by, on=on)
    return plan


@transaction.atomic
def reinstate_budget(*, plan: BudgetPlan, reason: str, on: date, by: Actor) -> BudgetPlan:
    """Correction: the later budget was wrong; this one counts again and that one gives way."""
    if plan.state == PlanState.REPLACED:
        _give_way(plan, on, by)
    BUDGET.move(plan, "reinstate", by=by, on=on, reason=reason)
    plan.in_force_on = on
    plan.save(update_fields=["in_force_on"])
    return plan


def _new_plan(version: ProgrammeVersion, by: Actor, **more: Any) -> BudgetPlan:
    last = version.budgets.aggregate(last=Max("number"))["last"] or 0
    return BudgetPlan(
        scope_id=version.scope_id, version=version, number=last + 1, saved_by=by.id, saved_by_label=by.label, **more
    )


def _check_draft(plan: BudgetPlan) -> None:
    if plan.state != PlanState.DRAFT:
        raise NotPossible(f"Ora è {BUDGET.labels[plan.state]}: per cambiarlo carica un piano economico nuovo.")


def _refuse(sentences: list[str]) -> None:
    if sentences:
        rest = len(sentences) - 3
        more = f" E {plural(rest, 'altra cosa', 'altre cose')}." if rest > 0 else ""
        raise NotPossible(" ".join(sentences[:3]) + more)


def _give_way(plan: BudgetPlan, on: date, by: Actor) -> None:
    earlier = plan.version.budgets.in_force().exclude(id=plan.id).first()
    if earlier is not None:
        BUDGET.move(earlier, "replace", by=by, on=on)


def _put_in_force(plan: BudgetPlan, facts: BudgetFacts, on: date, by: Actor) -> BudgetPlan:
    _give_way(plan, on, by)
    items = _items(plan.version, facts.items)
    circles = dict(
        Partnership.objects.filter(programme_id=plan.version.programme_id).values_list("id", "staff_scope_id")
    )
    BudgetLine.objects.bulk_create(
        BudgetLine(
            scope_id=circles[row.partnership_id], plan=plan, partnership_id=row.partnership_id,
            item=items[row.item], activity_id=row.activity_id, planned_amount=row.amount,
        )
        for row in facts.rows
    )  # fmt: skip
    CoFinancing.objects.bulk_create(
        CoFinancing(scope_id=circles[one], plan=plan, partnership_id=one, share_amount=amount)
        for one, amount in facts.cofinancing.items()
    )
    BUDGET.move(plan, "confirm", by=by, on=on)
    plan.in_force_on = on
    plan.save(update_fields=["in_force_on"])
    return plan


def _items(version: ProgrammeVersion, wanted: Sequence[Item]) -> dict[str, CostItem]:
    """Items by code: those of earlier budgets take the new words, the others are made."""
    found = {one.code: one for one in CostItem.objects.filter(programme_id=version.programme_id)}
    for item in wanted:
        row = found.setdefault(
            item.code, CostItem(scope_id=version.scope_id, programme_id=version.programme_id, code=item.code)
        )
        if (row.label, row.kind) != (item.label, item.kind):
            row.label, row.kind = item.label, item.kind
            row.save()
    return found
