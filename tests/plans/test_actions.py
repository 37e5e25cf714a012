"""Writing, showing, signing, correcting and going through a plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import open_case, suspend_case, void_case
from ciao.cases.enums import SuspendReason
from ciao.cases.models import Case
from ciao.documents.models import IssuedDocument
from ciao.plans import actions
from ciao.plans.enums import Attainment
from ciao.plans.models import Goal, GoalRating, Plan, Support
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen, withdraw
from tests.cast import World

TODAY = date(2026, 11, 23)
PLEDGE = {1: {"pledger": "person", "text": "Viene al corso", "organization": None}}


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 11, 2), by=marta,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip


def goal(plan: Plan, by: Actor, title: str = "Lavorare in una cucina", **more: Any) -> Goal:
    given: dict[str, Any] = {
        "results": {1: {"measure": "Ha un contratto"}},
        "supports": {1: {"kind": "internship", "note": "cucina", "planned_hours": 120}},
        **more,
    }
    return actions.save_goal(plan=plan, title=title, by=by, **given)


def whole(case: Case, by: Actor) -> Plan:
    plan = actions.start_plan(case=case, by=by)
    if not plan.goals.kept().exists():
        goal(plan, by)
        actions.save_pledges(plan=plan, pledges=PLEDGE, by=by)
    return plan


def shown(case: Case, by: Actor) -> tuple[Plan, IssuedDocument]:
    plan = actions.propose_plan(plan=whole(case, by), on=TODAY, by=by)
    return plan, issue_document(kind=KINDS["plan"], subject=plan, by=by)


def signed(case: Case, by: Actor) -> Plan:
    plan, document = shown(case, by)
    for one in document.signatures.all():
        sign_on_screen(signature=one, written_name="Nome", by=by)
    return actions.settle_plan(plan=plan, by=by)


def test_beginning_twice_gives_the_same_version(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        assert actions.start_plan(case=amina, by=marta) == actions.start_plan(case=amina, by=marta)
        assert Plan.objects.get().number == 1


def test_a_case_opened_by_mistake_has_no_plan(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        void_case(case=amina, note="Doppio", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="aperto per errore"):
            actions.start_plan(case=amina, by=marta)


def test_an_emptied_slot_leaves_the_plan_and_stays_on_record(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = goal(actions.start_plan(case=amina, by=marta), marta)
        two = {2: {"kind": "course", "note": "HACCP", "planned_hours": None}}
        goal(one.plan, marta, row_id=one.id, supports=two)
        assert [row.sentence for row in one.supports.kept()] == ["corso: HACCP"]
        assert Support.objects.count() == 2
        assert Goal.objects.count() == 1


def test_goals_move_and_leave_and_the_others_close_up(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = actions.start_plan(case=amina, by=marta)
        first, _, third = (goal(plan, marta, title) for title in ("uno", "due", "tre"))
        actions.move_goal(goal=third, up=True, by=marta)
        actions.move_goal(goal=first, up=True, by=marta)
        assert [one.title for one in plan.goals.kept()] == ["uno", "tre", "due"]
        actions.drop_goal(goal=first, by=marta)
        assert [(one.title, one.place) for one in plan.goals.kept()] == [("tre", 1), ("due", 2)]


def test_what_lacks_is_said_and_nothing_is_shown_for_signing(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = actions.start_plan(case=amina, by=marta)
        with pytest.raises(NotPossible, match="Manca un obiettivo"):
            actions.propose_plan(plan=plan, on=TODAY, by=marta)
        assert plan.state == "draft"


def test_what_is_shown_for_signing_is_not_written_any_more(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan, _ = shown(amina, marta)
        with pytest.raises(NotPossible, match="riportalo in bozza"):
            goal(plan, marta)
        with pytest.raises(NotPossible, match="riportalo in bozza"):
            actions.save_pledges(plan=plan, pledges={}, by=marta)


def test_it_is_in_force_with_the_last_signature_and_not_before(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan, document = shown(amina, marta)
        first, second = document.signatures.all()
        sign_on_screen(signature=first, written_name="Amina", by=marta)
        assert actions.settle_plan(plan=plan, by=marta).state == "to_sign"
        sign_on_screen(signature=second, written_name="Marta", by=marta)
        assert actions.settle_plan(plan=plan, by=marta).state == "signed"
        assert actions.settle_plan(plan=plan, by=marta).signed_on == TODAY
        case = Case.objects.get(id=amina.id)
        assert case.phase == "D"
        assert [one.verb for one in case.changes.order_by("changed_at")] == ["to_assessment", "to_plan", "to_delivery"]


def test_without_its_paper_nothing_is_signed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = actions.propose_plan(plan=whole(amina, marta), on=TODAY, by=marta)
        assert actions.settle_plan(plan=plan, by=marta).state == "to_sign"


def test_while_a_path_pauses_signing_moves_no_phase(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        suspend_case(case=amina, reason=SuspendReason.HEALTH, note="", on=TODAY, review_on=None, by=marta)
        assert signed(amina, marta).state == "signed"
        assert Case.objects.get(id=amina.id).phase == "A"


def test_a_draft_cannot_be_printed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="ancora in bozza"):
        issue_document(kind=KINDS["plan"], subject=whole(amina, marta), by=marta)


def test_a_signed_version_is_not_printed_anew(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = signed(amina, marta)
        with pytest.raises(NotPossible, match="già firmata"):
            issue_document(kind=KINDS["plan"], subject=plan, replaces=plan.document(), reason="x", by=marta)


def test_a_new_version_begins_as_the_signed_one_and_takes_its_place(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        first = signed(amina, marta)
        second = actions.start_plan(case=amina, by=marta)
        assert second.facts() == first.facts()
        assert (second.number, second.replaces) == (2, first)
        assert Plan.objects.signed().get() == first
        copied, original = second.goals.get().supports.get(), first.goals.get().supports.get()
        assert copied.id != original.id
        assert copied.lineage == original.lineage
        signed(amina, marta)
        first.refresh_from_db()
        assert (first.state, Plan.objects.signed().get()) == ("superseded", second)


def test_back_to_draft_the_paper_and_its_signatures_lose_value(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan, document = shown(amina, marta)
        one = document.signatures.all()[0]
        sign_on_screen(signature=one, written_name="Amina", by=marta)
        actions.take_back_plan(plan=plan, note="Manca il corso", on=TODAY, by=marta)
        document.refresh_from_db()
        assert (plan.state, document.state, plan.document()) == ("draft", "void", None)
        assert not document.signatures.standing().exists()


def test_a_signature_taken_back_gives_force_to_the_version_before(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        first, second = signed(amina, marta), signed(amina, marta)
        paper = second.document()
        assert paper
        withdraw(signature=paper.signatures.all()[0], reason="Non era lei", by=marta)
        again = Plan.objects.get(id=second.id)
        actions.undo_signing(plan=again, note="Firma ritirata", on=TODAY, by=marta)
        first.refresh_from_db()
        assert (again.state, again.signed_on, first.state) == ("to_sign", None, "signed")


def test_a_version_set_aside_leaves_its_number(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.discard_plan(plan=whole(amina, marta), note="Doppia", on=TODAY, by=marta)
        assert actions.start_plan(case=amina, by=marta).number == 2
        assert Plan.objects.standing().count() == 1


def test_goals_in_force_are_rated_and_the_rating_follows_them(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = signed(amina, marta)
        one = plan.goals.get()
        rated = actions.rate_goal(goal=one, score=Attainment.MORE, rated_on=TODAY, by=marta)
        assert rated.score == 1
        fresh = actions.start_plan(case=amina, by=marta)
        assert GoalRating.objects.filter(goal__lineage=fresh.goals.get().lineage).get() == rated
        with pytest.raises(NotPossible, match="non è in vigore"):
            actions.rate_goal(goal=fresh.goals.get(), score=Attainment.LESS, rated_on=TODAY, by=marta)


@pytest.mark.parametrize(("day", "says"), [(date(2026, 11, 24), "dopo oggi"), (date(2026, 11, 20), "da quel giorno")])
def test_a_rating_lies_between_signing_and_today(world: World, amina: Case, day: date, says: str) -> None:
    with acting(world.actor("marta")) as marta:
        one = signed(amina, marta).goals.get()
        with pytest.raises(NotPossible, match=says):
            actions.rate_goal(goal=one, score=Attainment.MORE, rated_on=day, by=marta)


def test_who_is_not_in_the_team_sees_nothing(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        signed(amina, marta)
    for name in ("chiara", "paolo", "elena"):
        with acting(world.actor(name)):
            assert not Goal.objects.exists()
            assert not Support.objects.exists()
            assert Plan.objects.exists() == (name == "paolo")  # which version there is, never what it holds
