"""Who of an edition has the right to the certificate, why the others have not, and giving it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.certificates import actions
from ciao.certificates.actions import Candidate
from ciao.certificates.forms import GiveForm, ResultForm, VoidForm
from ciao.certificates.models import Certificate, CertificateRule, TestResult
from ciao.certificates.views import act, crumbs, find_edition, read
from ciao.core import clock
from ciao.core.formats import plural
from ciao.services.models import Edition, Enrolment
from ciao.services.panel import Known, known


@dataclass(frozen=True)
class Row:
    """One person of an edition as the page shows them."""

    who: Known
    one: Candidate


@requires(Action.CERTIFICATE_ISSUE)
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The people one reads of an edition, each with how the right comes about; those chosen receive it together."""
    by, found = acting_in(request), find_edition(request, edition_id)
    enrolments = _enrolments(found, by)
    names = known({one.case_id for one in enrolments}, by)
    rows = sorted((Row(names[one.enrolment.case_id], one) for one in actions.candidates(found, enrolments)),
                  key=lambda row: row.who.name)  # fmt: skip
    ids = [row.who.person_id for row in rows if row.who.person_id]
    read(found.scope_id, by, "attestati di un’edizione", ids, Group.ATTENDANCE)
    due = [row for row in rows if row.one.judgement.is_due and row.one.certificate is None]
    rule = actions.terms_of(found)
    form = _form(request, due, rule)
    return _shape(found, rows, due, rule, by).answer(request, form, lambda typed: _give(found, enrolments, by, typed))


@requires(Action.CERTIFICATE_ISSUE)
def test(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """How somebody's final test went."""
    by = acting_in(request)
    rows = visible(Enrolment.objects.counted(), by, Action.CERTIFICATE_ISSUE).select_related("edition__service")
    enrolment = get_object_or_404(rows, id=enrolment_id)
    shape = _about(enrolment, by, "Prova finale", "Salva la prova", "Prova salvata.")
    form = ResultForm(request.POST or None, initial={"taken_on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.record_test(enrolment=enrolment, by=by, **typed))


@requires(Action.CERTIFICATE_ISSUE)
def void_test(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """Correction: the result was written by mistake."""
    by = acting_in(request)
    rows = visible(TestResult.objects.counted(), by, Action.CERTIFICATE_ISSUE)
    result = get_object_or_404(rows.select_related("enrolment__edition__service"), id=result_id)
    shape = _about(result.enrolment, by, "Prova sbagliata", "Segna come errore", "Segnata come errore.")
    return shape.answer(
        request, VoidForm(request.POST or None), lambda typed: actions.void_test(result=result, by=by, **typed)
    )


def _enrolments(found: Edition, by: Actor) -> list[Enrolment]:
    rows = visible(Enrolment.objects.counted(), by, Action.CERTIFICATE_ISSUE).filter(edition=found)
    return list(rows.select_related("edition__service"))


def _form(request: HttpRequest, due: list[Row], rule: CertificateRule | None) -> GiveForm:
    choices = [(str(row.one.enrolment.id), row.who.name) for row in due]
    initial = {"issued_on": clock.today(), "people": [key for key, _ in choices]}
    requisites = rule.requisites if rule else ""
    return GiveForm(request.POST or None, people=choices, requisites=requisites, initial=initial)


def _give(found: Edition, enrolments: list[Enrolment], by: Actor, typed: dict[str, Any]) -> list[Certificate]:
    chosen = set(typed.pop("people"))
    rows = [one for one in enrolments if str(one.id) in chosen]
    return actions.issue_to_all(edition=found, enrolments=rows, by=by, **typed)


def _shape(found: Edition, rows: list[Row], due: list[Row], rule: CertificateRule | None, by: Actor) -> FormPage:
    with reporting():
        everybody = Enrolment.objects.counted().filter(edition_id=found.id).count()
    here = reverse("certificates:edition", args=[found.id])
    context = {
        "edition": found, "rows": rows, "due": due, "rule": rule, "unseen": everybody - len(rows),
        "may_rule": may(by, Action.COURSE_EDIT), "crumbs": crumbs((found.title, "")),
    }  # fmt: skip
    return FormPage("certificates/edition.html", to=here, done=_done, context=context)


def _about(enrolment: Enrolment, by: Actor, heading: str, save: str, done: str) -> FormPage:
    who = known([enrolment.case_id], by)[enrolment.case_id]
    read(enrolment.scope_id, by, "prova finale", [who.person_id] if who.person_id else [], Group.ATTENDANCE)
    here = reverse("certificates:edition", args=[enrolment.edition_id])
    lead = f"{who.name}, {enrolment.edition.title}"
    return act(heading, save, done, here, lead=lead, trail=[(enrolment.edition.title, here)])


def _done(made: list[Certificate]) -> str:
    return f"{plural(len(made), 'attestato rilasciato', 'attestati rilasciati')}. Prossimo passo: stamparli."
