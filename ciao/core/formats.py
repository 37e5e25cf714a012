"""How dates, hours, money and counts are written: one function per format, for pages and documents alike."""

from datetime import date, datetime, time
from decimal import Decimal

from ciao.core import clock
from ciao.core.money import cents

DAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
MONTHS = (
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
)
NBSP = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "–"
NOT_KNOWN = "non lo sappiamo"
_RELATIVE = {0: "oggi", 1: "domani", -1: "ieri"}


def day_of(value: date | datetime) -> date:
    """The Italian calendar day of a date or of an instant, because instants are stored in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(clock.ROME).date() if value.tzinfo else value.date()
    return value


def date_text(value: date | datetime | None) -> str:
    """In running text: «giovedì 26 novembre», with the year only if it is not this one; the first is 1°."""
    if value is None:
        return UNKNOWN
    day = day_of(value)
    return f"{DAYS[day.weekday()]} {_day_number(day)} {MONTHS[day.month - 1]}{_other_year(day)}"


def date_table(value: date | datetime | None) -> str:
    """In tables: «26 nov», with the year only if it is not this one."""
    if value is None:
        return UNKNOWN
    day = day_of(value)
    return f"{day.day}{NBSP}{MONTHS[day.month - 1][:3]}{_other_year(day)}"


def date_field(value: date | datetime | None) -> str:
    """In fields and documents: «26.11.2026»; empty when there is no date."""
    if value is None:
        return ""
    day = day_of(value)
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def date_relative(value: date | datetime | None) -> str:
    """«oggi», «domani», «ieri»; any other day as in tables. The full date belongs in the `title`."""
    if value is None:
        return UNKNOWN
    day = day_of(value)
    return _RELATIVE.get((day - clock.today()).days) or date_table(day)


def period(starts_on: date | None, ends_on: date | None) -> str:
    """Both days included: «12–19 mar», «19 mar – 8 apr», «dal 22 apr» while it is open."""
    if starts_on is None:
        return f"fino al {date_table(ends_on)}" if ends_on else UNKNOWN
    if ends_on is None:
        return f"dal {date_table(starts_on)}"
    if starts_on == ends_on:
        return date_table(starts_on)
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{starts_on.day}–{date_table(ends_on)}"
    return f"{date_table(starts_on)} – {date_table(ends_on)}"


def month(value: date | datetime | None) -> str:
    """A month with its year: «ottobre 2026»."""
    if value is None:
        return UNKNOWN
    day = day_of(value)
    return f"{MONTHS[day.month - 1]} {day.year}"


def time_of_day(value: time | datetime | None) -> str:
    """«14:30»; an instant is shown in Italian time."""
    if value is None:
        return UNKNOWN
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(clock.ROME)
    return f"{value.hour}:{value.minute:02d}"


def moment(value: datetime | None) -> str:
    """A day and an hour: «oggi, 8:52», «17 nov, 16:40»."""
    return UNKNOWN if value is None else f"{date_relative(value)}, {time_of_day(value)}"


def hours(value: Decimal | int | None) -> str:
    """Hours as decimal hours (63.5 → «63 h 30 min»), rounded to the minute; zero is «0 h»."""
    return UNKNOWN if value is None else minutes(round(Decimal(value) * 60))


def minutes(value: int | None) -> str:
    """Whole minutes (3810 → «63 h 30 min», 45 → «45 min»)."""
    if value is None:
        return UNKNOWN
    whole, rest = divmod(abs(value), 60)
    parts = [f"{whole}{NBSP}h"] if whole or not rest else []
    parts += [f"{rest}{NBSP}min"] if rest else []
    return (MINUS if value < 0 else "") + NBSP.join(parts)


def money(value: Decimal | int | None) -> str:
    """Euro with two decimals, dot for thousands, real minus: «€ 1.373,53», «−€ 20,00»."""
    if value is None:
        return UNKNOWN
    amount = cents(value)
    return f"{MINUS if amount < 0 else ''}€{NBSP}{_italian(abs(amount), 2)}"


def percent(value: Decimal | int | float | None, decimals: int = 1) -> str:
    """A percentage already multiplied by 100 (74.7 → «74,7%»); a whole one has no decimals (80 → «80%»)."""
    if value is None:
        return UNKNOWN
    number = round(Decimal(str(value)), decimals)
    shown = 0 if number == number.to_integral_value() else decimals
    return f"{MINUS if number < 0 else ''}{_italian(abs(number), shown)}%"


def count(value: int | None) -> str:
    """A count with the dot for thousands: «1.486»; zero is 0, unknown is a dash."""
    if value is None:
        return UNKNOWN
    return f"{MINUS if value < 0 else ''}{_italian(Decimal(abs(value)), 0)}"


def points(value: Decimal | float | None, decimals: int = 1, sign: bool = False) -> str:
    """Points of a scale: «3,7», «−0,4», with `sign` also «+0,4»; whole ones have no decimals, unknown is a dash."""
    if value is None:
        return UNKNOWN
    number = round(Decimal(str(value)), decimals)
    shown = 0 if number == number.to_integral_value() else decimals
    before = MINUS if number < 0 else "+" if sign and number > 0 else ""
    return f"{before}{_italian(abs(number), shown)}"


def span(low: int | None, high: int | None) -> str:
    """A range of ages or numbers: «18–55», «da 18», «fino a 35»."""
    if low is None:
        return f"fino a {high}" if high is not None else UNKNOWN
    return f"da {low}" if high is None else f"{low}–{high}"


def plural(number: int, one: str, many: str) -> str:
    """A count with its noun: plural(2, "persona", "persone") → «2 persone»."""
    return f"{count(number)} {one if number == 1 else many}"


def _italian(number: Decimal, decimals: int) -> str:
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def _day_number(day: date) -> str:
    return "1°" if day.day == 1 else str(day.day)


def _other_year(day: date) -> str:
    return "" if day.year == clock.today().year else f" {day.year}"
