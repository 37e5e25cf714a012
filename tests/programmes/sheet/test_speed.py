"""No text, however odd, keeps the reader busy for long."""

from contextlib import suppress
from time import perf_counter

import pytest

from ciao.programmes.sheet import NotASheet, parse_bytes
from tests.programmes.sheet.generator import sheet

ODD = [
    "1 " * 100_000,
    "Comuni di Aa e Bb, " * 8_000,
    "(" * 200_000,
    "cofinanziamento 20% € 1,00 " * 6_000,
    "• a; " * 30_000,
]


def seconds(content):
    start = perf_counter()
    with suppress(NotASheet):
        parse_bytes(content)
    return perf_counter() - start


def test_five_thousand_lines_take_under_two_seconds():
    written = sheet(4, furniture="none")
    lines = written.text.split("\n")
    assert seconds("\n".join(lines * (5_000 // len(lines) + 1)).encode()) < 4  # twice: the machine is shared


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("heading", ["CALENDARIO", "OBIETTIVI", "g. Ripartizione"])
def test_an_odd_line_inside_a_section_does_not_hang(heading, odd):
    text = sheet(4, furniture="none", heading="upper", missing=set()).text
    at = text.index("\n", text.index(heading))
    assert seconds(f"{text[:at]}\n{odd}\n{text[at:]}".encode()) < 6
