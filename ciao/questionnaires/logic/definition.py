"""An instrument as it is asked: plain facts, without tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from ciao.core.formats import date_field
from ciao.questionnaires.enums import QuestionKind, ScaleMethod

# What is answered, by the name of the question: a list for many choices, else one text as it was typed.
Answers = Mapping[str, "str | list[str]"]
CHOICES, SCALE = "=", "|"


@dataclass(frozen=True)
class Choice:
    """One answer offered: the key that is kept, the words that are read."""

    key: str
    label: str


@dataclass(frozen=True)
class Item:
    """One question; `relevant` is the condition under which it is asked, empty where it always is."""

    name: str
    kind: QuestionKind
    label: str
    hint: str = ""
    section: str = ""
    relevant: str = ""
    is_required: bool = False
    is_delicate: bool = False
    choices: tuple[Choice, ...] = ()
    low: int | None = None
    high: int | None = None

    @property
    def bounds(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most it can count; None where its answers are no numbers."""
        if self.kind == QuestionKind.SCALE and self.low is not None and self.high is not None:
            return Decimal(self.low), Decimal(self.high)
        values = [number for one in self.choices if (number := number_of(one.key)) is not None]
        if self.kind == QuestionKind.ONE and values and len(values) >= len(self.choices) - 1:
            return min(values), max(values)
        return None

    def said(self, value: str | list[str]) -> str:
        """An answer in the words that were offered; a day and a number as Italian writes them."""
        if isinstance(value, str) and self.kind == QuestionKind.DATE and value:
            return date_field(date.fromisoformat(value))
        if isinstance(value, str) and self.kind == QuestionKind.DECIMAL:
            return value.replace(".", ",")
        words = {one.key: one.label for one in self.choices}
        return ", ".join(words.get(one, one) for one in (value if isinstance(value, list) else [value]) if one)


@dataclass(frozen=True)
class Part:
    """One question in a scale; a reversed one counts low where the answer is high."""

    name: str
    is_reversed: bool = False


@dataclass(frozen=True)
class Scale:
    """Several questions that make one number, in points of the answers (mean) or added up (sum)."""

    code: str
    label: str
    method: ScaleMethod
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Definition:
    """Questions in their order, and the scales they make."""

    items: tuple[Item, ...]
    scales: tuple[Scale, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Item]:
        """Each question by its name."""
        return {one.name: one for one in self.items}

    @property
    def asked(self) -> tuple[Item, ...]:
        """The questions that take an answer."""
        return tuple(one for one in self.items if one.kind != QuestionKind.NOTE)


def number_of(text: str) -> Decimal | None:
    """The number an answer stands for; None where it stands for none."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except ArithmeticError:
        return None
    return found if found.is_finite() else None


def choices_from(text: str) -> tuple[Choice, ...]:
    """Answers kept one a line as `key=words`."""
    lines = [line.partition(CHOICES) for line in text.splitlines() if line.strip()]
    return tuple(Choice(key, label) for key, _, label in lines)


def choices_text(choices: tuple[Choice, ...]) -> str:
    """Answers as one text, a line each."""
    return "\n".join(f"{one.key}{CHOICES}{one.label}" for one in choices)


def scales_from(text: str) -> tuple[Scale, ...]:
    """Scales kept one a line as `code|words|method|questions`; a question with a minus before is reversed."""
    found = []
    for line in text.splitlines():
        code, label, method, parts = line.split(SCALE)
        names = tuple(Part(one.removeprefix("-"), one.startswith("-")) for one in parts.split())
        found.append(Scale(code, label, ScaleMethod(method), names))
    return tuple(found)


def scales_text(scales: tuple[Scale, ...]) -> str:
    """Scales as one text, a line each."""
    return "\n".join(
        SCALE.join((
            one.code, one.label, str(one.method),
            " ".join(f"{'-' if part.is_reversed else ''}{part.name}" for part in one.parts),
        ))
        for one in scales
    )  # fmt: skip
