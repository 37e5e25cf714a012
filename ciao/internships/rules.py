"""Hours planned in a month, the allowance they give, what is worth a warning."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from django.utils.text import capfirst

from ciao.core.formats import UNKNOWN, date_text, hours, money, percent, plural
from ciao.core.money import cents
from ciao.internships.enums import DayKind, PauseReason

SOURCE = "Delibera X/7763 del 2018 di Regione Lombardia"
UNSURE = "Regola da fonte secondaria: avvisa, non si applica."
DAY_HOURS, LONG_DAY_HOURS = Decimal(24), Decimal(12)
ZERO = Decimal(0)
_WIDE = Context(prec=60)

Span = tuple[date, date]
Line = dict[str, str]


@dataclass(frozen=True)
class AllowanceTerms:
    """What decides an allowance on a day: percentages as 80, amounts in euro; a switch is off until it is verified."""

    full_percent: Decimal
    floor_amount: Decimal
    floor_applies: bool
    part_month_applies: bool


@dataclass(frozen=True)
class AllowanceResult:
    """The amount of a month in euro, rounded once, and how it came about for `<c-explain>`."""

    amount: Decimal
    lines: list[Line]


@dataclass(frozen=True)
class MinimumTerms:
    """The least allowances of T1–T4, euro a month, and the hours of a day that count as short."""

    amount: Decimal
    meals_amount: Decimal
    short_amount: Decimal
    public_amount: Decimal
    short_day_hours: Decimal


@dataclass(frozen=True)
class Day:
    """A day as the register receives it; hours are decimal hours."""

    kind: str
    hours: Decimal = ZERO
    note: str = ""


def month_days(month_on: date) -> list[date]:
    """Every day of the month that begins on `month_on`."""
    return [month_on + timedelta(days=one) for one in range(monthrange(month_on.year, month_on.month)[1])]


def next_month(month_on: date) -> date:
    """The first day of the month after."""
    return month_days(month_on)[-1] + timedelta(days=1)


def months_of(starts_on: date, last_day: date) -> list[date]:
    """The first day of each month touched, both ends included."""
    found, one = [], starts_on.replace(day=1)
    while one <= last_day:
        found.append(one)
        one = next_month(one)
    return found


def is_paused(day: date, pauses: Sequence[Span]) -> bool:
    """Whether an internship stands still on a day."""
    return any(first <= day <= last for first, last in pauses)


def hours_on(day: date, daily_hours: Sequence[Decimal], closed_days: Collection[date] = ()) -> Decimal:
    """The schedule's hours of a day, none on a public holiday."""
    if day in closed_days or len(daily_hours) != 7:
        return ZERO
    return daily_hours[day.weekday()]


def planned_hours(
    *, month_on: date, daily_hours: Sequence[Decimal], starts_on: date, last_day: date, pauses: Sequence[Span],
    closed_days: Collection[date],
) -> Decimal:  # fmt: skip
    """The hours a month asks for: the schedule's, on the days in force, without public holidays and paused days.

    Source: DGR Lombardia X/7763 of 2018: a suspended internship owes no allowance (T7).
    """
    days = [day for day in month_days(month_on) if starts_on <= day <= last_day and not is_paused(day, pauses)]
    return sum((hours_on(day, daily_hours, closed_days) for day in days), ZERO)


def compute_allowance(
    *, planned_hours: Decimal, attended_hours: Decimal, full_amount: Decimal, whole_hours: Decimal,
    terms: AllowanceTerms,
) -> AllowanceResult:  # fmt: skip
    """Full from `full_percent` of the month's planned hours up, in proportion to the hours below, zero without hours.

    Euro, gross, rounded once half up; never above the full amount. `whole_hours` are those of a whole month: where
    fewer were planned the hours already follow, and the full amount only if the switch is on.
    Source: DGR Lombardia X/7763 of 2018 (T5, T7); floor and part months are unverified and off by default.
    """
    is_part = planned_hours < whole_hours
    base = _part(full_amount, planned_hours, whole_hours) if is_part and terms.part_month_applies else full_amount
    lines = [_line("Indennità piena del mese", "Dal progetto formativo, lorda", money(full_amount))]
    if is_part:
        lines.append(_part_line(planned_hours, whole_hours, base, terms))
    lines += _hours_lines(planned_hours, attended_hours, terms)
    if planned_hours <= 0 or attended_hours <= 0:
        lines.append(_line("Senza ore", "Un mese senza ore non ha indennità", money(ZERO)))
        return AllowanceResult(ZERO, lines)
    if attended_hours * 100 >= planned_hours * terms.full_percent:
        amount = cents(base)
        lines.append(_line("Per intero", f"La presenza arriva al {percent(terms.full_percent)}", money(amount)))
        return AllowanceResult(amount, lines)
    return _in_proportion(planned_hours, attended_hours, base, terms, lines)


def _in_proportion(
    planned: Decimal, attended: Decimal, base: Decimal, terms: AllowanceTerms, lines: list[Line]
) -> AllowanceResult:
    amount = cents(_part(base, attended, planned))
    rule = f"{money(base)} × {_number(attended)} : {_number(planned)}, arrotondato una volta sola"
    lines.append(_line("In proporzione", rule, money(amount)))
    floor = cents(min(terms.floor_amount, base))
    if terms.floor_applies and amount < floor:
        lines.append(_line("Minimo", "Sotto la soglia l’indennità non scende oltre", money(floor)))
        return AllowanceResult(floor, lines)
    if not terms.floor_applies:
        why = "non si applica" if amount < floor else "non serve, l’importo è già più alto"
        rule = f"{money(terms.floor_amount)} sotto la soglia: {why}"
        lines.append(_line("Minimo", rule, UNKNOWN, UNSURE if amount < floor else ""))
    return AllowanceResult(amount, lines)


def _hours_lines(planned: Decimal, attended: Decimal, terms: AllowanceTerms) -> list[Line]:
    lines = [
        _line("Ore previste", "L’orario nei giorni del mese, senza festivi e sospensioni", hours(planned)),
        _line("Ore fatte", "Dal registro. Le assenze giustificate non sono ore", hours(attended)),
    ]
    if planned > 0:
        rule = f"{_number(attended)} : {_number(planned)}"
        lines.append(_line("Presenza", rule, percent(attendance_percent(planned, attended))))
        rule = f"Sotto, l’indennità è in proporzione alle ore. {SOURCE}"
        lines.append(_line("Soglia per averla intera", rule, percent(terms.full_percent)))
    return lines


def _part_line(planned: Decimal, whole: Decimal, base: Decimal, terms: AllowanceTerms) -> Line:
    hours_words = f"{hours(planned)} su {hours(whole)} di un mese intero"
    if terms.part_month_applies:
        return _line("Mese non intero", f"{hours_words}: anche l’importo pieno è in proporzione", money(cents(base)))
    care = "L’importo pieno resta intero: chiedi a chi finanzia se va ridotto anche lui."
    return _line("Mese non intero", f"{hours_words}: sono in proporzione le ore", UNKNOWN, care)


def attendance_percent(planned: Decimal, attended: Decimal) -> Decimal:
    """Attendance in percent to one decimal, rounded down so that 79,96 never reads as the 80 it is not."""
    share = _part(Decimal(100), attended, planned)
    return share.quantize(Decimal("0.1"), rounding=ROUND_FLOOR)


def _part(amount: Decimal, part: Decimal, whole: Decimal) -> Decimal:
    """`amount` × part : whole, exact to sixty digits: it is rounded where it becomes money."""
    return _WIDE.divide(_WIDE.multiply(amount, part), whole)


def _number(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".rstrip("0").rstrip(".").replace(".", ",")


def _line(what: str, rule: str, value: str, care: str = "") -> Line:
    return {"what": what, "rule": rule, "value": value, "care": care}


def amount_warning(
    full_amount: Decimal, *, daily_hours: Sequence[Decimal], is_public: bool, terms: MinimumTerms
) -> str:
    """What to say where an extracurricular internship gives less than its minimum (T1–T4); it never stops.

    Ask it only of kinds that have a minimum: stage and social inclusion follow the personal plan.
    """
    longest = max(daily_hours, default=ZERO)
    if is_public:
        least, why = terms.public_amount, "in una pubblica amministrazione"
    elif longest <= terms.short_day_hours:
        least, why = terms.short_amount, f"fino a {hours(terms.short_day_hours)} al giorno"
    elif terms.meals_amount <= full_amount < terms.amount:
        return f"Sotto {money(terms.amount)} servono mensa o buoni pasto ({SOURCE})."
    else:
        least, why = terms.amount, f"oltre {hours(terms.short_day_hours)} al giorno"
    return f"Il minimo {why} è {money(least)} al mese ({SOURCE})." if full_amount < least else ""


def certificate_hours(total_hours: Decimal, needed_percent: Decimal) -> Decimal:
    """The hours from which the certificate is due: a share of the hours planned in all (T6)."""
    return total_hours * needed_percent / 100


def pause_warning(reason: str, starts_on: date, ends_on: date, least: Mapping[str, int]) -> str:
    """What to say where a pause is shorter than the rule asks (T24); `least` are days by reason, and it never stops."""
    days = (ends_on - starts_on).days + 1
    needed = least.get(reason, 0)
    if days >= needed:
        return ""
    label = PauseReason(reason).label
    return (
        f"Per {label} il tirocinio si sospende da {needed} giorni in su, qui sono {plural(days, 'giorno', 'giorni')}."
    )


def day_faults(day: date, given: Day) -> Iterator[str]:
    """Why a day cannot be written so: hours out of a day, presence without hours, absence with hours."""
    if given.hours < 0 or given.hours > DAY_HOURS:
        yield f"{capfirst(date_text(day))}: le ore di un giorno vanno da 0 a 24."
    elif given.kind == DayKind.PRESENT and given.hours == 0:
        yield f"{capfirst(date_text(day))}: scrivi le ore, o scegli «assente»."
    elif given.kind != DayKind.PRESENT and given.hours:
        yield f"{capfirst(date_text(day))}: un giorno di assenza non ha ore."


def long_days(days: Mapping[date, Day]) -> list[str]:
    """Days with more hours than one works: worth a look, never refused."""
    return [f"{capfirst(date_text(day))}: {hours(one.hours)} in un giorno sono molte." for day, one in days.items()
            if one.hours > LONG_DAY_HOURS]  # fmt: skip


# Night work is barred to minors from 22 to 6 (l. 977/1967 art. 15), and hours a week are 40 at most (art. 18).
MINOR_DAY, MINOR_WEEK = Decimal(8), Decimal(40)


def minor_warnings(daily_hours: Sequence[Decimal], *, age: int, least_age: int, has_schooling: bool) -> list[str]:
    """What to look at for a minor: age and schooling (T18), hours (l. 977/1967 art. 18), night; it never stops."""
    said = ["Ha meno di 18 anni: niente lavoro di notte, dalle 22 alle 6 (legge 977 del 1967)."]
    if age < least_age:
        said.append(f"Ha {age} anni: un tirocinio è da {least_age} anni in su.")
    if not has_schooling:
        said.append("Scrivi se l’obbligo di istruzione è assolto: senza, il tirocinio non si fa.")
    if max(daily_hours, default=ZERO) > MINOR_DAY or sum(daily_hours, ZERO) > MINOR_WEEK:
        said.append(
            f"L’orario supera {hours(MINOR_DAY)} al giorno o {hours(MINOR_WEEK)} a settimana per chi è minorenne."
        )
    return said


def tutor_warning(count: int, most: int, who: str) -> str:
    """Where a tutor follows more internships at once than the guidelines say; unverified (T27), so it only warns."""
    if count <= most:
        return ""
    return f"{who} segue {plural(count, 'tirocinio', 'tirocini')} insieme: di regola sono al massimo {most}."


def late_notice(fact: str, on: date, sent_on: date | None, days: int, today: date) -> str:
    """Where the notice of an extension or of an end is late; unverified (T23), so it only warns."""
    if ((sent_on or today) - on).days <= days:
        return ""
    asked = plural(days, "giorno", "giorni")
    return f"La comunicazione {fact} va fatta entro {asked}: {'è arrivata tardi' if sent_on else 'manca ancora'}."
