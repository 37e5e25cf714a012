"""What each service asks for its certificate."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.certificates import actions
from ciao.certificates.forms import RuleForm
from ciao.certificates.models import CertificateRule
from ciao.certificates.views import act, crumbs
from ciao.core import clock
from ciao.services.models import Service


@requires(Action.COURSE_EDIT)
def rules(request: HttpRequest) -> HttpResponse:
    """Every service with the rule of today, and those that have none."""
    by, today = acting_in(request), clock.today()
    services = list(visible(Service.objects, by, Action.COURSE_EDIT))
    found: dict[UUID, list[CertificateRule]] = {}
    for one in visible(CertificateRule.objects.all(), by, Action.COURSE_EDIT):
        found.setdefault(one.service_id, []).append(one)
    shown = [(one, found.get(one.id, [])) for one in services]
    bare = [one for one, its in shown if not its]
    context = {"services": shown, "bare": bare, "today": today, "crumbs": crumbs(("Regole", ""))}
    return TemplateResponse(request, "certificates/rules.html", context)


@requires(Action.COURSE_EDIT)
def add(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """A dated row more: those before hold for the editions already begun."""
    by = acting_in(request)
    service = get_object_or_404(visible(Service.objects, by, Action.COURSE_EDIT), id=service_id)
    earlier = CertificateRule.objects.filter(service=service).first()
    initial = {"starts_on": clock.today(), "title": service.title, "subject": "attendance"}
    if earlier is not None:
        names = ("title", "subject", "share_percent", "least_hours", "needs_test", "requisites")
        initial |= {name: getattr(earlier, name) for name in names}
    home = reverse("certificates:rules")
    shape = act(
        "Regola dell’attestato", "Salva la regola", "Regola salvata. Prossimo passo: rilasciare gli attestati.", home,
        lead=f"{service.title}. La regola vale per le edizioni che cominciano da quel giorno.",
        trail=[("Regole", home)],
    )  # fmt: skip
    form = RuleForm(request.POST or None, initial=initial)
    return shape.answer(request, form, lambda typed: actions.add_rule(service=service, by=by, **typed))
