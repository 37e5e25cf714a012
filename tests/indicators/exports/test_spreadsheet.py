"""What leaves the programme: definitions beside values, no small group."""

from __future__ import annotations

import io
from decimal import Decimal

from python_calamine import CalamineWorkbook

from ciao.indicators.exports import HIDDEN, NEXT_TO_HIDDEN, WHOLE_HIDDEN, guarded, spreadsheet
from ciao.indicators.figures import Cell, at_of, cells, known_of
from ciao.indicators.figures.board import board_of
from tests.cast import World
from tests.indicators.samples import TODAY, story_of


def cells_of(*many: int) -> list[Cell]:
    return [Cell(f"gruppo {place}", Decimal(one), one, str(one)) for place, one in enumerate(many)]


def test_small_groups_are_hidden_with_a_neighbour() -> None:
    assert guarded(cells_of(20, 8, 2)) == [
        ("gruppo 0", 20), ("gruppo 1", NEXT_TO_HIDDEN), ("gruppo 2", HIDDEN),
    ]  # fmt: skip
    assert guarded(cells_of(3, 0)) == [("", WHOLE_HIDDEN)]


def test_the_spreadsheet_says_what_each_value_is(world: World) -> None:
    story_of(world)
    board = board_of(world.programme, TODAY)
    at, known = at_of(world.programme, TODAY), known_of(world.programme, TODAY)
    content = spreadsheet(board, lambda one, cut: cells(one, cut, at, known))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name("Indicatori").to_python()
    assert "versione 1" in str(rows[0][0])
    told = {row[0]: row for row in rows[3:]}
    assert told["PER-02"][3] == 4
    assert told["DEN-01"][3] == 373.53
    assert told["PER-02"][5] == 60
    assert "Una persona conta una volta sola" in str(told["PER-02"][9])
    assert told["CO03"][11] == "no"
    divided = book.get_sheet_by_name("Divisioni").to_python()[3:]
    genders = [row for row in divided if row[0] == "PER-02" and row[2] == "Genere"]
    assert [row[4] for row in genders] == [WHOLE_HIDDEN]
    assert "Gruppi di cui hanno i requisiti" not in {row[2] for row in divided}
