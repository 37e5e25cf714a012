"""Opening a page leaves its read line and nothing else, in any table: PostgreSQL counts what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ciao.access.roles import ROLES
from ciao.cases.models import Case
from ciao.core.models import Row
from tests.cast import World
from tests.house import pages, rows, tables, tree
from tests.house.pages import Page

# The read line itself; the session moves its expiry on.
ALLOWED = {"audit_readline", "django_session"}


@pytest.mark.parametrize("name", ["paolo", "marta", "giulia"])
def test_pages_without_a_row_write_nothing(story: Case, as_user: Callable[[str], Any], name: str) -> None:
    client = as_user(name)
    walked = [page for page in pages.pages() if page.declares and not page.converters]
    tree.none_of(fault for page in walked if (fault := opened(client, page, page.url())[1]))


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["paolo", "marta", "giulia"])
def test_pages_of_a_row_write_nothing(story: Case, as_user: Callable[[str], Any], world: World, name: str) -> None:
    client = as_user(name)
    actions = ROLES[world.mandates[name].role].actions
    walked = [page for page in pages.pages() if page.takes_ids and (page.is_public or page.action in actions)]
    tree.none_of(fault for page in walked for fault in until_shown(client, page))


@pytest.mark.django_db
def test_a_planted_write_is_seen(story: Case) -> None:
    before = rows.written_in_this_transaction()
    Case.objects.filter(pk=story.pk).update(number=7)
    assert added(before) == {"cases_case", "cases_caseevent"}


def opened(client: Any, page: Page, url: str) -> tuple[int, str]:
    """Opens a page and names the tables it wrote in, or the error it made."""
    client.raise_request_exception = False
    before = rows.written_in_this_transaction()
    status = client.get(url).status_code
    written = added(before) - ALLOWED
    if status >= 500:
        return status, f"GET {page.name} answers {status}"
    return status, f"GET {page.name} writes in {sorted(written)}" if written else ""


def added(before: dict[str, int]) -> set[str]:
    """Tables written in since `before`."""
    return {name for name, many in rows.written_in_this_transaction().items() if many != before.get(name, 0)}


def until_shown(client: Any, page: Page) -> Iterator[str]:
    """Opens the page of one row after the other until one is shown; its own app's rows first."""
    found = [model for model in tables.tables() if issubclass(model, Row)]
    for model in sorted(found, key=lambda one: one._meta.app_label != page.app):
        for pk in model._default_manager.values_list("pk", flat=True)[:2]:
            status, fault = opened(client, page, page.url(pk))
            if fault:
                yield fault
            if status == 200:
                return
