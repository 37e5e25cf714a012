"""What every page about money needs: the programme, the row if one may see it, the line in the read log."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.costs.actions.expenses import threads_of
from ciao.costs.models import Expense
from ciao.programmes.models import Programme
from ciao.programmes.panel import programme_of

JOINS = ("partnership__organization", "partnership__programme", "item", "activity")


def programme_in(request: HttpRequest) -> Programme:
    """The programme one works in; whoever works in none has no money to see."""
    found = programme_of(acting_in(request))
    if found is None:
        raise Http404
    return found


def find_expense(request: HttpRequest, expense_id: uuid.UUID, action: Action) -> Expense:
    """The expense, or the same answer as for one that is not there; what stands behind it is read apart."""
    rows = visible(Expense.objects.select_related(*JOINS), acting_in(request), action)
    return get_object_or_404(rows, id=expense_id)


def log(by: Actor, scope_id: uuid.UUID, purpose: str, allowance_ids: Iterable[uuid.UUID | None]) -> None:
    """The page's one line: an allowance is about a person, whose name is not shown."""
    ids = [one for one in allowance_ids if one is not None]
    people = [one.person_id for one in threads_of(ids).values()] if ids else []
    record_read(by=by, scope=scope_id, purpose=purpose, groups=[Group.ALLOWANCE], person_ids=people)


def shape(template: str, to: Any, done: Any, heading: str, save: str, back: str, **context: Any) -> FormPage:
    """A page with one form; `back` is where one leaves it without doing anything."""
    return FormPage(template, to=to, done=done, context={"heading": heading, "save": save, "back": back, **context})
