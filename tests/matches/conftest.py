"""A kitchen and a garden with a place each, and people Marta and Luca follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.cases.actions import add_worker, open_case, save_availability, save_work_wish
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.hosts import actions as hosts
from ciao.hosts.models import Host, Vacancy
from ciao.matches import actions
from ciao.territories.models import Municipality
from tests.cast import World

# Two comuni of one area, and one far away, as the reference tables know them.
NEAR, FAR = "015195", "108033"


@dataclass
class Market:
    """The world of a match: people, hosts and their places."""

    world: World
    cases: dict[str, Case]
    hosts: dict[str, Host]
    vacancies: dict[str, Vacancy]


def comune(code: str = NEAR) -> Municipality:
    return Municipality.objects.get_or_create(istat_code=code, defaults={"name": f"Comune {code}", "province": "MI"})[0]


def person(world: World, given_name: str, born: date = date(1990, 5, 1), with_tutor: bool = True) -> Case:
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 10, 1), by=marta,
            person={"given_name": given_name}, identity={"gender": "F", "birth_date": born},
        )  # fmt: skip
        if with_tutor:
            add_worker(
                case=case, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 10, 2), by=marta
            )
    return case


def place(world: World, name: str, title: str, **more: Any) -> Vacancy:
    with acting(world.actor("paolo")) as paolo:
        body = hosts.name_body(name=name, by=paolo)
        host = Host.objects.filter(organization=body).first() or hosts.add_host(
            programme=world.programme, organization=body, headcount=more.pop("headcount", 12), by=paolo,
            referent=more.pop("referent", ""),
        )  # fmt: skip
        if host.state != "available":
            hosts.move_host(host=host, verb="agree", on=date(2026, 10, 1), by=paolo)
        return hosts.add_vacancy(
            host=host, title=title, starts_on=date(2026, 12, 1), by=paolo, weekly_hours=Decimal(20),
            municipality=comune(), **more,
        )  # fmt: skip


def ready(market: Market, name: str, by: str = "marta", **more: Any) -> None:
    wish = {one: more.pop(one) for one in ("wanted", "unwanted", "burdens", "titles") if one in more}
    with acting(market.world.actor(by)) as actor:
        save_availability(
            case=market.cases[name], starts_on=date(2026, 11, 1), by=actor,
            **{"days": [0, 1, 2, 3, 4], "parts": ["morning"], "weekly_hours": Decimal(25), "starts_from": comune(),
               "reach": "same_area", "italian": "enough", **more},
        )  # fmt: skip
        save_work_wish(case=market.cases[name], by=actor, **wish)


@pytest.fixture
def market(world: World) -> Market:
    """Amina would like the kitchen, Sara anything; one place each in a kitchen and in a garden."""
    cases = {name: person(world, name) for name in ("Amina", "Sara")}
    kitchen = place(world, "Trattoria dei Tigli", "Aiuto in cucina", tasks="Preparare i pasti della mensa")
    garden = place(world, "Cascina Orto Grande", "Cura dell’orto", tasks="Seminare, raccogliere")
    made = Market(
        world, cases, {"kitchen": kitchen.host, "garden": garden.host}, {"kitchen": kitchen, "garden": garden}
    )  # fmt: skip
    ready(made, "Amina", wanted=["kitchen"])
    ready(made, "Sara")
    return made


__all__ = ["Market", "actions", "comune", "market", "person", "place", "ready"]
