"""Primo avvio: from an empty database to an administrator with a second key and the keys on paper."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command
from django.test import Client

from ciao.accounts.models import FirstStart, User
from ciao.accounts.rules import last_group, sheet_of
from ciao.core import clock
from ciao.core.crypto import keyring
from ciao.programmes.models import Mandate

ADMINISTRATOR = {
    "organization": "Azienda Sociale Tre Ponti",
    "given_name": "Marta",
    "family_name": "Prova",
    "email": "Marta@Example.org",
    "password": "tre ponti sul lambro",
}


@pytest.fixture
def link(db: None) -> str:
    return printed_link()


def printed_link() -> str:
    out = StringIO()
    call_command("first_start", stdout=out)
    return out.getvalue().strip().splitlines()[-1].strip().removeprefix("http://127.0.0.1:8000")


def code_for(page: str) -> str:
    secret = page.split('class="code">')[1].split("<")[0]
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def mandate_of(user: User) -> str:
    return str(Mandate.objects.get(user=user).id)


@pytest.mark.parametrize("path", ["/", "/accesso/login/", "/persone/"])
def test_without_users_every_page_leads_to_the_terminal(db: None, path: str) -> None:
    answer = Client().get(path, follow=True)
    assert "Apri il terminale" in answer.content.decode()


def test_nothing_is_printed_where_somebody_already_works(world) -> None:
    out = StringIO()
    call_command("first_start", stdout=out)
    assert out.getvalue() == ""
    assert Client().get("/primo-avvio/")["Location"] == "/"


def test_the_whole_way_from_the_link_to_the_keys_on_paper(link: str) -> None:
    browser = Client()
    assert "Chi amministra" in browser.get(link).content.decode()
    assert browser.post(link, ADMINISTRATOR)["Location"] == "/seconda-chiave/"
    user = User.objects.get()
    assert user.email == "marta@example.org"
    mandate = Mandate.objects.get(user=user)
    assert (mandate.role, mandate.programme_id) == ("system_administrator", None)
    assert browser.get("/utenti/")["Location"] == "/accesso/2fa/totp/activate/"

    page = browser.get("/seconda-chiave/").content.decode()
    answer = browser.post("/seconda-chiave/", {"code": code_for(page)})
    assert answer["Location"] == "/seconda-chiave/codici/"
    codes = browser.get("/seconda-chiave/codici/")
    assert "I tuoi 10 codici" in codes.content.decode()
    assert codes["Cache-Control"] == "no-store"

    keys = browser.get("/primo-avvio/chiavi/").content.decode()
    for line in sheet_of(keyring()):
        assert all(group in keys for group in line.groups)
    wrong = browser.post("/primo-avvio/chiavi/", {"typed": "ZZZZ", "_mandate": mandate_of(user)})
    assert wrong.status_code == 422
    assert "Non sono gli ultimi 4 caratteri" in wrong.content.decode()
    typed = last_group(keyring()).lower()
    answer = browser.post("/primo-avvio/chiavi/", {"typed": typed, "_mandate": mandate_of(user)})
    assert answer["Location"] == "/primo-avvio/scheda/"
    assert FirstStart.objects.get().keys_kept_by == user.id
    assert browser.get("/primo-avvio/chiavi/")["Location"] == "/primo-avvio/scheda/"
    assert browser.get("/primo-avvio/scheda/").status_code == 200


def test_the_link_is_used_once(link: str) -> None:
    Client().post(link, ADMINISTRATOR)
    again = Client().post(link, {**ADMINISTRATOR, "email": "altra@example.org"})
    assert again.status_code == 410
    assert User.objects.count() == 1


def test_a_new_start_prints_a_new_link_and_the_old_one_stops(link: str) -> None:
    newer = printed_link()
    assert Client().get(link).status_code == 410
    assert Client().get(newer).status_code == 200


def test_the_link_lasts_a_day(link: str) -> None:
    with clock.at(clock.now() + timedelta(hours=25)):
        answer = Client().get(link)
    assert answer.status_code == 410
    assert "scaduto" in answer.content.decode()


def test_a_weak_password_gives_everything_else_back(link: str) -> None:
    answer = Client().post(link, {**ADMINISTRATOR, "password": "marta"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Scrivi almeno 12 caratteri" in page
    assert "Azienda Sociale Tre Ponti" in page
    assert User.objects.count() == 0


def test_a_wrong_code_activates_nothing(link: str) -> None:
    browser = Client()
    browser.post(link, ADMINISTRATOR)
    browser.get("/seconda-chiave/")
    assert browser.post("/seconda-chiave/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
