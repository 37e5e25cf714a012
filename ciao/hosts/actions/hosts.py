"""Finding bodies that take people in, and how far the talk with them has come."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actions import open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.hosts.lifecycle import HOST
from ciao.hosts.models import Host
from ciao.partners.models import Organization
from ciao.programmes.models import Programme


@transaction.atomic
def name_body(*, name: str, by: Actor) -> Organization:
    """The body of that name, however it is capitalised; written down where nobody knew it yet."""
    ensure(by, Action.HOST_EDIT)
    found = Organization.objects.named(name).first()
    return found or Organization.objects.create(name=name.strip())


@transaction.atomic
def add_host(
    *, programme: Programme, organization: Organization, by: Actor, trade: str = "", headcount: int | None = None,
    is_public: bool = False, ateco: str = "", referent: str = "", phone: str = "", email: str = "", note: str = "",
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
        organization=organization, trade=trade, ateco=ateco, headcount=headcount, is_public=is_public,
        referent=referent, phone=phone, email=email, note=note, recorded_by=by.id,
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
