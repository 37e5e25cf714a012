"""Pairs of files that may be of one person: the list, one pair, and what is answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases import actions
from ciao.cases.dossier.pairs import Pair, likeness, pairs_of
from ciao.cases.views import on_today
from ciao.cases.views.joining import ApartForm, MergeForm, RethinkForm
from ciao.core.formats import date_relative
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.people.actions import ask_again, tell_apart
from ciao.people.enums import DuplicateState
from ciao.people.lifecycle import DUPLICATE
from ciao.people.models import DuplicateCandidate

REVIEW = Action.DUPLICATE_REVIEW
HOME = "Possibili doppioni"
MERGED = [
    {"icon": "check", "kind": "ok", "text": "Non si cancella niente: tutte e due le schede restano, una rimanda "
     "all’altra."},
    {"icon": "arrow-right", "text": "Percorsi e segnalazioni passano alla scheda che resta, con le loro équipe."},
    {"icon": "arrow-right", "text": "Dove la scheda che resta è vuota si riempie con l’altra."},
    {"icon": "refresh", "text": "L’unione si può annullare: torna tutto com’era."},
]  # fmt: skip
APART = [{"icon": "check", "text": "La risposta resta: questa coppia non torna più fra quelle da guardare."}]
AGAIN = [{"icon": "refresh", "text": "La coppia torna fra quelle da guardare."}]
UNDONE = [
    {"icon": "refresh", "text": "Le schede tornano due, ognuna con i suoi percorsi e le sue risposte."},
    {"icon": "arrow-right", "text": "Ciò che è stato corretto dopo l’unione resta corretto."},
]


@requires(REVIEW)
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs by number: those still to answer first, the likeliest on top."""
    by = acting_in(request)
    answered = models.Case(models.When(state=DuplicateState.OPEN, then=0), default=1)
    rows = visible(DuplicateCandidate.objects, by, REVIEW).annotate(is_answered=answered)
    pairs: dict[UUID, Pair] = {}
    open_one = rows.filter(state=DuplicateState.OPEN).order_by("-score", "pk").first()
    first = reverse("cases:duplicate", args=[open_one.id]) if open_one else ""
    return _list(pairs).answer(request, rows, on_read=lambda shown: _read(shown, pairs, by), first=first)


@requires(REVIEW)
def duplicate(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Both files side by side, and the answer to give or to correct."""
    pair = _find(request, pair_id)
    context = {
        "pair": pair, "likely": likeness(pair.candidate.score), "state": pair.candidate.state,
        "crumbs": [(HOME, reverse("cases:duplicates")), (pair.title, "")], "clash": _in_the_way(pair),
        "story": _story(pair),
    }  # fmt: skip
    return TemplateResponse(request, "cases/duplicate.html", context)


@requires(REVIEW)
def merge(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """They are one person: which file stays, and which answers are right."""
    by, pair = acting_in(request), _find(request, pair_id)
    form = MergeForm(request.POST or None, pair=pair)
    shape = _shape(
        pair, "Sono la stessa persona?", "Unisci le due schede", MERGED, "Schede unite. Si può annullare da qui.",
        clash=_in_the_way(pair),
    )  # fmt: skip
    return shape.answer(request, form, lambda _: actions.merge_people(candidate=pair.candidate, by=by, **form.told()))


@requires(REVIEW)
def apart(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """They are two people."""
    heading, done = "Sono due persone diverse?", "Risposta salvata: sono due persone."
    shape = (heading, "Sono due persone diverse", APART, done)
    return _move(request, pair_id, ApartForm(request.POST or None, initial=on_today()), shape, tell_apart)


@requires(REVIEW)
def rethink(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Correction: the answer «two people» may be wrong."""
    shape = ("Ripensarci?", "Rimetti da guardare", AGAIN, "La coppia è di nuovo da guardare.")
    return _move(request, pair_id, RethinkForm(request.POST or None, initial=on_today()), shape, ask_again)


@requires(REVIEW)
def undo(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """Correction: the two files were of two people."""
    shape = ("Annullare l’unione?", "Annulla l’unione", UNDONE, "Unione annullata: le schede sono di nuovo due.")
    return _move(request, pair_id, RethinkForm(request.POST or None, initial=on_today()), shape, actions.undo_merge)


def _move(request: HttpRequest, pair_id: UUID, form: Any, words: tuple[str, str, Any, str], act: Any) -> HttpResponse:
    by, pair = acting_in(request), _find(request, pair_id)
    shape = _shape(pair, *words)
    return shape.answer(request, form, lambda typed: act(candidate=pair.candidate, by=by, **typed))


def _find(request: HttpRequest, pair_id: UUID) -> Pair:
    """The pair with both files read; the page's one line in the read log."""
    by = acting_in(request)
    found: DuplicateCandidate = get_object_or_404(visible(DuplicateCandidate.objects, by, REVIEW), id=pair_id)
    _log([found], by, "due schede a confronto")
    return pairs_of([found], by)[found.id]


def _log(shown: list[DuplicateCandidate], by: Actor, purpose: str) -> None:
    if shown:
        record_read(
            by=by, scope=shown[0].scope_id, purpose=purpose, groups=[Group.NAME, Group.IDENTITY, Group.CONTACT],
            person_ids=[one for pair in shown for one in (pair.first_id, pair.second_id)],
        )  # fmt: skip


def _read(shown: list[DuplicateCandidate], pairs: dict[UUID, Pair], by: Actor) -> None:
    pairs.update(pairs_of(shown, by))
    _log(shown, by, "possibili doppioni")


def _shape(pair: Pair, heading: str, save: str, items: list[dict[str, str]], done: str, **more: Any) -> FormPage:
    back = pair.candidate.get_absolute_url()
    crumbs = [(HOME, reverse("cases:duplicates")), (pair.title, back), (save, "")]
    context = {"heading": heading, "save": save, "items": items, "back": back, "crumbs": crumbs, "pair": pair, **more}
    return FormPage("cases/join.html", to=back, done=done, context=context)


def _in_the_way(pair: Pair) -> str:
    """Who has a path each in one programme cannot be joined: which paths, and what to do."""
    if not pair.clash:
        return ""
    paths = " e ".join(f"caso {one.number}" for one in pair.clash)
    named = dict.fromkeys(filter(None, (pair.first.follows, pair.second.follows)))
    followers = " e ".join(named) or "chi li segue"
    return (
        f"Le due schede hanno un percorso ciascuna nello stesso progetto: {paths}. Decidete con {followers} quale "
        "resta. Chi segue l’altro apre il suo fascicolo, «Altro», «Segna aperto per errore». Poi torna qui e unisci."
    )


def _story(pair: Pair) -> list[dict[str, str]]:
    """What was answered, and by whom."""
    return [
        {
            "kind": "warn" if DUPLICATE.transitions[one.verb].is_correction else "ok", "icon": "check",
            "when": f"{date_relative(one.changed_on)} · {one.changed_by_label.split(',')[0]}",
            "text": DUPLICATE.transitions[one.verb].label.capitalize() + (f": {one.reason}" if one.reason else ""),
        }
        for one in pair.candidate.changes.all()
    ]  # fmt: skip


def _list(pairs: dict[UUID, Pair]) -> ListPage:
    return ListPage(
        title=HOME,
        noun="coppia,coppie",
        columns=[
            Column("coppia", "Coppia", lambda one: pairs[one.id].title, link=lambda one: one.get_absolute_url()),
            Column("somiglianza", "Quanto si somigliano", lambda one: likeness(one.score), sort="score"),
            Column("uguale", "Che cosa è uguale", lambda one: ", ".join(pairs[one.id].agreeing)),
            Column("trovata", "Trovata il", lambda one: one.found_at.date(), sort="found_at"),
            Column("stato", "Risposta", _state, sort="state"),
        ],
        filters=[Filter("stato", "Risposta", DuplicateState.choices, lambda rows, value: rows.filter(state=value))],
        order=("is_answered", "-score", "found_at"),
        empty=("check-circle", "Nessun doppione da guardare", "Ogni notte chi arriva si confronta con chi c’è già."),
        template="cases/duplicates.html",
        export_name="possibili-doppioni",
    )  # fmt: skip


def _state(one: DuplicateCandidate) -> object:
    if one.state == DuplicateState.OPEN:
        return Mark("warn", one.get_state_display(), "clock")
    return Mark("", one.get_state_display(), "check")
