"""A month's register: writing its days, confirming it, opening it again."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.core import clock
from ciao.core.formats import money, month
from ciao.internships import actions
from ciao.internships.forms import ConfirmForm, DaysForm, ReasonedForm
from ciao.internships.models import Allowance, Internship, MonthlyRegister
from ciao.internships.panel import register_url
from ciao.internships.rules import long_days, months_of
from ciao.internships.views import find, may_edit, shape
from ciao.internships.views.month import MonthView, month_view

PAPER, REST = "internship_register", "rest"


@requires(Action.INTERNSHIP_VIEW)
def register(request: HttpRequest, internship_id: UUID, year: int, month_number: int) -> HttpResponse:
    """The month day by day: filled in by who follows the internship, read by the rest of the team."""
    by, found, shown = _month(request, internship_id, year, month_number)
    writes = may_edit(found, by) and not shown.is_confirmed
    form = DaysForm(request.POST or None if writes else None, days=shown.open_days, rows=shown.rows)
    saved = "Registro salvato."
    page = shape(
        request, found, f"Registro di {month(shown.month_on)}", "Salva il registro", saved,
        template="internships/register.html", back=register_url(found, shown.month_on), shown=shown, writes=writes,
        **_ways(found, shown, by),
    )  # fmt: skip
    if request.method == "POST" and not writes:
        raise Http404
    return page.answer(request, form, lambda _: _write(request, found, shown.month_on, form, by))


@requires(Action.INTERNSHIP_EDIT)
def confirm(request: HttpRequest, internship_id: UUID, year: int, month_number: int) -> HttpResponse:
    """Says what confirming does, then does it."""
    by, found, shown = _month(request, internship_id, year, month_number)
    back, name = register_url(found, shown.month_on), month(shown.month_on)
    page = shape(
        request, found, f"Conferma {name}", "Conferma il mese", _confirmed, template="internships/confirm.html",
        back=back, question=f"Confermare il registro di {name}?", consequences=shown.consequences(),
    )  # fmt: skip
    form = ConfirmForm(request.POST or None) if request.method == "POST" else ConfirmForm()
    return page.answer(request, form, lambda _: _confirm(found, shown.month_on, by))


@requires(Action.INTERNSHIP_EDIT)
def unlock(request: HttpRequest, internship_id: UUID, year: int, month_number: int) -> HttpResponse:
    """Correction: the month is written again."""
    by, found, shown = _month(request, internship_id, year, month_number)
    row = shown.register
    if row is None:
        raise Http404
    lead = "L’importo già calcolato resta com’è: se qualcosa cambia, la differenza diventa una riga nuova."
    heading = f"Riapri il registro di {month(shown.month_on)}"
    page = shape(request, found, heading, "Riapri il registro", "Registro riaperto.", lead=lead,
                 back=register_url(found, shown.month_on))  # fmt: skip
    form = ReasonedForm(request.POST or None, initial={"on": clock.today()})
    return page.answer(request, form, lambda typed: actions.unlock_register(register=row, by=by, **typed))


def _month(
    request: HttpRequest, internship_id: UUID, year: int, month_number: int
) -> tuple[Actor, Internship, MonthView]:
    """The month of an internship that began, for who reads registers; absent outside its dates and in the future."""
    by, found = acting_in(request), find(request, internship_id, Action.INTERNSHIP_VIEW)
    try:
        first = date(year, month_number, 1)
    except ValueError:
        raise Http404 from None
    last = min(found.last_day, clock.today())
    shown = month_view(found, first, by) if first in months_of(found.starts_on, last) else None
    if shown is None:
        raise Http404
    return by, found, shown


def _ways(found: Internship, shown: MonthView, by: Actor) -> dict[str, Any]:
    """Where one may go from the month."""
    where = [found.id, shown.month_on.year, shown.month_on.month]
    confirms = may_edit(found, by) and actions.may_confirm(found, by)
    return {
        "confirm_url": reverse("internships:confirm", args=where) if confirms and shown.may_be_confirmed else "",
        "unlock_url": reverse("internships:unlock", args=where) if confirms and shown.is_confirmed else "",
        "print_url": _print_url(shown, by),
        "confirmer": found.tutor.user.get_full_name(), "confirms": confirms,
    }  # fmt: skip


def _print_url(shown: MonthView, by: Actor) -> str:
    """The paper of a confirmed month, where the product prints and this reader may."""
    if not shown.is_confirmed or "print" not in settings.PLACES or not may(by, Action.DOCUMENT_ISSUE):
        return ""
    row = shown.register
    return f"{reverse(settings.PLACES['print'], args=[PAPER, row.id])}?da=fascicolo" if row else ""


def _write(request: HttpRequest, found: Internship, month_on: date, form: DaysForm, by: Actor) -> MonthlyRegister:
    days = form.written(rest=request.POST.get("do") == REST)
    row = actions.open_register(internship=found, month_on=month_on, by=by)
    actions.write_days(register=row, days=days, by=by)
    for sentence in long_days(days):
        messages.warning(request, sentence)
    return row


def _confirm(found: Internship, month_on: date, by: Actor) -> Allowance:
    row = actions.open_register(internship=found, month_on=month_on, by=by)
    return actions.confirm_register(register=row, on=clock.today(), by=by)


def _confirmed(row: Allowance) -> str:
    return f"Mese confermato: {money(row.due_amount)}. Prossimo passo: l’approvazione di chi paga."
