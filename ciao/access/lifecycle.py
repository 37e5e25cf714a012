"""The engine of every lifecycle table: a state changes only here, and leaves a line with who, when, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ciao.access.actor import Actor
from ciao.core import clock


class NotPossible(Exception):
    """What was asked cannot be done now; the text is an Italian sentence that says why and what to do."""


@dataclass(frozen=True)
class Transition:
    """One row of a table; a correction undoes an earlier step and says so in the line it leaves."""

    verb: str
    label: str
    sources: tuple[str, ...]
    target: str
    needs_reason: bool = False
    is_correction: bool = False


class Lifecycle:
    """States and the moves between them, for one kind of thing that lives."""

    def __init__(self, field: str, labels: dict[str, str], transitions: Sequence[Transition]) -> None:
        self.field = field
        self.labels = labels
        self.transitions = {one.verb: one for one in transitions}

    def open_to(self, state: str) -> list[Transition]:
        """The moves possible from `state`, in the order of the table."""
        return [one for one in self.transitions.values() if state in one.sources]

    def move(self, row: Any, verb: str, *, by: Actor, on: date, reason: str = "") -> Any:
        """Changes the state and writes its line; raises `NotPossible` with the sentence to show."""
        transition = self.transitions[verb]
        before = getattr(row, self.field)
        self._check(transition, before, on, reason)
        setattr(row, self.field, transition.target)
        row.save(update_fields=[self.field])
        return row.changes.create(
            scope_id=row.scope_id,
            verb=verb,
            from_state=before,
            to_state=transition.target,
            changed_on=on,
            changed_by=by.id,
            changed_by_label=by.label,
            reason=reason,
        )

    def _check(self, transition: Transition, before: str, on: date, reason: str) -> None:
        if before not in transition.sources:
            raise NotPossible(f"Ora è {self.labels[before]}: «{transition.label}» non si può fare.")
        if transition.needs_reason and not reason.strip():
            raise NotPossible("Scrivi il motivo.")
        if on > clock.today():
            raise NotPossible("Scegli una data che non sia dopo oggi.")

    def diagram(self) -> str:
        """The table as a Mermaid state diagram, for the docs."""
        lines = [
            f"    {source} --> {one.target}: {one.label}" for one in self.transitions.values() for source in one.sources
        ]
        return "\n".join(["stateDiagram-v2", *lines])
