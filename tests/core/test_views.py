"""The page of components, the shortcuts and the answers that belong to no app."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from ciao.core import views

pytestmark = pytest.mark.urls("tests.core.urls")


def page(request_path: str = "/componenti/") -> str:
    answer = views.components(RequestFactory().get(request_path))
    return answer.render().content.decode()  # type: ignore[attr-defined]


def test_every_component_is_shown() -> None:
    shown = page()
    for name in (
        "c-next",
        "c-table",
        "c-goals",
        "c-thread",
        "c-steps",
        "c-time",
        "c-cal",
        "c-exp",
        "c-src",
        "c-roll",
    ):
        assert f'class="{name}' in shown or f" {name}" in shown, name


def test_the_page_has_no_inline_script_or_style() -> None:
    shown = page()
    assert not re.search(r"\sstyle=", shown)
    assert not re.search(r"<script(?![^>]*src=)", shown)


def test_no_drawing_uses_the_italian_comma_for_its_numbers() -> None:
    for drawing in re.findall(r"<svg class=\"c-chart.*?</svg>", page(), flags=re.DOTALL):
        assert not re.search(r'(?:x|y|width|height|cx|cy|x1|y1)="\d+,\d', drawing)


def test_the_shortcuts_are_listed() -> None:
    answer = views.shortcuts(RequestFactory().get("/"))
    assert "Ctrl+Invio" in answer.render().content.decode()  # type: ignore[attr-defined]


def test_an_expired_page_says_where_the_text_is() -> None:
    answer = views.csrf_failure(RequestFactory().post("/"))
    assert answer.status_code == 403
    assert "ancora nella pagina di prima" in answer.render().content.decode()  # type: ignore[attr-defined]


def test_forbidden_and_absent_are_the_same_page() -> None:
    assert render_to_string("403.html") == render_to_string("404.html")
    assert "Pagina non trovata, o non tra quelle che puoi vedere" in render_to_string("404.html")


def test_a_form_of_another_mandate_gives_back_what_was_typed() -> None:
    shown = render_to_string("409.html", {"acting_as": "coordinatrice", "typed": [("nota", "a <b>"), ("vuoto", "")]})
    assert "Stai agendo come coordinatrice" in shown
    assert "a &lt;b&gt;" in shown
    assert "vuoto" not in shown


@pytest.mark.parametrize("name", ["429.html", "500.html", "errors/no_mandate.html"])
def test_unhappy_pages_need_no_request_and_say_what_to_do(name: str) -> None:
    shown = render_to_string(name)
    assert '<h1 id="c-acc">' in shown
    assert not re.search(r"\sstyle=", shown)


def test_a_fault_has_a_code_to_read_aloud() -> None:
    assert "K7-2041" in render_to_string("500.html", {"error_code": "K7-2041"})
