"""A month's register: opened, written day by day, confirmed, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.access.roles import may
from ciao.cases.rules import italian_holidays
from ciao.core import clock
from ciao.core.formats import date_field, date_text, month
from ciao.internships.actions.allowance import add_line
from ciao.internships.actions.figures import figures_of, spans_of
from ciao.internships.enums import DayKind, InternshipState
from ciao.internships.lifecycle import REGISTER
from ciao.internships.models import Allowance, Internship, MonthlyRegister, RegisterDay
from ciao.internships.rules import Day, day_faults, is_paused, month_days, next_month

FROM_A_SHEET = (
    "Questo mese viene da un foglio caricato e non ha un progetto formativo da cui ricalcolare l’indennità. Per "
    "correggerlo annulla il caricamento, correggi il foglio e caricalo di nuovo."
)


@transaction.atomic
def open_register(*, internship: Internship, month_on: date, by: Actor) -> MonthlyRegister:
    """The register of a month of an internship that began; asking twice gives the same one."""
    _ensure_writes(by)
    first = month_on.replace(day=1)
    if internship.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        raise NotPossible("Il tirocinio non è iniziato: il registro si apre dal primo giorno.")
    if first > internship.last_day or next_month(first) <= internship.starts_on:
        raise NotPossible(f"Il tirocinio non tocca {month(first)}.")
    if first > clock.today():
        raise NotPossible(f"{month(first).capitalize()} deve ancora cominciare.")
    register, _ = MonthlyRegister.objects.get_or_create(
        internship=internship, month_on=first, defaults={"scope_id": internship.scope_id, "recorded_by": by.id}
    )
    return register


@transaction.atomic
def write_days(*, register: MonthlyRegister, days: Mapping[date, Day], by: Actor) -> MonthlyRegister:
    """What each day was; days not named stay as they are. Raises `NotPossible` with every day that cannot be so."""
    _ensure_writes(by)
    if register.is_confirmed:
        raise NotPossible(f"Il registro di {month(register.month_on)} è confermato: per cambiarlo va riaperto.")
    faults = _faults(register, days)
    if faults:
        raise NotPossible(" ".join(faults))
    there = {one.day_on: one for one in register.days.all()}
    for day, given in days.items():
        _write(register, there.get(day), day, given, by)
    return register


@transaction.atomic
def confirm_register(*, register: MonthlyRegister, on: date, by: Actor) -> Allowance:
    """The month is closed and its allowance computed; after a correction, a further line with the difference.

    Returns the line made, or the last one where nothing changed. Raises `NotPossible` before the month is over, or
    for anybody but the promoter's tutor.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    internship = register.internship
    _check_confirming(internship, by)
    _lock(register)
    if register.is_confirmed:
        raise NotPossible(f"{month(register.month_on).capitalize()} è già confermato: qualcuno è arrivato prima.")
    _check_over(register, on)
    figures = figures_of(register)
    REGISTER.move(register, "confirm", by=by, on=on)
    register.planned_hours = figures.planned_hours
    register.save(update_fields=["planned_hours"])
    return add_line(register=register, figures=figures, by=by)


@transaction.atomic
def unlock_register(*, register: MonthlyRegister, reason: str, on: date, by: Actor) -> MonthlyRegister:
    """Correction: the month is written again; amounts already computed stay, the difference becomes a new line.

    Raises `NotPossible` for a month loaded from an office's sheet: without a training project nothing can be computed.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    _check_confirming(register.internship, by)
    if register.internship.project() is None:
        raise NotPossible(FROM_A_SHEET)
    REGISTER.move(register, "unlock", by=by, on=on, reason=reason)
    return register


def may_confirm(internship: Internship, by: Actor) -> bool:
    """The promoter's tutor confirms; who takes their place is made tutor first."""
    return by.mandate_id == internship.tutor_id


def _ensure_writes(by: Actor) -> None:
    """Who follows internships, or the bearer of a link made to fill this register."""
    if not may(by, Action.REGISTER_FILL):
        ensure(by, Action.INTERNSHIP_EDIT)


def _lock(register: MonthlyRegister) -> None:
    """The month as it is now, kept from others until this ends: of two who confirm, the second is told."""
    internship = register.internship
    register.refresh_from_db(from_queryset=MonthlyRegister.objects.select_for_update(of=("self",)))
    register.internship = internship


def _check_confirming(internship: Internship, by: Actor) -> None:
    if not may_confirm(internship, by):
        name = internship.tutor.user.get_full_name()
        raise NotPossible(f"Il mese lo conferma {name}, tutor del promotore: se non c’è, prima cambia il tutor.")


def _check_over(register: MonthlyRegister, on: date) -> None:
    internship = register.internship
    end = next_month(register.month_on)
    over_on = min(end, internship.last_day) if internship.state == InternshipState.ENDED else end
    if on < over_on:
        raise NotPossible(
            f"{month(register.month_on).capitalize()} non è finito: si conferma dal {date_field(over_on)}."
        )


def _faults(register: MonthlyRegister, days: Mapping[date, Day]) -> list[str]:
    internship, pauses = register.internship, spans_of(register.internship)
    holidays = italian_holidays(register.month_on, register.month_on)
    month_of = set(month_days(register.month_on))
    found: list[str] = []
    for day, given in sorted(days.items()):
        name = date_text(day).capitalize()
        if day not in month_of:
            found.append(f"{name}: non è un giorno di {month(register.month_on)}.")
        elif not internship.starts_on <= day <= internship.last_day:
            found.append(f"{name}: il tirocinio non era in corso.")
        elif day > clock.today():
            found.append(f"{name}: quel giorno deve ancora venire.")
        elif is_paused(day, pauses):
            found.append(f"{name}: il tirocinio era sospeso.")
        elif given.kind == DayKind.PRESENT and day in holidays and not given.note:
            found.append(f"{name}: è festa. Scrivi nella nota perché c’è una presenza.")
        else:
            found += day_faults(day, given)
    return found


def _write(register: MonthlyRegister, row: RegisterDay | None, day: date, given: Day, by: Actor) -> None:
    if row is not None and (row.kind, row.worked_hours, row.note) == (given.kind, given.hours, given.note):
        return
    row = row or RegisterDay(scope_id=register.scope_id, register=register, day_on=day)
    row.kind, row.worked_hours, row.note = given.kind, given.hours, given.note
    row.recorded_at, row.recorded_by, row.recorded_by_label = clock.now(), by.id, by.label
    row.save()
