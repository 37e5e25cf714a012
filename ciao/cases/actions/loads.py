"""A sheet of what an office has: read into a draft, tried, loaded in chunks, taken back, its rows forgotten."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction

from ciao.access.actions import grant, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.enums import ListState, LoadOutcome
from ciao.cases.lifecycle import LIST
from ciao.cases.lists.columns import LIMITS
from ciao.cases.loads.kind import Checked, LoadKind
from ciao.cases.models import Load, LoadReading, LoadRow
from ciao.core import clock
from ciao.core.sheets import Mapping as Columns
from ciao.core.sheets import NotReadable, Table, guess, rows_of, tables
from ciao.files.rules import Refused, recognise
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.numbers import next_number

CHUNK = 500
LOADER = "ha caricato il foglio"
KEPT = {
    "changed": "qualcuno ci ha già lavorato",
    "used": "altro si appoggia a ciò che ha scritto",
    "absent": "ciò che aveva scritto non si trova più",
}


@transaction.atomic
def read_load(
    *, programme: Programme, kind: LoadKind, upload: File[Any], title: str, source: str, given_on: date,
    legal_basis: str, expires_on: date, by: Actor, given_by: str = "", options: dict[str, Any] | None = None,
    row_id: uuid.UUID | None = None,
) -> Load:  # fmt: skip
    """Reads a sheet into a draft with its columns guessed and its rows tried; the file itself is not kept.

    `row_id` makes sending twice harmless. Raises `NotPossible` for what is no table, and for days that cannot be.
    """
    _ensure(kind, by)
    found = Load.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_days(given_on, expires_on)
    content = b"".join(upload.chunks())
    table, columns = _read(content, upload.name or "", kind)
    load = Load(
        id=row_id or uuid.uuid4(), scope=open_scope(ScopeKind.LIST, parent=programme.scope), programme=programme,
        number=next_number(programme, "load"), kind=kind.code, title=title, source=source, given_by=given_by,
        given_on=given_on, legal_basis=legal_basis, expires_on=expires_on, file_name=(upload.name or "foglio")[-150:],
        file_sha256=hashlib.sha256(content).hexdigest(), options=options or {}, recorded_by=by.id,
    )  # fmt: skip
    if by.mandate_id is not None:
        grant(scope=load.scope, holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=Level.SIGNAL, why=LOADER,
              by=by)  # fmt: skip
    load.save(force_insert=True)
    reading = LoadReading(scope_id=load.scope_id, load=load, rows=json.dumps(table.rows), mapping=columns.as_json())
    reading.save(force_insert=True)
    return try_load(load=load, kind=kind, by=by)


@transaction.atomic
def map_load(*, load: Load, kind: LoadKind, header: int, columns: Mapping[str, int | None], by: Actor) -> Load:
    """Which column is what, as a person corrected it; the rows are tried again."""
    _check_draft(load)
    reading = load.reading
    reading.mapping = Columns(header, dict(columns)).as_json()
    reading.save(update_fields=["mapping"])
    return try_load(load=load, kind=kind, by=by)


@transaction.atomic
def try_load(*, load: Load, kind: LoadKind, by: Actor) -> Load:
    """What would happen to each row now; nothing is written, and comparing leaves its line in the read log."""
    _ensure(kind, by)
    _check_draft(load)
    reading = load.reading
    rows = list(rows_of(json.loads(reading.rows), Columns.of(reading.mapping), kind.wanted))
    checked = kind.check(rows, load)
    reading.found = json.dumps([one.as_json() for one in checked])
    reading.save(update_fields=["found"])
    load.rows_count = len(checked)
    load.save(update_fields=["rows_count"])
    met = [uuid.UUID(one.values["person_id"]) for one in checked if one.values.get("person_id")]
    if met:
        record_read(by=by, scope=load.scope_id, purpose="prova di un caricamento", groups=[Group.NAME], person_ids=met)
    return load


@transaction.atomic
def apply_load(*, load: Load, kind: LoadKind, by: Actor) -> Load:
    """Marks the load as begun; the job that writes it is set to work by whoever knows the kinds."""
    _ensure(kind, by)
    _check_draft(load)
    if not any(one.outcome == LoadOutcome.NEW for one in checked_rows(load)):
        raise NotPossible("Nessuna riga è pronta: correggi le colonne, o carica un altro foglio.")
    LIST.move(load, "apply", by=by, on=clock.today())
    return load


@transaction.atomic
def undo_load(*, load: Load, kind: LoadKind, reason: str, by: Actor) -> Load:
    """Marks the load as being taken back: what it wrote and nobody touched goes, the rest stays and says why."""
    _ensure(kind, by)
    LIST.move(load, "take_back", by=by, on=clock.today(), reason=reason)
    LoadReading.objects.filter(load=load).delete()
    load.done_count = 0
    load.save(update_fields=["done_count"])
    return load


@transaction.atomic
def discard_load(*, load: Load, by: Actor) -> Load:
    """A draft nobody wants: what was read of it goes now."""
    LIST.move(load, "discard", by=by, on=clock.today())
    LoadReading.objects.filter(load=load).delete()
    return load


@transaction.atomic
def load_chunk(*, load_id: uuid.UUID, kinds: Mapping[str, LoadKind], by: Actor, size: int = CHUNK) -> bool:
    """Writes the next rows; returns whether more remain. Rows already written are never written twice."""
    load = Load.objects.select_for_update(of=("self",)).filter(id=load_id, state=ListState.RUNNING).first()
    if load is None:
        return False
    rows = checked_rows(load)
    part = rows[load.done_count : load.done_count + size]
    made = kinds[load.kind].make([one for one in part if one.outcome == LoadOutcome.NEW], load, by)
    raw, columns = json.loads(load.reading.rows), Columns.of(load.reading.mapping)
    LoadRow.objects.bulk_create(_row(one, load, made, raw[one.number - 1]) for one in part)
    load.done_count += len(part)
    load.save(update_fields=["done_count"])
    if load.done_count < len(rows):
        return True
    load.options = {**load.options, "headings": _headings(raw, columns)}
    load.save(update_fields=["options"])
    LIST.move(load, "finish", by=by, on=clock.today())
    LoadReading.objects.filter(load=load).delete()
    return False


@transaction.atomic
def unload_chunk(*, load_id: uuid.UUID, kinds: Mapping[str, LoadKind], by: Actor, size: int = CHUNK) -> bool:
    """Takes back the last rows not yet taken back; returns whether more remain. What stays says why."""
    load = Load.objects.select_for_update(of=("self",)).filter(id=load_id, state=ListState.UNDOING).first()
    if load is None:
        return False
    part = list(load.rows.order_by("-number")[load.done_count : load.done_count + size])
    for row in part:
        if row.outcome == LoadOutcome.MADE:
            _let_go(row)
    load.done_count += len(part)
    load.save(update_fields=["done_count"])
    if len(part) == size:
        return True
    after = kinds[load.kind].after_undo
    if after is not None:
        after(load, by)
    LIST.move(load, "end_taking_back", by=by, on=clock.today())
    return False


@transaction.atomic
def expire_loads(*, by: Actor) -> int:
    """Erases the cells of rows nobody corrected once their day has passed; returns how many loads. Counts stay."""
    done = 0
    for load in Load.objects.past_deadline(clock.today()):
        load.rows.update(cells="", faults="")
        LoadReading.objects.filter(load=load).delete()
        load.is_emptied = True
        load.save(update_fields=["is_emptied"])
        if load.state == ListState.DRAFT:
            LIST.move(load, "expire", by=by, on=clock.today())
        done += 1
    return done


def checked_rows(load: Load) -> list[Checked]:
    """The rows of a draft as they were tried."""
    reading = LoadReading.objects.filter(load=load).first()
    return [Checked.of(one) for one in json.loads(reading.found or "[]")] if reading else []


def expected_loads(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """Whoever loaded a sheet reads it as long as they work here, for whoever recomputes every permission."""
    at_work = set(Mandate.objects.current(day).values_list("id", flat=True))
    for scope_id, loader in Load.objects.values_list("scope_id", "recorded_by"):
        if loader in at_work:
            yield scope_id, loader, int(Level.SIGNAL), LOADER


def _ensure(kind: LoadKind, by: Actor) -> None:
    ensure(by, Action.LIST_LOAD)
    ensure(by, kind.action)


def _check_days(given_on: date, expires_on: date) -> None:
    if given_on > clock.today():
        raise NotPossible("Il foglio non può essere arrivato dopo oggi: ricontrolla la data.")
    if expires_on <= clock.today():
        raise NotPossible("Scegli fino a quando tenere le righe da correggere: un giorno dopo oggi.")


def _check_draft(load: Load) -> None:
    if load.state != ListState.DRAFT:
        raise NotPossible(f"Ora è {LIST.labels[load.state]}: per cambiarlo carica un foglio nuovo.")


def _read(content: bytes, name: str, kind: LoadKind) -> tuple[Table, Columns]:
    """The sheet whose headings say most, and what they say."""
    try:
        found = tables(content, recognise(content, name).value, LIMITS)
    except (NotReadable, Refused) as refusal:
        raise NotPossible(str(refusal)) from refusal
    guesses = [(one, guess(one.rows, kind.wanted)) for one in found]
    return max(guesses, key=lambda pair: (pair[1].score(), len(pair[0].rows)))


def _headings(raw: list[list[Any]], columns: Columns) -> list[str]:
    return [str(cell) for cell in raw[columns.header]] if raw else []


def _row(one: Checked, load: Load, made: Mapping[int, Any], cells: list[Any]) -> LoadRow:
    is_made = one.number in made
    return LoadRow(
        scope_id=load.scope_id, load=load, number=one.number,
        outcome=LoadOutcome.MADE if is_made else one.outcome,
        cells="" if is_made else json.dumps(cells), faults=json.dumps(one.said) if one.said else "",
        made=made.get(one.number, []),
    )  # fmt: skip


def _let_go(row: LoadRow) -> None:
    """Takes back what a row wrote; where something stands on it, the row keeps the reason."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_unload_row(%s)", [str(row.id)])
        code = str(cursor.fetchone()[0])
    reason = KEPT.get(code, "")
    row.outcome = LoadOutcome.MADE if reason else LoadOutcome.TAKEN_BACK
    row.faults = json.dumps([f"Non si annulla: {reason}."]) if reason else ""
    row.made = row.made if reason else []
    row.save(update_fields=["outcome", "faults", "made"])
