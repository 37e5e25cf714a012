"""A row is there when the answer is made: plain, template or file, all inside the actor's transaction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import override_settings
from django.urls import include, path

from ciao.access.actor import current_actor
from ciao.access.enums import Action
from ciao.access.requires import requires
from ciao.cases.models import Case
from ciao.core.lists import Column, ListPage
from tests.house import tree

NUMBERS = ListPage(title="Prova", columns=[Column("number", "Numero", value=lambda case: case.number)])
SHOWN = engines["django"].from_string("{% for case in cases %}caso {{ case.number }}{% endfor %}")


@requires(Action.CASE_VIEW)
def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(", ".join(str(case) for case in Case.objects.all()))


@requires(Action.CASE_VIEW)
def template(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, SHOWN, {"cases": Case.objects.all()})


@requires(Action.CASE_VIEW)
def table(request: HttpRequest) -> HttpResponse:
    return NUMBERS.answer(request, Case.objects.all())


@requires(Action.CASE_VIEW)
def broken(request: HttpRequest) -> HttpResponse:
    Case.objects.update(number=99)
    return HttpResponse("rotto", status=503)


urlpatterns = [
    path("piana/", plain),
    path("modello/", template),
    path("elenco/", table),
    path("rotta/", broken),
    path("", include("config.urls")),
]


@pytest.fixture
def marta(story: Case, as_user: Callable[[str], Any]) -> Any:
    with override_settings(ROOT_URLCONF=__name__):
        yield as_user("marta")


@pytest.mark.parametrize("url", ["/piana/", "/modello/", "/elenco/"])
def test_a_page_shows_its_row(marta: Any, story: Case, url: str) -> None:
    answer = marta.get(url)
    assert answer.status_code == 200
    assert f"{story.number}" in answer.content.decode()
    assert "caso" in answer.content.decode() or url == "/elenco/"


def test_a_file_holds_its_row(marta: Any, story: Case) -> None:
    answer = marta.get("/elenco/?esporta=xlsx")
    assert answer["Content-Type"].endswith("sheet")
    assert answer.content[:2] == b"PK"
    assert not answer.streaming


@pytest.mark.parametrize("url", ["/piana/", "/modello/"])
def test_the_same_page_has_no_row_for_chiara(story: Case, as_user: Callable[[str], Any], url: str) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        assert "caso" not in as_user("chiara").get(url).content.decode()


def test_a_failed_answer_leaves_nothing_and_nobody_behind(marta: Any, story: Case) -> None:
    assert marta.get("/rotta/").status_code == 503
    story.refresh_from_db()
    assert story.number != 99
    assert current_actor() is None


def test_no_answer_streams_rows() -> None:
    tree.none_of(tree.shown(file) for file in tree.python_files() if "StreamingHttpResponse" in file.read_text())
