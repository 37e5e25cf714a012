"""When an answer is late, and what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.consultations.enums import RequestState as R
from ciao.consultations.enums import Urgency
from ciao.consultations.rules import Waiting, answer_by, is_late, next_of

WAITING = Waiting(urgent=7, soon=14, ordinary=30)
ASKED = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("urgency", "last"),
    [(Urgency.URGENT, date(2026, 11, 9)), (Urgency.SOON, date(2026, 11, 16)), (Urgency.ORDINARY, date(2026, 12, 2))],
)
def test_the_more_urgent_the_sooner(urgency: Urgency, last: date) -> None:
    assert answer_by(ASKED, urgency, WAITING) == last
    assert not is_late(R.ASKED, ASKED, urgency, WAITING, last)
    assert is_late(R.ASKED, ASKED, urgency, WAITING, date.fromordinal(last.toordinal() + 1))


@pytest.mark.parametrize("state", [R.ACCEPTED, R.REFUSED, R.DONE, R.WITHDRAWN])
def test_what_was_answered_is_never_late(state: R) -> None:
    assert not is_late(state, ASKED, Urgency.URGENT, WAITING, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("state", "to_come", "unmarked", "advised", "code"),
    [
        (R.ASKED, False, False, False, "answer"),
        (R.ACCEPTED, False, False, False, "meet"),
        (R.ACCEPTED, True, False, False, "wait"),
        (R.ACCEPTED, True, True, False, "mark"),
        (R.ACCEPTED, False, False, True, "finish"),
        (R.REFUSED, False, False, False, ""),
        (R.DONE, True, True, True, ""),
    ],
)
def test_one_thing_comes_next(state: R, to_come: bool, unmarked: bool, advised: bool, code: str) -> None:
    assert next_of(state, has_meeting_to_come=to_come, unmarked=unmarked, advised=advised) == code
