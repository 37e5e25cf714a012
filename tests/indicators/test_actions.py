"""Choosing measures and values: who may, what is refused, what is kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.indicators.actions import set_expected_value, set_measures
from ciao.indicators.models import ExpectedValue, ResultMeasure
from ciao.programmes.models import ExpectedResult
from tests.cast import World


@pytest.fixture
def result(world: World) -> ExpectedResult:
    return ExpectedResult.objects.create(
        scope=world.programme.scope, programme=world.programme, number=1, text="Più persone al lavoro"
    )


def test_a_value_is_written_corrected_and_taken_away(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        first = set_expected_value(
            version=world.version, indicator="tir-01", value=Decimal(30), by=paolo, source=" Scheda "
        )
        again = set_expected_value(version=world.version, indicator="tir-01", value=Decimal(25), by=paolo)
        assert first is not None
        assert again is not None
        assert first.id == again.id
        assert (again.value, again.source, again.saved_by_label) == (25, "", paolo.label)
        assert set_expected_value(version=world.version, indicator="tir-01", value=None, by=paolo) is None
        assert ExpectedValue.objects.count() == 0


def test_a_value_of_nothing_or_of_an_unknown_figure_is_refused(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="più di zero"):
            set_expected_value(version=world.version, indicator="tir-01", value=Decimal(0), by=paolo)
        with pytest.raises(NotPossible, match="non c’è nel catalogo"):
            set_expected_value(version=world.version, indicator="nessuno", value=Decimal(1), by=paolo)


def test_measures_are_what_was_chosen_last(world: World, result: ExpectedResult) -> None:
    with acting(world.actor("paolo")) as paolo:
        set_measures(expected_result=result, indicators=["esi-01", "esi-05"], by=paolo)
        kept = ResultMeasure.objects.get(indicator="esi-01")
        set_measures(expected_result=result, indicators=["esi-01", "tir-01", "tir-01"], by=paolo)
        assert set(ResultMeasure.objects.values_list("indicator", flat=True)) == {"esi-01", "tir-01"}
        assert ResultMeasure.objects.get(indicator="esi-01").id == kept.id
        assert set_measures(expected_result=result, indicators=[], by=paolo) == []
        with pytest.raises(NotPossible, match="catalogo: nessuno"):
            set_measures(expected_result=result, indicators=["nessuno"], by=paolo)


@pytest.mark.parametrize("name", ["marta", "elena", "chiara"])
def test_only_who_coordinates_chooses(world: World, result: ExpectedResult, name: str) -> None:
    with acting(world.actor(name)) as actor:
        with pytest.raises(PermissionDenied):
            set_expected_value(version=world.version, indicator="tir-01", value=Decimal(30), by=actor)
        with pytest.raises(PermissionDenied):
            set_measures(expected_result=result, indicators=["esi-01"], by=actor)
