"""A copy is made, a person is erased, the copy comes back elsewhere: the person goes again before anybody reads."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ciao.core import ledger
from ciao.core.command.instance import CHECKOUT, REAL
from ciao.core.crypto import create_keyring
from ciao.core.database import roles, supervisor
from tests.core.command.conftest import Terminal
from tests.core.command.conftest import terminal as terminal

SETTINGS = "config.settings.prod"
BEGIN = "import django; django.setup()\nfrom tests.privacy.test_erasure import *\n"
LIVED = """
from tests.cast import make_world
with clock.at(TODAY):
    world = make_world()
    with acting(world.actor("marta")) as marta:
        gone(world, marta)
print(len(everything("Haddad")))
"""
ERASED = """
from ciao.privacy.actions import due_cases, enter_start, erase, give_notice
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate
paolo = actor_of(Mandate.objects.get(role="coordinator"))
with clock.at(TODAY), acting(paolo):
    enter_start(programme=Mandate.objects.get(role="coordinator").programme, rule_code="under_one_million",
                starts_on=date(2020, 12, 31), act="Nota", by=paolo)
    erasure = give_notice(case=due_cases(paolo, TODAY)[0].case, by=paolo)
with clock.at(TODAY + timedelta(days=31)), acting(paolo):
    erase(erasure=erasure, by=paolo)
print(len(everything("Haddad")))
"""
READ = 'print(len(everything("Haddad")), len(everything("Ha parlato")))'


def tell(terminal: Terminal, story: str) -> str:
    """Runs a piece of story on an installation, as who may do anything on its server."""
    with supervisor.running(terminal.home) as cluster:
        cluster.prepare("ciao")
        url = cluster.url(roles.ADMIN, "ciao")
        known = {
            **terminal.environment, "DJANGO_SETTINGS_MODULE": SETTINGS, "DATABASE_URL": url,
            "DATABASE_OWNER_URL": url, "PYTHONPATH": str(CHECKOUT),
        }  # fmt: skip
        words = [sys.executable, "-c", BEGIN + story]
        done = subprocess.run(words, env=known, cwd=CHECKOUT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip()


@pytest.mark.sweep
def test_who_was_erased_does_not_come_back_with_an_older_copy(terminal: Terminal) -> None:
    product = {"DJANGO_SETTINGS_MODULE": SETTINGS}
    keys = terminal.home / "keys" / REAL.keyring
    create_keyring(keys)
    assert terminal.ciao("db", "migrate", **product).returncode == 0
    assert int(tell(terminal, LIVED)) > 0
    archive = terminal.home.parent / "prima.copia"
    assert terminal.ciao("backup", str(archive), **product).returncode == 0
    assert tell(terminal, ERASED) == "0"
    assert len(ledger.read(ledger.beside(keys))) == 1
    other = Terminal(terminal.home.parent / "altrove")
    (other.home / "keys").mkdir(parents=True)
    for path in (keys, ledger.beside(keys)):
        (other.home / "keys" / path.name).write_bytes(path.read_bytes())
    done = other.ciao("restore", str(archive), **product)
    assert done.returncode == 0, done.stderr
    assert "Cancellate di nuovo: 1 persona" in done.stdout
    assert "Registro delle letture integro" in done.stdout
    assert tell(other, READ) == "0 0"
    rotated = other.ciao("keys", "rotate", **product)
    assert rotated.returncode == 0, rotated.stderr
    assert "ora la chiave è k2" in rotated.stdout
