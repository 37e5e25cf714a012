"""The entry form the funder asks: filled with the person, shown for signing, signed, corrected."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.cases.dossier.entry import COPIED, asks_search, missing_in_entry
from ciao.cases.enums import CaseState, EntryState
from ciao.cases.lifecycle import ENTRY
from ciao.cases.models import Case, EsfEntry
from ciao.core import clock
from ciao.core.formats import date_field, plural
from ciao.documents.actions import void_document
from ciao.files.actions import store_file, supersede_file
from ciao.people.actions import circle_for
from ciao.people.models import Identity
from ciao.signatures.actions import withdraw
from ciao.signatures.enums import SignatureState
from ciao.territories.models import Country, Municipality


class EntryAnswers(TypedDict, total=False):
    """What the entry form asks; an answer left out stays as it is."""

    gender: str
    employment: str
    search: str
    is_studying: bool | None
    education: str
    citizenship: Country | None
    residence: Municipality | None
    domicile: Municipality | None
    adults_count: int | None
    workers_count: int | None
    children_count: int | None


def blank_entry(case: Case, entered_on: date) -> EsfEntry:
    """A form not kept yet, with what the person's sheet already says: nobody is asked twice."""
    entry = EsfEntry(scope_id=circle_for(case.person_id, case.scope_id), case=case, entered_on=entered_on)
    known = Identity.objects.filter(person_id=case.person_id).first()
    for name in COPIED if known is not None else ():
        setattr(entry, name, getattr(known, name))
    return entry


@transaction.atomic
def fill_entry(*, case: Case, entered_on: date, by: Actor, **data: Unpack[EntryAnswers]) -> EsfEntry:
    """Keeps the answers of the day of entry, once per case: re-entry never changes them.

    The age is counted on that day; what the person's sheet does not say yet, it learns from here. Raises
    `NotPossible` outside the days of the path, and once the form is shown for signing. Source: Reg. (UE) 1304/2013.
    """
    _check_day(case, entered_on)
    entry = EsfEntry.objects.filter(case=case).first() or blank_entry(case, entered_on)
    _check_draft(entry)
    entry.entered_on = entered_on
    for name, value in data.items():
        setattr(entry, name, value)
    if not asks_search(entry.employment):
        entry.search = ""
    _check_household(entry)
    _learn(case, entry)
    entry.age = _age(entry)
    entry.saved_at, entry.saved_by, entry.saved_by_label = clock.now(), by.id, by.label
    entry.save()
    return entry


@transaction.atomic
def attach_identity_copy(
    *,
    entry: EsfEntry,
    upload: File[Any],
    by: Actor,
) -> EsfEntry:
    """The copy of an identity document goes with the form, in whatever state it is; a new one replaces the one before.

    Source: D.P.R. 445/2000 art. 38, a declaration is sent with the copy of a document.
    """
    before = entry.identity_copy
    entry.identity_copy = store_file(
        upload=upload, scope=entry.scope_id, level=Level.IDENTITY, by=by, person_id=entry.case.person_id
    )
    entry.save(update_fields=["identity_copy"])
    if before is not None:
        supersede_file(file=before, by=by, reason="Sostituita da una copia nuova")
    return entry


@transaction.atomic
def propose_entry(*, entry: EsfEntry, on: date, by: Actor) -> EsfEntry:
    """The writing ends: from now on it only gets signed. Raises `NotPossible` with the answers that lack."""
    entry.age = _age(entry)
    found = missing_in_entry(entry)
    if found:
        answers = plural(len(found), "risposta", "risposte")
        raise NotPossible(f"{'Manca' if len(found) == 1 else 'Mancano'} {answers}: {', '.join(found)}.")
    entry.save(update_fields=["age"])
    ENTRY.move(entry, "propose", by=by, on=on)
    return entry


@transaction.atomic
def take_back_entry(*, entry: EsfEntry, note: str, on: date, by: Actor) -> EsfEntry:
    """Correction: an answer is still to change; the paper issued for signing and its signatures lose value."""
    ENTRY.move(entry, "take_back", by=by, on=on, reason=note)
    document = entry.document()
    if document is not None:
        for signature in document.signatures.standing():
            withdraw(signature=signature, reason=note, by=by)
        void_document(document=document, reason=note, by=by)
    return entry


@transaction.atomic
def settle_entry(*, entry: EsfEntry, by: Actor) -> EsfEntry:
    """Signed once every signature of its paper is given, on the day of the last; until then nothing happens."""
    if entry.state != EntryState.TO_SIGN:
        return entry
    document = entry.document()
    signatures = list(document.signatures.standing()) if document else []
    days = [one.signed_on for one in signatures if one.state == SignatureState.SIGNED and one.signed_on]
    if not signatures or len(days) < len(signatures):
        return entry
    entry.signed_on = max(days)
    entry.save(update_fields=["signed_on"])
    ENTRY.move(entry, "sign", by=by, on=entry.signed_on)
    return entry


@transaction.atomic
def undo_entry_signing(*, entry: EsfEntry, note: str, on: date, by: Actor) -> EsfEntry:
    """Correction: a signature was taken back, or an answer is wrong; the form waits for signatures again."""
    ENTRY.move(entry, "undo_signing", by=by, on=on, reason=note)
    entry.signed_on = None
    entry.save(update_fields=["signed_on"])
    return entry


def _check_day(case: Case, entered_on: date) -> None:
    if case.state == CaseState.VOID:
        raise NotPossible("Il percorso è aperto per errore: non ha una domanda di iscrizione.")
    if entered_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if entered_on < case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(case.opened_on)}: i dati sono di quel giorno o dopo.")


def _check_draft(entry: EsfEntry) -> None:
    if entry.state == EntryState.SIGNED:
        raise NotPossible("La domanda è firmata: i dati di ingresso restano quelli.")
    if entry.state != EntryState.DRAFT:
        raise NotPossible("La domanda è da firmare: per cambiarla riportala in bozza.")


def _check_household(entry: EsfEntry) -> None:
    adults, workers = entry.adults_count, entry.workers_count
    if adults is not None and workers is not None and workers > adults:
        raise NotPossible("In casa chi lavora è fra gli adulti: ricontrolla i due numeri.")


def _learn(case: Case, entry: EsfEntry) -> None:
    known = Identity.objects.filter(person_id=case.person_id).first()
    new = [name for name in COPIED if known and not getattr(known, name) and getattr(entry, name)]
    if known is not None and new:
        for name in new:
            setattr(known, name, getattr(entry, name))
        known.save(update_fields=new)


def _age(entry: EsfEntry) -> int | None:
    known = Identity.objects.filter(person_id=entry.case.person_id).first()
    if known is not None and known.birth_date is not None and known.birth_date > entry.entered_on:
        raise NotPossible("La data di nascita è dopo il giorno dei dati: ricontrollala fra i dati della persona.")
    return known.age_on(entry.entered_on) if known else None
