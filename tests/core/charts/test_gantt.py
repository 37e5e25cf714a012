"""The work plan as geometry and as words."""

from datetime import date

import pytest

from ciao.core.charts.gantt import Plan, Row, Stage, draw, spoken_months


def plan(*rows: Row, today_at: float | None = 11.77) -> Plan:
    return Plan(date(2026, 1, 1), 18, rows, today_at)


def test_eighteen_months_share_the_width_and_the_current_one_is_marked() -> None:
    drawn = draw(plan(Row("0", "Coordinamento", [(1, 18)], 11.77)))
    assert len(drawn.heads) == 18
    assert [head["number"] for head in drawn.heads if head["now"]] == [11]
    assert drawn.today == pytest.approx(808.9, abs=0.5)


def test_the_change_of_year_is_ruled_at_january() -> None:
    years = draw(plan()).years
    assert [(mark["year"], mark["rule"]) for mark in years] == [(2026, False), (2027, True)]


def test_a_programme_that_starts_in_july_changes_year_at_month_seven() -> None:
    years = draw(Plan(date(2020, 7, 1), 18, [], None)).years
    assert [mark["year"] for mark in years] == [2020, 2021]
    assert years[1]["x"] == pytest.approx(250 + 934 / 18 * 6, abs=0.1)


def test_done_stops_at_what_is_done_and_planned_runs_to_the_end() -> None:
    line = draw(plan(Row("1", "Emersione", [(1, 14)], 11.77))).lines[0]
    assert line.planned[0].width > line.done[0].width
    assert line.status == ("info", "check-circle", "in corso")
    assert line.late_word == ""
    assert line.late_x == 0


def test_a_late_activity_is_hatched_up_to_today_with_its_words() -> None:
    line = draw(plan(Row("8", "Comunità", [(4, 18)], 9.3, 2))).lines[0]
    assert line.late is not None
    assert line.late.x + line.late.width == pytest.approx(808.9, abs=0.5)
    assert line.late_word == "in ritardo di 2 mesi"
    assert line.late_x > line.late.x
    assert line.text_y < line.rule_y


def test_months_apart_are_drawn_apart() -> None:
    line = draw(plan(Row("5", "Corsi", [(2, 4), (9, 12)], 11.77))).lines[0]
    assert len(line.planned) == 2
    assert len(line.done) == 2
    assert line.spoken == "mesi 2–4 e 9–12"


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ([], "mesi da decidere"),
        ([(3, 3)], "mese 3"),
        ([(1, 18)], "mesi 1–18"),
        ([(1, 1), (3, 3)], "mesi 1 e 3"),
    ],
)
def test_months_are_said_in_words(months: list[tuple[int, int]], said: str) -> None:
    assert spoken_months(months) == said


@pytest.mark.parametrize(
    ("row", "today_at", "said"),
    [
        (Row("1", "x", []), 5, "da pianificare"),
        (Row("1", "x", [(1, 3)]), None, "previsto"),
        (Row("1", "x", [(6, 9)]), 5, "da iniziare"),
        (Row("1", "x", [(1, 3)], 4), 5, "finita"),
    ],
)
def test_the_status_follows_the_calendar(row: Row, today_at: float | None, said: str) -> None:
    assert draw(plan(row, today_at=today_at)).lines[0].status[2] == said


def test_a_milestone_not_reached_in_time_is_late() -> None:
    stages = [Stage(6.95, "report", True), Stage(9.95, "evento"), Stage(12.95, "report")]
    diamonds = draw(plan(Row("0", "x", [(1, 18)], 11, 0, stages))).lines[0].milestones
    assert [(one.is_reached, one.is_late) for one in diamonds] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_the_label_counts_activities_and_delays() -> None:
    label = draw(plan(Row("8", "x", [(4, 18)], 9.3, 2), Row("9", "y", [(1, 18)], 11.77))).label
    assert label == "Calendario di 2 attività su 18 mesi, 1 in ritardo. I dati sono nella tabella sotto."
    assert "nessuna in ritardo" in draw(plan()).label
