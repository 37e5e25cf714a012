"""The rows of one person that are written in words: sealed as the product seals them, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Model

from bench.database import TODAY
from bench.generate.copying import ident
from bench.generate.crew import START, managers_for
from ciao.access.enums import ScopeKind
from ciao.access.models import Scope
from ciao.assessments.enums import LifeArea
from ciao.assessments.models import AreaRating, Assessment
from ciao.cases.models import Appointment, Case, Note, Task
from ciao.core.clock import ROME
from ciao.core.names import search_key
from ciao.outcomes.models import Outcome
from ciao.people.models import Contact, Identity, Person, PrivacyNotice, SearchKey, SensitiveAnswers
from ciao.plans.models import Goal, GoalResult, Plan, Pledge, Support
from ciao.programmes.models import Mandate

NOW, CLOSED = date.fromisoformat(TODAY), date(2026, 11, 2)
GIVEN = (
    "Amina Sara Davide Ines Rosalba Aurora Ornella Mariam Samira Cinzia Joy Vlad Kevin Mamadou Samuele Asia Martina "
    "Monica Yolanda Diego Noor Grace Gabriela Nicolas Nicole Matteo Blessing Rania Ilaria Hanan Alessia Ibrahim"
).split()
FIRST = (
    "Bar Cal Dor Fal Gar Lam Mar Nar Pal Ros Sal Tor Val Zan Bel Cor Der Fer Gal Lor Mon Nov Per Rin Sor Tes Ver Ber"
).split()
LAST = "ani ardi asco atti elli endi etti ico igo ili ini isi olla oni ori osta otti ucci uno usco".split()
AREAS = list(LifeArea)
WORDS = "Colloquio di un’ora: si è parlato di lavoro, di casa e di come conciliare gli orari con la scuola dei figli."


@dataclass(frozen=True)
class Frame:
    """What every person's rows share: who may follow them, how many they are, where they live."""

    size: int
    scope_id: Any
    controller_id: Any
    managers: list[Mandate]
    places: list[str]

    def manager_of(self, n: int) -> Mandate:
        """Who follows person `n`: the first manager the first thirty at most, the others share the rest."""
        own = min(30, self.size // managers_for(self.size))
        return self.managers[0 if n <= own else 1 + n % (len(self.managers) - 1)]


def name_of(n: int) -> tuple[str, str]:
    """Invented given and family name of person `n`; a whole name comes again every 17,920 people."""
    return GIVEN[n % len(GIVEN)], FIRST[n // 32 % len(FIRST)] + LAST[n // 7 % len(LAST)]


def opened_on(n: int) -> date:
    """The day person `n` came: over the first 200 days of the programme."""
    return START + timedelta(days=n * 37 % 200)


def phase_of(n: int) -> str:
    """One in ten has ended; the others are mostly at the supports."""
    return "E" if n % 10 == 0 else "ABCDDDD"[n % 7]


def rows_of(n: int, frame: Frame) -> Iterator[Model]:
    """Everything person `n` brings, but what SQL makes from it (see `bulk`)."""
    person_scope, case_scope = ident("person-scope", n), ident("case-scope", n)
    for scope_id, kind in ((person_scope, ScopeKind.PERSON), (case_scope, ScopeKind.CASE)):
        yield Scope(id=scope_id, kind=kind, parent_id=frame.scope_id)
    yield from _person(n, person_scope, frame)
    yield _case(n, case_scope, frame)
    own = {"scope_id": case_scope, "case_id": ident("case", n)}
    yield from _work(n, own, frame.manager_of(n))
    if phase_of(n) != "A":
        yield from _assessment(n, own)
    if phase_of(n) in "CDE":
        yield from _plan(n, own)
    if phase_of(n) == "E":
        yield Outcome(
            id=ident("outcome", n), moment="exit", situation="employed", contract="fixed_term", happened_on=CLOSED,
            recorded_by_label="prova", **own,
        )  # fmt: skip


def _person(n: int, scope: Any, frame: Frame) -> Iterator[Model]:
    given, family = name_of(n)
    person, key = ident("person", n), search_key(f"{given}{family}")
    born = date(1970 + n % 37, 1 + n % 12, 1 + n % 28)
    place = frame.places[n % len(frame.places)]
    own = {"scope_id": scope, "person_id": person}
    yield Person(id=person, scope_id=scope, controller_id=frame.controller_id, given_name=given, family_name=family)
    yield SearchKey(person_id=person, scope_id=scope, key=key)
    yield Identity(
        id=ident("identity", n), fiscal_code=f"PRV{n:013d}", gender="M" if n % 3 == 0 else "F", birth_date=born,
        birth_municipality_id=place, citizenship_id="IT", residence_id=place, domicile_id=place,
        employment="unemployed", education="lower_secondary", **own,
    )  # fmt: skip
    yield Contact(
        id=ident("contact", n), phone=f"+39000{n:07d}", email=f"p{n}@example.org", address="Via di prova 1",
        channel="call", hours="mattina", words="Si può lasciare un messaggio.", **own,
    )  # fmt: skip
    yield SensitiveAnswers(id=ident("answers", n), foreign_background="no", minority="not_said", **own)
    yield PrivacyNotice(id=ident("notice", n), version="1", shown_on=opened_on(n), channels=["paper"], **own)


def _case(n: int, scope: Any, frame: Frame) -> Case:
    closed = phase_of(n) == "E"
    return Case(
        id=ident("case", n), scope_id=scope, programme_id=ident("programme"), number=n, person_id=ident("person", n),
        target_id=ident("target", n % 2), phase=phase_of(n), opened_on=opened_on(n),
        state="closed" if closed else "suspended" if n % 10 == 1 else "open",
        closed_on=CLOSED if closed else None, close_reason="completed" if closed else "",
    )  # fmt: skip


def _work(n: int, own: dict[str, Any], manager: Mandate) -> Iterator[Model]:
    by = {"written_by": manager.id, "written_by_label": "Prova, case manager"}
    for k in range(6):
        day = min(opened_on(n) + timedelta(days=22 * k), NOW - timedelta(days=n % 30))
        yield Note(id=ident("note", n, k), happened_on=day, text=WORDS, **by, **own)
    for k in range(4):
        day = opened_on(n) + timedelta(days=40 * k) if k < 3 else NOW + timedelta(days=1 + n % 9)
        yield Appointment(
            id=ident("meeting", n, k), starts_at=datetime(day.year, day.month, day.day, 10, tzinfo=ROME),
            starts_by=manager, place="Sportello", about="Come va il percorso",
            was_kept=None if k == 3 else k != 1, **own,
        )  # fmt: skip
    for k in range(2):
        done = datetime(2026, 11, 1, 9, tzinfo=ROME) if k else None
        due = NOW + timedelta(days=n % 15 - 2)
        yield Task(id=ident("task", n, k), title="Chiamare la scuola", due_on=due, owner=manager, done_at=done, **own)


def _assessment(n: int, own: dict[str, Any]) -> Iterator[Model]:
    day = opened_on(n) + timedelta(days=10)
    one = Assessment(
        id=ident("assessment", n), moment="entry", state="confirmed", assessed_on=day, confirmed_on=day,
        saved_by_label="prova", **own,
    )  # fmt: skip
    yield one
    for k, area in enumerate(AREAS):
        yield AreaRating(
            id=ident("rating", n, k), scope_id=own["scope_id"], assessment=one, area=area, score=1 + (n + k) % 5,
            own_score=1 + (n + 2 * k) % 5, strength="Sa chiedere aiuto.", vulnerability="È sola nei fine settimana.",
        )  # fmt: skip


def _plan(n: int, own: dict[str, Any]) -> Iterator[Model]:
    scope_id, day = own["scope_id"], opened_on(n) + timedelta(days=25)
    plan = Plan(id=ident("plan", n), number=1, state="signed", signed_on=day, saved_by_label="prova", **own)
    yield plan
    for k in range(2):
        goal = Goal(
            id=ident("goal", n, k), scope_id=scope_id, plan=plan, lineage=ident("goal", n, k), place=k,
            title="Trovare un lavoro", words="Voglio una mia entrata", area="work", due_on=date(2027, 3, 31),
            saved_by_label="prova",
        )  # fmt: skip
        yield goal
        parts = {"scope_id": scope_id, "goal": goal}
        yield GoalResult(id=ident("result", n, k), measure="Fa un tirocinio di tre mesi", **parts)
        for j, kind in enumerate(("course", "internship")):
            activity = ident("activity", (n + j) % 10)
            yield Support(
                id=ident("support", n, k, j), kind=kind, activity_id=activity, planned_hours=30, note="Corso", **parts
            )
        yield Pledge(id=ident("pledge", n, k), scope_id=scope_id, plan=plan, pledger="person", text="Viene sempre")
