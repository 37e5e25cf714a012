"""Telephones in one written form."""

import pytest

from ciao.core.phones import bare_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("333 123 4567", "3331234567"),
        ("+39 333 1234567", "3331234567"),
        ("0039-333-1234567", "3331234567"),
        ("393331234567", "3331234567"),
        ("02 9876543; 333 1234567", "029876543"),
        ("+44 20 7946 0958", "442079460958"),
        ("3921234567", "3921234567"),
        ("interno 12", ""),
        ("", ""),
    ],
)
def test_a_number_written_in_several_ways_is_one(typed: str, kept: str) -> None:
    assert bare_phone(typed) == kept
