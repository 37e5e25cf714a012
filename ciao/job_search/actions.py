"""Writing a CV, applying, being met, being hired, and correcting each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.cases.lifecycle import CASE
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.job_search.enums import ApplicationState, Channel, Help, HiringContract, InterviewOutcome
from ciao.job_search.lifecycle import APPLICATION
from ciao.job_search.models import Cv, CvLine, Hiring, JobApplication, JobInterview, JobOpening
from ciao.job_search.rules import CvItem, hiring_fault
from ciao.programmes.models import Programme

NOT_AFTER = "Scegli una data che non sia dopo oggi."


@transaction.atomic
def write_cv(
    *, case: Case, headline: str, items: Sequence[CvItem], by: Actor, about: str = "", availability: str = "",
    has_contact: bool = True, row_id: uuid.UUID | None = None,
) -> Cv:  # fmt: skip
    """A new version; those before stay. Raises `NotPossible` where it says nothing, or the path has ended."""
    found = Cv.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_active(case, by)
    if not items:
        raise NotPossible("Scrivi almeno una cosa che la persona ha fatto o sa fare.")
    last = Cv.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    cv = Cv(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, number=last + 1, headline=headline.strip(),
        about=about.strip(), availability=availability.strip(), has_contact=has_contact, recorded_by=by.id,
        recorded_by_label=by.label,
    )  # fmt: skip
    cv.save(force_insert=True)
    for place, one in enumerate(items, start=1):
        CvLine(
            scope_id=case.scope_id, cv=cv, section=one.section, place=place, words=one.words, where=one.place,
            period=one.period,
        ).save(force_insert=True)  # fmt: skip
    return cv


@transaction.atomic
def add_opening(
    *, programme: Programme, title: str, employer: str, by: Actor, place: str = "", link: str = "", about: str = "",
    until_on: date | None = None, row_id: uuid.UUID | None = None,
) -> JobOpening:  # fmt: skip
    """A job the programme knows of; raises `NotPossible` where its last day has passed."""
    ensure(by, Action.JOB_SEARCH_EDIT)
    found = JobOpening.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if until_on is not None and until_on < clock.today():
        raise NotPossible("L’ultimo giorno è già passato: scegline uno da oggi in poi, o lascialo vuoto.")
    opening = JobOpening(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, title=title.strip(),
        employer=employer.strip(), place=place.strip(), link=link.strip(), about=about.strip(), until_on=until_on,
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    opening.save(force_insert=True)
    return opening


@transaction.atomic
def close_opening(*, opening: JobOpening, is_closed: bool, by: Actor) -> JobOpening:
    """Nobody is looked for any more, or again after all."""
    ensure(by, Action.JOB_SEARCH_EDIT)
    opening.is_closed = is_closed
    opening.save(update_fields=["is_closed"])
    return opening


@transaction.atomic
def add_application(
    *, case: Case, title: str, by: Actor, employer: str = "", opening: JobOpening | None = None,
    applied_on: date | None = None, channel: Channel | str = "", helped_by: Help | str = "", note: str = "",
    cv: Cv | None = None, row_id: uuid.UUID | None = None,
) -> JobApplication:  # fmt: skip
    """Prepared, or already sent when `applied_on` says so; raises `NotPossible` with what stands in the way."""
    found = JobApplication.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_active(case, by)
    if cv is not None and cv.case_id != case.id:
        raise NotPossible("Il curriculum è di un’altra persona.")
    if opening is not None and JobApplication.objects.alive().filter(case=case, opening=opening).exists():
        raise NotPossible("Per questa offerta c’è già una candidatura aperta: continua quella.")
    application = JobApplication(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, opening=opening, cv=cv, title=title.strip(),
        employer=employer.strip(), channel=Channel(channel) if channel else "",
        helped_by=Help(helped_by) if helped_by else "", note=note.strip(), recorded_by=by.id,
        recorded_by_label=by.label,
    )  # fmt: skip
    application.save(force_insert=True)
    if applied_on is not None:
        send_application(application=application, applied_on=applied_on, by=by)
    return application


@transaction.atomic
def send_application(
    *, application: JobApplication, applied_on: date, by: Actor, channel: Channel | str = "", helped_by: Help | str = ""
) -> JobApplication:
    """It leaves; raises `NotPossible` before the path began or after today."""
    _check_day(application.case, applied_on)
    application.applied_on = applied_on
    application.channel = Channel(channel) if channel else application.channel
    application.helped_by = Help(helped_by) if helped_by else application.helped_by
    application.save(update_fields=["applied_on", "channel", "helped_by"])
    APPLICATION.move(application, "send", by=by, on=applied_on)
    return application


@transaction.atomic
def answer_application(
    *, application: JobApplication, verb: str, on: date, by: Actor, note: str = ""
) -> JobApplication:
    """Refused, no answer, withdrawn, or opened again with its reason; a hiring has an action of its own."""
    if verb not in ("refuse", "give_up", "withdraw", "reopen"):
        raise NotPossible("Scegli che cosa è successo.")
    if application.applied_on is not None and on < application.applied_on:
        raise NotPossible(f"È stata mandata il {date_field(application.applied_on)}: la risposta viene dopo.")
    if verb == "reopen":
        _check_reopen(application)
    APPLICATION.move(application, verb, by=by, on=on, reason=note)
    return application


@transaction.atomic
def fix_interview(
    *, application: JobApplication, held_on: date, by: Actor, place: str = "", row_id: uuid.UUID | None = None
) -> JobInterview:
    """A job interview on a day, also to come; the application is at that point from now on."""
    found = JobInterview.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if application.state not in (ApplicationState.SENT, ApplicationState.INTERVIEW, ApplicationState.NO_ANSWER):
        raise NotPossible(f"Ora è {APPLICATION.labels[application.state]}: un colloquio segue una candidatura mandata.")
    if application.applied_on is not None and held_on < application.applied_on:
        raise NotPossible(f"È stata mandata il {date_field(application.applied_on)}: il colloquio viene dopo.")
    if application.interviews.filter(held_on=held_on).exists():
        raise NotPossible("Per quel giorno c’è già un colloquio: scrivi lì com’è andato.")
    if application.state != ApplicationState.INTERVIEW:
        APPLICATION.move(application, "invite", by=by, on=clock.today())
    interview = JobInterview(
        id=row_id or uuid.uuid4(), scope_id=application.scope_id, application=application, held_on=held_on,
        place=place.strip(), recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    interview.save(force_insert=True)
    return interview


@transaction.atomic
def tell_interview(
    *, interview: JobInterview, outcome: InterviewOutcome | str, by: Actor, to_improve: str = "", note: str = ""
) -> JobInterview:
    """How it went and what to do better; raises `NotPossible` for one still to come."""
    ensure(by, Action.JOB_SEARCH_EDIT)
    if interview.held_on > clock.today():
        raise NotPossible(f"È fissato per il {date_field(interview.held_on)}: si racconta da quel giorno.")
    interview.outcome = InterviewOutcome(outcome)
    interview.to_improve, interview.note = to_improve.strip(), note.strip()
    interview.recorded_at, interview.recorded_by, interview.recorded_by_label = clock.now(), by.id, by.label
    interview.save()
    return interview


@transaction.atomic
def record_hiring(
    *, application: JobApplication, contract: HiringContract | str, starts_on: date, by: Actor,
    ends_on: date | None = None, weekly_hours: Decimal | None = None, row_id: uuid.UUID | None = None,
) -> Hiring:  # fmt: skip
    """Hired: contract, days, hours a week; whoever writes outcomes is asked to report it."""
    found = Hiring.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    fault = hiring_fault(starts_on, ends_on, application.applied_on, clock.today())
    if fault:
        raise NotPossible(fault)
    if HiringContract(contract) == HiringContract.FIXED_TERM and ends_on is None:
        raise NotPossible("Un contratto a tempo determinato ha una fine: scrivi fino a quando.")
    APPLICATION.move(application, "hire", by=by, on=clock.today())
    hiring = Hiring(
        id=row_id or uuid.uuid4(), scope_id=application.scope_id, case_id=application.case_id, application=application,
        contract=HiringContract(contract), starts_on=starts_on, ends_on=ends_on, weekly_hours=weekly_hours,
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    hiring.save(force_insert=True)
    return hiring


@transaction.atomic
def void_hiring(*, hiring: Hiring, note: str, by: Actor) -> Hiring:
    """Correction: there was no hiring; the application opens again and the outcome, where told, is corrected above."""
    if hiring.is_void:
        raise NotPossible("Era già segnata come errore.")
    hiring.is_void, hiring.void_reason = True, note.strip()
    APPLICATION.move(hiring.application, "reopen", by=by, on=clock.today(), reason=note)
    hiring.save(update_fields=["is_void", "void_reason"])
    return hiring


def _check_active(case: Case, by: Actor) -> None:
    ensure(by, Action.JOB_SEARCH_EDIT)
    if not case.is_active():
        raise NotPossible(f"Ora il percorso è {CASE.labels[case.state]}: prima va riaperto.")


def _check_day(case: Case, day: date) -> None:
    if day > clock.today():
        raise NotPossible(NOT_AFTER)
    if day < case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(case.opened_on)}: la candidatura viene dopo.")


def _check_reopen(application: JobApplication) -> None:
    if application.applied_on is None:
        raise NotPossible("Non era partita: scrivine una nuova.")
    if application.hirings.filter(is_void=False).exists():
        raise NotPossible("C’è un’assunzione: se è sbagliata, segnala come errore.")
    others = JobApplication.objects.alive().filter(case_id=application.case_id, opening_id=application.opening_id)
    if application.opening_id and others.exists():
        raise NotPossible("Per questa offerta c’è già una candidatura aperta: continua quella.")
