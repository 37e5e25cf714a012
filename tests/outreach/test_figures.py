"""What outreach counts: the same for every reader, recomputed from its rows."""

from __future__ import annotations

from datetime import date

from ciao.access.actor import acting
from ciao.outreach import actions
from ciao.outreach.figures import (
    Conversion,
    Fate,
    by_antenna,
    by_comune,
    convert,
    cross,
    funnel,
    funnel_words,
    needs_by_place,
    themes_by_area,
    whole,
)
from ciao.outreach.models import Antenna
from ciao.programmes.models import ProgrammeArea
from ciao.territories.models import Municipality
from tests.cast import World
from tests.outreach.test_actions import TODAY, signal_of


def antenna_of(world: World, **facts: object) -> Antenna:
    with acting(world.actor("karim")) as karim:
        told = {"name": "Parrocchia San Rocco", "kind": "parish", "started_on": date(2026, 3, 1), **facts}
        return actions.add_antenna(programme=world.programme, by=karim, **told)


def test_each_signal_has_one_fate_and_whoever_is_in_charge_was_met() -> None:
    states = ["new", "assigned", "accepted", "oriented", "unreachable", "expired"]
    found = convert([Fate("a", one, one == "assigned") for one in states] + [Fate("b", "new", False)])
    assert found["a"] == Conversion(signals=6, met=2, accepted=1, oriented=1, lost=2)
    assert (found["a"].waiting, found["a"].percent) == (2, 17)
    assert found["b"].waiting == 1
    assert Conversion().percent is None


def test_the_funnel_is_as_wide_as_its_signals_and_says_its_figures() -> None:
    found = Conversion(signals=8, met=4, accepted=2, oriented=1, lost=1)
    stages = funnel(found)
    assert [(one.count, one.percent, one.width) for one in stages] == [
        (8, 100, 560.0), (4, 50, 280.0), (2, 25, 140.0), (1, 12, 70.0), (1, 12, 70.0),
    ]  # fmt: skip
    assert [one.x for one in stages[:2]] == [0.0, 140.0]
    assert funnel_words(found).startswith("8 segnalate, 4 incontrate, 2 prese in carico")
    assert funnel(Conversion()) == []
    assert funnel_words(Conversion()) == "nessuna segnalazione"


def test_a_crossing_counts_pairs_and_puts_the_most_frequent_first() -> None:
    found = cross([("work", "Nord"), ("home", "Nord"), ("home", "Sud")], [("work", "lavoro"), ("home", "casa")])
    assert found.columns == ["Nord", "Sud"]
    assert found.rows == [("casa", [1, 1], 2), ("lavoro", [1, 0], 1)]
    assert found.lines[1] == ("lavoro", [("Nord", 1), ("Sud", 0)], 1)
    assert found.most == 2
    assert cross([], []).most == 1


def test_figures_are_the_same_for_whoever_reads_one_signal_or_all(world: World) -> None:
    antenna = antenna_of(world)
    rozzano = Municipality.objects.get(name="Rozzano")
    met, _ = signal_of(world, antenna=antenna, municipality=rozzano), signal_of(world, antenna=antenna)
    signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.record_first_contact(
            signal=met, met_on=TODAY, channel="in_person", by=paolo, needs=["work", "home"],
            barriers={"transport": "biglietti", "hours": ""},
        )  # fmt: skip
    for name in ("paolo", "marta", "elena"):
        with acting(world.actor(name)) as actor:
            assert whole(world.programme.id) == Conversion(signals=3, met=1)
            assert by_antenna(world.programme.id)[str(antenna.id)] == Conversion(signals=2, met=1)
            assert by_antenna(world.programme.id)[""].signals == 1
            assert by_comune(world.programme.id)[rozzano.istat_code] == Conversion(signals=1, met=1)
            needs = needs_by_place(actor, world.programme.id)
            assert (needs.met, needs.crossing.columns) == (1, ["tutto il territorio"])
            assert needs.comuni == [("Rozzano", 1, "lavoro 1, casa 1")]
            assert {label for label, _, _ in needs.crossing.rows} == {"lavoro", "casa"}
            assert dict(needs.barriers) == {"mezzi per spostarsi": 1, "orari": 1}


def test_themes_stand_under_the_area_of_their_comune_or_of_their_antenna(world: World) -> None:
    area = ProgrammeArea.objects.create(scope=world.programme.scope, programme=world.programme, name="Sud")
    rozzano = Municipality.objects.get(name="Rozzano")
    area.municipalities.set([rozzano])
    antenna = antenna_of(world, municipality=rozzano)
    wide = antenna_of(world, name="Sportello", area=area)
    with acting(world.actor("karim")) as karim:
        told = {"kind": "interview", "held_on": TODAY, "with_whom": "il parroco", "emerged": "Manca la casa."}
        for one, themes in ((antenna, ["home", "work"]), (wide, ["home"]), (None, ["home"])):
            actions.record_interview(programme=world.programme, by=karim, antenna=one, themes=themes, **told)
        found = themes_by_area(karim)
    assert found.columns == ["Sud", "tutto il territorio"]
    assert found.rows == [("casa", [2, 1], 3), ("lavoro", [1, 0], 1)]
