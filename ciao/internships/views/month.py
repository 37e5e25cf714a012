"""A month as its page shows it: the grid, the hours, the amount line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor
from ciao.cases.rules import italian_holidays
from ciao.core import clock
from ciao.core.formats import DAYS, date_field, date_relative, hours, money, percent, plural
from ciao.internships.actions.figures import Figures, figures_in, spans_of
from ciao.internships.actions.fill import signatures_of
from ciao.internships.enums import DayKind, Filler, InternshipState
from ciao.internships.models import Allowance, Internship, MonthlyRegister, RegisterChange, RegisterDay
from ciao.internships.panel import allowance_url, explain, seen
from ciao.internships.rules import attendance_percent, hours_on, is_paused, month_days, next_month
from ciao.internships.views import reads_all

CELLS = {DayKind.PRESENT: "ok", DayKind.ABSENT: "stop", DayKind.EXCUSED: "rest", DayKind.OFF: ""}


@dataclass(frozen=True)
class MonthView:
    """What a page needs of a month; `open_days` are those one may write, with the schedule's hours."""

    internship: Internship
    month_on: date
    register: MonthlyRegister | None
    rows: Mapping[date, RegisterDay]
    figures: Figures
    planned: Mapping[date, Decimal]
    open_days: Mapping[date, Decimal]
    allowances: list[Allowance]
    changes: list[RegisterChange]

    @property
    def is_confirmed(self) -> bool:
        """Whether the month is closed."""
        return self.register is not None and self.register.is_confirmed

    @property
    def may_be_confirmed(self) -> bool:
        """Over, and not closed yet."""
        is_over = next_month(self.month_on) <= clock.today() or self.internship.state == InternshipState.ENDED
        return is_over and not self.is_confirmed

    @property
    def unwritten(self) -> list[date]:
        """Days of the schedule, up to today, on which nothing is written."""
        return [day for day, given in self.open_days.items() if given and day not in self.rows]

    def facts(self) -> list[tuple[str, str]]:
        """Planned, done, attendance."""
        planned, done = self.figures.planned_hours, self.figures.attended_hours
        rows = [("Ore previste", hours(planned)), ("Ore fatte", hours(done))]
        rows += [("Presenza", percent(attendance_percent(planned, done)))] if planned else []
        return [*rows, *self._signed()]

    def _signed(self) -> list[tuple[str, str]]:
        """Who signed the month on the phone, where somebody did."""
        found = signatures_of(self.register)
        if not any(found.values()):
            return []
        return [
            (f"Firma: {Filler(hand).label}", date_field(one.signed_at.date()) if one else "manca")
            for hand, one in found.items()
        ]

    def lines(self) -> list[dict[str, Any]]:
        """Each allowance computed, with its explanation and where it stands."""
        return [
            {"row": one, "state": one.get_state_display(), "url": allowance_url(one), **explain(one)}
            for one in self.allowances
        ]

    def expected(self) -> dict[str, Any]:
        """What the month would give if it were confirmed now."""
        result = self.figures.result
        return {"lines": result.lines, "total": money(result.amount)}

    def weekdays(self) -> list[tuple[str, str]]:
        """The days of the week in use, short and whole."""
        return [(DAYS[one][:3], DAYS[one]) for one in self._in_use()]

    def weeks(self) -> Iterator[dict[str, Any]]:
        """The grid, week by week."""
        first = self.month_on - timedelta(days=self.month_on.weekday())
        while first < next_month(self.month_on):
            days = [first + timedelta(days=one) for one in self._in_use()]
            if any(day.month == self.month_on.month for day in days):
                done = sum((self.rows[day].worked_hours for day in days if day in self.rows), Decimal(0))
                yield {"cells": [self._cell(day) for day in days], "total": hours(done)}
            first += timedelta(days=7)

    def story(self) -> list[dict[str, str]]:
        """Who confirmed it and who opened it again."""
        return [_told(one) for one in self.changes]

    def consequences(self) -> list[dict[str, str]]:
        """What confirming does."""
        amount = money(self.figures.result.amount)
        given = f"{hours(self.figures.attended_hours)} su {hours(self.figures.planned_hours)}"
        found = [
            {"text": f"L’indennità si calcola: {amount}, con {given}.", "icon": "check", "kind": "ok"},
            {"text": "Il registro si chiude: per cambiarlo va riaperto con un motivo.", "icon": "locked", "kind": ""},
            {"text": f"{self.internship.payer} vede l’importo e lo può approvare.", "icon": "arrow-right", "kind": ""},
        ]
        if self.unwritten:
            words = plural(
                len(self.unwritten), "giorno previsto è senza risposta", "giorni previsti sono senza risposta"
            )
            text = f"{words}: valgono zero ore."
            found.insert(0, {"text": text, "icon": "warning-circle", "kind": "warn"})
        return found

    def _in_use(self) -> list[int]:
        used = {day.weekday() for day, given in self.planned.items() if given} | {day.weekday() for day in self.rows}
        return sorted(used) or list(range(5))

    def _cell(self, day: date) -> dict[str, str] | None:
        if day.month != self.month_on.month:
            return None
        row = self.rows.get(day)
        cell = {"day": str(day.day), "kind": "", "hours": "", "word": ""}
        if row is None:
            return cell
        kind = CELLS[DayKind(row.kind)]
        if row.kind == DayKind.PRESENT and row.worked_hours < self.planned.get(day, Decimal(0)):
            kind = "warn"
        shown = "" if row.kind == DayKind.OFF else hours(row.worked_hours).replace("\u00a0min", "")
        return {**cell, "kind": kind, "hours": shown, "word": str(row.get_kind_display())}


def month_view(internship: Internship, month_on: date, by: Actor) -> MonthView | None:
    """The month as this reader sees it; None for who does not read registers, or before the start."""
    begun = internship.state in (InternshipState.RUNNING, InternshipState.ENDED)
    if not begun or not reads_all(internship, by):
        return None
    register = seen(MonthlyRegister, by).filter(internship=internship, month_on=month_on).first()
    rows = {one.day_on: one for one in register.days.all()} if register else {}
    done = sum((one.worked_hours for one in rows.values()), Decimal(0))
    planned = _planned(internship, month_on)
    allowances = seen(Allowance, by).filter(register=register).order_by("line") if register else []
    changes = seen(RegisterChange, by).filter(register=register) if register else []
    return MonthView(
        internship, month_on, register, rows, figures_in(internship, month_on, done), planned,
        {day: given for day, given in planned.items() if day <= clock.today()}, list(allowances), list(changes),
    )  # fmt: skip


def _planned(internship: Internship, month_on: date) -> dict[date, Decimal]:
    """The days in force and not paused, each with the schedule's hours."""
    project, pauses = internship.project(), spans_of(internship)
    daily, closed = list(project.daily_hours) if project else [], italian_holidays(month_on, month_on)
    return {
        day: hours_on(day, daily, closed)
        for day in month_days(month_on)
        if internship.starts_on <= day <= internship.last_day and not is_paused(day, pauses)
    }


def _told(one: RegisterChange) -> dict[str, str]:
    who = one.changed_by_label.split(",")[0]
    words = {"confirm": "Confermato", "unlock": f"Riaperto: {one.reason}"}[one.verb]
    icon = "locked" if one.verb == "confirm" else "pencil"
    return {"kind": "info", "icon": icon, "when": f"{date_relative(one.changed_on)} · {who}", "text": words,
            "url": "", "title": date_field(one.changed_on)}  # fmt: skip
