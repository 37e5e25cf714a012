"""What PostgreSQL itself refuses, on every protected table there is: reading, adding, changing, removing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from ciao.access.actions import grant, open_scope
from ciao.access.actor import PUBLIC, WEB_ROLE, Actor, acting
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.models import Grant, Protected, Scope
from ciao.access.policies import is_history, protected_models
from ciao.core.crypto import Tampered
from ciao.core.fields import SealedTextField
from tests.cast import World
from tests.house import rows, tables, tree

POLICIES = {"ciao_read": "SELECT", "ciao_change": "UPDATE", "ciao_remove": "DELETE", "ciao_add": "INSERT"}


@pytest.fixture
def circle(world: World) -> Scope:
    """A circle nobody of the cast stands in."""
    return open_scope(ScopeKind.CASE)


@pytest.fixture
def filled(circle: Scope) -> dict[type[Model], Any]:
    """One row of every protected table in that circle, drawn long ago."""
    made = rows.one_of_each(circle)
    Scope.objects.filter(pk=circle.pk).update(opened_in=1)
    return made


def holder(level: Level, scope: Scope) -> Actor:
    """Somebody who may read one circle to one depth."""
    someone = Actor(kind=ActorKind.MANDATE, id=uuid.uuid4(), cap=level)
    assert someone.id
    grant(scope=scope, holder_kind=ActorKind.MANDATE, holder_id=someone.id, level=level, why="prova", by=None)
    return someone


def count(model: type[Model], where: str = "true") -> int:
    """Rows the role of the transaction sees, asked in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}" WHERE {where}')
        return int(cursor.fetchone()[0])


def refused(statement: str, *values: object) -> bool:
    """Whether the database answers no."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError:
        return True
    return False


@pytest.mark.django_db
def test_every_protected_table_is_forced_under_its_four_policies() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r'")
        forced = dict(cursor.fetchall())
        cursor.execute("SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public'")
        policies = {(table, name): command for table, name, command in cursor.fetchall()}
    found = list(protected_models())
    assert len(found) > 20
    tree.none_of(f"{one._meta.db_table} is not forced" for one in found if not forced[one._meta.db_table])
    tree.none_of(
        f"{one._meta.db_table} lacks {name}"
        for one in found
        for name, command in POLICIES.items()
        if policies.get((one._meta.db_table, name)) != command
    )


@pytest.mark.django_db
def test_no_policy_stands_on_a_table_nobody_declared() -> None:
    declared = {model._meta.db_table for model in protected_models()} | {Grant._meta.db_table}
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tablename FROM pg_policies WHERE schemaname = 'public'")
        tree.none_of(name for (name,) in cursor.fetchall() if name not in declared)


@pytest.mark.django_db
def test_the_web_role_owns_nothing_and_cannot_pass_by() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = %s",
            [WEB_ROLE],
        )
        assert cursor.fetchone() == (False,)
        cursor.execute(
            "SELECT count(*) FROM pg_class JOIN pg_roles o ON o.oid = relowner WHERE rolname = %s",
            [WEB_ROLE],
        )
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_the_past_cannot_be_rewritten() -> None:
    tree.none_of(
        f"{WEB_ROLE} may {right} {model._meta.db_table}"
        for model, right in forbidden_rights()
        if has_right(model, right)
    )


@pytest.mark.django_db
def test_a_forgotten_revoke_would_be_found() -> None:
    model = next(one for one in tables.ours() if is_history(one))
    with connection.cursor() as cursor:
        cursor.execute(f'GRANT UPDATE ON "{model._meta.db_table}" TO {WEB_ROLE}')
    assert has_right(model, "UPDATE")


def test_each_row_is_read_by_its_circle_at_its_level_and_by_nobody_else(
    filled: dict[type[Model], Any], circle: Scope, world: World
) -> None:
    for model, row in filled.items():
        level = rows.level_of(row)
        mine = f"id = '{row.pk}'"
        with acting(holder(level, circle)):
            assert count(model, mine) == 1, f"{model._meta.label} is not read at {level!r}"
        with acting(holder(Level.everything() & ~level, circle)):
            assert count(model, mine) == 0, f"{model._meta.label} is read without {level!r}"
        with acting(world.actor("chiara")):
            assert count(model, mine) == 0, f"{model._meta.label} is read by a stranger"


def test_history_is_read_like_the_row_it_tells_of(filled: dict[type[Model], Any], circle: Scope) -> None:
    for model in protected_models():
        source = getattr(model, "pgh_tracked_model", None)
        if source is None:
            continue
        mine = f"id = '{filled[source].pk}'"
        with acting(holder(rows.level_of(filled[source]), circle)):
            assert count(model, mine) >= 1, f"{model._meta.label} keeps no first line"
        with acting(PUBLIC):
            assert count(model) == 0, model._meta.label


def test_nothing_is_put_into_a_foreign_circle(filled: dict[type[Model], Any], world: World) -> None:
    with acting(world.actor("chiara")):
        for model, row in filled.items():
            if model.PUBLIC_INSERT:  # type: ignore[attr-defined]
                continue
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                insert_copy(model, row)


def test_no_row_is_moved_into_a_foreign_circle(filled: dict[type[Model], Any], circle: Scope, world: World) -> None:
    other = open_scope(ScopeKind.CASE)
    Scope.objects.filter(pk=other.pk).update(opened_in=1)
    for model, row in filled.items():
        with acting(holder(rows.level_of(row), circle)):
            assert refused(f'UPDATE "{model._meta.db_table}" SET scope_id = %s WHERE id = %s', other.pk, row.pk) or (
                getattr(model, "APPEND_ONLY", False)
            ), model._meta.label


def test_nothing_protected_is_removed(filled: dict[type[Model], Any], circle: Scope) -> None:
    for model, row in filled.items():
        if model.MAY_DELETE:  # type: ignore[attr-defined]
            continue
        with acting(holder(rows.level_of(row), circle)):
            assert refused(f'DELETE FROM "{model._meta.db_table}" WHERE id = %s', row.pk), model._meta.label


def test_a_sealed_value_moved_to_another_row_or_column_does_not_open(
    filled: dict[type[Model], Any], circle: Scope
) -> None:
    moved = 0
    for model, row in filled.items():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedTextField):
                setattr(row, field.attname, "testo di prova")
                row.save(update_fields=[field.attname])
                token = raw(model, field.column, row.pk)
                assert "testo" not in token
                stranger = model(pk=uuid.uuid4())
                setattr(stranger, field.attname, field.from_db_value(token))
                with pytest.raises(Tampered):
                    getattr(stranger, field.attname)
                moved += 1
    assert moved > 10


def test_after_acting_nothing_of_the_actor_remains(world: World) -> None:
    before = session()
    with acting(world.actor("marta")):
        assert session() != before
        with acting(PUBLIC):
            assert "{}" in session()
    assert session() == before


def test_after_an_error_nothing_of_the_actor_remains(world: World) -> None:
    before = session()
    with pytest.raises(LookupError), acting(world.actor("marta")):
        raise LookupError
    assert session() == before
    with pytest.raises(DatabaseError), acting(world.actor("marta")), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert session() == before


def insert_copy(model: type[Model], row: Any) -> None:
    """The same row again under another id, in plain SQL: no model, no default, no help."""
    fields = model._meta.concrete_fields
    values = [
        "k1:x"
        if isinstance(field, SealedTextField)
        else field.get_db_prep_save(field.value_from_object(row), connection)
        for field in fields
    ]
    values[[field.column for field in fields].index("id")] = uuid.uuid4()
    names = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', values)


def session() -> list[str]:
    """Who the database believes is there."""
    names = ("ciao.actor", "ciao.holders", "ciao.cap", "ciao.user", "pghistory.context_metadata")
    asked = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT current_user, {asked}")
        return [str(one) for one in cursor.fetchone()]


def raw(model: type[Model], column: str, pk: uuid.UUID) -> str:
    """A column as it lies on disk."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM "{model._meta.db_table}" WHERE id = %s', [pk])
        return str(cursor.fetchone()[0])


def forbidden_rights() -> Iterator[tuple[type[Model], str]]:
    """What the web role must not be able to do, table by table."""
    for model in tables.ours():
        if is_history(model) or getattr(model, "APPEND_ONLY", False):
            yield model, "UPDATE"
            yield model, "DELETE"
        elif issubclass(model, Protected) and not model.MAY_DELETE:
            yield model, "DELETE"


def has_right(model: type[Model], right: str) -> bool:
    """Whether PostgreSQL lets the web role do it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [WEB_ROLE, model._meta.db_table, right])
        return bool(cursor.fetchone()[0])
