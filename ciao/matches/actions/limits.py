"""What a place asks, which hosts a person does not go to, and where it would be dangerous to send them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.access.visibility import scopes
from ciao.cases.models import Case
from ciao.core import clock
from ciao.hosts.models import Host, Vacancy
from ciao.matches.models import DangerPlace, HostBar, PlaceTerms
from ciao.partners.models import Organization
from ciao.people.actions import circle_for, keeper
from ciao.people.actions.protection import circle_of
from ciao.people.models import Person
from ciao.people.rules import too_short
from ciao.territories.models import Municipality


@transaction.atomic
def save_terms(*, vacancy: Vacancy, by: Actor, **facts: Any) -> PlaceTerms:
    """What a place asks of who comes; written again it takes the place of what was there."""
    ensure(by, Action.HOST_EDIT)
    if (facts.get("seats") or 1) < 1:
        raise NotPossible("In un posto c’è almeno una persona.")
    row = PlaceTerms.objects.filter(vacancy=vacancy).first() or PlaceTerms(scope_id=vacancy.scope_id, vacancy=vacancy)
    for name, value in facts.items():
        setattr(row, name, value)
    row.recorded_at, row.recorded_by = clock.now(), by.id
    row.save()
    return row


@transaction.atomic
def bar_host(
    *, case: Case, host: Host, kind: str, by: Actor, note: str = "", row_id: uuid.UUID | None = None
) -> HostBar:
    """The person does not go to this host, whatever the place; `row_id` makes sending twice harmless."""
    ensure(by, Action.MATCH_EDIT)
    found = HostBar.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if not scopes(by, Level.INTERNSHIP).filter(id=case.scope_id).exists():
        raise NotPossible("Lo scrive chi è nella sua équipe: chiedi a chi la segue.")
    if HostBar.objects.filter(case=case, host=host, ends_on=None).exists():
        raise NotPossible("Questo ente è già fra quelli da evitare.")
    row = HostBar(
        id=row_id or uuid.uuid4(), scope_id=circle_for(case.person_id, case.scope_id), case=case, host=host, kind=kind,
        note=note.strip(), recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def lift_bar(*, bar: HostBar, by: Actor) -> HostBar:
    """From today the host may be proposed again."""
    ensure(by, Action.MATCH_EDIT)
    bar.ends_on = max(clock.today(), bar.starts_on)
    bar.save(update_fields=["ends_on"])
    return bar


@transaction.atomic
def name_danger(
    *, person: Person, by: Actor, municipality: Municipality | None = None, organization: Organization | None = None,
    words: str = "", why: str = "", row_id: uuid.UUID | None = None,
) -> DangerPlace:  # fmt: skip
    """Somewhere this person is never sent, from now on and by whoever matches; only named staff read it.

    Raises `NotPossible` with no place at all, and for who is not among those named.
    """
    ensure(by, Action.PROTECTION_EDIT)
    if municipality is None and organization is None and not words.strip():
        raise NotPossible("Scegli un comune o un ente, oppure scrivi il luogo.")
    with keeper():
        found = DangerPlace.objects.filter(id=row_id).first() if row_id else None
        if found is not None:
            return found
        row = DangerPlace(
            id=row_id or uuid.uuid4(), scope=circle_of(person.id, by), person=person, municipality=municipality,
            organization=organization, words=words.strip(), why=why.strip(), recorded_by=by.id,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


@transaction.atomic
def lift_danger(*, place: DangerPlace, reason: str, by: Actor) -> DangerPlace:
    """The danger is over, or it was a mistake: the reason stays on record with the place."""
    ensure(by, Action.PROTECTION_EDIT)
    if too_short(reason):
        raise NotPossible("Scrivi in una frase perché il luogo non è più pericoloso.")
    place.ends_on = max(clock.today(), place.starts_on)
    place.why = f"{place.why}\nTolto: {reason.strip()}".strip()
    place.save(update_fields=["ends_on", "why"])
    return place
