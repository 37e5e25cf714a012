"""Whatever is done to a plan, in whatever order, some things stay true."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.plans import actions
from ciao.plans.enums import Attainment, PlanState
from ciao.plans.lifecycle import PLAN
from ciao.plans.models import Plan
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen, withdraw
from tests.cast import World
from tests.plans.test_actions import PLEDGE, goal
from tests.plans.test_actions import amina as amina

TODAY = date(2026, 11, 23)
Verb = Callable[[Case, Actor], object]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def latest(case: Case) -> Plan:
    found = case.plans.order_by("-number").first()
    if found is None:
        raise NotPossible("Non c’è.")
    return found


def write(case: Case, by: Actor) -> object:
    plan = latest(case)
    goal(plan, by)
    return actions.save_pledges(plan=plan, pledges=PLEDGE, by=by)


def drop(case: Case, by: Actor) -> object:
    one = latest(case).goals.kept().first()
    return actions.drop_goal(goal=one, by=by) if one else None


def move(case: Case, by: Actor) -> object:
    one = latest(case).goals.kept().last()
    return actions.move_goal(goal=one, up=True, by=by) if one else None


def issue(case: Case, by: Actor) -> object:
    plan = latest(case)
    if plan.state != PlanState.TO_SIGN or plan.document() is not None:
        return None
    return issue_document(kind=KINDS["plan"], subject=plan, by=by)


def sign(case: Case, by: Actor) -> object:
    plan = latest(case)
    document = plan.document()
    for one in document.signatures.missing() if document else ():
        sign_on_screen(signature=one, written_name="Nome", by=by)
    return actions.settle_plan(plan=plan, by=by)


def unsign(case: Case, by: Actor) -> object:
    document = latest(case).document()
    one = document.signatures.standing().first() if document else None
    return withdraw(signature=one, reason="Prova", by=by) if one else None


def rate(case: Case, by: Actor) -> object:
    one = latest(case).goals.kept().first()
    return actions.rate_goal(goal=one, score=Attainment.MORE, rated_on=TODAY, by=by) if one else None


VERBS: dict[str, Verb] = {
    "start": lambda case, by: actions.start_plan(case=case, by=by),
    "write": write,
    "drop": drop,
    "move": move,
    "propose": lambda case, by: actions.propose_plan(plan=latest(case), on=TODAY, by=by),
    "issue": issue,
    "sign": sign,
    "unsign": unsign,
    "take_back": lambda case, by: actions.take_back_plan(plan=latest(case), note="Prova", on=TODAY, by=by),
    "undo": lambda case, by: actions.undo_signing(plan=latest(case), note="Prova", on=TODAY, by=by),
    "discard": lambda case, by: actions.discard_plan(plan=latest(case), note="Prova", on=TODAY, by=by),
    "review": lambda case, by: actions.review_plan(plan=latest(case), reviewed_on=TODAY, outcome="goes_on", by=by),
    "rate": rate,
}
# The straight road is likelier, so that sequences go far enough to break something.
ROAD = ["start", "write", "propose", "issue", "sign"]


def holds(case: Case) -> None:
    """What no sequence of verbs may break."""
    plans = list(case.plans.order_by("number"))
    assert [one.number for one in plans] == list(range(1, len(plans) + 1))
    assert sum(one.state in (PlanState.DRAFT, PlanState.TO_SIGN) for one in plans) <= 1
    assert sum(one.state == PlanState.SIGNED for one in plans) <= 1
    for one in plans:
        assert (one.signed_on is not None) == (one.state in (PlanState.SIGNED, PlanState.SUPERSEDED))
        places = [row.place for row in one.goals.kept()]
        assert places == sorted(set(places))
        told = [(row.from_state, row.to_state) for row in one.changes.order_by("changed_at", "id")]
        assert all(
            any(was in move.sources and now == move.target for move in PLAN.transitions.values()) for was, now in told
        )
        assert not told or one.state in {now for _, now in told}
        if one.state == PlanState.SUPERSEDED:
            assert any(later.state == PlanState.SIGNED and later.number > one.number for later in plans)
        if one.state != PlanState.DRAFT and one.state != PlanState.DISCARDED:
            assert one.goals.kept().exists()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(verbs=st.lists(st.one_of(st.sampled_from(ROAD), st.sampled_from(sorted(VERBS))), max_size=9))
def test_no_sequence_of_verbs_breaks_a_plan(world: World, amina: Case, verbs: list[str]) -> None:
    with transaction.atomic(), acting(world.actor("marta")) as marta:
        refused = 0
        for name in ROAD[: len(verbs) % 6] + verbs:
            try:
                with transaction.atomic():
                    VERBS[name](Case.objects.get(id=amina.id), marta)
            except NotPossible:
                refused += 1  # a verb that is out of turn says so and changes nothing
            holds(Case.objects.get(id=amina.id))
        assert refused <= len(verbs)
        transaction.set_rollback(True)


def test_every_verb_of_the_table_is_tried() -> None:
    tried = {"propose", "sign", "supersede", "take_back", "undo_signing", "reinstate", "discard"}
    assert set(PLAN.transitions) == tried
