"""The confirmed sheet as plain facts: what `found_programme` turns into rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ciao.programmes.review.form import numbered
from ciao.programmes.review.review import Review
from ciao.programmes.rules import months_between

Values = dict[str, Any]


@dataclass(frozen=True)
class AreaFacts:
    """An area, the ISTAT codes of its comuni, its population."""

    name: str
    istat_codes: tuple[str, ...]
    population: int | None


@dataclass(frozen=True)
class TargetFacts:
    """A group to reach; ages in years, both included."""

    label: str
    count: int | None
    gender: str
    age_min: int | None
    age_max: int | None


@dataclass(frozen=True)
class ActivityFacts:
    """An activity and its months, from 1; the number is None where it runs across the others."""

    number: int | None
    title: str
    months: tuple[int, ...]


@dataclass(frozen=True)
class BodyFacts:
    """A body that takes part, with or without a share of the budget."""

    name: str
    sector: str
    role: str
    note: str = ""


@dataclass(frozen=True)
class GovernanceFacts:
    """A governance body and its cadence, in words and in months."""

    name: str
    cadence: str
    months_between: int | None


@dataclass(frozen=True)
class OfficeHolderFacts:
    """Someone with a social office; `body` is the partner's name, empty where it is none of them."""

    name: str
    body: str
    partner_as_written: str
    office: str
    role: str
    resolution_on: date | None


@dataclass(frozen=True)
class ProgrammeFacts:
    """Everything the programme is born with; amounts in euro, percent out of 100."""

    title: str
    acronym: str
    call: str
    actions: tuple[str, ...]
    starts_on: date
    ends_on: date
    months: int
    signed_on: date | None
    signed_place: str
    total_amount: Decimal | None
    contribution_amount: Decimal | None
    cofinancing_percent: Decimal | None
    areas: tuple[AreaFacts, ...]
    objectives: tuple[str, ...]
    expected_results: tuple[str, ...]
    targets: tuple[TargetFacts, ...]
    activities: tuple[ActivityFacts, ...]
    bodies: tuple[BodyFacts, ...]
    governance: tuple[GovernanceFacts, ...]
    office_holders: tuple[OfficeHolderFacts, ...]

    @property
    def partners(self) -> tuple[BodyFacts, ...]:
        """Bodies with a share of the budget, lead included."""
        return tuple(one for one in self.bodies if one.role != "network")


def facts_of(review: Review) -> ProgrammeFacts:
    """The facts of a review whose form is valid."""
    values = review.form.cleaned_data
    start, end = values["starts_on"], values["ends_on"]
    return ProgrammeFacts(
        title=values["title"],
        acronym=values["acronym"],
        call=values["call"],
        actions=tuple(part.strip()[:20] for part in values["actions"].split(",") if part.strip()),
        starts_on=start,
        ends_on=end,
        months=values["months"] or months_between(start, end),
        signed_on=values["signed_on"],
        signed_place=values["signed_place"],
        total_amount=values["total_amount"],
        contribution_amount=values["contribution_amount"],
        cofinancing_percent=values["cofinancing_percent"],
        areas=tuple(_areas(review, values)),
        objectives=tuple(_texts(values, "objectives")),
        expected_results=tuple(_texts(values, "expected_results")),
        targets=tuple(_targets(values)),
        activities=tuple(_activities(review, values, months_between(start, end))),
        bodies=tuple(_bodies(values)),
        governance=tuple(_governance(values)),
        office_holders=tuple(_office_holders(values)),
    )


def _texts(values: Values, code: str) -> Iterator[str]:
    for name, value in values.items():
        if name.startswith(f"{code}.") and value:
            yield value


def _areas(review: Review, values: Values) -> Iterator[AreaFacts]:
    for prefix, name in numbered(values, "areas"):
        written = values[f"{prefix}.municipalities"]
        codes = tuple(dict.fromkeys(review.form.codes[place] for place in written))
        yield AreaFacts(name, codes, values[f"{prefix}.population"])


def _targets(values: Values) -> Iterator[TargetFacts]:
    for prefix, label in numbered(values, "targets"):
        count, low, high = (values[f"{prefix}.{part}"] for part in ("count", "age_min", "age_max"))
        yield TargetFacts(label, count, values[f"{prefix}.gender"] or "all", low, high)


def _activities(review: Review, values: Values, last: int) -> Iterator[ActivityFacts]:
    """Months past the end are left out: the person has shortened the programme after painting them."""
    for prefix, title in numbered(values, "activities"):
        months = review.points.months_of(prefix.split(".")[1])
        inside = tuple(sorted({month for month in months if 1 <= month <= last}))
        yield ActivityFacts(values[f"{prefix}.number"], title, inside)


def _bodies(values: Values) -> Iterator[BodyFacts]:
    for prefix, name in numbered(values, "partners"):
        role = "lead" if prefix == f"partners.{values['partners.lead']}" else "partner"
        yield BodyFacts(name, values[f"{prefix}.sector"], role, values[f"{prefix}.note"])
    for prefix, name in numbered(values, "supporters"):
        yield BodyFacts(name, values[f"{prefix}.sector"], "network")


def _governance(values: Values) -> Iterator[GovernanceFacts]:
    for prefix, name in numbered(values, "bodies"):
        yield GovernanceFacts(name, values[f"{prefix}.cadence"], values[f"{prefix}.months_between"])


def _office_holders(values: Values) -> Iterator[OfficeHolderFacts]:
    for prefix, name in numbered(values, "office_holders"):
        member = values[f"{prefix}.member"]
        body = values.get(f"partners.{member}.name", "") if member else ""
        written = values[f"{prefix}.partner"] or body
        yield OfficeHolderFacts(
            name, body, written, values[f"{prefix}.office"], values[f"{prefix}.role"],
            values[f"{prefix}.resolution_on"],
        )  # fmt: skip
