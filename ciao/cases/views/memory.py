"""What is remembered of how a person came in, and coming back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.cases import actions
from ciao.cases.dossier.facts import seen
from ciao.cases.forms import ReasonForm
from ciao.cases.models import EntryCheck
from ciao.cases.views import find, on_today, page
from ciao.cases.views.asked import EntryCheckForm, MeasureCheckForm
from ciao.people.models import Identity


@requires(Action.CASE_EDIT)
def entry_check(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Not in work on first entry, and what shows it."""
    by, case = acting_in(request), find(request, case_id)
    known = seen(EntryCheck, by).filter(case=case).first()
    identity = seen(Identity, by).filter(person_id=case.person_id).first()
    form = EntryCheckForm(request.POST or None, initial=_known(known, case.opened_on, identity))
    shape = page(
        request, case, "Lavoro all’ingresso", "Salva la verifica", "Verifica salvata.",
        lead="Si guarda il giorno del primo ingresso. Se la persona esce e poi rientra, questa risposta resta.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.record_entry_check(case=case, by=by, **typed))


def _known(row: EntryCheck | None, opened_on: date, identity: Identity | None) -> dict[str, Any]:
    if row is not None:
        return {name: getattr(row, name) for name in EntryCheckForm.base_fields}
    return {"checked_on": opened_on, "employment": identity.employment if identity else ""}


@requires(Action.CASE_EDIT)
def measure(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Another measure looked at for this person."""
    by, case = acting_in(request), find(request, case_id)
    form = MeasureCheckForm(request.POST or None, initial={"checked_on": on_today()["on"]})
    shape = page(
        request, case, "Altra misura", "Salva", "Misura salvata fra quelle guardate.",
        lead="Chi finanzia chiede se la persona poteva avere un’altra misura.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.record_measure_check(case=case, by=by, **typed))


@requires(Action.CASE_EDIT)
def come_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The person left and comes back."""
    by, case = acting_in(request), find(request, case_id)
    form = ReasonForm(request.POST or None, initial=on_today())
    shape = page(
        request, case, "Rientra nel progetto", "Scrivi il rientro", "Rientro scritto. Prossimo passo: la valutazione.",
        lead="Il percorso continua con lo stesso numero. L’uscita resta scritta; i dati del primo ingresso restano.",
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: actions.return_case(case=case, by=by, **typed))
