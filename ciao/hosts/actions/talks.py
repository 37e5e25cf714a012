"""Keeping up the talk with a host: who is there, what was said, when to talk again."""

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
from ciao.hosts.enums import HostState, TalkWay
from ciao.hosts.lifecycle import HOST
from ciao.hosts.models import Host, HostContact, HostSite, HostTalk


@transaction.atomic
def add_contact(
    *, host: Host, name: str, by: Actor, role: str = "", phone: str = "", email: str = "",
    site: HostSite | None = None, row_id: uuid.UUID | None = None,
) -> HostContact:  # fmt: skip
    """Somebody to talk with; `row_id` makes sending twice harmless."""
    ensure(by, Action.HOST_EDIT)
    found = host.contacts.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if site is not None and site.host_id != host.id:
        raise NotPossible("Questa sede è di un altro ente: scegli una delle sue.")
    contact = HostContact(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, site=site, name=name, role=role, phone=phone,
        email=email, recorded_by=by.id,
    )  # fmt: skip
    contact.save(force_insert=True)
    return contact


@transaction.atomic
def edit_contact(
    *, contact: HostContact, name: str, by: Actor, role: str = "", phone: str = "", email: str = "",
    site: HostSite | None = None, left_on: date | None = None,
) -> HostContact:  # fmt: skip
    """What is known of somebody changes, or they no longer work there."""
    ensure(by, Action.HOST_EDIT)
    if left_on is not None and left_on > clock.today():
        raise NotPossible("Scegli un giorno che non sia dopo oggi.")
    given = {"name": name, "role": role, "phone": phone, "email": email, "site": site, "left_on": left_on}
    for field, value in given.items():
        setattr(contact, field, value)
    contact.save(update_fields=list(given))
    return contact


@transaction.atomic
def record_talk(
    *, host: Host, talked_on: date, way: TalkWay | str, said: str, by: Actor, contact: HostContact | None = None,
    next_on: date | None = None, next_step: str = "", row_id: uuid.UUID | None = None,
) -> HostTalk:  # fmt: skip
    """What was said, and when to talk again; the first time, a host still to contact becomes contacted.

    Raises `NotPossible` for a day that has not come, a next day before it, or somebody of another host.
    """
    ensure(by, Action.HOST_EDIT)
    found = host.talks.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(host, talked_on, contact, next_on)
    talk = HostTalk(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, contact=contact, talked_on=talked_on,
        way=TalkWay(way), said=said, next_on=next_on, next_step=next_step, recorded_by=by.id,
        recorded_by_label=by.label,
    )  # fmt: skip
    talk.save(force_insert=True)
    if host.state == HostState.LEAD:
        HOST.move(host, "contact", by=by, on=talked_on)
    return talk


def _check(host: Host, talked_on: date, contact: HostContact | None, next_on: date | None) -> None:
    if talked_on > clock.today():
        raise NotPossible("Scrivi un contatto che c’è già stato: per il prossimo c’è «Risentirsi il».")
    if next_on is not None and next_on < talked_on:
        raise NotPossible(f"Il contatto è del {date_field(talked_on)}: ci si risente dopo.")
    if contact is not None and contact.host_id != host.id:
        raise NotPossible("Questa persona è di un altro ente: scegli chi lavora qui.")
