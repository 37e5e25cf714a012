"""The money of the demo: the piano economico with the sheet's own totals, hours of work, a few purchases."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.budget.actions import load_budget
from ciao.budget.enums import CostKind
from ciao.budget.models import CostItem
from ciao.budget.rules import Item, Row
from ciao.costs import actions
from ciao.costs.models import Expense
from ciao.desk.demo.crew import PAPER, Crew
from ciao.programmes.models import Activity, Partnership
from ciao.programmes.rules import add_months

FOLDER = Path(__file__).parent
KINDS = {"A.1": CostKind.STAFF, "B.1": CostKind.ALLOWANCE, "C.1": CostKind.PURCHASE}
# worker, who keeps the accounts, euro an hour, activities by number, hours of each working day told.
AT_WORK = (
    ("marta", "rosa", "24.50", (0, 2), 7), ("luca", "giulia", "21.80", (7,), 7), ("karim", "giulia", "22.40", (2,), 6),
    ("gea", "ettore", "21.20", (6, 7), 7), ("nora", "rosa", "20.90", (1, 8), 6), ("teresa", "rosa", "23.10", (2,), 7),
    ("bruno", "rosa", "23.10", (2,), 7), ("chiara", "rosa", "22.80", (2, 3), 7), ("teo", "rosa", "25.00", (5,), 6),
    ("lia", "rosa", "21.50", (8, 5), 6), ("nadia", "rosa", "31.00", (4,), 6), ("zoe", "ettore", "21.90", (6,), 6),
)  # fmt: skip
DAYS_TOLD = (3, 6, 9, 12, 17, 20, 24, 27)
BOUGHT = (
    ("rosa", "Azienda Sociale Tre Ponti", 9, "Manifesti e volantini", "Tipografia Chiaroscuro", "412.60", 7),
    ("giulia", "Cooperativa La Quercia", 7, "Scarpe antinfortunistiche", "Ferramenta Corta", "386.40", 5),
    ("rosa", "Cooperativa Officina dei Gesti", 5, "Materiale per la cucina", "Mercato Ortica", "291.15", 4),
    ("rosa", "Cooperativa Semi di Senape", 8, "Piantine e terriccio", "Vivaio Tre Lune", "178.00", 6),
)  # fmt: skip


def load(crew: Crew) -> None:
    """The budget comes into force when the programme begins."""
    first = crew.starts_on + timedelta(days=20)
    places = {one.organization.name: one for one in _partnerships(crew)}
    with acting(crew.actor("paolo")):
        version, every = crew.programme.current_version, list(crew.programme.activities.all())
    activities = {str(one.number if one.number is not None else "T"): one for one in every}
    lines = list(_read("budget.csv"))
    rows = [
        Row(places[one["organization"]].id, one["item"], activities[one["activity"]].id, Decimal(one["planned_amount"]))
        for one in lines
    ]
    items = {one["item"]: Item(one["item"], one["label"], KINDS[one["item"]]) for one in lines}
    shares = {places[one["organization"]].id: Decimal(one["share_amount"]) for one in _read("cofinancing.csv")}
    with crew.on(first), acting(crew.actor("paolo")) as paolo:
        load_budget(
            version=version, rows=rows, cofinancing=shares, items=list(items.values()),
            on=first, by=paolo,
        )  # fmt: skip


def play(crew: Crew) -> int:
    """Hours month by month, confirmed and paid; purchases; returns how many expenses were written."""
    places = {one.organization_id: one for one in _partnerships(crew)}
    for key, keeper, rate, numbers, hours in AT_WORK:
        partnership = places[crew.mandates[key].organization_id]
        for month in _months(crew):
            _month(crew, partnership, key, keeper, rate, numbers, hours, month)
    for line in BOUGHT:
        _buy(crew, *line)
    with acting(crew.actor("paolo")):
        return Expense.objects.count()


def _month(
    crew: Crew, partnership: Partnership, key: str, keeper: str, rate: str, numbers: tuple[int, ...], hours: int,
    month: date,
) -> None:  # fmt: skip
    following = add_months(month, 1)
    with crew.on(min(following + timedelta(days=3), crew.today)), acting(crew.actor(keeper)) as by:
        activities = [crew.programme.activities.get(number=one) for one in numbers]
        sheet = actions.open_timesheet(
            partnership=partnership, mandate=crew.mandates[key], month_on=month, hourly_amount=Decimal(rate), by=by
        )
        for place, number in enumerate(DAYS_TOLD):
            activity: Activity = activities[place % len(activities)]
            worked = Decimal(hours) + Decimal((number + month.month) % 3) / 2
            actions.write_hours(
                timesheet=sheet,
                activity=activity,
                day_on=_working(month.replace(day=number)),
                worked_hours=worked,
                by=by,
            )
        if following > add_months(crew.today.replace(day=1), -1) and keeper == "ettore":
            return
        made = actions.confirm_timesheet(timesheet=sheet, on=min(following + timedelta(days=3), crew.today), by=by)
    if following < crew.today.replace(day=1):
        with crew.on(following + timedelta(days=24)), acting(crew.actor(keeper)) as by:
            for expense in made:
                actions.pay_expense(expense=expense, paid_on=following + timedelta(days=24), proof=proof(), by=by)


def _buy(
    crew: Crew, keeper: str, body: str, number: int, title: str, supplier: str, amount: str, months_ago: int
) -> None:
    day = _working(add_months(crew.today.replace(day=14), -months_ago))
    with crew.on(day + timedelta(days=3)), acting(crew.actor(keeper)) as by:
        activity = crew.programme.activities.get(number=number)
        item = CostItem.objects.get(programme=crew.programme, code="C.1")
        expense = actions.record_purchase(
            partnership=Partnership.objects.get(programme=crew.programme, organization__name=body), item=item,
            activity=activity, title=title, supplier=supplier, document_number=f"{number}{months_ago}/2026",
            document_on=day, due_amount=Decimal(amount), document=proof("fattura.pdf"), by=by,
        )  # fmt: skip
        if months_ago > 4:
            actions.pay_expense(expense=expense, paid_on=day + timedelta(days=3), proof=proof(), by=by)


def _partnerships(crew: Crew) -> list[Partnership]:
    with acting(crew.actor("paolo")):
        return list(Partnership.objects.filter(programme=crew.programme).select_related("organization"))


def _months(crew: Crew) -> Iterator[date]:
    month = add_months(crew.starts_on, 1)
    while add_months(month, 1) <= crew.today:
        yield month
        month = add_months(month, 1)


def _working(day: date) -> date:
    """That day, or the Friday before where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def proof(name: str = "bonifico.pdf") -> SimpleUploadedFile:
    """A page with nothing on it, where a real office keeps the bank's receipt."""
    return SimpleUploadedFile(name, PAPER, content_type="application/pdf")


def _read(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
