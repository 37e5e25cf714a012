"""A new table with a person's data is placed: in the person's copy or left out with a reason, and erased with them."""

import pytest
from django.core.exceptions import FieldError
from django.db.models import ForeignKey

from ciao.core.enums import Privacy
from ciao.privacy.walk.columns import blanks, label_of, shown_columns
from ciao.privacy.walk.places import PLACES, placed
from tests.house import tables, tree

OF_A_PERSON = set(Privacy) - {Privacy.NONE, Privacy.STAFF}


def test_every_table_with_a_persons_data_is_placed() -> None:
    tree.none_of(
        f"{model._meta.label}: add a line to ciao/privacy/walk/places.py"
        for model in tables.tables()
        if set(getattr(model, "PRIVACY", {}).values()) & OF_A_PERSON and model._meta.label not in placed()
    )


def test_every_table_that_points_to_a_person_or_a_case_is_placed() -> None:
    followed = {"people.Person", "cases.Case"}
    tree.none_of(
        f"{model._meta.label} points to {field.related_model._meta.label} and is not placed"
        for model in tables.tables()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and model._meta.label not in placed()
        if field.related_model._meta.label in followed  # type: ignore[union-attr]
    )


def test_no_line_is_of_a_table_that_is_not_there_or_stands_twice() -> None:
    known = {model._meta.label for model in tables.tables()}
    tree.none_of(one.label for one in PLACES if one.label not in known)
    assert len(PLACES) == len(placed())


@pytest.mark.django_db
def test_every_way_leads_to_the_person() -> None:
    for one in PLACES:
        if not one.path:
            assert one.why_not, f"{one.label}: without a way to the person it cannot be in the copy"
            continue
        try:
            one.model._default_manager.filter(one.of("00000000-0000-4000-8000-000000000001")).exists()
        except FieldError as error:
            pytest.fail(f"{one.label}: {error}")


def test_what_goes_can_be_emptied_and_named_columns_exist() -> None:
    for one in PLACES:
        if one.is_erased:
            blanks(one)
        names = {field.name for field in one.model._meta.concrete_fields}
        assert {*one.hidden, *one.protected, *one.more} <= names, one.label


def test_every_column_of_the_copy_has_an_italian_name() -> None:
    tree.none_of(
        f"{one.label}.{field.name}"
        for one in PLACES
        if one.is_exported
        for field in shown_columns(one, with_protected=True)
        if label_of(field) == field.name.replace("_", " ") and field.name != "area"
    )
