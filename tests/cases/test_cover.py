"""A colleague on leave is covered: reading opens on the first day, closes after the last, and never goes deeper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.cases.actions import cover_colleague, end_cover, open_case, write_note
from ciao.cases.models import Case, Cover, Note
from ciao.core import clock
from ciao.desk.oversight.permissions import check_grants
from ciao.people.models import Person
from ciao.programmes.actions import give_mandate
from ciao.programmes.models import Mandate
from tests.cast import World
from tests.conftest import TODAY

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def teresa(world: World) -> Mandate:
    """Another case manager of the lead body, who follows nobody."""
    given = give_mandate(
        user=world.user("karim"), organization=world.organizations["capofila"], programme=world.programme,
        role="case_manager", by=None, starts_on=date(2026, 1, 1),
    )  # fmt: skip
    world.mandates["teresa"] = given
    return given


@pytest.fixture
def amina(world: World) -> Case:
    return taken_in_charge(world, "Amina", date(2026, 3, 12))


def taken_in_charge(world: World, name: str, day: date) -> Case:
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=day, by=marta,
            person={"given_name": name},
        )  # fmt: skip
        write_note(case=case, text="Primo colloquio", happened_on=day, by=marta)
    return case


def covered(world: World, teresa: Mandate, starts_on: date = TODAY, ends_on: date = TOMORROW) -> Cover:
    with acting(world.actor("marta")) as marta:
        return cover_colleague(
            covered=world.mandates["marta"], substitute=teresa, starts_on=starts_on, ends_on=ends_on, by=marta
        )


def seen_by(world: World, key: str, day: date = TODAY) -> tuple[int, int, int]:
    """How many cases, names and notes somebody sees on a day."""
    with clock.at(day), acting(world.actor(key)) as actor:
        return tuple(visible(model.objects, actor, Action.CASE_VIEW).count() for model in (Case, Person, Note))  # type: ignore[return-value]


def test_the_substitute_reads_only_while_the_cover_lasts(world: World, amina: Case, teresa: Mandate) -> None:
    assert seen_by(world, "teresa") == (0, 0, 0)
    covered(world, teresa)
    assert seen_by(world, "teresa") == (1, 1, 1)
    assert seen_by(world, "teresa", TOMORROW) == (1, 1, 1)
    assert seen_by(world, "teresa", TOMORROW + timedelta(days=1)) == (0, 0, 0)
    assert seen_by(world, "chiara") == (0, 0, 0)


def test_the_coordinator_names_a_substitute_without_reading_whose_file_opens(
    world: World, amina: Case, teresa: Mandate
) -> None:
    with acting(world.actor("paolo")) as paolo:
        cover = cover_colleague(
            covered=world.mandates["marta"], substitute=teresa, starts_on=TODAY, ends_on=TOMORROW, by=paolo
        )
    assert seen_by(world, "teresa") == (1, 1, 1)
    assert seen_by(world, "paolo") == (1, 0, 0)
    with acting(world.actor("paolo")) as paolo:
        end_cover(cover=cover, on=TODAY, by=paolo)
    assert seen_by(world, "teresa", TOMORROW) == (0, 0, 0)
    assert check_grants(TODAY) == ([], [])


def test_a_person_taken_in_charge_meanwhile_is_covered_too(world: World, teresa: Mandate) -> None:
    covered(world, teresa)
    taken_in_charge(world, "Sara", TODAY)
    assert seen_by(world, "teresa") == (1, 1, 1)
    assert seen_by(world, "teresa", TOMORROW + timedelta(days=1)) == (0, 0, 0)


def test_the_covered_cases_are_followed_by_the_substitute(world: World, amina: Case, teresa: Mandate) -> None:
    covered(world, teresa)
    with acting(world.actor("teresa")):
        assert list(Case.objects.all().followed_by(teresa.id, TODAY)) == [amina]
        assert list(Case.objects.all().followed_by(teresa.id, TODAY + timedelta(days=9))) == []


def test_coming_back_earlier_closes_the_reading_that_day(world: World, amina: Case, teresa: Mandate) -> None:
    cover = covered(world, teresa, ends_on=TODAY + timedelta(days=20))
    with acting(world.actor("marta")) as marta:
        end_cover(cover=cover, on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="finisce già"):
            end_cover(cover=cover, on=TOMORROW, by=marta)
    assert seen_by(world, "teresa") == (1, 1, 1)
    assert seen_by(world, "teresa", TOMORROW) == (0, 0, 0)


def test_every_grant_of_a_cover_is_explained(world: World, amina: Case, teresa: Mandate) -> None:
    covered(world, teresa)
    assert check_grants(TODAY) == ([], [])


@pytest.mark.parametrize(
    ("substitute", "starts_on", "ends_on", "sentence"),
    [
        ("marta", TODAY, TOMORROW, "un’altra persona"),
        ("giulia", TODAY, TOMORROW, "non entra nelle équipe"),
        ("teresa", TOMORROW, TODAY, "viene dopo l’inizio"),
        ("teresa", date(2026, 5, 1), date(2026, 5, 20), "già finita"),
    ],
)
def test_a_cover_that_makes_no_sense_is_refused(
    world: World, teresa: Mandate, substitute: str, starts_on: date, ends_on: date, sentence: str
) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=sentence):
        cover_colleague(
            covered=world.mandates["marta"], substitute=world.mandates[substitute], starts_on=starts_on,
            ends_on=ends_on, by=marta,
        )  # fmt: skip


def test_two_covers_of_the_same_days_are_refused(world: World, teresa: Mandate) -> None:
    covered(world, teresa)
    with pytest.raises(NotPossible, match="C’è già una sostituzione"):
        covered(world, teresa, TOMORROW, TODAY + timedelta(days=5))


def test_marta_covers_herself_from_the_page_and_closes_it(
    world: World, amina: Case, teresa: Mandate, as_user: Callable[[str], Any]
) -> None:
    marta = as_user("marta")
    form = {
        "row_id": "3c0f1f0e-6f5b-4a59-9a43-0d5a0f7f0a11", "covered": world.mandates["marta"].id,
        "substitute": teresa.id, "starts_on": "23.11.2026", "ends_on": "22.11.2026",
    }  # fmt: skip
    refused = marta.post("/persone/sostituzioni/nuova/", form)
    assert refused.status_code == 422
    assert "viene dopo l’inizio" in refused.content.decode()
    assert "22.11.2026" in refused.content.decode(), "what was typed is still there"
    assert marta.post("/persone/sostituzioni/nuova/", form | {"ends_on": "30.11.2026"}).status_code == 302
    assert marta.post("/persone/sostituzioni/nuova/", form | {"ends_on": "30.11.2026"}).status_code == 302
    with acting(world.actor("marta")):
        cover = Cover.objects.get()
    assert "in corso" in marta.get("/persone/sostituzioni/").content.decode()
    assert as_user("chiara").get(f"/persone/sostituzioni/{cover.id}/chiudi/").status_code == 404
    assert marta.post(f"/persone/sostituzioni/{cover.id}/chiudi/", {"on": "23.11.2026"}).status_code == 302
    with acting(world.actor("marta")):
        assert Cover.objects.get().ends_on == TODAY
