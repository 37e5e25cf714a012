"""Hours written by who works or by who looks after the office, and confirmed once a month."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.budget.enums import CostKind
from ciao.core import clock
from ciao.core.formats import date_text, hours, month
from ciao.costs.actions.expenses import check_partner, item_for, lock, new_expense
from ciao.costs.cost_rules.staff_hours import RULE, StaffFacts
from ciao.costs.enums import ExpenseState, TimesheetState
from ciao.costs.lifecycle import EXPENSE, TIMESHEET
from ciao.costs.models import Expense, Timesheet, TimesheetRow
from ciao.costs.rules import DAY_HOURS, yearly_limit
from ciao.programmes.models import Activity, Mandate, Partnership
from ciao.programmes.parameters import parameter


@transaction.atomic
def open_timesheet(
    *, partnership: Partnership, mandate: Mandate, month_on: date, hourly_amount: Decimal, by: Actor,
    row_id: uuid.UUID | None = None,
) -> Timesheet:  # fmt: skip
    """A month of someone's hours, with the hourly cost it will be computed at."""
    check_partner(partnership)
    if (mandate.programme_id, mandate.organization_id) != (partnership.programme_id, partnership.organization_id):
        raise NotPossible("Chi scegli non lavora per questo ente nel progetto.")
    month_on = month_on.replace(day=1)
    if month_on > clock.today():
        raise NotPossible("Il mese non è ancora cominciato.")
    if hourly_amount <= 0:
        raise NotPossible("Scrivi un costo orario più alto di zero.")
    sheet = Timesheet(
        id=row_id or uuid.uuid4(), scope_id=partnership.staff_scope_id, partnership=partnership, mandate=mandate,
        user_id=mandate.user_id, month_on=month_on, hourly_amount=hourly_amount, recorded_by=by.id,
    )  # fmt: skip
    sheet.save(force_insert=True)
    return sheet


@transaction.atomic
def write_hours(
    *, timesheet: Timesheet, activity: Activity, day_on: date, worked_hours: Decimal, by: Actor, note: str = "",
    row_id: uuid.UUID | None = None,
) -> TimesheetRow:  # fmt: skip
    """Hours of a day on an activity; written again they take the place of the first, and 0 takes them back.

    Never more than 24 in a day, over all the sheets of that person whoever writes may see.
    """
    _check_open(timesheet)
    _check_day(timesheet, day_on)
    if activity.programme_id != timesheet.partnership.programme_id:
        raise NotPossible("L’attività è di un altro progetto: scegline una di questo.")
    row = timesheet.rows.filter(activity=activity, day_on=day_on).first()
    if row is None:
        row = TimesheetRow(
            id=row_id or uuid.uuid4(), scope_id=timesheet.scope_id, timesheet=timesheet, user_id=timesheet.user_id,
            activity=activity, day_on=day_on,
        )  # fmt: skip
    _check_hours(row, worked_hours)
    row.worked_hours, row.note, row.recorded_at, row.recorded_by = worked_hours, note, clock.now(), by.id
    row.save()
    return row


@transaction.atomic
def confirm_timesheet(*, timesheet: Timesheet, on: date, by: Actor) -> list[Expense]:
    """One staff expense for each activity: its hours × the rate, rounded once. The month is closed."""
    lock(timesheet)
    sums = activity_hours(timesheet)
    if not sums:
        raise NotPossible("Il foglio non ha ore: scrivine almeno una.")
    TIMESHEET.move(timesheet, "confirm", by=by, on=on)
    return [_expense(timesheet, activity, worked, on, by) for activity, worked in sums]


@transaction.atomic
def unlock_timesheet(*, timesheet: Timesheet, reason: str, on: date, by: Actor) -> Timesheet:
    """Correction: the month is opened again and its expenses are annulled; none may have been paid."""
    lock(timesheet)
    expenses = list(Expense.objects.counted().filter(timesheet=timesheet))
    if any(one.state == ExpenseState.PAID for one in expenses):
        raise NotPossible("Una sua spesa è già pagata: togli prima il pagamento.")
    TIMESHEET.move(timesheet, "unlock", by=by, on=on, reason=reason)
    for one in expenses:
        EXPENSE.move(one, "void", by=by, on=on, reason=reason)
    return timesheet


def activity_hours(timesheet: Timesheet) -> list[tuple[Activity, Decimal]]:
    """The hours of each activity, those with none left out."""
    rows = timesheet.rows.order_by().values("activity").annotate(worked=Sum("worked_hours"))
    sums = {row["activity"]: row["worked"] for row in rows if row["worked"]}
    return [(one, sums[one.id]) for one in Activity.objects.filter(id__in=sums)]


def facts_of(timesheet: Timesheet, worked: Decimal) -> StaffFacts:
    """Hours and rate beside those of the whole year."""
    year = timesheet.month_on.year
    rows = TimesheetRow.objects.filter(user_id=timesheet.user_id, day_on__year=year)
    limit = yearly_limit(
        parameter("staff_yearly_hours", timesheet.month_on), year, timesheet.mandate.starts_on,
        timesheet.mandate.ends_on,
    )  # fmt: skip
    total = rows.aggregate(total=Sum("worked_hours"))["total"] or Decimal(0)
    return StaffFacts(timesheet.month_on, worked, timesheet.hourly_amount, total, limit)


def _expense(timesheet: Timesheet, activity: Activity, worked: Decimal, on: date, by: Actor) -> Expense:
    facts = facts_of(timesheet, worked)
    partnership = timesheet.partnership
    return new_expense(
        partnership=partnership, item=item_for(partnership, CostKind.STAFF, activity.id, on), activity=activity,
        rule=RULE.code, title=f"Ore di lavoro, {month(timesheet.month_on)}", accrued_on=on,
        due_amount=RULE.amount(facts), explanation=RULE.lines(facts), by=by, timesheet=timesheet,
    )  # fmt: skip


def _check_open(timesheet: Timesheet) -> None:
    lock(timesheet)
    if timesheet.state != TimesheetState.OPEN:
        raise NotPossible("Il foglio ore è confermato: per cambiarlo va riaperto.")


def _check_day(timesheet: Timesheet, day_on: date) -> None:
    if day_on.replace(day=1) != timesheet.month_on:
        raise NotPossible(f"Questo è il foglio di {month(timesheet.month_on)}: scegli un giorno di quel mese.")
    if day_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")


def _check_hours(row: TimesheetRow, worked: Decimal) -> None:
    if not 0 <= worked <= DAY_HOURS:
        raise NotPossible("Le ore di un giorno vanno da 0 a 24.")
    others = TimesheetRow.objects.filter(user_id=row.user_id, day_on=row.day_on).exclude(id=row.id)
    already = others.aggregate(total=Sum("worked_hours"))["total"] or Decimal(0)
    if already + worked > DAY_HOURS:
        told = f"Per {date_text(row.day_on)} ci sono già {hours(already)}"
        raise NotPossible(f"{told}: con queste il giorno passa le 24 ore.")
