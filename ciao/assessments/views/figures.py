"""Instruments over a whole programme: how people changed, and what first contacts ask for."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.assessments.comparison.needs import needs_of
from ciao.assessments.comparison.programme import change_in, said_of
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.outreach.views import programme_of
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.models import Instrument

VIEW = Action.INSTRUMENT_VIEW
SECOND = {"intermedia": Occasion.MID, "uscita": Occasion.EXIT}
VOICES = {"equipe": Voice.TEAM, "persona": Voice.PERSON}


@requires(VIEW)
def change(request: HttpRequest, instrument_id: UUID) -> HttpResponse:
    """How the same people moved on each scale, with how sure one can be and who is missing."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    found = get_object_or_404(Instrument.objects.of(by.programme_id).published(), id=instrument_id)
    asked = (request.GET.get("fino", "intermedia"), request.GET.get("voce", "equipe"))
    until, voice = (asked[0] if asked[0] in SECOND else "intermedia"), (asked[1] if asked[1] in VOICES else "equipe")
    told = change_in(programme, found, VOICES[voice], SECOND[until])
    context = {
        "instrument": found, "told": told, "sentence": said_of(told), "until": until, "voice": voice,
        "untils": list(SECOND), "voices": [("equipe", "l’équipe"), ("persona", "la persona")],
        "crumbs": [("Strumenti", reverse("questionnaires:instruments")),
                   (found.title, found.get_absolute_url()), ("Che cosa è cambiato", "")],
    }  # fmt: skip
    return TemplateResponse(request, "assessments/change.html", context)


@requires(VIEW)
def needs(request: HttpRequest) -> HttpResponse:
    """What people ask for at first contact, by need and by comune, as far as the reader may read it."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    found = Instrument.objects.current_in(by.programme_id).filter(is_first_contact=True).first()
    told = needs_of(found, request.GET.get("domanda", ""), by)
    record_read(
        by=by, scope=programme.scope_id, purpose="bisogni letti insieme", groups=[Group.ASSESSMENT],
        person_ids=told.person_ids,
    )  # fmt: skip
    context = {
        "told": told, "instrument": found,
        "crumbs": [("Strumenti", reverse("questionnaires:instruments")), ("Bisogni letti insieme", "")],
    }  # fmt: skip
    return TemplateResponse(request, "assessments/needs.html", context)
