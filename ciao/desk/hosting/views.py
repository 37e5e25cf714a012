"""The internships of a host: those one follows by name, all of them in the count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.facts import names_for, title_of
from ciao.core import clock
from ciao.core.formats import period, plural
from ciao.hosts.capacity import Unit, units_of
from ciao.hosts.models import Host
from ciao.internships.enums import InternshipState
from ciao.internships.models import Internship, TrainingProject

HERE = (InternshipState.PREPARING, InternshipState.RUNNING)


@requires(Action.INTERNSHIP_VIEW)
def internships(request: HttpRequest, host_id: UUID) -> HttpResponse:
    """Internships prepared, running and ended at a host, against what it may take in."""
    by = acting_in(request)
    hosts: Any = visible(Host.objects, by, Action.HOST_VIEW) if may(by, Action.HOST_VIEW) else Host.objects.none()
    host = get_object_or_404(hosts.select_related("organization"), id=host_id)
    shown = _shown(host, by)
    if shown:
        record_read(
            by=by, scope=host.scope_id, purpose="tirocini in un ente", groups=[Group.NAME, Group.INTERNSHIP],
            person_ids=[one.case.person_id for one in shown],
        )  # fmt: skip
    names = names_for([one.case for one in shown], by)
    rows = [_row(one, names.get(one.case.person_id)) for one in shown]
    crumbs = [("Enti ospitanti", reverse("hosts:list")), (str(host.organization), host.get_absolute_url())]
    context = {
        "host": host, "crumbs": [*crumbs, ("Tirocini", "")], "rows": rows, **_counted(host, shown),
        "back": host.get_absolute_url(),
    }  # fmt: skip
    return TemplateResponse(request, "desk/hosting/internships.html", context)


def _shown(host: Host, by: Actor) -> list[Internship]:
    """The internships whose project the reader sees: of a protected person, only who enters the protected circle."""
    projects = visible(TrainingProject.objects, by, Action.INTERNSHIP_VIEW).filter(host=host)
    rows: Any = visible(Internship.objects, by, Action.INTERNSHIP_VIEW)
    found = rows.filter(id__in=projects.values("internship_id")).select_related("case")
    return sorted(found, key=lambda one: (one.state not in HERE, -one.starts_on.toordinal()))


def _counted(host: Host, shown: list[Internship]) -> dict[str, Any]:
    """All the internships there now, for everybody the same, against the places of each unit."""
    with reporting():
        projects = TrainingProject.objects.filter(host_id=host.id, internship__state__in=HERE)
        sites = list(projects.values_list("vacancy__site_id", flat=True))
    known = units_of(host, clock.today())
    units = [_unit(one, sites, is_alone=len(known) == 1) for one in known]
    seen_here = sum(one.state in HERE for one in shown)
    rest = len(sites) - seen_here
    words = f"altri {rest} fuori dal tuo incarico" if rest > 1 else "un altro fuori dal tuo incarico" if rest else ""
    return {"units": units, "now": len(sites), "rest": words, "is_over": any(one["kind"] == "warn" for one in units)}


def _unit(one: Unit, sites: Sequence[UUID | None], is_alone: bool) -> dict[str, str]:
    """A lone unit has them all; where there are several, those whose place says no unit stand apart."""
    here = len(sites) if is_alone else sum(one.site is not None and site == one.site.id for site in sites)
    kind = "warn" if one.places is not None and here > one.places else "ok"
    of = f" su {one.places}" if one.places is not None else ""
    return {"title": one.name, "why": one.words, "kind": kind, "text": f"{plural(here, 'tirocinio', 'tirocini')}{of}"}


def _row(one: Internship, person: Any) -> dict[str, str]:
    return {
        "title": title_of(one.case, person), "url": one.get_absolute_url(), "state": one.get_state_display(),
        "why": f"tirocinio {one.number} · {period(one.starts_on, one.last_day)}",
        "kind": "info" if one.state in HERE else "",
    }  # fmt: skip
