"""The dated numbers of the law, as the rules want them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ciao.hosts.rules import BanTerms, BonusTerms, QuotaTerms
from ciao.programmes.models import Parameter

STEPS = (1, 2, 3, 4)


def quota_terms(on: date) -> QuotaTerms:
    """How many people a unit may take in at once, as on a day."""
    known = _values("host_quota_", on)
    return QuotaTerms(
        int(known["small_staff"]), int(known["small_places"]), int(known["middle_staff"]),
        int(known["middle_places"]), known["percent"],
    )  # fmt: skip


def bonus_terms(on: date) -> BonusTerms:
    """What hiring interns gives, as on a day."""
    known = _values("host_bonus_", on)
    steps = tuple((known[f"{more}_percent"], more) for more in STEPS)
    return BonusTerms(int(known["over_staff"]), int(known["months"]), steps)


def ban_terms(on: date) -> BanTerms:
    """The bans still to verify, as on a day."""
    known = _values("host_ban_", on)
    return BanTerms(int(known["stop_months"]), int(known["worked_months"]), int(known["tutor_max"]))


def _values(prefix: str, on: date) -> dict[str, Decimal]:
    """Every parameter whose code begins so; the latest in force wins."""
    rows = Parameter.objects.valid_on(on).filter(code__startswith=prefix).order_by("valid_from")
    return {code.removeprefix(prefix): value for code, value in rows.values_list("code", "value")}
