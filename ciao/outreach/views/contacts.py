"""Reaching a person: one-tap attempts, the first contact, the day she agrees to be named."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.outreach import actions, forms
from ciao.outreach.actions import programme_comuni
from ciao.outreach.enums import AttemptOutcome
from ciao.outreach.models import FirstContact, Signal
from ciao.outreach.views.signal import act_page, address, find, programme_of

CONTACT, MEET = "outreach-first-contact", "outreach-meet"
AFTER = {
    AttemptOutcome.ANSWERED: "Segnato: risponde. Prossimo passo: scrivere il primo contatto.",
    AttemptOutcome.CALL_BACK: "Segnato: da richiamare.",
    AttemptOutcome.NO_ANSWER: "Segnato: non risponde.",
    AttemptOutcome.WRONG_NUMBER: "Segnato: numero sbagliato. Chiedi quello giusto a chi segnala.",
}


@require_POST
@requires(Action.SIGNAL_CREATE)
def attempt(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """One tap: how the last try went."""
    by, signal = acting_in(request), find(request, signal_id)
    form = forms.AttemptForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Scegli com’è andata.")
        return redirect(signal)
    try:
        actions.record_attempt(signal=signal, on=clock.today(), by=by, **form.cleaned_data)
        messages.success(request, AFTER[AttemptOutcome(form.cleaned_data["outcome"])])
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect(signal)


@requires(Action.SIGNAL_CREATE)
def first_contact(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """What the person said the first time; written once, corrected when needed."""
    by, signal = acting_in(request), find(request, signal_id)
    _log(request, signal, "primo contatto")
    draft = draft_for(CONTACT, by, signal)
    initial = {**_known(signal), **initial_from_draft(forms.MetForm, draft)}
    form = forms.MetForm(request.POST or None, initial=initial)
    done = "Primo contatto salvato. Prossimo passo: decidere se prendere in carico."
    page = act_page(
        signal, "Primo contatto", "Salva il primo contatto", done, "outreach/first_contact.html", draft=draft
    )

    def act(_: dict[str, Any]) -> FirstContact:
        row = actions.record_first_contact(signal=signal, by=by, **form.met())
        drop_draft(CONTACT, by, signal)
        return row

    return page.answer(request, form, act)


@requires(Action.SIGNAL_CREATE)
def meet(request: HttpRequest) -> HttpResponse:
    """Street work: somebody met before anybody signals them."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    draft = draft_for(MEET, by)
    initial = {"met_on": clock.today(), **initial_from_draft(forms.MeetForm, draft)}
    form = forms.MeetForm(request.POST or None, initial=initial)
    forms.suggest(form.fields["municipality"], [one.name for one in programme_comuni(programme)])
    done = "Incontro salvato. Prossimo passo: il coordinamento decide chi segue la persona."
    page = FormPage("outreach/meet.html", to=address, done=done, context={"draft": draft})

    def act(typed: dict[str, Any]) -> Signal:
        told, met = form.told(), form.met()
        signal = actions.meet_person(programme=programme, told=told, met=met, by=by, row_id=typed["row_id"])
        drop_draft(MEET, by)
        return signal

    return page.answer(request, form, act)


@requires(Action.SIGNAL_CREATE)
def agree(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """She agrees: from now on the code has a name."""
    by, signal = acting_in(request), find(request, signal_id)
    _log(request, signal, "nome dopo il consenso")
    known = {"name": signal.name, "phone": signal.phone, "email": signal.email}
    form = forms.AgreeForm(request.POST or None, initial={"agreed_on": clock.today(), **known})
    page = act_page(signal, "È d’accordo", "Scrivi il nome", "Nome scritto. Prossimo passo: prendere in carico.")
    return page.answer(request, form, lambda typed: actions.name_person(signal=signal, by=by, **typed))


def _known(signal: Signal) -> dict[str, Any]:
    """What was already written, to be corrected; today's day and the informed box where nothing was."""
    row = FirstContact.objects.filter(signal=signal).first()
    if row is None:
        return {"met_on": clock.today()}
    names = ("met_on", "channel", "place", "needs", "own_words", "agreed_next")
    arranged = {one.kind: one.arranged for one in row.barriers.all()}
    return {
        **{name: getattr(row, name) for name in names},
        "barriers": list(arranged),
        **{f"arranged_{kind}": words for kind, words in arranged.items()},
        "is_informed": signal.informed_on is not None,
    }


def _log(request: HttpRequest, signal: Signal, purpose: str) -> None:
    groups = [Group.NAME, Group.SIGNAL_STORY]
    by = acting_in(request)
    record_read(by=by, scope=signal.scope_id, purpose=purpose, groups=groups, person_ids=[signal.id])
