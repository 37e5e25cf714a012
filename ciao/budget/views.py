"""Reading a piano economico in four steps, putting it in force, and taking it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.budget import actions
from ciao.budget.enums import CostKind, PlanState
from ciao.budget.forms import ColumnsForm, ConfirmForm, NamesForm, ReasonForm, UploadForm, names_form
from ciao.budget.models import BudgetPlan
from ciao.budget.reading.check import Checked, check, names_of, partners_of
from ciao.budget.reading.lines import lines_of
from ciao.budget.reading.template import blank
from ciao.budget.rules import totals
from ciao.core import clock
from ciao.core.formats import money, plural
from ciao.core.forms import PlainForm
from ciao.core.lists import XLSX
from ciao.programmes.models import Activity, Programme
from ciao.programmes.panel import programme_of

EDIT = Action.BUDGET_EDIT
TEMPLATES = {"columns": "budget/columns.html", "names": "budget/names.html"}
STEPS = {"upload": "Carica", "columns": "Colonne", "names": "Enti e voci", "check": "Controlla"}


@requires(EDIT)
def upload(request: HttpRequest) -> HttpResponse:
    """Step 1: choose the file."""
    by, programme = acting_in(request), _programme(request)
    version = programme.version_on(clock.today())
    page = FormPage(
        "budget/upload.html", to=lambda plan: reverse("budget:columns", args=[plan.id]),
        done="File letto. Prossimo passo: controlla che cosa c’è in ogni colonna.",
        context={"steps": steps("upload"), "version": version, **_frame()},
    )  # fmt: skip
    form = UploadForm(request.POST or None, request.FILES or None)
    return page.answer(request, form, lambda typed: actions.read_budget(version=version, upload=typed["file"], by=by))


@requires(EDIT)
def template(request: HttpRequest) -> HttpResponse:
    """The sheet to fill in, with the partners and activities of the programme."""
    programme = _programme(request)
    bodies = [one.name for one in partners_of(programme.version_on(clock.today())).values() if one.has_budget]
    content = blank(bodies, [str(one) for one in Activity.objects.filter(programme=programme)])
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="piano-economico.xlsx"'
    return answer


@requires(EDIT)
def columns(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Step 2: which column is what, as guessed from the headings."""
    by, plan = acting_in(request), _draft(request, plan_id)
    page = _step_page(plan, "columns", "names", "Colonne salvate.", rows=_first_rows(plan))
    form = ColumnsForm(request.POST or None, plan=plan)
    return page.answer(request, form, lambda _: actions.map_budget(plan=plan, mapping=form.mapping(), by=by))


@requires(EDIT)
def names(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Step 3: which partner, item and activity each name of the file is."""
    by, plan = acting_in(request), _draft(request, plan_id)
    form = _names_form(plan, request.POST or None)
    unknown = [text for text, chosen in form.names.partners.items() if not chosen]
    page = _step_page(plan, "names", "check", "Nomi salvati.", unknown=unknown)
    return page.answer(request, form, lambda _: actions.map_budget(plan=plan, mapping=form.mapping(), by=by))


@requires(EDIT)
def checked(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Step 4: what is to correct, what is worth a look, and the sums."""
    plan = _draft(request, plan_id)
    found = check(plan)
    context = {
        "plan": plan, "steps": steps("check", plan), "checked": found, "sums": _sums(found), "items": _items(found),
        "count": plural(len(found.faults), "cosa da correggere", "cose da correggere"), **_frame(),
    }  # fmt: skip
    return TemplateResponse(request, "budget/check.html", context)


@requires(EDIT)
def confirm(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The question, with what follows from the answer."""
    by, plan = acting_in(request), _draft(request, plan_id)
    page = FormPage(
        "budget/confirm.html", to=reverse(settings.PLACES["budget"]),
        done="Piano economico in vigore. Da adesso le spese si confrontano con queste cifre.",
        context={"plan": plan, "items": _consequences(plan), "save": "Metti in vigore",
                 "heading": "Mettere in vigore il piano economico", "back": reverse("budget:check", args=[plan.id])},
    )  # fmt: skip
    form = ConfirmForm(request.POST or None, initial={"on": clock.today()})
    return page.answer(request, form, lambda typed: actions.confirm_budget(plan=plan, on=typed["on"], by=by))


@requires(EDIT)
def discard(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The draft is set aside."""
    by, plan = acting_in(request), _draft(request, plan_id)
    items = [{"icon": "file", "text": "Il file resta registrato, ma la lettura non va più avanti."}]
    page = _confirm_page(plan, "Metti da parte", "Mettere da parte questa lettura", items)
    form = PlainForm(request.POST or None)
    return page.answer(request, form, lambda _: actions.discard_budget(plan=plan, on=clock.today(), by=by))


@requires(EDIT)
def reinstate(request: HttpRequest, plan_id: uuid.UUID) -> HttpResponse:
    """Correction: an earlier budget counts again."""
    by, plan = acting_in(request), _find(request, plan_id, PlanState.REPLACED)
    items = [{"icon": "refresh", "text": "Il piano in vigore adesso è sostituito da questo. Le spese non cambiano."}]
    page = _confirm_page(plan, "Rimetti in vigore", f"Rimettere in vigore il piano {plan.number}", items)
    form = ReasonForm(request.POST or None)
    return page.answer(
        request, form, lambda typed: actions.reinstate_budget(plan=plan, on=clock.today(), by=by, **typed)
    )


def steps(now: str, plan: BudgetPlan | None = None) -> list[dict[str, str]]:
    """The four steps, the past ones as links."""
    order = list(STEPS)
    here = order.index(now)
    return [
        {
            "label": label, "state": "done" if at < here else "now" if at == here else "",
            "url": reverse(f"budget:{code}", args=[plan.id]) if plan and code != "upload" else "",
        }
        for at, (code, label) in enumerate(STEPS.items())
    ]  # fmt: skip


def _programme(request: HttpRequest) -> Programme:
    found = programme_of(acting_in(request))
    if found is None:
        raise Http404
    return found


def _find(request: HttpRequest, plan_id: uuid.UUID, *states: str) -> BudgetPlan:
    rows = visible(BudgetPlan.objects.select_related("version__programme"), acting_in(request), EDIT)
    return get_object_or_404(rows, id=plan_id, state__in=states)


def _draft(request: HttpRequest, plan_id: uuid.UUID) -> BudgetPlan:
    return _find(request, plan_id, PlanState.DRAFT)


def _frame() -> dict[str, Any]:
    home = reverse(settings.PLACES["budget"])
    return {"crumbs": [("Budget", home), ("Piano economico", "")], "home": home}


def _step_page(plan: BudgetPlan, now: str, then: str, done: str, **context: Any) -> FormPage:
    shown = {"plan": plan, "steps": steps(now, plan), **_frame(), **context}
    return FormPage(TEMPLATES[now], to=reverse(f"budget:{then}", args=[plan.id]), done=done, context=shown)


def _confirm_page(plan: BudgetPlan, save: str, heading: str, items: list[dict[str, str]]) -> FormPage:
    home = reverse(settings.PLACES["budget"])
    context = {"plan": plan, "items": items, "save": save, "heading": heading, "back": home}
    return FormPage("budget/confirm.html", to=home, done="Fatto.", context=context)


def _names_form(plan: BudgetPlan, data: Any) -> NamesForm:
    mapping = plan.reading["mapping"]
    typed = mapping.get("cofinancing", {}) if mapping["columns"].get("cofinancing") is None else None
    return names_form(
        data, names=names_of(plan, lines_of(plan.reading)), partners=partners_of(plan.version), shares=typed,
        activities={one.id: str(one) for one in Activity.objects.filter(programme_id=plan.version.programme_id)},
    )  # fmt: skip


def _first_rows(plan: BudgetPlan) -> list[tuple[int, list[Any]]]:
    header = plan.reading["mapping"]["header"]
    rows = plan.reading["rows"][header : header + 6]
    return [(header + at, [str(one) for one in row[:8]]) for at, row in enumerate(rows, 1)]


def _sums(found: Checked) -> list[tuple[str, str, str]]:
    by_partner, shares = totals(found.facts.rows).by_partner, found.facts.cofinancing
    return [
        (one.name, money(by_partner.get(key, 0)), money(shares.get(key, 0)))
        for key, one in found.facts.partners.items()
        if key in by_partner or key in shares
    ]


def _items(found: Checked) -> list[tuple[str, str, str]]:
    by_item = totals(found.facts.rows).by_item
    return [
        (f"{one.code} {one.label}", str(CostKind(one.kind).label), money(by_item.get(one.code, 0)))
        for one in found.facts.items
    ]


def _consequences(plan: BudgetPlan) -> list[dict[str, str]]:
    found = check(plan)
    earlier = plan.version.budgets.in_force().first()
    lines = plural(len(found.facts.rows), "riga", "righe")
    items = [{"icon": "check", "kind": "ok", "text": f"{lines}, {money(found.facts.sum_amount)} in tutto."}]
    if earlier is not None:
        items.append(
            {"icon": "refresh", "text": f"Il piano {earlier.number} è sostituito; si può rimettere in vigore."}
        )
    items.append({"icon": "arrow-right", "text": "Ogni ente vede le sue righe; le spese già registrate non cambiano."})
    return [*items, *({"icon": "warning-circle", "kind": "warn", "text": one} for one in found.warnings)]
