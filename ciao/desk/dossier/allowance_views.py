"""The composed page of one allowance: how it came about, who approves it, where its euro go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import who
from ciao.core.formats import date_text, money, month
from ciao.costs import panel as costs
from ciao.costs.actions.expenses import threads_of
from ciao.costs.models import Expense
from ciao.desk.dossier.thread import thread_of
from ciao.internships import panel as internships
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance, MonthlyRegister
from ciao.prints import panel as prints

WAITING = "La approva chi paga, o chi coordina: non chi ha confermato il registro."


@requires(Action.ALLOWANCE_VIEW)
def allowance(request: HttpRequest, allowance_id: UUID) -> HttpResponse:
    """One allowance: what to do now, the thread, the amount line by line, its papers and its story."""
    actor = acting_in(request)
    rows = visible(Allowance.objects, actor, Action.ALLOWANCE_VIEW).select_related("payer")
    found = get_object_or_404(rows, id=allowance_id)
    case = visible(Case.objects, actor, Action.CASE_VIEW).filter(scope_id=found.scope_id).first()
    _log(actor, found, case)
    expense = costs.expense_of(found, actor)
    context = {
        "allowance": found, "case": case, "name": who(case, actor) if case else "",
        "step": _step(found, actor, expense), "explain": internships.explain(found),
        "knots": thread_of(found, actor), "line": costs.line_of(expense) if expense else None, "expense": expense,
        "story": list(found.changes.all()), "others": _others(found, actor), "papers": _papers(found, actor),
        "crumbs": [("Indennità", reverse("costs:allowances")), (capfirst(month(found.month_on)), "")],
    }  # fmt: skip
    return TemplateResponse(request, "desk/allowance.html", context)


def _step(found: Allowance, actor: Actor, expense: Expense | None) -> dict[str, str]:
    """Approve, pay, or say who does."""
    if found.state == AllowanceState.TO_APPROVE:
        return _to_approve(found, costs.approval(found, actor))
    if found.state == AllowanceState.APPROVED:
        if expense is None or not may(actor, Action.COST_EDIT):
            return {
                "title": "Indennità da pagare",
                "why": f"La paga {found.payer}, che allega la prova.",
                "kind": "off",
            }
        why = "È approvata. Pagata con la sua prova, diventa una spesa pagata."
        url = reverse("costs:pay", args=[expense.id])
        return {"title": "Pagare e allegare la prova", "why": why, "url": url, "label": "Segna pagata", "kind": ""}
    paid = f"Pagata {date_text(expense.paid_on)}, con la sua prova." if expense and expense.paid_on else ""
    why = paid or (f"La paga {found.payer}." if found.state == AllowanceState.PAID else "Non conta più.")
    return {"title": f"Indennità {found.get_state_display()}", "why": why, "kind": "off"}


def _to_approve(found: Allowance, asked: dict[str, Any] | None) -> dict[str, str]:
    if asked is None or not asked["allowed"]:
        return {"title": "Indennità da approvare", "why": (asked or {}).get("why_not") or WAITING, "kind": "off"}
    why = f"{money(found.due_amount)} per {month(found.month_on)}. Approvata, pesa sul budget di {found.payer}."
    return {
        "title": "Approvare l’indennità",
        "why": why,
        "url": asked["url"],
        "label": "Approva l’indennità",
        "kind": "",
    }


def _others(found: Allowance, actor: Actor) -> list[Allowance]:
    """The other lines of the same month, which explain a difference."""
    rows = visible(Allowance.objects, actor, Action.ALLOWANCE_VIEW).filter(register_id=found.register_id)
    return list(rows.exclude(id=found.id).order_by("line"))


def _papers(found: Allowance, actor: Actor) -> Any:
    """The register of the month on paper, for who may read it."""
    rows = visible(MonthlyRegister.objects, actor, Action.INTERNSHIP_VIEW).filter(id=found.register_id)
    register = rows.first()
    return prints.documents(register, actor) if register else None


def _log(actor: Actor, found: Allowance, case: Case | None) -> None:
    groups = [Group.ALLOWANCE, *([Group.NAME] if case else [])]
    person_ids = [threads_of([found.id])[found.id].person_id]
    record_read(by=actor, scope=found.scope_id, purpose="indennità", groups=groups, person_ids=person_ids)
