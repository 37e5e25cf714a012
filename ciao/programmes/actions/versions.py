"""Proroga and rimodulazione: an act makes a new version, the old ones stay as they were."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock, formats
from ciao.programmes.enums import VersionKind
from ciao.programmes.models import Programme, ProgrammeVersion, TargetGroup, WorkPlan
from ciao.programmes.rules import months_between

NOTHING_CHANGES = "Non cambia niente: scrivi almeno un valore diverso da quello di adesso."


@dataclass(frozen=True)
class Act:
    """The decision behind a change: what it is called, its day, why."""

    name: str
    decided_on: date
    reason: str


@dataclass(frozen=True)
class Amendment:
    """What a rimodulazione changes; None and absent keys stay as they are. Months and targets go by id."""

    total_amount: Decimal | None = None
    contribution_amount: Decimal | None = None
    cofinancing_percent: Decimal | None = None
    target_counts: Mapping[uuid.UUID, int | None] = field(default_factory=dict)
    months: Mapping[uuid.UUID, Sequence[int]] = field(default_factory=dict)


@transaction.atomic
def extend_programme(*, programme: Programme, ends_on: date, act: Act, by: Actor) -> ProgrammeVersion:
    """Moves the end further by an act; months, targets and money stay, the calendar grows."""
    last = _last_version(programme, act, by)
    if ends_on <= last.ends_on:
        raise NotPossible(f"Ora la fine è il {formats.date_field(last.ends_on)}: una proroga porta la fine più avanti.")
    months = months_between(last.starts_on, ends_on)
    return _next_version(last, VersionKind.EXTENSION, act, by, ends_on=ends_on, months=months)


@transaction.atomic
def amend_programme(*, programme: Programme, amendment: Amendment, act: Act, by: Actor) -> ProgrammeVersion:
    """Changes money, targets or months by an act; raises NotPossible where nothing changes."""
    last = _last_version(programme, act, by)
    money = {
        name: value
        for name in ("total_amount", "contribution_amount", "cofinancing_percent")
        if (value := getattr(amendment, name)) is not None and value != getattr(last, name)
    }
    if not money and not _changes_people(last, amendment) and not _changes_months(last, amendment):
        raise NotPossible(NOTHING_CHANGES)
    return _next_version(last, VersionKind.AMENDMENT, act, by, amendment, **money)


@transaction.atomic
def complete_calendar(
    *, version: ProgrammeVersion, months: Mapping[uuid.UUID, Sequence[int]], by: Actor
) -> ProgrammeVersion:
    """Paints the months left for later when the sheet was confirmed; once there are some, it takes an act."""
    ensure(by, Action.PROGRAMME_AMEND)
    plans = list(version.work_plans.select_for_update())
    if any(plan.months for plan in plans):
        raise NotPossible("Il calendario c’è già: per cambiarlo serve una rimodulazione.")
    for plan in plans:
        plan.months = sorted(months.get(plan.activity_id, ()))
        plan.save(update_fields=["months"])
    return version


def _last_version(programme: Programme, act: Act, by: Actor) -> ProgrammeVersion:
    ensure(by, Action.PROGRAMME_AMEND)
    if not act.name.strip():
        raise NotPossible("Scrivi l’atto che lo decide.")
    if not act.reason.strip():
        raise NotPossible("Scrivi il motivo.")
    if act.decided_on > clock.today():
        raise NotPossible("Scegli una data dell’atto che non sia dopo oggi.")
    return programme.versions.select_for_update().order_by("-number")[0]


def _changes_people(last: ProgrammeVersion, amendment: Amendment) -> bool:
    now = dict(last.targets.values_list("id", "count"))
    return any(now.get(key) != count for key, count in amendment.target_counts.items())


def _changes_months(last: ProgrammeVersion, amendment: Amendment) -> bool:
    now = dict(last.work_plans.values_list("activity_id", "months"))
    return any(now.get(key, []) != sorted(months) for key, months in amendment.months.items())


def _next_version(
    last: ProgrammeVersion,
    kind: VersionKind,
    act: Act,
    by: Actor,
    amendment: Amendment | None = None,
    **changed: Any,
) -> ProgrammeVersion:
    """The last version's figures but for what changed; in force from the act, never before the last."""
    kept = ("starts_on", "ends_on", "months", "total_amount", "contribution_amount", "cofinancing_percent")
    version = ProgrammeVersion(
        scope=last.scope,
        programme=last.programme,
        number=last.number + 1,
        kind=kind,
        valid_from=max(act.decided_on, last.valid_from),
        act=act.name.strip(),
        decided_on=act.decided_on,
        reason=act.reason.strip(),
        recorded_by=by.id,
        **{**{name: getattr(last, name) for name in kept}, **changed},
    )
    version.full_clean(exclude=["scope", "programme"])
    version.save(force_insert=True)
    _copy_targets(last, version, amendment or Amendment())
    _copy_plans(last, version, amendment or Amendment())
    return version


def _copy_targets(last: ProgrammeVersion, version: ProgrammeVersion, amendment: Amendment) -> None:
    for one in last.targets.all():
        TargetGroup.objects.create(
            scope=version.scope, version=version, label=one.label, gender=one.gender,
            count=amendment.target_counts.get(one.id, one.count), age_min=one.age_min, age_max=one.age_max,
        )  # fmt: skip


def _copy_plans(last: ProgrammeVersion, version: ProgrammeVersion, amendment: Amendment) -> None:
    for one in last.work_plans.all():
        months = sorted(amendment.months.get(one.activity_id, one.months))
        WorkPlan.objects.create(scope=version.scope, version=version, activity_id=one.activity_id, months=months)
