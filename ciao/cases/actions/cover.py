"""Standing in for a colleague on leave: reading opens and closes by itself, the team stays as it is."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from ciao.access.actions import grant
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import ActorKind, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.roles import ROLES
from ciao.cases.actions.notes import settle_notes
from ciao.cases.models import CaseWorker, Cover
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.programmes.models import Mandate

COVER = "sostituzione"
COVERING = "cover_colleague"
Held = tuple[uuid.UUID, Level]


@transaction.atomic
def cover_colleague(
    *, covered: Mandate, substitute: Mandate, starts_on: date, ends_on: date, by: Actor, row_id: uuid.UUID | None = None
) -> Cover:
    """The substitute reads the covered one's cases from a day to a day; sent twice it makes one.

    Raises `NotPossible` where the two do not work in the same programme, the substitute's role joins no team, the days
    are past, or the colleague is already covered then.
    """
    found = Cover.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    if covered.programme is None or covered.programme_id != substitute.programme_id:
        raise NotPossible("Le due persone lavorano in progetti diversi.")
    _check(covered, substitute, starts_on, ends_on)
    cover = Cover(
        id=row_id or uuid.uuid4(), scope_id=covered.scope_id, programme=covered.programme, covered=covered,
        substitute=substitute, starts_on=starts_on, ends_on=ends_on, recorded_by=by.id,
    )  # fmt: skip
    cover.save(force_insert=True)
    with acting(job(COVERING)):  # the coordinator may name a substitute without reading whose file opens
        for worker in _teams(cover):
            let_substitute_in(cover=cover, worker=worker, by=by)
        _settle_notes_of(cover, by)
    return cover


@transaction.atomic
def end_cover(*, cover: Cover, on: date, by: Actor) -> Cover:
    """The colleague is back earlier: reading closes that day."""
    if on > cover.ends_on:
        raise NotPossible(f"La sostituzione finisce già il {date_field(cover.ends_on)}.")
    cover.ends_on = max(on, cover.starts_on)
    cover.save(update_fields=["ends_on"])
    with acting(job(COVERING)):
        for worker in _teams(cover):
            for scope_id, _ in circles_of(cover, worker):
                end_covering(scope_id, cover, on)
        _settle_notes_of(cover, by)
    return cover


@transaction.atomic
def pass_covers(*, mandates: Sequence[Mandate], to: Mandate | None, on: date, by: Actor) -> int:
    """Who stands in for others leaves: a colleague stands in from the day after; returns how many covers pass on.

    A cover of whoever leaves ends with them. Where the new one is the very person who is away, nobody stands in.
    """
    passed = 0
    for cover in covers_of(mandates, on).select_related("covered", "substitute"):
        end_cover(cover=cover, on=min(on, cover.ends_on), by=by)
    for cover in covers_by(mandates, on).select_related("covered", "substitute"):
        first, last = on + timedelta(days=1), cover.ends_on
        stays = to is not None and to.user_id != cover.covered.user_id and first <= last
        if stays and to is not None and cover.starts_on > on:
            _replace_substitute(cover, to, on, by)
        else:
            end_cover(cover=cover, on=min(on, cover.ends_on), by=by)
        if stays and to is not None and cover.starts_on <= on:
            cover_colleague(covered=cover.covered, substitute=to, starts_on=first, ends_on=last, by=by)
        passed += stays
    return passed


def covers_by(mandates: Sequence[Mandate], day: date) -> QuerySet[Cover]:
    """The covers these mandates still give on a day or later."""
    return Cover.objects.to_come(day).filter(substitute__in=mandates)


def covers_of(mandates: Sequence[Mandate], day: date) -> QuerySet[Cover]:
    """The covers these mandates still have on a day or later."""
    return Cover.objects.to_come(day).filter(covered__in=mandates)


def let_substitute_in(*, cover: Cover, worker: CaseWorker, by: Actor) -> None:
    """The substitute stands in one team of the covered colleague, while both the cover and the place last."""
    first = max(cover.starts_on, worker.starts_on)
    last = min(cover.ends_on, worker.ends_on) if worker.ends_on else cover.ends_on
    if last < first:
        return
    for scope_id, level in circles_of(cover, worker):
        grant(
            scope=Scope(id=scope_id), holder_kind=ActorKind.MANDATE, holder_id=cover.substitute_id, level=level,
            why=COVER, by=by, starts_on=first, ends_on=last,
        )  # fmt: skip


def circles_of(cover: Cover, worker: CaseWorker) -> Iterator[Held]:
    """What a cover opens of one case: never more than the colleague reads, nor than the substitute's role may."""
    team, cap = ROLES[cover.covered.role].team, ROLES[cover.substitute.role].cap
    yield worker.case.scope_id, team & cap
    yield worker.case.person.scope_id, team & cap
    if worker.is_lead and worker.case.signal is not None:
        yield worker.case.signal.scope_id, Level.SIGNAL & cap


def end_covering(scope_id: uuid.UUID, cover: Cover, on: date) -> None:
    """Shortens what the substitute held in a circle for this cover; what never began ends where it starts."""
    held = Scope(id=scope_id).grants.filter(holder_id=cover.substitute_id, why=COVER, ends_on__gt=on)
    for one in held:
        one.ends_on = max(on, one.starts_on)
        one.save(update_fields=["ends_on"])


def expected_covers(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """The grants that covers explain on a day, for `ciao access check`."""
    for cover in Cover.objects.running(day).select_related("covered", "substitute"):
        for worker in _teams(cover).filter(starts_on__lte=day).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)):
            for scope_id, level in circles_of(cover, worker):
                yield scope_id, cover.substitute_id, int(level), COVER


def _teams(cover: Cover) -> QuerySet[CaseWorker]:
    """The places in teams that the colleague holds on some day of the cover."""
    rows = CaseWorker.objects.filter(mandate=cover.covered, starts_on__lte=cover.ends_on)
    standing = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=cover.starts_on))
    return standing.select_related("case__person", "case__signal")


def _replace_substitute(cover: Cover, to: Mandate, on: date, by: Actor) -> None:
    """A cover that has not begun changes hands whole."""
    with acting(job(COVERING)):
        workers = list(_teams(cover))
        for worker in workers:
            for scope_id, _ in circles_of(cover, worker):
                end_covering(scope_id, cover, on)
        cover.substitute = to
        cover.save(update_fields=["substitute"])
        for worker in workers:
            let_substitute_in(cover=cover, worker=worker, by=by)
        _settle_notes_of(cover, by)


def _settle_notes_of(cover: Cover, by: Actor) -> None:
    settle_notes(case_ids=[one.case_id for one in _teams(cover)], by=by)


def _check(covered: Mandate, substitute: Mandate, starts_on: date, ends_on: date) -> None:
    if covered.id == substitute.id or covered.user_id == substitute.user_id:
        raise NotPossible("Chi è via e chi sostituisce sono la stessa persona: scegli un’altra persona.")
    if not ROLES[substitute.role].team:
        raise NotPossible(f"Chi ha il ruolo «{substitute.role_label}» non entra nelle équipe.")
    if ends_on < starts_on:
        raise NotPossible("La fine della sostituzione viene dopo l’inizio.")
    if ends_on < clock.today():
        raise NotPossible("La sostituzione sarebbe già finita: scegli una fine da oggi in poi.")
    overlapping = Cover.objects.filter(covered=covered, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if overlapping is not None:
        days = f"dal {date_field(overlapping.starts_on)} al {date_field(overlapping.ends_on)}"
        raise NotPossible(f"C’è già una sostituzione {days}: chiudila prima, o scegli altri giorni.")
