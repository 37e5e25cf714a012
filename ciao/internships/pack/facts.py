"""What the start of an internship depends on, as pure facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ciao.internships.enums import ActKind, InternshipKind

Span = tuple[date, date]


@dataclass(frozen=True)
class ActFacts:
    """A paper: who gave it and when, or why it is not due."""

    body: str = ""
    happened_on: date | None = None
    valid_to: date | None = None
    not_due_reason: str = ""
    reference: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it is enough on a day."""
        if self.not_due_reason:
            return True
        return bool(self.body and self.happened_on) and (self.valid_to is None or self.valid_to >= day)


@dataclass(frozen=True)
class Asked:
    """A signature that was asked for and is still to be given, by whom and since when."""

    name: str
    since_on: date


@dataclass(frozen=True)
class StartFacts:
    """Everything one needs to know to say whether an internship may start; empty is missing.

    `has_holder` is None for an adult; for a minor, whether somebody may sign for them.
    """

    starts_on: date
    ends_on: date
    has_project: bool = False
    signed_on: date | None = None
    agreement: str = ""
    agreement_span: Span | None = None
    inail_number: str = ""
    liability_policy: str = ""
    cob_number: str = ""
    cob_on: date | None = None
    kind: str = InternshipKind.EXTRACURRICULAR
    has_goals: bool = False
    has_skills: bool = False
    motive: str = ""
    host_tutor: str = ""
    care: str = ""
    title: str = ""
    promoter: str = ""
    agreement_signed: bool = True
    has_holder: bool | None = None
    acts: Mapping[str, ActFacts] = field(default_factory=dict)
    unsigned: tuple[Asked, ...] = ()
    is_issued: bool = False

    def act(self, kind: ActKind | str) -> ActFacts:
        """A paper, empty where it is not there."""
        return self.acts.get(str(kind), ActFacts())


@dataclass(frozen=True)
class PackItem:
    """One thing of the pack: what it is, why it is missing or what it says, whether it is there."""

    code: str
    title: str
    why: str
    is_there: bool
