"""Proroga, rimodulazione, calendar and comuni left for later."""

import uuid
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.programmes import actions
from ciao.programmes.actions import Act, Amendment
from ciao.programmes.enums import VersionKind
from ciao.programmes.models import Activity, ProgrammeArea, ProgrammeVersion, WorkPlan
from ciao.territories.models import Municipality
from tests.cast import World

ACT = Act("delibera n. 5", date(2026, 11, 20), "Serve più tempo")


@pytest.fixture
def paolo(world: World) -> Iterator[Actor]:
    with acting(world.actor("paolo")) as actor:
        yield actor


def plan(world: World, number: int, *months: int) -> Activity:
    activity = Activity.objects.create(
        scope=world.programme.scope, programme=world.programme, number=number, title=f"Attività {number}"
    )
    WorkPlan.objects.create(scope=world.programme.scope, version=world.version, activity=activity, months=list(months))
    return activity


def test_an_extension_copies_everything_and_leaves_the_old_version(world: World, paolo: Actor) -> None:
    plan(world, 1, 2, 3)
    version = actions.extend_programme(programme=world.programme, ends_on=date(2027, 12, 31), act=ACT, by=paolo)
    assert (version.number, version.kind, version.ends_on, version.months) == (
        2, VersionKind.EXTENSION, date(2027, 12, 31), 24,
    )  # fmt: skip
    assert (version.act, version.decided_on, version.valid_from) == ("delibera n. 5", ACT.decided_on, ACT.decided_on)
    assert version.total_amount == Decimal("374986.52")
    assert version.work_plans.get().months == [2, 3]
    assert sorted(version.targets.values_list("label", "count")) == [("Donne", 30), ("Giovani", 30)]
    first = ProgrammeVersion.objects.get(id=world.version.id)
    assert (first.ends_on, first.months) == (date(2027, 6, 30), 18)


def test_an_extension_only_moves_the_end_further(world: World, paolo: Actor) -> None:
    with pytest.raises(NotPossible, match=r"Ora la fine è il 30\.06\.2027"):
        actions.extend_programme(programme=world.programme, ends_on=date(2027, 6, 30), act=ACT, by=paolo)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (Act(" ", ACT.decided_on, "motivo"), "Scrivi l’atto"),
        (Act("atto", ACT.decided_on, ""), "Scrivi il motivo"),
        (Act("atto", date(2026, 11, 24), "motivo"), "non sia dopo oggi"),
    ],
)
def test_every_change_needs_an_act_a_day_and_a_reason(world: World, paolo: Actor, act: Act, sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        actions.extend_programme(programme=world.programme, ends_on=date(2028, 1, 1), act=act, by=paolo)


def test_an_act_older_than_the_last_version_holds_from_that_version(world: World, paolo: Actor) -> None:
    old = Act("atto", date(2025, 12, 1), "motivo")
    version = actions.extend_programme(programme=world.programme, ends_on=date(2028, 1, 1), act=old, by=paolo)
    assert version.valid_from == world.version.valid_from
    assert world.programme.version_on(date(2026, 1, 1)) == version


def test_only_who_coordinates_changes_a_programme(world: World) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(PermissionDenied):
        actions.extend_programme(programme=world.programme, ends_on=date(2028, 1, 1), act=ACT, by=marta)


def test_an_amendment_changes_only_what_it_says(world: World, paolo: Actor) -> None:
    one, two = plan(world, 1, 1, 2), plan(world, 2, 5)
    women = world.version.targets.get(label="Donne")
    change = Amendment(contribution_amount=Decimal("200000.00"), target_counts={women.id: 40}, months={one.id: [4, 3]})
    version = actions.amend_programme(programme=world.programme, amendment=change, act=ACT, by=paolo)
    assert (version.kind, version.ends_on) == (VersionKind.AMENDMENT, date(2027, 6, 30))
    assert (version.contribution_amount, version.total_amount) == (
        Decimal("200000.00"), Decimal("374986.52"),
    )  # fmt: skip
    assert version.targets.get(label="Donne").count == 40
    assert world.version.targets.get(label="Donne").count == 30
    months = {plan.activity_id: plan.months for plan in version.work_plans.all()}
    assert months == {one.id: [3, 4], two.id: [5]}


@pytest.mark.parametrize("what", ["money", "people", "months"])
def test_one_difference_is_enough_for_an_amendment(world: World, paolo: Actor, what: str) -> None:
    activity = plan(world, 1, 1)
    target = world.version.targets.get(label="Donne")
    change = {
        "money": Amendment(cofinancing_percent=Decimal(25)),
        "people": Amendment(target_counts={target.id: None}),
        "months": Amendment(months={activity.id: []}),
    }[what]
    version = actions.amend_programme(programme=world.programme, amendment=change, act=ACT, by=paolo)
    assert version.number == 2


def test_an_amendment_that_changes_nothing_is_refused(world: World, paolo: Actor) -> None:
    activity = plan(world, 1, 1)
    same = Amendment(total_amount=Decimal("374986.52"), months={activity.id: [1], uuid.uuid4(): []})
    with pytest.raises(NotPossible, match="Non cambia niente"):
        actions.amend_programme(programme=world.programme, amendment=same, act=ACT, by=paolo)


def test_months_left_for_later_are_painted_once_without_an_act(world: World, paolo: Actor) -> None:
    one, two = plan(world, 1), plan(world, 2)
    actions.complete_calendar(version=world.version, months={one.id: [3, 1]}, by=paolo)
    assert {row.activity_id: row.months for row in world.version.work_plans.all()} == {one.id: [1, 3], two.id: []}
    with pytest.raises(NotPossible, match="serve una rimodulazione"):
        actions.complete_calendar(version=world.version, months={one.id: [1]}, by=paolo)


def test_the_comuni_of_an_area_are_written_by_code(world: World, paolo: Actor) -> None:
    area = ProgrammeArea.objects.create(scope=world.programme.scope, programme=world.programme, name="Visconteo")
    code = Municipality.objects.get(name="Rozzano").istat_code
    actions.write_places(area=area, places=[code], by=paolo)
    assert [str(one) for one in area.municipalities.all()] == ["Rozzano"]
