"""Hours planned in a month, the allowance they give, what lacks before the start, what is worth a warning."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from django.utils.text import capfirst

from ciao.core.formats import UNKNOWN, date_field, date_text, hours, money, percent, plural
from ciao.core.money import cents
from ciao.internships.enums import DayKind, InternshipKind, PauseReason

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
class DurationTerms:
    """The longest an internship lasts, in months: for everybody, for fragile people, for disabled people (T11, T12)."""

    months: int
    fragile_months: int
    disabled_months: int


@dataclass(frozen=True)
class Day:
    """A day as the register receives it; hours are decimal hours."""

    kind: str
    hours: Decimal = ZERO
    note: str = ""


@dataclass(frozen=True)
class StartFacts:
    """What the start depends on, as the training project and its agreement say it."""

    starts_on: date
    ends_on: date
    has_project: bool = False
    signed_on: date | None = None
    agreement: str = ""
    agreement_span: Span | None = None
    inail_number: str = ""
    liability_policy: str = ""
    cob_number: str = ""
    cob_on: date | None = None


@dataclass(frozen=True)
class PackItem:
    """One thing of the pack: what it is, why it is missing or what it says, whether it is there."""

    code: str
    title: str
    why: str
    is_there: bool


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


def pack(facts: StartFacts) -> list[PackItem]:
    """Everything an internship needs to begin, in the order one gathers it (T20, T21, T26)."""
    return [
        PackItem("project", "Progetto formativo", _project_words(facts), facts.has_project),
        PackItem("agreement", "Convenzione", _agreement_words(facts), _is_covered(facts)),
        PackItem("signed", "Progetto formativo firmato", _signed_words(facts), facts.signed_on is not None),
        PackItem("inail", "Assicurazione infortuni (INAIL)", facts.inail_number or "Manca il numero della posizione.",
                 bool(facts.inail_number)),
        PackItem("liability", "Responsabilità civile", facts.liability_policy or "Manca la polizza.",
                 bool(facts.liability_policy)),
        PackItem("cob", "Comunicazione obbligatoria (COB)", _cob_words(facts), bool(facts.cob_number)),
    ]  # fmt: skip


def lacking(facts: StartFacts) -> list[str]:
    """What is missing before the start, as sentences; empty where nothing is.

    Source: DGR Lombardia X/7763 of 2018: agreement, signed project, INAIL and liability, COB number (T20, T21, T26).
    """
    return [LACKING[one.code] for one in pack(facts) if not one.is_there]


LACKING = {
    "project": "Manca il progetto formativo.",
    "agreement": "Manca una convenzione che valga per tutto il tirocinio.",
    "signed": "Il progetto formativo non è ancora firmato.",
    "inail": "Manca il numero dell’assicurazione infortuni (INAIL).",
    "liability": "Manca la polizza di responsabilità civile.",
    "cob": "Manca il numero della comunicazione obbligatoria (COB).",
}


def _project_words(facts: StartFacts) -> str:
    return "Dice dove, che cosa, con quale orario e indennità." if facts.has_project else "Va scritto per primo."


def _is_covered(facts: StartFacts) -> bool:
    span = facts.agreement_span
    return span is not None and span[0] <= facts.starts_on and facts.ends_on <= span[1]


def _agreement_words(facts: StartFacts) -> str:
    if facts.agreement_span is None:
        return "L’accordo tra chi promuove e l’ente ospitante: scegline uno nel progetto formativo."
    words = f"n. {facts.agreement}, valida fino al {date_field(facts.agreement_span[1])}."
    if _is_covered(facts):
        return words
    first, last = (date_field(one) for one in facts.agreement_span)
    needed = f"dal {date_field(facts.starts_on)} al {date_field(facts.ends_on)}"
    return f"La n. {facts.agreement} vale dal {first} al {last}: serve {needed}."


def _signed_words(facts: StartFacts) -> str:
    if facts.signed_on is not None:
        return f"Firmato il {date_field(facts.signed_on)}."
    return "Lo firmano la persona, l’ente ospitante e il tutor."


def _cob_words(facts: StartFacts) -> str:
    if not facts.cob_number:
        return "La fa l’ente ospitante, prima dell’inizio: poi scrivi il numero."
    sent = f", del {date_field(facts.cob_on)}" if facts.cob_on else ""
    return f"{facts.cob_number}{sent}."


def cob_warning(facts: StartFacts) -> str:
    """Where the notice was sent on the day of the start or later; unverified (T23), so it only warns."""
    if facts.cob_on is None or facts.cob_on < facts.starts_on:
        return ""
    told = date_field(facts.cob_on)
    return f"La comunicazione obbligatoria (COB) è del {told}: di regola va fatta entro il giorno prima."


def amount_warning(
    kind: str, full_amount: Decimal, *, daily_hours: Sequence[Decimal], is_public: bool, terms: MinimumTerms
) -> str:
    """What to say where an extracurricular internship gives less than its minimum (T1–T4); it never stops.

    Other kinds have no regional minimum: stage and social inclusion follow the personal plan.
    """
    if kind != InternshipKind.EXTRACURRICULAR:
        return ""
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


def duration_warning(kind: str, starts_on: date, ends_on: date, terms: DurationTerms) -> str:
    """What to say where an internship lasts longer than it may (T11, T12); it never stops.

    Curricular ones follow the school's rules.
    """
    if kind == InternshipKind.CURRICULAR:
        return ""
    if not _is_longer(starts_on, ends_on, terms.months):
        return ""
    for limit, who in ((terms.fragile_months, "svantaggiate"), (terms.disabled_months, "con disabilità")):
        if not _is_longer(starts_on, ends_on, limit):
            return f"Dura più di {terms.months} mesi: fino a {limit} solo per persone {who} ({SOURCE})."
    return f"Dura più di {terms.disabled_months} mesi, proroghe comprese: nessun tirocinio dura tanto ({SOURCE})."


def _is_longer(starts_on: date, ends_on: date, months: int) -> bool:
    """Whether the last day lies after the last of so many months."""
    years, index = divmod(starts_on.month - 1 + months, 12)
    year, wanted = starts_on.year + years, index + 1
    day = min(starts_on.day, monthrange(year, wanted)[1])
    return ends_on >= date(year, wanted, day)


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
