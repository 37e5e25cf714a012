"""Filling an instrument for somebody: drafts as one types, questions that open and close, corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.enums import Action, Level
from ciao.access.models import Protected
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.assessments.forms import ReasonForm
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.views import find, page, read
from ciao.core import clock
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.outreach.models import Signal
from ciao.questionnaires.actions import discard_response, record_response
from ciao.questionnaires.enums import Occasion, ResponseState, Voice
from ciao.questionnaires.forms import InstrumentForm, form_for, initial_of
from ciao.questionnaires.models import Instrument, Response
from ciao.questionnaires.views import looked

WORDS = {
    Voice.TEAM: "Come la vede l’équipe. Rispondi a ciò che sai: una domanda senza risposta resta senza.",
    Voice.PERSON: "Si compila insieme, come la vede lei o lui. Leggi le domande ad alta voce, senza fretta.",
}
CONTACT_WORDS = "Tre minuti. Chiedi ciò che serve adesso: il resto si chiede dopo."


@requires(Action.CASE_EDIT)
def fill(request: HttpRequest, case_id: UUID, instrument_id: UUID, occasion: str, voice: str) -> HttpResponse:
    """The questions, in one voice, at one moment of the path."""
    by, case, found = acting_in(request), find(request, case_id), _instrument(request, instrument_id)
    if occasion not in Occasion or voice not in Voice:
        raise Http404
    read(case, by, "strumento", Group.NAME, Group.ASSESSMENT)
    moment, view = Occasion(occasion), Voice(voice)
    lead = f"{moment.label.capitalize()}, {view.label}. {WORDS[view]}"
    shape = page(request, case, found.title, "Salva le risposte", "", template="assessments/fill.html", lead=lead)
    shape = replace(
        shape, to=reverse("assessments:compare", args=[case.id, found.id]),
        done="Risposte salvate. Prossimo passo: guardatele insieme.",
    )  # fmt: skip
    return _fill(request, shape, found, case, Level.WORK, moment, view)


@requires(Action.SIGNAL_VIEW)
def first_contact(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """The three-minute form on a signal; once filled, what was answered."""
    by = acting_in(request)
    signal = get_object_or_404(visible(Signal.objects, by, Action.SIGNAL_VIEW), id=signal_id)
    record_read(
        by=by, scope=signal.scope_id, purpose="primo contatto", groups=[Group.SIGNAL_STORY], person_ids=[signal.id]
    )
    context = {"signal": signal, "back": signal.get_absolute_url(), "crumbs": _contact_crumbs(signal)}
    done = _answered(signal, by)
    if done is not None:
        return TemplateResponse(request, "assessments/first_contact.html", {"response": done, **context, **said(done)})
    found = get_object_or_404(Instrument.objects.current_in(by.programme_id).filter(is_first_contact=True))
    frame = {"heading": found.title, "name": f"Segnalazione {signal.number}", "lead": CONTACT_WORDS, **context}
    shape = FormPage(
        "assessments/fill.html", to=signal.get_absolute_url(), context={**frame, "save": "Salva le risposte"},
        done="Primo contatto salvato. Prossimo passo: decidere se prendere in carico.",
    )  # fmt: skip
    return _fill(request, shape, found, signal, Level.SIGNAL, Occasion.ENTRY, Voice.TEAM)


@requires(Action.CASE_EDIT)
def set_aside(request: HttpRequest, case_id: UUID, response_id: UUID) -> HttpResponse:
    """Correction: the answers leave every comparison; filling again begins from them."""
    by, case = acting_in(request), find(request, case_id)
    rows = visible(Response.objects.all(), by, Action.CASE_EDIT).standing()
    row = get_object_or_404(rows.select_related("instrument"), id=response_id, subject_id=case.id)
    lead = "Esce dai confronti e resta leggibile. Se lo compili di nuovo, riparti da queste risposte."
    shape = page(request, case, "Metti da parte le risposte", "Metti da parte", "Messe da parte.", lead=lead)
    shape = replace(shape, to=reverse("assessments:instruments", args=[case.id]))
    return shape.answer(
        request, ReasonForm(request.POST or None),
        lambda typed: discard_response(response=row, note=typed["note"], on=clock.today(), by=by),
    )  # fmt: skip


def said(row: Response) -> dict[str, Any]:
    """A response as it is read: question and answer, part by part."""
    definition, answers = row.instrument.definition(), row.answers()
    return {
        "answers": [
            (item.section, item.label, item.said(answers[item.name]))
            for item in definition.asked
            if item.name in answers
        ],
        "changes": list(row.changes.all()),
    }


def _fill(
    request: HttpRequest, shape: FormPage, found: Instrument, subject: Protected, level: Level,
    occasion: Occasion, voice: Voice,
) -> HttpResponse:  # fmt: skip
    """The one way of filling: looks without judging, or keeps what was answered."""
    by, code = acting_in(request), f"strumento-{found.id.hex[:12]}-{occasion}-{voice}"
    form_class, draft = form_for(found.definition()), draft_for(code, acting_in(request), subject)
    earlier = initial_of(_earlier(found, subject, occasion, voice))
    form = form_class(request.POST or None, initial={**earlier, **initial_from_draft(form_class, draft)})
    shape.context.update(
        instrument=found, draft=draft, look_url=request.path,
        draft_url=reverse("drafts:save_about", args=[code, subject.scope_id, subject.id]),
    )  # fmt: skip
    if request.POST.get("do") == "look":
        return _look(request, form, shape)

    def keep(typed: dict[str, Any]) -> Response:
        row = record_response(
            instrument=found, subject=subject, level=level, occasion=occasion, voice=voice, by=by,
            answered_on=typed["answered_on"], answers=form.answers(), response_id=typed["row_id"],
        )  # fmt: skip
        drop_draft(code, by, subject)
        return row

    return shape.answer(request, form, keep)


def _look(request: HttpRequest, form: InstrumentForm, shape: FormPage) -> HttpResponse:
    """With htmx only what opened or closed; without it the whole page again, with what is typed."""
    again = form.again()
    if request.headers.get("HX-Request"):
        return looked(request, again, look_url=request.path)
    return TemplateResponse(request, shape.template, {"form": again, **shape.context})


def _instrument(request: HttpRequest, instrument_id: UUID) -> Instrument:
    rows = Instrument.objects.of(acting_in(request).programme_id).published().filter(withdrawn_at__isnull=True)
    return get_object_or_404(rows, id=instrument_id)


def _earlier(found: Instrument, subject: Protected, occasion: str, voice: str) -> dict[str, str | list[str]]:
    """What was answered in the last one set aside, so that a correction does not begin from nothing."""
    row = Response.objects.filter(
        instrument=found, subject_id=subject.id, occasion=occasion, voice=voice, state=ResponseState.DISCARDED
    ).last()
    return row.answers() if row else {}


def _answered(signal: Signal, by: Any) -> Response | None:
    rows = visible(Response.objects.all(), by, Action.SIGNAL_VIEW).standing()
    return rows.filter(subject_id=signal.id).select_related("instrument").last()


def _contact_crumbs(signal: Signal) -> list[tuple[str, str]]:
    return [
        ("Segnalazioni", reverse("outreach:signals")),
        (f"n. {signal.number}", signal.get_absolute_url()),
        ("Primo contatto", ""),
    ]
