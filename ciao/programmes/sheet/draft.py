"""What was read in a sheet, each value with the lines it came from, and what must be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from .text import Passage, Span

T = TypeVar("T")
Sector = Literal["public", "third"]
Role = Literal["lead", "partner"]
Gender = Literal["F", "M", "all"]


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value with its proof: line numbers from 1, the words to mark there, a remark in Italian."""

    value: T
    lines: tuple[int, ...]
    words: tuple[Span, ...]
    note: str = ""


def found(value: T, passage: Passage, note: str = "") -> Found[T]:
    """A value read in this passage."""
    return Found(value, passage.lines, passage.spans, note)


@dataclass(frozen=True)
class Conflict:
    """Two things the sheet says that do not agree: shown with the options, never settled here."""

    field: str
    sentence: str
    options: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something the sheet does not say and a person must answer."""

    field: str
    sentence: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Area:
    """An ambito or district and the comuni named for it; `declared` is how many the sheet says there are."""

    name: Found[str]
    municipalities: tuple[Found[str], ...] = ()
    population: Found[int] | None = None
    declared: Found[int] | None = None


@dataclass(frozen=True)
class Target:
    """A group of people to reach: ages in years, both included; gender F, M, or all."""

    label: Found[str]
    count: Found[int] | None
    gender: Gender
    age_min: Found[int] | None
    age_max: Found[int] | None


@dataclass(frozen=True)
class Activity:
    """A heading of the calendar; the number is None for the transversal one, months count from 1."""

    number: int | None
    title: Found[str]
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Partner:
    """A body of the partnership, spelt as the sheet spells it; the sector is None when it must be asked."""

    name: Found[str]
    sector: Sector | None
    role: Role = "partner"
    note: str = ""


@dataclass(frozen=True)
class Body:
    """A governance body and how often it meets, in words."""

    name: Found[str]
    cadence: Found[str] | None


@dataclass(frozen=True)
class OfficeHolder:
    """Someone with an office in a partner's board; `member` is the partner of the list it was matched to."""

    name: Found[str]
    partner: Found[str] | None
    office: Found[str] | None
    role: Found[str] | None
    resolution_on: Found[date] | None
    member: str | None = None


@dataclass(frozen=True)
class SheetDraft:
    """Everything read in one sheet; amounts are euros, the percentage is out of 100."""

    source: tuple[str, ...]
    title: Found[str] | None = None
    acronym: Found[str] | None = None
    call: Found[str] | None = None
    actions: tuple[Found[str], ...] = ()
    starts_on: Found[date] | None = None
    ends_on: Found[date] | None = None
    months: Found[int] | None = None
    signed_on: Found[date] | None = None
    signed_place: Found[str] | None = None
    areas: tuple[Area, ...] = ()
    objectives: tuple[Found[str], ...] = ()
    expected_results: tuple[Found[str], ...] = ()
    targets: tuple[Target, ...] = ()
    activities: tuple[Activity, ...] = ()
    partners: tuple[Partner, ...] = ()
    supporters: tuple[Found[str], ...] = ()
    bodies: tuple[Body, ...] = ()
    office_holders: tuple[OfficeHolder, ...] = ()
    total_amount: Found[Decimal] | None = None
    contribution_amount: Found[Decimal] | None = None
    cofinancing_percent: Found[Decimal] | None = None
    missing: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()

    def excerpt(self, proof: Found[T]) -> tuple["SourceLine", ...]:
        """The source lines of a value, cut where the marked words begin and end, ready to be shown."""
        return tuple(SourceLine(n, tuple(self._pieces(n, proof.words))) for n in proof.lines)

    def _pieces(self, number: int, words: tuple[Span, ...]) -> Iterator[tuple[str, bool]]:
        text, at = self.source[number - 1], 0
        for span in sorted(word for word in words if word.line == number):
            yield text[at : span.start], False
            yield text[span.start : span.end], True
            at = span.end
        yield text[at:], False


@dataclass(frozen=True)
class SourceLine:
    """One line of the sheet as pieces of text, each with whether it is marked."""

    number: int
    pieces: tuple[tuple[str, bool], ...]
