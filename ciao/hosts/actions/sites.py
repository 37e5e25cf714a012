"""The units of a host: people at work, interns hired, dismissals, closing."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.hosts.enums import StopKind
from ciao.hosts.models import HiringRecord, Host, HostSite, HostStop

COUNTS = ("owners_count", "permanent_count", "fixed_term_count", "members_count", "apprentices_count")
LATER = "Scegli un giorno che non sia dopo oggi."
OTHERS = "Questa sede è di un altro ente: scegli una delle sue."


@transaction.atomic
def add_site(*, host: Host, name: str, by: Actor, row_id: uuid.UUID | None = None, **facts: Any) -> HostSite:
    """An operating unit, with the people at work where they are known; `row_id` makes sending twice harmless."""
    ensure(by, Action.HOST_EDIT)
    found = host.sites.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if host.sites.filter(name__iexact=name.strip()).exists():
        raise NotPossible("C’è già una sede con questo nome: aggiorna quella.")
    site = HostSite(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, name=name.strip(), recorded_by=by.id,
        **_counted(facts),
    )  # fmt: skip
    site.save(force_insert=True)
    return site


@transaction.atomic
def edit_site(*, site: HostSite, by: Actor, **facts: Any) -> HostSite:
    """What is known of a unit changes; the history keeps what was there."""
    ensure(by, Action.HOST_EDIT)
    closed_on = facts.get("closed_on")
    if closed_on is not None and closed_on > clock.today():
        raise NotPossible(LATER)
    given = _counted(facts)
    for name, value in given.items():
        setattr(site, name, value)
    site.save(update_fields=list(given))
    return site


@transaction.atomic
def record_hirings(
    *, host: Host, ended_on: date, ended_count: int, hired_count: int, by: Actor, site: HostSite | None = None,
    row_id: uuid.UUID | None = None,
) -> HiringRecord:  # fmt: skip
    """How many interns ended, and how many were hired for at least six months and half time (T15)."""
    ensure(by, Action.HOST_EDIT)
    found = host.hirings.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(host, site, ended_on)
    if hired_count > ended_count or ended_count < 1:
        raise NotPossible("Le persone assunte sono tra quelle che hanno finito: ricontrolla i due numeri.")
    record = HiringRecord(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, site=site, ended_on=ended_on,
        ended_count=ended_count, hired_count=hired_count, recorded_by=by.id,
    )  # fmt: skip
    record.save(force_insert=True)
    return record


@transaction.atomic
def record_stop(
    *, host: Host, kind: StopKind | str, happened_on: date, by: Actor, tasks: str = "", site: HostSite | None = None,
    row_id: uuid.UUID | None = None,
) -> HostStop:  # fmt: skip
    """Dismissals or short time: internships in the same tasks are warned about for as long as the parameter says."""
    ensure(by, Action.HOST_EDIT)
    found = host.stops.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    _check(host, site, happened_on)
    stop = HostStop(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, site=site, kind=StopKind(kind),
        happened_on=happened_on, tasks=tasks, recorded_by=by.id,
    )  # fmt: skip
    stop.save(force_insert=True)
    return stop


def _counted(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the day the people were counted, where somebody counted them and did not say when."""
    known = any(facts.get(name) is not None for name in COUNTS)
    return {**facts, "counted_on": facts.get("counted_on") or clock.today()} if known else facts


def _check(host: Host, site: HostSite | None, day: date) -> None:
    if day > clock.today():
        raise NotPossible(LATER)
    if site is not None and site.host_id != host.id:
        raise NotPossible(OTHERS)
