"""The page of one certificate: how it came, whether it stands, its paper, its end."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.audit.enums import Group
from ciao.certificates import actions, panel
from ciao.certificates.enums import Origin, Stage
from ciao.certificates.forms import ReasonForm
from ciao.certificates.models import Certificate
from ciao.certificates.rules import reminder, stage_of
from ciao.certificates.views import act, crumbs, find_certificate, read
from ciao.core import clock
from ciao.core.formats import date_field, hours
from ciao.services.panel import files_of

PAPERS = {Origin.COURSE: "certificate", Origin.INTERNSHIP: "internship_certificate"}


@requires(Action.CERTIFICATE_VIEW)
def certificate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """What it says, how it came about, whether it still stands; the message ready when it is about to lapse."""
    by = acting_in(request)
    found = find_certificate(request, certificate_id, Action.CERTIFICATE_VIEW)
    line = panel.lines([found], by)[0]
    read(found.scope_id, by, "attestato", panel.people([line]), Group.ATTENDANCE)
    gives = may(by, Action.CERTIFICATE_ISSUE)
    context = {
        "one": found, "line": line, "facts": _facts(found), "gives": gives, "print_url": _paper(found, by),
        "file": files_of([found.case_id], by).get(found.case_id, ""), "changes": list(found.changes.all()),
        "crumbs": crumbs((found.title, "")), **_end(found, by),
    }  # fmt: skip
    return TemplateResponse(request, "certificates/certificate.html", context)


@requires(Action.CERTIFICATE_ISSUE)
def revoke(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """It holds no more: whoever checks it learns so at once."""
    by = acting_in(request)
    found = find_certificate(request, certificate_id, Action.CERTIFICATE_ISSUE)
    told = "Chi controlla il codice legge «revocato». Il numero non si usa più. Il foglio già dato va ritirato."
    return _change(request, found, by, "Revoca l’attestato", told, "revoke")


@requires(Action.CERTIFICATE_ISSUE)
def reinstate(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """Correction: it was taken back by mistake."""
    by = acting_in(request)
    found = find_certificate(request, certificate_id, Action.CERTIFICATE_ISSUE)
    return _change(request, found, by, "Ridai valore all’attestato", "Chi controlla il codice legge «valido».", "back")


def _change(request: HttpRequest, found: Any, by: Actor, words: str, lead: str, verb: str) -> HttpResponse:
    line = panel.lines([found], by)[0]
    read(found.scope_id, by, words.lower(), panel.people([line]), Group.ATTENDANCE)
    back = found.get_absolute_url()
    shape = act(
        words, words, "Fatto: l’attestato è cambiato.", back, lead=f"{line.who.name}. {lead}",
        trail=[(found.title, back)],
    )  # fmt: skip

    def do(typed: dict[str, Any]) -> Certificate:
        note, on = typed["note"], typed["on"]
        if verb == "revoke":
            return actions.revoke_certificate(certificate=found, reason=note, on=on, by=by)
        return actions.reinstate_certificate(certificate=found, note=note, on=on, by=by)

    return shape.answer(request, ReasonForm(request.POST or None, initial={"on": clock.today()}), do)


def _facts(found: Certificate) -> list[tuple[str, str]]:
    rows = [("Numero", found.number_label), ("Di che cosa", str(found.get_subject_display()))]
    rows += [("Rilasciato il", date_field(found.issued_on)), ("Rilasciato da", found.issuer)]
    rows.append(("Vale fino al", date_field(found.expires_on) if found.expires_on else "non scade"))
    if found.attended_hours is not None:
        rows.append(("Ore fatte", hours(found.attended_hours)))
    if found.code:
        rows.append(("Codice per il controllo", found.shown_code))
    return [(label, value) for label, value in rows if value]


def _end(found: Certificate, by: Actor) -> dict[str, Any]:
    """The stage, the message and the editions that renew, for one that lapses; nothing for the others."""
    if found.expires_on is None or not found.is_standing:
        return {}
    today = clock.today()
    first, last = actions.expiry_days(today)
    stage = stage_of(found.expires_on, today, first_days=first, last_days=last)
    _, verified = actions.subject_years(found.subject, found.issued_on)
    shown: dict[str, Any] = {"stage": stage, "is_expired": stage == Stage.EXPIRED, "unsure": not verified}
    if stage is not None:
        shown["message"] = reminder(found.title, found.expires_on, today, found.programme.acronym)
        shown["renewals"] = panel.renewals(found, by)
        if may(by, Action.COURSE_ENROL):
            shown["enrol_url"] = panel.enrol_url(found.case_id)
    return shown


def _paper(found: Certificate, by: Actor) -> str:
    """Where it is put on paper, for who may; only those of ours that hold."""
    code = PAPERS.get(Origin(found.origin))
    if code is None or not found.is_standing or not may(by, Action.DOCUMENT_ISSUE) or "issue" not in settings.PLACES:
        return ""
    return f"{reverse(settings.PLACES['issue'], args=[code, found.id])}?da=fascicolo"
