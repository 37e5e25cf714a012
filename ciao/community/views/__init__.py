"""What every page of the team shares: the row one may open, the frame of a form, what a form offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.models import Protected
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.community.forms.staff import place
from ciao.community.models import Event
from ciao.outreach.models import PublicPage
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Programme
from ciao.services.models import Edition, Session

M = TypeVar("M", bound=Protected)
EVENTS, PROPOSALS, OFFERS = "Eventi", "Proposte", "Offerte dei cittadini"
TABLE, SURVEYS = "Tavolo di coprogettazione", "Gradimento"
HOMES = {
    EVENTS: "community:events", PROPOSALS: "community:proposals", OFFERS: "community:offers",
    TABLE: "community:design_meetings", SURVEYS: "community:surveys",
}  # fmt: skip


def find(request: HttpRequest, model: type[M], row_id: UUID, action: Action, *related: str) -> M:
    """The row, or the same answer as for one that is not there."""
    rows = visible(model._default_manager, acting_in(request), action)
    return get_object_or_404(rows.select_related(*related) if related else rows, id=row_id)


def programme_of(by: Actor) -> Programme:
    """The programme one acts in."""
    return get_object_or_404(visible(Programme.objects, by, Action.PROGRAMME_VIEW), id=by.programme_id)


def read(by: Actor, scope_id: UUID | None, purpose: str, rows: Iterable[Any]) -> None:
    """The page's one line in the read log: whose words and contacts it showed, by the row they left."""
    ids = [one.id for one in rows]
    scope = scope_id or (by.programme_id and programme_of(by).scope_id)
    if ids and scope:
        record_read(by=by, scope=scope, purpose=purpose, groups=[Group.NAME, Group.CONTACT], person_ids=ids)


def crumbs(home: str, *inside: tuple[str, str]) -> list[tuple[str, str]]:
    """Where a page stands: under its list, under its row."""
    return [(home, reverse(HOMES[home])), *inside]


def form_page(home: str, heading: str, save: str, to: Any, done: Any, **context: Any) -> FormPage:
    """A page with one form; «Annulla» leads to the row it is about, else to the list."""
    back = context.pop("back", to if isinstance(to, str) else reverse(HOMES[home]))
    shown = {"heading": heading, "save": save, "back": back, "crumbs": crumbs(home, (heading, "")), **context}
    return FormPage("community/act.html", to=to, done=done, context=shown)


def fill(form: forms.BaseForm, by: Actor) -> None:
    """Events, editions, meetings, bodies and activities of one's programme."""
    programme = programme_of(by)
    place(
        form,
        event=visible(Event.objects.all(), by, Action.EVENT_VIEW).filter(programme=programme),
        edition=visible(Edition.objects, by, Action.COURSE_VIEW).filter(service__programme=programme).select_related(
            "service"),
        session=visible(Session.objects, by, Action.COURSE_VIEW).filter(edition__service__programme=programme)
        .select_related("edition__service").order_by("edition", "number"),
        organization=Organization.objects.filter(partnerships__programme=programme).distinct(),
        activity=visible(Activity.objects, by, Action.PROGRAMME_VIEW).filter(programme=programme),
    )  # fmt: skip


def public_page_of(by: Actor) -> PublicPage | None:
    """The programme as the public knows it, where it has a page."""
    return PublicPage.objects.filter(programme_id=by.programme_id).first() if by.programme_id else None
