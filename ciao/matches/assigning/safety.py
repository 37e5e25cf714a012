"""Which places are not safe for whom, read in full by the keeper: only the answer leaves, never the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from ciao.cases.models import Availability, Case
from ciao.core import clock
from ciao.core.names import search_key
from ciao.hosts.models import Vacancy
from ciao.matches.assigning.danger import Danger, Surroundings, all_words, is_near
from ciao.matches.models import DangerPlace, Match
from ciao.people.actions import keeper
from ciao.people.models import Identity, KeptAway, ParentalResponsibility, Person
from ciao.programmes.models import Mandate


def unsafe(cases: Sequence[Case], vacancies: Sequence[Vacancy]) -> dict[UUID, frozenset[str]]:
    """For each case the places (ids as text) it must never be matched with, whoever asks.

    `vacancies` come with host and organization.
    """
    with keeper():
        dangers = _dangers({one.person_id for one in cases})
        around = {str(one.id): _surroundings(one) for one in vacancies}
    return {
        case.id: frozenset(key for key, spot in around.items() if is_near(dangers.get(case.person_id, Danger()), spot))
        for case in cases
    }


def _surroundings(vacancy: Vacancy) -> Surroundings:
    host = vacancy.host
    comuni = {vacancy.municipality_id, host.organization.municipality_id} - {None}
    words = all_words((host.organization.name, host.referent, vacancy.title, vacancy.access, vacancy.tasks, host.note))
    return Surroundings(frozenset(comuni), str(host.organization_id), str(host.id), words)  # type: ignore[arg-type]


def _dangers(person_ids: set[UUID]) -> dict[UUID, Danger]:
    today = clock.today()
    standing = Q(ends_on=None) | Q(ends_on__gt=today)
    comuni: dict[UUID, set[str]] = defaultdict(set)
    bodies: dict[UUID, set[str]] = defaultdict(set)
    names: dict[UUID, set[str]] = defaultdict(set)
    for place in DangerPlace.objects.filter(standing, person_id__in=person_ids):
        comuni[place.person_id] |= {one for one in [place.municipality_id] if one}
        bodies[place.person_id] |= {str(one) for one in [place.organization_id] if one}
        names[place.person_id].add(place.words)
    away = list(KeptAway.objects.filter(standing, person_id__in=person_ids).select_related("user"))
    for one in away:
        names[one.person_id] |= {one.name, one.user.get_full_name() if one.user else ""}
    _add_employers(away, bodies)
    for holder in ParentalResponsibility.objects.filter(person_id__in=person_ids, is_danger=True):
        names[holder.person_id].add(holder.name)
    hosts = _where_they_are(names, comuni)
    return {
        one: Danger(
            frozenset(comuni[one]), frozenset(bodies[one]), frozenset(filter(str.strip, names[one])),
            frozenset(hosts[one]),
        )
        for one in person_ids
    }  # fmt: skip


def _add_employers(away: Iterable[KeptAway], bodies: dict[UUID, set[str]]) -> None:
    """Whoever works in the programme is found at the body they work for."""
    people = {one.user_id: one.person_id for one in away if one.user_id}
    for user_id, organization_id in Mandate.objects.filter(user_id__in=people).values_list(
        "user_id", "organization_id"
    ):
        bodies[people[user_id]].add(str(organization_id))


def _where_they_are(names: dict[UUID, set[str]], comuni: dict[UUID, set[str]]) -> dict[UUID, set[str]]:
    """A danger who is known here too, by the same name: the comuni where they live, the hosts where they are placed."""
    keys = {key: person for person, all_names in names.items() for one in all_names if (key := search_key(one))}
    found: dict[UUID, UUID] = {}
    for other, key in Person.objects.filter(search_key__in=keys).values_list("id", "search_key"):
        found[other] = keys[key]
    hosts: dict[UUID, set[str]] = defaultdict(set)
    for identity in Identity.objects.filter(person_id__in=found):
        comuni[found[identity.person_id]] |= {one for one in (identity.residence_id, identity.domicile_id) if one}
    starts = Availability.objects.filter(case__person_id__in=found, starts_from__isnull=False)
    for other, comune in starts.values_list("case__person_id", "starts_from_id"):
        comuni[found[other]].add(str(comune))
    placed = Match.objects.live().filter(case__person_id__in=found)
    for other, host in placed.values_list("case__person_id", "vacancy__host_id"):
        hosts[found[other]].add(str(host))
    return hosts
