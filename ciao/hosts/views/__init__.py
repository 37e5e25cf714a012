"""What every page about a host needs: the host, and the shape of its form."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.hosts.models import Host


def find(request: HttpRequest, host_id: UUID, action: Action) -> Host:
    """The host, or the same answer as for one that is not there."""
    rows: Any = visible(Host.objects, acting_in(request), action).select_related("organization", "programme")
    found: Host = get_object_or_404(rows, id=host_id)
    return found


def part(request: HttpRequest, table: Any, row_id: UUID, *more: str) -> Any:
    """A site, a contact or a place with its host, for who may change it."""
    rows: Any = visible(table.objects, acting_in(request), Action.HOST_EDIT)
    return get_object_or_404(rows.select_related("host__organization", "host__programme", *more), id=row_id)


def transition(table: Any, steps: dict[str, str], step: str) -> Any:
    """The step an address names; 404 for one that is not there."""
    if step not in steps:
        raise Http404
    return table.transitions[steps[step]]


def shape(heading: str, save: str, done: str, found: Host | None = None, to: Any = None, lead: str = "") -> FormPage:
    """A page with one form about a host; it leads back to the host's page."""
    home = reverse("hosts:list")
    back = found.get_absolute_url() if found else home
    where = [(str(found.organization), back)] if found else []
    crumbs = [("Enti ospitanti", home), *where, (heading, "")]
    context = {"heading": heading, "save": save, "back": back, "crumbs": crumbs, "lead": lead}
    return FormPage("hosts/act.html", to=to or back, done=done, context=context)
