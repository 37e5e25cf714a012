"""Whoever may not see a row gets what they would get if it were not there; whoever is unknown, the login."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ciao.access.actions import open_scope
from ciao.access.enums import ScopeKind
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.cases.models import Case
from tests.cast import World
from tests.house import pages, rows, tree
from tests.house.pages import Page

NEVER_SEEN = uuid.UUID("11111111-2222-4333-8444-555555555555")


@pytest.fixture
def hidden(world: World, story: Case) -> dict[str, uuid.UUID]:
    """One row of each protected table, in a circle where nobody of the cast stands; and the story's own."""
    circle = open_scope(ScopeKind.CASE)
    made = rows.one_of_each(circle)
    Scope.objects.filter(pk=circle.pk).update(opened_in=1)
    found = {model._meta.label: row.pk for model, row in made.items()}
    return {**found, "the story’s case": story.pk, "the story’s person": story.person_id}


def protected_pages() -> list[Page]:
    """The pages that ask who you are."""
    return [page for page in pages.pages() if page.action]


def test_an_unknown_visitor_is_sent_to_the_login(world: World) -> None:
    client = Client()
    login = reverse("account_login")
    faults = []
    for page in protected_pages():
        url = page.url(NEVER_SEEN)
        for method in (client.get, client.post):
            answer = method(url)
            if answer.status_code != 302 or not answer["Location"].startswith(login):
                faults.append(f"{method.__name__} {url}: {answer.status_code} {answer.headers.get('Location', '')}")
    tree.none_of(faults)


@pytest.mark.sweep
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_row_out_of_reach_answers_like_a_row_that_is_not_there(
    hidden: dict[str, uuid.UUID], as_user: Callable[[str], Any], method: str
) -> None:
    tree.none_of(differences(as_user("chiara"), hidden, method, protected_pages()))


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_story_is_not_there_for_chiara(
    hidden: dict[str, uuid.UUID], as_user: Callable[[str], Any], method: str, story: Case
) -> None:
    few = {name: pk for name, pk in hidden.items() if name.startswith("the story") or name == "outreach.Signal"}
    walked = [page for page in protected_pages() if page.action in ROLES["case_manager"].actions]
    tree.none_of(differences(as_user("chiara"), few, method, walked))


@pytest.mark.django_db
def test_a_page_that_shows_too_much_would_be_found() -> None:
    class Talkative:
        def get(self, url: str) -> Any:
            found = str(NEVER_SEEN) not in url
            return type("Answer", (), {"status_code": 403 if found else 404, "content": b""})()

    page = Page("casi/", "desk:home", lambda request: None, (("case_id", pages.get_converters()["uuid"]),))
    planted = type("Planted", (), {"takes_ids": True, "url": lambda self, value: f"/{value}/", "name": page.name})()
    assert list(differences(Talkative(), {"row": uuid.uuid4()}, "get", [planted]))


def differences(client: Any, hidden: dict[str, uuid.UUID], method: str, walked: list[Any]) -> list[str]:
    """Where a hidden row can be told from one that does not exist, by status, body or number of queries."""
    faults = []
    for page in walked:
        if not page.takes_ids:
            continue
        absent, tables = asked(client, method, page.url(NEVER_SEEN))
        for name, pk in those_met(hidden, tables):
            answer, _ = asked(client, method, page.url(pk))
            if answer[0] != 404 and not (answer[0] == 405 == absent[0]):
                faults.append(f"{page.name} with {name}: {answer[0]}")
            elif answer != absent:
                parts = ("status", "body", "queries")
                told = [part for part, one, two in zip(parts, answer, absent, strict=True) if one != two]
                faults.append(f"{page.name} with {name}: {', '.join(told)} differ from an absent row")
    return faults


def those_met(hidden: dict[str, uuid.UUID], tables: set[str]) -> list[tuple[str, uuid.UUID]]:
    """The rows that can change the answer: those of the tables asked for the absent row, and one row as a control.

    A page does the same for any address until a query finds something, and a query finds only rows of its tables.
    """
    labels = {model._meta.label for model in apps.get_models() if model._meta.db_table in tables}
    met = [(name, pk) for name, pk in hidden.items() if name in labels or name.startswith("the story")]
    control = next(((name, pk) for name, pk in hidden.items() if name not in labels), None)
    return [*met, *([control] if control else [])]


def asked(client: Any, method: str, url: str) -> tuple[tuple[int, str, int], set[str]]:
    """Status, body and number of queries, tokens and the address itself aside; and the tables asked."""
    client.raise_request_exception = False
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(url)
    body = answer.content.decode(errors="replace") if hasattr(answer, "content") else ""
    body = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", body)
    body = re.sub(r'(name="csrfmiddlewaretoken" value|nonce|content)="[^"]*"', r"\1", body)
    tables = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    return (answer.status_code, body, len(queries)), tables
