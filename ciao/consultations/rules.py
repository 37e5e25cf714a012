"""When an answer is late, and what to do next: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ciao.consultations.enums import RequestState, Urgency


@dataclass(frozen=True)
class Waiting:
    """Days a body has to answer, by urgency; dated parameters, an undertaking of the programme and no law."""

    urgent: int
    soon: int
    ordinary: int

    def days_for(self, urgency: str) -> int:
        """Days for one urgency."""
        return {Urgency.URGENT: self.urgent, Urgency.SOON: self.soon}.get(Urgency(urgency), self.ordinary)


def answer_by(asked_on: date, urgency: str, waiting: Waiting) -> date:
    """The last day of an answer in time."""
    return asked_on + timedelta(days=waiting.days_for(urgency))


def is_late(state: str, asked_on: date, urgency: str, waiting: Waiting, today: date) -> bool:
    """Only what still waits for an answer can be late."""
    return state == RequestState.ASKED and today > answer_by(asked_on, urgency, waiting)


def next_of(state: str, *, has_meeting_to_come: bool, unmarked: bool, advised: bool) -> str:
    """What the specialist does next: answer, say how a meeting went, fix one, advise the team, finish; then nothing."""
    if state == RequestState.ASKED:
        return "answer"
    if state != RequestState.ACCEPTED:
        return ""
    if unmarked:
        return "mark"
    if has_meeting_to_come:
        return "wait"
    return "finish" if advised else "meet"
