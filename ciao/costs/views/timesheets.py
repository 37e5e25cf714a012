"""Hours of work: the sheets of one's body, or one's own; written by day, confirmed by the office."""

from __future__ import annotations

import uuid
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
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
from ciao.core.forms import PlainForm
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.costs import actions
from ciao.costs.actions.timesheets import activity_hours, facts_of
from ciao.costs.cost_rules.staff_hours import RULE
from ciao.costs.enums import TimesheetState
from ciao.costs.forms import HoursForm, ReasonForm, SheetForm
from ciao.costs.models import Expense, Timesheet
from ciao.costs.views import programme_in, shape
from ciao.costs.views.expenses import payers
from ciao.programmes.models import Activity, Mandate, Programme

Sheets = QuerySet[Timesheet]
TOLD = {"confirm": "confermato", "unlock": "riaperto"}
SHEET_JOINS = ("partnership__organization", "partnership__programme", "mandate__user", "mandate__organization")


@requires(Action.DESK_VIEW)
def timesheets(request: HttpRequest) -> HttpResponse:
    """One's own sheets, and those of the bodies one looks after."""
    by = acting_in(request)
    rows = _seen(by).filter(Q(partnership__programme_id=by.programme_id)).annotate(worked=Sum("rows__worked_hours"))
    waiting = rows.filter(state=TimesheetState.OPEN, month_on__lt=clock.today().replace(day=1)).count()
    title = plural(waiting, "mese da confermare", "mesi da confermare") if waiting else ""
    return LISTING.answer(request, rows, waiting_title=title, may_edit=may(by, Action.COST_EDIT))


@requires(Action.COST_EDIT)
def new(request: HttpRequest) -> HttpResponse:
    """A month of someone's hours is opened, at an hourly cost."""
    by, programme = acting_in(request), programme_in(request)
    form = SheetForm(request.POST or None)
    bodies = payers(programme, by)
    form.offer(_workers(programme, bodies), clock.today())
    page = shape(
        "costs/act.html", _page, "Foglio ore aperto. Prossimo passo: scrivere le ore, giorno per giorno.",
        "Nuovo foglio ore", "Apri il foglio ore", reverse("costs:timesheets"),
        lead="Un mese di chi lavora nel progetto. Le ore le può scrivere anche la persona, dalla sua pagina.",
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> Timesheet:
        partnership = bodies.get(organization_id=typed["mandate"].organization_id)
        return actions.open_timesheet(partnership=partnership, by=by, **typed)

    return page.answer(request, form, act)


@requires(Action.DESK_VIEW)
def timesheet(request: HttpRequest, timesheet_id: uuid.UUID) -> HttpResponse:
    """One month: its hours by day and activity, and the form that adds a day."""
    by, found = acting_in(request), find_sheet(request, timesheet_id)
    form = HoursForm(request.POST or None, initial={"day_on": _next_day(found)})
    form.offer(Activity.objects.filter(programme=found.partnership.programme))
    page = shape(
        "costs/timesheet.html", _page(found), "Ore salvate.", f"Ore di lavoro, {month(found.month_on)}",
        "Salva le ore", reverse("costs:timesheets"), **_shown(found, by),
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.write_hours(timesheet=found, by=by, **typed))


@requires(Action.COST_EDIT)
def confirm(request: HttpRequest, timesheet_id: uuid.UUID) -> HttpResponse:
    """What the hours become, activity by activity, before the month is closed."""
    by, found = acting_in(request), find_sheet(request, timesheet_id, Action.COST_EDIT)
    items = [
        *({"icon": "arrow-right", "text": f"{activity}: {hours(worked)}, {money(_due(found, worked))} maturati."}
          for activity, worked in activity_hours(found)),
        {"icon": "locked", "text": "Il mese si chiude: le ore non si cambiano più, finché non lo riapri."},
    ]  # fmt: skip
    page = shape(
        "costs/confirm.html", _page(found), "Ore confermate: sono spese maturate. Prossimo passo: segnarle pagate.",
        "Conferma le ore", "Conferma le ore", _page(found), lead=_whose(found), items=items,
    )  # fmt: skip
    return page.answer(
        request, PlainForm(request.POST or None),
        lambda _: actions.confirm_timesheet(timesheet=found, on=clock.today(), by=by),
    )  # fmt: skip


@requires(Action.COST_EDIT)
def unlock(request: HttpRequest, timesheet_id: uuid.UUID) -> HttpResponse:
    """Correction: something in the month is wrong."""
    by, found = acting_in(request), find_sheet(request, timesheet_id, Action.COST_EDIT)
    items = [{"icon": "ban", "text": "Le spese nate da questo mese sono annullate; rinascono quando lo confermi."}]
    page = shape(
        "costs/confirm.html", _page(found), "Mese riaperto: le ore si possono cambiare.", "Riapri il mese",
        "Riapri il mese", _page(found), lead=_whose(found), items=items,
    )  # fmt: skip
    form = ReasonForm(request.POST or None)
    return page.answer(
        request, form, lambda typed: actions.unlock_timesheet(timesheet=found, on=clock.today(), by=by, **typed)
    )


def _shown(found: Timesheet, by: Actor) -> dict[str, Any]:
    """All that the page of one month shows."""
    is_open = found.state == TimesheetState.OPEN
    edits = _edits(found, by)
    sums = activity_hours(found)
    worked = sum((one for _, one in sums), Decimal(0))
    return {
        "sheet": found, "who": found.mandate.user.get_full_name(), "is_open": is_open, "sums": sums, "worked": worked,
        "rows": list(found.rows.exclude(worked_hours=0).select_related("activity")),
        "may_write": is_open and (edits or found.user_id == by.user_id), "may_confirm": edits and bool(sums),
        "edits": edits, "problems": RULE.problems(facts_of(found, worked)), "changes": _story(found, edits),
        "expenses": list(visible(Expense.objects.counted(), by, Action.COST_VIEW).filter(timesheet=found)),
        "crumbs": [("Ore di lavoro", reverse("costs:timesheets")), (month(found.month_on), "")],
    }  # fmt: skip


def may_write_in(found: Timesheet, by: Actor) -> bool:
    """Who looks after the office, and whose month it is."""
    return found.user_id == by.user_id or _edits(found, by)


def _edits(found: Timesheet, by: Actor) -> bool:
    return may(by, Action.COST_EDIT) and _seen(by, Action.COST_EDIT).filter(id=found.id).exists()


def _story(found: Timesheet, edits: bool) -> list[tuple[Any, str]]:
    if not edits:
        return []
    return [(one, TOLD[one.verb]) for one in found.changes.all()]


def _seen(by: Actor, action: Action = Action.DESK_VIEW) -> Sheets:
    return visible(Timesheet.objects.select_related(*SHEET_JOINS), by, action)


def find_sheet(request: HttpRequest, timesheet_id: uuid.UUID, action: Action = Action.DESK_VIEW) -> Timesheet:
    """A month the actor may open, their own or of their body; else the answer of one that is not there."""
    return get_object_or_404(_seen(acting_in(request), action), id=timesheet_id)


def _workers(programme: Programme, bodies: Any) -> QuerySet[Mandate]:
    rows = Mandate.objects.filter(programme=programme, organization__in=bodies.values("organization"))
    return rows.select_related("user", "organization").order_by("user__given_name", "id")


def _page(found: Timesheet) -> str:
    return reverse("costs:timesheet", args=[found.id])


def _next_day(found: Timesheet) -> date:
    """The day after the last one written, else the first; never past the month nor today."""
    last = found.rows.order_by("-day_on").values_list("day_on", flat=True).first()
    wanted = last + timedelta(days=1) if last else found.month_on
    end = found.month_on.replace(day=monthrange(found.month_on.year, found.month_on.month)[1])
    return min(wanted, end, clock.today())


def _whose(found: Timesheet) -> str:
    return f"{found.mandate.user.get_full_name()}, {month(found.month_on)}"


def _due(found: Timesheet, worked: Decimal) -> Decimal:
    return RULE.amount(facts_of(found, worked))


def _mark(one: Timesheet) -> Mark:
    confirmed = one.state == TimesheetState.CONFIRMED
    return Mark("ok" if confirmed else "warn", one.get_state_display(), "locked" if confirmed else "clock")


LISTING = ListPage(
    "Ore di lavoro",
    [
        Column("who", "Chi", lambda one: one.mandate.user.get_full_name(), "mandate__user__given_name", link=_page,
               note=lambda one: one.mandate.role_label),
        Column("month", "Mese", lambda one: month(one.month_on), "month_on"),
        Column("partner", "Ente", lambda one: str(one.partnership.organization), "partnership__organization__name"),
        Column("worked", "Ore", lambda one: hours(one.worked or 0), "worked", numeric=True),
        Column("state", "Stato", _mark, "state"),
    ],
    noun="foglio,fogli",
    filters=[Filter("stato", "Stato", [*TimesheetState.choices], lambda rows, key: rows.filter(state=key))],
    order=("-month_on", "mandate__user__given_name"),
    empty=("clock", "Nessun foglio ore", "Chi amministra il tuo ente ne apre uno per ogni mese di lavoro."),
    template="costs/timesheets.html",
    export_name="ore-di-lavoro",
)  # fmt: skip
