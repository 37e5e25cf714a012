"""The page of the measures: what is over three times its floor is named, with why."""

from typing import Any
from xml.etree import ElementTree

import pytest

from bench import report
from bench.scenarios import scenarios
from bench.words import WHY


def measured(code: str, page: float, floor: float, skipped: str = "") -> dict[str, Any]:
    times = {"page_p50": page, "page_p95": page * 1.2, "floor_p50": floor, "floor_p95": floor * 1.2}
    return {"code": code, "label": f"Pagina {code}", "skipped": skipped, "queries": 30, "floor_queries": 3, **times}


FOUND = {
    60: [measured("list", 20, 10), measured("case", 90, 10), measured("board", 0, 0, "la pagina non c’è ancora")],
    5000: [measured("list", 25, 10), measured("case", 100, 10), measured("board", 0, 0, "la pagina non c’è ancora")],
}


def test_the_table_marks_what_is_over_three_times() -> None:
    page = report.page(FOUND)
    assert "| Pagina list | 60 | 20 | 24 | 10 | 12 | 2,0× | 30 e 3 |" in page
    assert "| Pagina case | 5.000 | 100 | 120 | 10 | 12 | **10,0×** | 30 e 3 |" in page
    assert "Non misurata: Pagina board (la pagina non c’è ancora)." in page


def test_what_is_over_is_named_with_why_and_nothing_else_is() -> None:
    reasons = report.page(FOUND).split("## Che cosa supera")[1]
    assert f"**Pagina case.** {WHY['case']}" in reasons
    assert "Pagina list" not in reasons


@pytest.mark.parametrize("code", [one.code for one in scenarios()])
def test_every_scenario_can_say_why(code: str) -> None:
    assert WHY[code].endswith(".")


def test_the_drawing_says_in_words_what_it_shows() -> None:
    drawing = ElementTree.fromstring(report.picture(FOUND))
    space = "{http://www.w3.org/2000/svg}"
    assert drawing.get("role") == "img"
    about = drawing.findtext(f"{space}desc") or ""
    assert "Pagina case: 9,0 volte con 60 persone, 10,0 volte con 5.000 persone" in about
    assert len([one for one in drawing.iter(f"{space}rect") if one.get("x") == str(report.LEFT)]) >= 4
