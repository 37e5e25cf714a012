"""Money of one heading: grey track to what is planned, outlined what is due, solid what is paid, dark tick."""

from dataclasses import dataclass
from decimal import Decimal

from ciao.core.formats import money

WIDTH = 320
OVER, WITHIN, UNPLANNED = "oltre il previsto", "entro il previsto", "non previsto"
STATUS = {OVER: ("warn", "warning-circle"), WITHIN: ("ok", "check"), UNPLANNED: ("warn", "warning-circle")}


@dataclass(frozen=True)
class Spent:
    """Euro planned, due and paid; what is paid is part of what is due."""

    planned: Decimal
    accrued: Decimal
    paid: Decimal
    label: str = ""


@dataclass(frozen=True)
class Spend:
    """Geometry in a box of 320 × 26; widths in the same units."""

    label: str
    word: str
    kind: str
    icon: str
    track: float
    accrued: float
    paid: float
    tick: float


def word(spent: Spent) -> str:
    """The word beside the bar: money without a plan, more than planned, or within it."""
    if spent.planned == 0 and spent.accrued > 0:
        return UNPLANNED
    return OVER if spent.accrued > spent.planned else WITHIN


def draw(spent: Spent) -> Spend:
    """Scales the larger of due and planned to the box; below zero nothing is drawn."""
    widest = max(spent.accrued, spent.planned * Decimal("1.04"), Decimal(1))
    shown = word(spent)
    kind, icon = STATUS[shown]
    tick = _scaled(spent.planned, widest)
    return Spend(
        sentence(spent), shown, kind, icon, tick, _scaled(spent.accrued, widest), _scaled(spent.paid, widest),
        max(tick - 1, 0.0),
    )  # fmt: skip


def sentence(spent: Spent) -> str:
    """What a screen reader says: «Personale: € 10,00 maturati, di cui € 4,00 pagati, su € 20,00 previsti»."""
    lead = f"{spent.label}: " if spent.label else ""
    told = f"{money(spent.accrued)} maturati, di cui {money(spent.paid)} pagati"
    return f"{lead}{told}, su {money(spent.planned)} previsti"


def _scaled(value: Decimal, widest: Decimal) -> float:
    return round(float(max(value, Decimal(0)) / widest) * WIDTH, 1)
