"""Names and facts of many cases at once, in a fixed number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.next_step import CaseFacts
from ciao.cases.enums import WITH_PERSON, AttemptOutcome, CloseReason
from ciao.cases.models import Appointment, Case, CaseWorker, ContactAttempt, Note, Suspension, Task
from ciao.core import clock
from ciao.people.models import Identity, Person, PrivacyNotice
from ciao.programmes.parameters import parameter

Gathered = dict[uuid.UUID, dict[str, Any]]
NEEDED = {
    "birth_date": "data di nascita",
    "residence_id": "comune di residenza",
    "citizenship_id": "cittadinanza",
    "employment": "lavoro all’ingresso",
    "education": "titolo di studio",
}


def names_for(cases: Iterable[Case], actor: Actor) -> dict[uuid.UUID, Person]:
    """The people the actor may call by name, by id."""
    found = visible(Person.objects, actor, Action.CASE_VIEW).filter(id__in=[one.person_id for one in cases])
    return {one.id: one for one in found}


def title_of(case: Case, person: Person | None) -> str:
    """A name where the reader may know it, else the number; of a protected person the name is an alias."""
    return f"caso {case.number}" if person is None else person.register_name


def leads_of(cases: Iterable[Case], actor: Actor) -> dict[uuid.UUID, str]:
    """Who is the reference of each case, by name: what everybody who sees the case may know."""
    rows = seen(CaseWorker, actor).filter(case__in=cases, is_lead=True, ends_on__isnull=True).select_related("user")
    return {one.case_id: one.user.get_full_name() for one in rows}


def facts_for(cases: Sequence[Case], actor: Actor) -> dict[uuid.UUID, CaseFacts]:
    """The facts of every case whose work the actor may read, in a fixed number of queries."""
    shown = [one.scope_id for one in cases]
    working = set(scopes(actor, Level.WORK).filter(id__in=shown).values_list("id", flat=True))
    diaries = set(scopes(actor, Level.DIARY).filter(id__in=shown).values_list("id", flat=True))
    read = [one for one in cases if one.scope_id in working]
    ids, people = [one.id for one in read], [one.person_id for one in read]
    gathered: Gathered = defaultdict(dict)
    _gather_notes(gathered, ids, actor)
    _gather_meetings(gathered, ids, actor)
    _gather_tasks(gathered, ids, actor)
    _gather_pauses(gathered, ids, actor)
    known = {one.person_id: one for one in seen(Identity, actor).filter(person_id__in=people)}
    informed = set(seen(PrivacyNotice, actor).filter(person_id__in=people).values_list("person_id", flat=True))
    silence = int(parameter("contact_silence_days", clock.today()))
    inform = timedelta(days=int(parameter("signal_inform_days", clock.today())))
    return {
        one.id: CaseFacts(
            state=one.state,
            phase=one.phase,
            opened_on=one.opened_on,
            silence_days=silence,
            reads_diary=one.scope_id in diaries,
            missing=missing_in(known.get(one.person_id)),
            has_notice=one.person_id in informed,
            has_target=one.target_id is not None,
            inform_by=one.opened_on + inform,
            ended_on=one.closed_on,
            end_words=CloseReason(one.close_reason).label if one.close_reason else "",
            **gathered[one.id],
        )
        for one in read
    }


def seen(model: Any, actor: Actor) -> Any:
    """Rows of a table the actor may read under «vedere le persone in carico»."""
    return visible(model.objects, actor, Action.CASE_VIEW)


def missing_in(identity: Identity | None) -> tuple[str, ...]:
    """What the funder asks and nobody answered yet; nothing for who may not read it."""
    if identity is None:
        return ()
    return tuple(words for name, words in NEEDED.items() if not getattr(identity, name))


def _gather_notes(facts: Gathered, ids: list[uuid.UUID], actor: Actor) -> None:
    """The last time the person was heard: talking about them, or trying in vain, is no contact."""
    rows = (
        seen(Note, actor)
        .filter(case_id__in=ids, kind__in=WITH_PERSON)
        .order_by()
        .values("case_id")
        .annotate(last=Max("happened_on"))
    )
    for row in rows:
        facts[row["case_id"]]["last_contact_on"] = row["last"]
    reached = seen(ContactAttempt, actor).filter(case_id__in=ids, outcome=AttemptOutcome.REACHED).order_by()
    for row in reached.values("case_id").annotate(last=Max("tried_at")):
        _heard(facts[row["case_id"]], row["last"])


def _gather_meetings(facts: Gathered, ids: list[uuid.UUID], actor: Actor) -> None:
    now = clock.now()
    for one in seen(Appointment, actor).filter(case_id__in=ids).order_by("starts_at"):
        known = facts[one.case_id]
        if one.called_off:
            continue
        if one.starts_at > now:
            known.setdefault("next_at", one.starts_at)
        elif one.was_kept is None:
            known.setdefault("unmarked_at", one.starts_at)
        elif one.was_kept:
            _heard(known, one.starts_at)


def _heard(known: dict[str, Any], at: datetime) -> None:
    day = at.astimezone(clock.ROME).date()
    known["last_contact_on"] = max(day, known.get("last_contact_on") or day)


def _gather_tasks(facts: Gathered, ids: list[uuid.UUID], actor: Actor) -> None:
    for one in seen(Task, actor).filter(case_id__in=ids, done_at__isnull=True).order_by("due_on"):
        if "task" not in facts[one.case_id]:
            facts[one.case_id].update(task=one.title, task_due_on=one.due_on)


def _gather_pauses(facts: Gathered, ids: list[uuid.UUID], actor: Actor) -> None:
    for one in seen(Suspension, actor).filter(case_id__in=ids, ends_on__isnull=True):
        facts[one.case_id]["review_on"] = one.review_on
