"""From answers to the numbers of the scales; an answer that is missing is never made up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ciao.questionnaires.enums import QuestionKind, ScaleMethod
from ciao.questionnaires.logic.conditions import relevant
from ciao.questionnaires.logic.definition import Answers, Definition, Item, Part, Scale, number_of

# A mean stands on at least half of its questions: the usual rule of health questionnaires [unverified]; a sum on all.
HALF = Decimal("0.5")
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Score:
    """One scale of one response: points, and how many of its questions were answered; None says «non si può dire»."""

    code: str
    value: Decimal | None
    answered: int
    asked: int


def scores(definition: Definition, answers: Answers) -> tuple[Score, ...]:
    """Every scale, in points to the hundredth, rounded once, half up."""
    asked = relevant(definition, answers)
    return tuple(_score(definition, scale, answers, asked) for scale in definition.scales)


def bounds(definition: Definition, scale: Scale) -> tuple[Decimal, Decimal]:
    """The least and the most a scale can say, in its own points."""
    ranges = [found for part in scale.parts if (found := definition.by_name[part.name].bounds)]
    lows, highs = [low for low, _ in ranges], [high for _, high in ranges]
    if scale.method == ScaleMethod.SUM:
        return sum(lows, Decimal(0)), sum(highs, Decimal(0))
    return sum(lows, Decimal(0)) / len(lows), sum(highs, Decimal(0)) / len(highs)


def points(item: Item, answer: str | list[str], is_reversed: bool = False) -> Decimal | None:
    """What one answer counts; None where it was not given or is no number («non so», «preferisce non dirlo»)."""
    found = number_of(answer) if isinstance(answer, str) else None
    if found is None or not is_reversed or item.bounds is None:
        return found
    low, high = item.bounds
    return low + high - found


def is_number(item: Item) -> bool:
    """Whether a question can stand in a scale."""
    return item.bounds is not None or item.kind in {QuestionKind.INTEGER, QuestionKind.DECIMAL}


def _score(definition: Definition, scale: Scale, answers: Answers, asked: frozenset[str]) -> Score:
    parts = [part for part in scale.parts if part.name in asked]
    values = [value for part in parts if (value := _counted(definition, part, answers)) is not None]
    return Score(scale.code, _put_together(scale.method, values, len(scale.parts)), len(values), len(scale.parts))


def _counted(definition: Definition, part: Part, answers: Answers) -> Decimal | None:
    return points(definition.by_name[part.name], answers.get(part.name, ""), part.is_reversed)


def _put_together(method: ScaleMethod, values: list[Decimal], size: int) -> Decimal | None:
    if not values or (method == ScaleMethod.SUM and len(values) < size) or Decimal(len(values)) < HALF * size:
        return None
    total = sum(values, Decimal(0))
    return (total if method == ScaleMethod.SUM else total / len(values)).quantize(HUNDREDTH, ROUND_HALF_UP)
