"""The workers the story needs, and the day on which each thing is told."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time

from ciao.access.actor import Actor
from ciao.core import clock
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate, Programme

# A page with nothing on it, where a real office keeps an invoice or the bank's receipt.
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
# Somebody signs with a finger.
STROKES = [[(40 + 10 * step, 90 + (step * 37) % 50) for step in range(30)]]


@dataclass(frozen=True)
class Crew:
    """The workers the story needs, by the names of `staff.csv`."""

    programme: Programme
    mandates: dict[str, Mandate]
    today: date
    starts_on: date
    ends_on: date

    def actor(self, key: str) -> Actor:
        """The actor of one worker of the story."""
        return actor_of(self.mandates[key])

    def on(self, day: date) -> AbstractContextManager[None]:
        """Half past nine of a day."""
        return clock.at(datetime.combine(day, time(9, 30), tzinfo=clock.ROME))
