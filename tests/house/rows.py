"""One row of any table, made without knowing it: what a table needs is read from its columns."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import Field, Model

from ciao.access.enums import Level
from ciao.access.models import Protected, Scope
from ciao.core import clock
from ciao.core.fields import BlindIndexField, NameKeyField
from tests.house import tables

# Columns that name another row than their neighbour of the same kind.
SOMEBODY_ELSE = {"substitute", "second"}


def make_row(model: type[Model], scope: Scope) -> Any:
    """A new row with every compulsory column filled, in `scope` where the table is protected."""
    values = {field.name: value_for(model, field, scope) for field in tables.columns(model) if needs_value(field)}
    if issubclass(model, Protected):
        values["scope"] = scope
        if model.ACCESS_LEVEL is None:
            values["level"] = int(Level.WORK)
    row = model(**values)
    row.save(force_insert=True)
    return row


def level_of(row: Any) -> Level:
    """The level at which a protected row is read."""
    return Level(row.level) if row.ACCESS_LEVEL is None else row.ACCESS_LEVEL


def needs_value(field: Field[Any, Any]) -> bool:
    """Whether the table refuses a row without it."""
    if field.has_default() or field.has_db_default() or getattr(field, "auto_now_add", False):
        return False
    if field.blank and isinstance(field, models.CharField | models.TextField):
        return False
    return not field.null and not isinstance(field, BlindIndexField | NameKeyField)


def fields_once(model: type[Model]) -> set[str]:
    """Columns whose values together may stand once only."""
    constraints = (one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    return {name for one in constraints for name in one.fields}


def value_for(model: type[Model], field: Field[Any, Any], scope: Scope) -> Any:
    """Something the column accepts, new each time where it must be unique."""
    if isinstance(field, models.ForeignKey):
        other: type[Model] = field.related_model  # type: ignore[assignment]
        if other is Scope:
            return Scope.objects.create(kind=scope.kind, parent=None)
        is_own = field.attname == getattr(model, "OWN_ROWS", None)  # of somebody new, not of the cast
        is_once = field.unique or is_own or field.name in fields_once(model) | SOMEBODY_ELSE
        return make_row(other, scope) if is_once else other._default_manager.first() or make_row(other, scope)
    if field.choices:
        return next(iter(field.flatchoices))[0]
    return plain_value(field)


def plain_value(field: Field[Any, Any]) -> Any:
    """Something of the column's kind."""
    if field.name == "ends_at":  # an hour that ends began before
        return clock.now() + timedelta(hours=1)
    if field.name == "most_size":  # the largest is not below the least
        return 32000
    if field.name == "minutes":  # less than a day
        return 60
    kinds: list[tuple[Any, Any]] = [
        (models.UUIDField, uuid.uuid4()),
        (models.DateTimeField, clock.now()),
        (models.DateField, clock.today().replace(day=1)),
        (models.BooleanField, False),
        (models.DecimalField, Decimal("1.00")),
        (models.IntegerField, uuid.uuid4().int % 30000 + 1),
        (ArrayField, []),
        (models.JSONField, {}),
        (models.EmailField, f"{uuid.uuid4().hex[:8]}@example.org"),
        (models.CharField, uuid.uuid4().hex[: (getattr(field, "max_length", None) or 12)][:12]),
        (models.TextField, "testo di prova"),
        (models.BinaryField, b"x"),
    ]
    for kind, value in kinds:
        if isinstance(field, kind):
            return value
    raise NotImplementedError(f"no sample for {field}")


def written_in_this_transaction() -> dict[str, int]:
    """Rows added, changed or removed in each table since the transaction began, as PostgreSQL counts them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables "
            "WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {str(name): int(many) for name, many in cursor.fetchall()}


@transaction.atomic
def one_of_each(scope: Scope) -> dict[type[Model], Any]:
    """A row of every protected table, all in one circle."""
    return {
        model: make_row(model, scope)
        for model in tables.tables()
        if issubclass(model, Protected) and not model._meta.proxy
    }
