"""Writing what came of a path, and taking back what was written by mistake."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.files.models import StoredFile
from ciao.job_search.models import Hiring
from ciao.outcomes.enums import AttemptResult, ContractKind, OutcomeMoment, Situation
from ciao.outcomes.models import FollowUp, Outcome
from ciao.outcomes.rules import Told, Windows, problem, windows
from ciao.people.enums import ContactChannel
from ciao.programmes.parameters import parameter


@transaction.atomic
def record_outcome(
    *, case: Case, moment: OutcomeMoment, situation: Situation, happened_on: date, by: Actor,
    contract: ContractKind | str = "", evidence: StoredFile | None = None, note: str = "",
    is_studying: bool | None = None, has_qualification: bool | None = None, qualification: str = "",
    is_improved: bool | None = None, hiring: Hiring | None = None, row_id: uuid.UUID | None = None,
) -> Outcome:  # fmt: skip
    """A person's situation on a day; `row_id` makes sending twice harmless.

    On leaving and six months later it belongs to the last exit: whoever comes back and leaves again is asked anew.

    Raises `NotPossible` where the day is outside the window of its moment, the moment has its outcome already, or a
    contract is given to who does not work. Source: Reg. (UE) 1304/2013 annex I.
    """
    found = case.outcomes.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    kind = ContractKind(contract) if contract else ""
    told = Told(OutcomeMoment(moment), Situation(situation), happened_on, kind, has_qualification, is_improved)
    _check(case, told)
    _check_hiring(case, hiring)
    return Outcome.objects.create(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, moment=told.moment, situation=told.situation,
        contract=told.contract, happened_on=happened_on, evidence=evidence, note=note.strip(), is_studying=is_studying,
        has_qualification=has_qualification, qualification=qualification.strip(), is_improved=is_improved,
        hiring=hiring, exit_on=case.closed_on if told.moment != OutcomeMoment.DURING else None, recorded_by=by.id,
        recorded_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def record_attempt(
    *, case: Case, moment: OutcomeMoment | str, tried_on: date, channel: ContactChannel | str,
    result: AttemptResult | str, by: Actor, note: str = "", row_id: uuid.UUID | None = None,
) -> FollowUp:  # fmt: skip
    """Somebody tried to hear how the person is; raises `NotPossible` while the path goes on or before it ended."""
    found = FollowUp.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if case.closed_on is None:
        raise NotPossible("Il percorso è ancora aperto: si prova a risentire chi l’ha concluso.")
    if tried_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if tried_on < case.closed_on:
        raise NotPossible(f"Il percorso è finito il {date_field(case.closed_on)}: il tentativo viene dopo.")
    return FollowUp.objects.create(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, moment=OutcomeMoment(moment),
        exit_on=case.closed_on, tried_on=tried_on, channel=ContactChannel(channel), result=AttemptResult(result),
        note=note.strip(), recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip


@transaction.atomic
def void_outcome(*, outcome: Outcome, note: str, by: Actor) -> Outcome:
    """Correction: it was wrong; it leaves every count and stays readable with its reason, so it can be written anew."""
    if outcome.is_void:
        raise NotPossible("Era già segnato come errore.")
    if not note.strip():
        raise NotPossible("Scrivi il motivo.")
    outcome.is_void, outcome.void_reason = True, note.strip()
    outcome.save(update_fields=["is_void", "void_reason"])
    return outcome


def windows_of(closed_on: date) -> Windows:
    """Both windows of a path that ended on a day, by the parameters of that day."""
    return windows(
        closed_on,
        exit_days=int(parameter("esf_exit_days", closed_on)),
        follow_up_months=int(parameter("esf_follow_up_months", closed_on)),
    )


def _check(case: Case, told: Told) -> None:
    if case.state == CaseState.VOID:
        raise NotPossible("Il percorso è aperto per errore: non ha esiti.")
    found = windows_of(case.closed_on) if case.closed_on else None
    sentence = problem(
        told, opened_on=case.opened_on, closed_on=case.closed_on, found=found, today=clock.today()
    )  # fmt: skip
    if sentence:
        raise NotPossible(sentence)
    once = told.moment != OutcomeMoment.DURING
    if once and case.outcomes.counted().of_last_exit().filter(moment=told.moment).exists():
        raise NotPossible("Questo esito c’è già: se è sbagliato, segnalo come errore e scrivilo di nuovo.")


def _check_hiring(case: Case, hiring: Hiring | None) -> None:
    """The job found while looking for one is told once, of the person who found it."""
    if hiring is None:
        return
    if hiring.case_id != case.id or hiring.is_void:
        raise NotPossible("L’assunzione non è più tra quelle di questa persona: ricarica la pagina.")
    if Outcome.objects.counted().filter(hiring=hiring).exists():
        raise NotPossible("Questa assunzione è già un esito.")
