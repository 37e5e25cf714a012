"""The bar and the word beside it."""

import pytest

from ciao.core.charts.bar import Progress, draw, sentence, word


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (64, "raggiunto"),
        (60, "raggiunto"),
        (51, "in anticipo"),
        (40, "in linea"),
        (33, "in linea"),
        (20, "indietro"),
    ],
)
def test_the_word_follows_the_band_and_the_target(value: int, said: str) -> None:
    assert word(Progress(value, 60, 33, 42)) == said


def test_where_fewer_is_better_the_band_is_a_ceiling() -> None:
    assert word(Progress(4, 12, 0, 6, fewer_is_better=True)) == "entro il limite"
    assert word(Progress(7, 12, 0, 6, fewer_is_better=True)) == "oltre il limite"
    assert word(Progress(13, 12, fewer_is_better=True)) == "oltre il limite"


def test_the_bar_may_pass_the_tick() -> None:
    bar = draw(Progress(64, 60, 33, 42))
    assert bar.value > bar.tick
    assert bar.value <= 320


def test_the_band_lies_between_its_edges() -> None:
    bar = draw(Progress(10, 60, 33, 42))
    assert bar.band is not None
    assert bar.band_width == pytest.approx(bar.band[1] - bar.band[0])
    assert draw(Progress(10, 60)).band_width == 0


def test_nothing_done_and_no_target_draw_an_empty_bar() -> None:
    assert draw(Progress(0, 0)).value == 0


def test_the_sentence_holds_the_figures() -> None:
    assert sentence(Progress(1486, 2400, 1320, 1620, "Ore")) == "Ore: 1.486 su 2.400, attesi oggi tra 1.320 e 1.620"
    assert sentence(Progress(4, 12, 0, 6, fewer_is_better=True)) == "4 su 12, limite di oggi 6"
    assert sentence(Progress(4, 12)) == "4 su 12"
