"""History by database triggers, set up once: it also sees bulk changes and plain SQL."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def tracked(model: M) -> M:
    """Keeps every state of a row, with the actor's id and role as `acting` set them in the transaction."""
    track: Callable[[M], M] = pghistory.track(context_id_field=None)  # type: ignore[arg-type]  # documented, not in its stubs
    return track(model)


def history_table(model: type[Model]) -> str:
    """The table that keeps the past of another; empty where nothing is kept."""
    events = [one.related_model for one in model._meta.related_objects if one.get_accessor_name() == "events"]
    return events[0]._meta.db_table if events else ""
