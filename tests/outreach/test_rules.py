"""Ageing, expiry, attempts and safe ways to reach a person, as tables of worked cases."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.outreach.rules import (
    Deadlines,
    Expiry,
    SignalFacts,
    dialled,
    expiry,
    expiry_words,
    failed_in_a_row,
    next_step,
    refuses_name,
    waiting,
    ways,
)

TODAY = date(2026, 11, 23)
LIMITS = Deadlines(answer_by=date(2026, 11, 25), inform_by=date(2026, 12, 22), keep_until=date(2027, 5, 21))
AGREED = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("received_on", "answer_by", "kind", "words"),
    [
        (TODAY, date(2026, 11, 26), "info", "arrivata oggi"),
        (date(2026, 11, 20), TODAY, "warn", "arrivata 3 giorni fa, oggi è l’ultimo giorno"),
        (date(2026, 11, 17), date(2026, 11, 20), "stop", "arrivata 6 giorni fa, in ritardo di 3 giorni"),
    ],
)
def test_how_long_it_has_waited_is_said_in_tint_and_words(
    received_on: date, answer_by: date, kind: str, words: str
) -> None:
    found = waiting(received_on, answer_by, TODAY)
    assert (found.kind, found.words) == (kind, words)


@pytest.mark.parametrize(
    ("source", "informed_on", "limits", "on", "why"),
    [
        ("parish", None, LIMITS, date(2026, 12, 22), "non sa che abbiamo"),
        ("parish", TODAY, LIMITS, date(2027, 5, 21), "non l’abbiamo incontrata"),
        ("self", None, LIMITS, date(2027, 5, 21), "non l’abbiamo incontrata"),
        ("parish", None, Deadlines(TODAY, date(2026, 12, 22), date(2026, 12, 1)), date(2026, 12, 1), "non l’abbiamo"),
    ],
)
def test_whom_nobody_informs_is_forgotten_sooner(
    source: str, informed_on: date | None, limits: Deadlines, on: date, why: str
) -> None:
    found = expiry(limits, source=source, informed_on=informed_on)
    assert found.on == on
    assert why in found.why


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 27), "tra 5 giorni si cancella: perché"),
        (TODAY, "domani si cancella: perché"),
        (date(2026, 11, 22), "stanotte si cancella: perché"),
        (date(2026, 12, 22), ""),
    ],
)
def test_the_queue_says_when_and_why_data_go(on: date, words: str) -> None:
    assert expiry_words(Expiry(on, "perché"), TODAY, warn_days=7) == words


@pytest.mark.parametrize(
    ("outcomes", "failed"),
    [
        ([], 0),
        (["no_answer", "wrong_number"], 2),
        (["no_answer", "answered", "no_answer"], 1),
        (["call_back", "no_answer"], 1),
        (["answered"], 0),
    ],
)
def test_attempts_count_since_the_last_answer(outcomes: list[str], failed: int) -> None:
    assert failed_in_a_row(outcomes) == failed


@pytest.mark.parametrize(
    ("source", "code", "agreed_on", "told", "is_refused"),
    [
        ("anti_violence", "", None, ["Nina"], True),
        ("parish", "C-7", None, ["", "333"], True),
        ("anti_violence", "C-7", None, ["", ""], False),
        ("anti_violence", "C-7", AGREED, ["Nina"], False),
        ("parish", "", None, ["Nina"], False),
    ],
)
def test_a_centre_gives_a_code_and_no_name(
    source: str, code: str, agreed_on: date | None, told: list[str], is_refused: bool
) -> None:
    assert bool(refuses_name(source=source, code=code, agreed_on=agreed_on, told=told)) is is_refused


@pytest.mark.parametrize(
    ("channel", "safe", "labels"),
    [
        ("", "always", ["Chiama", "Scrivi su WhatsApp", "Scrivi un SMS", "Scrivi un’e-mail"]),
        ("call", "always", ["Chiama"]),
        ("message", "some_hours", ["Scrivi su WhatsApp", "Scrivi un SMS"]),
        ("message", "no_messages", ["Chiama"]),
        ("email", "always", ["Scrivi un’e-mail"]),
        ("email", "no_messages", []),
        ("in_person", "always", []),
        ("", "", ["Chiama"]),
    ],
)
def test_only_the_way_chosen_and_no_message_where_it_is_a_danger(channel: str, safe: str, labels: list[str]) -> None:
    found = ways(phone="333 1234567", email="io@example.org", channel=channel, safe=safe, text="Ciao")
    assert [one.label for one in found] == labels


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("333 123 4567", "393331234567"),
        ("+40 712 345 678", "40712345678"),
        ("0040 712345678", "40712345678"),
        ("02 1234567", "39021234567"),
        ("chiedi", ""),
        ("", ""),
    ],
)
def test_numbers_are_dialled_with_their_country(phone: str, digits: str) -> None:
    assert dialled(phone) == digits


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"failed_count": 3, "attempts_limit": 3}, "give_up"),
        ({"failed_count": 2, "attempts_limit": 3}, "decide"),
        ({"failed_count": 3, "attempts_limit": 3, "is_met": True}, "decide"),
        ({"is_met": True, "is_only_a_code": True}, "agree"),
        ({"is_only_a_code": True}, "decide"),
    ],
)
def test_the_next_step_follows_what_was_tried(facts: dict[str, int], code: str) -> None:
    assert next_step(SignalFacts(state="assigned", limits=LIMITS, **facts), TODAY).code == code
