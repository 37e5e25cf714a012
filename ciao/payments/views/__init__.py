"""What every page about payments needs: the body one pays for, the row if one may see it, the read line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.payments import panel
from ciao.payments.models import PaymentLine, PaymentRun
from ciao.programmes.models import Partnership

FORM, CONFIRM = "payments/form.html", "payments/confirm.html"


def body_in(request: HttpRequest) -> Partnership:
    """The place in the programme of the body one works for; whoever has none pays nobody."""
    found = panel.body_of(acting_in(request))
    if found is None:
        raise Http404
    return found


def find_run(request: HttpRequest, run_id: UUID, action: Action = Action.PAYMENT_VIEW) -> PaymentRun:
    """The run, or the same answer as for one that is not there."""
    rows = visible(PaymentRun.objects, acting_in(request), action)
    return get_object_or_404(rows.select_related("partnership__organization", "partnership__programme"), id=run_id)


def find_line(request: HttpRequest, line_id: UUID, action: Action = Action.PAYMENT_VIEW) -> PaymentLine:
    """The line, or the same answer as for one that is not there."""
    rows = visible(PaymentLine.objects, acting_in(request), action)
    joined = rows.select_related("run__partnership__organization", "run__partnership__programme", "payee", "charges")
    return get_object_or_404(joined, id=line_id)


def log(by: Actor, scope_id: UUID, purpose: str, case_ids: Iterable[UUID], *groups: Group) -> None:
    """The page's one line, naming everybody whose payment it shows."""
    people = panel.people_of(case_ids)
    record_read(by=by, scope=scope_id, purpose=purpose, groups=[Group.ALLOWANCE, *groups], person_ids=people)


def log_run(by: Actor, run: PaymentRun, purpose: str, *groups: Group) -> None:
    """The same, for everybody in a run."""
    log(by, run.scope_id, purpose, run.lines.values_list("case_id", flat=True), *groups)


def crumbs(run: PaymentRun, *last: tuple[str, str]) -> list[tuple[str, str]]:
    """Where a page of a run stands."""
    here = (f"Distinta {run.number}", run.get_absolute_url() if last else "")
    return [("Pagamenti", reverse("payments:runs")), here, *last]


def shape(run: PaymentRun, heading: str, save: str, done: Any, template: str = FORM, **more: Any) -> FormPage:
    """A page with one form about a run; it leads back to the run."""
    back = run.get_absolute_url()
    context = {"heading": heading, "save": save, "back": back, "run": run, "crumbs": crumbs(run, (heading, "")), **more}
    return FormPage(template, to=context.pop("to", back), done=done, context=context)
