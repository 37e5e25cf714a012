"""Pairs through the pages: the list, one pair, the answers and their corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting, job
from ciao.audit.models import ReadLine
from ciao.cases.dossier.pairs import likeness
from ciao.cases.models import Case
from ciao.people.actions import MATCHING, find_duplicates
from ciao.people.enums import DuplicateState
from ciao.people.models import DuplicateCandidate, Person
from tests.cases.pairs import AMINA, BORN, taken, twice
from tests.cast import World
from tests.conftest import StaffClient
from tests.protected import hide

AsUser = Callable[[str], StaffClient]
LIST = "/persone/doppioni/"
ON = "23.11.2026"
MERGED = {"kept": "second", "given_name": "first", "family_name": "second", "phone": "first", "reason": "Ho chiesto",
          "on": ON}  # fmt: skip


@pytest.fixture
def pair(world: World) -> DuplicateCandidate:
    return twice(world)


def page_of(pair: DuplicateCandidate, more: str = "") -> str:
    return f"{LIST}{pair.id}/{more}"


def state_of(pair: DuplicateCandidate) -> str:
    with acting(job(MATCHING)):
        return DuplicateCandidate.objects.get(id=pair.id).state


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize(("score", "words"), [("0.99", "molto probabile"), ("0.8", "probabile"), ("0.51", "possibile")])
def test_a_score_is_said_in_a_word(score: str, words: str) -> None:
    assert likeness(score) == words  # type: ignore[arg-type]


def test_the_list_says_how_likely_and_what_agrees_and_names_nobody(as_user: AsUser, pair: DuplicateCandidate) -> None:
    answer = as_user("paolo").get(LIST)
    assert answer.status_code == 200
    assert "molto probabile" in text(answer)
    assert "data di nascita" in text(answer)
    assert "Amina" not in text(answer)
    assert ReadLine.objects.get().purpose == "possibili doppioni"


def test_more_pairs_cost_the_list_no_more_queries(as_user: AsUser, world: World, pair: DuplicateCandidate) -> None:
    client = as_user("paolo")
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    taken(world, {"given_name": "Sara", "family_name": "Ferri"}, BORN, {"phone": "3401112223"})
    taken(world, {"given_name": "Sara", "family_name": "Ferri"}, BORN, {"phone": "3401112223"})
    assert len(find_duplicates(programme=world.programme)) == 1
    with CaptureQueriesContext(connection) as two:
        client.get(LIST)
    assert len(two) == len(one)


def test_a_pair_shows_both_files_and_logs_both_people(as_user: AsUser, pair: DuplicateCandidate) -> None:
    answer = as_user("paolo").get(page_of(pair))
    assert answer.status_code == 200
    for words in ("Aminah", "Elidrissi", "12.03.1988", "3331234567", "+39 333 1234567", "Marta", "Caso 1"):
        assert words in text(answer), words
    assert "mattina" not in text(answer)
    line = ReadLine.objects.get()
    assert set(line.person_ids) == {pair.first_id, pair.second_id}


def test_of_a_person_out_of_sight_the_alias_only(as_user: AsUser, world: World, pair: DuplicateCandidate) -> None:
    with acting(job(MATCHING)):
        case = Case.objects.get(person__given_name="Amina")
    hide(world, case, "Luna")
    answer = text(as_user("paolo").get(page_of(pair)))
    assert "Luna" in answer
    assert "El Idrissi" not in answer
    assert "protett" not in answer


@pytest.mark.parametrize("who", ["chiara", "marta", "elena"])
@pytest.mark.parametrize("more", ["", "stessa-persona/", "due-persone/", "ripensaci/", "annulla/"])
def test_whoever_does_not_review_finds_no_page(as_user: AsUser, pair: DuplicateCandidate, who: str, more: str) -> None:
    assert as_user(who).get(page_of(pair, more)).status_code == 404
    assert as_user(who).get(LIST).status_code == 404


def test_joining_keeps_the_chosen_file_and_answers_and_can_be_undone(as_user: AsUser, pair: DuplicateCandidate) -> None:
    paolo = as_user("paolo")
    shown = text(paolo.get(page_of(pair, "stessa-persona/")))
    typed = {key: value for key, value in MERGED.items() if f'name="{key}"' in shown}
    answer = paolo.post(page_of(pair, "stessa-persona/"), typed)
    assert answer.status_code == 302
    with acting(job(MATCHING)):
        first, second = Person.objects.get(id=pair.first_id), Person.objects.get(id=pair.second_id)
        assert first.merged_into_id == second.id
        assert second.given_name == first.given_name
    assert "Annulla l’unione" in text(paolo.get(page_of(pair)))
    assert paolo.post(page_of(pair, "annulla/"), {"reason": "Erano sorelle", "on": ON}).status_code == 302
    with acting(job(MATCHING)):
        assert not Person.objects.filter(merged_into__isnull=False).exists()
    assert "Erano sorelle" in text(paolo.get(page_of(pair)))


def test_bad_input_is_said_and_what_was_typed_stays(as_user: AsUser, pair: DuplicateCandidate) -> None:
    answer = as_user("paolo").post(page_of(pair, "stessa-persona/"), {**MERGED, "on": "ieri l’altro"})
    assert answer.status_code == 422
    assert "Ho chiesto" in text(answer)
    assert "ieri l’altro" in text(answer)
    assert state_of(pair) == DuplicateState.OPEN


def test_two_paths_in_one_programme_are_told_with_what_to_do(as_user: AsUser, world: World) -> None:
    pair = twice(world, is_second_void=False)
    paolo = as_user("paolo")
    for more in ("", "stessa-persona/"):
        assert "Segna aperto per errore" in text(paolo.get(page_of(pair, more)))
    answer = paolo.post(page_of(pair, "stessa-persona/"), MERGED)
    assert answer.status_code == 422
    assert "aperto per errore" in text(answer)
    assert state_of(pair) == DuplicateState.OPEN


def test_two_people_are_told_apart_and_one_can_rethink(as_user: AsUser, pair: DuplicateCandidate) -> None:
    paolo = as_user("paolo")
    assert paolo.post(page_of(pair, "due-persone/"), {"reason": "", "on": ON}).status_code == 302
    assert state_of(pair) == DuplicateState.DIFFERENT
    assert "Ripensaci" in text(paolo.get(page_of(pair)))
    assert paolo.post(page_of(pair, "ripensaci/"), {"reason": "", "on": ON}).status_code == 422
    assert paolo.post(page_of(pair, "ripensaci/"), {"reason": "Non so più", "on": ON}).status_code == 302
    assert state_of(pair) == DuplicateState.OPEN


def test_the_coordination_finds_them_from_home_and_nobody_else(as_user: AsUser, pair: DuplicateCandidate) -> None:
    assert "Possibili doppioni" in text(as_user("paolo").get("/"))
    assert ": 1 coppia" in text(as_user("paolo").get("/"))
    assert "Possibili doppioni" not in text(as_user("marta").get("/"))


def test_the_list_without_pairs_says_what_happens_at_night(as_user: AsUser, world: World) -> None:
    taken(world, AMINA, BORN, {})
    assert "Ogni notte" in text(as_user("paolo").get(LIST))
