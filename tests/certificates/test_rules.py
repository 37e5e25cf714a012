"""The right to a certificate, its end, and what checking one says: worked cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciao.certificates.enums import Stage, Verdict
from ciao.certificates.rules import (
    CourseFacts,
    InternshipFacts,
    Terms,
    bare_code,
    expiry_of,
    fallen,
    judge_course,
    judge_internship,
    needed_hours,
    reminder,
    shown_code,
    stage_of,
    verdict_of,
)

TODAY = date(2026, 11, 23)
SHARE = Terms(Decimal(80))


@pytest.mark.parametrize(
    ("planned", "terms", "needed"),
    [
        (Decimal(30), Terms(Decimal(80)), Decimal(24)),
        (Decimal(30), Terms(Decimal(70)), Decimal(21)),
        (Decimal("24.5"), Terms(Decimal(80)), Decimal("19.6")),
        (Decimal(30), Terms(None, Decimal(20)), Decimal(20)),
        (Decimal(30), Terms(Decimal(80), Decimal(26)), Decimal(26)),
        (Decimal(30), Terms(Decimal(80), Decimal(10)), Decimal(24)),
        (Decimal(30), Terms(needs_test=True), Decimal(0)),
        (Decimal(0), Terms(Decimal(80)), Decimal(0)),
    ],
)
def test_the_higher_of_share_and_hours_is_needed(planned: Decimal, terms: Terms, needed: Decimal) -> None:
    assert needed_hours(planned, terms) == needed


@pytest.mark.parametrize(
    ("terms", "facts", "missing"),
    [
        (SHARE, CourseFacts(Decimal(30), Decimal(24)), []),
        (SHARE, CourseFacts(Decimal(30), Decimal(30)), []),
        (SHARE, CourseFacts(Decimal(30), Decimal("23.99")), ["Mancano 1 min: ne servono 24 h."]),
        (SHARE, CourseFacts(Decimal(30), Decimal(20)), ["Mancano 4 h: ne servono 24 h."]),
        (SHARE, CourseFacts(Decimal("30.005"), Decimal(24)), ["Mancano meno di 1 minuto: ne servono 24 h."]),
        (SHARE, CourseFacts(Decimal(30), Decimal(30), open_count=1), ["Resta 1 incontro da fare o da chiudere."]),
        (SHARE, CourseFacts(Decimal(30), Decimal(30), open_count=3), ["Restano 3 incontri da fare o da chiudere."]),
        (SHARE, CourseFacts(Decimal(30), Decimal(30), is_void=True), ["L’iscrizione è segnata per errore."]),
        (SHARE, CourseFacts(Decimal(30), Decimal(30), is_cancelled=True), ["L’edizione è annullata."]),
        (
            Terms(Decimal(80), needs_test=True),
            CourseFacts(Decimal(30), Decimal(30)),
            ["Manca il risultato della prova finale."],
        ),
        (
            Terms(Decimal(80), needs_test=True),
            CourseFacts(Decimal(30), Decimal(20), has_passed=False),
            ["Mancano 4 h: ne servono 24 h.", "La prova finale non è superata."],
        ),
        (Terms(needs_test=True), CourseFacts(Decimal(30), Decimal(0), has_passed=True), []),
        (
            None,
            CourseFacts(Decimal(30), Decimal(30)),
            ["Manca la regola: scrivi da quante ore il corso dà l’attestato."],
        ),
    ],
)
def test_a_course_gives_its_certificate_or_says_everything_that_is_missing(
    terms: Terms | None, facts: CourseFacts, missing: list[str]
) -> None:
    judged = judge_course(terms, facts)
    assert [one.replace("\u00a0", " ") for one in judged.missing] == missing
    assert judged.is_due is not bool(missing)
    assert judged.total == ("non ancora" if missing else "sì")


def test_the_explanation_says_hours_threshold_test_and_what_to_check() -> None:
    terms = Terms(Decimal("75.5"), Decimal(10), True, "Visita medica fatta")
    lines = judge_course(terms, CourseFacts(Decimal(30), Decimal(20), has_passed=True, is_from_catalogue=True)).lines
    told = [(one["what"], one["value"].replace("\u00a0", " "), one["care"].replace("\u00a0", " ")) for one in lines]
    assert told == [
        ("Ore previste", "30 h", ""),
        ("Ore fatte", "20 h", ""),
        ("Ore che servono", "22 h 39 min", "mancano 2 h 39 min"),
        ("Prova finale", "superata", ""),
        ("Serve anche", "da controllare", ""),
    ]
    assert lines[2]["rule"].replace("\u00a0", " ") == "75,5% delle ore previste, almeno 10 h"


@pytest.mark.parametrize(
    ("attended", "is_ended", "waiting", "missing"),
    [
        (Decimal(350), True, 0, []),
        (Decimal("349.99"), True, 0, ["Mancano 1 min: ne servono 350 h."]),
        (Decimal(500), False, 0, ["Il tirocinio è in corso: l’attestazione si rilascia alla fine."]),
        (Decimal(300), True, 1, ["Mancano 50 h: ne servono 350 h. 1 mese è da confermare: dopo, le ore salgono."]),
    ],
)
def test_an_internship_is_certified_from_seventy_percent_of_all_its_hours(
    attended: Decimal, is_ended: bool, waiting: int, missing: list[str]
) -> None:
    judged = judge_internship(InternshipFacts(Decimal(500), attended, Decimal(350), Decimal(70), is_ended, waiting))
    assert [one.replace("\u00a0", " ") for one in judged.missing] == missing
    assert judged.lines[2]["rule"] == "70% delle ore previste"


@given(
    planned=st.decimals(0, 900, places=2), share=st.decimals(1, 100, places=2), less=st.decimals(0, 900, places=2),
    more=st.decimals(0, 900, places=2),
)  # fmt: skip
def test_more_hours_never_take_the_right_away(planned: Decimal, share: Decimal, less: Decimal, more: Decimal) -> None:
    few, many = sorted((less, more))
    terms = Terms(share)
    if judge_course(terms, CourseFacts(planned, few)).is_due:
        assert judge_course(terms, CourseFacts(planned, many)).is_due
    assert Decimal(0) <= needed_hours(planned, terms) <= planned
    assert judge_course(terms, CourseFacts(planned, planned)).is_due


@pytest.mark.parametrize(
    ("needed", "attended", "is_void", "why"),
    [
        (Decimal(24), Decimal(24), False, ""),
        (Decimal(24), Decimal(21), False, "Le ore ora sono 21 h: ne servono 24 h."),
        (Decimal(24), Decimal(30), True, "L’iscrizione è segnata per errore."),
        (None, Decimal(0), False, ""),
    ],
)
def test_hours_that_fell_are_told(needed: Decimal | None, attended: Decimal, is_void: bool, why: str) -> None:
    assert fallen(needed, attended, is_void).replace("\u00a0", " ") == why


@pytest.mark.parametrize(
    ("issued", "years", "end"),
    [
        (date(2026, 11, 23), 5, date(2031, 11, 23)),
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 11, 23), None, None),
        (date(2026, 11, 23), 0, None),
    ],
)
def test_a_certificate_lapses_on_the_same_day_years_later(issued: date, years: int | None, end: date | None) -> None:
    assert expiry_of(issued, years) == end


@pytest.mark.parametrize(
    ("end", "stage"),
    [
        (None, None),
        (date(2026, 11, 22), Stage.EXPIRED),
        (date(2026, 11, 23), Stage.NOW),
        (date(2026, 12, 23), Stage.NOW),
        (date(2026, 12, 24), Stage.SOON),
        (date(2027, 1, 22), Stage.SOON),
        (date(2027, 1, 23), None),
    ],
)
def test_sixty_and_thirty_days_before_the_end(end: date | None, stage: Stage | None) -> None:
    assert stage_of(end, TODAY, first_days=60, last_days=30) == stage


@pytest.mark.parametrize(
    ("state", "end", "verdict"),
    [
        (None, None, Verdict.NOT_FOUND),
        ("valid", None, Verdict.VALID),
        ("valid", TODAY, Verdict.VALID),
        ("valid", date(2026, 11, 22), Verdict.EXPIRED),
        ("revoked", None, Verdict.REVOKED),
        ("revoked", date(2026, 11, 22), Verdict.REVOKED),
    ],
)
def test_who_checks_learns_one_word(state: str | None, end: date | None, verdict: Verdict) -> None:
    assert verdict_of(state, end, TODAY) == verdict


def test_a_code_is_read_aloud_in_groups_and_typed_as_one_likes() -> None:
    assert shown_code("K7QF3MXW9TPD2RVA") == "K7QF-3MXW-9TPD-2RVA"
    assert bare_code(" k7qf-3mxw 9tpd-2rva ") == "K7QF3MXW9TPD2RVA"


def test_the_message_to_the_person_says_when_and_names_nobody() -> None:
    assert "scade il 23.12.2026" in reminder("HACCP", date(2026, 12, 23), TODAY, "La Quercia")
    assert "è scaduto il 01.11.2026" in reminder("HACCP", date(2026, 11, 1), TODAY, "La Quercia")
