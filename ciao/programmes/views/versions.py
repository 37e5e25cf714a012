"""Proroga, rimodulazione, and the calendar left for later: what changes a programme."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core import formats
from ciao.programmes import actions, panel
from ciao.programmes.forms import ActForm, AmendmentForm, ExtensionForm
from ciao.programmes.models import Programme, ProgrammeVersion
from ciao.programmes.review import MonthGrid, grid
from ciao.programmes.review.months import painted
from ciao.programmes.rules import months_between
from ciao.programmes.views.programmes import address

AMEND = Action.PROGRAMME_AMEND


@requires(AMEND)
def extend(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A proroga: the form, then what it will change, then the new version."""
    programme, last, actor = _last(request, programme_id)
    form = ExtensionForm(last, request.POST or None)
    context = {
        "form": form, "last": last, "heading": "Registra una proroga", "verb": "Proroga il progetto",
        "lead": f"{programme} finisce il {formats.date_field(last.ends_on)}, {panel.version_words(last)}.",
    }  # fmt: skip

    def act() -> ProgrammeVersion:
        day = form.cleaned_data["ends_on"]
        return actions.extend_programme(programme=programme, ends_on=day, act=form.decision(), by=actor)

    def items() -> list[dict[str, str]]:
        return _extension_items(last, form)

    return _two_steps(request, programme, form, context, act, items)


@requires(AMEND)
def amend(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """A rimodulazione: money, targets, months; then what it will change, then the new version."""
    programme, last, actor = _last(request, programme_id)
    form = AmendmentForm(last, request.POST or None)
    painting = _grid(last, request)
    ticked = {row.name: row.painted for row in painting.rows}
    context = {
        "form": form, "last": last, "grid": painting, "heading": "Registra una rimodulazione",
        "verb": "Rimodula il progetto", "lead": f"{programme}, {panel.version_words(last)}",
    }  # fmt: skip

    def act() -> ProgrammeVersion:
        change = form.amendment(ticked)
        return actions.amend_programme(programme=programme, amendment=change, act=form.decision(), by=actor)

    def items() -> list[dict[str, str]]:
        return _amendment_items(last, form, ticked)

    return _two_steps(request, programme, form, context, act, items)


@requires(AMEND)
def calendar(request: HttpRequest, programme_id: uuid.UUID) -> HttpResponse:
    """The months left for later when the sheet was confirmed; once painted, changing them takes an act."""
    programme, last, actor = _last(request, programme_id)
    if any(plan.months for plan in last.work_plans.all()):
        raise Http404
    painting = _grid(last, request)
    if request.method == "POST":
        months = {uuid.UUID(row.name): row.painted for row in painting.rows}
        actions.complete_calendar(version=last, months=months, by=actor)
        messages.success(request, "Calendario salvato. Da ora cambia solo con una rimodulazione.")
        return HttpResponseRedirect(address(programme.id))
    context = {"programme": programme, "grid": painting, "back": address(programme.id)}
    return TemplateResponse(request, "programmes/calendar.html", context)


def _two_steps(
    request: HttpRequest, programme: Programme, form: ActForm, context: dict[str, Any], act: Any, items: Any
) -> HttpResponse:
    """The form; then, valid, its consequences with everything typed carried along; then the act itself."""
    context = {**context, "programme": programme, "back": address(programme.id)}
    wants_form = request.method != "POST" or "torna" in request.POST
    if not wants_form and form.is_valid():
        try:
            if "conferma" in request.POST:
                messages.success(request, f"Ora vale la {panel.version_words(act())}.")
                return HttpResponseRedirect(address(programme.id))
            context |= {"items": items(), "typed": _typed(request)}
            return TemplateResponse(request, "programmes/version_confirm.html", context)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
    return TemplateResponse(request, "programmes/version_form.html", context, status=200 if wants_form else 422)


def _last(request: HttpRequest, programme_id: uuid.UUID) -> tuple[Programme, ProgrammeVersion, Actor]:
    actor: Actor = acting_in(request)
    programme = get_object_or_404(visible(Programme.objects, actor, AMEND), id=programme_id)
    return programme, programme.versions.order_by("-number")[0], actor


def _grid(version: ProgrammeVersion, request: HttpRequest) -> MonthGrid:
    columns = months_between(version.starts_on, version.ends_on)
    ticked = painted(dict(request.POST.lists()), columns) if request.method == "POST" else None
    rows = [
        (key, str(plan.activity), plan.months if ticked is None else ticked.get(key, []))
        for plan in panel.plans_of(version)
        if (key := str(plan.activity_id))
    ]
    return grid(version.starts_on, version.ends_on, rows)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    hidden = {"csrfmiddlewaretoken", "_mandate", "conferma", "torna", "avanti"}
    return [(name, one) for name, many in request.POST.lists() if name not in hidden for one in many]


def _extension_items(last: ProgrammeVersion, form: ExtensionForm) -> list[dict[str, str]]:
    day = form.cleaned_data["ends_on"]
    months = months_between(last.starts_on, day)
    return [
        {"text": f"La fine passa dal {formats.date_field(last.ends_on)} al {formats.date_field(day)}."},
        {"text": f"I mesi passano da {last.months} a {months}: i nuovi sono in fondo al calendario."},
        {"text": f"Nasce la versione {last.number + 1}: la {last.number} resta com’è."},
        {"text": "Destinatari, mesi delle attività e importi restano gli stessi."},
        _act_item(form),
    ]  # fmt: skip


def _amendment_items(last: ProgrammeVersion, form: AmendmentForm, ticked: dict[str, list[int]]) -> list[dict[str, str]]:
    amendment = form.amendment(ticked)
    names = [("total_amount", "Il valore complessivo"), ("contribution_amount", "Il contributo")]
    items = [
        {"text": f"{label} passa da {formats.money(getattr(last, name))} a {formats.money(new)}."}
        for name, label in names
        if (new := getattr(amendment, name)) is not None and new != getattr(last, name)
    ]
    percent = amendment.cofinancing_percent
    if percent is not None and percent != last.cofinancing_percent:
        before = formats.percent(last.cofinancing_percent)
        items.append({"text": f"Il cofinanziamento passa da {before} a {formats.percent(percent)}."})
    for one in form.targets:
        new_count = amendment.target_counts[one.id]
        if new_count != one.count:
            change = f"da {formats.count(one.count)} a {formats.count(new_count)}"
            items.append({"text": f"{one.label.capitalize()}: {change} persone."})
    for plan in panel.plans_of(last):
        new_months = list(amendment.months[plan.activity_id])
        if new_months != plan.months:
            items.append({"text": f"{plan.activity}: {panel.months_in_words(last, new_months)}."})
    if not items:
        raise NotPossible(actions.NOTHING_CHANGES)
    last_words = f"Nasce la versione {last.number + 1}: la {last.number} resta com’è."
    return [*items, {"text": last_words}, _act_item(form)]


def _act_item(form: ActForm) -> dict[str, str]:
    act = form.decision()
    return {"text": f"Atto: {act.name}, del {formats.date_field(act.decided_on)}.", "icon": "file"}
