"""What the team answered beside what the person answered, question by question."""

from __future__ import annotations

from dataclasses import dataclass

from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.logic.definition import Answers, Definition, Item
from ciao.questionnaires.logic.scores import points


@dataclass(frozen=True)
class Beside:
    """One question in the two voices; `gap` is the person's points minus the team's, None where it is no number."""

    section: str
    label: str
    team: str
    person: str
    gap: int | None
    differs: bool


def side_by_side(definition: Definition, team: Answers, person: Answers) -> list[Beside]:
    """The questions that either voice answered, in their order; what only one said is no difference."""
    return [
        _beside(item, team.get(item.name, ""), person.get(item.name, ""))
        for item in definition.asked
        if team.get(item.name) or person.get(item.name)
    ]


def _beside(item: Item, team: str | list[str], person: str | list[str]) -> Beside:
    ours, own = points(item, team), points(item, person)
    gap = int(own - ours) if ours is not None and own is not None and item.bounds else None
    chosen = item.kind in {QuestionKind.ONE, QuestionKind.MANY, QuestionKind.SCALE}
    differs = bool(team and person and chosen and team != person)
    return Beside(item.section, item.label, item.said(team), item.said(person), gap, differs)
