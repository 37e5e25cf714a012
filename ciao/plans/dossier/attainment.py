"""How the goals of a person went, moment by moment, with the one number that sums them up and how many it stands on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from ciao.access.actor import Actor
from ciao.assessments.enums import Moment
from ciao.cases.dossier.facts import seen
from ciao.plans.models import Goal, GoalRating
from ciao.plans.rules import Rated, t_score


@dataclass(frozen=True)
class Summary:
    """One moment: the T-score, and on how many of the goals it stands."""

    moment: Moment
    score: float
    rated: int
    total: int

    @property
    def shown(self) -> str:
        """With a comma, as Italians write it."""
        return f"{self.score:.1f}".replace(".", ",")


def ratings_of(goals: Sequence[Goal], actor: Actor) -> dict[uuid.UUID, list[GoalRating]]:
    """Every rating of each goal in whatever version it was given, the latest first."""
    rows = seen(GoalRating, actor).filter(goal__lineage__in=[one.lineage for one in goals])
    found: dict[uuid.UUID, list[GoalRating]] = {}
    for row in rows.select_related("goal"):
        found.setdefault(row.goal.lineage, []).append(row)
    return found


def summaries(goals: Sequence[Goal], rated: dict[uuid.UUID, list[GoalRating]]) -> list[Summary]:
    """One line per moment that has a rating: the latest of each goal counts, weighted as the person weighs it."""
    found = []
    for moment in Moment:
        scores = [
            Rated(row.score, goal.weight)
            for goal in goals
            if (row := next((one for one in rated.get(goal.lineage, []) if one.moment == moment), None))
        ]
        score = t_score(scores)
        if score is not None:
            found.append(Summary(moment, score, len(scores), len(goals)))
    return found
