"""The units of a host: people at work, interns hired, dismissals."""

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
from ciao.hosts.forms import EditSiteForm, HiringForm, SiteForm, StopForm
from ciao.hosts.models import Host, HostSite
from ciao.hosts.views import find, part, shape
from ciao.outreach.actions import programme_comuni

SITE = (
    "name", "address", "municipality", "access", "owners_count", "permanent_count", "fixed_term_count",
    "members_count", "apprentices_count", "counted_on", "closed_on",
)  # fmt: skip
COUNT = "Quanti tirocini può ospitare si conta in ogni sede."


@requires(Action.HOST_EDIT)
def add_site(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """An operating unit of a host."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = SiteForm(request.POST or None)
    _suggest(form, found)
    page = shape("Nuova sede", "Salva la sede", "Sede salvata.", found, lead=COUNT)
    return page.answer(request, form, lambda typed: actions.add_site(host=found, by=by, **typed))


@requires(Action.HOST_EDIT)
def edit_site(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """What is known of a unit, or that it has closed."""
    by, found = acting_in(request), part(request, HostSite, site_id, "municipality")
    form = EditSiteForm(request.POST or None, initial={name: getattr(found, name) for name in SITE})
    _suggest(form, found.host)
    page = shape(f"Modifica {found.name}", "Salva la sede", "Sede salvata.", found.host, lead=COUNT)
    return page.answer(request, form, lambda typed: actions.edit_site(site=found, by=by, **typed))


@requires(Action.HOST_EDIT)
def hirings(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """How many interns ended, and how many were hired."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = HiringForm(request.POST or None, initial={"ended_on": clock.today()})
    _offer_sites(request, form, found)
    lead = "Conta chi è stato assunto per almeno sei mesi, almeno a metà orario. Sopra 20 persone dà posti in più."
    page = shape("Assunzioni dopo i tirocini", "Salva le assunzioni", "Assunzioni salvate.", found, lead=lead)
    return page.answer(request, form, lambda typed: actions.record_hirings(host=found, by=by, **typed))


@requires(Action.HOST_EDIT)
def stop(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """Dismissals, or short time."""
    by, found = acting_in(request), find(request, host_id, Action.HOST_EDIT)
    form = StopForm(request.POST or None, initial={"happened_on": clock.today()})
    _offer_sites(request, form, found)
    lead = "Chi prepara un tirocinio nelle stesse mansioni lo legge. Non ferma niente: la regola è da verificare."
    page = shape("Licenziamenti o cassa integrazione", "Salva", "Salvato.", found, lead=lead)
    return page.answer(request, form, lambda typed: actions.record_stop(host=found, by=by, **typed))


def _suggest(form: Any, found: Host) -> None:
    form.fields["municipality"].suggest([one.name for one in programme_comuni(found.programme)])


def _offer_sites(request: HttpRequest, form: Any, found: Host) -> None:
    sites: Any = visible(HostSite.objects, acting_in(request), Action.HOST_VIEW)
    offer(form, "site", sites.filter(host=found).in_use())
