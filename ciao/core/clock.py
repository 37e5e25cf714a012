"""The one clock: business dates and recording instants come from here, so demo and tests can set the day."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
_fixed: ContextVar[datetime | None] = ContextVar("clock_fixed", default=None)


def now() -> datetime:
    """The instant something is recorded, aware, in Italian time."""
    fixed = _fixed.get()
    return fixed if fixed is not None else datetime.now(ROME) + _served_shift()


def today() -> date:
    """The business day it is in Italy."""
    return now().astimezone(ROME).date()


def _served_shift() -> timedelta:
    """The demo may be served on another day (`CIAO_OGGI=2026-11-23`); the hour stays the real one."""
    chosen = os.environ.get("CIAO_OGGI")
    if not chosen:
        return timedelta(0)
    return timedelta(days=(date.fromisoformat(chosen) - datetime.now(ROME).date()).days)


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Freezes the clock for the story of the demo and for tests; a date alone means ten in the morning."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(10), tzinfo=ROME)
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
