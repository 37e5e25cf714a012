"""The hours a month could hold: from meetings led and deliveries, proposed, and written only when somebody says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import add_worker
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.costs import actions
from ciao.costs.models import Timesheet, TimesheetRow
from ciao.deliveries.actions import record_delivery, void_delivery
from ciao.services import actions as services
from ciao.services.enums import StaffRole
from tests.budget.sheets import activities
from tests.cast import World
from tests.costs.stories import hours, sheet, told

Open = Callable[[str], Any]
OCTOBER = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    return told(world)


@pytest.fixture
def month(world: World, amina: Case) -> Timesheet:
    """Karim's October: two meetings on one day, one called off, minutes with Amina."""
    karim, five = world.mandates["karim"], activities(world)[5]
    with acting(world.actor("marta")) as marta:
        add_worker(case=amina, mandate=karim, role=CaseRole.MEDIATOR, starts_on=date(2026, 9, 1), by=marta)
        service = services.add_service(
            programme=world.programme, activity=five, organization=world.organizations["cooperativa"], kind="group",
            title="Gruppo", by=marta,
        )  # fmt: skip
        edition = services.add_edition(service=service, starts_on=OCTOBER, ends_on=date(2026, 12, 31), by=marta)
        services.add_staff(edition=edition, mandate=karim, role=StaffRole.EDUCATOR, starts_on=OCTOBER, by=marta)
        for day, hour in ((5, 9), (5, 14), (6, 9)):
            last = services.add_session(
                edition=edition, starts_at=at(day, hour), ends_at=at(day, hour + 2), trainer=karim, by=marta
            )
        services.call_off_session(session=last, reason="Sciopero", on=date(2026, 10, 6), by=marta)
    with acting(world.actor("karim")) as by:
        for day, minutes in ((5, 20), (7, 50), (7, 50), (8, 60)):
            made = record_delivery(
                case=amina, mandate=karim, kind="mediation", happened_on=date(2026, 10, day), minutes=minutes,
                activity=five, by=by,
            )  # fmt: skip
        void_delivery(delivery=made, reason="Era un altro giorno", on=date(2026, 10, 9), by=by)
    with acting(world.actor("giulia")) as giulia:
        return sheet(world, giulia, mandate=karim)


def at(day: int, hour: int) -> datetime:
    return datetime.combine(date(2026, 10, day), time(hour), tzinfo=clock.ROME)


def test_meetings_and_minutes_of_a_day_are_proposed_together(world: World, month: Timesheet) -> None:
    for name in ("giulia", "karim"):
        with acting(world.actor(name)):
            found = [(one.day_on.day, one.hours, one.note) for one in actions.proposed_hours(month)]
        assert [(day, worked) for day, worked, _ in found] == [(5, Decimal("4.33")), (7, Decimal("1.66"))]
        assert [note.replace("\u00a0", " ") for _, _, note in found] == [
            "2 incontri, 1 intervento individuale", "2 interventi individuali",
        ]  # fmt: skip
    assert TimesheetRow.objects.count() == 0


def test_only_the_days_chosen_are_written_and_none_is_replaced(world: World, month: Timesheet) -> None:
    with acting(world.actor("giulia")) as giulia:
        hours(world, month, giulia, 5, 5, "8")
        keys = [one.key for one in actions.proposed_hours(month)]
        made = actions.write_proposed(timesheet=month, keys=keys, by=giulia)
        assert [(one.day_on.day, one.worked_hours) for one in made] == [(7, Decimal("1.66"))]
        assert TimesheetRow.objects.get(day_on=date(2026, 10, 5)).worked_hours == Decimal(8)
        with pytest.raises(NotPossible, match="Non c’è niente da scrivere"):
            actions.write_proposed(timesheet=month, keys=keys, by=giulia)


def test_who_worked_chooses_from_a_page_and_a_stranger_finds_none(
    world: World, month: Timesheet, as_user: Open
) -> None:
    page, url = as_user("karim"), f"/ore-di-lavoro/{month.id}/proposte/"
    shown = page.get(url).content.decode()
    assert "Amina" not in shown
    assert "Guarda le ore proposte" in page.get(f"/ore-di-lavoro/{month.id}/").content.decode()
    assert page.post(url, {"days": []}).status_code == 422
    with acting(world.actor("karim")):
        keys = [one.key for one in actions.proposed_hours(month)]
    assert page.post(url, {"days": keys[:1]}).url == f"/ore-di-lavoro/{month.id}/"
    assert [one.day_on.day for one in TimesheetRow.objects.all()] == [5]
    for name in ("chiara", "luca"):
        assert as_user(name).get(url).status_code == 404
