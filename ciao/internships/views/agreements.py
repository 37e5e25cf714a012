"""An agreement with its paper, and the titles of who promotes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
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
from ciao.core.formats import UNKNOWN, date_field, period
from ciao.core.lists import Column, ListPage, Mark
from ciao.internships import actions
from ciao.internships.forms.pack import ProtocolForm, TitleForm
from ciao.internships.models import Agreement, PromotionTitle
from ciao.internships.pack.gather import agreement_signed_on, papers_on
from ciao.internships.views.lists import bodies_of
from ciao.outreach.views import programme_of
from ciao.signatures.panel import signature_lines


@requires(Action.HOST_VIEW)
def agreement(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """Who, from when to when, signed by whom, under which protocol."""
    by = acting_in(request)
    found = _agreement(by, agreement_id, Action.HOST_VIEW)
    papers = papers_on([found.id], by)
    paper, edits = papers.get(found.id), may(by, Action.HOST_EDIT)
    context = {
        "agreement": found, "paper": paper, "signed_on": agreement_signed_on(found, papers), "may_edit": edits,
        "lines": signature_lines(paper.document, by) if paper else [], "brief": _brief(found),
        "issue": f"{reverse(settings.PLACES['issue'], args=['agreement', found.id])}?da=fascicolo" if edits else "",
        "crumbs": [("Tirocini", reverse("internships:list")), ("Convenzioni", reverse("internships:agreements")),
                   (str(found), "")],
    }  # fmt: skip
    return TemplateResponse(request, "internships/agreement_page.html", context)


@requires(Action.HOST_EDIT)
def agreement_protocol(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The protocol of an agreement."""
    by = acting_in(request)
    found = _agreement(by, agreement_id, Action.HOST_EDIT)
    back = reverse("internships:agreement", args=[found.id])
    context = {
        "heading": "Protocollo", "save": "Salva il protocollo", "back": back, "lead": str(found).capitalize(),
        "crumbs": [("Convenzioni", reverse("internships:agreements")), (str(found), back), ("Protocollo", "")],
    }  # fmt: skip
    page = FormPage("internships/plain.html", to=back, done="Protocollo salvato.", context=context)
    initial = {"protocol": found.protocol, "on": found.protocol_on or clock.today()}
    form = ProtocolForm(request.POST or None, initial=initial)
    return page.answer(request, form, lambda typed: actions.set_protocol(act=found, by=by, **typed))


@requires(Action.HOST_VIEW)
def titles(request: HttpRequest) -> HttpResponse:
    """Why each body may promote."""
    by = acting_in(request)
    rows = visible(PromotionTitle.objects, by, Action.HOST_VIEW).select_related("promoter")
    return TITLES.answer(request, rows, may_edit=may(by, Action.HOST_EDIT))


@requires(Action.HOST_EDIT)
def new_title(request: HttpRequest) -> HttpResponse:
    """A title to promote internships."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    back = reverse("internships:titles")
    context = {
        "heading": "Nuovo titolo a promuovere", "save": "Salva il titolo", "back": back, "upload": True,
        "lead": "Accreditamento, autorizzazione o natura dell’ente: senza, un tirocinio non inizia.",
        "crumbs": [("Tirocini", reverse("internships:list")), ("Titoli a promuovere", back), ("Nuovo", "")],
    }  # fmt: skip
    page = FormPage("internships/plain.html", to=back, done="Titolo salvato.", context=context)
    form = TitleForm(
        request.POST or None, request.FILES or None, bodies=bodies_of(programme),
        initial={"promoter": request.GET.get("ente", "")},
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.record_title(programme=programme, by=by, **typed))


TITLES = ListPage(
    title="Titoli a promuovere",
    noun="titolo,titoli",
    columns=[
        Column("promotore", "Soggetto promotore", lambda one: str(one.promoter), sort="promoter__name"),
        Column("titolo", "Titolo", lambda one: str(one.get_kind_display()), sort="kind"),
        Column("atto", "Atto", lambda one: one.reference),
        Column("dal", "Vale dal", lambda one: date_field(one.valid_from), sort="valid_from"),
        Column("al", "Al", lambda one: _until(one), sort="valid_to"),
    ],
    order=("promoter__name", "-valid_from"),
    empty=("file", "Ancora nessun titolo", "Un tirocinio inizia solo se chi promuove può farlo."),
    template="internships/titles.html",
    export_name="titoli-a-promuovere",
)


def _until(one: PromotionTitle) -> object:
    if one.valid_to is None:
        return "non scade"
    if one.valid_to < clock.today():
        return Mark("stop", f"finito il {date_field(one.valid_to)}")
    return date_field(one.valid_to)


def _agreement(by: Actor, agreement_id: UUID, action: Action) -> Agreement:
    rows: Any = visible(Agreement.objects, by, action).select_related("host__organization", "promoter", "file")
    found: Agreement = get_object_or_404(rows, id=agreement_id)
    return found


def _brief(found: Agreement) -> list[tuple[str, str]]:
    protocol = f"{found.protocol} del {date_field(found.protocol_on)}" if found.protocol else UNKNOWN
    return [
        ("Ente ospitante", str(found.host.organization)), ("Promuove", str(found.promoter)),
        ("Vale", period(found.starts_on, found.ends_on)), ("Protocollo", protocol),
    ]  # fmt: skip
