"""The personal plan: versions, goals and their pieces, what the person agreed to, how it goes, in which words."""

from ciao.plans.models.consent import GoalAgreement, GoalRelease
from ciao.plans.models.goal import GOAL_PARTS, LEVELS, Goal, GoalResult, Part, PartQuerySet, Pledge, Support
from ciao.plans.models.plan import DOCUMENT, Plan, PlanChange, PlanQuerySet
from ciao.plans.models.rating import GoalRating, PlanReview
from ciao.plans.models.words import Translation

__all__ = [
    "DOCUMENT",
    "GOAL_PARTS",
    "LEVELS",
    "Goal",
    "GoalAgreement",
    "GoalRating",
    "GoalRelease",
    "GoalResult",
    "Part",
    "PartQuerySet",
    "Plan",
    "PlanChange",
    "PlanQuerySet",
    "PlanReview",
    "Pledge",
    "Support",
    "Translation",
]
