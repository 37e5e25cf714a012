"""Da non perdere: each rule as a table, the list of one's own people, the numbers of the teams, setting aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.cases.actions import close_case as close
from ciao.cases.actions import fix_appointment, mark_appointment, open_case, record_attempt, return_case, write_note
from ciao.cases.enums import AttemptOutcome, Audience, CloseReason, NoteKind
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.warnings.compose import own, per_team
from ciao.desk.warnings.rules import CODES, Facts, Limits, warnings_of
from tests.cases.test_views import fields_of
from tests.cast import World
from tests.conftest import TODAY

AsUser = Callable[[str], Any]
LIMITS = Limits(silence=21, missed=2, unanswered=3, absences=2, unsigned=10, idle=45, look=180)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({"heard_on": ago(21)}, []),
        ({"heard_on": ago(22)}, ["silence"]),
        ({"heard_on": ago(22), "has_next": True}, []),
        ({"heard_on": TODAY, "unanswered": 2}, []),
        ({"heard_on": TODAY, "unanswered": 3}, ["unanswered"]),
        ({"heard_on": TODAY, "missed": 1}, []),
        ({"heard_on": TODAY, "missed": 2}, ["missed"]),
        ({"heard_on": TODAY, "absences": 1}, []),
        ({"heard_on": TODAY, "absences": 2}, ["absences"]),
        ({"heard_on": TODAY, "unsigned_since": ago(10), "unsigned_what": "progetto"}, []),
        ({"heard_on": TODAY, "unsigned_since": ago(11), "unsigned_what": "progetto"}, ["unsigned"]),
        ({"heard_on": TODAY, "idle_goals": 2}, []),
        ({"heard_on": TODAY, "signed_on": ago(45), "idle_goals": 2}, []),
        ({"heard_on": TODAY, "signed_on": ago(46), "idle_goals": 2}, ["idle_goals"]),
        ({"heard_on": TODAY, "signed_on": ago(180)}, []),
        ({"heard_on": TODAY, "signed_on": ago(181)}, ["plan_look"]),
        ({"heard_on": TODAY, "signed_on": ago(300), "looked_on": ago(180)}, []),
        ({"heard_on": ago(30), "signed_on": ago(300), "missed": 2}, ["silence", "missed", "plan_look"]),
    ],
)
def test_each_threshold_warns_past_its_day(facts: dict[str, Any], codes: list[str]) -> None:
    found = warnings_of(Facts(**facts), LIMITS, TODAY)
    assert [one.code for one in found] == codes
    assert all(one.text and one.why and one.code in CODES for one in found)


RECENT = ago(10)


def taken(world: World, name: str, opened_on: date = RECENT, manager: str = "marta") -> Case:
    with acting(world.actor(manager)) as by:
        return open_case(
            programme=world.programme, manager=world.mandates[manager], opened_on=opened_on, by=by,
            person={"given_name": name},
        )  # fmt: skip


def codes_of(world: World, who: str = "marta") -> list[str]:
    with acting(world.actor(who)) as by:
        return [one.warn.code for one in own(by, TODAY)[0]]


def test_silence_counts_from_the_last_time_the_person_was_heard(world: World) -> None:
    case = taken(world, "Amina", ago(60))
    assert codes_of(world) == ["silence"]
    with acting(world.actor("marta")) as marta:
        write_note(case=case, text="Rete", happened_on=ago(2), by=marta, kind=NoteKind.NETWORK)
    assert codes_of(world) == ["silence"]
    with acting(world.actor("marta")) as marta:
        record_attempt(case=case, outcome=AttemptOutcome.REACHED, by=marta)
    assert codes_of(world) == []


def test_coming_back_begins_the_count_anew(world: World) -> None:
    case = taken(world, "Amina", ago(90))
    with acting(world.actor("marta")) as marta:
        close(case=case, reason=CloseReason.MOVED, note="", on=ago(60), by=marta)
        assert own(marta, TODAY)[0] == []
        return_case(case=case, note="Torna", on=ago(3), by=marta)
    assert codes_of(world) == []


def test_meetings_missed_and_attempts_in_vain_are_counted_in_a_row(world: World) -> None:
    case = taken(world, "Amina")
    with acting(world.actor("marta")) as marta:
        for days, was_kept in ((9, True), (6, False), (3, False)):
            at = clock.now() - timedelta(days=days)
            one = fix_appointment(case=case, starts_at=at, starts_by=world.mandates["marta"], by=marta)
            mark_appointment(appointment=one, was_kept=was_kept, by=marta)
        for hours, outcome in ((4, "call_back"), (3, "no_answer"), (2, "no_answer"), (1, "wrong_number")):
            with clock.at(clock.now() - timedelta(hours=hours)):
                record_attempt(case=case, outcome=AttemptOutcome(outcome), by=marta)
    assert sorted(codes_of(world)) == ["missed", "unanswered"]


def test_the_page_says_why_and_sets_aside_with_a_reason(world: World, as_user: AsUser) -> None:
    case = taken(world, "Amina", ago(60))
    marta = as_user("marta")
    html = marta.get("/da-non-perdere/").content.decode()
    assert "Amina" in html
    assert "60 giorni senza contatto" in html
    assert "La soglia è 21" in html
    assert "60 giorni senza contatto" in marta.get("/").content.decode()
    url = f"/da-non-perdere/{case.id}/silence/"
    page = marta.get(url)
    wrong = marta.post(url, {**fields_of(page), "reason": "È dai suoi", "until_on": "1.1.2026"})
    assert wrong.status_code == 422
    assert "È dai suoi" in wrong.content.decode()
    assert marta.post(url, {**fields_of(page), "reason": "È dai suoi", "until_on": "1.12.2026"}).status_code == 302
    assert "60 giorni" not in marta.get("/da-non-perdere/").content.decode()
    assert "60 giorni senza" not in marta.get("/").content.decode()
    with clock.at(date(2026, 12, 2)), acting(world.actor("marta")) as by:
        assert [one.warn.code for one in own(by, date(2026, 12, 2))[0]] == ["silence"]
    assert as_user("chiara").get(url).status_code == 404
    assert marta.get(f"/da-non-perdere/{case.id}/boh/").status_code == 404
    assert "Amina" not in as_user("chiara").get("/da-non-perdere/").content.decode()


def test_the_coordinator_sees_numbers_per_team_and_no_names(world: World, as_user: AsUser) -> None:
    taken(world, "Amina", ago(60))
    taken(world, "Sara", ago(60))
    taken(world, "Ines", ago(5), "chiara")
    paolo = as_user("paolo")
    html = paolo.get("/da-non-perdere/numeri/").content.decode()
    assert "Marta" in html
    for name in ("Amina", "Sara", "Ines"):
        assert name not in html
    with acting(world.actor("paolo")) as by:
        heads, lines = per_team(by.programme_id, by, TODAY)
    assert [(one.name, one.people, one.total) for one in lines] == [("Marta", 2, 2), ("Chiara", 1, 0)]
    assert len(heads) == len(lines[0].counts) == len(CODES) - 1
    for who in ("marta", "elena"):
        assert as_user(who).get("/da-non-perdere/numeri/").status_code == 404
    assert paolo.get("/da-non-perdere/").status_code == 404


def test_a_reserved_line_changes_no_number(world: World) -> None:
    case = taken(world, "Amina", ago(60))
    with acting(world.actor("marta")) as marta:
        write_note(case=case, text="x", happened_on=TODAY, by=marta, audience=Audience.SUPERVISOR)
    with acting(world.actor("paolo")) as by:
        assert per_team(by.programme_id, by, TODAY)[1][0].total == 1
    assert codes_of(world) == []


def test_the_pages_ask_the_database_the_same_number_of_times(world: World, as_user: AsUser) -> None:
    taken(world, "Amina", ago(60))
    marta, paolo, counts = as_user("marta"), as_user("paolo"), []
    for name in ("Sara", "Ines"):
        taken(world, name, ago(60))
        with CaptureQueriesContext(connection) as queries:
            marta.get("/da-non-perdere/")
            paolo.get("/da-non-perdere/numeri/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
