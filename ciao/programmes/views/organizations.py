"""«Enti»: the bodies of the programmes one reaches, one by one, with who works there."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage
from ciao.partners.actions import edit_contacts
from ciao.partners.enums import Sector
from ciao.partners.forms import ContactsForm
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Mandate, Partnership

VIEW, EDIT = Action.ORGANIZATION_VIEW, Action.ORGANIZATION_EDIT
EVERYWHERE = ("coordinator",)

ORGANIZATIONS = ListPage(
    title="Enti",
    noun="ente,enti",
    columns=[
        Column(
            "nome", "Ente", lambda one: one.organization.name, "organization__name",
            lambda one: reverse("programmes:organization", args=[one.organization_id]), lambda one: one.note,
        ),
        Column("ruolo", "Ruolo", lambda one: one.get_role_display(), "role"),
        Column("settore", "Settore", lambda one: one.get_sector_display(), "sector"),
        Column("email", "E-mail", lambda one: one.organization.email),
        Column("telefono", "Telefono", lambda one: one.organization.phone),
    ],
    filters=[
        Filter("ruolo", "Ruolo", PartnerRole.choices, lambda rows, value: rows.filter(role=value)),
        Filter("settore", "Settore", Sector.choices, lambda rows, value: rows.filter(sector=value)),
    ],
    search=lambda rows, text: rows.filter(organization__name__icontains=text),
    search_label="Nome dell’ente",
    order=("organization__name",),
    empty=("pa", "Nessun ente", "Gli enti arrivano con la scheda del progetto."),
    export_name="enti",
)  # fmt: skip


@requires(VIEW)
def organizations(request: HttpRequest) -> HttpResponse:
    """The bodies of the programme one works in."""
    actor = _actor(request)
    rows = _partnerships(actor).filter(programme_id=actor.programme_id) if actor.programme_id else _partnerships(actor)
    return ORGANIZATIONS.answer(request, rows)


@requires(VIEW)
def organization(request: HttpRequest, organization_id: uuid.UUID) -> HttpResponse:
    """One body: its place in each programme, how to reach it, who works there and as what."""
    actor = _actor(request)
    rows = list(_partnerships(actor).filter(organization_id=organization_id))
    if not rows:
        raise Http404
    body = rows[0].organization
    context = {
        "organization": body, "partnerships": rows, "people": _people(actor, organization_id),
        "may_edit": may_edit(actor, organization_id),
        "crumbs": [("Enti", reverse("programmes:organizations")), (body.name, "")],
    }  # fmt: skip
    return TemplateResponse(request, "programmes/organization.html", context)


@requires(EDIT)
def contacts(request: HttpRequest, organization_id: uuid.UUID) -> HttpResponse:
    """How a body is reached: a coordinator changes any, a partner's administration its own."""
    actor = _actor(request)
    row = get_object_or_404(_partnerships(actor).filter(organization_id=organization_id)[:1])
    if not may_edit(actor, organization_id):
        raise Http404
    back = reverse("programmes:organization", args=[organization_id])
    page = FormPage(
        "programmes/contacts.html", to=back, done="Contatti salvati.",
        context={"organization": row.organization, "back": back},
    )  # fmt: skip
    form = ContactsForm(request.POST or None, instance=row.organization)
    return page.answer(request, form, lambda typed: edit_contacts(organization=row.organization, by=actor, **typed))


def may_edit(actor: Actor, organization_id: uuid.UUID) -> bool:
    """Who may change a body's contacts: coordinators any they see, the others only their own."""
    if not may(actor, EDIT):
        return False
    return actor.role in EVERYWHERE or actor.organization_id == organization_id


def _partnerships(actor: Actor) -> QuerySet[Partnership]:
    rows = visible(Partnership.objects, actor, VIEW)
    return rows.select_related("organization", "programme").order_by("programme__title")


def _people(actor: Actor, organization_id: uuid.UUID) -> list[dict[str, Any]]:
    """Names and roles only of who works there today; whoever leads the body's part comes first."""
    rows = visible(Mandate.objects.all(), actor, Action.PROGRAMME_VIEW).filter(organization_id=organization_id)
    current = rows.current(clock.today()).select_related("user", "programme")
    found = sorted({(str(one.user), one.role_label) for one in current})
    return [{"name": name, "role": role, "is_lead": False} for name, role in found]


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = acting_in(request)
    return actor
