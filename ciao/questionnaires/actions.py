"""Filling an instrument, setting a mistake aside, and bringing an office's own instruments into use."""

from __future__ import annotations

import uuid
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Protected
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.lifecycle import RESPONSE
from ciao.questionnaires.logic.conditions import relevant
from ciao.questionnaires.logic.definition import Answers, Definition, Item, choices_text, scales_text
from ciao.questionnaires.logic.scores import scores
from ciao.questionnaires.models import Answer, Instrument, Question, Response, ResponseChange, ScaleScore
from ciao.questionnaires.sheets.reading import Sheet


@transaction.atomic
def record_response(
    *,
    instrument: Instrument,
    subject: Protected,
    level: Level,
    occasion: Occasion,
    voice: Voice,
    answered_on: date,
    answers: Answers,
    by: Actor,
    response_id: uuid.UUID | None = None,
) -> Response:
    """Keeps what was answered, sealed, and the points of each scale, in clear, in the circle of its subject.

    Answers to questions that were not to be asked are dropped. Raises `NotPossible` where the instrument is not in
    use, the day is to come, an answer that is needed is missing, or entry or exit was already filled.
    """
    if instrument.published_at is None or instrument.withdrawn_at is not None:
        raise NotPossible(f"«{instrument.title}» non è in uso: scegli un altro strumento.")
    if answered_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    _check_once(instrument, subject, Occasion(occasion), Voice(voice))
    definition = instrument.definition()
    kept = _kept(definition, answers)
    row = Response.objects.create(
        id=response_id or uuid.uuid4(), scope_id=subject.scope_id, level=int(level), instrument=instrument,
        subject_id=subject.id, occasion=occasion, voice=voice, answered_on=answered_on,
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    _keep(row, definition, kept)
    return row


@transaction.atomic
def discard_response(*, response: Response, note: str, on: date, by: Actor) -> Response:
    """Correction: wrong person, wrong day, wrong answers; it leaves every comparison and stays readable."""
    change = _Changes(response)
    RESPONSE.move(change, "discard", by=by, on=on, reason=note)
    return response


@transaction.atomic
def load_instrument(*, sheet: Sheet, by: Actor, instrument_id: uuid.UUID | None = None) -> Instrument:
    """An instrument read from a spreadsheet becomes a new version in the programme, still to be put in use."""
    ensure(by, Action.INSTRUMENT_EDIT)
    if by.programme_id is None:
        raise PermissionDenied(Action.INSTRUMENT_EDIT)
    settings = sheet.settings
    known = Instrument.objects.of(by.programme_id).filter(code=settings.code)
    last = known.aggregate(last=Max("version"))["last"] or 0
    row = Instrument.objects.create(
        id=instrument_id or uuid.uuid4(), programme_id=by.programme_id, code=settings.code, version=last + 1,
        title=settings.title, purpose=settings.purpose, licence=settings.licence, attribution=settings.attribution,
        source=settings.source, months_between=settings.months_between, is_first_contact=settings.is_first_contact,
        scales=scales_text(sheet.definition.scales), loaded_by=by.id,
    )  # fmt: skip
    Question.objects.bulk_create([_question(row, place, item) for place, item in enumerate(sheet.definition.items, 1)])
    return row


@transaction.atomic
def publish_instrument(*, instrument: Instrument, by: Actor) -> Instrument:
    """From now on it can be filled and nothing of it changes; raises `NotPossible` where it already is in use."""
    ensure(by, Action.INSTRUMENT_EDIT)
    if not instrument.is_draft:
        raise NotPossible("Questa versione non è più una bozza: caricane una nuova.")
    instrument.published_at, instrument.published_by = clock.now(), by.id
    instrument.save(update_fields=["published_at", "published_by"])
    return instrument


@transaction.atomic
def withdraw_instrument(*, instrument: Instrument, by: Actor) -> Instrument:
    """Nobody fills it any more; what was answered stays and is still read. Raises `NotPossible`."""
    ensure(by, Action.INSTRUMENT_EDIT)
    if instrument.is_shipped:
        raise NotPossible("Questo strumento è di tutti i progetti: caricane una versione tua, prende il suo posto.")
    if instrument.withdrawn_at is not None:
        raise NotPossible(f"È già ritirato dal {date_field(instrument.withdrawn_at)}.")
    instrument.withdrawn_at, instrument.withdrawn_by = clock.now(), by.id
    instrument.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return instrument


class _Changes:
    """A response as the lifecycle moves it: the line it leaves is read at the level of its response."""

    def __init__(self, response: Response) -> None:
        self.response, self.scope_id, self.changes = response, response.scope_id, self
        self.state = response.state

    def save(self, update_fields: list[str]) -> None:
        self.response.state = self.state
        self.response.save(update_fields=update_fields)

    def create(self, **line: object) -> ResponseChange:
        return ResponseChange.objects.create(response=self.response, level=self.response.level, **line)


def _check_once(instrument: Instrument, subject: Protected, occasion: Occasion, voice: Voice) -> None:
    if occasion == Occasion.MID:
        return
    found = Response.objects.standing().filter(
        subject_id=subject.id, instrument__code=instrument.code, occasion=occasion, voice=voice
    ).first()  # fmt: skip
    if found is not None:
        raise NotPossible(
            f"È già compilato il {date_field(found.answered_on)} ({occasion.label}, {voice.label}): "
            "per correggerlo, mettilo prima da parte."
        )


def _kept(definition: Definition, answers: Answers) -> dict[str, str | list[str]]:
    asked = relevant(definition, answers)
    kept = {one.name: value for one in definition.asked if one.name in asked and (value := answers.get(one.name))}
    missing = [one.label for one in definition.asked if one.is_required and one.name in asked - set(kept)]
    if missing:
        raise NotPossible(f"Manca la risposta a «{missing[0]}».")
    if not kept:
        raise NotPossible("Non c’è ancora nessuna risposta: rispondi almeno a una domanda.")
    return kept


def _keep(row: Response, definition: Definition, kept: dict[str, str | list[str]]) -> None:
    place = {"scope_id": row.scope_id, "level": row.level, "response": row}
    questions = {one.name: one for one in row.instrument.questions.all()}
    Answer.objects.bulk_create(
        [
            Answer(question=questions[name], value=" ".join(value) if isinstance(value, list) else value, **place)
            for name, value in kept.items()
        ]
    )
    ScaleScore.objects.bulk_create(
        [
            ScaleScore(code=one.code, value=one.value, answered_count=one.answered, asked_count=one.asked, **place)
            for one in scores(definition, kept)
        ]
    )


def _question(row: Instrument, place: int, item: Item) -> Question:
    return Question(
        instrument=row, place=place, name=item.name, kind=item.kind, label=item.label, hint=item.hint,
        section=item.section, relevant=item.relevant, is_required=item.is_required, is_delicate=item.is_delicate,
        choices=choices_text(item.choices), low=item.low, high=item.high,
    )  # fmt: skip
