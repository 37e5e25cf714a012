"""Money over the months: spent solid with its last value, planned dashed, expected band, total ruled."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ciao.core.charts.line import ticks_of
from ciao.core.formats import money

LEFT, RIGHT, BASE, TOP = 40.0, 490.0, 222.0, 42.0


@dataclass(frozen=True)
class Spending:
    """Cumulative amounts in euro, one per month from 0; `spent` stops at the last month known.

    `paid` is a second line under what is spent, where what is due and what is paid differ; `word` names the first.
    """

    total: Decimal
    spent: Sequence[Decimal]
    planned: Sequence[Decimal]
    expected_low: Sequence[Decimal] = ()
    expected_high: Sequence[Decimal] = ()
    paid: Sequence[Decimal] = ()
    word: str = "speso"


@dataclass(frozen=True)
class Burn:
    """Geometry in a box of 560 × 250."""

    label: str
    unit: str
    levels: list[tuple[float, str]]
    months: list[tuple[float, str]]
    spent: str
    planned: str
    band: str
    last: tuple[float, float, str]
    total: str
    rows: list[tuple[int, str, str]]
    word: str = "speso"
    paid: str = ""
    paid_rows: list[tuple[int, str, str, str]] = field(default_factory=list)


def draw(spending: Spending) -> Burn:
    """Raises ValueError when nothing is planned: a curve needs a plan to be held against."""
    if len(spending.planned) < 2 or spending.total <= 0:
        raise ValueError("a burn chart needs a plan and a total")
    scale = _Scale(len(spending.planned) - 1, spending.total)
    now = len(spending.spent) - 1
    x, y = scale.at(now, spending.spent[now])
    return Burn(
        label=_label(spending),
        unit="migliaia di €",
        levels=[
            (scale.y(Decimal(1000 * level)), str(level))
            for level in ticks_of(float(spending.total) / 1000)
            if level < float(spending.total) / 1000
        ],
        months=_months(scale, now),
        spent=scale.path(spending.spent),
        planned=scale.path(spending.planned),
        band=_band(scale, spending),
        last=(x, y, money(spending.spent[now])),
        total=money(spending.total),
        rows=[
            (month, money(amount), money(spending.planned[month]))
            for month, amount in enumerate(spending.spent)
            if month
        ],
        word=spending.word,
        paid=scale.path(spending.paid),
        paid_rows=[
            (month, money(amount), money(spending.paid[month]), money(spending.planned[month]))
            for month, amount in enumerate(spending.spent)
            if month and spending.paid
        ],
    )


class _Scale:
    """Months across, euro upwards."""

    def __init__(self, months: int, total: Decimal) -> None:
        self.months, self.total = months, total

    def y(self, amount: Decimal) -> float:
        return round(BASE - (BASE - TOP) * float(amount / self.total), 1)

    def at(self, month: int, amount: Decimal) -> tuple[float, float]:
        return round(LEFT + (RIGHT - LEFT) * month / self.months, 1), self.y(amount)

    def path(self, amounts: Sequence[Decimal], start: int = 0) -> str:
        return " ".join("{},{}".format(*self.at(month + start, amount)) for month, amount in enumerate(amounts))


def _band(scale: _Scale, spending: Spending) -> str:
    if not spending.expected_low or not spending.expected_high:
        return ""
    back = " ".join(reversed(scale.path(spending.expected_low).split(" ")))
    return f"{scale.path(spending.expected_high)} {back}"


def _months(scale: _Scale, now: int) -> list[tuple[float, str]]:
    shown = sorted({1, round(scale.months / 3), now, scale.months} - {0})
    return [(scale.at(month, Decimal(0))[0], f"mese {month}" if month == shown[0] else str(month)) for month in shown]


def _label(spending: Spending) -> str:
    now = len(spending.spent) - 1
    spent, planned = money(spending.spent[now]), money(spending.planned[now])
    paid = f", di cui {money(spending.paid[now])} pagati," if spending.paid else ""
    return f"Spesa progressiva: {spent}{paid} su {planned} previsti al mese {now}, {money(spending.total)} in tutto"
