"""Reaching a person the way they chose, and saying in one tap what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.audit.enums import Group
from ciao.cases import actions
from ciao.cases.dossier.facts import names_for, seen
from ciao.cases.dossier.reach import Chosen, language_of, ways
from ciao.cases.dossier.reach import messages as ready
from ciao.cases.enums import AttemptOutcome
from ciao.cases.models import Appointment, Case, ContactAttempt
from ciao.cases.views import find, read, who
from ciao.core import clock
from ciao.people.enums import ContactChannel
from ciao.people.models import Contact, Person
from ciao.people.panel import protection_of

SHOWN = 8
TAPS = [
    (AttemptOutcome.REACHED, "L’ho sentita", "ok"),
    (AttemptOutcome.NO_ANSWER, "Non risponde", ""),
    (AttemptOutcome.CALL_BACK, "Da richiamare", ""),
    (AttemptOutcome.MESSAGE_LEFT, "Messaggio lasciato", ""),
    (AttemptOutcome.WRONG_NUMBER, "Numero sbagliato", ""),
]
NEXT = {
    AttemptOutcome.REACHED: "Segnato. Prossimo passo: scrivere nel diario che cosa vi siete dette.",
    AttemptOutcome.WRONG_NUMBER: "Segnato. Prossimo passo: correggere il recapito.",
}


@requires(Action.CASE_EDIT)
def reach(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Links and texts in the person's language; a protected person is reached by the safe channel and words only."""
    by, case = acting_in(request), find(request, case_id)
    person = names_for([case], by).get(case.person_id)
    chosen = chosen_for(case, by)
    next_at = _next_meeting(case, by)
    language = _language(request, person)
    texts = ready(chosen, person.given_name if person and not chosen.is_protected else "", next_at, language)
    read(case, by, "sentire la persona", Group.NAME, Group.CONTACT, Group.MEETINGS)
    name = who(case, by)
    context = {
        "case": case, "name": name, "chosen": chosen, "ways": ways(chosen), "taps": TAPS, "row_id": uuid.uuid4(),
        "channel": ContactChannel(chosen.channel).label if chosen.channel else "", "spoken": language,
        "texts": [(one, ways(chosen, one.text)) for one in texts], "tongues": settings.LANGUAGES,
        "attempts": seen(ContactAttempt, by).filter(case=case)[:SHOWN],
        "crumbs": [("Persone", reverse("cases:list")), (name, case.get_absolute_url()), ("Sentila", "")],
    }  # fmt: skip
    return TemplateResponse(request, "cases/reach.html", context)


@require_POST
@requires(Action.CASE_EDIT)
def attempt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One tap: what came of trying."""
    by, case = acting_in(request), find(request, case_id)
    said, row_id = request.POST.get("esito", ""), request.POST.get("row_id", "")
    if said not in AttemptOutcome.values:
        messages.warning(request, "Scegli com’è andata con uno dei pulsanti.")
        return redirect("cases:reach", case_id=case.id)
    outcome = AttemptOutcome(said)
    channel = request.POST.get("channel", "")
    actions.record_attempt(
        case=case, outcome=outcome, by=by, row_id=_uuid(row_id),
        channel=channel if channel in ContactChannel.values else "",
    )  # fmt: skip
    messages.success(request, NEXT.get(outcome, "Segnato."))
    return redirect(case)


def chosen_for(case: Case, by: Actor) -> Chosen:
    """How this person is reached; the number of a protected one only from their narrow sheet."""
    contact = seen(Contact, by).filter(person_id=case.person_id).first()
    protection = protection_of(case.person_id, by)
    source = protection.contact if protection else contact
    return Chosen(
        channel=contact.channel if contact else "",
        phone=source.phone if source else "",
        email=source.email if source else "",
        hours=contact.hours if contact else "",
        words=source.words if source else "",
        is_protected=protection is not None,
    )


def _next_meeting(case: Case, by: Actor) -> datetime | None:
    rows = seen(Appointment, by).filter(case=case, starts_at__gt=clock.now(), called_off="").order_by("starts_at")
    first = rows.first()
    return first.starts_at if first else None


def _language(request: HttpRequest, person: Person | None) -> str:
    wanted = request.GET.get("lingua", "")
    return wanted if wanted in dict(settings.LANGUAGES) else language_of(person.language if person else "")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
