"""The directory: adding, checking, closing, and what a measure shares with a path."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.resources import actions
from ciao.resources.models import Resource
from ciao.resources.rules import age_words, checked_words, overlap, overlap_words
from tests.cast import World
from tests.conftest import TODAY


def add(world: World, by: str = "paolo", **told: Any) -> Resource:
    with acting(world.actor(by)) as actor:
        return actions.add_resource(
            programme=world.programme, by=actor,
            **{"name": "Sportello Aurora", "organization_name": "Associazione Aurora", **told},
        )  # fmt: skip


def test_a_resource_sent_twice_is_kept_once_and_is_checked_today(world: World) -> None:
    first = add(world)
    assert add(world, row_id=first.id, name="Altro").id == first.id
    kept = Resource.objects.get()
    assert (kept.name, kept.checked_on, kept.checked_by_label.split(",")[0]) == ("Sportello Aurora", TODAY, "Paolo")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"age_min": 40, "age_max": 18}, "L’età più alta"),
        ({"starts_on": TODAY, "ends_on": TODAY - timedelta(days=1)}, "La fine viene dopo"),
    ],
)
def test_figures_the_wrong_way_round_are_refused(world: World, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        add(world, **told)


def test_correcting_it_is_also_checking_it(world: World) -> None:
    found = add(world)
    with clock.at(TODAY + timedelta(days=200)), acting(world.actor("karim")) as karim:
        actions.edit_resource(resource=found, by=karim, hours="lunedì 9–12")
        assert (found.hours, found.checked_on) == ("lunedì 9–12", TODAY + timedelta(days=200))


def test_a_check_is_of_today_at_most_and_never_goes_back(world: World) -> None:
    found = add(world)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.check_resource(resource=found, on=TODAY + timedelta(days=1), by=paolo)
        actions.check_resource(resource=found, on=TODAY - timedelta(days=9), by=paolo)
        assert found.checked_on == TODAY
    with clock.at(TODAY + timedelta(days=3)), acting(world.actor("paolo")) as paolo:
        actions.check_resource(resource=found, on=clock.today(), by=paolo)
    assert found.checked_on == TODAY + timedelta(days=3)


def test_it_closes_with_a_reason_and_can_open_again(world: World) -> None:
    found = add(world)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.move_resource(resource=found, verb="close", on=TODAY, by=paolo)
        actions.move_resource(resource=found, verb="close", on=TODAY, by=paolo, reason="Ha chiuso")
        assert not Resource.objects.all().offered().exists()
        actions.move_resource(resource=found, verb="reopen", on=TODAY, by=paolo, reason="Ha riaperto")
    assert [one.verb for one in found.changes.order_by("changed_at")] == ["close", "reopen"]


def test_nobody_is_asked_to_check_what_has_closed(world: World) -> None:
    found = add(world)
    later = TODAY + timedelta(days=181)
    assert not found.is_stale(TODAY + timedelta(days=180), 180)
    assert found.is_stale(later, 180)
    assert [one.id for one in Resource.objects.all().unchecked_since(later - timedelta(days=180))] == [found.id]
    with acting(world.actor("paolo")) as paolo:
        actions.move_resource(resource=found, verb="close", on=TODAY, by=paolo, reason="Ha chiuso")
    assert not found.is_stale(later, 180)
    assert not Resource.objects.all().unchecked_since(later).exists()


def test_those_of_a_comune_and_of_an_age_are_found(world: World) -> None:
    add(world, name="Milano", municipality_id="015146", age_min=18, age_max=35)
    add(world, name="Ovunque")
    add(world, name="Rozzano", municipality_id="015189")
    rows = Resource.objects.order_by("name")
    assert [one.name for one in rows.near("015146")] == ["Milano", "Ovunque"]
    assert [one.name for one in rows.for_age(40)] == ["Ovunque", "Rozzano"]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, ""), (18, None, "da 18 anni"), (None, 35, "fino a 35 anni"), (18, 55, "18–55 anni")],
)
def test_ages_in_words(low: int | None, high: int | None, words: str) -> None:
    assert age_words(low, high) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, "mai controllata"), (0, "controllata oggi"), (1, "controllata ieri"), (12, "controllata 12 giorni fa")],
)
def test_how_fresh_it_is_in_words(days: int | None, words: str) -> None:
    assert checked_words(None if days is None else TODAY - timedelta(days=days), TODAY) == words


A, B, C, D = (date(2026, month, 1) for month in (1, 4, 7, 10))


@pytest.mark.parametrize(
    ("ours", "theirs", "shared"),
    [
        ((A, B), (C, D), None),
        ((A, C), (B, D), (B, C)),
        ((A, B), (B, C), (B, B)),
        ((A, None), (B, None), (B, None)),
        ((A, None), (None, None), (A, None)),
        ((B, None), (None, A), None),
        ((A, D), (B, C), (B, C)),
    ],
)
def test_the_days_two_measures_share(ours: Any, theirs: Any, shared: Any) -> None:
    assert overlap(*ours, *theirs) == shared
    assert overlap(*theirs, *ours) == shared


def test_an_overlap_says_whom_to_ask() -> None:
    assert overlap_words("Dote", (A, None)) == (
        "È anche in «Dote» dal 01.01.2026: senti chi lo finanzia prima di contare le stesse ore o gli stessi soldi."
    )
