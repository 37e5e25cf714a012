"""What is written of one person with one worker, what is refused, what is taken back."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.deliveries import actions
from ciao.deliveries.enums import DeliveryState
from ciao.deliveries.models import Delivery
from ciao.deliveries.panel import hours_of
from ciao.programmes.models import Activity
from tests.cast import World
from tests.deliveries.conftest import TODAY, done
from tests.services.conftest import person


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_minutes_are_counted_as_hours_once(world: World, amina: Case, activity: Activity) -> None:
    made = done(world, amina, activity, minutes=50, topic="Le bollette")
    assert (made.delivered_hours, made.scope_id, made.user_id) == (
        Decimal("0.83"), amina.scope_id, world.user("marta").id
    )  # fmt: skip
    assert done(world, amina, activity, minutes=50, row_id=made.id).id == made.id
    done(world, amina, activity, minutes=50, kind="debt_advice")
    for name in ("marta", "elena"):
        with acting(world.actor(name)):
            assert hours_of(amina) == Decimal("1.66")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"happened_on": date(2026, 11, 24)}, "non sia dopo oggi"),
        ({"happened_on": date(2026, 9, 30)}, "La presa in carico è del 01.10.2026"),
        ({"minutes": 0}, "Scrivi quanti minuti"),
        ({"minutes": 1500}, "al massimo 12 ore"),
    ],
)
def test_what_cannot_have_been_is_refused(
    world: World, amina: Case, activity: Activity, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotPossible, match=sentence):
        done(world, amina, activity, **given)
    assert Delivery.objects.count() == 0


def test_a_day_of_25_hours_is_refused_over_all_the_people_of_a_worker(
    world: World, amina: Case, activity: Activity
) -> None:
    sara = person(world, "Sara")
    done(world, amina, activity, minutes=720)
    done(world, sara, activity, minutes=700)
    with pytest.raises(NotPossible, match="passa le 24 ore"):
        done(world, amina, activity, minutes=60)
    done(world, amina, activity, minutes=60, happened_on=date(2026, 11, 20))


def test_a_worker_is_with_one_person_at_a_time(world: World, amina: Case, activity: Activity) -> None:
    sara = person(world, "Sara")
    first = done(world, amina, activity, from_time=time(9), minutes=60)
    with pytest.raises(NotPossible, match="dalle 9:00"):
        done(world, sara, activity, from_time=time(9, 30), minutes=30)
    done(world, sara, activity, from_time=time(10), minutes=30)
    with acting(world.actor("marta")) as marta:
        actions.void_delivery(delivery=first, reason="Era ieri", on=TODAY, by=marta)
    done(world, sara, activity, from_time=time(9, 30), minutes=30)
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="c’è già un intervento"):
        actions.restore_delivery(delivery=first, note="Era oggi", on=TODAY, by=marta)


def test_who_does_not_work_with_the_person_writes_nothing(world: World, amina: Case, activity: Activity) -> None:
    for name in ("chiara", "luca", "paolo"):
        with pytest.raises(NotPossible, match="chi lavora con questa persona"):
            done(world, amina, activity, name)


def test_a_mistake_counts_no_more_and_may_be_put_back(world: World, amina: Case, activity: Activity) -> None:
    made = done(world, amina, activity)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.void_delivery(delivery=made, reason=" ", on=TODAY, by=marta)
        actions.void_delivery(delivery=made, reason="Era l’altra Amina", on=TODAY, by=marta)
        assert (made.state, hours_of(amina)) == (DeliveryState.VOID, Decimal(0))
        actions.restore_delivery(delivery=made, note="Era lei", on=TODAY, by=marta)
        assert hours_of(amina) == Decimal(1)


def test_a_stranger_reads_no_row(world: World, amina: Case, activity: Activity) -> None:
    done(world, amina, activity)
    for name, seen in (("marta", 1), ("chiara", 0), ("paolo", 0), ("teo", 0), ("elena", 0)):
        with acting(world.actor(name)):
            assert Delivery.objects.count() == seen
