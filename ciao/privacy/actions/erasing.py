"""The erasure itself: rows, history, files, ledger, certificate; and doing it again after an older copy came back."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core import clock, ledger
from ciao.core.formats import date_field
from ciao.documents import actions as documents
from ciao.documents.models import IssuedDocument
from ciao.people.models import Person
from ciao.privacy.actions.limits import JOB, circles_of, defence
from ciao.privacy.actions.papers import frame_of, typeset_as
from ciao.privacy.actions.retention import due_of, rule_on
from ciao.privacy.lifecycle import ERASURE
from ciao.privacy.models import ErasedPerson, Erasure, LimitedCircle, RetentionStart
from ciao.privacy.walk.forget import Forgotten, forget, forget_history
from ciao.privacy.walk.places import placed


@transaction.atomic
def erase(*, erasure: Erasure, by: Actor) -> Erasure:
    """Erases a person whose notice has run out, writes the ledger line and the certificate.

    Raises `NotPossible` before the day, while held, or where another programme still keeps the same person.
    """
    if clock.today() < erasure.erasable_on:
        raise NotPossible(f"L’annuncio vale fino al {date_field(erasure.erasable_on)}: si cancella da quel giorno.")
    case = Case.objects.get(id=erasure.case_id)
    ERASURE.move(erasure, "erase", by=by, on=clock.today())
    with acting(job(JOB)), defence():
        _nobody_else_keeps(case)
        done = _forget(case.person_id, erasure.rule_code, by, clock.today())
        LimitedCircle.objects.filter(scope_id__in=circles_of(case)).delete()
    erasure.done_on = clock.today()
    erasure.certificate = _certify(erasure, case, done, by)
    erasure.save()
    return erasure


def erase_ripe(*, by: Actor) -> int:
    """Each night: what was announced long enough ago and nobody held; one transaction each, to be resumed."""
    count = 0
    for one in list(Erasure.objects.ripe(clock.today()).select_related("case")):
        try:
            erase(erasure=one, by=by)
        except NotPossible:
            continue  # another programme still keeps the person: it waits for the last one
        count += 1
    return count


def erase_again(line: dict[str, Any], *, by: Actor) -> bool:
    """After a restore: a person of the ledger that an older copy brought back goes again; says whether it was so.

    Without a certificate: the first one stands.
    """
    person_id = uuid.UUID(line["person"])
    with transaction.atomic(), acting(job(JOB)), defence():
        if not Person.objects.filter(id=person_id).exists():
            return False
        is_new = not ErasedPerson.objects.filter(id=line["id"]).exists()
        if is_new:
            on = date.fromisoformat(line["erased_on"])
            _forget(person_id, line["rule"], by, on, uuid.UUID(line["id"]))
    return is_new


def write_ledger(path: Path | None = None) -> int:
    """Brings the file beside the keys up to the table; returns how many lines were missing there."""
    with acting(job(JOB)):
        lines = [one.as_line() for one in ErasedPerson.objects.order_by("recorded_at", "pk")]
    return ledger.append(path or ledger.beside(Path(settings.KEYRING)), lines)


def _forget(person_id: uuid.UUID, rule: str, by: Actor, on: date, row_id: uuid.UUID | None = None) -> Forgotten:
    done = forget(person_id)
    cases = Case.objects.filter(person_id=person_id).select_related("person").order_by("number")
    scope_id = next((one.scope_id for one in cases), None) or Person.objects.get(id=person_id).scope_id
    ErasedPerson.objects.create(
        id=row_id or uuid.uuid4(), scope_id=scope_id, person_id=person_id, case_numbers=done.case_numbers,
        rule_code=rule, erased_on=on, rows_count=done.rows_count, files_count=done.files_count, recorded_by=by.id,
    )  # fmt: skip
    forget_history(done)
    for twin in Person.objects.filter(merged_into_id=person_id).values_list("id", flat=True):
        _forget(twin, rule, by, on)  # a file made one with this: its own line in the ledger
    transaction.on_commit(write_ledger)
    return done


def _nobody_else_keeps(case: Case) -> None:
    others = Case.objects.filter(person_id=case.person_id).exclude(id=case.id).exclude(state=CaseState.VOID)
    for other in others:
        if due_of(other, clock.today()) is None:
            raise NotPossible("Un altro progetto conserva ancora i dati di questa persona: si cancella con l’ultimo.")


def _certify(erasure: Erasure, case: Case, done: Forgotten, by: Actor) -> IssuedDocument:
    start = RetentionStart.objects.get(programme_id=case.programme_id)
    rule = rule_on(erasure.rule_code, start.starts_on)
    known = placed()
    tables = [
        {"what": str(known[label].model._meta.verbose_name_plural), "count": count}
        for label, count in done.tables.items()
        if count
    ]
    facts = {
        "cases": ", ".join(str(one) for one in done.case_numbers), "erased_on": date_field(erasure.done_on),
        "rule": f"{rule.label} ({rule.source})" if rule else erasure.rule_code, "act": start.act,
        "starts_on": date_field(start.starts_on), "due_on": date_field(erasure.due_on),
        "noticed_on": date_field(erasure.noticed_on), "rows_count": done.rows_count, "files_count": done.files_count,
        "tables": tables, "code": str(case.person_id),
    }  # fmt: skip
    paper = documents.Paper(
        kind="erasure_certificate", title=f"Attestato di cancellazione, caso {case.number}",
        programme_id=case.programme_id, subject_id=erasure.id, scope_id=case.scope_id, level=Level.SUMMARY,
        facts={"frame": frame_of(case.programme), "facts": facts},
    )  # fmt: skip
    return documents.issue_document(paper=paper, render=typeset_as("erasure_certificate", by), by=by)
