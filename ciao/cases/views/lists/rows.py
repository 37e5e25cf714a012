"""The rows of a list: what each says, what became of it, and what only a person can decide."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.dossier.facts import seen
from ciao.cases.enums import RowOutcome
from ciao.cases.lists.page import FIELDS, MARKS, written
from ciao.cases.models import Case, LoadedList, LoadedRow
from ciao.cases.views.lists import LOAD, crumbs_of, find_list, log
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach.models import Signal
from ciao.people.models import Person
from ciao.territories.models import Municipality

SOMEBODY = "una persona che non segui: chiedi al coordinamento chi la segue"


@requires(LOAD)
def rows(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The rows in the order of the file."""
    by, found = acting_in(request), find_list(request, list_id)
    shown = visible(LoadedRow.objects, by, LOAD).filter(loaded_list=found)
    crumbs = crumbs_of(found, "Righe")
    return _list_of(found).answer(
        request, shown, on_read=lambda read: log(found, by, [one.id for one in read]), loaded=found, crumbs=crumbs
    )


@requires(LOAD)
def row(request: HttpRequest, list_id: UUID, row_id: UUID) -> HttpResponse:
    """One row, whom it may be, and what can be done with it."""
    by, found = acting_in(request), find_list(request, list_id)
    one = _find(request, found, row_id)
    log(found, by, [one.id])
    kind, icon = MARKS[RowOutcome(one.outcome)]
    context = {
        "list": found, "row": one, "kind": kind, "icon": icon, "facts": _facts(one),
        "faults": json.loads(one.faults or "[]"), "may_decide": one.outcome == RowOutcome.DOUBTFUL,
        "may_signal": not found.is_of_people_in_charge and one.outcome in (RowOutcome.WAITING, RowOutcome.DOUBTFUL),
        "crumbs": crumbs_of(found, f"Riga {one.number}"), **_led_to(one, by),
    }  # fmt: skip
    return TemplateResponse(request, "cases/lists/row.html", context)


@requires(LOAD)
@require_POST
def settle(request: HttpRequest, list_id: UUID, row_id: UUID) -> HttpResponse:
    """It is the same person, or it is another."""
    found = find_list(request, list_id)
    one = _find(request, found, row_id)
    try:
        actions.settle_row(row=one, is_same=request.POST.get("same") == "yes", by=acting_in(request))
        messages.success(request, "Deciso. Puoi passare alla riga dopo.")
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    return redirect("cases:list_row", list_id=found.id, row_id=one.id)


@requires(LOAD)
@require_POST
def make_signal(request: HttpRequest, list_id: UUID, row_id: UUID) -> HttpResponse:
    """Somebody of the list is to be reached."""
    found = find_list(request, list_id)
    one = _find(request, found, row_id)
    try:
        signal = actions.signal_row(row=one, by=acting_in(request))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:list_row", list_id=found.id, row_id=one.id)
    messages.success(request, f"Segnalazione {signal.number} scritta. Prossimo passo: decidere chi risponde.")
    return redirect(signal.get_absolute_url())


def _find(request: HttpRequest, found: LoadedList, row_id: UUID) -> LoadedRow:
    shown: Any = visible(LoadedRow.objects, acting_in(request), LOAD)
    one: LoadedRow = get_object_or_404(shown, id=row_id, loaded_list=found)
    one.loaded_list = found
    return one


def _list_of(found: LoadedList) -> ListPage:
    def address(one: LoadedRow) -> str:
        return reverse("cases:list_row", args=[found.id, one.id])

    return ListPage(
        title="Righe dell’elenco",
        noun="riga,righe",
        columns=[
            Column("riga", "Riga", lambda one: f"Riga {one.number}", sort="number", link=address),
            Column("nome", "Nome", lambda one: _name(_values(one))),
            Column("esito", "Esito", _mark, sort="outcome"),
            Column("cosa", "Che cosa dire", lambda one: " ".join(json.loads(one.faults or "[]"))),
        ],
        filters=[Filter("esito", "Esito", RowOutcome.choices, lambda shown, value: shown.filter(outcome=value))],
        order=("number",),
        empty=("list", "Nessuna riga", "Le righe compaiono quando l’elenco è caricato."),
        template="cases/lists/rows.html",
        export_name=f"elenco-{found.number}-righe",
    )


def _mark(one: LoadedRow) -> Mark:
    kind, icon = MARKS[RowOutcome(one.outcome)]
    return Mark(kind, one.get_outcome_display(), icon)


def _values(one: LoadedRow) -> dict[str, Any]:
    return dict(json.loads(one.cells or "{}"))


def _name(values: dict[str, Any]) -> str:
    return f"{values.get('given_name', '')} {values.get('family_name', '')}".strip()


def _facts(one: LoadedRow) -> list[tuple[str, str]]:
    values = _values(one)
    comune = Municipality.objects.filter(istat_code=values.get("municipality") or "-").first()
    shown = {**values, "municipality": str(comune or "")}
    return [(field.label, str(cell)) for field, cell in zip(FIELDS, written(shown), strict=True) if cell]


def _led_to(one: LoadedRow, by: Actor) -> dict[str, Any]:
    """The case, the signal or the person a row led to, as far as this reader sees them."""
    person = seen(Person, by).filter(id=one.person_id).first() if one.person_id else None
    case = visible(Case.objects, by, Action.CASE_VIEW).filter(person=person).first() if person else None
    signal = visible(Signal.objects, by, Action.SIGNAL_VIEW).filter(id=one.signal_id).first() if one.signal_id else None
    who = str(person) if person else SOMEBODY if one.person_id else ""
    return {"case": case, "signal": signal, "who": who}
