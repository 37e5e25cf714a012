"""Entering: how often one may try, and that readers of personal data need a second key."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from ciao.access.enums import Level
from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.core.crypto import keyring
from config.settings import base
from tests.cast import PASSWORD, World
from tests.house import pages

LOGIN = "/accesso/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def enter(email: str, password: str, address: str = "10.0.0.1") -> tuple[Client, str, int]:
    browser = Client(REMOTE_ADDR=address)
    answer = browser.post(LOGIN, {"login": email, "password": password})
    return browser, answer.content.decode(), answer.status_code


def test_six_wrong_passwords_a_minute_close_an_account_even_to_the_right_one(world: World) -> None:
    for attempt in range(6):
        _, page, _ = enter("elena@example.org", "sbagliata", f"10.0.0.{attempt}")
        assert "Troppi" not in page
    browser, page, status = enter("elena@example.org", PASSWORD, "10.0.0.9")
    assert status in {200, 429}
    assert "_auth_user_id" not in browser.session
    browser, _, status = enter("marta@example.org", PASSWORD, "10.0.0.9")
    assert status == 302


def test_thirty_wrong_passwords_a_minute_close_an_address(world: World) -> None:
    for attempt in range(30):
        enter(f"nessuno{attempt}@example.org", "sbagliata")
    browser, _, _ = enter("elena@example.org", PASSWORD)
    assert "_auth_user_id" not in browser.session
    browser, _, _ = enter("elena@example.org", PASSWORD, "10.0.0.2")
    assert "_auth_user_id" in browser.session


def test_a_wrong_password_and_an_unknown_address_read_the_same(world: World) -> None:
    pages_ = [enter(email, "sbagliata")[1] for email in ("elena@example.org", "nessuno@example.org")]
    bare = [page.split("<main")[1].replace("elena@", "x@").replace("nessuno@", "x@") for page in pages_]
    tokens = [page.split('csrfmiddlewaretoken" value="')[1].split('"')[0] for page in bare]
    assert bare[0].replace(tokens[0], "") == bare[1].replace(tokens[1], "")


def test_the_session_ends_after_half_an_hour_of_quiet(world: World, settings) -> None:
    browser, _, _ = enter("elena@example.org", PASSWORD)
    assert browser.session.get_expiry_age() <= 30 * 60
    assert settings.SESSION_SAVE_EVERY_REQUEST
    assert settings.SESSION_COOKIE_HTTPONLY


def test_passwords_are_kept_with_argon2(settings) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert make_password(PASSWORD).startswith("argon2$argon2id$")


READERS = ["paolo", "marta", "luca", "nadia", "karim", "chiara"]


@pytest.mark.parametrize("name", READERS)
def test_no_page_opens_to_readers_of_personal_data_before_their_second_key(world: World, name: str) -> None:
    browser = Client()
    browser.force_login(world.user(name))
    opened = []
    for page in pages.pages():
        if page.is_public or page.action is None:
            continue
        for send in (browser.get, browser.post):
            answer = send(page.url("00000000-0000-4000-8000-000000000001"))
            if answer.status_code != 302 or answer["Location"] != "/accesso/2fa/totp/activate/":
                opened.append((page.name, answer.status_code))
    assert opened == []


def test_the_roles_that_read_persons_are_those_whose_cap_reaches_them() -> None:
    personal = Level.SIGNAL | Level.NAME | Level.CONTACT | Level.IDENTITY | Level.SENSITIVE | Level.DIARY
    without = [role.code for role in ROLES.values() if role.cap & personal and not role.reads_persons]
    assert without == ["host_tutor"], "il tutor dell’ente ospitante entra da un collegamento, non con un accesso"


def test_whoever_reads_no_person_enters_with_the_password_alone(world: World) -> None:
    browser, _, _ = enter("elena@example.org", PASSWORD)
    assert browser.get("/").status_code == 200


def test_the_app_of_codes_is_asked_at_the_door_and_its_secret_lies_sealed(world: World, as_user) -> None:
    user = world.user("marta")
    TOTP.activate(user, SECRET)
    stored = Authenticator.objects.get(user=user).data["secret"]
    assert SECRET not in stored
    assert keyring().open(stored, "mfa") == SECRET
    browser, _, _ = enter("marta@example.org", PASSWORD)
    assert "_auth_user_id" not in browser.session
    code = format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))
    browser.post("/accesso/2fa/authenticate/", {"code": code})
    assert browser.get("/").status_code == 200


def test_a_code_on_paper_opens_once(world: World) -> None:
    user = world.user("marta")
    TOTP.activate(user, SECRET)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for is_open in (True, False):
        browser, _, _ = enter("marta@example.org", PASSWORD)
        browser.post("/accesso/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in browser.session) is is_open


def test_nobody_signs_up_alone(world: World) -> None:
    answer = Client().post("/accesso/signup/", {"email": "x@example.org", "password1": PASSWORD})
    assert answer.status_code in {200, 403, 404}
    assert not User.objects.filter(email="x@example.org").exists()


def test_whoever_has_just_entered_sets_up_the_second_key_without_the_password_again(world: World) -> None:
    browser, _, _ = enter("marta@example.org", PASSWORD)
    assert browser.get("/")["Location"] == "/accesso/2fa/totp/activate/"
    assert "Inquadra il disegno" in browser.get("/accesso/2fa/totp/activate/").content.decode()
    assert browser.get("/seconda-chiave/").status_code == 200
