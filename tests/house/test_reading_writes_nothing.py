"""Opening a page leaves its read line and nothing else, in any table: PostgreSQL counts what was written."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ciao.access.policies import is_history
from ciao.cases.models import Case
from ciao.core.models import Row
from tests.house import pages, rows, tables, tree
from tests.house.pages import Page

# The read line itself; the session moves its expiry on.
ALLOWED = {"audit_readline", "django_session"}


@pytest.mark.parametrize("name", ["paolo", "marta", "giulia"])
def test_pages_without_a_row_write_nothing(story: Case, as_user: Callable[[str], Any], name: str) -> None:
    client = as_user(name)
    walked = [page for page in pages.pages() if page.declares and not page.converters]
    tree.none_of(fault for page in walked for _, fault in opened(client, page, page.url()))


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["paolo", "marta", "giulia"])
def test_pages_of_a_row_write_nothing(story: Case, as_user: Callable[[str], Any], name: str) -> None:
    client = as_user(name)
    walked = [page for page in pages.pages() if page.declares and page.takes_ids]
    tree.none_of(
        fault for page in walked for pk in every_id() for _, fault in opened(client, page, page.url(pk))
    )


@pytest.mark.django_db
def test_a_planted_write_is_seen(story: Case) -> None:
    before = rows.written_in_this_transaction()
    Case.objects.filter(pk=story.pk).update(number=7)
    assert added(before) == {"cases_case", "cases_caseevent"}


def opened(client: Any, page: Page, url: str) -> Iterator[tuple[int, str]]:
    """Opens a page and names the tables it wrote in."""
    before = rows.written_in_this_transaction()
    answer = client.get(url)
    if answer.status_code >= 500:
        yield answer.status_code, f"{page.name} answers {answer.status_code}"
    written = added(before) - ALLOWED
    if written:
        yield answer.status_code, f"GET {page.name} writes in {sorted(written)}"


def added(before: dict[str, int]) -> set[str]:
    """Tables written in since `before`."""
    return {name for name, many in rows.written_in_this_transaction().items() if many != before.get(name, 0)}


def every_id() -> list[uuid.UUID]:
    """The id of every row of the trade there is."""
    found: list[uuid.UUID] = []
    for model in tables.tables():
        if issubclass(model, Row) and not is_history(model):
            found += model._default_manager.values_list("pk", flat=True)[:3]
    return found
