"""Limiting a person's data, and lifting the limitation."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.core import clock
from ciao.privacy import actions
from ciao.privacy.forms import DatedReasonForm
from ciao.privacy.models import Limitation, RightsRequest
from ciao.privacy.views import asking, case_of

LIMIT_LINES = [
    {"text": "Chi segue la persona legge come prima.", "icon": "user"},
    {"text": "Nessuno scrive: diario, colloqui, progetto, presenze, tirocinio restano come sono.", "icon": "locked"},
    {"text": "Copie, correzioni e risposte ai diritti si fanno lo stesso.", "icon": "check"},
]
LIFT_LINES = [
    {"text": "L’équipe torna a scrivere.", "icon": "check"},
    {"text": "La persona va avvisata prima (art. 18): scrivi come.", "icon": "user"},
]


@requires(Action.RIGHTS_EDIT)
def limit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """From now the data stand still."""
    by, case = acting_in(request), case_of(request, case_id)
    about = _request_named(request, case)
    back = about.get_absolute_url() if about is not None else case.get_absolute_url()
    shape = asking(
        request, case, "Limitazione dei dati", "Limita i dati", "Dati limitati: si leggono e non si cambiano.", back,
        template="privacy/confirm.html", lines=LIMIT_LINES,
    )  # fmt: skip
    form = DatedReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.limit_data(case=case, request=about, by=by, **typed))


@requires(Action.RIGHTS_EDIT)
def lift(request: HttpRequest, case_id: UUID, limitation_id: UUID) -> HttpResponse:
    """Work goes on."""
    by, case = acting_in(request), case_of(request, case_id)
    rows = visible(Limitation.objects, by, Action.RIGHTS_EDIT).select_related("case__programme")
    found = get_object_or_404(rows, id=limitation_id, case=case)
    shape = asking(
        request, case, "Fine della limitazione", "Togli la limitazione", "Limitazione tolta.", case.get_absolute_url(),
        template="privacy/confirm.html", lines=LIFT_LINES,
    )  # fmt: skip
    form = DatedReasonForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.lift_limitation(limitation=found, by=by, **typed))


def _request_named(request: HttpRequest, case: Case) -> RightsRequest | None:
    """The request the address names, if it is one of this person's."""
    try:
        wanted = UUID(request.GET.get("richiesta", ""))
    except ValueError:
        return None
    rows = visible(RightsRequest.objects, acting_in(request), Action.RIGHTS_EDIT)
    return rows.filter(id=wanted, case=case).first()
