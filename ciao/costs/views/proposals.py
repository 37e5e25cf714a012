"""The hours a month could hold, to be chosen by who writes it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.core.formats import date_table, hours, month, plural
from ciao.core.forms import PlainForm, offer
from ciao.costs import actions
from ciao.costs.actions.proposals import Proposal
from ciao.costs.enums import TimesheetState
from ciao.costs.views import shape
from ciao.costs.views.timesheets import find_sheet, may_write_in


class ProposalForm(PlainForm):
    """Which of the days proposed become hours of the month."""

    days = forms.MultipleChoiceField(label="Giorni da scrivere", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, proposals: list[Proposal], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "days", [(one.key, words_of(one)) for one in proposals])


@requires(Action.DESK_VIEW)
def propose(request: HttpRequest, timesheet_id: uuid.UUID) -> HttpResponse:
    """From meetings led and deliveries to hours; nothing is written until one says so."""
    by, found = acting_in(request), find_sheet(request, timesheet_id)
    if not may_write_in(found, by) or found.state != TimesheetState.OPEN:
        raise Http404
    proposals = actions.proposed_hours(found)
    free = [one for one in proposals if one.is_free]
    form = ProposalForm(request.POST or None, proposals=free, initial={"days": [one.key for one in free]})
    back = reverse("costs:timesheet", args=[found.id])
    page = shape(
        "costs/propose.html", back, lambda made: f"{plural(len(made), 'giorno scritto', 'giorni scritti')}.",
        f"Ore proposte, {month(found.month_on)}", "Scrivi queste ore", back, free=free,
        written=[one for one in proposals if not one.is_free],
        crumbs=[("Ore di lavoro", reverse("costs:timesheets")), (month(found.month_on), back), ("Ore proposte", "")],
    )  # fmt: skip
    return page.answer(
        request, form, lambda typed: actions.write_proposed(timesheet=found, keys=set(typed["days"]), by=by)
    )


def words_of(one: Proposal) -> str:
    """«9 nov · 5. Corsi · 3 h · 1 incontro»."""
    return f"{date_table(one.day_on)} · {one.activity} · {hours(one.hours)} · {one.note}"
