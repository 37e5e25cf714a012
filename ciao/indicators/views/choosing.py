"""Saying how promised results are seen, and which values figures should reach."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.indicators import actions
from ciao.indicators.figures.board import expected_values, hints_for
from ciao.indicators.forms import ExpectedForm, MeasuresForm, asked
from ciao.indicators.models import ResultMeasure
from ciao.indicators.views import programme_in
from ciao.programmes.models import ExpectedResult, ProgrammeVersion
from ciao.programmes.panel import version_words

EDIT = Action.INDICATOR_EDIT


@requires(EDIT)
def expected(request: HttpRequest) -> HttpResponse:
    """The values to reach by the end of the version in force, one for each figure."""
    by, programme = acting_in(request), programme_in(request, EDIT)
    version = programme.version_on(clock.today())
    form = ExpectedForm(request.POST or None, expected=expected_values(programme, version, asked()))
    board = reverse("indicators:board")
    page = FormPage(
        "indicators/expected.html", to=board, done=_counted,
        context={"version_words": version_words(version), "back": board, "crumbs": _crumbs("Valori attesi")},
    )  # fmt: skip
    return page.answer(request, form, lambda typed: _save(version, form, typed["source"], by))


@requires(EDIT)
def measures(request: HttpRequest, result_id: UUID) -> HttpResponse:
    """The figures by which one promised result is seen; saving leads to the next that has none."""
    by, programme = acting_in(request), programme_in(request, EDIT)
    row = get_object_or_404(visible(ExpectedResult.objects, by, EDIT), id=result_id, programme=programme)
    chosen = list(row.measures.values_list("indicator", flat=True))
    hints = hints_for(row)
    form = MeasuresForm(request.POST or None, hints=hints, initial={"indicators": chosen or hints})
    page = FormPage(
        "indicators/measures.html", to=lambda _: _next_to(row), done=lambda found: _measured(row, found),
        context={"row": row, "back": reverse("indicators:board"), "is_new": not chosen, "hints": hints,
                 "crumbs": _crumbs(f"Risultato {row.number}")},
    )  # fmt: skip
    return page.answer(request, form, lambda typed: actions.set_measures(expected_result=row, by=by, **typed))


def _save(version: ProgrammeVersion, form: ExpectedForm, source: str, by: Actor) -> int:
    for code, value in form.changed().items():
        actions.set_expected_value(version=version, indicator=code, value=value, by=by, source=source)
    return len(form.changed())


def _counted(many: int) -> str:
    if not many:
        return "Nessun valore è cambiato."
    return "1 valore atteso salvato." if many == 1 else f"{many} valori attesi salvati."


def _next_to(row: ExpectedResult) -> str:
    """The next result, in the sheet's order, that nobody said how to see; the board when there is none."""
    measured = ResultMeasure.objects.values("expected_result")
    left = row.programme.expected_results.filter(number__gt=row.number).exclude(id__in=measured).order_by("number")
    following = left.first()
    return reverse("indicators:measures", args=[following.id]) if following else reverse("indicators:board")


def _measured(row: ExpectedResult, found: list[Any]) -> str:
    if not found:
        return f"Risultato {row.number}: nessuna misura, e si vede."
    return f"Risultato {row.number}: {'1 misura' if len(found) == 1 else f'{len(found)} misure'}."


def _crumbs(heading: str) -> list[tuple[str, str]]:
    return [("Indicatori", reverse("indicators:board")), (heading, "")]
