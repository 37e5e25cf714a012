"""What every page about one consultation needs: the request, how to name the person, the shape of its form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.models import Case
from ciao.consultations.actions import places_of
from ciao.consultations.models import ConsultationRequest, SealedReport


def find(request: HttpRequest, request_id: UUID, action: Action = Action.CONSULTATION_VIEW) -> ConsultationRequest:
    """The consultation, or the same answer as for one that is not there."""
    rows = visible(ConsultationRequest.objects, acting_in(request), action)
    return get_object_or_404(rows.select_related("organization", "programme", "specialist__user"), id=request_id)


def titles_for(rows: Iterable[ConsultationRequest], by: Actor) -> dict[UUID, str]:
    """How this reader may call whom each consultation is about; «consulenza 3» where they may not know."""
    shown = list(rows)
    cases = list(visible(Case.objects, by, Action.CASE_VIEW).filter(id__in=[one.case_id for one in shown]))
    names = names_for(cases, by)
    titles = {one.id: title_of(one, names.get(one.person_id)) for one in cases}
    return {one.id: titles.get(one.case_id, f"consulenza {one.number}") for one in shown}


def read(consultation: ConsultationRequest | SealedReport, by: Actor, purpose: str, *groups: Group) -> None:
    """The page's one line in the read log, in the circle of the case."""
    scope, person = places_of([consultation])[consultation.case_id]
    record_read(by=by, scope=scope, purpose=purpose, groups=groups or (Group.CONSULTATION,), person_ids=[person])


def read_many(shown: list[ConsultationRequest], by: Actor, purpose: str) -> None:
    """The line of a list, in the circle of the first."""
    places = places_of(shown)
    if shown:
        scope = places[shown[0].case_id][0]
        people = [person for _, person in places.values()]
        record_read(by=by, scope=scope, purpose=purpose, groups=[Group.CONSULTATION], person_ids=people)


def page(
    request: HttpRequest, consultation: ConsultationRequest, heading: str, save: str, done: str, **context: Any
) -> FormPage:
    """A page with one form about a consultation; it leads back to it, and leaves its line in the read log."""
    by, back = acting_in(request), consultation.get_absolute_url()
    read(consultation, by, heading.lower())
    name = titles_for([consultation], by)[consultation.id]
    crumbs = [("Consulenze", reverse("consultations:list")), (f"n. {consultation.number}", back), (heading, "")]
    shown = {
        "consultation": consultation, "name": name, "heading": heading, "save": save, "back": back, "crumbs": crumbs,
        **context,
    }  # fmt: skip
    return FormPage(context.pop("template", "consultations/act.html"), to=back, done=done, context=shown)
