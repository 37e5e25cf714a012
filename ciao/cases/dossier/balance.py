"""How the work is spread over case managers: people, phases, weight, and who has most room."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from ciao.cases.enums import CaseState, Phase
from ciao.cases.models import CaseWorker
from ciao.cases.rules import Load, next_for, weight_of
from ciao.core.charts import bar
from ciao.core.formats import plural
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.parameters import parameter

WEIGHTS = {phase.value: f"caseload_weight_{phase.value.lower()}" for phase in Phase}
PAUSE, FULL = "caseload_weight_pause", "caseload_full"


@dataclass(frozen=True)
class LoadLine:
    """One case manager as the page shows them."""

    name: str
    body: str
    load: Load
    weight: str
    phases: str
    chart: bar.Bar


@dataclass(frozen=True)
class Balance:
    """Everybody's load, and whom to give the next person to."""

    lines: list[LoadLine]
    suggested: LoadLine | None
    full: Decimal
    without_lead: int


def balance_of(programme: Programme, cases: Any, today: date) -> Balance:
    """Counts from number, phase and dates only: nobody's name is read."""
    managers = list(Mandate.objects.at_work(programme.id, ["case_manager"], today))
    rows = list(cases.active().filter(programme=programme).values_list("id", "phase", "state"))
    leads = dict(CaseWorker.objects.current(today).filter(is_lead=True).values_list("case_id", "mandate_id"))
    since = dict(CaseWorker.objects.current(today).filter(is_lead=True).values_list("case_id", "starts_on"))
    weights = {phase: parameter(code, today) for phase, code in WEIGHTS.items()}
    pause, full = parameter(PAUSE, today), parameter(FULL, today)
    held: dict[UUID, list[tuple[str, bool, bool]]] = {one.id: [] for one in managers}
    for case_id, phase, state in rows:
        month_on = since.get(case_id)
        is_new = month_on is not None and (month_on.year, month_on.month) == (today.year, today.month)
        held.setdefault(leads.get(case_id, programme.id), []).append((phase, state == CaseState.SUSPENDED, is_new))
    loads = {one.id: _load(str(one.id), held[one.id], weights, pause) for one in managers}
    lines = [_line(one, loads[one.id], full) for one in managers]
    chosen = next_for(list(loads.values()), full)
    suggested = next((one for one in lines if chosen and one.load.key == chosen.key), None)
    ordered = sorted(lines, key=lambda one: (-one.load.weight, one.name))
    return Balance(ordered, suggested, full, len(rows) - sum(one.people for one in loads.values()))


def _load(key: str, held: list[tuple[str, bool, bool]], weights: dict[str, Decimal], pause: Decimal) -> Load:
    counts = Counter(phase for phase, _, _ in held)
    total = sum((weight_of(phase, weights, pause, is_paused=paused) for phase, paused, _ in held), Decimal(0))
    by_phase = tuple(counts[phase.value] for phase in Phase)
    return Load(key, len(held), total, sum(is_new for _, _, is_new in held), by_phase)


def _line(mandate: Mandate, load: Load, full: Decimal) -> LoadLine:
    name = mandate.user.get_full_name()
    phases = " · ".join(f"{one.value} {many}" for one, many in zip(Phase, load.by_phase, strict=True) if many)
    weight = str(load.weight.quantize(Decimal("0.1"))).replace(".", ",")
    label = f"Peso di {name}: {plural(load.people, 'persona', 'persone')}"
    drawn = bar.draw(bar.Progress(load.weight, full, label=label, fewer_is_better=True))
    return LoadLine(name, str(mandate.organization), load, weight, phases or "–", drawn)
