"""«Nuovo progetto da scheda»: upload, review, months; the last step is of whoever founds it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.core.forms import parse_date
from ciao.programmes import actions
from ciao.programmes.enums import SheetState
from ciao.programmes.forms import SheetForm
from ciao.programmes.models import SheetImport
from ciao.programmes.review import MonthGrid, Review, grid
from ciao.programmes.review.months import painted
from ciao.programmes.review.opening import open_review
from ciao.programmes.rules import months_between
from ciao.programmes.sheet import NotASheet

CREATE = Action.PROGRAMME_CREATE
CRUMBS = [("Progetti", "/progetti/"), ("Nuovo progetto da scheda", "")]


@requires(CREATE)
def new(request: HttpRequest) -> HttpResponse:
    """Step 1: choose the file; drafts already begun are listed beside."""
    page = FormPage(
        "programmes/sheet_new.html",
        to=lambda sheet: reverse("programmes:review", args=[sheet.id]),
        done="Scheda letta. Prossimo passo: controlla quello che abbiamo trovato.",
        context={"crumbs": CRUMBS, "steps": steps("new"), "sheets": _mine(request)},
    )

    def upload(typed: dict[str, Any]) -> SheetImport:
        try:
            return actions.upload_sheet(file=typed["file"], by=_actor(request))
        except NotASheet as refusal:
            raise NotPossible(str(refusal)) from refusal

    return page.answer(request, SheetForm(request.POST or None, request.FILES or None), upload)


@requires(CREATE)
def review(request: HttpRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Step 2: every value beside the lines it was read in; `?correggi` tells what blocks the next step."""
    sheet = get_object_or_404(_mine(request), id=sheet_id)
    if sheet.state != SheetState.DRAFT:
        return _already(sheet)
    if request.method == "POST":
        return _save_and_go(request, sheet)
    opened = open_review(sheet, asked="correggi" in request.GET)
    return TemplateResponse(
        request,
        "programmes/sheet_review.html",
        {"crumbs": CRUMBS, "steps": steps("review", sheet), "sheet": sheet, "review": opened},
        status=422 if opened.form.errors else 200,
    )


@requires(CREATE)
@require_POST
def autosave(request: HttpRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Keeps what is being typed, after two seconds of quiet, and tells what is left."""
    sheet = get_object_or_404(_mine(request), id=sheet_id, state=SheetState.DRAFT)
    saved = actions.save_answers(sheet_import=sheet, values=request.POST.dict(), by=_actor(request))
    context = {"saved_at": saved.saved_at, "review": open_review(saved), "sheet": saved}
    return TemplateResponse(request, "programmes/sheet_saved.html", context)


@requires(CREATE)
def months(request: HttpRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """The grid to paint: activities down, months across."""
    sheet = get_object_or_404(_mine(request), id=sheet_id, state=SheetState.DRAFT)
    opened = open_review(sheet)
    painting = _grid(opened)
    if request.method == "POST" and painting:
        typed = painted(dict(request.POST.lists()), len(painting.months))
        every = {row.name: typed.get(row.name, []) for row in painting.rows}
        sheet = actions.save_months(sheet_import=sheet, months=every, by=_actor(request))
        if request.htmx:  # type: ignore[attr-defined]
            return TemplateResponse(request, "core/draft_saved.html", {"saved_at": sheet.saved_at})
        return HttpResponseRedirect(_at(sheet, "activities"))
    context = {"crumbs": CRUMBS, "steps": steps("review", sheet), "sheet": sheet, "grid": painting}
    return TemplateResponse(request, "programmes/sheet_months.html", context)


@requires(CREATE)
@require_POST
def restore(request: HttpRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """Takes back a draft put aside."""
    sheet = get_object_or_404(_mine(request), id=sheet_id, state=SheetState.DISCARDED)
    actions.restore_sheet(sheet_import=sheet, by=_actor(request))
    messages.success(request, f"La bozza di {sheet.file_name} è di nuovo qui.")
    return redirect("programmes:review", sheet.id)


def steps(now: str, sheet: SheetImport | None = None) -> list[dict[str, str]]:
    """The three steps of the wizard, the past ones as links."""
    names = {"new": "Carica", "review": "Controlla", "confirm": "Conferma"}
    order = list(names)
    here = order.index(now)
    urls = {"review": reverse("programmes:review", args=[sheet.id])} if sheet else {}
    states = ["done" if at < here else "now" if at == here else "" for at in range(len(order))]
    return [
        {"label": names[code], "state": state, "url": urls.get(code, "")}
        for code, state in zip(order, states, strict=True)
    ]


def _save_and_go(request: HttpRequest, sheet: SheetImport) -> HttpResponse:
    """Saves first, whatever button was pressed; then does what the button says."""
    by, typed = _actor(request), request.POST
    sheet = actions.save_answers(sheet_import=sheet, values=typed.dict(), by=by)
    if typed.get("elimina"):
        actions.discard_sheet(sheet_import=sheet, by=by)
        messages.success(request, f"La bozza di {sheet.file_name} è eliminata. Puoi ripristinarla qui sotto.")
        return redirect("programmes:new")
    if typed.get("aggiungi"):
        actions.add_row(sheet_import=sheet, code=typed["aggiungi"], by=by)
        return HttpResponseRedirect(_at(sheet, typed["aggiungi"]))
    if typed.get("comuni"):
        _take_offer(sheet, typed["comuni"], by)
        return HttpResponseRedirect(_at(sheet, typed["comuni"]))
    if typed.get("mesi"):
        return redirect("programmes:months", sheet.id)
    return _go_on(sheet) if typed.get("avanti") else HttpResponseRedirect(_at(sheet, ""))


def _go_on(sheet: SheetImport) -> HttpResponse:
    if open_review(sheet, asked=True).form.is_valid():
        return redirect(settings.PLACES["found"], sheet.id)
    return HttpResponseRedirect(reverse("programmes:review", args=[sheet.id]) + "?correggi=1")


def _take_offer(sheet: SheetImport, row: str, by: Actor) -> None:
    """Adds the comuni of our own table to those written."""
    opened = open_review(sheet)
    name = f"{row}.municipalities"
    offered = next((one.offer for group in opened.groups for one in group.rows if one.name == row), ())
    written = [text for text in (opened.points.text(name).strip(" ,"), *offered) if text]
    values = {**sheet.answers["values"], name: ", ".join(written)}
    actions.save_answers(sheet_import=sheet, values=values, by=by)


def _grid(opened: Review) -> MonthGrid | None:
    """The grid over the dates as they are written now; None while they cannot be read."""
    text = opened.points.text
    try:
        starts_on, ends_on = parse_date(text("starts_on")), parse_date(text("ends_on"))
        months_between(starts_on, ends_on)
    except ValueError:
        return None
    names = [name for name in opened.points.pieces if name.startswith("activities.")]
    keys = dict.fromkeys(name.split(".")[1] for name in names)
    rows = [
        (key, _title(opened, key), opened.points.months_of(key))
        for key in keys
        if text(f"activities.{key}.title").strip()
    ]
    return grid(starts_on, ends_on, rows)


def _title(opened: Review, key: str) -> str:
    number, title = (opened.points.text(f"activities.{key}.{part}").strip() for part in ("number", "title"))
    return f"{number}. {title}" if number else title


def _mine(request: HttpRequest) -> Any:
    return visible(SheetImport.objects, _actor(request), CREATE)


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = acting_in(request)
    return actor


def _already(sheet: SheetImport) -> HttpResponse:
    if sheet.programme_id:
        return redirect(settings.PLACES["programme"], sheet.programme_id)
    return redirect("programmes:new")


def _at(sheet: SheetImport, anchor: str) -> str:
    address = reverse("programmes:review", args=[sheet.id])
    return f"{address}#{anchor}" if anchor else address
