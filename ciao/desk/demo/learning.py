"""What a course is made of besides its lessons: the whole catalogue, rooms, closings, who waits, what is one to one."""

from __future__ import annotations

import csv
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.deliveries.actions import record_delivery
from ciao.deliveries.enums import DeliveryKind, DeliveryWay
from ciao.desk.demo.courses import followed, monday_of
from ciao.desk.demo.crew import Crew
from ciao.partners.models import Organization
from ciao.programmes.models import TargetGroup
from ciao.services import actions
from ciao.services.enums import RequirementKind, StaffRole
from ciao.services.models import Edition, Enrolment, Room, Service

FOLDER = Path(__file__).parent
# kind, activity, minutes, way: what was done with each person in the last weeks.
DONE = (
    (DeliveryKind.COUNSELLING, 5, 60, DeliveryWay.OFFICE), (DeliveryKind.DEBT_ADVICE, 8, 75, DeliveryWay.OFFICE),
    (DeliveryKind.ACCOMPANIMENT, 5, 120, DeliveryWay.OUTSIDE), (DeliveryKind.TUTORING, 5, 45, DeliveryWay.PHONE),
)  # fmt: skip
PLACES, PEOPLE = 3, 20


def play(crew: Crew) -> int:
    """The catalogue of the sheet, a course to come that is full, and what was done one to one; returns the last."""
    _catalogue(crew)
    room = _rooms(crew)
    people = [(case, key) for case, key in followed(crew) if case.is_active()]
    _full_course(crew, room, people)
    return sum(_deliver(crew, case, key, place) for place, (case, key) in enumerate(people[:PEOPLE]))


def _catalogue(crew: Crew) -> None:
    """Everything the sheet lists under ways and tools."""
    with (FOLDER / "services.csv").open(encoding="utf-8", newline="") as file, acting(crew.actor("paolo")) as paolo:
        activities = {one.number: one for one in crew.programme.activities.all()}
        bodies = {one.name: one for one in Organization.objects.all()}
        for row in csv.DictReader(file):
            actions.add_service(
                programme=crew.programme, activity=activities[int(row["activity"])], kind=row["kind"],
                organization=bodies[row["organization"]], title=row["title"], about=row["about"],
                planned_hours=Decimal(row["planned_hours"]) if row["planned_hours"] else None,
                modality=row["modality"], themes=row["themes"].split("|"), by=paolo,
            )  # fmt: skip
        for title in ("Cucina e sicurezza alimentare", "Pasticceria e sala"):
            service = Service.objects.get(title=title)
            actions.add_requirement(service=service, kind=RequirementKind.AGE, age_min=16, by=paolo)
            actions.add_requirement(service=service, kind=RequirementKind.LANGUAGE, words="A2, parlato", by=paolo)


def _rooms(crew: Crew) -> Room:
    year = crew.today.year
    with acting(crew.actor("paolo")) as paolo:
        body = Organization.objects.get(name="Cooperativa Officina dei Gesti")
        actions.add_closing(
            programme=crew.programme, starts_on=date(year, 12, 24), ends_on=date(year + 1, 1, 6), word="Fine anno",
            by=paolo,
        )  # fmt: skip
        return actions.add_room(
            programme=crew.programme, organization=body, name="Laboratorio di cucina", seats=14,
            access_note="Piano terra, senza scale; autobus davanti", by=paolo,
        )  # fmt: skip


def _full_course(crew: Crew, room: Room, people: list[tuple[Case, str]]) -> Edition:
    """A few places, all taken; one waits, and one who leaves lets the next one in."""
    first = monday_of(crew.today) + timedelta(weeks=2)
    with acting(crew.actor("paolo")) as paolo:
        service = Service.objects.get(title="Pasticceria e sala")
        edition = actions.add_edition(
            service=service, starts_on=first, ends_on=first + timedelta(weeks=16), place=room.name, capacity=PLACES,
            by=paolo,
        )  # fmt: skip
        actions.add_staff(
            edition=edition, mandate=crew.mandates["teo"], role=StaffRole.TRAINER, starts_on=crew.today, by=paolo
        )
        actions.plan_sessions(
            edition=edition, weekdays=[5], from_time=time(9), to_time=time(13), first=first,
            last=edition.ends_on, count=10, room=room, trainer=crew.mandates["teo"], by=paolo,
        )  # fmt: skip
        target = TargetGroup.objects.filter(version=crew.programme.current_version).order_by("label").first()
        if target is not None:
            actions.set_share(edition=edition, target=target, min_count=1, max_count=None, by=paolo)
    _fill(crew, edition, people)
    return edition


def _fill(crew: Crew, edition: Edition, people: list[tuple[Case, str]]) -> None:
    line = people[-(PLACES + 4) :]
    placed: list[tuple[Enrolment, str]] = []
    for case, key in line:
        with acting(crew.actor(key)) as manager:
            try:
                if len(placed) < PLACES:
                    placed.append((actions.enrol(edition=edition, case=case, enrolled_on=crew.today, by=manager), key))
                else:
                    actions.join_waitlist(edition=edition, case=case, preferences="Solo di sabato", by=manager)
            except NotPossible:
                continue  # too young for a kitchen
    if placed:
        enrolment, key = placed[0]
        with acting(crew.actor(key)) as manager:
            actions.withdraw_enrolment(
                enrolment=enrolment, reason="Comincia a lavorare nello stesso giorno", on=crew.today, by=manager
            )


def _deliver(crew: Crew, case: Case, key: str, place: int) -> int:
    """Two times with each person, by who follows them, on working days of the last weeks."""
    with acting(crew.actor(key)):
        activities = {one.number: one for one in crew.programme.activities.all()}
    made = 0
    for turn in range(2):
        kind, number, minutes, way = DONE[(place + turn) % len(DONE)]
        day = monday_of(crew.today) - timedelta(weeks=1 + turn * 2, days=-(place % 5))
        if day < case.opened_on:
            continue
        with crew.on(day), acting(crew.actor(key)) as worker:
            record_delivery(
                case=case, mandate=crew.mandates[key], kind=kind, happened_on=day, minutes=minutes,
                activity=activities[number], way=way, by=worker,
            )  # fmt: skip
        made += 1
    return made
