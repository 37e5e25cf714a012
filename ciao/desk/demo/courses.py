"""The courses of the demo: planned, filled from the plans, attended meeting by meeting, their registers closed."""

from __future__ import annotations

import csv
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from ciao.access.actor import Actor, acting, reporting
from ciao.cases.models import Case, CaseWorker
from ciao.core import clock
from ciao.desk.demo.crew import Crew
from ciao.partners.models import Organization
from ciao.plans.models import Plan, Support
from ciao.services import actions
from ciao.services.enums import Presence, StaffRole
from ciao.services.models import Edition, Enrolment, Service, Session
from ciao.services.rules import Mark, session_hours
from ciao.territories.models import Municipality

FOLDER = Path(__file__).parent
# The words of a plan's support that lead to a course.
LEADS_TO = {"HACCP": "haccp", "italiano": "italian", "finanziaria": "money", "comunità": "community"}
OPEN_TO_ALL = ("garden", "web", "skills", "party")
BEFORE = timedelta(days=21)
LEFT_OPEN = 2
# People of the neighbourhood, counted by head.
OTHERS = {"garden": 7, "lab": 5, "event": 64}


@dataclass(frozen=True)
class Offer:
    """One line of `courses.csv` with the edition it became."""

    row: dict[str, str]
    edition: Edition
    enrolled: list[Case] = field(default_factory=list)

    @property
    def theme(self) -> str:
        """The line's key without the number of the edition."""
        return self.row["key"].rstrip("0123456789")

    def fits(self, signed_on: date) -> bool:
        """There is room, and most of the edition is still to come when a plan is signed."""
        third = self.edition.starts_on + (self.edition.ends_on - self.edition.starts_on) / 3
        return signed_on <= third and len(self.enrolled) < int(self.row["capacity"])


def play(crew: Crew) -> int:
    """Plans every edition, enrols whoever a plan leads there, and tells each meeting; returns the meetings held."""
    with (FOLDER / "courses.csv").open(encoding="utf-8", newline="") as file:
        offers = [_plan(crew, row) for row in csv.DictReader(file)]
    for case, key in followed(crew):
        _enrol(crew, case, key, offers)
    return sum(_hold(crew, offer) for offer in offers)


def followed(crew: Crew) -> list[tuple[Case, str]]:
    """Every person with a plan in force or gone through, with the worker of the story who follows them."""
    keys = {mandate.id: key for key, mandate in crew.mandates.items()}
    with reporting():
        signed = set(Plan.objects.filter(signed_on__isnull=False).order_by().values_list("case_id", flat=True))
    with acting(crew.actor("paolo")):
        rows = CaseWorker.objects.filter(case_id__in=signed, is_lead=True, ends_on__isnull=True)
        return [(one.case, keys[one.mandate_id]) for one in rows.select_related("case").order_by("case__number")]


def _plan(crew: Crew, row: dict[str, str]) -> Offer:
    first = monday_of(crew.today - timedelta(weeks=int(row["weeks_ago"]))) + timedelta(days=int(row["weekday"]) - 1)
    last = first + timedelta(weeks=int(row["meetings"]), days=-1)
    with crew.on(first - BEFORE), acting(crew.actor("paolo")) as paolo:
        edition = actions.add_edition(
            service=_service(crew, row, paolo), starts_on=first, ends_on=last, place=row["place"],
            municipality=Municipality.objects.get(istat_code=row["municipality"]), capacity=int(row["capacity"]),
            by=paolo,
        )  # fmt: skip
        actions.add_staff(
            edition=edition,
            mandate=crew.mandates[row["leader"]],
            role=StaffRole(row["role"]),
            starts_on=first - BEFORE,
            by=paolo,
        )
        actions.plan_sessions(
            edition=edition, weekdays=[int(row["weekday"]) - 1], from_time=time.fromisoformat(row["begins"]),
            to_time=time.fromisoformat(row["ends"]), first=first, last=last, trainer=crew.mandates[row["leader"]],
            place=row["place"], by=paolo,
        )  # fmt: skip
    with crew.on(first), acting(crew.actor("paolo")) as paolo:
        actions.start_edition(edition=edition, on=first, by=paolo)
    return Offer(row, edition)


def _service(crew: Crew, row: dict[str, str], by: Actor) -> Service:
    found = crew.programme.services.filter(title=row["title"]).first()
    if found is not None:
        return found
    return actions.add_service(
        programme=crew.programme, activity=crew.programme.activities.get(number=int(row["activity"])),
        organization=Organization.objects.get(name=row["organization"]), kind=row["kind"],
        title=row["title"], about=row["about"], by=by,
    )  # fmt: skip


def _enrol(crew: Crew, case: Case, key: str, offers: list[Offer]) -> None:
    with acting(crew.actor(key)):
        plan = case.plans.filter(signed_on__isnull=False).order_by("-number")[0]
        signed_on = plan.signed_on or crew.today
        supports = list(Support.objects.filter(goal__plan=plan, is_dropped=False).order_by("place"))
    wanted: dict[str, Support | None] = {
        theme: one for one in supports for words, theme in LEADS_TO.items() if words in one.note
    }
    wanted.setdefault(OPEN_TO_ALL[case.number % len(OPEN_TO_ALL)], None)
    for theme, support in wanted.items():
        offer = next((one for one in offers if one.theme == theme and one.fits(signed_on)), None)
        if offer is not None:
            day = max(signed_on, offer.edition.starts_on - timedelta(days=7))
            with crew.on(day), acting(crew.actor(key)) as manager:
                actions.enrol(edition=offer.edition, case=case, support=support, enrolled_on=day, by=manager)
            offer.enrolled.append(case)


def _hold(crew: Crew, offer: Offer) -> int:
    """Every meeting up to today is attended and closed; the last two of one course wait to be closed."""
    with acting(crew.actor(offer.row["leader"])):
        sessions = list(offer.edition.sessions.order_by("starts_at")[: int(offer.row["meetings"])])
    past = [one for one in sessions if one.starts_at.astimezone(clock.ROME).date() < crew.today]
    for place, session in enumerate(past):
        is_left = offer.row["key"] == "italian2" and place >= len(past) - LEFT_OPEN
        _attend(crew, offer, session, is_left=is_left)
    if len(past) == len(sessions) and past:
        _finish(crew, offer, past[-1].starts_at.astimezone(clock.ROME).date())
    return len(past)


def _attend(crew: Crew, offer: Offer, session: Session, *, is_left: bool) -> None:
    day = session.starts_at.astimezone(clock.ROME).date()
    if is_left:
        return
    numbers = {one.id: one.number for one in offer.enrolled}
    with _evening(day), acting(crew.actor(offer.row["leader"])) as leader:
        enrolments = Enrolment.objects.filter(edition=offer.edition, enrolled_on__lte=day)
        marks = {one.id: _mark(numbers[one.case_id], session) for one in enrolments}
        others = OTHERS.get(offer.row["kind"], 0) + session.number % 5
        actions.save_attendance(session=session, marks=marks, others_count=others, by=leader)
        actions.lock_register(session=session, on=day, by=leader)
        if offer.row["key"] == "money" and session.number == 2:
            _correct(session, marks, day, leader)


def _mark(number: int, session: Session) -> Mark:
    lot = (number * 7 + session.number * 3) % 13
    if lot == 0:
        return Mark(Presence.ABSENT, None)
    if lot == 1:
        return Mark(Presence.EXCUSED, None, "Visita medica del figlio")
    return (
        Mark(Presence.LATE, session_hours(session.starts_at, session.ends_at) / 2)
        if lot == 2
        else Mark(Presence.PRESENT, None)
    )


def _correct(session: Session, marks: dict[UUID, Mark], day: date, leader: Actor) -> None:
    """Somebody marked absent had been there: the register is opened again, with its reason."""
    absent = next((key for key, one in marks.items() if one.presence == Presence.ABSENT), None)
    if absent is None:
        return
    actions.unlock_register(session=session, reason="Era arrivata con le altre: non l’avevo vista.", on=day, by=leader)
    marks[absent] = Mark(Presence.PRESENT, None)
    actions.save_attendance(session=session, marks=marks, others_count=session.others_count, by=leader)
    actions.lock_register(session=session, on=day, by=leader)


def _finish(crew: Crew, offer: Offer, day: date) -> None:
    with crew.on(day + timedelta(days=1)), acting(crew.actor("paolo")) as paolo:
        actions.finish_edition(edition=offer.edition, on=day + timedelta(days=1), by=paolo)


def monday_of(day: date) -> date:
    """The Monday of a week."""
    return day - timedelta(days=day.weekday())


def _evening(day: date) -> AbstractContextManager[None]:
    return clock.at(datetime.combine(day, time(19), tzinfo=clock.ROME))
