"""Every figure of the catalogue: its contract, and what it counts in a story told by heart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import acting, reporting
from ciao.indicators.catalogue import CATALOGUE, At, Indicator, count, indicator, mean, ratio, total
from ciao.indicators.enums import Kind, Unit
from ciao.indicators.figures import at_of, cells, figure, figures, ids, known_of
from ciao.indicators.figures.behind import TABLES
from tests.cast import World
from tests.indicators.samples import Story, story_of

TODAY = date(2026, 11, 23)
# What the story of `samples` comes to, counted by hand.
BY_HAND = {
    "per-01": 2, "per-02": 4, "pro-01": 1, "pro-02": 1, "pro-03": 50, "ser-01": 1, "ser-02": Decimal("5.5"),
    "ser-03": 2, "ser-04": 1, "tir-01": 1, "tir-02": 8, "ent-01": 1, "ent-02": 1, "ret-01": 2, "com-01": 2,
    "com-02": 20,
    "int-01": Decimal("1.5"), "int-02": 1, "int-03": 1,
    "esi-01": 1, "esi-02": 1, "esi-03": 1, "esi-04": 1, "esi-05": 0, "esi-06": 1, "esi-07": 1,
    "den-01": Decimal("373.53"), "den-02": Decimal("100.10"), "co-tot": 3, "co01": 2, "co02": 2, "co03": 1, "co04": 1,
    "co05": 0, "co06": 2, "co07": 0, "co08": 0, "co09": 1, "co10": 1, "co11": 0,
    "co12": 1, "co13": 1, "co14": 1, "cr01": 0, "cr02": 0, "cr03": 1, "cr04": 1, "cr05": 1, "cr06": 0, "cr07": 0,
    "cr08": 0, "cr09": 0, "com-03": 0, "com-04": 0, "com-05": 0, "com-06": 0, "com-07": None,
}  # fmt: skip


@pytest.fixture
def story(world: World) -> Story:
    return story_of(world)


def test_the_catalogue_and_the_hand_know_the_same_figures() -> None:
    assert {one.code for one in CATALOGUE} == set(BY_HAND)


@pytest.mark.parametrize("one", list(CATALOGUE), ids=lambda one: one.code)
def test_a_figure_says_what_it_is_and_where_it_comes_from(one: Indicator) -> None:
    assert one.definition.endswith(".")
    assert len(one.definition) > 20
    assert one.source, one.code
    assert one.unit in Unit
    assert one.kind in Kind
    assert len({cut.code for cut in one.cuts}) == len(one.cuts)


def test_an_empty_programme_has_only_zeros(world: World) -> None:
    found = {one.indicator.code: one for one in figures(CATALOGUE, at_of(world.programme, TODAY))}
    assert found["pro-03"].value is None
    assert {code for code, one in found.items() if one.value != 0} == {"pro-03", "com-07"}
    assert {code for code, one in found.items() if one.count} == set()


def test_the_story_comes_to_what_was_counted_by_hand(story: Story) -> None:
    found = figures(CATALOGUE, at_of(story.world.programme, TODAY))
    assert {one.indicator.code: one.value for one in found} == BY_HAND


def test_every_value_is_that_of_its_rows(story: Story) -> None:
    at = at_of(story.world.programme, TODAY)
    for one in CATALOGUE:
        assert figure(one, at).value == recounted(one, at), one.code
        assert len(ids(one, at)) == len(set(ids(one, at))) == figure(one, at).count, one.code


def test_partitions_sum_to_the_whole_and_overlapping_cuts_never_lose_a_row(story: Story) -> None:
    at, known = at_of(story.world.programme, TODAY), known_of(story.world.programme, TODAY)
    for one in CATALOGUE:
        whole = figure(one, at)
        for cut in one.cuts:
            found = cells(one, cut, at, known)
            many = sum(cell.count for cell in found)
            assert many == whole.count if cut.is_partition else many >= whole.count, (one.code, cut.code)
            if cut.is_partition and one.measure.name in ("count", "total"):
                assert sum(cell.value or 0 for cell in found) == whole.value, (one.code, cut.code)


def test_every_reader_gets_the_same_number(story: Story) -> None:
    world = story.world
    for name in ("paolo", "elena", "marta", "chiara", "giulia"):
        with acting(world.actor(name)):
            found = figures(CATALOGUE, at_of(world.programme, TODAY))
            assert {one.indicator.code: one.value for one in found} == BY_HAND, name


def test_what_happened_after_the_day_is_not_there_yet(story: Story) -> None:
    found = figures(CATALOGUE, at_of(story.world.programme, date(2026, 3, 12)))
    values = {one.indicator.code: one.value for one in found}
    assert values["per-02"] == 4
    assert {code for code, value in values.items() if value} == {"per-02", "ent-01", "ret-01"}


def test_another_programme_counts_nothing(story: Story) -> None:
    other = At(story.cases["Amina"].id, TODAY)
    assert {one.value for one in figures(CATALOGUE, other)} == {0, None}


def test_the_cuts_speak_plain_words(story: Story) -> None:
    at, known = at_of(story.world.programme, TODAY), known_of(story.world.programme, TODAY)
    one = CATALOGUE["per-02"]
    told = {cut.code: {cell.label: cell.count for cell in cells(one, cut, at, known)} for cut in one.cuts}
    assert told["genere"] == {"donna": 3, "uomo": 1}
    assert told["eta"] == {"18–24": 2, "35–54": 1, "non lo sappiamo": 1}
    assert told["ambito"] == {"Visconteo": 1, "fuori dai territori del progetto": 1, "non lo sappiamo": 2}
    assert told["destinatari"] == {"Donne": 4}
    assert told["requisiti"] == {"Donne": 2, "Giovani": 2, "nessuno, o non lo sappiamo": 1}


def test_every_table_behind_a_figure_can_be_shown(world: World) -> None:
    at = at_of(world.programme, TODAY)
    assert {one.rows(at).model for one in CATALOGUE} <= set(TABLES)


def test_out_of_how_many_is_said_honestly(story: Story) -> None:
    at = at_of(story.world.programme, TODAY)
    improved, working = figure(CATALOGUE["esi-02"], at), figure(CATALOGUE["esi-01"], at)
    assert (improved.value, improved.base, improved.unknown) == (1, 2, 2)
    assert (working.value, working.base, working.unknown) == (1, 1, 1)
    assert figure(CATALOGUE["per-02"], at).unknown == 0


def test_two_figures_under_one_code_are_refused() -> None:
    with pytest.raises(ValueError, match="already registered"):
        indicator("per-01", "Un’altra", kind=Kind.OUTPUT, measure=count())(lambda at: None)  # type: ignore[arg-type,return-value]


def test_an_average_and_a_share_of_nothing_are_unknown() -> None:
    assert mean("field").value((Decimal(0), Decimal(0))) is None
    assert mean("field").value((Decimal(9), Decimal(2))) == Decimal("4.5")
    from django.db.models import Q

    assert ratio(of=Q(pk=1)).value((Decimal(0), Decimal(0))) is None
    assert ratio(of=Q(pk=1), over=Q(pk=2)).value((Decimal(1), Decimal(4))) == 25
    assert total("field").value((Decimal(3),)) == 3


def recounted(one: Indicator, at: At) -> Decimal | None:
    """The value again, from the rows one by one and without the database's arithmetic."""
    with reporting():
        rows = one.rows(at).order_by()
        if one.measure.name == "count":
            return Decimal(len(list(rows.values_list("pk"))))
        if one.measure.name == "total":
            return sum_of(rows.values_list("pk", one.measure.field))
        if one.measure.name == "mean":
            marks = [mark for mark in rows.values_list(one.measure.field, flat=True) if mark is not None]
            return Decimal(sum(marks)) / len(marks) if marks else None
        over, of = rows.filter(one.measure.over), rows.filter(one.measure.of)
        many = len(set(over.values_list("pk", flat=True)))
        return Decimal(len(set(of.values_list("pk", flat=True)))) * 100 / many if many else None


def sum_of(rows: Iterable[Any]) -> Decimal:
    return sum((Decimal(value or 0) for _, value in rows), Decimal(0))
