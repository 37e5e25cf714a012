"""A list is read, tried, loaded in chunks by a job, taken back, and forgotten when its day has come."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from procrastinate.contrib.django import app

from ciao.access.actions import grant, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.enums import ListKind, ListState
from ciao.cases.lifecycle import LIST
from ciao.cases.lists.columns import LIMITS, WANTED
from ciao.cases.lists.dry_run import as_text, try_rows
from ciao.cases.lists.entries import entries_of
from ciao.cases.models import ListReading, LoadedList
from ciao.core import clock
from ciao.core.sheets import Mapping as Columns
from ciao.core.sheets import NotReadable, Table, guess, tables
from ciao.files.rules import Refused, recognise
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.numbers import next_number

WORK = "cases.load_list"
LOADER = "ha caricato l’elenco"


@transaction.atomic
def read_list(
    *, programme: Programme, upload: File[Any], kind: str, title: str, source: str, given_on: date,
    legal_basis: str, expires_on: date, by: Actor, given_by: str = "", manager: Mandate | None = None,
    opened_on: date | None = None, row_id: uuid.UUID | None = None,
) -> LoadedList:  # fmt: skip
    """Reads a file into a draft with its columns guessed and its rows tried; the file itself is not kept.

    `row_id` makes sending twice harmless. Raises `NotPossible` for what is no table, and for days that cannot be.
    """
    found = LoadedList.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_days(kind, given_on, expires_on, manager)
    content = b"".join(upload.chunks())
    table, columns = _read(content, upload.name or "")
    row = LoadedList(
        id=row_id or uuid.uuid4(), scope=open_scope(ScopeKind.LIST, parent=programme.scope), programme=programme,
        number=next_number(programme, "list"), kind=kind, title=title, source=source, given_by=given_by,
        given_on=given_on, legal_basis=legal_basis, expires_on=expires_on, file_name=(upload.name or "elenco")[-150:],
        file_sha256=hashlib.sha256(content).hexdigest(), manager=manager,
        opened_on=opened_on or (clock.today() if kind == ListKind.IN_CHARGE else None), recorded_by=by.id,
    )  # fmt: skip
    if by.mandate_id is not None:
        grant(
            scope=row.scope, holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=Level.SIGNAL, why=LOADER,
            by=by,
        )  # fmt: skip
    row.save(force_insert=True)
    ListReading(scope_id=row.scope_id, loaded_list=row, rows=json.dumps(table.rows), mapping=columns.as_json()).save(
        force_insert=True
    )
    return try_list(loaded_list=row, by=by)


@transaction.atomic
def map_list(*, loaded_list: LoadedList, header: int, columns: Mapping[str, int | None], by: Actor) -> LoadedList:
    """Which column is what, as a person corrected it; the rows are tried again."""
    _check_draft(loaded_list)
    reading = loaded_list.reading
    reading.mapping = Columns(header, dict(columns)).as_json()
    reading.save(update_fields=["mapping"])
    return try_list(loaded_list=loaded_list, by=by)


@transaction.atomic
def try_list(*, loaded_list: LoadedList, by: Actor) -> LoadedList:
    """What would happen to each row now; comparing with who is known leaves its line in the read log."""
    _check_draft(loaded_list)
    reading = loaded_list.reading
    entries = entries_of(json.loads(reading.rows), Columns.of(reading.mapping))
    tried = try_rows(entries, loaded_list.programme)
    reading.found = as_text(tried)
    reading.save(update_fields=["found"])
    loaded_list.rows_count = len(entries)
    loaded_list.save(update_fields=["rows_count"])
    met = [one.candidate.person_id for one in tried if one.candidate and one.candidate.person_id]
    record_read(
        by=by, scope=loaded_list.scope_id, purpose="confronto di un elenco", groups=[Group.NAME], person_ids=met
    )
    return loaded_list


@transaction.atomic
def apply_list(*, loaded_list: LoadedList, by: Actor) -> LoadedList:
    """Starts loading; a job does it in chunks and goes on from where it was if it is stopped."""
    _check_draft(loaded_list)
    if not loaded_list.rows_count:
        raise NotPossible("Sotto le intestazioni non c’è nessuna riga: correggi le colonne o carica un altro file.")
    if loaded_list.expires_on < clock.today():
        raise NotPossible("La data fino a cui conservarlo è passata: carica l’elenco di nuovo con una data nuova.")
    LIST.move(loaded_list, "apply", by=by, on=clock.today())
    loaded_list.applied_at, loaded_list.applied_by, loaded_list.applied_by_label = clock.now(), by.id, by.label
    loaded_list.save(update_fields=["applied_at", "applied_by", "applied_by_label"])
    _set_to_work(loaded_list)
    return loaded_list


@transaction.atomic
def undo_list(*, loaded_list: LoadedList, reason: str, by: Actor) -> LoadedList:
    """Starts taking a whole list back: what it made and nobody touched goes, the rest stays and says why."""
    LIST.move(loaded_list, "take_back", by=by, on=clock.today(), reason=reason)
    ListReading.objects.filter(loaded_list=loaded_list).delete()
    loaded_list.done_count = 0
    loaded_list.save(update_fields=["done_count"])
    _set_to_work(loaded_list)
    return loaded_list


@transaction.atomic
def discard_list(*, loaded_list: LoadedList, by: Actor) -> LoadedList:
    """A draft nobody wants: what was read of it goes now."""
    LIST.move(loaded_list, "discard", by=by, on=clock.today())
    ListReading.objects.filter(loaded_list=loaded_list).delete()
    return loaded_list


def _check_days(kind: str, given_on: date, expires_on: date, manager: Mandate | None) -> None:
    if given_on > clock.today():
        raise NotPossible("L’elenco non può essere arrivato dopo oggi: ricontrolla la data.")
    if expires_on <= clock.today():
        raise NotPossible("Scegli fino a quando conservarlo: un giorno dopo oggi.")
    if kind == ListKind.IN_CHARGE and manager is None:
        raise NotPossible("Scegli chi segue le persone dell’elenco: i percorsi si possono passare dopo.")


def _check_draft(loaded_list: LoadedList) -> None:
    if loaded_list.state != ListState.DRAFT:
        raise NotPossible(f"Ora è {LIST.labels[loaded_list.state]}: per cambiarlo carica un elenco nuovo.")


def _read(content: bytes, name: str) -> tuple[Table, Columns]:
    """The sheet whose headings say most, and what they say."""
    try:
        found = tables(content, recognise(content, name).value, LIMITS)
    except (NotReadable, Refused) as refusal:
        raise NotPossible(str(refusal)) from refusal
    guesses: list[tuple[Table, Columns]] = [(one, guess(one.rows, WANTED)) for one in found]
    return max(guesses, key=lambda pair: (pair[1].score(), len(pair[0].rows)))


def _set_to_work(loaded_list: LoadedList) -> None:
    app.configure_task(WORK, allow_unknown=True).defer(list_id=str(loaded_list.id))


def expected_lists(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """Whoever loaded a list reads it as long as they work here, for whoever recomputes every permission."""
    at_work = set(Mandate.objects.current(day).values_list("id", flat=True))
    for scope_id, loader in LoadedList.objects.values_list("scope_id", "recorded_by"):
        if loader in at_work:
            yield scope_id, loader, int(Level.SIGNAL), LOADER
