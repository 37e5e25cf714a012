"""A programme where a bit of everything happened, written straight into tables that others fill by actions."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from ciao.access.actions import open_scope
from ciao.access.actor import acting
from ciao.access.enums import ScopeKind
from ciao.assessments.actions import confirm_assessment, save_assessment
from ciao.assessments.enums import LifeArea, Moment
from ciao.budget.models import CostItem
from ciao.cases.actions import close_case, open_case, void_case
from ciao.cases.models import Appointment, Case, EsfEntry
from ciao.core import clock
from ciao.costs.models import Expense
from ciao.deliveries.models import Delivery
from ciao.files.models import StoredFile
from ciao.hosts.models import Host
from ciao.internships.models import Allowance, Internship, MonthlyRegister, RegisterDay, TrainingProject
from ciao.outcomes.actions import record_outcome
from ciao.plans.models import Goal, GoalRating, Plan
from ciao.programmes.models import Activity, ExpectedResult, Partnership, ProgrammeArea
from ciao.services.models import Attendance, Edition, Enrolment, Service, Session
from ciao.territories.models import Municipality
from tests.cast import World
from tests.outreach.test_actions import signal_of

TODAY = date(2026, 11, 23)
RESULTS = [
    "intercettare e rispondere ai bisogni del target dei destinatari individuato",
    "costituire un sistema territoriale innovativo in grado di rispondere al bisogno individuato",
    "modellizzare percorsi possibili di inclusione attiva",
    "migliorare le competenze e conoscenze dei destinatari",
    "migliorare il profilo di occupabilità dei destinatari",
    "realizzare e portare a termine un congruo numero di percorsi personalizzati",
    "incrementare il numero degli occupati",
    "incrementare la capacità di inclusione relazionale della comunità",
    "aumentare la capacità di inclusione del tessuto produttivo territoriale",
]


@dataclass
class Story:
    """The rows the tests speak of, by name."""

    world: World
    cases: dict[str, Case] = field(default_factory=dict)
    activities: dict[int, Activity] = field(default_factory=dict)


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=clock.ROME)


def case_of(world: World, name: str, opened_on: date = date(2026, 3, 12), **identity: Any) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=opened_on, by=marta,
            person={"given_name": name}, identity={"gender": "F", **identity},
            target=world.version.targets.order_by("label").first(),
        )  # fmt: skip


def story_of(world: World) -> Story:
    """Four people, one opened by mistake, and everything that may be counted about them."""
    story = Story(world)
    scope = world.programme.scope
    for number in (1, 2, 5, 7, 8):
        story.activities[number] = Activity.objects.create(
            scope=scope, programme=world.programme, number=number, title=f"Titolo {number}"
        )
    for number, text in enumerate(RESULTS, 1):
        ExpectedResult.objects.create(scope=scope, programme=world.programme, number=number, text=text)
    rozzano = Municipality.objects.get(name="Rozzano")
    area = ProgrammeArea.objects.create(scope=scope, programme=world.programme, name="Visconteo")
    area.municipalities.add(rozzano)
    people = {
        "Amina": {"birth_date": date(1988, 5, 1), "residence": rozzano},
        "Sara": {"birth_date": date(2002, 5, 1), "domicile": Municipality.objects.get(name="Milano")},
        "Davide": {"gender": "M", "birth_date": date(2007, 5, 1)},
        "Ines": {"gender": "F"},
    }
    for name, identity in people.items():
        story.cases[name] = case_of(world, name, **identity)
    wrong = case_of(world, "Prova")
    with acting(world.actor("marta")) as marta:
        void_case(case=wrong, note="Doppio", on=TODAY, by=marta)
    signal_of(world, municipality=rozzano)
    signal_of(world, source="self")
    _plans(story)
    _assessments(story)
    _courses(story, wrong)
    _internship(story)
    _deliveries(story, wrong)
    _entries(story)
    _endings(story)
    return story


def _plans(story: Story) -> None:
    amina = story.cases["Amina"]
    scope_id = amina.scope_id
    first = Plan.objects.create(scope_id=scope_id, case=amina, number=1, state="superseded", signed_on=date(2026, 5, 1))
    second = Plan.objects.create(scope_id=scope_id, case=amina, number=2, state="signed", signed_on=date(2026, 9, 1))
    for place, score in enumerate((1, -1, None), 1):
        lineage = uuid.uuid4()
        old = Goal.objects.create(scope_id=scope_id, plan=first, place=place, lineage=lineage, title="Obiettivo")
        Goal.objects.create(scope_id=scope_id, plan=second, place=place, lineage=lineage, title="Obiettivo")
        if score is not None:
            GoalRating.objects.create(scope_id=scope_id, goal=old, score=score, rated_on=date(2026, 8, 1))
    Plan.objects.create(scope_id=story.cases["Sara"].scope_id, case=story.cases["Sara"], number=1, state="draft")


def _assessments(story: Story) -> None:
    scores = {"Amina": (2, 4), "Sara": (3, 3), "Davide": (2, None)}
    with acting(story.world.actor("marta")) as marta:
        for name, (first, later) in scores.items():
            looks = [(Moment.ENTRY, first, date(2026, 4, 1))]
            looks += [(Moment.MID, later, date(2026, 10, 1))] if later else []
            for moment, score, day in looks:
                ratings = {area: {"score": score} for area in (LifeArea.WORK, LifeArea.EDUCATION)}
                one = save_assessment(
                    case=story.cases[name], moment=moment, assessed_on=day, ratings=ratings, by=marta
                )  # fmt: skip
                confirm_assessment(assessment=one, on=day, by=marta)


def _courses(story: Story, wrong: Case) -> None:
    kinds = {"course": 5, "event": 8}
    for kind, number in kinds.items():
        service = Service.objects.create(
            scope=story.world.programme.scope, programme=story.world.programme, activity=story.activities[number],
            organization=story.world.organizations["cooperativa"], kind=kind, title=f"Prova {kind}",
        )  # fmt: skip
        edition = Edition.objects.create(
            scope=service.scope, service=service, number=1, state="running", starts_on=date(2026, 9, 1),
            ends_on=date(2026, 12, 1),
        )  # fmt: skip
        for place, state in enumerate(("locked", "open"), 1):
            day = date(2026, 9, 1) + timedelta(days=place)
            Session.objects.create(
                scope=service.scope, edition=edition, number=place, starts_at=at(day), ends_at=at(day, 12), state=state,
                others_count=10 if kind == "event" else 0,
            )  # fmt: skip
    course = Edition.objects.get(service__kind="course")
    for case, presence, hours, state in [
        (story.cases["Amina"], "P", "3.00", "completed"), (story.cases["Sara"], "R", "2.50", "enrolled"),
        (story.cases["Davide"], "A", "0", "withdrawn"), (wrong, "P", "3.00", "enrolled"),
    ]:  # fmt: skip
        row = Enrolment.objects.create(
            scope_id=case.scope_id, edition=course, case=case, state=state, enrolled_on=date(2026, 9, 1),
            ended_on=date(2026, 11, 1) if state != "enrolled" else None,
        )  # fmt: skip
        for session in course.sessions.all():
            Attendance.objects.create(
                scope_id=case.scope_id, enrolment=row, session=session, presence=presence, attended_hours=Decimal(hours)
            )


def _deliveries(story: Story, wrong: Case) -> None:
    """An hour and a half with Amina; what was a mistake, what is of a case that counts no more, what is to come."""
    mandate = story.world.mandates["marta"]
    for case, day, state in [
        (story.cases["Amina"], date(2026, 10, 5), "done"), (story.cases["Sara"], date(2026, 10, 5), "void"),
        (wrong, date(2026, 10, 5), "done"), (story.cases["Amina"], TODAY + timedelta(days=1), "done"),
    ]:  # fmt: skip
        Delivery.objects.create(
            scope_id=case.scope_id, case=case, mandate=mandate, user_id=mandate.user_id, kind="debt_advice",
            activity=story.activities[8], happened_on=day, minutes=90, delivered_hours=Decimal("1.50"), state=state,
        )  # fmt: skip


def _internship(story: Story) -> None:
    world, amina = story.world, story.cases["Amina"]
    host = Host.objects.create(
        scope=open_scope(ScopeKind.HOST, parent=world.programme.scope), programme=world.programme,
        organization=world.organizations["altra"], state="available",
    )  # fmt: skip
    one = Internship.objects.create(
        scope_id=amina.scope_id, case=amina, activity=story.activities[7], number=1, kind="extracurricular",
        state="running", promoter=world.organizations["capofila"], payer=world.organizations["cooperativa"],
        tutor=world.mandates["luca"], starts_on=date(2026, 10, 1), ends_on=date(2027, 1, 31),
    )  # fmt: skip
    TrainingProject.objects.create(
        scope_id=amina.scope_id, internship=one, host=host, daily_hours=[4, 4, 4, 4, 4, 0, 0], total_hours=300,
        full_amount=500,
    )  # fmt: skip
    for month_on, state in ((date(2026, 10, 1), "confirmed"), (date(2026, 11, 1), "open")):
        register = MonthlyRegister.objects.create(
            scope_id=amina.scope_id, internship=one, month_on=month_on, state=state
        )
        for day in (2, 3):
            RegisterDay.objects.create(
                scope_id=amina.scope_id, register=register, day_on=month_on.replace(day=day), worked_hours=4
            )
    _money(story, MonthlyRegister.objects.get(state="confirmed"))


def _money(story: Story, register: MonthlyRegister) -> None:
    world = story.world
    Allowance.objects.create(
        scope_id=register.scope_id, register=register, internship_number=1, month_on=register.month_on,
        payer=world.organizations["cooperativa"], state="approved", planned_hours=80, attended_hours=8, full_amount=500,
        due_amount=Decimal("373.53"), approved_on=date(2026, 11, 5),
    )  # fmt: skip
    partner = Partnership.objects.get(organization=world.organizations["cooperativa"])
    item = CostItem.objects.create(
        scope=world.programme.scope, programme=world.programme, code="B1", label="Indennità", kind="allowance"
    )
    proof = StoredFile.objects.create(
        scope=partner.staff_scope, level=8192, name="prova.pdf", kind="pdf", size_bytes=1, sha256="0", stored_as="x"
    )
    for number, (state, paid_on) in enumerate([("paid", date(2026, 11, 10)), ("accrued", None)], 1):
        Expense.objects.create(
            scope=partner.staff_scope, partnership=partner, item=item, activity=story.activities[7], rule="prova",
            number=number, title=f"Spesa {number}", state=state, accrued_on=date(2026, 11, 1),
            due_amount=Decimal("100.10"), paid_on=paid_on, proof=proof if paid_on else None,
        )  # fmt: skip


def entry_of(case: Case, **told: Any) -> EsfEntry:
    given: dict[str, Any] = {
        "state": "signed", "entered_on": date(2026, 3, 12), "signed_on": date(2026, 3, 12), "gender": "F", "age": 37,
        "employment": "unemployed", "search": "over_12", "education": "lower_secondary", **told,
    }  # fmt: skip
    return EsfEntry.objects.create(scope_id=case.scope_id, case=case, **given)


def met(case: Case, world: World, day: date = date(2026, 4, 1), was_kept: bool | None = True) -> Appointment:
    return Appointment.objects.create(
        scope_id=case.scope_id, case=case, starts_at=at(day), starts_by=world.mandates["marta"], was_kept=was_kept
    )


def _entries(story: Story) -> None:
    cases, world = story.cases, story.world
    entry_of(cases["Amina"], adults_count=1, workers_count=0, children_count=2)
    entry_of(cases["Sara"], age=24, search="from_6_to_12", education="upper_secondary")
    entry_of(cases["Davide"], gender="M", age=19, employment="inactive", search="", is_studying=False, education="")
    entry_of(cases["Ines"], state="draft", signed_on=None)
    met(cases["Davide"], world)
    met(cases["Ines"], world)


def _endings(story: Story) -> None:
    with acting(story.world.actor("marta")) as marta:
        record_outcome(
            case=story.cases["Sara"], moment="during", situation="employed", happened_on=date(2026, 7, 1), by=marta
        )
        for name, reason in (("Amina", "found_work"), ("Davide", "withdrew")):
            close_case(case=story.cases[name], reason=reason, note="", on=date(2026, 11, 10), by=marta)
        record_outcome(
            case=story.cases["Amina"],
            moment="exit",
            situation="employed",
            happened_on=date(2026, 11, 10),
            by=marta,
            has_qualification=True,
        )
