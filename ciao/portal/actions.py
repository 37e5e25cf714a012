"""Giving a person the link to their own page, and stopping it."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta

from django.db import transaction

from ciao.access.actions import create_link, revoke_link
from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Link
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.people.actions import keeper
from ciao.people.models import Contact, Person, Protection
from ciao.people.panel import protection_of
from ciao.people.rules import is_care_of

LABEL = "pagina personale"
NOT_GIVEN = "La pagina personale non si dà: qualcuno potrebbe guardare il telefono. Ne parla la persona di riferimento."


@transaction.atomic
def give_page(*, person: Person, days: int, by: Actor) -> tuple[Link, str]:
    """A link that expires, in place of any before; its token is shown once.

    Raises `NotPossible` where somebody may watch the person's account and nobody has said it is safe.
    """
    ensure(by, Action.CASE_EDIT)
    if not is_safe(person.id, by):
        raise NotPossible(NOT_GIVEN)
    for one in open_links(person):
        revoke_link(link=one, by=by)
    end = datetime.combine(clock.today() + timedelta(days=days), time(23, 59), tzinfo=clock.ROME)
    return create_link(
        scope=person.scope, action=Action.OWN_FILE_VIEW, level=Level.NAME, label=LABEL, expires_at=end, by=by
    )


@transaction.atomic
def stop_page(*, person: Person, by: Actor) -> int:
    """Nobody enters by the link any more."""
    return len([revoke_link(link=one, by=by) for one in open_links(person)])


def open_links(person: Person) -> list[Link]:
    """The links of a person that still open."""
    rows = Link.objects.filter(scope_id=person.scope_id, action=Action.OWN_FILE_VIEW, revoked_at__isnull=True)
    return [one for one in rows if one.is_open()]


def is_safe(person_id: uuid.UUID, by: Actor) -> bool:
    """Whether the page may be given: always for who is not protected, by a written setting for who is."""
    standing = protection_of(person_id, by)
    if standing is not None:
        return standing.is_page_safe
    contact = Contact.objects.filter(person_id=person_id).first()
    return contact is None or not is_care_of(contact.address)


def shows_anything(person_id: uuid.UUID) -> bool:
    """Asked on opening, for who holds a link: the keeper answers, the bearer never learns why."""
    with keeper():
        standing = Protection.objects.standing().filter(person_id=person_id).first()
        return standing is None or standing.is_page_safe
