"""Filling, setting aside, loading, putting in use and withdrawing instruments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from ciao.access.actor import Actor, acting, reporting
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.questionnaires.actions import (
    discard_response,
    load_instrument,
    publish_instrument,
    record_response,
    withdraw_instrument,
)
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.models import Answer, Instrument, Response, ScaleScore
from ciao.questionnaires.sheets.reading import read
from tests.assessments.test_actions import amina as amina
from tests.cast import World
from tests.questionnaires.workbooks import workbook

DAY = date(2026, 11, 10)
GRID = {f"{code}_{number}": "3" for code in ("p1", "p2", "s1") for number in (1, 2, 3)}


def grid() -> Instrument:
    return Instrument.objects.get(code="lifecomp")


def filled(case: Case, by: Actor, **more: Any) -> Response:
    given: dict[str, Any] = {
        "instrument": grid(), "subject": case, "level": Level.WORK, "occasion": Occasion.ENTRY, "voice": Voice.TEAM,
        "answered_on": DAY, "answers": GRID, "by": by,
    }  # fmt: skip
    return record_response(**given | more)


def loaded(world: World, name: str = "marta") -> Instrument:
    with acting(world.actor(name)) as who:
        return publish_instrument(instrument=load_instrument(sheet=read(workbook()), by=who), by=who)


def test_answers_are_sealed_and_points_are_clear(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        row = filled(amina, marta, answers={**GRID, "p1_1": "5", "p3_1": "4"})
        assert row.answers()["p1_1"] == "5"
        points = {one.code: one.value for one in row.scores.all()}
        assert (points["p1"], points["p2"], points["p3"], points["l1"]) == (Decimal("3.67"), Decimal(3), None, None)
        assert len(points) == 9
        with connection.cursor() as cursor:
            cursor.execute("SELECT value FROM questionnaires_answer")
            assert all(len(value) > 20 for (value,) in cursor.fetchall())


def test_only_the_team_reads_what_was_answered(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
        assert Response.objects.count() == 1
    for name in ("chiara", "paolo", "elena", "luca"):
        with acting(world.actor(name)):
            assert not Response.objects.exists()
            assert not Answer.objects.exists()
            assert not ScaleScore.objects.exists()


def test_figures_read_the_points_and_never_the_answers(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
    with acting(world.actor("elena")), reporting():
        assert ScaleScore.objects.filter(code="p1").values_list("value", flat=True).get() == 3
    with acting(world.actor("elena")), pytest.raises(DatabaseError), transaction.atomic(), reporting():
        Answer.objects.count()


def test_entry_is_filled_once_and_midway_again_and_again(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        filled(amina, marta)
        filled(amina, marta, voice=Voice.PERSON)
        with pytest.raises(NotPossible, match=r"già compilato il 10\.11\.2026"):
            filled(amina, marta)
        filled(amina, marta, occasion=Occasion.MID)
        filled(amina, marta, occasion=Occasion.MID)
        assert Response.objects.count() == 4


def test_one_set_aside_says_why_and_leaves_room(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        row = filled(amina, marta)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            discard_response(response=row, note=" ", on=DAY, by=marta)
        discard_response(response=row, note="Era un’altra persona", on=DAY, by=marta)
        assert (row.state, row.changes.get().reason) == ("discarded", "Era un’altra persona")
        assert row.changes.get().label == "metti da parte"
        assert filled(amina, marta).id != row.id
        assert Response.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"answered_on": date(2026, 11, 24)}, "dopo oggi"),
        ({"answers": {}}, "nessuna risposta"),
        ({"answers": {"mai_chiesta": "3"}}, "nessuna risposta"),
    ],
)
def test_what_cannot_be_is_refused(world: World, amina: Case, more: dict[str, Any], says: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=says):
        filled(amina, marta, **more)


def test_what_was_not_to_be_asked_is_dropped_and_what_is_needed_is_asked(world: World, amina: Case) -> None:
    mine = loaded(world)
    with acting(world.actor("marta")) as marta:
        row = filled(amina, marta, instrument=mine, answers={"viene": "si", "perche": "Resto di prima"})
        assert row.answers() == {"viene": "si"}
        with pytest.raises(NotPossible, match="Manca la risposta a «Viene volentieri"):
            filled(amina, marta, instrument=mine, occasion=Occasion.EXIT, answers={"aiuto": "3"})


def test_a_version_is_loaded_then_used_then_never_changed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        first = load_instrument(sheet=read(workbook()), by=marta)
        assert (first.version, first.is_draft, first.loaded_by) == (1, True, marta.id)
        with pytest.raises(NotPossible, match="non è in uso"):
            filled(amina, marta, instrument=first)
        publish_instrument(instrument=first, by=marta)
        assert first in Instrument.objects.current_in(world.programme.id)
        with pytest.raises(NotPossible, match="non è più una bozza"):
            publish_instrument(instrument=first, by=marta)
        with pytest.raises(DatabaseError), transaction.atomic():
            first.questions.update(label="Cambiata")
        second = publish_instrument(instrument=load_instrument(sheet=read(workbook()), by=marta), by=marta)
        assert second.version == 2
        current = set(Instrument.objects.current_in(world.programme.id).values_list("id", flat=True))
        assert second.id in current
        assert first.id not in current


def test_a_reshaped_instrument_takes_the_place_of_the_one_of_all(world: World) -> None:
    settings = [["form_title", "form_id"], ["La nostra griglia", "lifecomp"]]
    with acting(world.actor("elena")) as elena:
        own = publish_instrument(
            instrument=load_instrument(sheet=read(workbook(settings=settings)), by=elena), by=elena
        )
        assert own.version == 2
        found = Instrument.objects.current_in(world.programme.id)
        assert [one.title for one in found if one.code == "lifecomp"] == ["La nostra griglia"]
        assert grid_of_another_programme().title == "Griglia delle competenze per la vita"
        withdraw_instrument(instrument=own, by=elena)
        assert own not in Instrument.objects.current_in(world.programme.id)
        with pytest.raises(NotPossible, match="già ritirato"):
            withdraw_instrument(instrument=own, by=elena)
        with pytest.raises(NotPossible, match="di tutti i progetti"):
            withdraw_instrument(instrument=grid_of_another_programme(), by=elena)


def grid_of_another_programme() -> Instrument:
    return Instrument.objects.current_in(None).get(code="lifecomp")


def test_who_may_not_prepare_instruments_loads_none(world: World) -> None:
    with acting(world.actor("luca")) as luca, pytest.raises(PermissionDenied):
        load_instrument(sheet=read(workbook()), by=luca)
