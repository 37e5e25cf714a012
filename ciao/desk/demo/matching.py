"""When people can come and what they would like, a proposal of groups, and a cohort matched with places."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from ciao.access.actor import acting
from ciao.cases.actions import save_availability, save_work_wish
from ciao.cases.enums import DayPart, Italian, Reach, Title, WorkBurden, WorkField
from ciao.cases.models import Case, CaseWorker
from ciao.desk.demo.crew import Crew
from ciao.hosts.models import Vacancy
from ciao.internships.models import Internship
from ciao.matches import actions
from ciao.matches.actions.matching import say_yes
from ciao.matches.models import Match
from ciao.outreach.enums import BarrierKind
from ciao.people.models import Identity
from ciao.services import actions as services
from ciao.services.composer import actions as composer
from ciao.services.models import Service

WEEK = [0, 1, 2, 3, 4]
COHORT, SEATS = 14, 2
FIELDS = (WorkField.KITCHEN, WorkField.WAREHOUSE, WorkField.LAND, WorkField.CARE)


def play(crew: Crew) -> None:
    """Marta writes when her people can come, makes groups of the next editions, and matches the cohort with places."""
    with acting(crew.actor("marta")):
        mine = CaseWorker.objects.filter(mandate=crew.mandates["marta"], ends_on__isnull=True, is_lead=True)
        placed = Internship.objects.active().values("case_id")
        free = Case.objects.active().filter(id__in=mine.values("case_id")).exclude(id__in=placed)
        cases = list(free.order_by("number")[:COHORT])
    _when(crew, cases)
    _groups(crew, cases)
    _places(crew, cases)


def _when(crew: Crew, cases: list[Case]) -> None:
    with acting(crew.actor("marta")) as marta:
        where = {one.person_id: one.domicile or one.residence for one in Identity.objects.filter(
            person_id__in=[one.person_id for one in cases]).select_related("domicile", "residence")}  # fmt: skip
        for place, case in enumerate(cases):
            save_availability(
                case=case, starts_on=crew.today - timedelta(days=7), by=marta, days=WEEK if place % 3 else WEEK[:3],
                parts=[DayPart.MORNING, *([DayPart.AFTERNOON] if place % 4 else [])],
                weekly_hours=Decimal(20 + 5 * (place % 3)), starts_from=where.get(case.person_id),
                reach=Reach.SAME_AREA if place % 5 else Reach.ANYWHERE,
                italian=Italian.WELL if place % 3 else Italian.ENOUGH,
                barriers=[BarrierKind.CHILDCARE] if place % 7 == 2 else [],
            )  # fmt: skip
            save_work_wish(
                case=case, by=marta, wanted=[FIELDS[place % 4]], unwanted=[FIELDS[(place + 2) % 4]],
                burdens=[WorkBurden.LIFTING] if place % 5 == 1 else [], wanted_hours=Decimal(20),
                titles=[Title.HACCP] if place % 4 == 0 else [],
            )  # fmt: skip


def _groups(crew: Crew, cases: list[Case]) -> None:
    """Two editions of one service begin in three weeks: mornings and afternoons."""
    first = crew.today + timedelta(days=21)
    with acting(crew.actor("paolo")) as paolo:
        catalogue = Service.objects.filter(programme=crew.programme).order_by("title")
        service = next(one for one in catalogue if one.shape.has_sessions)
        editions = [
            services.add_edition(service=service, starts_on=first, ends_on=first + timedelta(weeks=8), place=place,
                                 capacity=8, by=paolo)
            for place in ("Sala grande", "Sala del portico")
        ]  # fmt: skip
    with acting(crew.actor("marta")) as marta:
        if len(cases) > 4:
            composer.keep_pair(first=cases[3], second=cases[4], kind="apart", note="Meglio non nello stesso gruppo.",
                               by=marta)  # fmt: skip
        composer.compose_groups(
            service=service, editions=editions, cases=cases, least_size=4, most_size=8, by=marta, has_childcare=True
        )


def _places(crew: Crew, cases: list[Case]) -> None:
    with acting(crew.actor("zoe")) as zoe:
        for place, vacancy in enumerate(Vacancy.objects.open().order_by("title", "id")):
            actions.save_terms(vacancy=vacancy, by=zoe, seats=SEATS if place % 3 == 0 else 1, parts=[DayPart.MORNING],
                               italian=Italian.ENOUGH if place % 2 else "")  # fmt: skip
    with acting(crew.actor("marta")) as marta:
        actions.run_round(programme=crew.programme, cases=cases, by=marta)
        made = list(Match.objects.filter(case__in=cases).order_by("-points", "case__number"))
        for match in made[:2]:
            say_yes(match=match, side="person", on=crew.today, by=marta)
        for match in made[:1]:
            say_yes(match=match, side="host", on=crew.today, by=marta)
