"""The pages of entering and of one's own security, in our words and with our frame."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.cast import World
from tests.conftest import StaffClient

AsUser = Callable[[str], StaffClient]
pytestmark = pytest.mark.django_db


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_entrance_is_in_italian_and_offers_a_way_back_in(world: World) -> None:
    page = words(Client().get(reverse("account_login"), headers={"accept-language": "en"}))
    assert "Indirizzo e-mail" in page
    assert "Ho dimenticato la password" in page
    assert "Entra con una passkey" in page
    assert "Non hai un accesso?" in page


def test_a_wrong_password_gives_the_address_back_under_an_error_summary(world: World) -> None:
    answer = Client().post(reverse("account_login"), {"login": "marta@esempio.it", "password": "sbagliata"})
    page = answer.content.decode()
    assert "1 cosa da correggere per entrare" in words(answer)
    assert 'value="marta@esempio.it"' in page
    assert "data-error-summary" in page


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("account_reset_password", "Password dimenticata"),
        ("account_reset_password_done", "Controlla la posta"),
        ("account_reset_password_from_key_done", "Password cambiata"),
        ("account_signup", "Si entra con un invito"),
        ("account_inactive", "Questo accesso è chiuso"),
    ],
)
def test_pages_before_the_entrance_have_our_titles(world: World, name: str, title: str) -> None:
    answer = Client().get(reverse(name))
    assert answer.status_code == 200
    assert f'<h1 id="c-acc">{title}</h1>' in answer.content.decode()


def test_a_link_already_used_says_so(world: World) -> None:
    answer = Client().get(reverse("account_reset_password_from_key", args=["a", "set-password"]))
    assert "Questo link non vale più" in words(answer)


def test_security_shows_what_is_active_and_one_next_step(as_user: AsUser) -> None:
    page = words(as_user("marta").get(reverse("mfa_index")))
    assert "App dei codici" in page
    assert "Passkey" in page
    assert "Prepara i codici" in page


def test_the_second_key_is_set_up_with_a_drawing_and_a_code(world: World) -> None:
    client = Client()
    client.force_login(world.user("marta"))
    answer = client.get(reverse("mfa_activate_totp"))
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
        assert "Conferma che sei tu" in words(answer)
        return
    page = answer.content.decode()
    assert 'class="c-qr' in page
    assert "Scrivi il codice che l’app mostra" in page


@pytest.mark.parametrize("name", ["account_logout", "account_change_password", "account_email", "mfa_list_webauthn"])
def test_pages_after_the_entrance_carry_the_frame(as_user: AsUser, name: str) -> None:
    answer = as_user("marta").get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert 'class="c-account' in answer.content.decode()


def test_no_page_has_inline_scripts_or_styles(as_user: AsUser) -> None:
    clients: list[tuple[Client, str]] = [(Client(), "account_login"), (as_user("marta"), "mfa_index")]
    for client, name in clients:
        page = client.get(reverse(name)).content.decode()
        assert not re.search(r"\sstyle=", page)
        assert not re.search(r"<script(?![^>]*(src=|application/json))", page)


def test_recovery_codes_can_be_read_and_printed(as_user: AsUser, world: World) -> None:
    client = as_user("marta")
    answer = client.get(reverse("mfa_generate_recovery_codes"), follow=True)
    assert answer.status_code == 200
    assert Authenticator.objects.filter(user=world.user("marta")).exists()
