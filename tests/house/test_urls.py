"""Addresses: each page declares who opens it, speaks Italian, ends with a slash, shows no number to guess."""

import re
from collections.abc import Iterable

from django.apps import apps as django_apps
from django.urls import path
from django.urls.converters import IntConverter

from tests.house import pages, tree
from tests.house.pages import Page

# Words that are the same in Italian, or a proper name of the page.
ITALIAN_TOO = {"agenda", "governance", "demo", "audit", "file", "partner", "tutor", "budget", "email", "mail"}


def test_every_page_declares_who_may_open_it() -> None:
    tree.none_of(
        f"{page.name or page.route}: @requires(Action.…) or @public_page" for page in pages.pages() if not page.declares
    )


def test_no_page_is_both_public_and_protected() -> None:
    tree.none_of(page.name for page in pages.pages() if page.action and page.is_public)


def test_every_page_has_a_name_of_its_app() -> None:
    tree.none_of(f"{page.route}: named «{page.name}»" for page in pages.pages() if page.name.split(":")[0] != page.app)


def test_addresses_are_plain_and_end_with_a_slash() -> None:
    tree.none_of(f"{page.route}: {fault}" for page in pages.pages() for fault in faults_of(page.route))


def test_addresses_speak_italian() -> None:
    english = english_words()
    tree.none_of(
        f"{page.route}: «{word}» is the English name"
        for page in pages.pages()
        for word in re.sub(r"<[^>]*>", "", page.route).strip("/").split("/")
        if word.replace("-", "_") in english
    )


def test_ids_in_addresses_are_random() -> None:
    tree.none_of(f"{page.route}: <{name}> is a number" for page in pages.pages() for name in guessable(page))


def test_planted_addresses_are_refused() -> None:
    assert list(faults_of("casi/<int:id>"))
    assert list(faults_of("Casi/"))
    assert "cases" in english_words()
    planted = path("casi/<int:case_id>/", lambda request: None, name="case")
    page = Page("casi/", "case", planted.callback, tuple(planted.pattern.converters.items()))
    assert guessable(page) == ["case_id"]
    assert not page.declares


def faults_of(route: str) -> Iterable[str]:
    """What is wrong with the shape of an address."""
    if route and not route.endswith("/"):
        yield "no slash at the end"
    if re.search(r"[^a-z0-9/-]", re.sub(r"<[^>]*>", "", route)):
        yield "not lower case with hyphens"


def english_words() -> set[str]:
    """Names of our apps, tables and pages, which are English; an address that uses one is not Italian."""
    names = set(tree.apps()) | {page.name.split(":")[-1] for page in pages.pages()}
    names |= {model._meta.model_name or "" for model in django_apps.get_models()}
    names |= {f"{name}s" for name in names} | {"edit", "new", "list", "delete", "create", "update", "detail"}
    italian = {str(app.verbose_name) for app in django_apps.get_app_configs()}
    return names - ITALIAN_TOO - italian


def guessable(page: Page) -> list[str]:
    """Parts of an address that count rows; a step, a month or a version is not the id of a row."""
    return [
        name
        for name, one in page.converters
        if isinstance(one, IntConverter) and (name in {"id", "pk"} or name.endswith(("_id", "_pk")))
    ]
