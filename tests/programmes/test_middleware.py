"""One request, one actor, one transaction: who comes in, under which mandate, what a refusal gives back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from ciao.access.actor import PUBLIC, current_actor
from ciao.access.enums import Action
from ciao.access.requires import public_page, requires
from ciao.accounts.models import User
from ciao.outreach.models import Signal
from ciao.programmes.actions import end_mandate, give_mandate
from tests.cast import START, World


@requires(Action.SIGNAL_VIEW)
def signals(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.actor.label}|{current_actor() == request.actor}|{Signal.objects.count()}")  # type: ignore[attr-defined]


@public_page
def open_to_all(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.actor.kind.value))  # type: ignore[attr-defined]


@public_page
def failing(request: HttpRequest) -> HttpResponse:
    User.objects.create_user(email="perduta@example.org", given_name="Perduta")
    raise LookupError


urlpatterns = [
    path("prova/", signals),
    path("aperta/", open_to_all),
    path("guasta/", failing),
    path("", include("config.urls")),
]


@pytest.fixture(autouse=True)
def _these_pages() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_the_view_runs_as_the_mandate_inside_its_transaction(as_user: Callable[[str], Any]) -> None:
    answer = as_user("marta").get("/prova/")
    assert answer.content.decode() == "Marta, case manager, Azienda Sociale Tre Ponti|True|0"
    assert current_actor() is None


def test_whoever_is_unknown_comes_back_to_the_same_address_after_the_login(world: World) -> None:
    answer = Client().get("/prova/?q=a&pagina=2")
    assert answer.status_code == 302
    assert answer["Location"].endswith("next=/prova/%3Fq%3Da%26pagina%3D2")


def test_a_role_without_the_action_finds_no_page(as_user: Callable[[str], Any]) -> None:
    assert as_user("elena").get("/prova/").status_code == 404
    assert as_user("elena").post("/prova/").status_code == 404


def test_whoever_has_no_mandate_today_is_told_so(world: World) -> None:
    mandate = world.mandates["marta"]
    end_mandate(mandate=mandate, on=START, by=PUBLIC)
    client = Client()
    client.force_login(world.user("marta"))
    assert client.get("/prova/").status_code == 403


def test_without_a_second_factor_whoever_reads_persons_goes_to_set_it_up(world: World) -> None:
    client = Client()
    client.force_login(world.user("marta"))
    answer = client.get("/prova/")
    assert answer.status_code == 302
    assert "2fa" in answer["Location"] or "totp" in answer["Location"]


def test_a_role_that_reads_nobody_enters_with_the_password_alone(world: World) -> None:
    client = Client()
    client.force_login(world.user("elena"))
    assert client.get("/prova/").status_code == 404


def test_one_delicate_mandate_among_others_is_enough_to_ask_for_it(world: World) -> None:
    user = world.user("elena")
    give_mandate(
        user=user,
        organization=world.organizations["capofila"],
        programme=world.programme,
        role="auditor",
        by=None,
    )
    client = Client()
    client.force_login(user)
    assert client.get("/prova/").status_code == 302


@pytest.mark.parametrize("mandate", ["", "11111111-2222-4333-8444-555555555555"])
def test_a_form_opened_under_another_mandate_is_given_back_whole(as_user: Callable[[str], Any], mandate: str) -> None:
    client = as_user("marta")
    answer = client.post("/prova/", {"_mandate": mandate, "nota": "scritta con cura", "password": "segreta"})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "scritta con cura" in text
    assert "segreta" not in text
    assert "Marta, case manager" in text


def test_a_form_of_the_same_mandate_goes_through(as_user: Callable[[str], Any]) -> None:
    assert as_user("marta").post("/prova/", {}).status_code == 200


def test_a_public_page_runs_as_the_public_or_as_who_is_signed_in(world: World, as_user: Callable[[str], Any]) -> None:
    assert Client().get("/aperta/").content == b"public"
    assert as_user("marta").get("/aperta/").content == b"mandate"


def test_an_exception_undoes_what_was_written(world: World) -> None:
    client = Client(raise_request_exception=False)
    assert client.get("/guasta/").status_code == 500
    assert not User.objects.filter(email="perduta@example.org").exists()
    assert current_actor() is None


def test_the_login_page_is_the_frameworks_own(world: World) -> None:
    assert Client().get("/accesso/login/").status_code in {200, 302}
    assert Authenticator.objects.count() == 0
