"""Giving a certificate to who has the right to it, and keeping one brought from outside."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection, transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.cases.models import Case
from ciao.certificates.actions.figures import Candidate, candidates, internship_judgement, subject_years, terms_of
from ciao.certificates.enums import Origin, Subject
from ciao.certificates.models import Certificate, CertificateCode
from ciao.certificates.rules import CODE_LENGTH, LETTERS, Judgement, expiry_of
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.files.models import StoredFile
from ciao.internships.models import Internship
from ciao.services.models import Edition, Enrolment

ATTESTATION = "Attestazione di tirocinio"


@dataclass(frozen=True)
class _Gift:
    """What is about to be certified, and of whom: what the three kinds have in common."""

    case_id: uuid.UUID
    scope_id: uuid.UUID
    programme_id: uuid.UUID
    level: Level
    origin: Origin
    subject: str
    title: str
    planned_hours: Decimal
    attended_hours: Decimal
    judgement: Judgement


@transaction.atomic
def issue_certificate(
    *, enrolment: Enrolment, issued_on: date, by: Actor, has_requisites: bool = False, row_id: uuid.UUID | None = None
) -> Certificate:
    """A numbered certificate for one person; raises `NotPossible` with everything that is missing.

    `has_requisites` says that whoever issues it has checked what the rule asks besides hours and test.
    """
    ensure(by, Action.CERTIFICATE_ISSUE)
    found = Certificate.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    edition = enrolment.edition
    locked = Enrolment.objects.select_for_update(of=("self",)).get(id=enrolment.id)
    return _issue(edition, candidates(edition, [locked])[0], issued_on, by, has_requisites, row_id)


@transaction.atomic
def issue_to_all(
    *, edition: Edition, enrolments: Sequence[Enrolment], issued_on: date, by: Actor, has_requisites: bool = False
) -> list[Certificate]:
    """Everybody chosen who has the right and no certificate yet; doing it twice gives nothing more.

    Raises `NotPossible` where nobody of them has the right.
    """
    ensure(by, Action.CERTIFICATE_ISSUE)
    ids = [one.id for one in enrolments]
    locked = list(Enrolment.objects.select_for_update(of=("self",)).filter(id__in=ids, edition=edition).order_by("id"))
    due = [one for one in candidates(edition, locked) if one.judgement.is_due and one.certificate is None]
    if not due:
        raise NotPossible("Nessuna delle persone scelte ha diritto a un attestato nuovo: guarda che cosa manca.")
    return [_issue(edition, one, issued_on, by, has_requisites, None) for one in due]


@transaction.atomic
def issue_internship_certificate(
    *, internship: Internship, issued_on: date, by: Actor, row_id: uuid.UUID | None = None
) -> Certificate:
    """The certificate of an internship, from the share of hours the rule asks (T6); `NotPossible` with what is missing.

    Source: DGR Lombardia X/7763 of 2018.
    """
    ensure(by, Action.CERTIFICATE_ISSUE)
    found = Certificate.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    judged = internship_judgement(internship)
    if judged is None:
        raise NotPossible("Manca il progetto formativo: senza, non si sa quante ore servono.")
    facts, judgement = judged
    if Certificate.objects.standing().filter(internship=internship).exists():
        raise NotPossible("Per questo tirocinio ha già l’attestazione.")
    _check_day(issued_on, internship.last_day if facts.is_ended else internship.starts_on)
    gift = _Gift(
        internship.case_id, internship.scope_id, internship.case.programme_id, Level.INTERNSHIP, Origin.INTERNSHIP,
        Subject.ATTENDANCE, ATTESTATION, facts.total_hours, facts.attended_hours, judgement,
    )  # fmt: skip
    return _give(gift, issued_on, by, row_id, internship=internship)


@transaction.atomic
def record_outside_certificate(
    *, case: Case, title: str, subject: Subject | str, issued_on: date, by: Actor, issuer: str = "",
    expires_on: date | None = None, file: StoredFile | None = None, row_id: uuid.UUID | None = None,
) -> Certificate:  # fmt: skip
    """One the person brings: no number of ours; without a date of its own the end follows the subject's years."""
    ensure(by, Action.CERTIFICATE_ISSUE)
    found = Certificate.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check_day(issued_on, date.min)
    if expires_on is not None and expires_on < issued_on:
        raise NotPossible("La scadenza viene dopo il rilascio.")
    certificate = Certificate(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, level=int(Level.ATTENDANCE), programme_id=case.programme_id,
        case=case, origin=Origin.OUTSIDE, subject=Subject(subject), title=title.strip(), issued_on=issued_on,
        expires_on=expires_on or expiry_of(issued_on, subject_years(subject, issued_on)[0]), issuer=issuer.strip(),
        file=file, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    certificate.save(force_insert=True)
    return certificate


def hash_code(code: str) -> str:
    """What is compared of a code: SHA-256, enough for eighty random bits behind a limited page."""
    return hashlib.sha256(code.encode()).hexdigest()


def _issue(
    edition: Edition, one: Candidate, issued_on: date, by: Actor, has_requisites: bool, row_id: uuid.UUID | None
) -> Certificate:
    rule = terms_of(edition)
    if rule is None:
        raise NotPossible(" ".join(one.judgement.missing))
    if one.certificate is not None:
        raise NotPossible("Per questo corso ha già un attestato.")
    if rule.requisites and not has_requisites:
        raise NotPossible(f"Prima controlla che abbia anche questo: {rule.requisites}")
    _check_day(issued_on, _last_meeting(edition, one.enrolment.enrolled_on))
    gift = _Gift(
        one.enrolment.case_id, one.enrolment.scope_id, edition.service.programme_id, Level.ATTENDANCE, Origin.COURSE,
        rule.subject, rule.title, one.facts.planned_hours, one.facts.attended_hours, one.judgement,
    )  # fmt: skip
    return _give(gift, issued_on, by, row_id, enrolment=one.enrolment, rule=rule)


def _give(gift: _Gift, issued_on: date, by: Actor, row_id: uuid.UUID | None, **about: object) -> Certificate:
    if gift.judgement.missing:
        raise NotPossible(" ".join(gift.judgement.missing))
    expires_on = expiry_of(issued_on, subject_years(gift.subject, issued_on)[0])
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    checked = CertificateCode.objects.create(code_hash=hash_code(code), expires_on=expires_on)
    certificate = Certificate(
        id=row_id or uuid.uuid4(), scope_id=gift.scope_id, level=int(gift.level), programme_id=gift.programme_id,
        case_id=gift.case_id, origin=gift.origin, subject=gift.subject, title=gift.title, year=issued_on.year,
        number=_next_number(gift.programme_id, issued_on.year), issued_on=issued_on, expires_on=expires_on,
        planned_hours=gift.planned_hours, attended_hours=gift.attended_hours, needed_hours=gift.judgement.needed_hours,
        explanation=gift.judgement.lines, code=code, checked=checked, recorded_by=by.id, recorded_by_label=by.label,
        **about,
    )  # fmt: skip
    certificate.save(force_insert=True)
    return certificate


def _check_day(issued_on: date, earliest: date) -> None:
    if issued_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")
    if issued_on < earliest:
        raise NotPossible(f"L’attestato viene dopo la fine, il {date_field(earliest)}.")


def _last_meeting(edition: Edition, enrolled_on: date) -> date:
    held: Iterable[date] = (one.day for one in edition.sessions.exclude(state="off"))
    return max(held, default=enrolled_on)


def _next_number(programme_id: uuid.UUID, year: int) -> int:
    """The next of the programme's series of certificates of the year; safe when two people issue at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_next_number(%s, %s)", [str(programme_id), f"certificate:{year}"])
        return int(cursor.fetchone()[0])
