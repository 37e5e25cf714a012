"""Two files become one and can be taken apart again; who is not the same person stays two."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ciao.access.actor import acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.cases.actions import merge_people, open_case, undo_merge, void_case
from ciao.cases.actions.merge import ALL_FIELDS, FIELDS, sheet
from ciao.cases.models import Case
from ciao.people.actions import MATCHING, ask_again, find_duplicates, tell_apart
from ciao.people.enums import DuplicateState
from ciao.people.models import DuplicateCandidate, Merge, Person
from tests.cast import World
from tests.conftest import TODAY
from tests.protected import hide

DAY = date(2026, 3, 12)
AMINA = {"given_name": "Amina", "family_name": "El Idrissi"}
AGAIN = {"given_name": "Aminah", "family_name": "Elidrissi"}
BORN = {"birth_date": date(1988, 3, 12), "gender": "F"}


def taken(world: World, person: dict[str, Any], identity: dict[str, Any], contact: dict[str, Any]) -> Case:
    with acting(world.actor("marta")) as marta:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=DAY, by=marta, person=person,
            identity=identity, contact=contact,
        )  # fmt: skip


@pytest.fixture
def pair(world: World) -> DuplicateCandidate:
    """Amina twice; the second case was opened by mistake."""
    taken(world, AMINA, BORN, {"phone": "3331234567"})
    second = taken(world, AGAIN, {**BORN, "education": "primary"}, {"phone": "+39 333 1234567", "hours": "mattina"})
    with acting(world.actor("marta")) as marta:
        void_case(case=second, note="C’era già", on=DAY, by=marta)
    (found,) = find_duplicates(programme=world.programme)
    return found


def everything(pair: DuplicateCandidate) -> dict[Any, Any]:
    """All that a merge may touch, of both files."""
    with acting(job(MATCHING)):
        people = list(Person.objects.filter(id__in=[pair.first_id, pair.second_id]))
        said: dict[Any, Any] = {
            (one.id, name): getattr(sheet(model, one), name)
            for one in people for model, names in FIELDS.items() for name in names
        }  # fmt: skip
        said |= {("merged", one.id): one.merged_into_id for one in people}
        return said | {("case", one.id): one.person_id for one in Case.objects.all()}


def test_the_same_person_written_twice_is_found_once_and_only_by_the_coordination(
    world: World, pair: DuplicateCandidate
) -> None:
    assert find_duplicates(programme=world.programme) == []
    with acting(world.actor("paolo")) as paolo:
        assert list(visible(DuplicateCandidate.objects, paolo, Action.DUPLICATE_REVIEW)) == [pair]
    for stranger in ("chiara", "marta", "elena"):
        with acting(world.actor(stranger)):
            assert not DuplicateCandidate.objects.exists()


@pytest.mark.parametrize(
    ("other", "identity", "contact"),
    [
        ({"given_name": "Samira", "family_name": "El Idrissi"}, BORN, {"phone": "3331234567"}),
        (AMINA, {"birth_date": date(1959, 8, 2), "gender": "F"}, {"phone": "3331234567"}),
        ({"given_name": "Karim", "family_name": "Haddad"}, {"gender": "M"}, {"phone": "3331234567"}),
    ],
    ids=["a twin", "a mother of the same name", "another family with the same telephone"],
)
def test_who_only_lives_together_is_not_suspected(
    world: World, other: dict[str, Any], identity: dict[str, Any], contact: dict[str, Any]
) -> None:
    taken(world, AMINA, BORN, {"phone": "3331234567"})
    taken(world, other, identity, contact)
    assert find_duplicates(programme=world.programme) == []


def test_a_merge_fills_what_is_empty_takes_what_is_chosen_and_moves_the_cases(
    world: World, pair: DuplicateCandidate
) -> None:
    with acting(world.actor("paolo")) as paolo:
        row = merge_people(candidate=pair, kept=pair.first_id, taken=["given_name"], on=TODAY, by=paolo)
    with acting(job(MATCHING)):
        kept, gone = Person.objects.get(id=pair.first_id), Person.objects.get(id=pair.second_id)
        assert gone.merged_into_id == kept.id
        assert kept.given_name == gone.given_name
        assert kept.identity.education == "primary"
        assert kept.contact.hours == "mattina"
        assert set(Case.objects.values_list("person_id", flat=True)) == {kept.id}
        assert "said" in json.loads(Merge.objects.get(id=row.id).before)
    with acting(world.actor("marta")) as marta:
        assert visible(Person.objects, marta, Action.CASE_VIEW).filter(id=pair.first_id).exists()


def test_what_was_corrected_after_the_merge_stays_when_it_is_undone(world: World, pair: DuplicateCandidate) -> None:
    with acting(world.actor("paolo")) as paolo:
        merge_people(candidate=pair, kept=pair.first_id, taken=["given_name"], on=TODAY, by=paolo)
    with acting(job(MATCHING)):
        Person.objects.filter(id=pair.first_id).update(given_name="Amina Zahra")
    with acting(world.actor("paolo")) as paolo:
        undo_merge(candidate=pair, reason="Erano sorelle", on=TODAY, by=paolo)
    with acting(job(MATCHING)):
        assert Person.objects.get(id=pair.first_id).given_name == "Amina Zahra"


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.sets(st.sampled_from(ALL_FIELDS)), keeps_first=st.booleans())
def test_a_merge_undone_puts_back_every_row(
    world: World, pair: DuplicateCandidate, names: set[str], keeps_first: bool
) -> None:
    before = everything(pair)
    with acting(world.actor("paolo")) as paolo:
        pair.refresh_from_db()
        kept = pair.first_id if keeps_first else pair.second_id
        merge_people(candidate=pair, kept=kept, taken=names, on=TODAY, by=paolo)
    assert everything(pair) != before
    with acting(world.actor("paolo")) as paolo:
        undo_merge(candidate=pair, reason="Prova", on=TODAY, by=paolo)
    assert everything(pair) == before


def test_two_cases_in_one_programme_are_told_before_any_merge(world: World) -> None:
    taken(world, AMINA, BORN, {"phone": "3331234567"})
    taken(world, AGAIN, BORN, {"phone": "3331234567"})
    (pair,) = find_duplicates(programme=world.programme)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="aperto per errore"):
        merge_people(candidate=pair, kept=pair.first_id, on=TODAY, by=paolo)


def test_a_protected_file_is_never_merged_here(world: World, pair: DuplicateCandidate) -> None:
    hide(world, Case.objects.get(person_id=pair.second_id), "Luna")
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="non si uniscono da qui"):
        merge_people(candidate=pair, kept=pair.first_id, on=TODAY, by=paolo)


def test_a_file_of_neither_cannot_be_kept(world: World, pair: DuplicateCandidate) -> None:
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="Scegli quale"):
        merge_people(candidate=pair, kept=pair.id, on=TODAY, by=paolo)


def test_two_people_told_apart_are_never_asked_again_until_somebody_rethinks(
    world: World, pair: DuplicateCandidate
) -> None:
    with acting(world.actor("paolo")) as paolo:
        tell_apart(candidate=pair, on=TODAY, by=paolo)
    assert find_duplicates(programme=world.programme) == []
    with acting(world.actor("paolo")) as paolo:
        ask_again(candidate=pair, reason="Ho parlato con lei", on=TODAY, by=paolo)
        assert pair.state == DuplicateState.OPEN
