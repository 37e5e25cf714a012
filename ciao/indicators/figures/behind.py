"""The rows behind a figure: those the reader may see, by name or number, and how many are out of their reach."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.models import Case, EsfEntry
from ciao.community.models import Event, Proposal, SurveyAnswer
from ciao.core.formats import date_table, month, period
from ciao.costs.models import Expense
from ciao.deliveries.models import Delivery
from ciao.hosts.models import Host
from ciao.indicators.catalogue import At, Indicator
from ciao.indicators.figures import ids, shared
from ciao.indicators.rules import written
from ciao.internships.models import Allowance, Internship, RegisterDay
from ciao.internships.panel import register_url
from ciao.outreach.models import Signal
from ciao.plans.models import Goal
from ciao.programmes.models import Partnership
from ciao.services.models import Attendance, Edition, Enrolment, Session

SHOWN = 25


@dataclass(frozen=True)
class Seen:
    """How the rows of one table are shown: by which action, whose case they are of, in which words, where they lead.

    A row of a case leads to its own page where it has one, else to the fascicolo.
    """

    action: Action
    note: Callable[[Any], str]
    case: str = ""
    title: Callable[[Any], str] = str
    related: tuple[str, ...] = ()
    is_person: bool = False
    opens: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Entry:
    """One row of the list: what it is, where it leads (empty where nowhere), how much it brings."""

    title: str
    url: str
    note: str
    value: str


@dataclass(frozen=True)
class Behind:
    """A page of the list, how many rows there are in all, how many are not for this reader, whose rows were shown."""

    page: Page[Any]
    entries: list[Entry]
    total: int
    hidden: int
    person_ids: list[uuid.UUID]


TABLES: dict[type[Any], Seen] = {
    Signal: Seen(
        Action.SIGNAL_VIEW, lambda one: f"arrivata il {date_table(one.received_on)}",
        title=lambda one: f"Segnalazione n. {one.number}", is_person=True,
    ),
    Case: Seen(Action.CASE_VIEW, lambda one: f"in carico dal {date_table(one.opened_on)} · fase {one.phase}", "pk"),
    EsfEntry: Seen(Action.CASE_VIEW, lambda one: f"domanda firmata il {date_table(one.signed_on)}", "case_id"),
    Event: Seen(
        Action.EVENT_VIEW, lambda one: f"il {date_table(one.starts_at)}", opens=lambda one: one.get_absolute_url()
    ),
    Proposal: Seen(
        Action.PROPOSAL_VIEW, lambda one: f"arrivata il {date_table(one.received_on)}",
        opens=lambda one: one.get_absolute_url(),
    ),
    SurveyAnswer: Seen(
        Action.SATISFACTION_VIEW, lambda one: f"il {date_table(one.answered_on)}", title=lambda one: "Una risposta"
    ),
    Goal: Seen(Action.CASE_VIEW, lambda one: f"obiettivo {one.place}", "plan__case_id"),
    Edition: Seen(
        Action.COURSE_VIEW, lambda one: f"edizione {one.number} · {period(one.starts_on, one.ends_on)}",
        title=lambda one: str(one.service), related=("service",),
    ),
    Session: Seen(
        Action.COURSE_VIEW, lambda one: date_table(one.starts_at),
        title=lambda one: str(one.edition.service), related=("edition__service",),
    ),
    Attendance: Seen(
        Action.COURSE_VIEW, lambda one: f"{one.session.edition.service} · {date_table(one.session.starts_at)}",
        "enrolment__case_id", related=("session__edition__service",),
    ),
    Enrolment: Seen(Action.COURSE_VIEW, lambda one: str(one.edition.service), "case_id", related=("edition__service",)),
    Delivery: Seen(
        Action.DELIVERY_VIEW, lambda one: f"{one.get_kind_display()} · {date_table(one.happened_on)}", "case_id",
    ),
    Internship: Seen(
        Action.INTERNSHIP_VIEW, lambda one: f"tirocinio {one.number} · {period(one.starts_on, one.last_day)}",
        "case_id", opens=Internship.get_absolute_url,
    ),
    RegisterDay: Seen(
        Action.INTERNSHIP_VIEW, lambda one: date_table(one.day_on), "register__internship__case_id",
        related=("register__internship",),
        opens=lambda one: register_url(one.register.internship, one.register.month_on),
    ),
    Allowance: Seen(
        Action.ALLOWANCE_VIEW, lambda one: f"tirocinio {one.internship_number} · {month(one.month_on)}",
        "register__internship__case_id", opens=Allowance.get_absolute_url,
    ),
    Expense: Seen(
        Action.COST_VIEW, lambda one: f"pagata il {date_table(one.paid_on)}",
        opens=lambda one: reverse("costs:expense", args=[one.id]),
    ),
    Host: Seen(
        Action.HOST_VIEW, lambda one: one.get_state_display(), title=lambda one: str(one.organization),
        related=("organization",),
    ),
    Partnership: Seen(
        Action.ORGANIZATION_VIEW, lambda one: one.get_role_display(), title=lambda one: str(one.organization),
        related=("organization",),
    ),
}  # fmt: skip


def behind(one: Indicator, at: At, actor: Actor, number: str | None) -> Behind:
    """The list behind a number for one reader; ids come from the figure, rows only through `visible`."""
    wanted, model = ids(one, at), one.rows(at).model
    seen = TABLES[model]
    rows = visible(model._default_manager, actor, seen.action).filter(pk__in=wanted)
    if seen.related:  # without names it would join every table, and drop what the reader may not see there
        rows = rows.select_related(*seen.related)
    page = Paginator(rows.order_by(*model._meta.ordering, "pk"), SHOWN).get_page(number)
    shown = list(page.object_list)
    columns = [name for name in (seen.case, one.measure.field) if name]
    extra = shared(one, at, columns, [row.pk for row in shown]) if columns else {}
    cases = _cases([extra[row.pk][0] for row in shown], actor) if seen.case else {}
    entries = [_entry(row, one, seen, extra.get(row.pk, ()), cases) for row in shown]
    persons = [case.person_id for case, _ in cases.values()] + [row.pk for row in shown if seen.is_person]
    return Behind(page, entries, len(wanted), len(wanted) - page.paginator.count, persons)


def called(case_ids: Sequence[uuid.UUID], actor: Actor) -> dict[uuid.UUID, tuple[Case, str]]:
    """Cases the reader may see, each with the name or number it is called by here."""
    return _cases(case_ids, actor)


def _cases(case_ids: Sequence[uuid.UUID], actor: Actor) -> dict[uuid.UUID, tuple[Case, str]]:
    found = list(visible(Case.objects, actor, Action.CASE_VIEW).filter(id__in=set(case_ids)))
    names = names_for(found, actor)
    return {one.id: (one, title_of(one, names.get(one.person_id))) for one in found}


def _entry(
    row: Any, one: Indicator, seen: Seen, extra: tuple[Any, ...], cases: dict[uuid.UUID, tuple[Case, str]]
) -> Entry:  # fmt: skip
    brings = extra[-1] if one.measure.field and extra else None
    value = written(Decimal(brings), one.unit) if brings is not None else ""
    case, name = cases.get(extra[0], (None, "Una persona")) if seen.case else (row, seen.title(row))
    address = getattr(case, "get_absolute_url", None)
    url = seen.opens(row) if seen.opens else address() if address else ""
    return Entry(_capital(name) if seen.case else name, url, seen.note(row), value)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
