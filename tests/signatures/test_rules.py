"""What counts as a drawn signature."""

import pytest

from ciao.signatures.rules import NotDrawn, holds_original, new_code, parse_strokes, svg_path


def test_strokes_become_one_path() -> None:
    strokes = parse_strokes("[[[0,0],[1,2],[3,4],[5,6]],[[7,8],[9,10],[11,12],[600,200]]]")
    assert svg_path(strokes) == "M0 0L1 2L3 4L5 6 M7 8L9 10L11 12L600 200"


def test_a_dot_is_drawn_too() -> None:
    assert svg_path([[(5, 5)], []]) == "M5 5L5 5"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[[1,2]]]", "troppo breve"),
        ("[[[1,2,3]]]", "disegnala di nuovo"),
        ("[[[601,2]]]", "disegnala di nuovo"),
        ("no", "disegnala di nuovo"),
        ("7", "disegnala di nuovo"),
        (f"[{[[1, 1]] * 5001}]".replace("'", ""), "troppo lunga"),
    ],
)
def test_anything_else_is_no_signature(text: str, words: str) -> None:
    with pytest.raises(NotDrawn, match=words):
        parse_strokes(text)


def test_a_code_has_six_digits() -> None:
    assert all(len(new_code()) == 6 and new_code().isdigit() for _ in range(50))


def test_a_signed_file_that_carries_the_document_is_told_from_one_that_does_not() -> None:
    assert holds_original(b"%PDF 1", b"\x30\x82%PDF 1 signature")
    assert not holds_original(b"%PDF 1", b"%PDF 2")
