"""What every page about certificates needs: the row one may open, its crumbs, its read line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.certificates.models import Certificate
from ciao.services.models import Edition

Crumbs = list[tuple[str, str]]


def find_certificate(request: HttpRequest, certificate_id: UUID, action: Action) -> Any:
    """The certificate with its hours today, or the same answer as for one that is not there."""
    rows = visible(Certificate.objects.all(), acting_in(request), action).with_hours_now()
    return get_object_or_404(rows.select_related("enrolment", "checked", "file", "programme"), id=certificate_id)


def find_edition(request: HttpRequest, edition_id: UUID) -> Edition:
    """The edition whose people one may certify, or the same answer as for one that is not there."""
    rows = visible(Edition.objects, acting_in(request), Action.CERTIFICATE_ISSUE)
    return get_object_or_404(rows.select_related("service__programme"), id=edition_id)


def read(scope_id: UUID, by: Actor, purpose: str, people: Iterable[UUID], *more: Group) -> None:
    """The page's one line in the read log."""
    record_read(by=by, scope=scope_id, purpose=purpose, groups=[Group.NAME, *more], person_ids=people)


def crumbs(*inside: tuple[str, str]) -> Crumbs:
    """Where a page stands: under the certificates."""
    return [("Attestati", reverse("certificates:list")), *inside]


def act(heading: str, save: str, done: Any, back: str, lead: str = "", **context: Any) -> FormPage:
    """A page with one form; it leads back where it came from."""
    template, to = context.pop("template", "certificates/act.html"), context.pop("to", back)
    path = context.pop("trail", [])
    shown = {"heading": heading, "save": save, "back": back, "lead": lead, "crumbs": crumbs(*path, (heading, ""))}
    return FormPage(template, to=to, done=done, context={**shown, **context})
