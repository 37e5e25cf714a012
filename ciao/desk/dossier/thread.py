"""From a goal to the euro and on to the cost line and the figure: the thread that runs through one allowance."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.core.formats import hours, money, month
from ciao.costs import panel as costs
from ciao.costs.actions.expenses import threads_of
from ciao.indicators import panel as indicators
from ciao.internships import panel as internships
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance, Internship, MonthlyRegister
from ciao.plans.models import Support
from ciao.programmes.models import Programme

STARTED = "tir-01"


@dataclass(frozen=True)
class Knot:
    """One link of the thread; without `url` the reader may not go there and reads plain text."""

    label: str
    note: str
    url: str = ""
    here: bool = False


def thread_of(allowance: Allowance, actor: Actor, *, here: bool = True) -> list[Knot]:
    """Goal, internship, hours, euro, cost line, figure: each as far as this reader goes."""
    internship = internships.internship_of(allowance, actor)
    return [
        _goal(internship, actor),
        _internship(allowance, internship),
        _hours(allowance, internship, actor),
        Knot(money(allowance.due_amount), _state(allowance), allowance.get_absolute_url(), here),
        _line(allowance, actor),
        _figure(allowance, actor),
    ]


def latest_of(scope_id: UUID, actor: Actor) -> Allowance | None:
    """The last allowance of a case, for who reads amounts there."""
    rows = visible(Allowance.objects, actor, Action.ALLOWANCE_VIEW).filter(scope_id=scope_id)
    found: Allowance | None = rows.exclude(state=AllowanceState.VOID).order_by("-month_on", "-line").first()
    return found


def _goal(internship: Internship | None, actor: Actor) -> Knot:
    rows = visible(Support.objects, actor, Action.CASE_VIEW).select_related("goal__plan")
    support = rows.filter(id=internship.support_id).first() if internship and internship.support_id else None
    if support is None:
        is_free = internship is not None and not internship.support_id
        return Knot("Obiettivo", "senza un sostegno del progetto" if is_free else "lo legge l’équipe")
    goal = support.goal
    return Knot(f"Obiettivo {goal.place}", goal.title, f"{goal.plan.get_absolute_url()}#obiettivi")


def _internship(allowance: Allowance, found: Internship | None) -> Knot:
    url = reverse("internships:internship", args=[found.id]) if found else ""
    note = found.get_kind_display() if found else "lo segue il tutor"
    return Knot(f"Tirocinio {allowance.internship_number}", note, url)


def _hours(allowance: Allowance, found: Internship | None, actor: Actor) -> Knot:
    note = f"registro di {month(allowance.month_on)}"
    reads = visible(MonthlyRegister.objects, actor, Action.INTERNSHIP_VIEW).filter(id=allowance.register_id).exists()
    first = allowance.month_on
    url = reverse("internships:register", args=[found.id, first.year, first.month]) if found and reads else ""
    return Knot(hours(allowance.attended_hours), note, url)


def _state(allowance: Allowance) -> str:
    words = f"indennità, {allowance.get_state_display()}"
    return words if allowance.line == 1 else f"differenza, {allowance.get_state_display()}"


def _line(allowance: Allowance, actor: Actor) -> Knot:
    if allowance.state in (AllowanceState.TO_APPROVE, AllowanceState.VOID):
        return Knot("Voce di costo", f"budget di {allowance.payer}, non ancora costo")
    expense = costs.expense_of(allowance, actor)
    if expense is None:
        return Knot("Voce di costo", f"budget di {allowance.payer}")
    return Knot(
        f"Voce {expense.item.code}", f"spesa {expense.number} di {allowance.payer}",
        reverse("costs:expense", args=[expense.id]),
    )  # fmt: skip


def _figure(allowance: Allowance, actor: Actor) -> Knot:
    thread = threads_of([allowance.id])[allowance.id]
    label, note, url = indicators.knot(STARTED, Programme.objects.get(id=thread.programme_id), actor)
    return Knot(label, note, url)
