"""Waiting for a place: offered when one frees, answered by the person or for them, lapsed, passed on."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from ciao.access.actions import bearer_of
from ciao.access.actor import acting, job
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Link
from ciao.cases.models import Case
from ciao.core import clock
from ciao.programmes.models import TargetGroup
from ciao.services import actions
from ciao.services.models import Enrolment, Waiting
from ciao.services.tasks import offer_places
from tests.cast import World
from tests.services.conftest import FIRST, LAST, Course, at, person

TODAY, ANSWER_ON = date(2026, 11, 23), date(2026, 11, 26)


@pytest.fixture
def full(world: World, course: Course) -> Course:
    """The course with two places, both taken."""
    with acting(world.actor("marta")) as marta:
        actions.change_edition(edition=course.edition, starts_on=FIRST, ends_on=LAST, capacity=2, by=marta)
    return course


MINUTES = count()


def wait(world: World, course: Course, case: Case, **more: Any) -> Waiting:
    """One after the other, as people come."""
    with clock.at(at(TODAY, 8) + timedelta(minutes=next(MINUTES) % 600)), acting(world.actor("marta")) as marta:
        return actions.join_waitlist(edition=course.edition, case=case, by=marta, **more)


def leave(world: World, course: Course, name: str) -> None:
    with acting(world.actor("marta")) as marta:
        actions.withdraw_enrolment(enrolment=course.enrolments[name], reason="Ha trovato lavoro", on=TODAY, by=marta)


def state(waiting: Waiting) -> str:
    waiting.refresh_from_db()
    return waiting.state


def aimed(world: World, case: Case, label: str) -> Case:
    case.target = TargetGroup.objects.get(label=label)
    case.save(update_fields=["target"])
    return case


def test_the_one_who_has_waited_longest_is_offered_the_place_that_frees(world: World, full: Course) -> None:
    first, second = (wait(world, full, person(world, name)) for name in ("Ines", "Noor"))
    assert (state(first), state(second)) == ("waiting", "waiting")
    leave(world, full, "Sara")
    assert (state(first), state(second)) == ("offered", "waiting")
    assert first.answer_on == ANSWER_ON
    assert [one.verb for one in first.changes.all()] == ["offer"]


def test_a_place_that_is_free_is_offered_at_once(world: World, full: Course) -> None:
    leave(world, full, "Sara")
    assert wait(world, full, person(world, "Ines")).state == "offered"


def test_a_place_offered_is_nobody_elses(world: World, full: Course) -> None:
    waiting = wait(world, full, person(world, "Ines"))
    leave(world, full, "Sara")
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="2 posti sono occupati o offerti"):
        actions.enrol(edition=full.edition, case=person(world, "Noor"), enrolled_on=TODAY, by=marta)
    with acting(world.actor("marta")) as marta:
        actions.enrol(edition=full.edition, case=waiting.case, enrolled_on=TODAY, by=marta)
    assert state(waiting) == "accepted"


def test_yes_takes_the_place_and_no_passes_it_on(world: World, full: Course) -> None:
    first, second = (wait(world, full, person(world, name)) for name in ("Ines", "Noor"))
    leave(world, full, "Sara")
    with acting(world.actor("marta")) as marta:
        actions.decline_place(waiting=first, on=TODAY, by=marta)
    assert (state(first), state(second)) == ("declined", "offered")
    with acting(world.actor("marta")) as marta:
        made = actions.accept_place(waiting=second, on=TODAY, by=marta)
    assert (made.case_id, made.state, state(second)) == (second.case_id, "enrolled", "accepted")
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="posto preso"):
        actions.accept_place(waiting=second, on=TODAY, by=marta)


def test_an_offer_nobody_answers_lapses_at_night_and_goes_to_the_next(world: World, full: Course) -> None:
    first, second = (wait(world, full, person(world, name)) for name in ("Ines", "Noor"))
    leave(world, full, "Sara")
    with clock.at(ANSWER_ON):
        assert offer_places(0) == 0
    with clock.at(ANSWER_ON + timedelta(days=1)):
        assert offer_places(0) == 1
    assert (state(first), state(second)) == ("expired", "offered")
    with clock.at(ANSWER_ON + timedelta(days=1)), acting(world.actor("marta")) as marta:
        actions.wait_again(waiting=first, note="Non aveva visto il messaggio", on=clock.today(), by=marta)
    assert state(first) == "waiting"


def test_the_night_before_a_yes_that_is_late_is_refused(world: World, full: Course) -> None:
    waiting = wait(world, full, person(world, "Ines"))
    leave(world, full, "Sara")
    late = ANSWER_ON + timedelta(days=1)
    waiting.refresh_from_db()
    with (
        clock.at(late),
        acting(world.actor("marta")) as marta,
        pytest.raises(NotPossible, match=r"entro il 26\.11\.2026"),
    ):
        actions.accept_place(waiting=waiting, on=late, by=marta)


def test_more_places_are_offered_as_soon_as_they_are_there(world: World, full: Course) -> None:
    found = [wait(world, full, person(world, name)) for name in ("Ines", "Noor", "Irina")]
    with acting(world.actor("marta")) as marta:
        actions.change_edition(edition=full.edition, starts_on=FIRST, ends_on=LAST, capacity=4, by=marta)
    assert [state(one) for one in found] == ["offered", "offered", "waiting"]


def test_the_mix_decides_before_the_time_of_waiting(world: World, full: Course) -> None:
    women = [wait(world, full, aimed(world, person(world, name), "Donne")) for name in ("Ines", "Noor")]
    young = wait(world, full, aimed(world, person(world, "Davide"), "Giovani"))
    target = TargetGroup.objects.get(label="Giovani")
    with acting(world.actor("marta")) as marta:
        actions.set_share(edition=full.edition, target=target, min_count=1, max_count=None, by=marta)
    leave(world, full, "Sara")
    assert ([state(one) for one in women], state(young)) == (["waiting", "waiting"], "offered")
    with acting(world.actor("marta")):
        assert [(one.label, one.taken, one.lacking) for one in actions.shares_of(full.edition)] == [("Giovani", 0, 1)]


def test_the_person_answers_by_a_link_that_reads_nothing(world: World, full: Course) -> None:
    waiting = wait(world, full, person(world, "Ines"))
    leave(world, full, "Sara")
    waiting.refresh_from_db()
    with acting(world.actor("marta")) as marta:
        token = actions.give_answer_link(waiting=waiting, by=marta)
        second = actions.give_answer_link(waiting=waiting, by=marta)
    assert bearer_of(token) is None
    bearer = bearer_of(second)
    assert bearer is not None
    with acting(bearer):
        assert (Waiting.objects.count(), Enrolment.objects.count(), Case.objects.count()) == (0, 0, 0)
        found = actions.answered_by(bearer.id)
        assert found is not None
        made = actions.accept_place(waiting=found, on=TODAY, by=bearer)
    assert made.case_id == waiting.case_id
    assert Waiting.objects.get().changes.get(verb="accept").changed_by_label == "risposta della persona"
    assert bearer_of(second) is None
    assert Link.objects.filter(revoked_at__isnull=True).count() == 0


def test_nobody_waits_twice_nor_where_they_already_are(world: World, full: Course) -> None:
    ines = person(world, "Ines")
    row = wait(world, full, ines, preferences="Solo di mattina")
    with pytest.raises(NotPossible, match="già in attesa"):
        wait(world, full, ines)
    with pytest.raises(NotPossible, match="già nell’elenco"):
        wait(world, full, full.cases["Amina"])
    assert wait(world, full, ines, row_id=row.id).id == row.id
    with acting(world.actor("chiara")) as chiara, pytest.raises(NotPossible, match="chi è nella sua équipe"):
        actions.join_waitlist(edition=full.edition, case=ines, by=chiara)


def test_who_leaves_the_line_and_an_edition_that_ends(world: World, full: Course) -> None:
    first, second = (wait(world, full, person(world, name)) for name in ("Ines", "Noor"))
    with acting(world.actor("marta")) as marta:
        actions.leave_waitlist(waiting=first, reason="Ha trovato altro", on=TODAY, by=marta)
        actions.cancel_edition(edition=full.edition, reason="Aula chiusa", on=TODAY, by=marta)
    assert (state(first), state(second)) == ("left", "left")
    assert second.changes.get(verb="leave").reason == "Nell’edizione non si entra più."
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="annullata"):
        actions.wait_again(waiting=first, note="Torna", on=TODAY, by=marta)


def test_strangers_see_nobody_who_waits(world: World, full: Course) -> None:
    wait(world, full, person(world, "Ines"))
    for name, seen in (("marta", 1), ("chiara", 0), ("paolo", 0), ("teo", 0)):
        with acting(world.actor(name)):
            assert Waiting.objects.count() == seen
    with acting(job("offer_places")):
        assert Waiting.objects.count() == 1
