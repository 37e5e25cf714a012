"""Whoever comes in finds a home, and nothing on it leads to a page that is not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from ciao.access.roles import ROLES
from ciao.accounts.models import User
from ciao.programmes.actions import give_mandate
from tests.cast import START, World


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_home_of_every_role_leads_only_to_pages_that_open(
    role: str, world: World, as_user: Callable[[str], Any]
) -> None:
    world.mandates[role] = give_mandate(
        user=User.objects.create_user(email=f"{role}@example.org", given_name="Prova"),
        organization=world.organizations["capofila"],
        programme=None if role == "system_administrator" else world.programme,
        role=role,
        by=None,
        starts_on=START,
    )
    page = as_user(role)
    home = page.get("/")
    assert home.status_code == 200
    html = home.content.decode()
    assert "Prossimo passo" in html
    led = set(re.findall(r'(?:href|action)="(/[^"#?]*)', html)) - {"/accesso/logout/", "/abilitazione/"}
    shut = [path for path in led if not path.startswith("/static/") and page.get(path).status_code != 200]
    assert shut == []
