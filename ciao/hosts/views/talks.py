"""Whom one talks with at a host, and what was said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.forms import offer
from ciao.hosts import actions
from ciao.hosts.forms import ContactForm, EditContactForm, TalkForm
from ciao.hosts.models import Host, HostContact, HostSite
from ciao.hosts.views import find, part, shape

CONTACT = ("name", "role", "site", "phone", "email", "left_on")


@requires(Action.HOST_EDIT)
def talk(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """What was said with a host, and when to talk again."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = TalkForm(request.POST or None, initial={"talked_on": clock.today()})
    people: Any = visible(HostContact.objects, by, Action.HOST_VIEW).filter(host=found, left_on__isnull=True)
    offer(form, "contact", people)
    page = shape("Scrivi un contatto", "Salva il contatto", "Contatto salvato.", found)
    return page.answer(request, form, lambda typed: actions.record_talk(host=found, by=by, **typed))


@requires(Action.HOST_EDIT)
def add_contact(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """Somebody to talk with."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = ContactForm(request.POST or None)
    _offer_sites(request, form, found)
    page = shape("Nuovo referente", "Salva il referente", "Referente salvato.", found)
    return page.answer(request, form, lambda typed: actions.add_contact(host=found, by=by, **typed))


@requires(Action.HOST_EDIT)
def edit_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """What is known of somebody, or that they have left."""
    by, found = acting_in(request), part(request, HostContact, contact_id)
    form = EditContactForm(request.POST or None, initial={name: getattr(found, name) for name in CONTACT})
    _offer_sites(request, form, found.host)
    page = shape(f"Modifica {found.name}", "Salva il referente", "Referente salvato.", found.host)
    return page.answer(request, form, lambda typed: actions.edit_contact(contact=found, by=by, **typed))


def _offer_sites(request: HttpRequest, form: Any, found: Host) -> None:
    sites: Any = visible(HostSite.objects, acting_in(request), Action.HOST_VIEW)
    offer(form, "site", sites.filter(host=found).in_use())
