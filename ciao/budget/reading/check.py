"""A draft held against its programme: names become rows, sums are compared."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ciao.budget.models import BudgetPlan, CostItem
from ciao.budget.reading.lines import Lines, lines_of
from ciao.budget.reading.names import items_for, match, match_activity
from ciao.budget.rules import BudgetFacts, Fault, Item, Partner, Row, faults, warnings
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Activity, Partnership, ProgrammeVersion
from ciao.programmes.parameters import parameter

SKIP = "-"
PERCENT = "cofinancing_max_contribution_percent"


@dataclass(frozen=True)
class Names:
    """What each word of the file stands for: as chosen, else as guessed; empty where nobody knows."""

    partners: dict[str, str]
    items: dict[str, Item]
    activities: dict[str, str]


@dataclass(frozen=True)
class Checked:
    """A draft with everything that is to be corrected, and what is only worth a look."""

    facts: BudgetFacts
    faults: list[Fault]
    warnings: list[str]
    names: Names
    lines: Lines


def check(plan: BudgetPlan) -> Checked:
    """The draft as it stands now, in a fixed number of queries."""
    read = lines_of(plan.reading)
    names = names_of(plan, read)
    version = plan.version
    found = [*read.faults, *_unknown(read, names), *_same_code(names)]
    rows = [
        Row(
            uuid.UUID(names.partners[line.partner]), names.items[line.item].code,
            uuid.UUID(chosen) if (chosen := names.activities.get(line.activity, "")) else None, line.amount, line.where,
        )
        for line in read.lines
        if names.partners[line.partner] not in ("", SKIP)
    ]  # fmt: skip
    used = {row.item for row in rows}
    items = {item.code: item for item in names.items.values() if item.code in used}
    facts = facts_of(version, rows, list(items.values()), _shares(plan, read, names))
    return Checked(facts, [*found, *faults(facts)], warnings(facts), names, read)


def facts_of(
    version: ProgrammeVersion, rows: Sequence[Row], items: Sequence[Item], cofinancing: Mapping[uuid.UUID, Decimal]
) -> BudgetFacts:
    """A budget beside what its version says of itself."""
    known, total, contribution = (
        None if value is None else Decimal(value)
        for value in (version.cofinancing_percent, version.total_amount, version.contribution_amount)
    )
    percent = 100 - known if known is not None else parameter(PERCENT, version.valid_from)
    return BudgetFacts(
        rows, items, cofinancing, partners_of(version), total, contribution,
        share_percent=percent, share_is_known=known is not None,
    )  # fmt: skip


def partners_of(version: ProgrammeVersion) -> dict[uuid.UUID, Partner]:
    """The bodies of the programme, by name."""
    rows = Partnership.objects.filter(programme_id=version.programme_id).select_related("organization")
    return {
        one.id: Partner(one.organization.name, one.sector or one.organization.sector, one.role != PartnerRole.NETWORK)
        for one in rows.order_by("organization__name")
    }


def activities_of(version: ProgrammeVersion) -> dict[uuid.UUID, tuple[int | None, str]]:
    """The activities of the programme, by number and title."""
    rows = Activity.objects.filter(programme_id=version.programme_id)
    return {one.id: (one.number, one.title) for one in rows}


def names_of(plan: BudgetPlan, read: Lines) -> Names:
    """Every distinct word of the file with what it stands for."""
    mapping: dict[str, Any] = plan.reading["mapping"]
    partners = {one: partner.name for one, partner in partners_of(plan.version).items()}
    activities = activities_of(plan.version)
    known = {
        one.code: Item(one.code, one.label, one.kind)
        for one in CostItem.objects.filter(programme_id=plan.version.programme_id)
    }
    bodies = dict.fromkeys([*(one.partner for one in read.lines), *(one.partner for one in read.shares)])
    chosen = mapping.get("partners", {})
    guessed = items_for(list(dict.fromkeys(one.item for one in read.lines)), known)
    corrected = {text: Item(**item) for text, item in mapping.get("items", {}).items() if text in guessed}
    said = mapping.get("activities", {})
    written = dict.fromkeys(one.activity for one in read.lines if one.activity)
    return Names(
        {text: chosen.get(text) or _text(match(text, partners)) for text in bodies},
        {**guessed, **corrected},
        {text: said[text] if text in said else _text(match_activity(text, activities)) for text in written},
    )


def _unknown(read: Lines, names: Names) -> list[Fault]:
    places: dict[str, list[str]] = defaultdict(list)
    met = [(one.partner, one.where) for one in read.lines] + [(one.partner, one.where) for one in read.shares]
    for partner, where in met:
        if not names.partners[partner]:
            places[partner].append(where.split(",")[0])
    remedy = "Scegli l’ente al passo «Enti e voci», o segna di saltarlo."
    return [Fault(_few(found), f"«{text}» non è tra gli enti del progetto.", remedy) for text, found in places.items()]


def _few(places: list[str]) -> str:
    return places[0] if len(places) == 1 else f"{places[0]} e altre {len(places) - 1}"


def _same_code(names: Names) -> list[Fault]:
    labels: dict[str, set[str]] = defaultdict(set)
    for item in names.items.values():
        labels[item.code].add(item.label)
    return [
        Fault("", f"Il codice {code} è di più voci: {', '.join(sorted(found))}.", "Cambia il codice di una.")
        for code, found in labels.items()
        if len(found) > 1
    ]


def _shares(plan: BudgetPlan, read: Lines, names: Names) -> dict[uuid.UUID, Decimal]:
    mapping = plan.reading["mapping"]
    if mapping["columns"].get("cofinancing") is None:
        return {uuid.UUID(one): Decimal(amount) for one, amount in mapping.get("cofinancing", {}).items()}
    found: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
    for share in read.shares:
        if names.partners[share.partner] not in ("", SKIP):
            found[uuid.UUID(names.partners[share.partner])] += share.amount
    return dict(found)


def _text(found: uuid.UUID | None) -> str:
    return str(found) if found else ""
