"""Budgets of the invented programme, as rows and as files; every amount is made up but the totals."""

from __future__ import annotations

import io
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import Actor
from ciao.budget.actions import load_budget
from ciao.budget.models import BudgetPlan
from ciao.budget.rules import Item, Row
from ciao.programmes.models import Activity, Partnership
from tests.cast import World
from tests.conftest import TODAY

HEAD = ["Ente", "Voce di costo", "Attività", "Importo", "Cofinanziamento"]
STAFF, ALLOWANCE, GOODS = "A", "B", "C"
ITEMS = [
    Item(STAFF, "Personale", "staff"),
    Item(ALLOWANCE, "Indennità di tirocinio", "allowance"),
    Item(GOODS, "Acquisti e servizi", "purchase"),
]
# Ente, voce, attività, importo, cofinanziamento: together 374.986,52 and 74.997,31.
LINES: list[list[Any]] = [
    ["Azienda Sociale Tre Ponti", "A Personale", 0, 120000, "37.498,66"],
    ["Cooperativa La Quercia", "A Personale", 7, "100.000,00", 37498.65],
    ["Cooperativa La Quercia", "B Indennità di tirocinio", 7, 60000.5, ""],
    ["Cooperativa La Quercia", "C Acquisti e servizi", "7. Tirocini", "€ 24.986,02", ""],
    ["Coop. Il Faro", "A Personale", "", 70000, ""],
]


def activities(world: World) -> dict[int, Activity]:
    found = {}
    for number, title in [(0, "Coordinamento"), (5, "Corsi e laboratori"), (7, "Tirocini")]:
        found[number], _ = Activity.objects.get_or_create(
            programme=world.programme, number=number, defaults={"title": title, "scope": world.programme.scope}
        )
    return found


def partnership(world: World, key: str) -> Partnership:
    return Partnership.objects.get(programme=world.programme, organization=world.organizations[key])


def rows(world: World) -> list[Row]:
    lead, coop, other = (partnership(world, key).id for key in ("capofila", "cooperativa", "altra"))
    zero, seven = (activities(world)[number].id for number in (0, 7))
    return [
        Row(lead, STAFF, zero, Decimal("120000.00")),
        Row(coop, STAFF, seven, Decimal("100000.00")),
        Row(coop, ALLOWANCE, seven, Decimal("60000.50")),
        Row(coop, GOODS, seven, Decimal("24986.02")),
        Row(other, STAFF, None, Decimal("70000.00")),
    ]


def shares(world: World) -> dict[uuid.UUID, Decimal]:
    lead, coop = (partnership(world, key).id for key in ("capofila", "cooperativa"))
    return {lead: Decimal("37498.66"), coop: Decimal("37498.65")}


def loaded(world: World, by: Actor) -> BudgetPlan:
    return load_budget(version=world.version, rows=rows(world), cofinancing=shares(world), items=ITEMS, on=TODAY, by=by)


def xlsx(lines: Sequence[Sequence[Any]] = LINES, head: Sequence[str] = HEAD, name: str = "piano.xlsx") -> Any:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Piano")
        for at, row in enumerate([["Piano economico"], [], list(head), *lines]):
            for place, value in enumerate(row):
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(at, place, value, value="")
                else:
                    sheet.write(at, place, value)
    return SimpleUploadedFile(name, buffer.getvalue())


def as_csv(
    lines: Sequence[Sequence[Any]] = LINES, head: Sequence[str] = HEAD, mark: str = ";", encoding: str = "cp1252"
) -> Any:
    text = "\r\n".join(mark.join(str(one) for one in row) for row in [head, *lines])
    return SimpleUploadedFile("piano.csv", text.encode(encoding))
