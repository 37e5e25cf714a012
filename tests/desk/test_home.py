"""The home opens for every role and for every member of the cast, and is never empty."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator

from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.programmes.actions import give_mandate
from tests.cast import World
from tests.conftest import StaffClient


@pytest.mark.parametrize("name", ["paolo", "marta", "giulia", "luca", "nadia", "karim", "elena", "chiara"])
def test_the_home_opens(as_user: Callable[[str], StaffClient], name: str) -> None:
    answer = as_user(name).get("/")
    assert answer.status_code == 200
    assert "Prossimo passo" in answer.content.decode()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "host_tutor"])
def test_the_home_of_every_role_says_what_to_do_next(world: World, role: str) -> None:
    user = User.objects.create_user(email="prova@example.org", given_name="Prova")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    body = world.organizations["cooperativa"]
    give_mandate(user=user, organization=body, programme=world.programme, role=role, by=None)
    client = StaffClient()
    client.force_login(user)
    answer = client.get("/")
    assert answer.status_code == 200
    assert 'class="c-next' in answer.content.decode()
