"""Filling the entry form, signing it on screen or on paper, and correcting what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases import actions
from ciao.cases.dossier.entry import missing_in_entry
from ciao.cases.dossier.entry_sheet import page_of
from ciao.cases.enums import EntryState
from ciao.cases.forms import EntryForm, IdentityCopyForm, ReasonForm, suggest_comuni
from ciao.cases.models import Case, EsfEntry
from ciao.cases.views import find, on_today, page, read
from ciao.cases.views.sheet import both_texts
from ciao.core import clock
from ciao.core.formats import plural
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.people.actions import save_sheet
from ciao.people.forms import AnswersForm
from ciao.people.models import SensitiveAnswers
from ciao.signatures import actions as signatures
from ciao.signatures.forms import OnScreenForm, PaperForm
from ciao.signatures.models import Signature
from ciao.signatures.panel import missing_count
from ciao.signatures.rules import HEIGHT, WIDTH

FORM = "esf-entry"
DELICATE = "Sono le stesse del foglio. Nessuna è obbligatoria: si può sempre preferire non dirlo, e l’aiuto non cambia."
LEAD = "Com’è quel giorno: serve a chi finanzia. Ciò che manca si può aggiungere dopo, fino alla firma."


@requires(Action.CASE_EDIT)
def fill(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The answers of the day of entry; the first time it opens with what is known already."""
    by, case = acting_in(request), find(request, case_id)
    kept = _rows(request, case).first()
    entry = kept or actions.blank_entry(case, case.opened_on)
    if not entry.is_draft:
        return redirect(entry)
    read(case, by, "domanda di iscrizione", Group.NAME, Group.IDENTITY, Group.ENTRY)
    draft = draft_for(FORM, by, case)
    form = EntryForm(request.POST or None, row=entry, initial=initial_from_draft(EntryForm, draft))
    if draft and kept and draft.saved_at < kept.saved_at:
        form.initial["_seen"] = "-"  # somebody saved after this was typed: the two are shown side by side
    suggest_comuni(form, case.programme)
    context = {
        "lead": LEAD, "template": "cases/sheet.html", "back": page_of(case), "draft_form": FORM, "draft": draft,
    }  # fmt: skip
    shape = page(request, case, "Risposte della domanda", "Salva le risposte", "", **context)
    shape = replace(shape, to=page_of(case), done=_kept)
    if request.method == "POST" and form.is_valid() and form.differences():
        return both_texts(request, form, shape)
    return shape.answer(request, form, lambda _: _fill(case, form, by))


@requires(Action.CASE_EDIT)
def delicate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The delicate questions of the form, asked on screen by who may read the answers; none is compulsory."""
    by, case = acting_in(request), find(request, case_id)
    row = get_object_or_404(visible(SensitiveAnswers.objects, by, Action.CASE_EDIT), person_id=case.person_id)
    read(case, by, "domande delicate della domanda di iscrizione", Group.NAME, Group.SENSITIVE)
    form = AnswersForm(request.POST or None, row=row)
    context = {"lead": DELICATE, "template": "cases/sheet.html", "back": page_of(case)}
    shape = page(request, case, "Domande delicate", "Salva le risposte", "Risposte salvate.", **context)
    shape = replace(shape, to=page_of(case))
    if request.method == "POST" and form.is_valid() and form.differences():
        return both_texts(request, form, shape)
    return shape.answer(request, form, lambda _: save_sheet(row=row, typed=form.typed(), by=by))


@requires(Action.CASE_EDIT)
def identity_copy(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The copy of the document that goes with the form."""
    by, case = acting_in(request), find(request, case_id)
    entry = _find(request, case)
    read(case, by, "domanda di iscrizione", Group.NAME, Group.ENTRY)
    lead = "Fronte e retro, anche con una foto. La legge solo chi può vedere i dati anagrafici."
    context = {"lead": lead, "template": "cases/upload.html", "back": page_of(case)}
    shape = page(request, case, "Copia del documento", "Salva la copia", "Copia del documento salvata.", **context)
    shape = replace(shape, to=page_of(case))
    form = IdentityCopyForm(request.POST or None, request.FILES or None)
    return shape.answer(request, form, lambda typed: actions.attach_identity_copy(entry=entry, by=by, **typed))


@requires(Action.SIGNATURE_COLLECT)
def on_screen(request: HttpRequest, case_id: UUID, signature_id: UUID) -> HttpResponse:
    """Signed with a finger, a mouse or the keyboard; the last signature closes the form."""
    context = {"width": WIDTH, "height": HEIGHT}
    entry, signature, shape = _about(request, case_id, signature_id, "signatures/on_screen.html", context)
    form = OnScreenForm(request.POST or None)
    return shape.answer(request, form, _then_settle(request, entry, signature, signatures.sign_on_screen))


@requires(Action.SIGNATURE_COLLECT)
def on_paper(request: HttpRequest, case_id: UUID, signature_id: UUID) -> HttpResponse:
    """Signed on paper: the scan of the page is kept."""
    context = {"heading": "Firma su carta", "save": "Salva la firma", "upload": True}
    entry, signature, shape = _about(request, case_id, signature_id, "signatures/form.html", context)
    form = PaperForm(request.POST or None, request.FILES or None, initial={"signed_on": clock.today()})
    return shape.answer(request, form, _then_settle(request, entry, signature, signatures.record_paper_signature))


@require_POST
@requires(Action.CASE_EDIT)
def settle(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Signed elsewhere, with a code: the form is closed."""
    entry = _find(request, find(request, case_id))
    actions.settle_entry(entry=entry, by=acting_in(request))
    messages.success(request, _sentence(entry))
    return redirect(entry)


@requires(Action.CASE_EDIT)
def take_back(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Correction: an answer is still to change."""
    lead = "Il documento da firmare non vale più, e con lui le firme già raccolte."
    return _correct(request, case_id, ("Riporta in bozza", lead), actions.take_back_entry)


@requires(Action.CASE_EDIT)
def undo(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Correction: it was not really signed."""
    lead = "Torna da firmare: se c’è una risposta da cambiare, poi si riporta in bozza."
    return _correct(request, case_id, ("Togli il segno di firmata", lead), actions.undo_entry_signing)


def _fill(case: Case, form: EntryForm, by: Actor) -> EsfEntry:
    entry = actions.fill_entry(case=case, by=by, **form.typed())
    drop_draft(FORM, by, case)
    return entry


def _rows(request: HttpRequest, case: Case) -> Any:
    return visible(EsfEntry.objects, acting_in(request), Action.CASE_EDIT).select_related("case").filter(case=case)


def _find(request: HttpRequest, case: Case) -> EsfEntry:
    found: EsfEntry = get_object_or_404(_rows(request, case))
    return found


def _about(
    request: HttpRequest, case_id: UUID, signature_id: UUID, template: str, context: dict[str, Any]
) -> tuple[EsfEntry, Signature, FormPage]:
    by, case = acting_in(request), find(request, case_id)
    entry = _find(request, case)
    rows = visible(Signature.objects.select_related("document__file"), by, Action.SIGNATURE_COLLECT)
    signature = get_object_or_404(rows, id=signature_id, document__subject_id=entry.id)
    read(case, by, "firma della domanda di iscrizione", Group.NAME, Group.ENTRY)
    shown = {"signature": signature, **context}
    return entry, signature, FormPage(template, to=entry.get_absolute_url(), done=_sentence, context=shown)


def _then_settle(
    request: HttpRequest, entry: EsfEntry, signature: Signature, sign: Callable[..., Signature]
) -> Callable[[dict[str, Any]], EsfEntry]:
    def act(given: dict[str, Any]) -> EsfEntry:
        sign(signature=signature, by=acting_in(request), **given)
        return actions.settle_entry(entry=entry, by=acting_in(request))

    return act


def _correct(
    request: HttpRequest, case_id: UUID, words: tuple[str, str], action: Callable[..., EsfEntry]
) -> HttpResponse:
    by, case = acting_in(request), find(request, case_id)
    entry = _find(request, case)
    shape = page(request, case, words[0], words[0], "Fatto: la domanda è cambiata.", lead=words[1])
    shape = replace(shape, to=entry.get_absolute_url())
    form = ReasonForm(request.POST or None, initial=on_today())
    return shape.answer(request, form, lambda typed: action(entry=entry, by=by, **typed))


def _kept(entry: EsfEntry) -> str:
    lacking = len(missing_in_entry(entry))
    if not lacking:
        return "Risposte salvate. Prossimo passo: presentare la domanda alla firma."
    return f"Risposte salvate. {plural(lacking, 'risposta manca', 'risposte mancano')} ancora."


def _sentence(entry: EsfEntry) -> str:
    if entry.state == EntryState.SIGNED:
        return "Domanda di iscrizione firmata."
    document = entry.document()
    missing = missing_count(document) if document else 0
    return f"Firma salvata. {plural(missing, 'firma manca', 'firme mancano')} ancora."
