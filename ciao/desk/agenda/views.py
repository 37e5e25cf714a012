"""The week of whoever is signed in, and the feed their own calendar asks for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache

from ciao.access.actions import bearer_of, create_link, revoke_link
from ciao.access.actor import Actor, acting, reporting
from ciao.access.enums import Action, Level
from ciao.access.models import Link
from ciao.access.requires import acting_in, public_page, requires
from ciao.access.roles import may
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.agenda import AgendaLine, lines_of
from ciao.cases.models import Appointment, Conference
from ciao.core import clock
from ciao.core.forms import parse_date
from ciao.desk.agenda.ical import Event, calendar
from ciao.programmes.models import Mandate
from ciao.services import panel as services

WEEK, PAST, AHEAD, KEPT = timedelta(days=7), timedelta(days=30), timedelta(days=365), timedelta(days=365)
LABEL = "agenda nel proprio calendario"
CONFERENCE = timedelta(hours=1)


@dataclass(frozen=True)
class Day:
    """One day of the week, with what it holds."""

    day: date
    lines: list[AgendaLine]


@requires(Action.DESK_VIEW)
def agenda(request: HttpRequest) -> HttpResponse:
    """Meetings with people, conferences and courses one leads, a week at a time."""
    by, first = acting_in(request), _monday(request)
    lines = lines_of(by, first, first + WEEK) + _sessions(by, first)
    lines.sort(key=lambda one: one.starts_at)
    _log(lines, by)
    days = [
        Day(day, list(held))
        for day, held in groupby(lines, key=lambda one: one.starts_at.astimezone(clock.ROME).date())
    ]
    now = clock.now()
    context = {
        "days": days, "first": first, "last": first + timedelta(days=6), "before": first - WEEK, "after": first + WEEK,
        "next": next((one for one in lines if one.starts_at > now), None), "link": _open_link(by),
    }  # fmt: skip
    return TemplateResponse(request, "desk/agenda/week.html", context)


def _monday(request: HttpRequest) -> date:
    try:
        day = parse_date(request.GET.get("dal", ""))
    except ValueError:
        day = clock.today()
    return day - timedelta(days=day.weekday())


def _sessions(by: Actor, first: date) -> list[AgendaLine]:
    rows = services.sessions_of(by, first, first + timedelta(days=6))
    return [AgendaLine(one.starts_at, one.title, one.place, one.url, "", None) for one in rows]


def _log(lines: list[AgendaLine], by: Actor) -> None:
    ids = {one.person_id for one in lines if one.person_id}
    scope = (
        Mandate.objects.filter(id=by.mandate_id).values_list("scope_id", flat=True).first() if by.mandate_id else None
    )
    if ids and scope:
        record_read(by=by, scope=scope, purpose="agenda", groups=[Group.NAME, Group.MEETINGS], person_ids=ids)


def _open_link(by: Actor) -> Link | None:
    rows = Link.objects.filter(created_by=by.mandate_id, action=Action.CALENDAR_VIEW, revoked_at__isnull=True)
    return rows.filter(expires_at__gt=clock.now()).order_by("-created_at").first() if by.mandate_id else None


@requires(Action.ACCOUNT_EDIT)
def feed_link(request: HttpRequest) -> HttpResponse:
    """Makes the address of one's own calendar, shown once, or takes it back; a new one ends the one before."""
    by, token = acting_in(request), ""
    before = _open_link(by)
    if request.method == "POST" and by.mandate_id is not None:
        if before is not None:
            revoke_link(link=before, by=by)
        if request.POST.get("fai") == "revoca":
            messages.success(request, "Indirizzo revocato: nessun calendario lo legge più.")
            return redirect("desk:feed_link")
        token = make_link(by)
    address = request.build_absolute_uri(reverse("desk:feed", args=[token])) if token else ""
    context = {"link": _open_link(by), "address": address}
    return TemplateResponse(request, "desk/agenda/link.html", context)


def make_link(by: Actor) -> str:
    """The token of a feed for one mandate: it opens when and how long, for a year."""
    mandate = Mandate.objects.select_related("scope").get(Q(id=by.mandate_id))
    _, token = create_link(
        scope=mandate.scope, action=Action.CALENDAR_VIEW, level=Level.PROGRAMME, label=LABEL,
        expires_at=clock.now() + KEPT, by=by,
    )  # fmt: skip
    return token


def end_feeds(mandate_ids: list[uuid.UUID], by: Actor) -> None:
    """Whoever leaves takes no calendar with them."""
    for link in Link.objects.filter(created_by__in=mandate_ids, action=Action.CALENDAR_VIEW, revoked_at__isnull=True):
        revoke_link(link=link, by=by)


@never_cache
@public_page
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """«Colloquio», from when to when, for whoever bears the token: no name, no number, no place, no address."""
    bearer = bearer_of(token)
    if bearer is None or not may(bearer, Action.CALENDAR_VIEW):
        raise Http404
    link = Link.objects.get(Q(id=bearer.id))
    with acting(bearer):
        mandate = Mandate.objects.current(clock.today()).filter(Q(id=link.created_by)).first()
        if mandate is None:
            raise Http404
        text = calendar("Agenda", events_of(mandate.id, link.id), clock.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    return answer


def events_of(mandate_id: uuid.UUID, link_id: uuid.UUID) -> list[Event]:
    """Read as figures are, on columns that name nobody; ids are drawn anew, so that two feeds cannot be joined."""
    first, last = clock.now() - PAST, clock.now() + AHEAD
    with reporting():
        held = {"starts_at__gte": first, "starts_at__lt": last}
        met = list(
            Appointment.objects.filter(starts_by=mandate_id, called_off="", **held)
            .order_by("starts_at")
            .values_list("id", "starts_at", "minutes")
        )
        called = list(
            Conference.objects.filter(seats__mandate=mandate_id, **held).order_by().values_list("id", "starts_at")
        )
    found = [_event(link_id, one, at, timedelta(minutes=minutes), "Colloquio") for one, at, minutes in met]
    return found + [_event(link_id, one, at, CONFERENCE, "Riunione") for one, at in called]


def _event(link_id: uuid.UUID, row_id: uuid.UUID, at: datetime, lasts: timedelta, word: str) -> Event:
    return Event(f"{uuid.uuid5(link_id, str(row_id))}@ciao", at, at + lasts, word)
