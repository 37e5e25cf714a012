"""The figures of a month, gathered from schedule, calendar, pauses and register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ciao.cases.rules import italian_holidays
from ciao.core import clock
from ciao.internships.actions.terms import allowance_terms
from ciao.internships.models import Internship, MonthlyRegister
from ciao.internships.rules import AllowanceResult, Span, compute_allowance, month_days, months_of, planned_hours


@dataclass(frozen=True)
class Figures:
    """Hours and euro of a month: planned, planned in a whole month, attended, full, and what they give."""

    planned_hours: Decimal
    whole_hours: Decimal
    attended_hours: Decimal
    full_amount: Decimal
    result: AllowanceResult


def spans_of(internship: Internship) -> list[Span]:
    """The pauses as the rules read them."""
    return list(internship.pauses.values_list("starts_on", "ends_on"))


def planned_in(internship: Internship, daily_hours: list[Decimal], month_on: date) -> Decimal:
    """The hours a month of this internship asks for."""
    return planned_hours(
        month_on=month_on, daily_hours=daily_hours, starts_on=internship.starts_on, last_day=internship.last_day,
        pauses=spans_of(internship), closed_days=italian_holidays(month_on, month_on),
    )  # fmt: skip


def total_planned(internship: Internship, daily_hours: list[Decimal]) -> Decimal:
    """The hours the whole internship asks for, month by month."""
    months = months_of(internship.starts_on, internship.last_day)
    return sum((planned_in(internship, daily_hours, one) for one in months), Decimal(0))


def figures_of(register: MonthlyRegister) -> Figures:
    """The month as it stands now, under the terms in force on its last day or today if that comes first."""
    return figures_in(register.internship, register.month_on, register.attended_hours())


def figures_in(internship: Internship, month_on: date, attended: Decimal) -> Figures:
    """The figures of a month with so many hours attended, whether or not its register is open."""
    project = internship.project()
    daily = list(project.daily_hours) if project else []
    full = project.full_amount if project else Decimal(0)
    last = month_days(month_on)[-1]
    planned = planned_in(internship, daily, month_on)
    whole = planned_hours(
        month_on=month_on, daily_hours=daily, starts_on=month_on, last_day=last, pauses=[],
        closed_days=italian_holidays(month_on, month_on),
    )  # fmt: skip
    terms = allowance_terms(min(last, clock.today()))
    result = compute_allowance(
        planned_hours=planned, attended_hours=attended, full_amount=full, whole_hours=whole, terms=terms
    )
    return Figures(planned, whole, attended, full, result)
