"""How far each person of the demo has come: assessed, with a plan, signed, gone through again."""

from __future__ import annotations

from datetime import date, timedelta

from ciao.access.actor import acting
from ciao.assessments.enums import Moment
from ciao.cases import actions
from ciao.cases.models import Case
from ciao.desk.demo import plans, profiles
from ciao.desk.demo.crew import Crew

ASSESSED, CONFIRMED, WRITTEN, SIGNED, MIDWAY, RENEWED, LEAVING, LEFT = 9, 24, 33, 40, 150, 165, 200, 210
HALF = 4


def walk(crew: Crew, row: dict[str, str], case: Case, opened_on: date) -> None:
    """Up to the phase of their line; a step that would fall after today is told today."""
    key, name, phase = row["manager"], row["given_name"], row["phase"]

    def day(after: int) -> date:
        return min(crew.today, opened_on + timedelta(days=after))

    if phase == "A":
        return None
    profiles.begin(crew, key, case, name, day(ASSESSED), areas=HALF if phase == "B" else 6)
    if phase == "B":
        return None
    profiles.confirm(crew, key, case, Moment.ENTRY, day(CONFIRMED))
    if phase == "C":
        return _plan_under_way(crew, key, case, name, day(WRITTEN))
    plan = plans.write(crew, key, case, name, day(WRITTEN))
    plans.present(crew, key, plan, day(WRITTEN))
    plans.sign(crew, key, plan, day(SIGNED))
    _midway(crew, key, case, name, opened_on)
    if phase == "E":
        _leaving(crew, key, case, name, opened_on)
    return None


def _plan_under_way(crew: Crew, key: str, case: Case, name: str, day: date) -> None:
    """Of three, one has nothing yet, one a plan half written, one a plan that waits for its signatures."""
    if case.number % 3 == 0:
        return
    plan = plans.write(crew, key, case, name, day, is_whole=case.number % 3 == 2)
    if case.number % 3 == 2:
        plans.present(crew, key, plan, day)


def _midway(crew: Crew, key: str, case: Case, name: str, opened_on: date) -> None:
    looked = opened_on + timedelta(days=MIDWAY)
    if looked > crew.today:
        return
    profiles.again(crew, key, case, name, Moment.MID, looked)
    plans.go_on(crew, key, case, name, looked)
    renewed = opened_on + timedelta(days=RENEWED)
    if renewed <= crew.today and (name == "Amina" or case.number % 4 == 0):
        plans.renew(crew, key, case, renewed)


def _leaving(crew: Crew, key: str, case: Case, name: str, opened_on: date) -> None:
    day = min(crew.today, opened_on + timedelta(days=LEAVING))
    with crew.on(day), acting(crew.actor(key)) as manager:
        actions.move_phase(case=Case.objects.get(id=case.id), verb="to_closing", on=day, by=manager)
    if name == "Sara" or case.number % 2:
        profiles.again(crew, key, case, name, Moment.EXIT, min(crew.today, opened_on + timedelta(days=LEFT)))
