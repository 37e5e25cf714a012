"""The person's yes to a goal and who may know of it: given, taken back, and what each reader then sees."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import add_worker
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.oversight.permissions import check_grants
from ciao.plans import actions
from ciao.plans.enums import Attainment
from ciao.plans.models import Goal, GoalAgreement, GoalRating, GoalRelease, GoalResult, Plan, Support
from tests.cast import World
from tests.plans.test_actions import amina as amina
from tests.plans.test_actions import goal, signed

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def plan(world: World, amina: Case) -> Plan:
    """A plan in force, with Luca of the cooperative as tutor in the team."""
    with acting(world.actor("marta")) as marta:
        add_worker(case=amina, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=TODAY, by=marta)
        return signed(amina, marta)


def seen_by(world: World, name: str) -> list[str]:
    with acting(world.actor(name)):
        assert Goal.objects.count() == len({one.goal_id for one in Support.objects.all()})
        assert Goal.objects.count() == len({one.goal_id for one in GoalResult.objects.all()})
        return [one.title for one in Goal.objects.order_by("place")]


def test_a_tutor_sees_no_goal_until_their_body_may_know(world: World, plan: Plan) -> None:
    assert seen_by(world, "luca") == []
    with acting(world.actor("marta")) as marta:
        body = world.organizations["cooperativa"]
        actions.release_goal(goal=plan.goals.get(), organization=body, on=TODAY, by=marta)
    assert seen_by(world, "luca") == ["Lavorare in una cucina"]
    assert seen_by(world, "marta") == ["Lavorare in una cucina"]
    for name in ("chiara", "paolo", "elena", "giulia"):
        assert seen_by(world, name) == []


def test_taken_back_it_is_closed_at_once_even_on_the_same_day(world: World, plan: Plan) -> None:
    body = world.organizations["cooperativa"]
    with acting(world.actor("marta")) as marta:
        one = plan.goals.get()
        actions.release_goal(goal=one, organization=body, on=TODAY, by=marta)
        gone = actions.revoke_release(goal=one, organization=body, on=TODAY, by=marta)
        assert gone is not None
        assert (gone.ends_on, gone.ended_by_label) == (TODAY, marta.label)
        assert actions.revoke_release(goal=one, organization=body, on=TODAY, by=marta) is None
    assert seen_by(world, "luca") == []
    with acting(world.actor("marta")) as marta:
        actions.release_goal(goal=Goal.objects.get(), organization=body, on=TODAY, by=marta)
        assert GoalRelease.objects.count() == 2
    assert seen_by(world, "luca") == ["Lavorare in una cucina"]


def test_each_body_knows_only_its_own_goals(world: World, amina: Case, plan: Plan) -> None:
    with acting(world.actor("marta")) as marta:
        one = plan.goals.get()
        actions.release_goal(goal=one, organization=world.organizations["asst"], on=TODAY, by=marta)
    assert seen_by(world, "luca") == []


def test_a_later_version_and_what_is_added_stay_in_the_goals_circle(world: World, amina: Case, plan: Plan) -> None:
    body = world.organizations["cooperativa"]
    with acting(world.actor("marta")) as marta:
        one = plan.goals.get()
        actions.rate_goal(goal=one, score=Attainment.LESS, rated_on=TODAY, by=marta)
        actions.release_goal(goal=one, organization=body, on=TODAY, by=marta)
        assert actions.release_goal(goal=Goal.objects.get(), organization=body, on=TODAY, by=marta).circle == one.scope
        fresh = actions.start_plan(case=amina, by=marta)
        goal(fresh, marta, "Nuovo")
        kept = fresh.goals.get(lineage=one.lineage)
        goal(fresh, marta, kept.title, row_id=kept.id, results={1: {"measure": "uno"}, 2: {"measure": "due"}})
        circles = {row.scope_id for row in (kept, *kept.results.kept(), *GoalRating.objects.all())}
        assert circles == {one.scope_id} != {amina.scope_id}
    assert seen_by(world, "luca") == ["Lavorare in una cucina", "Lavorare in una cucina"]


def test_the_yes_is_given_once_and_taken_back_with_what_was_said(world: World, plan: Plan) -> None:
    with acting(world.actor("marta")) as marta:
        one = plan.goals.get()
        first = actions.agree_to_goal(goal=one, on=TODAY, note="Sì, mi piace", by=marta)
        assert actions.agree_to_goal(goal=one, on=TODAY, by=marta) == first
        gone = actions.withdraw_agreement(goal=one, on=TODAY, note="Non più", by=marta)
        assert gone is not None
        assert (gone.ends_on, gone.note) == (TODAY, "Sì, mi piace\nNon più")
        assert actions.withdraw_agreement(goal=one, on=TODAY, by=marta) is None
        actions.agree_to_goal(goal=one, on=TODAY, by=marta)
        assert GoalAgreement.objects.count() == 2
        assert GoalAgreement.objects.standing().count() == 1


def test_the_yes_and_who_may_know_are_apart(world: World, plan: Plan) -> None:
    body = world.organizations["cooperativa"]
    with acting(world.actor("marta")) as marta:
        one = plan.goals.get()
        actions.answer_for_goal(goal=one, agrees=None, bodies=[body], on=TODAY, by=marta)
        assert not GoalAgreement.objects.exists()
        actions.answer_for_goal(goal=one, agrees=True, bodies=[body], on=TODAY, by=marta)
        actions.answer_for_goal(goal=one, agrees=False, bodies=[body], on=TODAY, by=marta)
        assert not GoalAgreement.objects.standing().exists()
        assert GoalRelease.objects.standing().get().organization == body
        actions.answer_for_goal(goal=one, agrees=None, bodies=[], on=TODAY, by=marta)
        assert not GoalRelease.objects.standing().exists()


@pytest.mark.parametrize(("day", "says"), [(date(2026, 11, 24), "dopo oggi"), (date(2026, 11, 1), "presa in carico")])
def test_the_day_lies_within_the_path(world: World, plan: Plan, day: date, says: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=says):
        actions.answer_for_goal(goal=plan.goals.get(), agrees=True, bodies=[], on=day, by=marta)


def test_the_check_of_permissions_explains_every_one_of_them(world: World, plan: Plan) -> None:
    with acting(world.actor("marta")) as marta:
        body = world.organizations["cooperativa"]
        actions.release_goal(goal=plan.goals.get(), organization=body, on=TODAY, by=marta)
    assert check_grants(clock.today()) == ([], [])
    with acting(world.actor("marta")) as marta:
        actions.revoke_release(goal=plan.goals.get(), organization=body, on=TODAY, by=marta)
    assert check_grants(clock.today()) == ([], [])
