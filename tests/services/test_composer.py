"""Mixed groups through actions and pages: proposed, moved by hand, enrolled by who follows each one."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.audit.models import ReadLine
from ciao.cases.actions import open_case, save_availability
from ciao.cases.models import Case
from ciao.programmes.models import TargetGroup
from ciao.services import actions as services
from ciao.services.composer import actions
from ciao.services.models import Edition, Enrolment, GroupPlan, GroupSeat, KeepPair
from tests.cast import World
from tests.journeys.forms import typed
from tests.protected import hide
from tests.services.conftest import FIRST, LAST, Course, person

Open = Callable[[str], Any]
TODAY = date(2026, 11, 23)


@pytest.fixture
def hall(world: World, course: Course) -> dict[str, Edition]:
    """Two editions beside the course of Amina and Sara: Monday mornings, and Tuesday evenings."""
    made = {}
    with acting(world.actor("marta")) as marta:
        for name, day, begins, ends in (("morning", 0, 9, 12), ("evening", 1, 19, 21)):
            made[name] = services.add_edition(
                service=course.service, starts_on=FIRST, ends_on=LAST, place="Aula", capacity=4, by=marta
            )
            services.plan_sessions(
                edition=made[name], weekdays=[day], from_time=time(begins), to_time=time(ends), first=FIRST, last=LAST,
                by=marta,
            )  # fmt: skip
    return made


def target(world: World, case: Case, label: str) -> Case:
    Case.objects.filter(id=case.id).update(target=TargetGroup.objects.get(label=label))
    return Case.objects.get(id=case.id)


def people(world: World) -> list[Case]:
    """Two women and two young people; Ines can only in the evening."""
    names = (("Bahar", "Donne"), ("Ines", "Donne"), ("Davide", "Giovani"), ("Diego", "Giovani"))
    cases = [target(world, person(world, name), label) for name, label in names]
    with acting(world.actor("marta")) as marta:
        save_availability(case=cases[1], starts_on=TODAY, by=marta, days=[0, 1, 2, 3, 4], parts=["evening"])
    return cases


def propose(world: World, hall: dict[str, Edition], cases: list[Case], by: str = "marta", **more: Any) -> GroupPlan:
    edition = hall["morning"]
    given: dict[str, Any] = {"least_size": 1, "most_size": 4, "editions": list(hall.values()), **more}
    with acting(world.actor(by)) as actor:
        return actions.compose_groups(service=edition.service, cases=cases, by=actor, **given)


def seats(world: World, plan: GroupPlan, by: str = "marta") -> dict[Any, Any]:
    with acting(world.actor(by)):
        return dict(GroupSeat.objects.filter(plan=plan).values_list("case_id", "edition_id"))


def test_each_one_goes_where_they_can_come_and_targets_mix(world: World, hall: dict[str, Edition]) -> None:
    cases = people(world)
    where = seats(world, propose(world, hall, cases))
    assert where[cases[1].id] == hall["evening"].id
    assert None not in where.values()
    evening = [one.target_id for one in cases if where[one.id] == hall["evening"].id]
    assert len(set(evening)) == 2


def test_sent_twice_a_proposal_is_made_once(world: World, hall: dict[str, Edition]) -> None:
    row_id, cases = uuid.uuid4(), people(world)
    assert propose(world, hall, cases, row_id=row_id).id == propose(world, hall, cases, row_id=row_id).id
    assert GroupPlan.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"editions": []}, "almeno un’edizione"),
        ({"least_size": 5}, "non sta sotto il minimo"),
    ],
)
def test_a_proposal_without_sense_is_refused(
    world: World, hall: dict[str, Edition], more: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotPossible, match=why):
        propose(world, hall, people(world), **more)
    with pytest.raises(NotPossible, match="almeno una persona"):
        propose(world, hall, [])


def test_an_edition_that_is_over_is_refused(world: World, hall: dict[str, Edition]) -> None:
    with acting(world.actor("marta")) as marta:
        services.cancel_edition(edition=hall["evening"], reason="Nessuno", on=TODAY, by=marta)
    with pytest.raises(NotPossible, match="non si può riempire"):
        propose(world, hall, people(world))


def test_pairs_hold_in_every_proposal_until_taken_away(world: World, hall: dict[str, Edition]) -> None:
    cases = people(world)
    with acting(world.actor("marta")) as marta:
        pair = actions.keep_pair(first=cases[0], second=cases[1], kind="apart", note="Un litigio.", by=marta)
        with pytest.raises(NotPossible, match="già in una coppia"):
            actions.keep_pair(first=cases[1], second=cases[0], kind="together", by=marta)
        with pytest.raises(NotPossible, match="due persone diverse"):
            actions.keep_pair(first=cases[1], second=cases[1], kind="together", by=marta)
    where = seats(world, propose(world, hall, cases))
    assert where[cases[0].id] != where[cases[1].id]
    with acting(world.actor("marta")) as marta:
        actions.end_pair(pair=pair, by=marta)
        actions.keep_pair(first=cases[0], second=cases[1], kind="together", by=marta)
    where = seats(world, propose(world, hall, cases))
    assert where[cases[0].id] == where[cases[1].id] == hall["evening"].id


def test_only_who_follows_both_writes_a_pair(world: World) -> None:
    cases = people(world)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="tutte e due"):
        actions.keep_pair(first=cases[0], second=cases[1], kind="apart", by=paolo)


def test_moved_by_hand_then_made_again(world: World, hall: dict[str, Edition], course: Course) -> None:
    cases = people(world)
    plan = propose(world, hall, cases)
    before = seats(world, plan)
    with acting(world.actor("marta")) as marta:
        rows = {one.case_id: one for one in GroupSeat.objects.filter(plan=plan)}
        ines = rows[cases[1].id]
        assert actions.move_seats(plan=plan, places={ines.id: hall["morning"]}, by=marta) == 1
        assert GroupSeat.objects.get(id=ines.id).is_moved
        assert actions.move_seats(plan=plan, places={ines.id: hall["morning"]}, by=marta) == 0
        with pytest.raises(NotPossible, match="non è nella proposta"):
            actions.move_seats(plan=plan, places={ines.id: course.edition}, by=marta)
        actions.compose_again(plan=plan, by=marta)
    assert seats(world, plan) == before


def test_enrolled_all_at_once_and_never_twice(world: World, hall: dict[str, Edition]) -> None:
    cases = people(world)
    plan = propose(world, hall, cases)
    with acting(world.actor("marta")) as marta:
        result = actions.enrol_groups(plan=plan, on=TODAY, by=marta)
        assert len(result.done) == 4
        assert actions.told(result) == "4 persone iscritte."
        assert GroupPlan.objects.get(id=plan.id).state == "enrolled"
        with pytest.raises(NotPossible, match="iscrizioni fatte"):
            actions.enrol_groups(plan=plan, on=TODAY, by=marta)
        found = actions.move_plan(
            plan=GroupPlan.objects.get(id=plan.id), verb="work_again", by=marta, reason="Manca una"
        )
        assert actions.enrol_groups(plan=found, on=TODAY, by=marta).done == []
        assert Enrolment.objects.filter(edition__in=hall.values()).count() == 4


def test_the_coordination_proposes_and_who_follows_enrols(world: World, hall: dict[str, Edition]) -> None:
    """Paolo sees numbers only; a person of Chiara's is left for Chiara, and then the proposal is done."""
    cases = people(world)
    with acting(world.actor("chiara")) as chiara:
        hers = open_case(
            programme=world.programme, manager=world.mandates["chiara"], opened_on=date(2026, 10, 1), by=chiara,
            person={"given_name": "Noor"}, identity={"gender": "F"},
        )  # fmt: skip
    plan = propose(world, hall, [*cases, hers], by="paolo", italian="little")
    assert set(seats(world, plan, "paolo")) == {one.id for one in [*cases, hers]}
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="la rifà chi le vede tutte"):
            actions.compose_again(plan=plan, by=marta)
        result = actions.enrol_groups(plan=plan, on=TODAY, by=marta)
        assert (len(result.done), result.waiting) == (4, [])
        assert GroupPlan.objects.get(id=plan.id).state == "draft"
    with acting(world.actor("paolo")) as paolo:
        told = actions.told(actions.enrol_groups(plan=plan, on=TODAY, by=paolo))
        assert told == "0 persone iscritte. 1 persona aspetta: l’iscrizione la fa chi le segue."
    with acting(world.actor("chiara")) as chiara:
        assert len(actions.enrol_groups(plan=plan, on=TODAY, by=chiara).done) == 1
        assert GroupPlan.objects.get(id=plan.id).state == "enrolled"


def test_a_group_too_full_or_two_apart_stop_the_enrolling(world: World, hall: dict[str, Edition]) -> None:
    cases = people(world)
    plan = propose(world, hall, cases, most_size=2)
    with acting(world.actor("marta")) as marta:
        rows = list(GroupSeat.objects.filter(plan=plan))
        actions.move_seats(plan=plan, places={one.id: hall["evening"] for one in rows}, by=marta)
        with pytest.raises(NotPossible, match="più persone dei posti"):
            actions.enrol_groups(plan=plan, on=TODAY, by=marta)


def test_a_refusal_of_one_does_not_stop_the_others(world: World, hall: dict[str, Edition]) -> None:
    cases = people(world)
    plan = propose(world, hall, cases)
    with acting(world.actor("marta")) as marta:
        result = actions.enrol_groups(plan=plan, on=date(2026, 12, 1), by=marta)
        assert len(result.refused) == 4
        assert "Scegli una data che non sia dopo oggi" in actions.told(result)
        assert not result.done


def test_a_protected_person_is_placed_only_by_who_is_named(world: World, hall: dict[str, Edition]) -> None:
    cases = people(world)
    hide(world, cases[0], "Rosa")
    plan = propose(world, hall, cases, by="paolo")
    assert seats(world, plan, "paolo")[cases[0].id] is None
    with acting(world.actor("paolo")) as paolo:
        seat = GroupSeat.objects.get(plan=plan, case=cases[0])
        with pytest.raises(NotPossible, match="persona di riferimento"):
            actions.move_seats(plan=plan, places={seat.id: hall["morning"]}, by=paolo)
    own = propose(world, hall, cases)
    assert seats(world, own)[cases[0].id] is not None
    assert cases[0].id not in seats(world, own, "paolo")


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_from_a_service_to_enrolments_through_the_pages(world: World, hall: dict[str, Edition], as_user: Open) -> None:
    cases, page = people(world), as_user("marta")
    service = hall["morning"].service
    assert "Ancora nessuna proposta" in text(page.get("/corsi/gruppi/"))
    first = page.post("/corsi/gruppi/nuova/", {"service": str(service.id)})
    assert first.url == f"/corsi/gruppi/servizio/{service.id}/"
    form = typed(page.get(first.url), "least_size", least_size="4", most_size="2",
                 editions=[str(one.id) for one in hall.values()], cases=[str(one.id) for one in cases])  # fmt: skip
    bad = page.post(first.url, form)
    assert bad.status_code == 422
    assert "non sta sotto il minimo" in text(bad)
    assert 'value="4"' in text(bad)
    made = page.post(first.url, form | {"least_size": "1", "most_size": "4"})
    plan = GroupPlan.objects.get()
    assert made.url == f"/corsi/gruppi/{plan.id}/"
    shown = text(page.get(made.url))
    assert "Con questa proposta 4 persone hanno un posto" in shown
    assert re.search(r"Donne \d · Giovani \d", shown)
    assert "Da chiedere: giorni e orari" in shown
    seat = GroupSeat.objects.get(plan=plan, case=cases[1])
    again = typed(page.get(made.url), seat.id.hex, **{seat.id.hex: "out"})
    assert page.post(made.url, again).url == made.url
    assert GroupSeat.objects.get(id=seat.id).edition_id is None
    assert "Spostamenti salvati" in text(page.get(made.url))
    enrolled = page.post(f"{made.url}iscrivi/", {"on": "23.11.2026"})
    assert enrolled.url == made.url
    assert "3 persone iscritte" in text(page.get(made.url))
    assert text(page.get("/corsi/gruppi/")).count("iscrizioni fatte") == 1
    assert page.post(f"{made.url}passo/riprendi/", {"note": "Manca Ines"}).url == made.url
    assert page.post(f"{made.url}rifai/").url == made.url
    assert page.get(f"{made.url}passo/altro/").status_code == 404


def test_the_reader_of_numbers_sees_no_name_and_no_reason(
    world: World, hall: dict[str, Edition], as_user: Open
) -> None:
    cases = people(world)
    with acting(world.actor("marta")) as marta:
        save_availability(case=cases[0], starts_on=TODAY, by=marta, days=[6], parts=["morning"])
    plan = propose(world, hall, cases, by="paolo")
    shown = text(as_user("paolo").get(f"/corsi/gruppi/{plan.id}/"))
    assert f"caso {cases[0].number}" in shown
    assert "Bahar" not in shown
    assert "non può nei giorni" not in shown
    assert "il perché lo sa chi segue la persona" in shown
    assert "non può nei giorni" in text(as_user("marta").get(f"/corsi/gruppi/{plan.id}/"))


def test_pairs_through_the_page(world: World, as_user: Open) -> None:
    cases, page = people(world), as_user("marta")
    form = typed(page.get("/corsi/gruppi/coppie/"), "second", first=str(cases[0].id), second=str(cases[0].id),
                 kind="apart", note="Un litigio")  # fmt: skip
    bad = page.post("/corsi/gruppi/coppie/", form)
    assert bad.status_code == 422
    assert "Un litigio" in text(bad)
    page.post("/corsi/gruppi/coppie/", form | {"second": str(cases[1].id)})
    pair = KeepPair.objects.get()
    assert "Bahar e Ines" in text(page.get("/corsi/gruppi/coppie/"))
    assert "Un litigio" not in text(as_user("chiara").get("/corsi/gruppi/coppie/"))
    assert as_user("chiara").post(f"/corsi/gruppi/coppie/{pair.id}/togli/").status_code == 404
    page.post(f"/corsi/gruppi/coppie/{pair.id}/togli/")
    assert KeepPair.objects.get().ends_on == TODAY


def test_reading_a_proposal_is_logged_once_and_costs_the_same(
    world: World, hall: dict[str, Edition], as_user: Open
) -> None:
    cases = people(world)
    small, page = propose(world, hall, cases[:2]), as_user("marta")
    page.get(f"/corsi/gruppi/{small.id}/")
    with CaptureQueriesContext(connection) as few:
        page.get(f"/corsi/gruppi/{small.id}/")
    large = propose(world, hall, cases)
    before = set(ReadLine.objects.values_list("id", flat=True))
    with CaptureQueriesContext(connection) as many:
        page.get(f"/corsi/gruppi/{large.id}/")
    assert len(many) == len(few)
    assert len(ReadLine.objects.exclude(id__in=before).get().person_ids) == 4


def test_a_trainer_composes_no_groups(world: World, hall: dict[str, Edition], as_user: Open) -> None:
    plan = propose(world, hall, people(world))
    for path in ("", f"{plan.id}/", f"servizio/{hall['morning'].service_id}/"):
        assert as_user("teo").get(f"/corsi/gruppi/{path}").status_code == 404
