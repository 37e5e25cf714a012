"""The kinds of service there are: one entry each, and everything that depends on a kind asks its entry."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from ciao.core.registry import Registry


class Kind:
    """What a service is, in the words of the project sheet, and what follows from it.

    `has_sessions`: it meets, by editions; `takes_attendance`: by name; `gives_certificate`: hours may be certified;
    `is_one_to_one`: one person with one worker, written as a delivery; `is_public`: anybody may come, counted by head.
    """

    code: ClassVar[str]
    label: ClassVar[str]
    has_sessions: ClassVar[bool] = True
    takes_attendance: ClassVar[bool] = True
    gives_certificate: ClassVar[bool] = False
    is_one_to_one: ClassVar[bool] = False
    is_public: ClassVar[bool] = False


class OneToOne(Kind):
    """What one person does with one worker: it has no editions, each time is written as a delivery."""

    has_sessions = False
    takes_attendance = False
    is_one_to_one = True


KINDS: Registry[type[Kind]] = Registry("ciao.services.kinds")
Declared = TypeVar("Declared", bound=type[Kind])


def kind(declared: Declared) -> Declared:
    """Puts a kind in the registry; raises ValueError where its code is taken."""
    KINDS.add(declared.code, declared)
    return declared


def choices() -> list[tuple[str, str]]:
    """Every kind as a form offers it: what meets first, then what is one to one."""
    kinds = sorted(KINDS, key=lambda one: (one.is_one_to_one, one.is_public))
    return [(one.code, one.label) for one in kinds]


def met_choices() -> list[tuple[str, str]]:
    """The kinds that meet, for whoever filters editions."""
    return [(code, label) for code, label in choices() if KINDS[code].has_sessions]


def taught() -> list[str]:
    """The codes counted as courses, labs and groups: what meets and is not an event."""
    return [one.code for one in KINDS if one.has_sessions and not one.is_public]


def label_of(code: str) -> str:
    """The Italian word; the code itself for a kind that is no more."""
    return KINDS[code].label if code in KINDS else code
