"""From an empty database to a full one, a chunk at a time; what is there already is not made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from bench.generate import bulk
from bench.generate.copying import copy_in
from bench.generate.crew import PROVINCES, comuni, make_crew
from bench.generate.people import Frame, rows_of
from ciao.programmes.models import Mandate, Programme

CHUNK = 3000  # a multiple of the twelve people of a course
NOTEBOOK = """
CREATE SCHEMA IF NOT EXISTS bench;
CREATE TABLE IF NOT EXISTS bench.done (step text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS bench.team (number int, place int, mandate_id uuid, PRIMARY KEY (number, place));
"""


def fill(size: int, say: Callable[[str], None] = print) -> bool:
    """Makes the crew, then the people, then their history; each step is kept once done. Whether any was made now."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(NOTEBOOK)
    made = _once("crew", lambda: make_crew(size))
    frame = frame_of(size)
    for first in range(1, size + 1, CHUNK):
        last = min(first + CHUNK - 1, size)
        if _once(f"people {first}", partial(_people, first, last, frame)):
            made = True
            say(f"  {last} persone su {size}, {time.monotonic() - began:.0f} s")
    for event in bulk.histories():
        made |= _once(f"history {event._meta.db_table}", partial(_remember, event))
    return made


def tidy() -> None:
    """Statistics and visibility as a server at work has them; cannot run inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def frame_of(size: int) -> Frame:
    """What every person's rows share, read back from the crew."""
    programme = Programme.objects.get(acronym="Prova")
    managers = Mandate.objects.filter(role="case_manager").select_related("user").order_by("given_at", "user__email")
    in_order = sorted(managers, key=lambda one: int(one.user.email.removeprefix("manager").split("@")[0]))
    places = [one.istat_code for province in PROVINCES for one in comuni(province)]
    return Frame(size, programme.scope_id, programme.controller_id, in_order, places)


def _people(first: int, last: int, frame: Frame) -> None:
    with _quiet():
        copy_in(row for n in range(first, last + 1) for row in rows_of(n, frame))
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bench.team VALUES (%s, %s, %s)", list(_teams(first, last, frame)))
        bulk.follow(first, last)


def _teams(first: int, last: int, frame: Frame) -> Iterator[tuple[int, int, UUID]]:
    """The reference, and for every second person a colleague who is not the first manager."""
    for n in range(first, last + 1):
        lead = frame.manager_of(n)
        yield n, 0, lead.id
        colleague = frame.managers[1 + (n + 1) % (len(frame.managers) - 1)]
        if n % 2 and colleague != lead:
            yield n, 1, colleague.id


def _remember(event: type[Model]) -> None:
    with _quiet():
        bulk.remember(event)


def _once(step: str, make: Callable[[], object]) -> bool:
    """Runs a step in a transaction of its own unless the notebook says it is done; whether it ran."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT FROM bench.done WHERE step = %s", [step])
        if cursor.rowcount:
            return False
        make()
        cursor.execute("INSERT INTO bench.done VALUES (%s)", [step])
    return True


@contextmanager
def _quiet() -> Iterator[None]:
    """Without triggers and foreign keys: what they would check and write is right by construction, or written after."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")
