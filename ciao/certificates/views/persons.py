"""A person's certificates from outside, their internships certified, and the record they take away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.cases.views import find, page, who
from ciao.cases.views import read as read_case
from ciao.certificates import actions
from ciao.certificates.forms import IssueForm, OutsideForm
from ciao.certificates.models import Certificate
from ciao.certificates.record import record_of
from ciao.certificates.views import act
from ciao.core import clock
from ciao.files.actions import store_file
from ciao.internships.models import Internship


@requires(Action.CERTIFICATE_ISSUE)
def outside(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One the person brings, so that its end is not forgotten."""
    by, case = acting_in(request), find(request, case_id, Action.CERTIFICATE_ISSUE)
    read_case(case, by, "attestato portato da fuori", Group.NAME, Group.ATTENDANCE)
    shape = page(
        request, case, "Attestato portato da fuori", "Salva l’attestato", "Attestato salvato.",
        template="certificates/outside.html", lead="Se scade, il prodotto avvisa in tempo chi segue la persona.",
    )  # fmt: skip
    form = OutsideForm(request.POST or None, request.FILES or None)
    return shape.answer(request, form, lambda typed: _keep(case, by, typed))


@requires(Action.CERTIFICATE_ISSUE)
def internship(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """The certificate of an internship, with how the right comes about; or what is missing."""
    by = acting_in(request)
    rows = visible(Internship.objects, by, Action.CERTIFICATE_ISSUE).select_related("case__programme")
    found = get_object_or_404(rows, id=internship_id)
    read_case(found.case, by, "attestazione di tirocinio", Group.NAME, Group.INTERNSHIP)
    judged = actions.internship_judgement(found)
    given = visible(Certificate.objects.standing(), by, Action.CERTIFICATE_VIEW).filter(internship=found).first()
    shape = act(
        "Attestazione di tirocinio", "Rilascia l’attestazione", "Attestazione rilasciata. Prossimo passo: stamparla.",
        found.get_absolute_url(), lead=f"{who(found.case, by)}, tirocinio {found.number}",
        template="certificates/internship.html", to=Certificate.get_absolute_url, given=given,
        judgement=judged[1] if judged else None, has_project=judged is not None,
    )  # fmt: skip
    form = IssueForm(request.POST or None, initial={"issued_on": clock.today()})
    return shape.answer(
        request, form, lambda typed: actions.issue_internship_certificate(internship=found, by=by, **typed)
    )


@requires(Action.CERTIFICATE_VIEW)
def record(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Everything the person attended and obtained, ready to be printed and taken away."""
    by, case = acting_in(request), find(request, case_id, Action.CERTIFICATE_VIEW)
    read_case(case, by, "libretto", Group.NAME, Group.ATTENDANCE, Group.INTERNSHIP, Group.ASSESSMENT)
    name = who(case, by)
    crumbs = [("Persone", reverse("cases:list")), (name, case.get_absolute_url()), ("Libretto", "")]
    context = {
        "case": case,
        "name": name,
        "record": record_of(case, by),
        "print_url": _paper(case, by),
        "crumbs": crumbs,
    }
    return TemplateResponse(request, "certificates/record.html", context)


def _keep(case: Case, by: Actor, typed: dict[str, Any]) -> Certificate:
    upload = typed.pop("file")
    place: dict[str, Any] = {"scope": case.scope_id, "level": Level.ATTENDANCE, "person_id": case.person_id}
    file = store_file(upload=upload, by=by, **place) if upload else None
    return actions.record_outside_certificate(case=case, by=by, file=file, **typed)


def _paper(case: Case, by: Actor) -> str:
    """The printed record holds the person's own words on skills: for who reads those."""
    reads = scopes(by, Level.WORK).filter(id=case.scope_id).exists()
    if not reads or not may(by, Action.DOCUMENT_ISSUE) or "issue" not in settings.PLACES:
        return ""
    return f"{reverse(settings.PLACES['issue'], args=['portable_record', case.id])}?da=fascicolo"
