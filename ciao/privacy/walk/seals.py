"""Trying the seals after a restore: a value of every table is opened, not only counted."""

from __future__ import annotations

from ciao.core.crypto import KeyMissing, Tampered, keyring
from ciao.privacy.walk.reseal import Table, opened_up, tables


def unreadable(sample: int = 50) -> dict[str, int]:
    """Tables where something cannot be opened with the keys at hand, and how many of the values tried."""
    found = {table.name: _closed(table, sample) for table in tables()}
    return {name: many for name, many in found.items() if many}


def _closed(table: Table, sample: int) -> int:
    count = 0
    ring = keyring()
    with opened_up(table.name) as cursor:
        for field in table.sealed:
            cursor.execute(
                f'SELECT id, "{field.column}" FROM "{table.name}" WHERE "{field.column}" <> \'\' LIMIT {sample}'  # noqa: S608
            )
            for row_id, text in cursor.fetchall():
                try:
                    ring.open(text, f"{row_id}:{field.name}")
                except (KeyMissing, Tampered, ValueError):
                    count += 1
    return count
