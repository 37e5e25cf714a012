"""From tables to seekers and spots, in a fixed number of queries; each reader's own, but for age, counts and safety."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.assessments.models import Skill, SkillProfile
from ciao.cases.enums import Title, WorkBurden, WorkField
from ciao.cases.models import Availability, Case, WorkWish
from ciao.core import clock
from ciao.hosts.capacity import quota_terms
from ciao.hosts.enums import HostState, VacancyState
from ciao.hosts.models import Vacancy
from ciao.hosts.rules import quota
from ciao.matches.assigning.asked import asked_of
from ciao.matches.assigning.safety import unsafe
from ciao.matches.enums import BarKind, MatchState, RefusedBy
from ciao.matches.models import HostBar, Match, MatchChange, PlaceTerms
from ciao.matches.rules import Seeker, Spot, Weights, fields_told_by, stems
from ciao.people.models import Identity
from ciao.people.rules import age_on
from ciao.plans.enums import PlanState, SupportKind
from ciao.plans.models import Support
from ciao.programmes.models import Programme
from ciao.programmes.parameters import parameter
from ciao.services.composer.gathering import areas_of

LABELS: dict[str, str] = {
    key: str(label) for choices in (Title, WorkBurden, WorkField, BarKind) for key, label in choices.choices
}
SAID_YES = ("person_yes", "person_yes_too")


@dataclass(frozen=True)
class Field:
    """Everybody and every place looked at together: rows by id and what the rules read of them."""

    cases: dict[UUID, Case]
    vacancies: dict[UUID, Vacancy]
    seekers: dict[UUID, Seeker]
    spots: dict[UUID, Spot]
    weights: Weights


def weights_on(day: date) -> Weights:
    """What each part is worth on a day, and the least age."""
    names = ("weight_wishes", "weight_hours", "weight_travel", "weight_interest", "weight_support", "unmatched_points",
             "least_age")  # fmt: skip
    return Weights(*(int(parameter(f"match_{name}", day)) for name in names))


def field_of(cases: Sequence[Case], vacancies: Sequence[Vacancy], by: Actor, *, but: UUID | None = None) -> Field:
    """Seekers and spots; `but` is a match that does not count among those that hold a place."""
    known = {one.case_id: one for one in _seen(Availability, by).filter(case__in=cases)}
    comuni = {one.starts_from_id for one in known.values()} | {one.municipality_id for one in vacancies}
    areas = areas_of(comuni)
    return Field(
        {one.id: one for one in cases}, {one.id: one for one in vacancies},
        _seekers(cases, vacancies, known, areas, by), _spots(vacancies, areas, but), weights_on(clock.today()),
    )  # fmt: skip


def open_places(programme: Programme, by: Actor) -> list[Vacancy]:
    """Places one may propose: free, of hosts whose door is open, not over yet."""
    rows: Any = visible(Vacancy.objects, by, Action.MATCH_VIEW).filter(host__programme=programme)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), state=VacancyState.OPEN)
    rows = rows.filter(host__state=HostState.AVAILABLE).select_related("host__organization", "municipality", "terms")
    return list(rows.order_by("host__organization__name", "title", "id"))


def _seen(model: Any, by: Actor) -> Any:
    return visible(model.objects, by, Action.MATCH_VIEW)


def _seekers(
    cases: Sequence[Case], vacancies: Sequence[Vacancy], known: dict[UUID, Availability],
    areas: dict[str, frozenset[str]], by: Actor,
) -> dict[UUID, Seeker]:  # fmt: skip
    wishes = {one.case_id: one for one in _seen(WorkWish, by).filter(case__in=cases)}
    ages, words, supported = _ages(cases), _words(cases, by), _supported(cases)
    barred, (liked, refused) = _barred(cases, by), _said(cases, by)
    danger = unsafe(cases, vacancies)
    found = {}
    for queue, case in enumerate(sorted(cases, key=lambda one: (one.opened_on, one.number))):
        own, wish = known.get(case.id), wishes.get(case.id)
        found[case.id] = Seeker(
            str(case.id), queue, ages.get(case.person_id), **_when(own, areas), **_wished(wish, words.get(case.id, "")),
            has_support=case.id in supported, liked=liked[case.id], refused=refused[case.id],
            barred=barred.get(case.id, {}), danger=danger[case.id],
        )  # fmt: skip
    return found


def _when(own: Availability | None, areas: dict[str, frozenset[str]]) -> dict[str, Any]:
    if own is None:
        return {}
    comune = own.starts_from_id or ""
    return {
        "starts_on": own.starts_on, "ends_on": own.ends_on, "days": frozenset(own.days),
        "parts": frozenset(own.parts), "most_hours": own.weekly_hours, "comune": comune,
        "areas": areas.get(comune, frozenset()), "reach": own.reach, "italian": own.italian,
    }  # fmt: skip


def _wished(wish: WorkWish | None, more: str) -> dict[str, Any]:
    if wish is None:
        return {"words": stems(more)}
    return {
        "wanted": frozenset(wish.wanted), "unwanted": frozenset(wish.unwanted), "avoids": frozenset(wish.burdens),
        "titles": frozenset(wish.titles), "wanted_hours": wish.wanted_hours, "words": stems(f"{wish.words} {more}"),
    }  # fmt: skip


def _ages(cases: Iterable[Case]) -> dict[UUID, int]:
    """Completed years today: read as figures are, so that a minor is a minor for every reader; never shown."""
    today = clock.today()
    with reporting():
        rows = Identity.objects.filter(person_id__in=[one.person_id for one in cases], birth_date__isnull=False)
        return {person: age_on(born, today) for person, born in rows.values_list("person_id", "birth_date") if born}


def _words(cases: Iterable[Case], by: Actor) -> dict[UUID, str]:
    """What the balance of skills says the person can do and would like, where the reader reads it."""
    found: dict[UUID, str] = defaultdict(str)
    for one in _seen(SkillProfile, by).filter(case__in=cases):
        found[one.case_id] += f" {one.aspirations} {one.talents}"
    skills = _seen(Skill, by).filter(profile__case__in=cases, is_dropped=False)
    for case_id, text in ((one.profile.case_id, one.words) for one in skills.select_related("profile")):
        found[case_id] += f" {text}"
    return found


def _supported(cases: Iterable[Case]) -> set[UUID]:
    """Who has an internship among the supports of the plan in force, whoever asks."""
    with reporting():
        rows = Support.objects.filter(
            kind=SupportKind.INTERNSHIP, is_dropped=False, goal__is_dropped=False, goal__plan__state=PlanState.SIGNED,
            goal__plan__case_id__in=[one.id for one in cases],
        )  # fmt: skip
        return set(rows.order_by().values_list("goal__plan__case_id", flat=True))


def _barred(cases: Iterable[Case], by: Actor) -> dict[UUID, dict[str, str]]:
    found: dict[UUID, dict[str, str]] = defaultdict(dict)
    standing = Q(ends_on=None) | Q(ends_on__gt=clock.today())
    for one in _seen(HostBar, by).filter(standing, case__in=cases).order_by("starts_on"):
        found[one.case_id][str(one.host_id)] = one.kind
    return found


def _said(cases: Iterable[Case], by: Actor) -> tuple[dict[UUID, frozenset[str]], dict[UUID, frozenset[str]]]:
    """The hosts a person once said yes to, and those where one of the two said no."""
    rows = list(_seen(Match, by).filter(case__in=cases).select_related("vacancy"))
    yes = set(_seen(MatchChange, by).filter(match__in=rows, verb__in=SAID_YES).values_list("match_id", flat=True))
    liked: dict[UUID, set[str]] = defaultdict(set)
    refused: dict[UUID, set[str]] = defaultdict(set)
    for one in rows:
        if one.state == MatchState.DISCARDED and one.refused_by in (RefusedBy.PERSON, RefusedBy.HOST):
            refused[one.case_id].add(str(one.vacancy.host_id))
        elif one.id in yes:
            liked[one.case_id].add(str(one.vacancy.host_id))
    return _frozen(cases, liked), _frozen(cases, refused)


def _frozen(cases: Iterable[Case], found: dict[UUID, set[str]]) -> dict[UUID, frozenset[str]]:
    return {one.id: frozenset(found.get(one.id, ())) for one in cases}


def _spots(vacancies: Sequence[Vacancy], areas: dict[str, frozenset[str]], but: UUID | None) -> dict[UUID, Spot]:
    taken, hosted = _taken(vacancies, but)
    limits = quota_terms(clock.today())
    found = {}
    for one in vacancies:
        headcount = one.host.headcount
        left = None if headcount is None else max(quota(headcount, limits) - hosted.get(one.host_id, 0), 0)
        found[one.id] = _spot(one, asked_of(one), areas, taken.get(one.id, 0), left)
    return found


def _spot(vacancy: Vacancy, asked: PlaceTerms, areas: dict[str, frozenset[str]], taken: int, left: int | None) -> Spot:
    comune = vacancy.municipality_id or ""
    text = f"{vacancy.title} {vacancy.tasks} {vacancy.host.trade}"
    return Spot(
        str(vacancy.id), str(vacancy.host_id), vacancy.title, max(asked.seats - taken, 0), left, frozenset(asked.days),
        frozenset(asked.parts), vacancy.weekly_hours, comune, areas.get(comune, frozenset()), vacancy.starts_on,
        vacancy.ends_on, asked.least_age, asked.italian, frozenset(asked.titles), frozenset(asked.burdens),
        frozenset(asked.fields) or fields_told_by(text), stems(text),
    )  # fmt: skip


def _taken(vacancies: Sequence[Vacancy], but: UUID | None) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Who holds each place, and how many each host takes in: open places with a match, and places filled."""
    with reporting():
        live = Match.objects.live().filter(vacancy__host_id__in={one.host_id for one in vacancies})
        live = live.exclude(id=but) if but else live
        rows = list(live.order_by().values_list("vacancy_id", "vacancy__host_id", "vacancy__state"))
        filled = Vacancy.objects.filter(host_id__in={one.host_id for one in vacancies}, state=VacancyState.FILLED)
        hosted = dict(filled.order_by().values_list("host_id").annotate(Count("id")))
    taken: dict[UUID, int] = defaultdict(int)
    for vacancy_id, host_id, state in rows:
        taken[vacancy_id] += 1
        if state == VacancyState.OPEN:
            hosted[host_id] = hosted.get(host_id, 0) + 1
    return taken, hosted
