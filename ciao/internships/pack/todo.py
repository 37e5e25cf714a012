"""What the promoter's tutor has to do on the internships that run or have just ended."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.core.formats import date_field
from ciao.internships.actions.terms import number_on
from ciao.internships.enums import EntryKind, InternshipState, ReportAuthor
from ciao.internships.models import FinalReport, Internship, InternshipResult, TrainingProject, TutorEntry

KEPT_DAYS = timedelta(days=365)  # an internship ended longer ago asks nothing more


@dataclass(frozen=True)
class ToDo:
    """One thing to do: on which internship, for whom, why, where, since when."""

    internship: Internship
    who: str
    what: str
    why: str
    url: str
    action: str
    due_on: date


@dataclass(frozen=True)
class _Done:
    last_visits: dict[uuid.UUID, date]
    checked: set[uuid.UUID]
    accidents: dict[uuid.UUID, list[TutorEntry]]
    reports: dict[uuid.UUID, set[str]]
    results: set[uuid.UUID]


def todo(actor: Actor, today: date) -> list[ToDo]:
    """Visits and half-way checks due, accidents to tell, reports and results missing: the oldest first, for the tutor
    those of theirs, for who follows a case those of the case. Names people: the page logs the read.
    """
    if actor.mandate_id is None or not may(actor, Action.INTERNSHIP_EDIT):
        return []
    rows = _seen(Internship, actor).begun().select_related("case")
    if actor.role == "tutor":
        rows = rows.filter(tutor_id=actor.mandate_id)
    fresh = Q(state=InternshipState.RUNNING) | Q(ended_on__gte=today - KEPT_DAYS)
    # Who does not enter the circle where a person is has nothing to write there.
    written = _seen(TrainingProject, actor).values("internship_id")
    found = list(rows.filter(fresh, id__in=written))
    names, done = names_for([one.case for one in found], actor), _done(found, actor)
    every = number_on("visit_days", today)
    asked = [
        ToDo(one, title_of(one.case, names.get(one.case.person_id)), *what)
        for one in found
        for what in _asked(one, done, every, today)
    ]
    return sorted(asked, key=lambda one: (one.due_on, one.internship.number))


Asked = tuple[str, str, str, str, date]


def _asked(one: Internship, done: _Done, every: int, today: date) -> Iterator[Asked]:
    for entry in done.accidents[one.id]:
        url = reverse("internships:inail", args=[one.id, entry.id])
        why = f"È successo il {date_field(entry.happened_on)}."
        yield "infortunio da denunciare all’INAIL", why, url, "Scrivi la denuncia", entry.happened_on
    if one.state == InternshipState.RUNNING:
        yield from _running(one, done, every, today)
    elif one.ended_on:
        yield from _ended(one, done, one.ended_on)


def _running(one: Internship, done: _Done, every: int, today: date) -> Iterator[Asked]:
    last = done.last_visits.get(one.id)
    visit_on = (last or one.starts_on) + timedelta(days=every)
    if visit_on <= today:
        why = f"L’ultima è del {date_field(last)}." if last else "Non ce n’è ancora una."
        url = reverse("internships:entry", args=[one.id, EntryKind.VISIT])
        yield "visita da fare", why, url, "Scrivi la visita", visit_on
    half_on = one.starts_on + (one.ends_on - one.starts_on) / 2
    if half_on <= today and one.id not in done.checked:
        url = reverse("internships:entry", args=[one.id, EntryKind.MIDTERM])
        yield "verifica a metà da fare", f"La metà è il {date_field(half_on)}.", url, "Scrivi la verifica", half_on


def _ended(one: Internship, done: _Done, ended_on: date) -> Iterator[Asked]:
    why = f"È finito il {date_field(ended_on)}."
    for author in ReportAuthor:
        if author not in done.reports[one.id]:
            url = reverse("internships:report", args=[one.id, author])
            yield f"relazione finale da scrivere ({author.label})", why, url, "Scrivi la relazione", ended_on
    if one.id not in done.results:
        url = reverse("internships:result", args=[one.id])
        yield "esito da scrivere", why, url, "Scrivi l’esito", ended_on


def _done(rows: Sequence[Internship], actor: Actor) -> _Done:
    visits: dict[uuid.UUID, date] = {}
    accidents: dict[uuid.UUID, list[TutorEntry]] = defaultdict(list)
    checked: set[uuid.UUID] = set()
    for one in _seen(TutorEntry, actor).filter(internship__in=rows).kept().exclude(kind=EntryKind.NOTE):
        if one.kind == EntryKind.INCIDENT and one.inail_told_on is None:
            accidents[one.internship_id].append(one)
        if one.kind == EntryKind.MIDTERM:
            checked.add(one.internship_id)
        if one.kind in (EntryKind.VISIT, EntryKind.MIDTERM):
            visits[one.internship_id] = max(one.happened_on, visits.get(one.internship_id, one.happened_on))
    reports: dict[uuid.UUID, set[str]] = defaultdict(set)
    written = _seen(FinalReport, actor).filter(internship__in=rows).values_list("internship_id", "author")
    for internship_id, author in written:
        reports[internship_id].add(author)
    results = set(_seen(InternshipResult, actor).filter(internship__in=rows).values_list("internship_id", flat=True))
    return _Done(visits, checked, accidents, reports, results)


def _seen(model: Any, actor: Actor) -> Any:
    return visible(model.objects, actor, Action.INTERNSHIP_VIEW)
