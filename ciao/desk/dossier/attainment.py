"""How far somebody's goals are, taken together: Goal Attainment Scaling over the plan's latest ratings."""

from __future__ import annotations

from ciao.access.pages import Panel
from ciao.assessments.rules import goal_attainment
from ciao.cases.panel import View
from ciao.core.formats import plural, points
from ciao.plans import panel as plans
from ciao.plans.enums import PlanState

# One standard deviation of the score, by construction; within a fifth of it people speak of «come previsto».
EXPECTED, NEAR = 50, 2


def attainment(view: View) -> Panel | None:
    """The T-score of the plan in force, with each goal's rating; nothing until a goal was rated."""
    if not view.reads_plan:
        return None
    rows = plans.versions_of(view.case, view.actor)
    found = next((one for one in rows if one.state == PlanState.SIGNED), None)
    lines = plans.goal_lines(found, view.actor) if found else []
    rated = [one.rating for one in lines if one.rating is not None]
    score = goal_attainment([(one, 1) for one in rated])
    if score is None:
        return None
    context = {"score": points(score, 0), "words": said_of(score, len(rated), len(lines)), "lines": lines}
    return Panel("raggiunti", "Obiettivi raggiunti", "desk/attainment_panel.html", context)


def said_of(score: float, rated: int, goals: int) -> str:
    """What the score says, and how many goals it stands on."""
    place = "oltre il previsto" if score > EXPECTED else "sotto il previsto"
    if abs(score - EXPECTED) <= NEAR:
        place = "come previsto"
    stands = f"su {plural(rated, 'obiettivo', 'obiettivi')}"
    left = f", {plural(goals - rated, 'ancora da valutare', 'ancora da valutare')}" if goals > rated else ""
    return f"In tutto {place}, {stands}{left}."
