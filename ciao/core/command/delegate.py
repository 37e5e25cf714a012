"""Commands whose work is done elsewhere: by an app's management command, by the sheet's reader, by psql."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg

from ciao.core.command import schema
from ciao.core.command.instance import BACKUP_URL, CHECKOUT, OWNER_URL, WEB_URL, Instance, has_command, opened
from ciao.core.command.problem import CommandProblem
from ciao.core.database import binaries, roles
from ciao.core.database.address import for_programs

VARIABLES = {"web": WEB_URL, "owner": OWNER_URL, "backup": BACKUP_URL}
SHEET_READER = "ciao.programmes.sheet"
PEOPLE_MATCHER = "ciao.people.matching"


def management(instance: Instance, name: str, *words: str) -> int:
    """Run an app's command as the owner, on a database that is up to date."""
    if not has_command(name):
        raise CommandProblem("Questo comando non c'è ancora.")
    with opened(instance) as ready:
        schema.bring_up_to_date(ready)
        return ready.django(name, *words, owner=True)


def restore_keys(instance: Instance) -> int:
    """Make the key ring again from the paper sheet, before there is any database to open."""
    words = [sys.executable, "-m", "django", "restore_keyring"]
    settings = os.environ.get("DJANGO_SETTINGS_MODULE") or instance.settings
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    return subprocess.run(words, env=environment, cwd=CHECKOUT, check=False).returncode


def rotate_keys(instance: Instance) -> int:
    """Make new keys and seal everything anew, while nobody works: who is serving would still use the old ones."""
    with opened(instance) as ready:
        if _is_served(ready):
            raise CommandProblem("CIAO! è in funzione: fermalo, poi cambia le chiavi.")
        schema.bring_up_to_date(ready)
        return ready.django("rotate_keys", owner=True)


def _is_served(instance: Instance) -> bool:
    asked = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = %s"
    with psycopg.connect(instance.url(OWNER_URL)) as owner:
        return owner.execute(asked, [roles.WEB]).rowcount > 0


def read_sheet(file: Path) -> int:
    """Print the draft of a project sheet without any database."""
    words = [sys.executable, "-m", SHEET_READER, str(file.resolve()), "--json"]
    return subprocess.run(words, cwd=CHECKOUT, check=False).returncode


def match_people(file: Path, *, as_json: bool) -> int:
    """Print who stands twice in a list, without any database."""
    words = [sys.executable, "-m", PEOPLE_MATCHER, str(file.resolve()), *(["--json"] if as_json else [])]
    return subprocess.run(words, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, cwd=CHECKOUT, check=False).returncode


def migrate(instance: Instance) -> None:
    """Bring the tables up to this version of the code."""
    with opened(instance) as ready:
        schema.bring_up_to_date(ready)
    print("Le tabelle sono aggiornate.")


def show_roles(instance: Instance) -> None:
    """The SQL an administrator runs once on a PostgreSQL of their own."""
    print(roles.script(instance.database))


def show_url(instance: Instance, role: str) -> None:
    """The address with its password, for whoever asks for it by name."""
    with opened(instance) as ready:
        print(ready.url(VARIABLES[role]))


def shell(instance: Instance, role: str) -> int:
    """An open psql, as one of the roles."""
    with opened(instance) as ready:
        address, secret = for_programs(ready.url(VARIABLES[role]))
        command = [str(binaries.find() / "psql"), address]
        return subprocess.run(command, env={**os.environ, **secret}, check=False).returncode
