"""A budget in force, Amina's internship paid by the cooperative, hours of Luca: what costs are made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actions import grant
from ciao.access.actor import Actor, acting
from ciao.access.enums import Level
from ciao.budget.models import CostItem
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.costs import actions
from ciao.costs.models import Expense, Timesheet
from ciao.internships.models import Allowance, Internship, MonthlyRegister
from tests.budget.sheets import activities, loaded, partnership
from tests.cast import World
from tests.conftest import TODAY
from tests.files.samples import PDF

OCTOBER = date(2026, 10, 1)
NUMBERS = iter(range(57, 10000))


def paper(name: str = "bonifico.pdf") -> Any:
    return SimpleUploadedFile(name, PDF)


def told(world: World) -> Case:
    """The budget is in force and Amina is in Marta's care."""
    activities(world)
    with acting(world.actor("paolo")) as paolo:
        loaded(world, paolo)
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip


def register(world: World, case: Case, payer: str = "cooperativa", month_on: date = OCTOBER) -> MonthlyRegister:
    """A month of an internship, confirmed; the payer reads amounts in the case's circle."""
    body = world.organizations[payer]
    internship = Internship.objects.create(
        scope=case.scope, case=case, activity=activities(world)[7], number=next(NUMBERS), kind="extracurricular",
        state="running", promoter=world.organizations["capofila"], payer=body, tutor=world.mandates["luca"],
        starts_on=date(2026, 9, 1), ends_on=date(2027, 2, 28),
    )  # fmt: skip
    grant(scope=case.scope, holder_kind="organization", holder_id=body.id, level=Level.MONEY, why="paga", by=None)
    return MonthlyRegister.objects.create(scope=case.scope, internship=internship, month_on=month_on, state="confirmed")


def allowance(
    world: World, case: Case, due: str = "373.53", payer: str = "cooperativa", line: int = 1,
    of: MonthlyRegister | None = None,
) -> Allowance:  # fmt: skip
    month = of or register(world, case, payer)
    return Allowance.objects.create(
        scope=case.scope, register=month, line=line, internship_number=month.internship.number,
        month_on=month.month_on, payer=world.organizations[payer], planned_hours=85, attended_hours="63.5",
        full_amount=500, due_amount=due, computed_by=world.mandates["marta"].id, computed_by_label="Marta",
    )  # fmt: skip


def approved(world: World, case: Case, **more: Any) -> Expense:
    found = Allowance.objects.get(id=allowance(world, case, **more).id)
    with acting(world.actor("giulia")) as giulia:
        return actions.approve_allowance(allowance=found, on=TODAY, by=giulia)


def purchase(world: World, by: Actor, **more: Any) -> Expense:
    given: dict[str, Any] = {
        "partnership": partnership(world, "cooperativa"), "item": CostItem.objects.get(code="C"),
        "activity": activities(world)[7], "title": "Scarpe da lavoro", "supplier": "Ferramenta Rossi",
        "document_number": "12/A", "document_on": date(2026, 11, 2), "due_amount": Decimal("120.50"),
        "document": paper("fattura.pdf"),
    }  # fmt: skip
    return actions.record_purchase(by=by, **{**given, **more})


def sheet(world: World, by: Actor, **more: Any) -> Timesheet:
    given: dict[str, Any] = {
        "partnership": partnership(world, "cooperativa"), "mandate": world.mandates["luca"], "month_on": OCTOBER,
        "hourly_amount": Decimal("21.37"),
    }  # fmt: skip
    return actions.open_timesheet(by=by, **{**given, **more})


def hours(world: World, of: Timesheet, by: Actor, number: int, day: int, worked: str, **more: Any) -> Any:
    return actions.write_hours(
        timesheet=of, activity=activities(world)[number], day_on=of.month_on.replace(day=day),
        worked_hours=Decimal(worked), by=by, **more,
    )  # fmt: skip
