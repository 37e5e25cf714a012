"""The bar of money: due and paid against planned, and what is said of them."""

from decimal import Decimal

import pytest

from ciao.core.charts.spend import Spent, draw

D = Decimal


@pytest.mark.parametrize(
    ("planned", "accrued", "word", "kind"),
    [("100", "40", "entro il previsto", "ok"), ("100", "100", "entro il previsto", "ok"),
     ("100", "100.01", "oltre il previsto", "warn"), ("0", "5", "non previsto", "warn"),
     ("0", "0", "entro il previsto", "ok"), ("100", "-5", "entro il previsto", "ok")],
)  # fmt: skip
def test_the_word_beside_the_bar(planned: str, accrued: str, word: str, kind: str) -> None:
    bar = draw(Spent(D(planned), D(accrued), D(0)))
    assert (bar.word, bar.kind) == (word, kind)
    assert 0 <= bar.accrued <= 320
    assert bar.tick >= 0


def test_what_is_paid_lies_inside_what_is_due_and_the_tick_at_the_plan() -> None:
    bar = draw(Spent(D(100), D(50), D(20), "Personale"))
    assert (bar.track, bar.accrued, bar.paid) == (307.7, 153.8, 61.5)
    assert bar.tick == pytest.approx(306.7)
    said = "Personale: € 50,00 maturati, di cui € 20,00 pagati, su € 100,00 previsti"
    assert bar.label.replace("\u00a0", " ") == said
