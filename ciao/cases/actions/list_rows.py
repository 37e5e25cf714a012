"""What the job does to a list, a chunk at a time, and what a person decides about one row."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction

from ciao.access.actor import Actor
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions.many import Newcomer, open_cases
from ciao.cases.actions.opening import open_case
from ciao.cases.enums import ListState, RowOutcome
from ciao.cases.lifecycle import LIST
from ciao.cases.lists.compare import candidates
from ciao.cases.lists.dry_run import Tried, from_text
from ciao.cases.lists.entries import Entry, entry_of
from ciao.cases.models import Case, ListReading, LoadedList, LoadedRow
from ciao.core import clock
from ciao.outreach.actions import record_signal
from ciao.outreach.enums import SignalSource
from ciao.outreach.models import Signal
from ciao.people.enums import Gender

CHUNK = 1000
KEPT = {
    "changed": "qualcuno ha già lavorato a questo percorso",
    "used": "altro si appoggia a questo percorso: iscrizioni, valutazioni, progetti, documenti",
    "absent": "il percorso non si vede più",
}
SIGNALLED = "è diventata la segnalazione {number}: si chiude da lì"
EMPTY: dict[str, Any] = {"cells": "", "faults": "", "code_index": "", "phone_index": "", "person_index": ""}


@transaction.atomic
def load_chunk(*, list_id: uuid.UUID, by: Actor, size: int = CHUNK) -> bool:
    """Loads the next rows; returns whether more remain. Rows already loaded are never loaded twice."""
    loaded = LoadedList.objects.select_for_update(of=("self",)).filter(id=list_id, state=ListState.RUNNING).first()
    if loaded is None:
        return False
    tried = from_text(loaded.reading.found)
    part = tried[loaded.done_count : loaded.done_count + size]
    _compare_again(part, loaded)
    made = _take_in_charge([one for one in part if one.outcome == RowOutcome.NEW], loaded, by)
    LoadedRow.objects.bulk_create(_row(one, loaded, made.get(one.entry.number)) for one in part)
    loaded.done_count += len(part)
    loaded.save(update_fields=["done_count"])
    if loaded.done_count < len(tried):
        return True
    LIST.move(loaded, "finish", by=by, on=clock.today())
    ListReading.objects.filter(loaded_list=loaded).delete()
    return False


@transaction.atomic
def unload_chunk(*, list_id: uuid.UUID, by: Actor, size: int = CHUNK) -> bool:
    """Takes back the next rows; returns whether more remain. What cannot be taken back says why and stays."""
    loaded = LoadedList.objects.select_for_update(of=("self",)).filter(id=list_id, state=ListState.UNDOING).first()
    if loaded is None:
        return False
    part = list(loaded.rows.order_by("number")[loaded.done_count : loaded.done_count + size])
    gone = [row for row in part if _let_go(row)]
    LoadedRow.objects.filter(id__in=[row.id for row in gone]).update(
        outcome=RowOutcome.ERASED, person=None, signal=None, case=None, settled_on=clock.today(), **EMPTY
    )
    loaded.done_count += len(part)
    loaded.save(update_fields=["done_count"])
    if len(part) == size:
        return True
    LIST.move(loaded, "end_taking_back", by=by, on=clock.today())
    return False


@transaction.atomic
def settle_row(*, row: LoadedRow, is_same: bool, by: Actor) -> LoadedRow:
    """A person decides whether a doubtful row is who it seems; another one is taken in charge, or goes on waiting."""
    if row.outcome != RowOutcome.DOUBTFUL:
        raise NotPossible("Questa riga è già decisa.")
    row.settled_on = clock.today()
    if is_same:
        row.outcome = RowOutcome.KNOWN
    else:
        row.person = row.signal = None
        row.outcome = RowOutcome.WAITING
        if row.loaded_list.is_of_people_in_charge:
            row.case = _open(row, by)
            row.person_id, row.outcome = row.case.person_id, RowOutcome.MADE
    row.save()
    return row


@transaction.atomic
def signal_row(*, row: LoadedRow, by: Actor) -> Signal:
    """Somebody of an institutional list is to be reached: the row becomes a signal, with the list's legal basis."""
    if row.outcome not in (RowOutcome.WAITING, RowOutcome.DOUBTFUL):
        raise NotPossible("Questa riga ha già avuto un esito.")
    entry, loaded = entry_of(row.number, json.loads(row.cells)), row.loaded_list
    values = entry.values
    signal = record_signal(
        programme=loaded.programme, by=by, source=SignalSource.SOCIAL_SERVICE, sender_name=loaded.source,
        name=entry.name, phone=values["phone"], email=values["email"], language=values["language"],
        municipality_id=values["municipality"] or None, story=values["note"], legal_basis=loaded.legal_basis,
    )  # fmt: skip
    row.signal, row.outcome, row.settled_on = signal, RowOutcome.SIGNALLED, clock.today()
    row.save()
    return signal


@transaction.atomic
def find_again(*, by: Actor) -> int:
    """Rows that led to nobody, against who came meanwhile; returns how many were found."""
    found = 0
    for loaded in LoadedList.objects.filter(state=ListState.LOADED).select_related("programme"):
        rows = list(loaded.rows.to_find())
        entries = {row.number: entry_of(row.number, json.loads(row.cells)) for row in rows}
        near = candidates(list(entries.values()), loaded.programme)
        for row in rows:
            best = next((one for one in near.get(row.number, []) if one.is_sure), None)
            if best is not None:
                row.outcome, row.person_id, row.settled_on = RowOutcome.KNOWN, best.person_id, clock.today()
                row.save(update_fields=["outcome", "person", "settled_on"])
                found += 1
    return found


@transaction.atomic
def expire_lists(*, by: Actor) -> int:
    """Erases the rows that led to nobody once their day has passed; returns how many. Counts stay."""
    erased = 0
    for loaded in LoadedList.objects.past_deadline(clock.today()):
        erased += loaded.rows.unmatched().update(
            outcome=RowOutcome.ERASED, person=None, signal=None, settled_on=clock.today(), **EMPTY
        )
        ListReading.objects.filter(loaded_list=loaded).delete()
        LIST.move(loaded, "expire", by=by, on=clock.today())
    return erased


def _compare_again(part: Iterable[Tried], loaded: LoadedList) -> None:
    """Somebody may have been taken in charge since the list was tried."""
    open_rows = {one.entry.number: one for one in part if one.outcome not in (RowOutcome.WRONG, RowOutcome.REPEATED)}
    near = candidates([one.entry for one in open_rows.values()], loaded.programme)
    for number, one in open_rows.items():
        one.candidate = next(iter(near.get(number, [])), None)
        sure = one.candidate is not None and one.candidate.is_sure
        one.outcome = RowOutcome.KNOWN if sure else RowOutcome.DOUBTFUL if one.candidate else RowOutcome.NEW
        one.why = [f"{'Già' if sure else 'Forse già'} conosciuta: {one.candidate.why}."] if one.candidate else []


def _take_in_charge(part: list[Tried], loaded: LoadedList, by: Actor) -> dict[int, Case]:
    if not loaded.is_of_people_in_charge or loaded.manager is None or not part:
        return {}
    newcomers = [_newcomer(one.entry, loaded) for one in part]
    cases = open_cases(programme=loaded.programme, manager=loaded.manager, newcomers=newcomers, by=by)
    return {one.entry.number: case for one, case in zip(part, cases, strict=True)}


def _newcomer(entry: Entry, loaded: LoadedList) -> Newcomer:
    values = entry.values
    opened_on: date = values["opened_on"] or loaded.opened_on or clock.today()
    return Newcomer(
        person={"given_name": values["given_name"] or "nome da scrivere", "family_name": values["family_name"],
                "language": values["language"]},
        identity={"gender": values["gender"] or Gender.NOT_SAID, "birth_date": values["birth_date"],
                  "fiscal_code": values["fiscal_code"], "residence_id": values["municipality"] or None},
        contact={"phone": values["phone"], "email": values["email"], "address": values["address"]},
        opened_on=opened_on,
    )  # fmt: skip


def _row(one: Tried, loaded: LoadedList, case: Case | None) -> LoadedRow:
    entry, outcome = one.entry, one.outcome
    if outcome == RowOutcome.NEW:
        outcome = RowOutcome.MADE if case else RowOutcome.WAITING
    near = one.candidate
    return LoadedRow(
        scope_id=loaded.scope_id, loaded_list=loaded, number=entry.number, outcome=outcome,
        cells=json.dumps(entry.as_json()), faults=json.dumps(one.sentences) if one.sentences else "",
        code_index=entry.code_index, phone_index=entry.phone_index, person_index=entry.person_index,
        case=case, person_id=case.person_id if case else near.person_id if near else None,
        signal_id=near.signal_id if near else None,
    )  # fmt: skip


def _open(row: LoadedRow, by: Actor) -> Case:
    loaded = row.loaded_list
    if loaded.manager is None:
        raise NotPossible("L’elenco non dice chi segue le persone: prendila in carico dalla pagina Persone.")
    one = _newcomer(entry_of(row.number, json.loads(row.cells)), loaded)
    return open_case(
        programme=loaded.programme, manager=loaded.manager, opened_on=one.opened_on, by=by, person=one.person,
        identity=one.identity, contact=one.contact,
    )  # fmt: skip


def _let_go(row: LoadedRow) -> bool:
    """Whether a row leaves nothing behind; where it does, it keeps the reason."""
    if row.outcome == RowOutcome.SIGNALLED and row.signal is not None:
        reason = SIGNALLED.format(number=row.signal.number)
    elif row.outcome == RowOutcome.MADE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ciao_unload_case(%s)", [str(row.case_id)])
            code = str(cursor.fetchone()[0])
        reason = KEPT.get(code, "")
    else:
        reason = ""
    if reason:
        row.faults = json.dumps([f"Non si annulla: {reason}."])
        row.save(update_fields=["faults"])
    return not reason
