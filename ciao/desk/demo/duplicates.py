"""Two pairs of files that look alike: one to review, one already told apart."""

from __future__ import annotations

from datetime import timedelta

from ciao.access.actor import acting, job
from ciao.cases.actions import open_case, void_case
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew
from ciao.people.actions import MATCHING, already_known, tell_apart
from ciao.people.actions.duplicates import suspect
from ciao.people.models import Identity

Told = list[tuple[dict[str, str], Case]]
ALIKE = 0.6214


def play(crew: Crew, told: Told) -> None:
    """Amina is taken in a second time by mistake; two others only look alike."""
    amina = next(case for row, case in told if row["given_name"] == "Amina")
    _again(crew, amina)
    others = [case for row, case in told if row["manager"] == "marta" and row["is_protected"] == "False"]
    _apart(crew, others[1], others[2])


def _again(crew: Crew, amina: Case) -> None:
    with acting(crew.actor("marta")):
        known = Identity.objects.get(person_id=amina.person_id)
    with crew.on(crew.today - timedelta(days=2)), acting(crew.actor("marta")) as marta:
        day = crew.today - timedelta(days=2)
        case = open_case(
            programme=crew.programme, manager=crew.mandates["marta"], opened_on=day, by=marta,
            person={"given_name": "Aminah", "language": "arabo"},
            identity={"gender": known.gender, "birth_date": known.birth_date, "residence_id": known.residence_id},
            contact={"phone": "+39 333 0001234"},
        )  # fmt: skip
        already_known(programme=crew.programme, newcomer=case.person, by=marta)
        void_case(case=case, note="Era già stata presa in carico.", on=day, by=marta)


def _apart(crew: Crew, one: Case, other: Case) -> None:
    first, second = sorted((one.person_id, other.person_id))
    day = crew.today - timedelta(days=9)
    with crew.on(day), acting(job(MATCHING)) as finder:
        pair = suspect(crew.programme, first, second, ALIKE, finder)
    with crew.on(day + timedelta(days=1)), acting(crew.actor("paolo")) as paolo:
        tell_apart(candidate=pair, on=day + timedelta(days=1), by=paolo, reason="Ho sentito Marta: sono due persone.")
