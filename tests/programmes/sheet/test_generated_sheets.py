"""Sheets of many shapes are written and must be read back: partners, bullets, widths, furniture, dates, amounts."""

import pytest

from ciao.programmes.sheet import as_json, parse_bytes
from tests.programmes.sheet.generator import sheet


@pytest.mark.parametrize("seed", range(120))
def test_a_generated_sheet_is_read_as_it_was_written(seed):
    written = sheet(seed)
    read = as_json(parse_bytes(written.text.encode()))
    for row in read["activities"]:
        row["months"] = []
    assert {name: read[name] for name in written.truth} == written.truth
