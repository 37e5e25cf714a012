"""The internships of the demo: hosts, agreements, paths, months of register, and the allowances they give."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from ciao.access.actor import Actor, acting, reporting
from ciao.cases.actions import add_worker
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.cases.rules import italian_holidays
from ciao.costs import actions as costs
from ciao.costs.models import Expense
from ciao.desk.demo.courses import followed
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.pack import PROMOTER, complete, entitle
from ciao.desk.demo.plans import themes_of
from ciao.desk.demo.spending import proof
from ciao.hosts import actions as hosts
from ciao.hosts.models import Host, Vacancy
from ciao.internships import actions
from ciao.internships.enums import DayKind, InternshipKind, PauseReason
from ciao.internships.models import Agreement, Allowance, Internship, MonthlyRegister
from ciao.internships.rules import Day, hours_on, is_paused, month_days
from ciao.partners.models import Organization
from ciao.plans.models import Support
from ciao.programmes.rules import add_months
from ciao.territories.models import Municipality

FOLDER = Path(__file__).parent
# The tutor, the body that pays and its administrator: for Marta's people, and for the others.
HERS, OTHERS = ("luca", "Cooperativa La Quercia", "giulia"), ("gea", "Consorzio Sentieri", "ettore")
FULL, SHORT = Decimal(500), Decimal(400)
MONTHS_LONG = 6
CORRECTED = "Davide"
AFTER_PLAN = timedelta(days=35)


@dataclass(frozen=True)
class Place:
    """A host with its place and its agreement."""

    host: Host
    vacancy: Vacancy
    agreement: Agreement
    row: dict[str, str]


def play(crew: Crew) -> int:
    """Opens the doors, then tells every internship a plan asks for; returns how many began."""
    entitle(crew)
    places = _open_doors(crew)
    asking = _asking(crew)
    return sum(_tell(crew, case, key, places, number) for number, (case, key) in enumerate(asking))


def _open_doors(crew: Crew) -> list[Place]:
    with (FOLDER / "hosts.csv").open(encoding="utf-8", newline="") as file:
        return [_door(crew, row, number) for number, row in enumerate(csv.DictReader(file), 1)]


def _door(crew: Crew, row: dict[str, str], number: int) -> Place:
    first = crew.starts_on + timedelta(days=60 + number)
    with crew.on(first), acting(crew.actor("zoe")) as zoe:
        body = Organization.objects.create(name=row["name"], municipality_id=row["municipality"])
        host = hosts.add_host(
            programme=crew.programme, organization=body, trade=row["trade"], headcount=int(row["headcount"]),
            is_public=row["is_public"] == "True", referent="Alba", phone=f"02 000 10{number:02}", by=zoe,
        )  # fmt: skip
        hosts.move_host(host=host, verb="agree", on=first, by=zoe)
        vacancy = hosts.add_vacancy(
            host=host, title=row["title"], tasks=row["tasks"], starts_on=first, by=zoe,
            municipality=Municipality.objects.get(istat_code=row["municipality"]), access="A 10 minuti dalla fermata",
            weekly_hours=Decimal(row["weekly_hours"]),
        )  # fmt: skip
        agreement = actions.sign_agreement(
            programme=crew.programme, host=host, promoter=Organization.objects.get(name=PROMOTER),
            number=f"2026/{number:03}", signed_on=first, starts_on=first,
            ends_on=crew.ends_on, by=zoe,
        )  # fmt: skip
    return Place(host, vacancy, agreement, row)


def _asking(crew: Crew) -> list[tuple[Case, str]]:
    """Whoever has an internship among the supports of a signed plan."""
    with reporting():
        asked = Support.objects.filter(kind="internship", is_dropped=False, goal__plan__signed_on__isnull=False)
        ids = set(asked.order_by().values_list("goal__plan__case_id", flat=True))
    return [(case, key) for case, key in followed(crew) if case.id in ids]


def _tell(crew: Crew, case: Case, key: str, places: list[Place], number: int) -> bool:
    with acting(crew.actor(key)):
        signed = [one for one in case.plans.order_by("number") if one.signed_on]
        name = case.person.given_name
    theme = next(one for one in themes_of(case.number, name) if one in ("kitchen", "warehouse"))
    begins = first_of_month((signed[0].signed_on or crew.today) + AFTER_PLAN + timedelta(days=31 * (number % 3)))
    begins += timedelta(days=13 if number % 4 == 1 else 0)
    if begins + timedelta(days=10) > crew.today:
        return False
    internship, tutor = _open(crew, case, key, signed[-1].id, begins, number)
    if number % 9 == 8:
        return False
    fitting = [one for one in places if one.row["theme"] == theme] or places
    _start(crew, internship, fitting[number % len(fitting)], tutor, begins, number)
    _months(crew, internship, number, crew.today)
    return True


def _open(
    crew: Crew, case: Case, key: str, plan_id: UUID, begins: date, number: int
) -> tuple[Internship, str]:  # fmt: skip
    tutor, payer, _ = HERS if key == "marta" else OTHERS
    ready = max(begins - timedelta(days=14), case.opened_on)
    with crew.on(ready), acting(crew.actor(key)) as manager:
        support = Support.objects.filter(goal__plan_id=plan_id, kind="internship", is_dropped=False)[0]
        mandate = crew.mandates[tutor]
        if not case.workers.filter(mandate=mandate, ends_on__isnull=True).exists():
            add_worker(case=case, mandate=mandate, role=CaseRole.TUTOR, starts_on=ready, by=manager)
        internship = actions.open_internship(
            case=case, kind=InternshipKind.EXTRACURRICULAR, promoter=Organization.objects.get(name=PROMOTER),
            payer=Organization.objects.get(name=payer), tutor=mandate,
            activity=crew.programme.activities.get(number=7), starts_on=begins,
            ends_on=add_months(begins, MONTHS_LONG) - timedelta(days=1), support=support, by=manager,
        )  # fmt: skip
    return internship, tutor


def _start(crew: Crew, internship: Internship, place: Place, tutor: str, begins: date, number: int) -> None:
    hours = Decimal(place.row["weekly_hours"]) / 5
    daily = [hours] * 5 + [Decimal(0)] * 2
    with crew.on(begins - timedelta(days=4)), acting(crew.actor(tutor)) as by:
        project = actions.save_training_project(
            internship=internship, host=place.host, agreement=place.agreement, vacancy=place.vacancy,
            place=f"{place.row['name']}, ingresso principale", tasks=place.row["tasks"],
            skills="Lavorare in squadra, rispettare tempi e regole di sicurezza", host_tutor="Alba", eqf_low=3,
            eqf_high=3, goals="Imparare il mestiere, capire se fa per lei o per lui",
            daily_hours=daily, total_hours=hours * 5 * 26, full_amount=FULL if hours >= 4 else SHORT,
            inail_number=f"INAIL-{number:04}", liability_policy="RC 2026/77", cob_number=f"COB-2026-{number:05}",
            cob_on=begins - timedelta(days=5), by=by,
        )  # fmt: skip
        complete(internship, begins - timedelta(days=4), by)
        actions.sign_training_project(training_project=project, on=begins - timedelta(days=4), by=by)
    with crew.on(begins), acting(crew.actor(tutor)) as by:
        actions.start_internship(internship=internship, on=begins, by=by)
        if number % 7 == 3:
            first = add_months(first_of_month(begins), 2) + timedelta(days=3)
            actions.add_pause(
                internship=internship, reason=PauseReason.HOST_CLOSED, starts_on=first,
                ends_on=first + timedelta(days=15), by=by,
            )  # fmt: skip


def _months(crew: Crew, internship: Internship, number: int, last: date) -> None:
    """Every month that is over is written, confirmed and approved; the older ones are paid; the last waits."""
    end = min(internship.ends_on, last)
    month = first_of_month(internship.starts_on)
    while month <= end:
        following = add_months(month, 1)
        _write(crew, internship, number, month, min(following - timedelta(days=1), end))
        if following > end == internship.ends_on:
            _end(crew, internship, number)
        if following <= crew.today:
            _settle(crew, internship, number, month)
        month = following


def _end(crew: Crew, internship: Internship, number: int) -> None:
    tutor = hands_of(internship)[0]
    with crew.on(internship.ends_on), acting(crew.actor(tutor)) as by:
        actions.end_internship(internship=internship, on=internship.ends_on, reason="Finito come previsto", by=by)


def _write(crew: Crew, internship: Internship, number: int, month: date, last: date) -> None:
    tutor = hands_of(internship)[0]
    with crew.on(last), acting(crew.actor(tutor)) as by:
        register = actions.open_register(internship=internship, month_on=month, by=by)
        weak = (number + month.month) % 6 == 0 or _is_corrected(internship, month)
        told = {day: _day(day, hours, number, weak=weak) for day, hours in _planned(internship, month, last)}
        actions.write_days(register=register, days=told, by=by)


def _planned(internship: Internship, month: date, last: date) -> Iterator[tuple[date, Decimal]]:
    """The days of a month on which the schedule asks for hours, up to the last one told."""
    daily, pauses = internship.training_project.daily_hours, list(internship.pauses.values_list("starts_on", "ends_on"))
    closed = italian_holidays(month, month)
    for day in month_days(month):
        hours = hours_on(day, daily, closed)
        if hours and internship.starts_on <= day <= last and not is_paused(day, pauses):
            yield day, hours


def _day(day: date, hours: Decimal, number: int, *, weak: bool) -> Day:
    lot = (day.day * 5 + number * 3) % (4 if weak else 19)
    if lot == 0:
        return Day(DayKind.ABSENT, Decimal(0))
    return Day(DayKind.EXCUSED, Decimal(0), "visita medica") if lot == 1 else Day(DayKind.PRESENT, hours)


def _settle(crew: Crew, internship: Internship, number: int, month: date) -> None:
    tutor, _, administrator = hands_of(internship)
    following = add_months(month, 1)
    confirmed, approved, paid = (min(following + timedelta(days=days), crew.today) for days in (2, 6, 13))
    with crew.on(confirmed), acting(crew.actor(tutor)) as by:
        register = internship.registers.get(month_on=month)
        if following == first_of_month(crew.today) and number % 3 == 0:
            return
        actions.confirm_register(register=register, on=confirmed, by=by)
        if _is_corrected(internship, month):
            actions.unlock_register(register=register, reason="Due giorni erano stati scritti come assenze.",
                                    on=confirmed, by=by)  # fmt: skip
            _mend(register, by)
            actions.confirm_register(register=register, on=confirmed, by=by)
    if following == first_of_month(crew.today) and number % 3 == 1:
        return
    with crew.on(approved), acting(crew.actor(administrator)) as by:
        for allowance in Allowance.objects.filter(register_id=register.id, state="to_approve").order_by("line"):
            costs.approve_allowance(allowance=allowance, on=approved, by=by)
    if following == first_of_month(crew.today):
        return
    with crew.on(paid), acting(crew.actor(administrator)) as by:
        for expense in Expense.objects.filter(allowance__register_id=register.id, state="accrued"):
            costs.pay_expense(expense=expense, paid_on=paid, proof=proof(), by=by)


def _is_corrected(internship: Internship, month: date) -> bool:
    """Davide's second month is confirmed with days missing, then opened again: the difference is a line of its own."""
    second = add_months(first_of_month(internship.starts_on), 1)
    return month == second and internship.case.person.given_name == CORRECTED


def _mend(register: MonthlyRegister, by: Actor) -> None:
    absent = [one.day_on for one in register.days.exclude(kind=DayKind.PRESENT)][:2]
    hours = register.days.filter(kind=DayKind.PRESENT)[0].worked_hours
    actions.write_days(register=register, days={day: Day(DayKind.PRESENT, hours) for day in absent}, by=by)


def hands_of(internship: Internship) -> tuple[str, str, str]:
    """Who tutors, pays and keeps the accounts of an internship."""
    return HERS if internship.payer.name == HERS[1] else OTHERS


def first_of_month(day: date) -> date:
    """The first day of a month."""
    return day.replace(day=1)
