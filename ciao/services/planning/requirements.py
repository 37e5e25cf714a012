"""What a service asks of whoever takes part, and whether somebody has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ciao.services.enums import RequirementKind

UNKNOWN: None = None


@dataclass(frozen=True)
class Asked:
    """One requirement; which parts are filled depends on its kind. Ages are whole years, both ends included."""

    kind: str
    age_min: int | None = None
    age_max: int | None = None
    target: str = ""
    prior_id: UUID | None = None
    prior_title: str = ""
    words: str = ""

    @property
    def sentence(self) -> str:
        """What is asked, in words that say nothing of who has it."""
        if self.kind == RequirementKind.AGE:
            return f"Età: {_ages(self.age_min, self.age_max)}."
        if self.kind == RequirementKind.TARGET:
            return f"Per chi è nel gruppo «{self.target}»."
        if self.kind == RequirementKind.PRIOR:
            return f"Prima serve aver finito «{self.prior_title}»."
        if self.kind == RequirementKind.LANGUAGE:
            return f"Italiano: {self.words}."
        return f"Serve: {self.words}." if self.kind == RequirementKind.DOCUMENT else f"{self.words}."


@dataclass(frozen=True)
class PersonFacts:
    """What is known of somebody that a requirement may look at."""

    birth_date: date | None = None
    target: str = ""
    finished: frozenset[UUID] = frozenset()


def is_met(asked: Asked, person: PersonFacts, on: date) -> bool | None:
    """Whether somebody has what is asked on a day; None where only asking them tells."""
    if asked.kind == RequirementKind.AGE:
        return UNKNOWN if person.birth_date is None else _within(age_on(person.birth_date, on), asked)
    if asked.kind == RequirementKind.TARGET:
        return person.target == asked.target if person.target else UNKNOWN
    if asked.kind == RequirementKind.PRIOR:
        return asked.prior_id in person.finished
    return UNKNOWN


def age_on(birth_date: date, on: date) -> int:
    """Whole years on a day; born on 29 February, one turns on 1 March of other years."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def _within(age: int, asked: Asked) -> bool:
    return (asked.age_min is None or age >= asked.age_min) and (asked.age_max is None or age <= asked.age_max)


def _ages(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return f"da {least} a {most} anni"
    return f"almeno {least} anni" if least is not None else f"non più di {most} anni"
