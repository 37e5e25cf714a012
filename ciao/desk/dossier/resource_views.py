"""The page of a resource: what the directory says, and how it went for who was sent there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.cases.dossier import elsewhere
from ciao.outreach import panel as outreach
from ciao.resources import panel as resources
from ciao.resources.views import find


@requires(Action.RESOURCE_VIEW)
def resource(request: HttpRequest, resource_id: UUID) -> HttpResponse:
    """One resource, with how many were sent there and how many times it helped; figures, never names."""
    found = find(request, resource_id)
    parts = zip(outreach.sent_to(found.id), elsewhere.sent_to(found.id), strict=True)
    sent, helped, failed = (a + b for a, b in parts)
    crumbs = [("Risorse del territorio", reverse("resources:list")), (str(found), "")]
    context = {"sent": sent, "helped": helped, "failed": failed, "unknown": sent - helped - failed, "crumbs": crumbs}
    return TemplateResponse(request, "desk/resource.html", {**resources.page_of(found, acting_in(request)), **context})
