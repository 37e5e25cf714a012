"""Reference tables equal their CSV files after every migrate."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps

from ciao.core.reference import load_reference_data
from ciao.programmes.models import Parameter
from ciao.territories.models import Municipality


def with_files() -> list[type]:
    return [model for model in apps.get_models() if getattr(model, "REFERENCE_FILE", None)]


@pytest.mark.django_db
def test_every_file_is_loaded_and_loading_again_adds_nothing() -> None:
    before = {model: model.objects.count() for model in with_files()}
    written = load_reference_data()
    assert {model: model.objects.count() for model in with_files()} == before
    assert written == {model._meta.label: many for model, many in before.items()}
    assert all(before.values())


@pytest.mark.django_db
def test_a_changed_row_is_put_back_and_an_added_one_stays() -> None:
    one = Municipality.objects.order_by("pk").first()
    assert one is not None
    name = one.name
    Municipality.objects.filter(pk=one.pk).update(name="Altro")
    load_reference_data()
    assert Municipality.objects.get(pk=one.pk).name == name


@pytest.mark.django_db
def test_values_arrive_in_their_type() -> None:
    assert isinstance(Parameter.objects.order_by("pk").first().value, Decimal)
    assert all(one.source for one in Parameter.objects.all())


@pytest.mark.parametrize("model", with_files(), ids=lambda model: model.__name__)
def test_every_file_stands_in_its_app_with_its_key_first(model: type) -> None:
    path = Path(apps.get_app_config(model._meta.app_label).path) / "data" / model.REFERENCE_FILE
    head = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert tuple(head[: len(model.REFERENCE_KEY)]) == tuple(model.REFERENCE_KEY)
