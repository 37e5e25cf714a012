"""Finding bodies that take people in, keeping up the talk with them, and the places they offer."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ciao.access.actions import open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core.formats import date_field
from ciao.hosts.enums import HostState, VacancyState
from ciao.hosts.lifecycle import HOST, VACANCY
from ciao.hosts.models import Host, Vacancy
from ciao.partners.models import Organization
from ciao.programmes.models import Programme
from ciao.territories.models import Municipality


@transaction.atomic
def name_body(*, name: str, by: Actor) -> Organization:
    """The body of that name, however it is capitalised; written down where nobody knew it yet."""
    ensure(by, Action.HOST_EDIT)
    found = Organization.objects.named(name).first()
    return found or Organization.objects.create(name=name.strip())


@transaction.atomic
def add_host(
    *, programme: Programme, organization: Organization, by: Actor, trade: str = "", headcount: int | None = None,
    is_public: bool = False, referent: str = "", phone: str = "", email: str = "", note: str = "",
    row_id: uuid.UUID | None = None,
) -> Host:  # fmt: skip
    """A body that may take people in, in its own circle; `row_id` makes sending twice harmless."""
    ensure(by, Action.HOST_EDIT)
    found = Host.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if Host.objects.filter(programme=programme, organization=organization).exists():
        raise NotPossible(f"{organization} è già tra gli enti ospitanti: cercalo nell’elenco.")
    host = Host(
        id=row_id or uuid.uuid4(), scope=open_scope(ScopeKind.HOST, parent=programme.scope), programme=programme,
        organization=organization, trade=trade, headcount=headcount, is_public=is_public, referent=referent,
        phone=phone, email=email, note=note, recorded_by=by.id,
    )  # fmt: skip
    host.save(force_insert=True)
    return host


@transaction.atomic
def edit_host(*, host: Host, by: Actor, **facts: Any) -> Host:
    """What is known of a host changes; the history keeps what was there."""
    ensure(by, Action.HOST_EDIT)
    for name, value in facts.items():
        setattr(host, name, value)
    host.save(update_fields=list(facts))
    return host


@transaction.atomic
def move_host(*, host: Host, verb: str, on: date, by: Actor, note: str = "") -> Host:
    """The talk with a host goes one step on, or back with a reason."""
    ensure(by, Action.HOST_EDIT)
    HOST.move(host, verb, by=by, on=on, reason=note)
    return host


@transaction.atomic
def add_vacancy(
    *, host: Host, title: str, starts_on: date, by: Actor, tasks: str = "", municipality: Municipality | None = None,
    access: str = "", weekly_hours: Decimal | None = None, ends_on: date | None = None,
    row_id: uuid.UUID | None = None,
) -> Vacancy:  # fmt: skip
    """A place at a host, to propose to somebody; `row_id` makes sending twice harmless."""
    ensure(by, Action.HOST_EDIT)
    found = host.vacancies.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if host.state != HostState.AVAILABLE:
        raise NotPossible(f"Ora è {HOST.labels[host.state]}: prima segna che è disponibile, poi aggiungi il posto.")
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible(f"Il posto comincia il {date_field(starts_on)}: la fine viene dopo.")
    vacancy = Vacancy(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, title=title, tasks=tasks,
        municipality=municipality, access=access, weekly_hours=weekly_hours, starts_on=starts_on, ends_on=ends_on,
        recorded_by=by.id,
    )  # fmt: skip
    vacancy.save(force_insert=True)
    return vacancy


@transaction.atomic
def edit_vacancy(*, vacancy: Vacancy, by: Actor, **facts: Any) -> Vacancy:
    """What a place offers changes, until it is closed."""
    ensure(by, Action.HOST_EDIT)
    if vacancy.state == VacancyState.CLOSED:
        raise NotPossible("Il posto è chiuso: riaprilo, poi cambialo.")
    for name, value in facts.items():
        setattr(vacancy, name, value)
    vacancy.save(update_fields=list(facts))
    return vacancy


@transaction.atomic
def move_vacancy(*, vacancy: Vacancy, verb: str, on: date, by: Actor, note: str = "") -> Vacancy:
    """A place is taken, free again, or no longer there."""
    ensure(by, Action.HOST_EDIT)
    VACANCY.move(vacancy, verb, by=by, on=on, reason=note)
    return vacancy
