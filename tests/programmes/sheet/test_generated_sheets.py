"""Sheets of many shapes are written and must be read back as they were meant."""

import pytest

from ciao.programmes.sheet import as_json, parse_bytes
from tests.programmes.sheet.documents import months_of, pdf, unwrapped, word
from tests.programmes.sheet.generator import sheet


def read_back(content, truth):
    read = as_json(parse_bytes(content))
    return {name: read[name] for name in truth}


def without_months(facts):
    return facts | {"activities": [row | {"months": []} for row in facts["activities"]]}


@pytest.mark.parametrize("seed", range(80))
def test_a_generated_text_is_read_as_it_was_written(seed):
    written = sheet(seed)
    assert without_months(read_back(written.text.encode(), written.truth)) == written.truth


@pytest.mark.parametrize("seed", range(10))
def test_a_word_file_keeps_its_tables_and_the_months_painted_in_them(seed):
    written = unwrapped(seed, blanks="few", missing=set())
    painted = [
        row | {"months": months_of(seed, at, written.style["months"])}
        for at, row in enumerate(written.truth["activities"])
    ]
    assert read_back(word(written, seed), written.truth) == written.truth | {"activities": painted}


@pytest.mark.parametrize("seed", range(10))
def test_a_pdf_with_broken_words_heads_feet_and_tables_is_read(seed):
    written = unwrapped(seed, blanks="few", bullet="• ")
    assert read_back(pdf(written, size=9 + seed % 4), written.truth) == written.truth


@pytest.mark.parametrize(
    "section", ["territory", "objectives", "targets", "calendar", "bodies", "office_holders", "money"]
)
def test_a_section_that_is_absent_is_named_as_missing(section):
    written = sheet(3, missing={section})
    read = as_json(parse_bytes(written.text.encode()))
    assert {name: read[name] for name in written.truth if name != "activities"} == {
        name: value for name, value in written.truth.items() if name != "activities"
    }
    assert len(read["missing"]) >= 2
