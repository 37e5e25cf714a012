"""The demo's database: loaded once, loaded again for another day, thrown away when half loaded."""

import shutil
from datetime import date

import psycopg

from ciao.core.command import schema
from ciao.core.command.instance import DEMO, OWNER_URL, Instance, has_command, opened
from ciao.core.command.problem import CommandProblem

REAL_DAY = "il giorno vero"


def on_day(instance: Instance, day: date | None) -> Instance:
    """The demo whose every process lives on that day."""
    if day is None:
        return instance
    return instance.knowing(CIAO_OGGI=day.isoformat())


def load(instance: Instance, day: date | None) -> None:
    """Play the story into the database, unless it is there already for this day."""
    if not has_command("load_demo"):
        return
    written = schema.notes(instance)
    loaded = written.get("demo")
    if loaded and (day is None or loaded == day.isoformat()):
        return
    if "demo_began" in written:
        empty(instance)
        schema.bring_up_to_date(instance)
    print("Racconto la storia della demo…", flush=True)
    schema.note(instance, demo_began="sì")
    if instance.django("load_demo", *(["--oggi", day.isoformat()] if day else []), owner=True):
        raise CommandProblem("La demo non è pronta: il motivo è scritto qui sopra.")
    schema.note(instance, demo=day.isoformat() if day else REAL_DAY)


def reset() -> None:
    """Throw the demo away; the next start tells its story again."""
    with opened(DEMO) as instance:
        empty(instance)
    print("La demo è vuota: al prossimo avvio si ricarica.")


def empty(instance: Instance) -> None:
    """Remove everything the demo has: tables, notes and files. Refuses any instance that is not the demo."""
    if not instance.is_demo:
        raise CommandProblem("Si svuota solo la demo.")
    with psycopg.connect(instance.url(OWNER_URL)) as owner:
        name = owner.info.dbname
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
        owner.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
        owner.execute(f"COMMENT ON DATABASE {name} IS NULL")
    shutil.rmtree(instance.files_folder, ignore_errors=True)
