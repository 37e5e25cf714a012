"""The loaded budgets for the pages that show them, and the step they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.budget.enums import PlanState
from ciao.budget.models import BudgetPlan
from ciao.core.formats import date_table, moment
from ciao.programmes.models import Programme

KINDS = {PlanState.DRAFT: "info", PlanState.IN_FORCE: "ok", PlanState.REPLACED: "", PlanState.DISCARDED: ""}


@dataclass(frozen=True)
class LoadedLine:
    """A loaded budget in the list: which version, where it stands, what may be done with it."""

    title: str
    why: str
    state: str
    kind: str
    url: str = ""
    action: str = ""


def loaded(programme: Programme, actor: Actor) -> list[LoadedLine]:
    """The budgets the actor may see, the latest first; those set aside are left out."""
    rows = visible(BudgetPlan.objects, actor, Action.BUDGET_VIEW).filter(version__programme=programme)
    rows = rows.exclude(state=PlanState.DISCARDED).select_related("version").order_by("-version__number", "-number")
    return [_line(one, may(actor, Action.BUDGET_EDIT)) for one in rows]


def step(programme: Programme, actor: Actor) -> dict[str, Any] | None:
    """What the budget asks now: a draft to finish, or a first file; None where nothing is to be done."""
    rows = visible(BudgetPlan.objects, actor, Action.BUDGET_EDIT).filter(version__programme=programme)
    if not may(actor, Action.BUDGET_EDIT):
        return None
    draft = rows.filter(state=PlanState.DRAFT).order_by("-saved_at").first()
    if draft is not None:
        why = f"{draft.reading.get('file', 'Il file')}, letto {moment(draft.saved_at)}. Finché non confermi non conta."
        return _step("Finire la lettura del piano economico", why, "Riprendi", reverse("budget:check", args=[draft.id]))
    if rows.filter(state=PlanState.IN_FORCE).exists():
        return None
    why = "Enti, voci e importi si leggono da Excel, OpenDocument o CSV. Serve per confrontare le spese."
    return _step("Caricare il piano economico", why, "Carica il file", reverse("budget:upload"))


def _step(title: str, why: str, action: str, url: str) -> dict[str, Any]:
    return {"title": title, "why": why, "action": action, "url": url, "kind": ""}


def _line(one: BudgetPlan, may_edit: bool) -> LoadedLine:
    since = f"in vigore dal {date_table(one.in_force_on)}" if one.in_force_on else f"letto {moment(one.saved_at)}"
    name = one.reading.get("file", "")
    title, why = f"Piano {one.number}, {one.version}", f"{since}{f' · {name}' if name else ''}"
    state, kind = str(one.get_state_display()), KINDS[PlanState(one.state)]
    if may_edit and one.state == PlanState.DRAFT:
        return LoadedLine(title, why, state, kind, reverse("budget:check", args=[one.id]), "Riprendi")
    if may_edit and one.state == PlanState.REPLACED:
        return LoadedLine(title, why, state, kind, reverse("budget:reinstate", args=[one.id]), "Rimetti in vigore")
    return LoadedLine(title, why, state, kind)
