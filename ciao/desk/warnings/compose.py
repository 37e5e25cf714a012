"""Warnings of one's own people, by name; and how many in each team, without names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.enums import CaseState
from ciao.cases.models import Case, CaseWorker
from ciao.desk.warnings import gather
from ciao.desk.warnings.rules import CODES, Warn, warnings_of
from ciao.programmes.models import Mandate

ACTS = {
    "silence": ("Sentila", "cases:reach", ""),
    "unanswered": ("Prova ancora", "cases:reach", ""),
    "missed": ("Sentila", "cases:reach", ""),
    "absences": ("Vedi le presenze", "desk:case", "#servizi"),
    "unsigned": ("Apri", "desk:case", "#progetto"),
    "idle_goals": ("Apri il progetto", "desk:case", "#progetto"),
    "plan_look": ("Apri il progetto", "desk:case", "#progetto"),
}


@dataclass(frozen=True)
class Line:
    """One warning about one person, with the page that acts on it."""

    case: Case
    name: str
    warn: Warn
    act: str
    url: str
    aside_url: str


@dataclass(frozen=True)
class TeamLine:
    """How many warnings of each kind stand among the people of one case manager."""

    name: str
    people: int
    counts: list[tuple[str, int]]
    total: int


def own(actor: Actor, today: date) -> tuple[list[Line], list[Case]]:
    """The warnings of those one follows, the most pressing first; and all the cases looked at.

    Only where one reads the work: who reads part of a file would take what they do not see for silence.
    """
    rows = visible(Case.objects.all(), actor, Action.CASE_EDIT).filter(state=CaseState.OPEN)
    mine = rows.followed_by(actor.mandate_id, today)
    diaries = scopes(actor, Level.DIARY)
    cases = list(mine.filter(scope__in=diaries.values("id")).order_by("number"))
    if not cases:
        return [], []
    source, ids = gather.rows_of(actor), [one.id for one in cases]
    facts = gather.facts_of([(one.id, one.opened_on) for one in cases], source)
    aside, people = gather.aside_on(ids, today, source), names_for(cases, actor)
    limits = gather.limits_on(today)
    for case_id, (day, what) in gather.unsigned_of(ids, actor).items():
        facts[case_id] = replace(facts[case_id], unsigned_since=day, unsigned_what=what)
    found = [
        _line(case, title_of(case, people.get(case.person_id)), warn)
        for case in cases
        for warn in warnings_of(facts[case.id], limits, today)
        if (case.id, warn.code) not in aside
    ]
    return sorted(found, key=lambda one: (-one.warn.weight, one.name)), cases


def _line(case: Case, name: str, warn: Warn) -> Line:
    act, page, anchor = ACTS[warn.code]
    url = reverse(page, args=[case.id]) + anchor
    return Line(case, name, warn, act, url, reverse("desk:set_aside", args=[case.id, warn.code]))


def per_team(programme_id: UUID | None, actor: Actor, today: date) -> tuple[list[str], list[TeamLine]]:
    """The same rules over everybody, counted by case manager: numbers only, the same for whoever reads them.

    What waits for a signature is not counted here: since when it waits is written where only the team reads.
    """
    seen = visible(Case.objects.all(), actor, Action.CASE_APPROVE).filter(state=CaseState.OPEN)
    ids = list(seen.filter(programme_id__in=[programme_id]).values_list("id", flat=True))
    with reporting():
        cases = list(Case.objects.filter(id__in=ids).order_by("number").values_list("id", "opened_on"))
        facts = gather.facts_of(cases, gather.all_rows)
        aside = gather.aside_on(ids, today, gather.all_rows)
    limits = gather.limits_on(today)
    leads = dict(
        CaseWorker.objects.current(today).filter(case_id__in=ids, is_lead=True).values_list("case_id", "mandate_id")
    )
    counts: dict[UUID, Counter[str]] = defaultdict(Counter)
    people: Counter[UUID] = Counter(leads.values())
    for case_id, lead in leads.items():
        counts[lead].update(
            one.code for one in warnings_of(facts[case_id], limits, today) if (case_id, one.code) not in aside
        )
    codes = [code for code in CODES if code != "unsigned"]
    names = Mandate.objects.filter(id__in=list(people)).select_related("user")
    lines = [_team(one, people[one.id], counts[one.id], codes) for one in names]
    return [CODES[code] for code in codes], sorted(lines, key=lambda one: (-one.total, one.name))


def _team(mandate: Mandate, people: int, counts: Counter[str], codes: list[str]) -> TeamLine:
    return TeamLine(
        mandate.user.get_full_name(), people, [(CODES[code], counts[code]) for code in codes], counts.total()
    )
