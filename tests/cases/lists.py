"""Lists of invented people, as files an office would send."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.cases import actions
from ciao.cases.models import LoadedList
from ciao.cases.tasks import load_list
from ciao.people.enums import Gender
from ciao.people.rules import compute_fiscal_code
from tests.cast import World
from tests.conftest import TODAY

HEAD = ["Cognome", "Nome", "Data di nascita", "Codice fiscale", "Sesso", "Telefono", "Comune"]
BORN = date(1988, 3, 14)


def code(given: str, family: str, born: date = BORN, sex: Gender = Gender.FEMALE) -> str:
    return compute_fiscal_code(given_name=given, family_name=family, sex=sex, birth_date=born, birth_place_code="F205")


def row(given: str, family: str, born: date | str = BORN, tax_code: str | None = None, **more: str) -> list[Any]:
    if tax_code is None:
        tax_code = code(given, family, born) if isinstance(born, date) else ""
    shown = f"{born:%d/%m/%Y}" if isinstance(born, date) else born
    return [family, given, shown, tax_code, "F", more.get("phone", ""), more.get("comune", "")]


ROWS = [row("Amina", "Prova"), row("Sara", "Esempio", date(2002, 5, 1)), row("Ines", "Modello", date(1975, 9, 9))]


def as_csv(rows: Sequence[Sequence[Any]], encoding: str = "utf-8", mark: str = ";") -> bytes:
    return "\n".join(mark.join(str(cell) for cell in one) for one in rows).encode(encoding)


def as_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        days = book.add_format({"num_format": "dd/mm/yyyy"})
        for at, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, cell, days)
                else:
                    sheet.write(at, place, cell)
    return buffer.getvalue()


def read(world: World, content: bytes | None = None, by: str = "marta", name: str = "e.csv", **more: Any) -> LoadedList:
    told: dict[str, Any] = {
        "kind": "in_charge", "title": "Persone seguite dal comune", "source": "Ufficio servizi sociali",
        "given_on": TODAY, "legal_basis": "public_task", "expires_on": TODAY + timedelta(days=60),
        "manager": world.mandates["marta"], **more,
    }  # fmt: skip
    upload = SimpleUploadedFile(name, as_csv([HEAD, *ROWS]) if content is None else content)
    with acting(world.actor(by)) as actor:
        return actions.read_list(programme=world.programme, upload=upload, by=actor, **told)


def loaded(world: World, content: bytes | None = None, by: str = "marta", **more: Any) -> LoadedList:
    found = read(world, content, by, **more)
    with acting(world.actor(by)) as actor:
        actions.apply_list(loaded_list=found, by=actor)
    load_list(list_id=str(found.id))
    found.refresh_from_db()
    return found
