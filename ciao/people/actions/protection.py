"""Taking a person's data out of sight, and keeping away whoever must never reach them.

The keeper, a background job, moves the rows: whoever protects need not read all that is moved, and nothing is missed.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from ciao.access.actions import JOB, end_grants, grant, open_scope, revoke_link
from ciao.access.actor import Actor, acting, job, job_id
from ciao.access.enums import TEAM, Action, ActorKind, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant, Link, Protected, Scope
from ciao.access.requires import ensure
from ciao.access.roles import JOB_LEVELS, ROLES
from ciao.accounts.models import User
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.core.history import history_table
from ciao.documents.models import DocumentChange, IssuedDocument
from ciao.drafts.models import Draft
from ciao.files.models import StoredFile
from ciao.people.models import Contact, Identity, KeptAway, Person, ProtectedContact, Protection
from ciao.people.rules import alias_problem, care_of, too_short
from ciao.programmes.models import Mandate
from ciao.signatures.models import Signature, SignatureChange, SigningCode

NAMED = "fra chi legge i dati protetti"
KEEPER = "retention"
READS = TEAM | Level.SIGNAL | Level.PROTECTED
Moved = list[list[Any]]


@dataclass(frozen=True)
class Hidden:
    """What only named staff read from now on, beside what is moved out of the person's own tables."""

    iban: str = ""
    school: str = ""
    workplace: str = ""
    words: str = ""


def keeper() -> AbstractContextManager[Actor]:
    """The job that reaches every circle of a programme, and the circles of protections."""
    return acting(job(KEEPER))


@transaction.atomic
def protect_person(
    *, person: Person, alias: str, reason: str, starts_on: date, readers: Sequence[Mandate], by: Actor,
    hidden: Hidden | None = None, is_page_safe: bool = False, row_id: uuid.UUID | None = None,
) -> Protection:  # fmt: skip
    """Name, recapiti and codice fiscale move to a circle that only the named readers enter; elsewhere an alias stands.

    Papers issued before, files, history and drafts go with them; the personal link stops. `row_id` makes sending
    twice harmless. Raises `NotPossible` where the alias tells the name, or the data are protected already.
    """
    ensure(by, Action.PROTECTION_EDIT)
    with keeper():
        found = Protection.objects.filter(id=row_id).first() if row_id else None
        if found is not None:
            return found
        if Protection.objects.standing().filter(person_id=person.id).exists():
            raise NotPossible("I dati di questa persona sono già in sicurezza: li cura chi è fra chi li legge.")
        _check(person, alias, reason, starts_on)
        circle = open_circle(readers, by)
        protection = _record(person, circle, alias.strip(), reason.strip(), starts_on, is_page_safe, by, row_id)
        _take_out(protection, hidden or Hidden(), by)
        moved = _papers_of(person.id, circle)
        protection.moved = json.dumps(moved)
        protection.save(update_fields=["moved"])
        for link in Link.objects.filter(scope_id=person.scope_id, action=Action.OWN_FILE_VIEW, revoked_at=None):
            revoke_link(link=link, by=by)
    return protection


@transaction.atomic
def update_protected(
    *, protection: Protection, by: Actor, alias: str, is_page_safe: bool, given_name: str, family_name: str,
    fiscal_code: str, **contact: str,
) -> Protection:  # fmt: skip
    """What named staff correct: the name before the law, the alias, where the person is."""
    ensure(by, Action.PROTECTION_EDIT)
    problem = alias_problem(alias, given_name, family_name)
    if problem:
        raise NotPossible(problem)
    protection.given_name, protection.family_name = given_name, family_name
    protection.alias, protection.fiscal_code, protection.is_page_safe = alias.strip(), fiscal_code, is_page_safe
    protection.save()
    row = protection.contact
    for name, value in contact.items():
        setattr(row, name, value)
    row.save()
    with keeper():
        person = Person.objects.get(id=protection.person_id)
        person.given_name = alias.strip()
        person.save()
    return protection


@transaction.atomic
def change_reader(*, protection: Protection, mandate: Mandate, reads: bool, by: Actor) -> None:
    """One more named reader, or one fewer from this moment; raises `NotPossible` where nobody would be left."""
    ensure(by, Action.PROTECTION_EDIT)
    scope = Scope(id=protection.scope_id)
    if reads:
        _let_in(scope, mandate, by)
        return
    others = scope.grants.valid_on(clock.today()).filter(why=NAMED).exclude(holder_id=mandate.id)
    if not any(Level.PROTECTED in one.levels for one in others):
        raise NotPossible("È l’unica persona che li legge: prima nomina qualcun altro.")
    scope.grants.filter(holder_id=mandate.id, why=NAMED).update(level=0)
    end_grants(scope=scope, holder_id=mandate.id, on=clock.today(), why=NAMED)


def succeed_reader(*, person_id: uuid.UUID, leaving: uuid.UUID | None, joining: Mandate | None, by: Actor) -> None:
    """Whoever leaves the team stops reading; whoever becomes the reference reads, or nobody would be left."""
    with keeper():
        for protection in Protection.objects.standing().filter(person_id=person_id):
            scope = Scope(id=protection.scope_id)
            if joining is not None:
                _let_in(scope, joining, by)
            if leaving is not None:
                scope.grants.filter(holder_id=leaving, why=NAMED).update(level=0)
                end_grants(scope=scope, holder_id=leaving, on=clock.today(), why=NAMED)


@transaction.atomic
def end_protection(*, protection: Protection, reason: str, on: date, by: Actor) -> Protection:
    """The danger is over: name, recapiti, papers and rows go back where they were; the past stays out of sight."""
    ensure(by, Action.PROTECTION_EDIT)
    if too_short(reason):
        raise NotPossible("Scrivi in una frase perché la protezione finisce.")
    if not protection.starts_on <= on <= clock.today():
        raise NotPossible(f"La fine va dal {date_field(protection.starts_on)} a oggi.")
    with keeper():
        put_back(protection)
        _bring_back(protection)
        protection.ends_on, protection.end_reason = on, reason.strip()
        protection.save(update_fields=["ends_on", "end_reason"])
    return protection


@transaction.atomic
def keep_away(
    *, person: Person, circles: Sequence[uuid.UUID], by: Actor, tie: str, name: str = "", user: User | None = None,
    starts_on: date | None = None, row_id: uuid.UUID | None = None,
) -> KeptAway:  # fmt: skip
    """Somebody never reaches this person's file: what they already hold is cut at once, and no grant is written again.

    `circles` are the person's and their cases'. Raises `NotPossible` with neither a name nor a worker.
    """
    ensure(by, Action.PROTECTION_EDIT)
    if user is None and not name.strip():
        raise NotPossible("Scrivi chi è, o scegli chi lavora qui.")
    if user is not None and user.id == by.user_id:
        raise NotPossible("Non puoi indicare te: chiedi al coordinamento di passare il percorso.")
    with keeper():
        found = KeptAway.objects.filter(id=row_id).first() if row_id else None
        if found is not None:
            return found
        row = KeptAway(
            id=row_id or uuid.uuid4(), scope=circle_of(person.id, by), person=person, user=user, name=name.strip(),
            tie=tie.strip(), circles=list(circles), starts_on=starts_on or clock.today(), recorded_by=by.id,
        )  # fmt: skip
        row.save(force_insert=True)
        if user is not None:
            held = [one.id for one in Mandate.objects.filter(user_id=user.id)]
            reached = [
                *circles,
                *Scope.objects.filter(parent_id__in=circles).values_list("id", flat=True),
                row.scope_id,
            ]
            Grant.objects.filter(scope_id__in=reached, holder_id__in=held).update(level=0)
    return row


@transaction.atomic
def let_back(*, row: KeptAway, reason: str, by: Actor) -> KeptAway:
    """Correction: it was a mistake, or the reason is over; nothing is granted again by itself."""
    ensure(by, Action.PROTECTION_EDIT)
    if too_short(reason):
        raise NotPossible("Scrivi in una frase perché.")
    row.ends_on, row.end_reason = max(clock.today(), row.starts_on), reason.strip()
    row.save(update_fields=["ends_on", "end_reason"])
    return row


def kept_away(scope_id: uuid.UUID, user_id: uuid.UUID | None) -> bool:
    """Whether this user must never enter this circle; the database answers without showing why."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciao_kept_away(%s, %s)", [str(scope_id), str(user_id) if user_id else None])
        return bool(cursor.fetchone()[0])


def open_circle(readers: Iterable[Mandate], by: Actor) -> Scope:
    """A circle with no parent, which only those named enter, and the keeper."""
    circle = open_scope(ScopeKind.PERSON)
    grant(
        scope=circle, holder_kind=ActorKind.JOB, holder_id=job_id(KEEPER), level=JOB_LEVELS[KEEPER], why=JOB, by=None,
    )  # fmt: skip
    for one in readers:
        _let_in(circle, one, by)
    if by.mandate_id and by.mandate_id not in [one.id for one in readers]:
        grant(scope=circle, holder_kind=ActorKind.MANDATE, holder_id=by.mandate_id, level=READS, why=NAMED, by=by)
    return circle


def circle_of(person_id: uuid.UUID, by: Actor) -> Scope:
    """The circle of the standing protection, else the one of who was kept away before, else a new one."""
    standing = Protection.objects.standing().filter(person_id=person_id).select_related("scope").first()
    before = KeptAway.objects.filter(person_id=person_id).select_related("scope").first()
    found = standing or before
    if found is None:
        return open_circle([], by)
    if by.mandate_id and not found.scope.grants.valid_on(clock.today()).filter(holder_id=by.mandate_id).exists():
        raise NotPossible("Questi dati li cura un’altra persona: chiedi a chi segue il percorso.")
    return found.scope


def seal_rows(rows: Iterable[Protected], circle: Scope, level: Level | None = None) -> Moved:
    """Moves rows and all their past into a circle; returns where each stood."""
    moved: Moved = []
    for row in rows:
        model = type(row)
        moved.append([model._meta.label, str(row.pk), str(row.scope_id), getattr(row, "level", None)])
        narrow_history(model, row.pk, circle)
        new: dict[str, Any] = {"scope_id": circle.id}
        if level is not None and hasattr(row, "level"):
            new["level"] = int(level)
        model._default_manager.filter(pk=row.pk).update(**new)
    return moved


def narrow_history(model: type[Protected], row_id: uuid.UUID, circle: Scope) -> None:
    """The past of one row is read from now on only inside a circle."""
    table = history_table(model)
    if table:
        with connection.cursor() as cursor:
            cursor.execute("SELECT ciao_narrow_history(%s, %s, %s)", [table, str(row_id), str(circle.id)])


def put_back(protection: Protection) -> None:
    """Every row that was moved returns to the circle and the level it had."""
    for label, row_id, scope_id, level in json.loads(protection.moved or "[]"):
        new: dict[str, Any] = {"scope_id": scope_id}
        if level is not None:
            new["level"] = level
        apps.get_model(label)._default_manager.filter(pk=row_id).update(**new)


def _check(person: Person, alias: str, reason: str, starts_on: date) -> None:
    problem = alias_problem(alias, person.given_name, person.family_name)
    if problem:
        raise NotPossible(problem)
    if too_short(reason):
        raise NotPossible("Scrivi in una frase perché i dati vanno messi in sicurezza.")
    if starts_on > clock.today():
        raise NotPossible("Scegli una data che non sia dopo oggi.")


def _record(
    person: Person, circle: Scope, alias: str, reason: str, starts_on: date, is_page_safe: bool, by: Actor,
    row_id: uuid.UUID | None,
) -> Protection:  # fmt: skip
    identity = Identity.objects.filter(person_id=person.id).first()
    protection = Protection(
        id=row_id or uuid.uuid4(), scope=circle, person=person, alias=alias, given_name=person.given_name,
        family_name=person.family_name, former_alias=person.alias, reason=reason, starts_on=starts_on,
        fiscal_code=identity.fiscal_code if identity else "", domicile_id=identity.domicile_id if identity else None,
        is_page_safe=is_page_safe, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    protection.save(force_insert=True)
    return protection


def _take_out(protection: Protection, hidden: Hidden, by: Actor) -> None:
    circle, person_id = Scope(id=protection.scope_id), protection.person_id
    person = Person.objects.select_related("controller").get(id=person_id)
    contact = Contact.objects.filter(person_id=person_id).first() or Contact(scope_id=person.scope_id, person=person)
    ProtectedContact(
        scope=circle, protection=protection, phone=contact.phone, email=contact.email, address=contact.address,
        iban=hidden.iban, school=hidden.school, workplace=hidden.workplace,
        words="\n".join(filter(None, (contact.words, contact.hours, hidden.words))),
    ).save(force_insert=True)  # fmt: skip
    identity = Identity.objects.filter(person_id=person_id).first()
    for row in filter(None, (person, contact, identity)):
        narrow_history(type(row), row.pk, circle)
    person.given_name, person.family_name, person.alias = protection.alias, "", ""
    person.save()
    contact.phone, contact.email, contact.channel, contact.hours, contact.words = "", "", "", "", ""
    contact.address = care_of(person.controller.name)
    contact.save()
    if identity is not None:
        identity.fiscal_code, identity.domicile = "", None
        identity.save()


def _bring_back(protection: Protection) -> None:
    person = Person.objects.get(id=protection.person_id)
    person.given_name, person.family_name = protection.given_name, protection.family_name
    person.alias = protection.former_alias
    person.save()
    kept, contact = protection.contact, Contact.objects.get(person_id=person.id)
    contact.phone, contact.email, contact.address, contact.words = kept.phone, kept.email, kept.address, kept.words
    contact.save()
    identity = Identity.objects.filter(person_id=person.id).first()
    if identity is not None:
        identity.fiscal_code, identity.domicile = protection.fiscal_code, protection.domicile
        identity.save()


def _papers_of(person_id: uuid.UUID, circle: Scope) -> Moved:
    """Papers issued with the name, their signatures, every file about the person; what others were typing is erased."""
    documents = list(IssuedDocument.objects.filter(person_id=person_id))
    moved = seal_documents(documents, circle)
    taken = {row[1] for row in moved}
    files = [one for one in StoredFile.objects.filter(person_id=person_id) if str(one.pk) not in taken]
    Draft.objects.filter(subject_id=person_id).delete()
    return [*moved, *seal_rows(files, circle, Level.PROTECTED)]


def seal_documents(documents: Sequence[IssuedDocument], circle: Scope) -> Moved:
    """Documents with their story, signatures, codes and files."""
    signatures = list(Signature.objects.filter(document__in=documents))
    files = {one.file_id for one in documents} | {one.file_id for one in signatures if one.file_id}
    groups: list[Iterable[Protected]] = [
        documents, DocumentChange.objects.filter(document__in=documents), signatures,
        SignatureChange.objects.filter(signature__in=signatures), SigningCode.objects.filter(signature__in=signatures),
        StoredFile.objects.filter(id__in=files),
    ]  # fmt: skip
    return [line for rows in groups for line in seal_rows(list(rows), circle, Level.PROTECTED)]


def _let_in(scope: Scope, mandate: Mandate, by: Actor) -> None:
    if scope.grants.valid_on(clock.today()).filter(holder_id=mandate.id, why=NAMED, level__gt=0).exists():
        return
    cap = ROLES[mandate.role].cap
    level = READS if Level.PROTECTED in cap else Level.INTERNSHIP
    grant(scope=scope, holder_kind=ActorKind.MANDATE, holder_id=mandate.id, level=level, why=NAMED, by=by)
