"""Every page about a case × role × whose case it is: what opens follows from the role table and the grants alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.accounts.models import User
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.programmes.actions import give_mandate
from tests.cast import START, World
from tests.house import pages, tree
from tests.house.pages import Page
from tests.protected import hide

FEW = ["tutor", "data_protection_officer"]


@dataclass(frozen=True)
class Seat:
    """A role seated somewhere: its name in the cast, and the cases it stands before."""

    role: str
    cases: dict[str, Case]


@pytest.fixture
def seat(world: World, as_user: Callable[[str], Any]) -> Callable[[str], Seat]:
    """Seats a role at the lead body before four cases: own, same organisation, other organisation, protected."""

    def take(role: str) -> Seat:
        user = User.objects.create_user(email=f"{role}@example.org", given_name="Prova")
        world.mandates[role] = give_mandate(
            user=user, organization=world.organizations["capofila"], programme=world.programme, role=role, by=None,
            starts_on=START,
        )  # fmt: skip
        cases = {
            "own": _case(world, "marta", joins=role), "same organisation": _case(world, "marta"),
            "other organisation": _case(world, "chiara"), "protected": _case(world, "marta", joins=role),
        }  # fmt: skip
        hide(world, cases["protected"], "Lia")
        return Seat(role, cases)

    return take


def case_pages() -> list[Page]:
    """Pages that ask for one case and nothing else."""
    return [page for page in pages.pages() if page.action and {name for name, _ in page.converters} == {"case_id"}]


@pytest.mark.parametrize("role", FEW)
def test_a_few_roles_open_what_they_may(world: World, seat: Any, as_user: Any, role: str) -> None:
    taken = seat(role)
    tree.none_of(faults_of(world, as_user(role), taken, ("get",)))


@pytest.mark.sweep
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_opens_what_it_may(world: World, seat: Any, as_user: Any, role: str) -> None:
    taken = seat(role)
    tree.none_of(faults_of(world, as_user(role), taken, ("get", "post")))


def test_a_page_open_to_the_wrong_case_would_be_found(world: World, seat: Any) -> None:
    class Everything:
        def get(self, url: str) -> Any:
            return type("Answer", (), {"status_code": 200})()

    assert list(faults_of(world, Everything(), seat("trainer"), ("get",)))


def faults_of(world: World, client: Any, taken: Seat, methods: tuple[str, ...]) -> Iterator[str]:
    """Where a page answers otherwise than the role table and the grants say."""
    client.raise_request_exception = False
    for page in case_pages():
        for whose, case in taken.cases.items():
            may = _may(world, taken.role, page, case)
            for method in methods:
                status = getattr(client, method)(page.url(case.id)).status_code
                if status >= 500 or (not may and status not in (404, 405)):  # 405: this page is only posted to
                    yield f"{taken.role}, {whose}: {method} {page.name} answers {status}"


def _may(world: World, role: str, page: Page, case: Case) -> bool:
    """The least a page asks for: that the role holds the action, and reads the case at the action's level."""
    actor = world.actor(role)
    if page.action not in ROLES[role].actions:
        return False
    with acting(actor):
        return visible(Case.objects, actor, str(page.action)).filter(id=case.id).exists()


def _case(world: World, manager: str, joins: str = "") -> Case:
    with acting(world.actor("paolo")) as paolo:
        case = open_case(
            programme=world.programme, manager=world.mandates[manager], opened_on=START, by=paolo,
            person={"given_name": "Prova"}, identity={"gender": "F"},
        )  # fmt: skip
    if joins and ROLES[joins].team:
        with acting(world.actor(manager)) as by:
            add_worker(case=case, mandate=world.mandates[joins], role=CaseRole.EDUCATOR, starts_on=clock.today(), by=by)
    return case
