"""The plans of the demo: written with each person, signed by two, gone through again after some months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ciao.access.actor import acting
from ciao.assessments.enums import LifeArea
from ciao.cases.models import Case
from ciao.desk.demo.crew import STROKES, Crew
from ciao.plans import actions
from ciao.plans.enums import Attainment, Pledger
from ciao.plans.models import DOCUMENT, Goal, Plan
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen

# title, the person's words, area, what shows it, supports as (kind, what, number of the activity, hours).
LEVELS = {
    "kitchen": {
        -2: "Non ha ancora provato a lavorare in cucina", -1: "Ha fatto una prova di qualche giorno",
        0: "Ha finito il tirocinio e sa dire che cosa le riesce", 1: "Ha un contratto a termine",
        2: "Ha un contratto che dura almeno un anno",
    },
}  # fmt: skip
GOALS: dict[str, tuple[str, str, LifeArea, str, list[tuple[str, str, int, int]]]] = {
    "kitchen": (
        "Lavorare in una cucina", "So cucinare per tanti. Voglio farlo con un contratto.", LifeArea.WORK,
        "Ha un contratto in una cucina o in una mensa",
        [("internship", "tirocinio", 7, 480), ("course", "corso HACCP", 5, 30)],
    ),
    "italian": (
        "Capire e farmi capire in italiano", "Voglio parlare io con la maestra, senza mia figlia.", LifeArea.EDUCATION,
        "Parla con la maestra senza interprete",
        [("course", "italiano A2–B1", 5, 60), ("mediation", "Karim", 2, 12)],
    ),
    "money": (
        "Mettere in ordine i conti di casa", "Le bollette le tengo in un cassetto.", LifeArea.ECONOMIC,
        "Sa che cosa entra e che cosa esce ogni mese", [("group", "educazione finanziaria", 5, 12)],
    ),
    "warehouse": (
        "Provare il lavoro in un magazzino", "Mi piace stare in movimento, non dietro un banco.", LifeArea.WORK,
        "Finisce il tirocinio e sa dire se fa per lei o per lui", [("internship", "tirocinio in magazzino", 7, 480)],
    ),
    "diploma": (
        "Riprendere la scuola serale", "Mi manca un anno. Vorrei vedere se ce la faccio.", LifeArea.EDUCATION,
        "È iscritta o iscritto e frequenta da tre mesi", [("guidance", "orientamento allo studio", 3, 8)],
    ),
    "network": (
        "Conoscere persone del quartiere", "Qui saluto tutti ma non conosco nessuno.", LifeArea.NETWORKS,
        "Ha due persone da chiamare quando serve", [("group", "laboratorio di comunità", 8, 20)],
    ),
}  # fmt: skip
TOLD = {
    "Amina": ("kitchen", "italian", "money"),
    "Sara": ("kitchen", "money"),
    "Davide": ("warehouse", "diploma"),
    "Ines": ("italian", "network"),
}
RATED = {"Amina": (1, 0, -1), "Sara": (2, 1), "Davide": (0, -1), "Ines": (0, -2)}
FELT = ("Mi sento più sicura.", "È dura, ma vado avanti.", "Vorrei cominciare presto a lavorare.")
PLEDGES = (
    (Pledger.PERSON, "Viene al corso due volte a settimana e avvisa se non può."),
    (Pledger.CASE_MANAGER, "Telefona ogni due settimane e accompagna al primo giorno."),
)


def write(crew: Crew, key: str, case: Case, name: str, day: date, is_whole: bool = True) -> Plan:
    """The first version, goal by goal; a half one has its first goal and no pledge yet."""
    with crew.on(day), acting(crew.actor(key)) as manager:
        plan = actions.start_plan(case=Case.objects.get(id=case.id), by=manager)
        themes = themes_of(case.number, name)
        for theme in themes if is_whole else themes[:1]:
            _goal(crew, plan, theme, day, manager)
        if is_whole:
            slots = {place: _pledge(one) for place, one in enumerate(PLEDGES, 1)}
            actions.save_pledges(plan=plan, pledges=slots, by=manager)
    return plan


def present(crew: Crew, key: str, plan: Plan, day: date) -> None:
    """Shown for signing: the paper is issued, nobody has signed yet."""
    with crew.on(day), acting(crew.actor(key)) as manager:
        actions.propose_plan(plan=plan, on=day, by=manager)
        issue_document(kind=KINDS[DOCUMENT], subject=plan, by=manager)


def sign(crew: Crew, key: str, plan: Plan, day: date) -> None:
    """The person draws on the screen, the case manager from their own access; the plan is in force."""
    with crew.on(day), acting(crew.actor(key)) as manager:
        document = plan.document()
        for one in document.signatures.missing() if document else ():
            sign_on_screen(signature=one, strokes=STROKES, by=manager)
        actions.settle_plan(plan=plan, by=manager)


def go_on(crew: Crew, key: str, case: Case, name: str, day: date) -> None:
    """Each goal of the version in force is rated, and its date looked at again."""
    scores = RATED.get(name) or tuple((case.number + place) % 4 - 1 for place in range(3))
    with crew.on(day), acting(crew.actor(key)) as manager:
        plan = case.plans.signed().get()
        for goal, score in zip(plan.goals.kept(), scores, strict=False):
            actions.rate_goal(goal=goal, score=Attainment(score), rated_on=day, by=manager)
        actions.review_plan(plan=plan, reviewed_on=day, outcome="goes_on", words=FELT[case.number % 3], by=manager)


def renew(crew: Crew, key: str, case: Case, day: date) -> None:
    """A second version: the first goal gets more time, and is signed again."""
    with crew.on(day), acting(crew.actor(key)) as manager:
        plan = actions.start_plan(case=Case.objects.get(id=case.id), by=manager)
        goal = plan.goals.kept()[0]
        _again(goal, manager)
    present(crew, key, plan, day)
    sign(crew, key, plan, day)


def themes_of(number: int, name: str) -> tuple[str, ...]:
    """The goals of the cast are told; the others take two, by their number."""
    every = list(GOALS)
    return TOLD.get(name) or (every[number % len(every)], every[(number + 2) % len(every)])


def _goal(crew: Crew, plan: Plan, theme: str, day: date, by: Any) -> Goal:
    title, words, area, measure, supports = GOALS[theme]
    activities = {one.number: one for one in crew.programme.activities.all()}
    slots = {
        place: {"kind": kind, "note": note, "activity": activities.get(number), "planned_hours": hours}
        for place, (kind, note, number, hours) in enumerate(supports, 1)
    }
    due = day + timedelta(days=240 + 30 * (plan.case.number % 3))
    return actions.save_goal(
        plan=plan, title=title, words=words, area=area, due_on=due, results={1: {"measure": measure}}, supports=slots,
        levels={Attainment(score): text for score, text in LEVELS.get(theme, {}).items()}, by=by,
    )  # fmt: skip


def _again(goal: Goal, by: Any) -> None:
    due = goal.due_on + timedelta(days=90) if goal.due_on else None
    results = {one.place: {"measure": one.measure, "due_on": one.due_on} for one in goal.results.kept()}
    parts = ("kind", "note", "activity", "planned_hours")
    supports = {one.place: {part: getattr(one, part) for part in parts} for one in goal.supports.kept()}
    actions.save_goal(
        plan=goal.plan, row_id=goal.id, title=goal.title, words=goal.words, area=goal.area, due_on=due,
        results=results, supports=supports, by=by,
    )  # fmt: skip


def _pledge(one: tuple[Pledger, str]) -> dict[str, Any]:
    return {"pledger": one[0], "text": one[1], "organization": None}
