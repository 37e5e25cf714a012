"""What the law says on a day, read once: the dated parameters as the rules want them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ciao.internships.enums import PauseReason
from ciao.internships.kinds import Limits
from ciao.internships.rules import AllowanceTerms, MinimumTerms
from ciao.programmes.models import Parameter


def values_on(prefix: str, on: date) -> dict[str, Decimal]:
    """Every parameter whose code begins so, as in force on a day; the latest to come into force wins."""
    rows = Parameter.objects.valid_on(on).filter(code__startswith=prefix).order_by("valid_from")
    return {code.removeprefix(prefix): value for code, value in rows.values_list("code", "value")}


def allowance_terms(on: date) -> AllowanceTerms:
    """How a month is computed on a day."""
    known = values_on("internship_", on)
    return AllowanceTerms(
        known["full_percent"], known["floor_amount"], bool(known["floor_applies"]), bool(known["part_month_applies"])
    )


def minimum_terms(on: date) -> MinimumTerms:
    """The least allowances on a day."""
    known = values_on("internship_", on)
    return MinimumTerms(
        known["min_amount"], known["min_meals_amount"], known["min_short_amount"], known["min_public_amount"],
        known["short_day_hours"],
    )  # fmt: skip


def limits_on(on: date) -> Limits:
    """How long an internship may last, as on a day."""
    known = values_on("internship_", on)
    return Limits(
        int(known["min_months"]), int(known["max_months"]), int(known["max_fragile_months"]),
        int(known["max_disabled_months"]), int(known["max_inclusion_months"]),
    )  # fmt: skip


def number_on(code: str, on: date) -> int:
    """One whole number of the rules on internships, as on a day."""
    return int(values_on("internship_", on)[code])


def pause_days(on: date) -> dict[str, int]:
    """The least days of a pause, by reason."""
    known = values_on("internship_", on)
    return {
        PauseReason.HOST_CLOSED: int(known["pause_closure_days"]),
        PauseReason.ILLNESS: int(known["pause_illness_days"]),
    }


def certificate_percent(on: date) -> Decimal:
    """The share of all the hours from which the certificate is due."""
    return values_on("internship_", on)["certificate_percent"]
