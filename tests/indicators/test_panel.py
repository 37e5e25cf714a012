"""What other pages show of figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import acting, reporting
from ciao.costs.models import Expense
from ciao.indicators import panel
from ciao.indicators.actions import set_expected_value
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures import at_of
from ciao.internships.models import Allowance, Internship
from ciao.programmes.models import Programme
from tests.cast import World
from tests.indicators.samples import TODAY, Story, story_of


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def test_the_thread_ends_in_a_figure(story: Story) -> None:
    world = story.world
    with acting(world.actor("paolo")) as paolo:
        assert panel.knot("tir-01", world.programme) == ("Tirocini avviati", "1", "/indicatori/tir-01/")
        set_expected_value(version=world.version, indicator="tir-01", value=Decimal(30), by=paolo)
        assert panel.knot("tir-01", world.programme)[1] == "1 su 30"
    with acting(world.actor("luca")) as luca:
        assert panel.knot("tir-01", world.programme, luca) == ("Tirocini avviati", "1 su 30", "")


def counting(row: Any, programme: Programme) -> list[str]:
    """Codes of the figures among whose rows this one stands today."""
    at, found = at_of(programme, TODAY), []
    with reporting():
        for one in CATALOGUE:
            rows = one.rows(at)
            if rows.model is type(row) and rows.filter(pk=row.pk).exists():
                found.append(one.code)
    return found


def test_a_row_stands_behind_the_figures_that_count_it(story: Story) -> None:
    programme = story.world.programme
    paid, due = Expense.objects.get(state="paid"), Expense.objects.get(state="accrued")
    assert counting(Allowance.objects.get(), programme) == ["den-01"]
    assert counting(Internship.objects.get(), programme) == ["tir-01"]
    assert counting(paid, programme) == ["den-02"]
    assert counting(due, programme) == []
    counted = set(counting(story.cases["Amina"], programme))
    assert {"per-02", "pro-01", "ser-03", "esi-01", "esi-02", "esi-06"} <= counted


def test_a_home_shows_what_is_behind_first(story: Story) -> None:
    world = story.world
    with acting(world.actor("paolo")) as paolo:
        for code, value in (("ent-01", 1), ("tir-01", 30), ("esi-01", 15)):
            set_expected_value(version=world.version, indicator=code, value=Decimal(value), by=paolo)
        found = panel.tiles(world.programme, paolo)
        assert len(found) == 4
        assert [one.is_behind for one in found] == sorted([one.is_behind for one in found], reverse=True)
        assert panel.tile_url(found[0]).startswith("/indicatori/")
    with acting(world.actor("luca")) as luca:
        assert panel.tiles(world.programme, luca) == []


def test_a_running_total_ends_with_today_s_value(story: Story) -> None:
    found = panel.trend(CATALOGUE["per-02"], story.world.programme, TODAY)
    assert found is not None
    assert found.rows[0] == ("gen", 0)
    assert found.rows[-1] == ("nov", 4)
    assert panel.trend(CATALOGUE["ent-01"], story.world.programme, TODAY) is None
    assert panel.trend(CATALOGUE["per-02"], story.world.programme, date(2026, 1, 3)) is None


def test_parts_are_drawn_where_they_can_be_compared(story: Story) -> None:
    found = {one.cut.code: one for one in panel.divided(CATALOGUE["per-02"], story.world.programme, TODAY)}
    assert found["genere"].is_drawn
    assert not found["requisiti"].is_drawn
    assert panel.divided(CATALOGUE["esi-05"], story.world.programme, TODAY) == []
