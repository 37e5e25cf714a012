"""Who takes somebody in learns that they may be known already, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from ciao.access.actor import acting, job
from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.notifications.models import Notification
from ciao.outreach.actions import record_signal
from ciao.outreach.models import Signal
from ciao.partners.models import Organization
from ciao.people.actions import KNOWN, MATCHING, already_known
from ciao.people.actions.known import LIMIT, PURPOSE
from ciao.people.models import DuplicateCandidate, Person
from ciao.programmes.models import Parameter
from tests.cases.pairs import AGAIN, AMINA, BORN, taken
from tests.cast import World
from tests.conftest import StaffClient
from tests.protected import hide

AsUser = Callable[[str], StaffClient]
PHONE = {"phone": "3331234567"}


def take_in(as_user: AsUser, world: World, **more: Any) -> str:
    typed = {**AGAIN, "gender": "F", "birth_date": "12.03.1988", "phone": "+39 333 1234567", **more}
    rest = {"manager": str(world.mandates["marta"].id), "opened_on": "23.11.2026", "row_id": str(uuid.uuid4())}
    client = as_user("marta")
    answer = client.post("/persone/nuova/", {**typed, **rest})
    assert answer.status_code == 302, answer.content.decode()
    return str(client.get(answer.url).content.decode())


def pairs() -> int:
    with acting(job(MATCHING)):
        return DuplicateCandidate.objects.count()


def test_somebody_known_is_taken_in_with_one_sentence_and_the_coordination_is_told(
    as_user: AsUser, world: World
) -> None:
    taken(world, AMINA, BORN, PHONE)
    assert KNOWN in take_in(as_user, world)
    assert pairs() == 1
    notice = Notification.objects.get(kind="maybe_known")
    assert notice.user == world.user("paolo")
    assert not any(name in notice.text for name in ("Amina", "Idrissi", "Tre Ponti"))
    assert as_user("paolo").get(notice.url).status_code == 200
    line = ReadLine.objects.get(purpose=PURPOSE)
    assert line.user_id == world.user("marta").id
    assert len(line.person_ids) == 2


@pytest.mark.parametrize(
    "other",
    [
        {"given_name": "Karim", "family_name": "Haddad", "gender": "M", "birth_date": ""},
        {"given_name": "Samira", "family_name": "El Idrissi"},
        {"given_name": "Ines", "family_name": "Costa", "birth_date": "02.05.1999", "phone": ""},
    ],
    ids=["a family's telephone", "a twin", "somebody else"],
)
def test_somebody_new_is_taken_in_without_a_word(as_user: AsUser, world: World, other: dict[str, Any]) -> None:
    taken(world, AMINA, BORN, PHONE)
    assert KNOWN not in take_in(as_user, world, **other)
    assert pairs() == 0
    assert ReadLine.objects.filter(purpose=PURPOSE).count() == 1


def test_for_who_must_not_be_found_the_answer_is_that_of_somebody_unknown(as_user: AsUser, world: World) -> None:
    hide(world, taken(world, AMINA, BORN, PHONE), "Luna")
    assert KNOWN not in take_in(as_user, world, given_name="Luna", family_name="")
    assert pairs() == 0
    assert not Notification.objects.filter(kind="maybe_known").exists()
    assert len(ReadLine.objects.get(purpose=PURPOSE).person_ids) == 1


def test_past_the_limit_the_case_is_opened_and_the_night_looks(as_user: AsUser, world: World) -> None:
    taken(world, AMINA, BORN, PHONE)
    Parameter.objects.filter(code=LIMIT).update(value=0)
    assert KNOWN not in take_in(as_user, world)
    assert Case.objects.count() == 2
    assert pairs() == 0


def test_the_limit_counts_the_questions_of_one_person_in_an_hour(world: World) -> None:
    first, second = taken(world, AMINA, BORN, PHONE), taken(world, AGAIN, BORN, PHONE)
    Parameter.objects.filter(code=LIMIT).update(value=1)
    with acting(world.actor("marta")) as marta:
        assert already_known(programme=world.programme, newcomer=second.person, by=marta)
        assert not already_known(programme=world.programme, newcomer=first.person, by=marta)


def test_files_of_another_controller_are_never_compared(world: World) -> None:
    elsewhere, here = taken(world, AMINA, BORN, PHONE), taken(world, AGAIN, BORN, PHONE)
    other = Organization.objects.create(name="Altro titolare", sector="public")
    Person.objects.filter(id=elsewhere.person_id).update(controller=other)
    with acting(world.actor("marta")) as marta:
        assert not already_known(programme=world.programme, newcomer=here.person, by=marta)


def test_a_pair_answered_is_not_raised_again(world: World) -> None:
    taken(world, AMINA, BORN, PHONE)
    second = taken(world, AGAIN, BORN, PHONE)
    with acting(world.actor("marta")) as marta:
        assert already_known(programme=world.programme, newcomer=second.person, by=marta)
        assert not already_known(programme=world.programme, newcomer=second.person, by=marta)
    assert pairs() == 1


@pytest.fixture
def told(world: World) -> Callable[[str, str], Signal]:
    def tell(name: str, phone: str) -> Signal:
        with acting(world.actor("paolo")) as paolo:
            return record_signal(
                programme=world.programme, by=paolo, source="self", name=name, phone=phone, story="Cerco lavoro"
            )

    return tell


@pytest.mark.parametrize(("name", "phone", "is_said"), [
    ("Amina El Idrissi", "333 1234567", True),
    ("Karim", "333 1234567", False),
    ("Nina", "340 9999999", False),
])  # fmt: skip
def test_a_signal_says_only_the_sentence(
    as_user: AsUser, world: World, told: Callable[[str, str], Signal], name: str, phone: str, is_said: bool
) -> None:
    taken(world, AMINA, BORN, PHONE)
    answer = as_user("paolo").get(told(name, phone).get_absolute_url()).content.decode()
    assert "333 1234567" in answer or "340 9999999" in answer
    assert (KNOWN in answer) is is_said
    assert "caso 1" not in answer
    assert pairs() == 0


def test_a_signal_of_who_must_not_be_found_says_nothing(
    as_user: AsUser, world: World, told: Callable[[str, str], Signal]
) -> None:
    hide(world, taken(world, AMINA, BORN, PHONE), "Luna")
    answer = as_user("paolo").get(told("Amina El Idrissi", "333 1234567").get_absolute_url()).content.decode()
    assert "333 1234567" in answer
    assert KNOWN not in answer
