"""Saying to who takes someone in that the person may be known already, and nothing more."""

from __future__ import annotations

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.outreach.models import Signal
from ciao.outreach.models.signal import WAITING
from ciao.people.actions import KNOWN, already_known
from ciao.people.matching import Record


def hint_of(signal: Signal, by: Actor) -> str:
    """The one sentence about a signal that waits, for who decides of it; empty where nobody is like that."""
    if signal.state not in WAITING or not may(by, Action.SIGNAL_DECIDE) or not (signal.phone and signal.name):
        return ""
    given, _, family = signal.name.strip().partition(" ")
    told = Record(
        id=str(signal.id), given_name=given, family_name=family, phone=signal.phone,
        municipality=signal.municipality.name if signal.municipality else "",
    )  # fmt: skip
    return KNOWN if already_known(programme=signal.programme, newcomer=told, by=by) else ""
