"""Rows into tables as fast as PostgreSQL takes them, prepared as the product prepares them: sealed, keyed, indexed."""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model
from psycopg import sql
from psycopg.types.json import Jsonb


def ident(kind: str, *numbers: int) -> uuid.UUID:
    """The same id on every machine and in every run; SQL writes it as `md5('kind-1-2')::uuid`."""
    words = "-".join([kind, *map(str, numbers)])
    return uuid.UUID(hashlib.md5(words.encode(), usedforsecurity=False).hexdigest())


def copy_in(rows: Iterable[Model]) -> int:
    """COPY, table by table in the order the tables first appear; returns how many rows went in."""
    tables: dict[type[Model], list[Model]] = defaultdict(list)
    for row in rows:
        tables[type(row)].append(row)
    for model, found in tables.items():
        _copy(model, found)
    return sum(map(len, tables.values()))


def _copy(model: type[Model], rows: list[Model]) -> None:
    fields = [one for one in model._meta.concrete_fields if one.attname != "opened_in"]
    columns = sql.SQL(", ").join(sql.Identifier(str(one.column)) for one in fields)
    order = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(model._meta.db_table), columns)
    with connection.cursor() as cursor, cursor.cursor.copy(order) as copy:
        for row in rows:
            copy.write_row([_value(field, row) for field in fields])


def _value(field: Any, row: Model) -> Any:
    value = field.get_db_prep_save(field.pre_save(row, True), connection)
    return Jsonb(value.obj) if isinstance(value, Jsonb) else value
