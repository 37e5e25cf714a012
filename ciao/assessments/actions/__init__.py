"""Writing, confirming and correcting an assessment; the case's phase follows where the table allows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.assessments.enums import AssessmentState, LifeArea, Moment
from ciao.assessments.lifecycle import ASSESSMENT
from ciao.assessments.models import AreaRating, Assessment
from ciao.cases.actions import move_phase
from ciao.cases.enums import CaseState, Phase
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field

Ratings = Mapping[LifeArea, Mapping[str, Any]]


@transaction.atomic
def save_assessment(*, case: Case, moment: Moment, assessed_on: date, ratings: Ratings, by: Actor) -> Assessment:
    """Keeps what the team has written so far; the first time opens the draft, and the phase of assessment.

    `ratings` holds, for each area written, the columns of `AreaRating`. Raises `NotPossible` where the day or
    the moment cannot be, or the assessment was already confirmed.
    """
    moment = Moment(moment)
    _check_day(case, assessed_on)
    row = case.assessments.drafts().filter(moment=moment).first() or _begin(case, moment, by)
    row.assessed_on = assessed_on
    row.saved_at, row.saved_by, row.saved_by_label = clock.now(), by.id, by.label
    row.save()
    for area, values in ratings.items():
        _rate(row, LifeArea(area), values)
    if moment == Moment.ENTRY:
        _advance(case, Phase.ACCESS, "to_assessment", assessed_on, by)
    return row


@transaction.atomic
def confirm_assessment(*, assessment: Assessment, on: date, by: Actor) -> Assessment:
    """The team says it is so: it enters comparisons, and from the entry one the plan's term runs.

    Raises `NotPossible` where no area has a score; areas without one are allowed, and named.
    """
    if not assessment.ratings.filter(score__isnull=False).exists():
        raise NotPossible("Non c’è ancora nessun punteggio: valuta almeno un’area.")
    if on < assessment.assessed_on:
        raise NotPossible(f"La valutazione è del {date_field(assessment.assessed_on)}: la conferma viene dopo.")
    assessment.confirmed_on = on
    assessment.save(update_fields=["confirmed_on"])
    ASSESSMENT.move(assessment, "confirm", by=by, on=on)
    if assessment.moment == Moment.ENTRY:
        _advance(assessment.case, Phase.ASSESSMENT, "to_plan", on, by)
    return assessment


@transaction.atomic
def reopen_assessment(*, assessment: Assessment, note: str, on: date, by: Actor) -> Assessment:
    """Correction: it was confirmed too early; it leaves comparisons until confirmed again, the phase stays."""
    ASSESSMENT.move(assessment, "reopen", by=by, on=on, reason=note)
    assessment.confirmed_on = None
    assessment.save(update_fields=["confirmed_on"])
    return assessment


@transaction.atomic
def discard_assessment(*, assessment: Assessment, note: str, on: date, by: Actor) -> Assessment:
    """Correction: it should not have been begun; it leaves every comparison and stays readable."""
    ASSESSMENT.move(assessment, "discard", by=by, on=on, reason=note)
    return assessment


def _begin(case: Case, moment: Moment, by: Actor) -> Assessment:
    if case.state == CaseState.VOID:
        raise NotPossible("Il percorso è aperto per errore: non si valuta.")
    standing = case.assessments.standing()
    if moment != Moment.MID and standing.filter(moment=moment).exists():
        raise NotPossible("Questa valutazione è già confermata: per cambiarla, riaprila.")
    entry = standing.filter(moment=Moment.ENTRY, state=AssessmentState.CONFIRMED)
    if moment != Moment.ENTRY and not entry.exists():
        raise NotPossible("Prima conferma la valutazione d’ingresso: serve per il confronto.")
    return Assessment(scope_id=case.scope_id, case=case, moment=moment, assessor_id=by.mandate_id)


def _rate(assessment: Assessment, area: LifeArea, values: Mapping[str, Any]) -> None:
    row = assessment.ratings.filter(area=area).first()
    row = row or AreaRating(scope_id=assessment.scope_id, assessment=assessment, area=area)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _advance(case: Case, source: Phase, verb: str, on: date, by: Actor) -> None:
    """Moves the phase on only from where the step begins, and only while the path goes on."""
    case.refresh_from_db(fields=["phase", "state"])
    if case.phase == source and case.state == CaseState.OPEN:
        move_phase(case=case, verb=verb, on=on, by=by)


def _check_day(case: Case, day: date) -> None:
    if day > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if day < case.opened_on:
        raise NotPossible(f"La valutazione viene dopo la presa in carico, il {date_field(case.opened_on)}.")
