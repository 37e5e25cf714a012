"""Allowances waiting for who pays, their approval, and taking it back."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import hours, money, month, plural
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.costs import actions, panel
from ciao.costs.actions.allowances import facts_of, title_of
from ciao.costs.cost_rules.allowance import RULE
from ciao.costs.forms import ApproveForm, ReasonForm
from ciao.costs.views import log, programme_in, shape
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance

MARKS = {
    AllowanceState.TO_APPROVE: ("warn", "clock"),
    AllowanceState.APPROVED: ("info", "clock"),
    AllowanceState.PAID: ("ok", "check"),
    AllowanceState.VOID: ("", "ban"),
}


@requires(Action.ALLOWANCE_VIEW)
def allowances(request: HttpRequest) -> HttpResponse:
    """The allowances one may see, by month; never a name."""
    by, programme = acting_in(request), programme_in(request)
    rows = visible(Allowance.objects.select_related("payer"), by, Action.ALLOWANCE_VIEW)
    waiting = panel.allowances_to_approve(by).count() if may(by, Action.ALLOWANCE_APPROVE) else 0

    def read(shown: list[Allowance]) -> None:
        log(by, programme.scope_id, "elenco delle indennità", [one.id for one in shown])

    title = plural(waiting, "indennità da approvare", "indennità da approvare") if waiting else ""
    return listing(by).answer(request, rows, on_read=read, waiting=waiting, waiting_title=title)


@requires(Action.ALLOWANCE_APPROVE)
def approve(request: HttpRequest, allowance_id: uuid.UUID) -> HttpResponse:
    """What is approved, line by line, and what follows."""
    by, found = acting_in(request), _find(request, allowance_id)
    log(by, found.scope_id, "approvazione di un’indennità", [found.id])
    facts = facts_of(found)
    page = shape(
        "costs/approve.html", lambda one: reverse("costs:expense", args=[one.id]),
        lambda one: f"Indennità approvata: ora è la spesa {one.number}. Prossimo passo: pagarla.",
        "Approva l’indennità", "Approva l’indennità", reverse("costs:allowances"), title=title_of(found),
        allowance=found, lines=found.explanation or [line.as_kept() for line in RULE.lines(facts)],
        problems=RULE.problems(facts),
        crumbs=[("Indennità", reverse("costs:allowances")), (title_of(found), "")],
        asked=panel.approval(found, by), due=money(found.due_amount),
    )  # fmt: skip
    form = ApproveForm(request.POST or None, initial={"on": clock.today()})
    return page.answer(request, form, lambda typed: actions.approve_allowance(allowance=found, on=typed["on"], by=by))


@requires(Action.ALLOWANCE_APPROVE)
def withdraw(request: HttpRequest, allowance_id: uuid.UUID) -> HttpResponse:
    """Correction: approved by mistake."""
    by, found = acting_in(request), _find(request, allowance_id)
    log(by, found.scope_id, "correzione di un’indennità", [found.id])
    page = shape(
        "costs/confirm.html", reverse("costs:allowances"), "Approvazione tolta: l’indennità è di nuovo da approvare.",
        "Togli l’approvazione", "Togli l’approvazione", reverse("costs:allowances"),
        lead=f"{title_of(found)}, {money(found.due_amount)}",
        items=[
            {"icon": "ban", "text": "La spesa che ne è nata è annullata: non conta più nel budget."},
            {"icon": "clock", "text": "L’indennità torna da approvare."},
        ],
    )  # fmt: skip
    form = ReasonForm(request.POST or None)
    return page.answer(
        request, form, lambda typed: actions.withdraw_approval(allowance=found, on=clock.today(), by=by, **typed)
    )


def listing(by: Actor) -> ListPage:
    """The list as one declaration."""
    return ListPage(
        "Indennità",
        [
            Column("number", "Tirocinio", lambda one: f"Tirocinio {one.internship_number}", "internship_number",
                   link=lambda one: _link(one, by), note=_note),
            Column("month", "Mese", lambda one: month(one.month_on), "month_on"),
            Column("payer", "Chi paga", lambda one: str(one.payer), "payer__name"),
            Column("hours", "Ore", lambda one: hours(one.attended_hours), "attended_hours", numeric=True),
            Column("due", "Importo", lambda one: money(one.due_amount), "due_amount", numeric=True),
            Column("state", "Stato", _mark, "state"),
        ],
        noun="indennità,indennità",
        filters=[Filter("stato", "Stato", [*AllowanceState.choices], lambda rows, key: rows.filter(state=key))],
        order=("-month_on", "internship_number", "line"),
        empty=("list", "Nessuna indennità", "Nascono quando il tutor conferma il registro di un mese di tirocinio."),
        template="costs/allowances.html",
        export_name="indennita",
    )  # fmt: skip


def _find(request: HttpRequest, allowance_id: uuid.UUID) -> Allowance:
    rows = visible(Allowance.objects.select_related("payer"), acting_in(request), Action.ALLOWANCE_APPROVE)
    return get_object_or_404(rows, id=allowance_id)


def _link(one: Allowance, by: Actor) -> str:
    place = settings.PLACES.get("allowance", "")
    if place:
        return reverse(place, args=[one.id])
    to_do = one.state == AllowanceState.TO_APPROVE and may(by, Action.ALLOWANCE_APPROVE)
    return reverse("costs:approve", args=[one.id]) if to_do else ""


def _note(one: Allowance) -> str:
    return f"differenza {one.line - 1}" if one.line > 1 else ""


def _mark(one: Allowance) -> Mark:
    kind, icon = MARKS[AllowanceState(one.state)]
    return Mark(kind, one.get_state_display(), icon)
