"""The list of expenses, one expense with where it comes from, and a new purchase."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.budget.models import CostItem
from ciao.core.formats import MONTHS, hours, money
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.costs import panel
from ciao.costs.actions import record_purchase
from ciao.costs.actions.purchases import COMPUTED
from ciao.costs.cost_rules import RULES, CostRule
from ciao.costs.enums import ExpenseState
from ciao.costs.figures import reach
from ciao.costs.figures.board import names
from ciao.costs.forms import PurchaseForm
from ciao.costs.models import Expense, Timesheet
from ciao.costs.views import JOINS, find_expense, log, programme_in, shape
from ciao.internships.models import Allowance
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Activity, Partnership, Programme

TOLD = {"pay": "pagata", "undo_payment": "pagamento tolto", "void": "annullata"}
MARKS = {
    ExpenseState.ACCRUED: ("info", "clock"),
    ExpenseState.PAID: ("ok", "check"),
    ExpenseState.VOID: ("", "ban"),
}
Rows = QuerySet[Expense]


@requires(Action.COST_VIEW)
def expenses(request: HttpRequest) -> HttpResponse:
    """The expenses one may see, and how much of the same lies beyond one's mandate; the annulled ones if asked."""
    by, programme = acting_in(request), programme_in(request)
    rows = Expense.objects.filter(partnership__programme=programme)
    rows = rows if request.GET.get("stato") == ExpenseState.VOID else rows.counted()
    seen = visible(rows.select_related(*JOINS), by, Action.COST_VIEW)
    partnerships = reach(programme, by)
    page = listing(programme, seen, partnerships)
    context = {
        **_sums(page, request, seen, rows if partnerships is None else rows.filter(partnership_id__in=partnerships)),
        "may_edit": may(by, Action.COST_EDIT),
        "due": panel.to_pay(by).filter(partnership__programme=programme).count(),
    }

    def read(shown: list[Expense]) -> None:
        log(by, programme.scope_id, "elenco delle spese", [one.allowance_id for one in shown])

    return page.answer(request, seen, on_read=read, **context)


@requires(Action.COST_VIEW)
def expense(request: HttpRequest, expense_id: uuid.UUID) -> HttpResponse:
    """One expense: how it comes about, where it stands, what proves it."""
    by, found = acting_in(request), find_expense(request, expense_id, Action.COST_VIEW)
    log(by, found.scope_id, "spesa", [found.allowance_id])
    context = {
        "expense": found, "mark": _mark(found), "rule": _rule(found),
        "line": panel.line_of(found), "may_edit": may(by, Action.COST_EDIT), "knots": _knots(found, by),
        "allowance": _behind(found, by),
        "may_approve": may(by, Action.ALLOWANCE_APPROVE), "changes": _story(found),
        "sheet": visible(Timesheet.objects, by, Action.COST_VIEW).filter(expenses=found).first(),
        "crumbs": [("Spese", reverse("costs:expenses")), (f"Spesa {found.number}", "")],
    }  # fmt: skip
    return TemplateResponse(request, "costs/expense.html", context)


@requires(Action.COST_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A supplier's document becomes an expense."""
    by, programme = acting_in(request), programme_in(request)
    form = PurchaseForm(request.POST or None, request.FILES or None)
    items = CostItem.objects.filter(programme=programme).exclude(kind__in=list(COMPUTED))
    form.offer(payers(programme, by), items, Activity.objects.filter(programme=programme))
    page = shape(
        "costs/act.html", lambda one: reverse("costs:expense", args=[one.id]),
        lambda one: f"Spesa {one.number} registrata. Prossimo passo: segnarla pagata, con la prova.",
        "Nuova spesa", "Registra la spesa", reverse("costs:expenses"), upload=True,
        lead="Un documento di un fornitore. Indennità e ore di lavoro arrivano da sole.",
    )  # fmt: skip
    return page.answer(request, form, lambda typed: record_purchase(by=by, **typed))


def payers(programme: Programme, by: Actor) -> QuerySet[Partnership]:
    """The partners whose expenses one may write."""
    rows = Partnership.objects.filter(programme=programme).exclude(role=PartnerRole.NETWORK)
    partnerships = reach(programme, by)
    rows = rows if partnerships is None else rows.filter(id__in=partnerships)
    return rows.select_related("organization", "programme")


def listing(programme: Programme, seen: Rows, partnerships: Collection[uuid.UUID] | None) -> ListPage:
    """The list as one declaration; its filters stand on columns that figures are counted from."""
    bodies = [(k, label) for k, label in names(programme, "partner") if partnerships is None or k in partnerships]
    return ListPage(
        "Spese",
        [
            Column("title", "Che cosa", lambda one: one.title, "title", link=_page, note=_number),
            Column("partner", "Ente", lambda one: str(one.partnership.organization), "partnership__organization__name"),
            Column("item", "Voce", lambda one: str(one.item), "item__code"),
            Column("accrued_on", "Maturata", lambda one: one.accrued_on, "accrued_on"),
            Column("due_amount", "Importo", lambda one: money(one.due_amount), "due_amount", numeric=True),
            Column("state", "Stato", _mark, "state"),
        ],
        noun="spesa,spese",
        filters=[
            Filter("ente", "Ente", _choices(bodies), lambda rows, key: rows.filter(partnership_id=key)),
            Filter("voce", "Voce", _choices(names(programme, "item")), lambda rows, key: rows.filter(item_id=key)),
            Filter(
                "attivita", "Attività", _choices([pair for pair in names(programme, "activity") if pair[0]]),
                lambda rows, key: rows.filter(activity_id=key),
            ),
            Filter("stato", "Stato", [*ExpenseState.choices], lambda rows, key: rows.filter(state=key)),
            Filter("mese", "Maturata in", lambda: _months(seen), _in_month),
        ],
        search=lambda rows, text: rows.filter(Q(title__icontains=text) | Q(supplier__icontains=text)),
        search_label="Cerca per descrizione o fornitore",
        order=("-accrued_on", "-number"),
        empty=("list", "Nessuna spesa", "Le indennità approvate, le ore confermate e i documenti compaiono qui."),
        template="costs/expenses.html",
        export_name="spese",
    )  # fmt: skip


def _sums(page: ListPage, request: HttpRequest, seen: Rows, every: Rows) -> dict[str, Any]:
    """How much the list holds, and what the same filters hold beyond one's mandate."""
    form = page.form(request)
    many, amount = _added(page.filtered(seen, form))
    if (form.cleaned_data.get("q") or "").strip():  # names of suppliers are not counted from
        return {"sum_amount": money(amount), "others": ""}
    filtered = page.filtered(every, form)
    with reporting():
        all_count, all_amount = _added(filtered)
    beyond = all_count - many
    told = f"altre {beyond} spese fuori" if beyond != 1 else "un’altra spesa fuori"
    others = f"{told} dal tuo incarico, per {money(all_amount - amount)}" if beyond else ""
    return {"sum_amount": money(amount), "others": others}


def _added(rows: Rows) -> tuple[int, Decimal]:
    found = rows.order_by().aggregate(many=Count("id"), sum=Sum("due_amount"))
    return found["many"], found["sum"] or Decimal(0)


def _choices(pairs: Any) -> list[tuple[str, str]]:
    return [(str(key), label) for key, label in pairs]


def _months(seen: Rows) -> list[tuple[str, str]]:
    found = seen.order_by().values_list("accrued_on__year", "accrued_on__month").distinct()
    return [(f"{year}-{month:02d}", f"{MONTHS[month - 1]} {year}") for year, month in sorted(found, reverse=True)]


def _in_month(rows: Rows, key: str) -> Rows:
    year, month = key.split("-")
    return rows.filter(accrued_on__year=int(year), accrued_on__month=int(month))


def _page(one: Expense) -> str:
    return reverse("costs:expense", args=[one.id])


def _number(one: Expense) -> str:
    return f"n. {one.number}"


def _mark(one: Expense) -> Mark:
    kind, icon = MARKS[ExpenseState(one.state)]
    return Mark(kind, one.get_state_display(), icon)


def _behind(found: Expense, by: Actor) -> Allowance | None:
    return visible(Allowance.objects, by, Action.ALLOWANCE_VIEW).filter(expenses=found).first()


def _rule(found: Expense) -> CostRule | None:
    return next((one for one in RULES if one.code == found.rule), None)


def _story(found: Expense) -> list[tuple[Any, str]]:
    return [(one, TOLD[one.verb]) for one in found.changes.all()]


def _knots(found: Expense, by: Actor) -> list[dict[str, Any]]:
    """The thread an allowance's expense belongs to: hours, allowance, expense, budget line."""
    behind = _behind(found, by)
    if behind is None:
        return []
    place = settings.PLACES.get("allowance", "")
    return [
        {"label": f"Tirocinio {behind.internship_number}", "note": "chi lo segue ne vede il registro", "url": ""},
        {"label": hours(behind.attended_hours), "note": f"su {hours(behind.planned_hours)} previste", "url": ""},
        {"label": money(behind.due_amount), "note": f"indennità {behind.get_state_display()}",
         "url": reverse(place, args=[behind.id]) if place else ""},
        {"label": f"Spesa {found.number}", "note": found.get_state_display(), "url": "", "here": True},
        {"label": str(found.item), "note": "voce del budget", "url": f"{reverse('costs:budget')}?per=voce"},
    ]  # fmt: skip
