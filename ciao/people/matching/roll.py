"""A list of people as it was given: ten columns of text, any of them missing or empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Record:
    """One person of a list; an empty text means that it is not known. Dates as Italians or ISO write them."""

    id: str = ""
    given_name: str = ""
    family_name: str = ""
    birth_date: str = ""
    sex: str = ""
    fiscal_code: str = ""
    phone: str = ""
    address: str = ""
    municipality: str = ""
    postcode: str = ""


COLUMNS = tuple(field.name for field in fields(Record))


@dataclass(frozen=True, slots=True)
class Roll:
    """The same people column by column, which is how a million of them fit in memory."""

    columns: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.columns["id"])

    @classmethod
    def of(cls, records: Iterable[Record]) -> Roll:
        """Columns from records."""
        rows = list(records)
        return cls({name: [getattr(row, name) for row in rows] for name in COLUMNS})
