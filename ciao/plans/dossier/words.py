"""The sentences of a plan, in the order in which they are read, and the plan as it is said in one language."""

from __future__ import annotations

from django.utils.translation import gettext, override

from ciao.plans.models import Plan


def sentences_of(plan: Plan) -> list[str]:
    """Everything somebody wrote in a version, each sentence once."""
    found: list[str] = []
    for goal in plan.goals.kept().prefetch_related("results", "supports"):
        found += [goal.title, goal.words]
        found += [one.measure for one in goal.results.all() if not one.is_dropped]
        found += [one.note for one in goal.supports.all() if not one.is_dropped]
    found += [one.text for one in plan.pledges.kept()]
    return list(dict.fromkeys(text for text in found if text.strip()))


def said_in(language: str, words: dict[str, str]) -> dict[str, str]:
    """Fixed words of ours in a language; what is not translated stays in Italian."""
    with override(language):
        return {key: gettext(text) for key, text in words.items()}
