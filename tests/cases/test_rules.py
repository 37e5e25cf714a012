"""Eligibility says yes, no or not yet, with its reasons; due days follow the Italian calendar."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.cases.enums import CheckOutcome
from ciao.cases.rules import (
    Check,
    Eligibility,
    PersonFacts,
    TargetFacts,
    eligibility,
    follow_up_opens_on,
    immediate_result_window,
    italian_holidays,
    plan_due_on,
    working_days_between,
)
from ciao.people.enums import EmploymentStatus, Gender
from ciao.programmes.rules import Span

ON = date(2026, 11, 26)
WOMEN = TargetFacts("women", "Donne", Gender.FEMALE, 18, 55)
YOUNG = TargetFacts("young", "Giovani", None, 16, 35)
TARGETS = (WOMEN, YOUNG)
AREA = frozenset(f"015{number:03}" for number in range(27))
INSIDE, OUTSIDE = "015001", "015146"
SARA = PersonFacts(Gender.FEMALE, date(2002, 5, 4), EmploymentStatus.UNEMPLOYED, INSIDE, None)
YES, NO, UNKNOWN, WARNING = CheckOutcome.YES, CheckOutcome.NO, CheckOutcome.UNKNOWN, CheckOutcome.WARNING


def check(result: Eligibility, code: str) -> Check:
    [found] = [item for item in result.checks if item.code == code]
    return found


def ask(person: PersonFacts) -> Eligibility:
    return eligibility(person, TARGETS, AREA, ON)


def test_sara_fits_two_targets_and_the_operator_picks_one() -> None:
    result = ask(SARA)
    assert result.is_eligible is True
    assert not result.has_warnings
    assert result.fitting_targets == TARGETS
    assert check(result, "R1").sentence == (
        "Il 26.11.2026 ha 24 anni: rientra in «Donne» (18–55 anni) e in «Giovani» (16–35 anni). "
        "Scegli il gruppo principale: la persona si conta una volta sola."
    )
    assert [item.code for item in result.checks] == ["R1", "R2", "R3"]
    assert all(item.source for item in result.checks)


@pytest.mark.parametrize(
    ("gender", "born", "fitting"),
    [
        (Gender.FEMALE, date(2008, 11, 26), (WOMEN, YOUNG)),
        (Gender.FEMALE, date(2008, 11, 27), (YOUNG,)),
        (Gender.FEMALE, date(2010, 11, 26), (YOUNG,)),
        (Gender.FEMALE, date(2010, 11, 27), ()),
        (Gender.FEMALE, date(1990, 11, 27), (WOMEN, YOUNG)),
        (Gender.FEMALE, date(1990, 11, 26), (WOMEN,)),
        (Gender.FEMALE, date(1970, 11, 27), (WOMEN,)),
        (Gender.FEMALE, date(1970, 11, 26), ()),
        (Gender.MALE, date(2007, 3, 1), (YOUNG,)),
        (Gender.MALE, date(1990, 11, 26), ()),
        (Gender.NOT_SAID, date(2007, 3, 1), (YOUNG,)),
        (None, date(2007, 3, 1), (YOUNG,)),
    ],
)
def test_both_ages_of_a_target_are_included_on_the_day_of_entry(
    gender: Gender | None, born: date, fitting: tuple[TargetFacts, ...]
) -> None:
    result = ask(replace(SARA, gender=gender, birth_date=born))
    assert result.fitting_targets == fitting
    assert check(result, "R1").outcome == (YES if fitting else NO)


@pytest.mark.parametrize(
    ("person", "outcome", "sentence"),
    [
        (
            replace(SARA, birth_date=date(2011, 2, 3)),
            NO,
            (
                "Il 26.11.2026 ha 15 anni: non rientra in «Donne» (18–55 anni) né in «Giovani» (16–35 anni). "
                "Rientra dal 03.02.2027."
            ),
        ),
        (
            replace(SARA, gender=Gender.MALE, birth_date=date(1965, 1, 1)),
            NO,
            "Il 26.11.2026 ha 61 anni: non rientra in «Donne» (18–55 anni) né in «Giovani» (16–35 anni).",
        ),
        (
            replace(SARA, birth_date=None),
            UNKNOWN,
            (
                "Manca la data di nascita: serve per sapere se rientra in «Donne» (18–55 anni) "
                "o in «Giovani» (16–35 anni)."
            ),
        ),
        (
            replace(SARA, birth_date=date(2027, 1, 1)),
            UNKNOWN,
            "La data di nascita 01.01.2027 è dopo il 26.11.2026: ricontrollala.",
        ),
        (
            replace(SARA, gender=Gender.OTHER, birth_date=date(1980, 1, 1)),
            UNKNOWN,
            ("Il 26.11.2026 ha 46 anni: per «Donne» (18–55 anni) il genere indicato non basta, decidi con l’équipe."),
        ),
        (
            replace(SARA, gender=Gender.MALE, birth_date=None),
            UNKNOWN,
            "Manca la data di nascita: serve per sapere se rientra in «Giovani» (16–35 anni).",
        ),
    ],
)
def test_the_target_check_says_why_with_figures(person: PersonFacts, outcome: CheckOutcome, sentence: str) -> None:
    found = check(ask(person), "R1")
    assert (found.outcome, found.sentence) == (outcome, sentence)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (TargetFacts("any", "Famiglie"), "in «Famiglie»."),
        (TargetFacts("old", "Adulti", None, 20, None), "in «Adulti» (da 20 anni)."),
        (TargetFacts("new", "Ragazze", Gender.FEMALE, None, 30), "in «Ragazze» (fino a 30 anni)."),
    ],
)
def test_a_target_may_have_no_ages(target: TargetFacts, words: str) -> None:
    result = eligibility(SARA, [target], AREA, ON)
    assert result.fitting_targets == (target,)
    assert check(result, "R1").sentence.endswith(words)


def test_a_target_without_ages_needs_no_birth_date() -> None:
    result = eligibility(replace(SARA, birth_date=None), [TargetFacts("any", "Famiglie")], AREA, ON)
    assert check(result, "R1").sentence == "Per le risposte date fin qui rientra in «Famiglie»."
    men = TargetFacts("men", "Uomini", Gender.MALE)
    result = eligibility(replace(SARA, birth_date=None), [men], AREA, ON)
    assert check(result, "R1").sentence == "Per le risposte date fin qui non rientra in «Uomini»."


def test_a_project_without_targets_leaves_the_question_open() -> None:
    result = eligibility(SARA, [], AREA, ON)
    assert check(result, "R1").outcome == UNKNOWN
    assert result.is_eligible is None


@pytest.mark.parametrize(
    ("employment", "outcome", "words"),
    [
        (None, UNKNOWN, "Manca la condizione di lavoro"),
        (EmploymentStatus.EMPLOYED, NO, "risulta al lavoro"),
        (EmploymentStatus.FIRST_JOB_SEEKER, YES, "in cerca di prima occupazione"),
        (EmploymentStatus.UNEMPLOYED, YES, "senza lavoro"),
        (EmploymentStatus.STUDENT, YES, "studia"),
        (EmploymentStatus.INACTIVE, YES, "non cerca lavoro"),
    ],
)
def test_only_who_is_at_work_is_out(employment: EmploymentStatus | None, outcome: CheckOutcome, words: str) -> None:
    found = check(ask(replace(SARA, employment=employment)), "R2")
    assert found.outcome == outcome
    assert words in found.sentence


@pytest.mark.parametrize(
    ("residence", "domicile", "outcome", "words"),
    [
        (INSIDE, OUTSIDE, YES, "Risiede nel {}."),
        (OUTSIDE, INSIDE, YES, "Ha il domicilio nel {}."),
        (None, INSIDE, YES, "Ha il domicilio nel {}."),
        (OUTSIDE, OUTSIDE, WARNING, "Residenza e domicilio sono fuori dal {}: scrivi perché è nel progetto."),
        (OUTSIDE, None, WARNING, "La residenza è fuori dal {} e manca il domicilio: chiedi anche quello."),
        (None, OUTSIDE, WARNING, "Il domicilio è fuori dal {} e manca la residenza: chiedi anche quella."),
        (None, None, WARNING, "Mancano residenza e domicilio: servono per sapere se è nel {}."),
    ],
)
def test_the_territory_only_warns(
    residence: str | None, domicile: str | None, outcome: CheckOutcome, words: str
) -> None:
    result = ask(replace(SARA, residence_istat=residence, domicile_istat=domicile))
    found = check(result, "R3")
    sentence = words.format("territorio del progetto (27 comuni)")
    assert (found.outcome, found.sentence) == (outcome, sentence)
    assert result.is_eligible is True
    assert result.has_warnings is (outcome == WARNING)


def test_a_project_without_comuni_cannot_compare_the_residence() -> None:
    assert check(eligibility(SARA, TARGETS, [], ON), "R3").outcome == WARNING


@pytest.mark.parametrize(
    ("born", "employment"),
    list(product([None, date(1950, 1, 1), date(2002, 1, 1)], [None, *EmploymentStatus])),
)
def test_one_no_decides_and_one_unknown_waits(born: date | None, employment: EmploymentStatus | None) -> None:
    result = ask(replace(SARA, birth_date=born, employment=employment))
    refused = born == date(1950, 1, 1) or employment == EmploymentStatus.EMPLOYED
    waits = born is None or employment is None
    assert result.is_eligible is (False if refused else None if waits else True)


def test_the_twentieth_working_day_skips_weekends_and_holidays() -> None:
    assert plan_due_on(date(2026, 11, 2), working_days=20) == date(2026, 11, 30)
    assert plan_due_on(date(2026, 12, 1), working_days=20) == date(2026, 12, 31)
    assert plan_due_on(date(2026, 12, 31), working_days=1) == date(2027, 1, 4)
    assert plan_due_on(date(2026, 4, 3), working_days=1) == date(2026, 4, 7)
    assert plan_due_on(date(2026, 4, 3), working_days=0) == date(2026, 4, 3)


def test_working_days_do_not_count_the_first_day() -> None:
    none: frozenset[date] = frozenset()
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 23), none) == 0
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 30), none) == 5
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 30), {date(2026, 11, 25)}) == 4
    assert working_days_between(date(2026, 11, 30), date(2026, 11, 23), none) == 0


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_the_due_day_is_a_working_day_and_the_right_number_away(start: date, count: int) -> None:
    due = plan_due_on(start, working_days=count)
    holidays = italian_holidays(start, due)
    assert working_days_between(start, due, holidays) == count
    assert due.weekday() < 5
    assert due not in holidays


def test_national_holidays_cover_every_year_touched() -> None:
    found = italian_holidays(date(2026, 12, 1), date(2027, 1, 31))
    assert {date(2026, 12, 8), date(2027, 1, 6), date(2026, 4, 6)} <= found
    assert date(2026, 12, 7) not in found


def test_the_situation_on_leaving_is_recorded_within_four_weeks() -> None:
    assert immediate_result_window(date(2021, 8, 31), days=28) == Span(date(2021, 8, 31), date(2021, 9, 28))


@pytest.mark.parametrize(
    ("exit_on", "opens_on"),
    [(date(2021, 8, 31), date(2022, 2, 28)), (date(2021, 6, 15), date(2021, 12, 15))],
)
def test_the_follow_up_opens_six_calendar_months_later(exit_on: date, opens_on: date) -> None:
    assert follow_up_opens_on(exit_on, months=6) == opens_on
    assert opens_on - exit_on > timedelta(days=28)


def test_an_empty_answer_is_not_known_rather_than_wrong() -> None:
    blank = PersonFacts("", None, "", "", "")  # type: ignore[arg-type]
    assert [item.outcome for item in ask(blank).checks] == [UNKNOWN, UNKNOWN, WARNING]
