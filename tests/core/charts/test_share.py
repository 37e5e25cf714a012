"""How many stand in each phase."""

from ciao.core.charts.share import WIDTH, Part, draw

PARTS = [
    Part("A", "accesso", 1),
    Part("B", "valutazione", 3),
    Part("C", "progetto", 0),
    Part("D", "erogazione", 6),
]


def test_nobody_takes_no_room_and_the_others_fill_the_width() -> None:
    slices = draw(PARTS).slices
    assert [one.letter for one in slices] == ["A", "B", "D"]
    assert abs(slices[-1].x + slices[-1].width - WIDTH) < 0.5


def test_a_phase_keeps_its_tint_when_another_is_empty() -> None:
    assert [one.tint for one in draw(PARTS).slices] == ["#dfe6ee", "#b7c9dc", "#0066cc"]
    assert draw(PARTS).slices[-1].is_dark


def test_the_sentence_and_the_key_name_every_phase() -> None:
    share = draw(PARTS)
    assert share.label == "10 persone per fase: A 1, B 3, C 0, D 6"
    assert share.key == "A accesso · B valutazione · C progetto · D erogazione"


def test_an_empty_share_draws_nothing() -> None:
    assert draw([]).slices == []
