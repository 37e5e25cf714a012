"""Where a person was sent, and in which other funded measures they are: the block, and the warnings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.models import Case, CaseOrientation, OtherMeasure
from ciao.cases.panel import View
from ciao.core.formats import date_table, period
from ciao.outreach.models import Signal
from ciao.resources.rules import overlap, overlap_words


@dataclass(frozen=True)
class Sent:
    """One orientation as the block shows it."""

    title: str
    why: str
    kind: str
    icon: str
    status: str
    url: str
    ask_url: str


@dataclass(frozen=True)
class Measure:
    """One other measure as the block shows it; `warning` where its days are ours too."""

    name: str
    about: str
    warning: str
    end_url: str


def elsewhere(view: View) -> Panel | None:
    """The block of the fascicolo; for who reads no work on the case it is not there."""
    if not view.reads_work:
        return None
    case = view.case
    rows = visible(CaseOrientation.objects, view.actor, Action.CASE_VIEW).filter(case=case).select_related("resource")
    sent = [_sent(one, view) for one in rows]
    found = measures_of(case, view.actor, may_edit=view.may_edit)
    total = len(sent) + len(found)
    context = {"sent": sent, "measures": found, "measure_url": view.begin("note_measure")}
    return Panel(
        "altrove", "Altri servizi e misure", "cases/panels/elsewhere.html", context, count=total or None,
        url=view.begin("orient"), action="Orienta a un servizio",
    )  # fmt: skip


def measures_of(of: Case | Signal, actor: Actor, *, may_edit: bool) -> list[Measure]:
    """The other measures of a case, with those its signal already knew of; or of a signal."""
    wanted = Q(signal=of) if isinstance(of, Signal) else Q(case=of) | Q(signal_id=of.signal_id, signal__isnull=False)
    action = Action.SIGNAL_VIEW if isinstance(of, Signal) else Action.CASE_VIEW
    first, last = (of.received_on, None) if isinstance(of, Signal) else (of.opened_on, of.closed_on)
    rows = visible(OtherMeasure.objects, actor, action).filter(wanted)
    return [_measure(one, first, last, may_edit) for one in rows]


def signal_block(signal: Signal, actor: Actor) -> dict[str, Any]:
    """What the page of a signal shows of other measures, and where one is added."""
    edits = may(actor, Action.SIGNAL_DECIDE)
    url = reverse("cases:signal_measure", args=[signal.id]) if edits and not signal.is_erased() else ""
    return {"measures": measures_of(signal, actor, may_edit=edits), "measure_url": url}


def sent_to(resource_id: UUID) -> tuple[int, int, int]:
    """How many in charge were sent to a resource, how many times it helped, how many it did not; same for all."""
    rows = CaseOrientation.objects.filter(resource_id=resource_id)
    with reporting():
        found = rows.aggregate(
            sent=Count("id"), helped=Count("id", filter=Q(worked=True)), failed=Count("id", filter=Q(worked=False))
        )
    return found["sent"], found["helped"], found["failed"]


def _sent(one: CaseOrientation, view: View) -> Sent:
    kind, icon, status = {None: ("info", "clock", "da chiedere"), True: ("ok", "check", "ha funzionato")}.get(
        one.worked, ("", "minus", "non ha funzionato")
    )
    ask = reverse("cases:ask_case_back", args=[view.case.id, one.id]) if view.may_edit else ""
    url = one.resource.get_absolute_url() if one.resource else ""
    return Sent(one.destination, f"{date_table(one.oriented_on)}. {one.reason}", kind, icon, status, url, ask)


def _measure(one: OtherMeasure, first: date, last: date | None, may_edit: bool) -> Measure:
    shared = overlap(first, last, one.starts_on, one.ends_on)
    about = ", ".join(filter(None, [period(one.starts_on, one.ends_on), one.source]))
    end = reverse("cases:end_measure", args=[one.id]) if may_edit and one.ends_on is None else ""
    return Measure(one.name, about, overlap_words(one.name, shared) if shared else "", end)
