"""Who the programme is for and by when things are due, from dated facts and figures the caller gives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from holidays import country_holidays

from ciao.cases.enums import CheckOutcome, Repeat
from ciao.core.formats import date_field, plural, span
from ciao.people.enums import EmploymentStatus, Gender
from ciao.people.rules import age_on, birthday_at
from ciao.programmes.rules import Span, add_months

SOURCE_TARGETS = "Scheda progetto: destinatari, con età alla data di presa in carico"
SOURCE_EMPLOYMENT = "Avviso: non occupati all’atto della presa in carico"
SOURCE_AREA = "Scheda progetto: territorio di riferimento; è un avviso, non un requisito certo"


@dataclass(frozen=True)
class TargetFacts:
    """A target group as the version in force says; no gender or no age means any, both ages are included."""

    code: str
    label: str
    gender: Gender | None = None
    age_min: int | None = None
    age_max: int | None = None


@dataclass(frozen=True)
class PersonFacts:
    """The few facts eligibility looks at; None or empty where they are not known yet."""

    gender: Gender | None = None
    birth_date: date | None = None
    employment: EmploymentStatus | None = None
    residence_istat: str | None = None
    domicile_istat: str | None = None


@dataclass(frozen=True)
class Check:
    """One rule applied to one person: what it concludes, the sentence to show, where the rule comes from."""

    code: str
    outcome: CheckOutcome
    sentence: str
    source: str


@dataclass(frozen=True)
class Eligibility:
    """All checks of a person, and the targets that fit: the operator picks one, so nobody counts twice."""

    checks: tuple[Check, ...]
    fitting_targets: tuple[TargetFacts, ...]

    @property
    def is_eligible(self) -> bool | None:
        """True, False, or None while something is still to verify; warnings do not weigh."""
        outcomes = {check.outcome for check in self.checks}
        if CheckOutcome.NO in outcomes:
            return False
        return None if CheckOutcome.UNKNOWN in outcomes else True

    @property
    def has_warnings(self) -> bool:
        """Whether something asks for a look although it does not weigh."""
        return any(check.outcome == CheckOutcome.WARNING for check in self.checks)


def eligibility(
    person: PersonFacts, targets: Sequence[TargetFacts], area_istat_codes: Collection[str], on: date
) -> Eligibility:
    """Whether the programme is for this person on the day of taking in charge, and why (rules R1–R3).

    Sources: project sheet (targets, territory), call (not employed). It informs a decision, never takes it.
    """
    fits = {target: _fit(person, target, on) for target in targets}
    return Eligibility(
        checks=(
            _check_target(person, fits, on),
            _check_employment(person),
            _check_area(person, area_istat_codes),
        ),
        fitting_targets=tuple(target for target, fit in fits.items() if fit),
    )


def italian_holidays(first: date, last: date) -> frozenset[date]:
    """National holidays of the years touched (L. 260/1949 and later acts), without local patron saints."""
    return frozenset(country_holidays("IT", years=range(first.year, last.year + 1)))


def working_days_between(start: date, end: date, holidays: Collection[date]) -> int:
    """Monday-to-Friday days after `start` up to `end` included, without holidays; 0 if `end` is not later."""
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(_is_working(day, holidays) for day in days)


def plan_due_on(assessed_on: date, *, working_days: int) -> date:
    """The last day to sign the plan: so many working days after the preliminary assessment.

    Source: D.Lgs. 147/2017 art. 6, 20 working days; a rule of another measure, here only a reminder.
    """
    holidays = italian_holidays(assessed_on, assessed_on + timedelta(days=3 * working_days + 30))
    day, left = assessed_on, working_days
    while left > 0:
        day += timedelta(days=1)
        left -= _is_working(day, holidays)
    return day


def immediate_result_window(exit_on: date, *, days: int) -> Span:
    """When the situation on leaving (T1) may be recorded: from the exit to so many days after, both included.

    Source: ESF guidance, within 4 weeks, so 28 days.
    """
    return Span(exit_on, exit_on + timedelta(days=days))


def follow_up_opens_on(exit_on: date, *, months: int) -> date:
    """The day the later situation (T2) may first be asked: so many calendar months after the exit.

    Source: ESF guidance, 6 months. 31 August leads to the last day of February.
    """
    return add_months(exit_on, months)


@dataclass(frozen=True)
class Load:
    """What one case manager carries: people, their weight in points, those new this month, how many in each phase."""

    key: str
    people: int
    weight: Decimal
    new_count: int
    by_phase: tuple[int, ...] = ()


def weight_of(phase: str, weights: Mapping[str, Decimal], pause: Decimal, *, is_paused: bool) -> Decimal:
    """How much one person weighs, in points: by phase, less while the path pauses."""
    return pause if is_paused else weights[phase]


def next_for(loads: Sequence[Load], full: Decimal) -> Load | None:
    """Who has most room for one more person: the lightest, then who took fewer this month; nobody where all are full.

    It suggests, a person decides: nothing is assigned by itself.
    """
    free = [one for one in loads if one.weight < full]
    return min(free, key=lambda one: (one.weight, one.new_count, one.people, one.key), default=None)


def next_due_on(due_on: date, repeats: Repeat, today: date) -> date:
    """When a thing to do comes back: the first of its days after both the last one and today."""
    step = 1
    while (day := _step_from(due_on, repeats, step)) <= today:
        step += 1
    return day


def _step_from(due_on: date, repeats: Repeat, times: int) -> date:
    if repeats == Repeat.MONTHLY:
        return add_months(due_on, times)
    return due_on + timedelta(weeks=times * (2 if repeats == Repeat.TWO_WEEKS else 1))


def _fit(person: PersonFacts, target: TargetFacts, on: date) -> bool | None:
    answers = (_fits_gender(person.gender, target.gender), _fits_age(person.birth_date, target, on))
    if False in answers:
        return False
    return None if None in answers else True


def _fits_gender(gender: Gender | None, wanted: Gender | None) -> bool | None:
    if wanted is None or gender == wanted:
        return True
    return False if gender in (Gender.FEMALE, Gender.MALE) else None


def _fits_age(birth_date: date | None, target: TargetFacts, on: date) -> bool | None:
    low, high = target.age_min, target.age_max
    if low is None and high is None:
        return True
    if birth_date is None or birth_date > on:
        return None
    age = age_on(birth_date, on)
    return (low is None or low <= age) and (high is None or age <= high)


def _check_target(person: PersonFacts, fits: dict[TargetFacts, bool | None], on: date) -> Check:
    found = [target for target, fit in fits.items() if fit]
    unsure = [target for target, fit in fits.items() if fit is None]
    if not fits:
        outcome, sentence = CheckOutcome.UNKNOWN, "Il progetto non ha ancora gruppi di destinatari."
    elif found:
        outcome, sentence = CheckOutcome.YES, _fitting_sentence(person, found, on)
    elif unsure:
        outcome, sentence = CheckOutcome.UNKNOWN, _unsure_sentence(person, unsure, on)
    else:
        outcome, sentence = CheckOutcome.NO, _outside_sentence(person, list(fits), on)
    return Check("R1", outcome, sentence, SOURCE_TARGETS)


def _fitting_sentence(person: PersonFacts, found: list[TargetFacts], on: date) -> str:
    choice = " Scegli il gruppo principale: la persona si conta una volta sola." if len(found) > 1 else ""
    return f"{_age_words(person, on)}rientra in {_named(found, ' e in ')}.{choice}"


def _unsure_sentence(person: PersonFacts, unsure: list[TargetFacts], on: date) -> str:
    if person.birth_date is not None and person.birth_date > on:
        return f"La data di nascita {date_field(person.birth_date)} è dopo il {date_field(on)}: ricontrollala."
    if person.birth_date is None:
        return f"Manca la data di nascita: serve per sapere se rientra in {_named(unsure, ' o in ')}."
    named = _named(unsure, " o in ")
    return f"{_age_words(person, on)}per {named} il genere indicato non basta, decidi con l’équipe."


def _outside_sentence(person: PersonFacts, targets: list[TargetFacts], on: date) -> str:
    sentence = f"{_age_words(person, on)}non rientra in {_named(targets, ' né in ')}."
    opens_on = _opens_on(person, targets, on)
    return f"{sentence} Rientra dal {date_field(opens_on)}." if opens_on else sentence


def _opens_on(person: PersonFacts, targets: list[TargetFacts], on: date) -> date | None:
    """The first day a target opens to someone too young for it today."""
    if person.birth_date is None:
        return None
    ages = [target.age_min for target in targets if _fits_gender(person.gender, target.gender) and target.age_min]
    days = [birthday_at(person.birth_date, age) for age in ages]
    return min((day for day in days if day > on), default=None)


def _age_words(person: PersonFacts, on: date) -> str:
    if person.birth_date is None:
        return "Per le risposte date fin qui "
    age = age_on(person.birth_date, on)
    return f"Il {date_field(on)} ha {plural(age, 'anno', 'anni')}: "


def _named(targets: list[TargetFacts], joint: str) -> str:
    return joint.join(f"«{target.label}»{_age_range(target)}" for target in targets)


def _age_range(target: TargetFacts) -> str:
    if target.age_min is None and target.age_max is None:
        return ""
    return f" ({span(target.age_min, target.age_max)} anni)"


def _check_employment(person: PersonFacts) -> Check:
    if not person.employment:
        outcome, sentence = CheckOutcome.UNKNOWN, "Manca la condizione di lavoro: chiedila al colloquio."
    elif person.employment == EmploymentStatus.EMPLOYED:
        outcome = CheckOutcome.NO
        sentence = "Alla presa in carico risulta al lavoro: l’avviso chiede persone non occupate."
    else:
        outcome = CheckOutcome.YES
        sentence = f"Alla presa in carico non è al lavoro: {EmploymentStatus(person.employment).label}."
    return Check("R2", outcome, sentence, SOURCE_EMPLOYMENT)


def _check_area(person: PersonFacts, area_istat_codes: Collection[str]) -> Check:
    outcome, sentence = _area_outcome(person, area_istat_codes)
    return Check("R3", outcome, sentence, SOURCE_AREA)


def _area_outcome(person: PersonFacts, area_istat_codes: Collection[str]) -> tuple[CheckOutcome, str]:
    area = f"territorio del progetto ({plural(len(area_istat_codes), 'comune', 'comuni')})"
    if not area_istat_codes:
        return (
            CheckOutcome.WARNING,
            "Il progetto non ha ancora i suoi comuni: non si può confrontare la residenza.",
        )
    if person.residence_istat in area_istat_codes:
        return CheckOutcome.YES, f"Risiede nel {area}."
    if person.domicile_istat in area_istat_codes:
        return CheckOutcome.YES, f"Ha il domicilio nel {area}."
    if not person.residence_istat and not person.domicile_istat:
        return CheckOutcome.WARNING, f"Mancano residenza e domicilio: servono per sapere se è nel {area}."
    if person.residence_istat and person.domicile_istat:
        return (
            CheckOutcome.WARNING,
            f"Residenza e domicilio sono fuori dal {area}: scrivi perché è nel progetto.",
        )
    known, missing = (
        ("La residenza", "il domicilio: chiedi anche quello")
        if person.residence_istat
        else ("Il domicilio", "la residenza: chiedi anche quella")
    )
    return CheckOutcome.WARNING, f"{known} è fuori dal {area} e manca {missing}."


def _is_working(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in holidays
