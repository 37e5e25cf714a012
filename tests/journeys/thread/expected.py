"""What the thread must come to: the test's own list of hours and rates, and its own arithmetic on them.

Nothing of the product is imported here, so that a mistake of the product cannot repeat itself in the test.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import floor

BEGINS, ENDS = date(2026, 12, 9), date(2027, 4, 30)
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
LAST_DAY = date(2027, 2, 15)
# Immacolata, Natale, Santo Stefano, Capodanno, Epifania.
HOLIDAYS = {date(2026, 12, 8), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1), date(2027, 1, 6)}
SCHOOL_DAYS = {0: Fraction(5), 1: Fraction(5), 2: Fraction(5), 3: Fraction(5)}
FULL, SHARE = Fraction(520), Fraction(80, 100)


def planned_days(first: date) -> dict[date, Fraction]:
    """The days of a month on which the schedule has hours, from the first day of the internship on."""
    days = (first.replace(day=one) for one in range(1, monthrange(first.year, first.month)[1] + 1))
    return {
        day: SCHOOL_DAYS[day.weekday()]
        for day in days
        if day.weekday() in SCHOOL_DAYS and day not in HOLIDAYS and BEGINS <= day <= ENDS
    }


def attended(first: date, exceptions: Mapping[int, Fraction]) -> dict[date, Fraction]:
    """The hours of each planned day: the schedule's, but for the days written here."""
    return {day: exceptions.get(day.day, given) for day, given in planned_days(first).items()}


# 9 December three hours and a half, 15 and 22 nobody came: more than 80 %. January stays below, corrected or not.
IN_DECEMBER = attended(DECEMBER, {9: Fraction(7, 2), 15: Fraction(0), 22: Fraction(0)})
IN_JANUARY = attended(JANUARY, {4: Fraction(3, 2), **dict.fromkeys((11, 12, 18, 19), Fraction(0))})
CORRECTED = {**IN_JANUARY, date(2027, 1, 12): Fraction(5)}


def due(first: date, done: Mapping[date, Fraction]) -> Fraction:
    """The allowance of a month, to the cent: whole from 80 % of the planned hours up, in proportion below."""
    planned, hours = sum(planned_days(first).values()), sum(done.values())
    amount = FULL if hours >= SHARE * planned else FULL * hours / planned
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


OF_DECEMBER, OF_JANUARY = due(DECEMBER, IN_DECEMBER), due(JANUARY, IN_JANUARY)
DIFFERENCE = due(JANUARY, CORRECTED) - OF_JANUARY
# The two months are paid; the difference is due and not paid yet.
PAID = OF_DECEMBER + OF_JANUARY
ACCRUED = PAID + DIFFERENCE
INTERNSHIP_HOURS = sum(IN_DECEMBER.values()) + sum(CORRECTED.values())

# Three meetings: day, from, to; and when each person came in. None is who did not come.
MEETINGS = [(date(2026, 12, 1), "14:00", "17:00"), (date(2026, 12, 3), "14:00", "17:00"),
            (date(2026, 12, 4), "9:30", "11:00")]  # fmt: skip
CAME: dict[str, list[str | None]] = {"Amina": ["14:00", "14:45", None], "Sara": ["14:00", "14:00", "9:30"]}


def at_course(name: str) -> Fraction:
    """Hours a person attended in the three meetings."""
    pairs = zip(MEETINGS, CAME[name], strict=True)
    return sum((_clock(end) - _clock(came) for (_, _, end), came in pairs if came), Fraction(0))


def everybody_at_course() -> Fraction:
    """Hours of the course in all: the cooperative's, and of activity 5."""
    return sum((at_course(name) for name in CAME), Fraction(0))


# The piano economico: body, item, activity, amount, what the body puts in. It sums to the programme's two totals.
BUDGET = [
    ("Azienda Sociale Tre Ponti", "A Personale", "0", "120000,00", "50000,00"),
    ("Cooperativa La Quercia", "A Personale", "5", "80000,00", "24997,31"),
    ("Cooperativa La Quercia", "B Indennità di tirocinio", "7", "60000,00", ""),
    ("Azienda Sanitaria Riva Sud", "A Personale", "5", "64986,52", ""),
    ("Cooperativa Il Faro", "C Acquisti e servizi", "0", "50000,00", ""),
]
PLANNED = {"B Indennità di tirocinio": Fraction(60000), "Cooperativa La Quercia": Fraction(140000)}
TOTAL, CONTRIBUTION = Fraction(37498652, 100), Fraction(29998921, 100)
FIGURES = {
    "tir-01": ("Tirocini avviati", "1"),
    "co-tot": ("Partecipanti FSE", "1"),
}


def euro(amount: Fraction) -> str:
    """As pages write it: «€ 1.373,53»."""
    whole, rest = divmod(int(abs(amount) * 100), 100)
    return f"{'−' if amount < 0 else ''}€ {whole:,}".replace(",", ".") + f",{rest:02d}"


def clocked(hours: Fraction) -> str:
    """As pages write it: «63 h 30 min»."""
    whole, rest = divmod(int(hours * 60), 60)
    return f"{whole} h {rest} min" if rest else f"{whole} h"


def italian(day: date) -> str:
    """As one types it."""
    return f"{day.day}.{day.month}.{day.year}"


def _clock(text: str) -> Fraction:
    hours, minutes = text.split(":")
    return int(hours) + Fraction(int(minutes), 60)


# Typed from each definition, not from the product: what every reader must find in the heading of the figure's page.
FIGURES |= {
    "tir-02": ("Ore di tirocinio", clocked(INTERNSHIP_HOURS)),
    "ser-02": ("Ore frequentate", clocked(everybody_at_course())),
    "den-01": ("Indennità approvate", euro(ACCRUED)),
    "den-02": ("Spese pagate", euro(PAID)),
}
