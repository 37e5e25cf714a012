"""The places a host offers: added, changed, taken, free again, closed."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core.formats import date_field
from ciao.hosts.enums import HostState, VacancyState
from ciao.hosts.lifecycle import HOST, VACANCY
from ciao.hosts.models import Host, HostSite, Vacancy
from ciao.territories.models import Municipality


@transaction.atomic
def add_vacancy(
    *, host: Host, title: str, starts_on: date, by: Actor, tasks: str = "", municipality: Municipality | None = None,
    access: str = "", weekly_hours: Decimal | None = None, ends_on: date | None = None, site: HostSite | None = None,
    row_id: uuid.UUID | None = None, **more: Any,
) -> Vacancy:  # fmt: skip
    """A place at a host, to propose to somebody; `row_id` makes sending twice harmless.

    `more` are the further facts of a place: skills, days, limits, who may come. Raises `NotPossible` where the door is
    not open, the site is another host's or closed, or the dates are out of order.
    """
    ensure(by, Action.HOST_EDIT)
    found = host.vacancies.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if host.state != HostState.AVAILABLE:
        raise NotPossible(f"Ora è {HOST.labels[host.state]}: prima segna che è disponibile, poi aggiungi il posto.")
    if ends_on is not None and ends_on < starts_on:
        raise NotPossible(f"Il posto comincia il {date_field(starts_on)}: la fine viene dopo.")
    _check_site(host, site)
    vacancy = Vacancy(
        id=row_id or uuid.uuid4(), scope_id=host.scope_id, host=host, title=title, tasks=tasks,
        municipality=municipality, access=access, weekly_hours=weekly_hours, starts_on=starts_on, ends_on=ends_on,
        site=site, recorded_by=by.id, **more,
    )  # fmt: skip
    vacancy.save(force_insert=True)
    return vacancy


@transaction.atomic
def edit_vacancy(*, vacancy: Vacancy, by: Actor, **facts: Any) -> Vacancy:
    """What a place offers changes, until it is closed."""
    ensure(by, Action.HOST_EDIT)
    if vacancy.state == VacancyState.CLOSED:
        raise NotPossible("Il posto è chiuso: riaprilo, poi cambialo.")
    _check_site(vacancy.host, facts.get("site"))
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


def _check_site(host: Host, site: HostSite | None) -> None:
    if site is not None and site.host_id != host.id:
        raise NotPossible("Questa sede è di un altro ente: scegli una delle sue.")
    if site is not None and site.closed_on is not None:
        raise NotPossible(f"La sede è chiusa dal {date_field(site.closed_on)}: scegline un’altra.")
