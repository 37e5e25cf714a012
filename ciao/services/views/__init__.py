"""What every page about services needs: the edition or the meeting one may open, its crumbs, its read line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.services.models import Edition, Enrolment, Service, Session
from ciao.services.panel import Known, led_by

Crumbs = list[tuple[str, str]]


def find_edition(request: HttpRequest, edition_id: UUID, action: Action = Action.COURSE_VIEW) -> Edition:
    """The edition, or the same answer as for one that is not there."""
    by = acting_in(request)
    related = ("service__organization", "service__programme", "municipality")
    found = get_object_or_404(visible(Edition.objects, by, action).select_related(*related), id=edition_id)
    if action == Action.COURSE_EDIT and not cares(by, found):
        raise Http404
    return found


def find_session(request: HttpRequest, session_id: UUID, action: Action = Action.COURSE_EDIT) -> Session:
    """The meeting, or the same answer as for one that is not there."""
    by = acting_in(request)
    rows = visible(Session.objects, by, action).select_related("edition__service__programme", "trainer__user")
    found = get_object_or_404(rows, id=session_id)
    if action == Action.COURSE_EDIT and not cares(by, found.edition):
        raise Http404
    return found


def find_enrolment(request: HttpRequest, enrolment_id: UUID) -> Enrolment:
    """The enrolment of somebody one follows, or the same answer as for one that is not there."""
    rows = visible(Enrolment.objects, acting_in(request), Action.COURSE_ENROL)
    return get_object_or_404(rows.select_related("edition__service"), id=enrolment_id)


def cares(by: Actor, edition: Edition) -> bool:
    """Whether the edition is the actor's to prepare: they look across the programme, are of its bodies, or lead it."""
    if not may(by, Action.COURSE_EDIT):
        return False
    return keeps(by, edition.service) or by.id == edition.recorded_by or leads(by, edition)


def keeps(by: Actor, service: Service) -> bool:
    """Whether an entry of the catalogue is the actor's to change: across the programme, or for its bodies."""
    bodies = (service.organization_id, service.programme.controller_id)
    across = Level.SUMMARY in ROLES[by.role].programme
    return may(by, Action.COURSE_EDIT) and (across or by.organization_id in bodies or by.id == service.recorded_by)


def leads(by: Actor, edition: Edition) -> bool:
    """Whether the actor teaches or leads the edition today."""
    return may(by, Action.ATTENDANCE_TAKE) and led_by(by, clock.today()).filter(id=edition.id).exists()


def check_leads(by: Actor, edition: Edition) -> None:
    """An absent page for whoever does not lead the edition."""
    if not leads(by, edition):
        raise Http404


def read(edition: Edition, by: Actor, purpose: str, people: Iterable[Known]) -> None:
    """The page's one line in the read log: whose names and attendance it showed."""
    ids = [one.person_id for one in people if one.person_id]
    record_read(by=by, scope=edition.scope_id, purpose=purpose, groups=[Group.NAME, Group.ATTENDANCE], person_ids=ids)


def crumbs(edition: Edition | None, here: str) -> Crumbs:
    """Where a page stands: under its edition, under the courses."""
    inside = [(edition.title, edition.get_absolute_url())] if edition else []
    return [("Corsi e gruppi", reverse("services:editions")), *inside, (here, "")]


def page(edition: Edition | None, heading: str, save: str, done: Any, **context: Any) -> FormPage:
    """A page with one form about an edition; it leads back to it."""
    back = edition.get_absolute_url() if edition else reverse("services:catalogue")
    template, to = context.pop("template", "services/act.html"), context.pop("to", back)
    shown = {
        "edition": edition, "heading": heading, "save": save, "back": back, "crumbs": crumbs(edition, heading),
        **context,
    }  # fmt: skip
    return FormPage(template, to=to, done=done, context=shown)
