"""What our tables of places bring to the review."""

import pytest

from ciao.programmes.models import SheetImport
from ciao.programmes.review.opening import find_places, known_area, open_review, places_of
from tests.programmes.sheet import generator

pytestmark = pytest.mark.django_db


def test_comuni_are_found_however_they_are_spelt_unless_they_are_none_or_many() -> None:
    found = find_places(["ROZZANO", "S. Donato M.se", "Locate Triulzi", "Atlantide", "Livo"])
    assert set(found) == {"ROZZANO", "S. Donato M.se", "Locate Triulzi"}
    assert found["ROZZANO"] == "015189"


def test_an_area_is_known_by_the_name_inside_its_title() -> None:
    area = known_area("Ambito territoriale Corsichese")
    assert area is not None
    assert area.code == "corsichese"
    assert known_area("Valle Incantata") is None


def test_only_known_areas_have_comuni_to_offer() -> None:
    assert "Corsico" in places_of("Corsichese")
    assert places_of("Valle Incantata") == ()


def test_a_stored_sheet_is_read_again_with_its_answers() -> None:
    lines = generator.sheet(7, missing=set()).text.split("\n")
    review = open_review(SheetImport(lines=lines, answers={"values": {"title": "Titolo mio"}}))
    assert review.points.text("title") == "Titolo mio"
    assert set(review.offers) == {f"areas.{at}" for at in range(len(review.draft.areas))}
