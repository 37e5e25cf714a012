"""The budget page: planned, due and paid, and what to do next."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.budget import panel as plans
from ciao.core import clock
from ciao.core.formats import plural
from ciao.costs import panel
from ciao.costs.figures import board as figures
from ciao.costs.figures import cells, reach, total
from ciao.costs.views import programme_in
from ciao.programmes.models import Programme


@requires(Action.BUDGET_VIEW)
def budget(request: HttpRequest) -> HttpResponse:
    """Planned, due and paid by partner, item or activity; every figure opens its rows."""
    by, programme, today = acting_in(request), programme_in(request), clock.today()
    partnerships = reach(programme, by)
    if partnerships is not None and not partnerships:
        raise Http404
    whole, tab = partnerships is None, _tab(request, whole=partnerships is None)
    found, links = cells(programme.id, partnerships, today), may(by, Action.COST_VIEW)
    context = {
        "programme": programme, "whole": whole, "tabs": _tabs(tab, whole), "tab": figures.TABS[tab][1],
        "rows": figures.rows_of(programme, found, tab, linked=links), "sums": total(found), "linked": links,
        "facts": figures.facts(programme, found, today, whole=whole),
        "burn": figures.curve(programme, found, partnerships, today),
        "plans": plans.loaded(programme, by), "next": _next(programme, by),
        "upload_url": reverse("budget:upload") if may(by, Action.BUDGET_EDIT) else "",
    }  # fmt: skip
    return TemplateResponse(request, "costs/budget.html", context)


def _tab(request: HttpRequest, *, whole: bool) -> str:
    asked = request.GET.get("per", "")
    return asked if asked in figures.TABS else "ente" if whole else "voce"


def _tabs(chosen: str, whole: bool) -> list[tuple[str, str, bool]]:
    return [
        (f"?per={code}", label, code == chosen)
        for code, (_, label) in figures.TABS.items()
        if whole or code != "ente" or chosen == "ente"
    ]


def _next(programme: Programme, by: Actor) -> dict[str, Any]:
    """The one thing to do: a budget to load or to finish, then what waits to be approved, then to be paid."""
    asked = plans.step(programme, by)
    if asked is not None:
        return asked
    waiting = panel.allowances_to_approve(by).count()
    if waiting:
        title = f"{plural(waiting, 'indennità da approvare', 'indennità da approvare')}"
        return _step(title, "Approvata, diventa una spesa maturata.", "Vai alle indennità", reverse("costs:allowances"))
    due = panel.to_pay(by).count()
    if due:
        url = f"{reverse('costs:expenses')}?stato=accrued"
        why = "Segna il giorno e allega la prova del pagamento."
        return _step(plural(due, "spesa da pagare", "spese da pagare"), why, "Vai alle spese", url)
    return _step("Niente da fare adesso", "Qui vedi come va: ogni cifra apre le sue righe.", "", "")


def _step(title: str, why: str, action: str, url: str) -> dict[str, Any]:
    return {"title": title, "why": why, "action": action, "url": url, "kind": "" if url else "off"}
