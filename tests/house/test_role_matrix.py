"""Each role opens exactly the pages of its actions; every other page is not there for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.cases.models import Case
from ciao.programmes.actions import give_mandate
from tests.cast import START, World
from tests.house import pages, tree
from tests.house.pages import Page

# A page that only receives forms answers 405, or sends back to where they are, to whoever may send them.
OPEN = {200, 302, 405}


def lists() -> list[Page]:
    """Pages that need no row: homes, lists, forms that begin something."""
    return [page for page in pages.pages() if page.action and not page.converters]


@pytest.fixture
def as_role(world: World, story: Case, as_user: Callable[[str], Any]) -> Callable[[str], Any]:
    """A browser of somebody who holds one role at the lead body."""

    def open_as(role: str) -> Any:
        user = User.objects.create_user(email=f"{role}@example.org", given_name="Prova")
        body = "cooperativa" if role == "partner_administrator" else "capofila"
        world.mandates[role] = give_mandate(
            user=user,
            organization=world.organizations[body],
            programme=world.programme,
            role=role,
            by=None,
            starts_on=START,
        )
        return as_user(role)

    return open_as


@pytest.mark.parametrize("role", ["coordinator", "trainer", "evaluator"])
def test_a_few_roles_open_their_pages_and_no_other(as_role: Callable[[str], Any], role: str) -> None:
    tree.none_of(mismatches(as_role(role), role, lists()))


@pytest.mark.sweep
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_opens_its_pages_and_no_other(as_role: Callable[[str], Any], role: str) -> None:
    tree.none_of(mismatches(as_role(role), role, lists()))


def test_every_action_is_asked_by_a_page_or_held_for_one() -> None:
    asked = {str(page.action) for page in pages.pages() if page.action}
    held = {str(action) for role in ROLES.values() for action in role.actions}
    tree.none_of(f"{action} is asked by a page and held by no role" for action in asked - held)


def test_a_page_open_to_the_wrong_role_would_be_found() -> None:
    page = Page("segnalazioni/", "outreach:signals", lambda request: None, ())
    page.view.ciao_action = "signal.view"  # type: ignore[attr-defined]

    class Everything:
        def get(self, url: str) -> Any:
            return type("Answer", (), {"status_code": 200})()

    shown = type("Shown", (), {"action": "signal.view", "url": lambda self: "/", "name": page.name})()
    assert list(mismatches(Everything(), "evaluator", [shown]))
    assert not list(mismatches(Everything(), "case_manager", [shown]))


def mismatches(client: Any, role: str, walked: list[Any]) -> list[str]:
    """Pages that open where they should not be there, or the other way round."""
    client.raise_request_exception = False
    faults = []
    for page in walked:
        status = client.get(page.url()).status_code
        may = page.action in ROLES[role].actions
        if (status in OPEN) is not may or (not may and status != 404):
            faults.append(f"{role} {'holds' if may else 'lacks'} {page.action}: {page.name} answers {status}")
    return faults
