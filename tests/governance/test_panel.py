"""The governance block."""

import pytest

from ciao.access.actor import acting
from ciao.governance.models import Body
from ciao.governance.panel import cadence_words, first_expected, seats
from tests.cast import World


def body(world: World, name: str, cadence: str = "", months: int | None = None) -> Body:
    return Body.objects.create(
        scope=world.programme.scope,
        programme=world.programme,
        name=name,
        cadence=cadence,
        months_between=months,
    )


def test_bodies_are_shown_with_cadence_and_next_meeting(world: World) -> None:
    body(world, "Cabina di regia", "quadrimestrale", 4)
    body(world, "Comunità di pratica")
    with acting(world.actor("paolo")) as paolo:
        shown = seats(world.programme, paolo)
    assert [(seat.body.name, seat.cadence, str(seat.expected_on)) for seat in shown] == [
        ("Cabina di regia", "quadrimestrale", "2027-01-01"),
        ("Comunità di pratica", "cadenza da decidere", "None"),
    ]
    first = first_expected(shown)
    assert first is not None
    assert first.body.name == "Cabina di regia"
    assert first_expected(shown[1:]) is None


def test_no_meeting_is_expected_after_the_end(world: World) -> None:
    body(world, "Cabina di regia", months=60)
    with acting(world.actor("paolo")) as paolo:
        assert seats(world.programme, paolo)[0].expected_on is None


def test_who_has_no_part_in_governance_sees_no_body(world: World) -> None:
    body(world, "Cabina di regia")
    for name in ("marta", "chiara", "giulia"):
        with acting(world.actor(name)) as other:
            assert seats(world.programme, other) == []
            assert not Body.objects.exists()


@pytest.mark.parametrize(("months", "words"), [(1, "ogni mese"), (4, "ogni 4 mesi"), (None, "cadenza da decidere")])
def test_a_cadence_without_words_is_told_in_months(months: int | None, words: str) -> None:
    assert cadence_words(Body(months_between=months)) == words
