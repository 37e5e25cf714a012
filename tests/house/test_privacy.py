"""Every column says what it holds about someone, and what must be sealed is sealed."""

import ast
import re

from django.db import models

from ciao.access.models import Protected
from ciao.core.enums import Privacy
from ciao.core.fields import BlindIndexField, SealedTextField
from tests.house import tables, tree

# house.md §9: in clear name, birth date, comune, tri-state answers; sealed the rest of what identifies.
SEALED_NAMES = re.compile(r"fiscal_code|document_number|passport|permit_number|iban|address|phone|^e?mail|email")
# A worker's own answer may hold anything said about a person: nothing that long stays in clear near one.
LONG = 120
NEAR_PERSONS = tree.height("people")
IN_CLEAR = {
    "people.Person": {"given_name", "family_name", "alias", "search_key"},
    "people.SearchKey": {"key"},
}
# Long texts near a person that say nothing on the person, each with the reason.
NOT_ON_A_PERSON = {
    "changed_by_label": "who acted",
    "written_by_label": "who wrote",
    "destination": "the name of a service",
    "best_time": "an hour of the day, erased with the signal",
    "hours": "an hour of the day",
    "label": "the name of a thing",
    "title": "the name of a thing",
    "name": "the name of a body or of a page",
    "body": "the name of a body",
}
# Read by who counts, never shown: each with its reason.
COUNTED_ALL_THE_SAME = {
    "people.Identity.birth_date": "ages are cut into bands",
    "deliveries.Delivery.mandate": "hours of each worker, which the whole partnership may know; no person is named",
}
# Kept in the session: ids only.
SESSION_KEYS = {"mandate", "SESSION_KEY"}


def test_every_column_is_classified() -> None:
    tree.none_of(
        f"{model._meta.label}.{field.name}"
        for model in tables.tables()
        for field in tables.columns(model)
        if tables.privacy_of(model, field) not in list(Privacy)
    )


def test_privacy_names_only_columns_that_exist() -> None:
    tree.none_of(
        f"{model._meta.label}: PRIVACY names {name}"
        for model in tables.tables()
        for name in getattr(model, "PRIVACY", {})
        if name != "*" and name not in {field.name for field in model._meta.get_fields()}
    )


def test_tables_on_persons_are_protected() -> None:
    personal = set(Privacy) - {Privacy.NONE, Privacy.STAFF}
    tree.none_of(
        f"{model._meta.label} holds {sorted(held)} and is under no circle"
        for model in tables.tables()
        if not issubclass(model, Protected) and model._meta.label != "people.SearchKey"
        if (held := {str(one) for one in getattr(model, "PRIVACY", {}).values() if one in personal})
    )


def test_history_keeps_the_seal_and_the_circle() -> None:
    for model in tables.ours():
        source = getattr(model, "pgh_tracked_model", None)
        if source is None or not issubclass(source, Protected):
            continue
        kept = {field.name: field for field in model._meta.concrete_fields}
        assert "scope" in kept, model
        for field in source._meta.concrete_fields:
            if isinstance(field, SealedTextField):
                assert isinstance(kept[field.name], SealedTextField), f"{model._meta.label}.{field.name}"


def test_what_must_be_sealed_is_sealed() -> None:
    tree.none_of(
        f"{model._meta.label}.{field.name} lies in clear"
        for model in tables.tables()
        for field in tables.columns(model)
        if must_be_sealed(model, field) and not isinstance(field, SealedTextField)
    )


def test_a_phone_in_clear_would_be_found() -> None:
    class Planted:
        PRIVACY = {"*": Privacy.CONTACT}
        _meta = type("Meta", (), {"label": "people.Planted", "app_label": "people"})

    phone: models.Field = models.CharField(max_length=30)
    phone.set_attributes_from_name("phone")
    assert must_be_sealed(Planted, phone)  # type: ignore[arg-type]
    channel: models.Field = models.CharField(max_length=30, choices=[("a", "A")])
    channel.set_attributes_from_name("channel")
    assert not must_be_sealed(Planted, channel)  # type: ignore[arg-type]


def test_jobs_receive_ids_only() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{node.lineno} {node.name}({argument.arg})"
        for path in tree.python_files()
        for node in tree.functions(tree.parsed(path))
        if any(".task" in ast.unparse(mark) for mark in node.decorator_list)
        for argument in [*node.args.args, *node.args.kwonlyargs]
        if argument.arg != "timestamp" and not argument.arg.endswith(("_id", "_ids"))
    )


def test_the_session_keeps_ids_only() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{node.lineno} session[{ast.unparse(node.slice)}]"
        for path in tree.python_files()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if isinstance(node.value, ast.Attribute) and node.value.attr == "session"
        if ast.unparse(node.slice).strip("'") not in SESSION_KEYS
    )


def test_figures_are_counted_from_columns_that_name_nobody() -> None:
    naming = {Privacy.IDENTIFIER, Privacy.CONTACT, Privacy.NOTE, Privacy.STAFF, Privacy.SPECIAL}
    tree.none_of(
        f"{model._meta.label}.{name} names somebody and figures read it"
        for model in tables.tables()
        for name in getattr(model, "REPORT_COLUMNS", "").split()
        if name != "id" and f"{model._meta.label}.{name}" not in COUNTED_ALL_THE_SAME
        if tables.privacy_of(model, model._meta.get_field(name)) in naming  # type: ignore[arg-type]
    )


def must_be_sealed(model: type[models.Model], field: "models.Field[object, object]") -> bool:
    """Recapiti, notes and identifiers of a person; and any long text near a person that nobody excused."""
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return False
    if isinstance(field, BlindIndexField) or field.name in IN_CLEAR.get(model._meta.label, set()):
        return False
    held = tables.privacy_of(model, field)
    if held in {Privacy.CONTACT, Privacy.NOTE}:
        return field.name not in NOT_ON_A_PERSON
    if held in {Privacy.NONE, Privacy.STAFF, Privacy.PSEUDONYM}:
        return False
    if held == Privacy.IDENTIFIER and SEALED_NAMES.search(field.name):
        return True
    is_long = isinstance(field, models.TextField) or (field.max_length or 0) >= LONG
    near = tree.height(model._meta.app_label) >= NEAR_PERSONS
    return near and is_long and field.name not in NOT_ON_A_PERSON
