"""Asking how it was, and taking answers that nobody can trace."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction

from ciao.access.actions import create_link, open_scope, revoke_link
from ciao.access.actor import Actor
from ciao.access.enums import Action, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Link
from ciao.community.enums import SurveyState
from ciao.community.lifecycle import SURVEY
from ciao.community.models import Event, Survey, SurveyAnswer
from ciao.core import clock
from ciao.programmes.models import Programme
from ciao.programmes.parameters import parameter
from ciao.services.models import Edition


@transaction.atomic
def open_survey(
    *, programme: Programme, by: Actor, event: Event | None = None, edition: Edition | None = None, question: str = "",
    row_id: uuid.UUID | None = None,
) -> tuple[Survey, str]:  # fmt: skip
    """One questionnaire for an event or an edition, with the token of its link (shown once, empty when sent twice).

    Raises `NotPossible` where there is one already, or for none or two things.
    """
    found = Survey.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found, ""
    if (event is None) == (edition is None):
        raise NotPossible("Scegli un evento oppure un’edizione.")
    if Survey.objects.filter(event=event, edition=edition).exists():
        raise NotPossible("Qui c’è già un questionario: usa quello.")
    survey = Survey(
        id=row_id or uuid.uuid4(), scope=open_scope(ScopeKind.COMMUNITY, parent=programme.scope), programme=programme,
        title=event.title if event else edition.title if edition else "", event=event, edition=edition,
        question=question, opened_by=by.id,
    )  # fmt: skip
    survey.save(force_insert=True)
    return survey, _link(survey, by)


@transaction.atomic
def renew_survey_link(*, survey: Survey, by: Actor) -> str:
    """A new address for the same questionnaire; the one before no longer opens. Raises `NotPossible` once closed."""
    if survey.state != SurveyState.OPEN:
        raise NotPossible("Le risposte sono chiuse: riaprile, poi prepara il foglio.")
    if survey.link_id is not None:
        revoke_link(link=Link.objects.get(id=survey.link_id), by=by)
    return _link(survey, by)


@transaction.atomic
def answer_survey(*, survey: Survey, by: Actor, row_id: uuid.UUID, **said: Any) -> None:
    """One answer; nothing is read back, and nothing says whose it is.

    Raises `NotPossible` once answers are closed.
    """
    if survey.state != SurveyState.OPEN:
        raise NotPossible("Le risposte sono chiuse.")
    answer = SurveyAnswer(id=row_id, scope_id=survey.scope_id, survey=survey, answered_on=clock.today(), **said)
    answer.save(force_insert=True)


@transaction.atomic
def close_survey(*, survey: Survey, by: Actor) -> Survey:
    """No more answers."""
    SURVEY.move(survey, "close", by=by, on=clock.today())
    return survey


@transaction.atomic
def reopen_survey(*, survey: Survey, reason: str, by: Actor) -> Survey:
    """Correction: answers are taken again."""
    SURVEY.move(survey, "reopen", by=by, on=clock.today(), reason=reason)
    return survey


def _link(survey: Survey, by: Actor) -> str:
    link, token = create_link(
        scope=survey.scope, action=Action.SATISFACTION_ANSWER, level=Level.PROGRAMME, label="gradimento", by=by,
        expires_at=clock.now() + timedelta(days=int(parameter("survey_link_days", clock.today()))),
    )  # fmt: skip
    survey.link = link
    survey.save(update_fields=["link"])
    return token
