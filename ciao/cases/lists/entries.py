"""One row of a list as a person: what it says, what is wrong with it, how it is recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ciao.cases.lists.columns import WANTED
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.core.names import search_key
from ciao.core.sheets import Cell, ReadRow, rows_of
from ciao.core.sheets import Mapping as Columns
from ciao.outreach.models import Signal
from ciao.people.enums import Gender
from ciao.people.models import Identity
from ciao.people.rules import check_fiscal_code, decode, fiscal_code_warnings
from ciao.territories.models import Municipality

DAYS = ("birth_date", "opened_on")
FEMALE, MALE = ("f", "d", "donna", "femmina", "femminile"), ("m", "u", "uomo", "maschio", "maschile")


@dataclass
class Entry:
    """What is known of one row; `values` are texts, days and the ISTAT code of the comune."""

    number: int
    values: dict[str, Any]
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As it is said: given name, then family name."""
        return f"{self.values['given_name']} {self.values['family_name']}".strip()

    @property
    def birth_date(self) -> date | None:
        """The day of birth, where it is known."""
        found: date | None = self.values["birth_date"]
        return found

    @cached_property
    def name_keys(self) -> set[str]:
        """The name in both orders, because offices write it in both."""
        given, family = self.values["given_name"], self.values["family_name"]
        return {key for key in (search_key(given + family), search_key(family + given)) if key}

    @cached_property
    def code_index(self) -> str:
        """The blind index of the codice fiscale, the one people are found by."""
        return str(Identity._meta.get_field("fiscal_code_index").index(self.values["fiscal_code"]))

    @cached_property
    def phone_index(self) -> str:
        """The blind index of the telephone."""
        return str(Signal._meta.get_field("phone_index").index(self.values["phone"]))

    @cached_property
    def person_index(self) -> str:
        """The blind index of name and birth date together; empty where either is missing."""
        key = min(self.name_keys, default="")
        return keyring().blind_index(f"{key}|{self.birth_date}", "listed_person") if key and self.birth_date else ""

    def as_json(self) -> dict[str, Any]:
        """The values as they are kept, days in ISO form."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in self.values.items()}


def entry_of(number: int, kept: Mapping[str, Any]) -> Entry:
    """An entry as it was kept."""
    days = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in DAYS}
    return Entry(number, {**kept, **days})


def entries_of(rows: Sequence[Sequence[Cell]], columns: Columns) -> list[Entry]:
    """Every row as a person, wrong ones included."""
    comuni = comuni_by_key()
    return [_entry(row, comuni) for row in rows_of(rows, columns, WANTED)]


def comuni_by_key() -> dict[str, str]:
    """ISTAT codes by the key of the name; among homonyms the one still in force."""
    rows: Iterable[tuple[str, str]] = Municipality.objects.order_by("is_active").values_list("name", "istat_code")
    return {search_key(name): code for name, code in rows}


def _entry(row: ReadRow, comuni: Mapping[str, str]) -> Entry:
    read = row.values
    given = read["given_name"] or read["full_name"] or ""
    entry = Entry(row.number, {
        "given_name": given, "family_name": read["family_name"] or "" if read["given_name"] else "",
        "birth_date": read["birth_date"], "fiscal_code": read["fiscal_code"] or "", "gender": _gender(read["gender"]),
        "phone": read["phone"] or "", "email": read["email"] or "", "address": read["address"] or "",
        "municipality": comuni.get(search_key(read["municipality"] or ""), ""), "language": read["language"] or "",
        "opened_on": read["opened_on"], "note": read["note"] or "",
            "written": row.written,
    }, list(row.faults))  # fmt: skip
    if not given and read["family_name"]:
        entry.values["given_name"] = read["family_name"]
    if read["municipality"] and not entry.values["municipality"]:
        entry.warnings.append(f"Comune «{read['municipality'][:60]}» non riconosciuto: resta vuoto.")
    _check_code(entry)
    _check_facts(entry)
    return entry


def _gender(written: str | None) -> str:
    word = (written or "").strip().casefold()
    return str(Gender.FEMALE if word in FEMALE else Gender.MALE if word in MALE else "")


def _check_code(entry: Entry) -> None:
    """A code that cannot be one warns and is kept as written; one that can be tells what the row left out."""
    code = entry.values["fiscal_code"]
    if not code:
        return
    problem = check_fiscal_code(code)
    if problem is not None:
        entry.warnings.append(problem.sentence)
        return
    told = decode(code, reference=clock.today())
    if told is not None:
        entry.values["gender"] = entry.values["gender"] or str(told.sex)
        entry.values["birth_date"] = entry.values["birth_date"] or told.birth_date
    entry.warnings += fiscal_code_warnings(
        code, given_name=entry.values["given_name"], family_name=entry.values["family_name"],
        sex=Gender(entry.values["gender"]) if entry.values["gender"] else None, birth_date=entry.birth_date,
    )  # fmt: skip


def _check_facts(entry: Entry) -> None:
    values, today = entry.values, clock.today()
    if not search_key(values["given_name"]) and not values["fiscal_code"]:
        entry.faults.append("Manca il nome: scrivilo, anche uno solo.")
    for name, label in (("birth_date", "Data di nascita"), ("opened_on", "In carico dal")):
        if values[name] and values[name] > today:
            entry.faults.append(f"{label}: è dopo oggi.")
    if values["birth_date"] and values["opened_on"] and values["birth_date"] > values["opened_on"]:
        entry.faults.append("La data di nascita è dopo la presa in carico.")
