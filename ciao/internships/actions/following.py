"""What the tutor writes while an internship runs, the final reports, what came of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.documents.models import IssuedDocument
from ciao.internships.actions.circles import writing_circle
from ciao.internships.enums import EntryKind, HiredBy, HiredWith, InternshipState, Progress, ReportAuthor
from ciao.internships.lifecycle import INTERNSHIP
from ciao.internships.models import FinalReport, Internship, InternshipResult, TutorEntry

FUTURE = "Scegli una data che non sia dopo oggi."
REPORT = "internship_report"


@transaction.atomic
def write_entry(
    *, internship: Internship, kind: EntryKind | str, happened_on: date, text: str, by: Actor, with_whom: str = "",
    difficulties: str = "", agreed: str = "", progress: Progress | str = "", inail_told_on: date | None = None,
    row_id: uuid.UUID | None = None,
) -> TutorEntry:  # fmt: skip
    """One line of the diary; a visit says with whom, a check at half way says how it goes."""
    ensure(by, Action.INTERNSHIP_EDIT)
    found = internship.entries.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    kind = EntryKind(kind)
    _check_begun(internship)
    _check_entry(internship, kind, happened_on, text, with_whom, progress, inail_told_on)
    row = TutorEntry(
        id=row_id or uuid.uuid4(), scope_id=writing_circle(internship.case, by), internship=internship, kind=kind,
        happened_on=happened_on, text=text.strip(), with_whom=with_whom.strip(), difficulties=difficulties.strip(),
        agreed=agreed.strip(), progress=Progress(progress) if progress else "", inail_told_on=inail_told_on,
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def void_entry(*, entry: TutorEntry, reason: str, by: Actor) -> TutorEntry:
    """Correction: it stays readable, with why it was wrong, and counts no more."""
    ensure(by, Action.INTERNSHIP_EDIT)
    if entry.is_void:
        raise NotPossible("Era già segnata come errore.")
    if not reason.strip():
        raise NotPossible("Scrivi il motivo.")
    entry.is_void, entry.void_reason = True, reason.strip()
    entry.save(update_fields=["is_void", "void_reason"])
    return entry


@transaction.atomic
def tell_inail(*, entry: TutorEntry, on: date, by: Actor) -> TutorEntry:
    """An accident was told to INAIL on a day."""
    ensure(by, Action.INTERNSHIP_EDIT)
    if entry.kind != EntryKind.INCIDENT:
        raise NotPossible("Si denuncia un infortunio: questa riga è un’altra cosa.")
    if not entry.happened_on <= on <= clock.today():
        raise NotPossible(f"È successo il {date_field(entry.happened_on)}: la denuncia viene dopo, e non dopo oggi.")
    entry.inail_told_on = on
    entry.save(update_fields=["inail_told_on"])
    return entry


@transaction.atomic
def write_report(
    *, internship: Internship, author: ReportAuthor | str, written_on: date, learnt: str, went: str, by: Actor,
    next_steps: str = "",
) -> FinalReport:  # fmt: skip
    """The final words of host or trainee, as they said them; they stand still once their paper is issued."""
    ensure(by, Action.INTERNSHIP_EDIT)
    _check_begun(internship)
    if not learnt.strip() or not went.strip():
        raise NotPossible("Scrivi che cosa ha imparato e com’è andata.")
    if not internship.starts_on <= written_on <= clock.today():
        raise NotPossible(f"Il tirocinio comincia il {date_field(internship.starts_on)}: la data va da lì a oggi.")
    issued = IssuedDocument.objects.valid().about(internship.id).filter(kind=REPORT)
    if issued.exists():
        raise NotPossible("Le relazioni sono già nel documento da firmare: per cambiarle annulla prima quello.")
    row = FinalReport.objects.filter(internship=internship, author=ReportAuthor(author)).first()
    row = row or FinalReport(
        scope_id=writing_circle(internship.case, by), internship=internship, author=ReportAuthor(author)
    )
    row.written_on, row.learnt, row.went, row.next_steps = written_on, learnt.strip(), went.strip(), next_steps.strip()
    row.recorded_at, row.recorded_by, row.recorded_by_label = clock.now(), by.id, by.label
    row.save()
    return row


@transaction.atomic
def record_result(
    *, internship: Internship, hired_by: HiredBy | str, happened_on: date, by: Actor,
    contract: HiredWith | str = "", contract_months: int | None = None,
) -> InternshipResult:  # fmt: skip
    """Whether work came of it; written again, it is corrected, and history keeps what it said."""
    ensure(by, Action.INTERNSHIP_EDIT)
    hired, kind = HiredBy(hired_by), HiredWith(contract) if contract else ""
    if internship.state != InternshipState.ENDED:
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: l’esito si scrive alla fine.")
    if not internship.starts_on <= happened_on <= clock.today():
        raise NotPossible(f"Il tirocinio comincia il {date_field(internship.starts_on)}: la data va da lì a oggi.")
    if (hired == HiredBy.NOBODY) == bool(kind):
        raise NotPossible("Chi lavora ha un contratto: scegline uno. Chi non lavora no.")
    if contract_months is not None and kind in ("", HiredWith.PERMANENT, HiredWith.OWN_BUSINESS):
        raise NotPossible("I mesi si scrivono solo per un contratto che finisce.")
    row = InternshipResult.objects.filter(internship=internship).first()
    row = row or InternshipResult(scope_id=internship.scope_id, internship=internship)
    row.hired_by, row.contract, row.contract_months, row.happened_on = hired, kind, contract_months, happened_on
    row.recorded_at, row.recorded_by, row.recorded_by_label = clock.now(), by.id, by.label
    row.save()
    return row


def _check_begun(internship: Internship) -> None:
    if internship.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: si scrive da quando è iniziato.")


def _check_entry(
    internship: Internship, kind: EntryKind, on: date, text: str, with_whom: str, progress: str,
    inail_told_on: date | None,
) -> None:  # fmt: skip
    if on > clock.today():
        raise NotPossible(FUTURE)
    if on < internship.starts_on:
        raise NotPossible(f"Il tirocinio comincia il {date_field(internship.starts_on)}: il diario viene dopo.")
    if not text.strip():
        raise NotPossible("Scrivi com’è andata.")
    if kind == EntryKind.VISIT and not with_whom.strip():
        raise NotPossible("Scrivi con chi hai parlato.")
    if kind == EntryKind.MIDTERM and not progress:
        raise NotPossible("Scegli a che punto è il tirocinio.")
    if inail_told_on is not None and not on <= inail_told_on <= clock.today():
        raise NotPossible(f"È successo il {date_field(on)}: la denuncia viene dopo, e non dopo oggi.")
