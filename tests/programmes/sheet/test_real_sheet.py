"""The real sheet, where it stands beside the checkout: everything it contains is found."""

from pathlib import Path

import pytest

from ciao.programmes.sheet import as_json, parse_file

REAL = Path(__file__).parents[4] / "shared" / "reference" / "scheda-progetto-ciao.txt"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real sheet is not here")


@pytest.fixture(scope="module")
def draft():
    return parse_file(REAL)


@pytest.fixture(scope="module")
def facts(draft):
    return as_json(draft)


def test_the_project_is_named_dated_and_signed(facts):
    assert facts["acronym"] == "CIAO!"
    assert facts["title"] == "CIAO! – Capacitazione, Inclusione, Attivazione e Occupazione"
    assert facts["call"].startswith("Avviso pubblico per il finanziamento")
    assert facts["call"].endswith("di vulnerabilità e disagio")
    assert facts["actions"] == ["9.2.2", "9.2.1"]
    assert (facts["starts_on"], facts["ends_on"], facts["months"]) == ("2020-07-16", "2021-12-31", 18)
    assert (facts["signed_on"], facts["signed_place"]) == ("2020-07-22", "San Donato Milanese")


def test_the_money_is_exact(facts):
    assert facts["total_amount"] == "374986.52"
    assert facts["contribution_amount"] == "299989.21"
    assert facts["cofinancing_percent"] == 20


def test_areas_have_their_comuni_and_population(facts):
    south_east, visconteo, corsichese, paullese = facts["areas"]
    assert (south_east["population"], len(south_east["municipalities"])) == (112441, 7)
    assert "San Giuliano Milanese" in south_east["municipalities"]
    assert (visconteo["population"], len(visconteo["municipalities"])) == (None, 11)
    assert (corsichese["population"], corsichese["municipalities"]) == (119760, [])
    assert paullese["municipalities"] == ["Paullo"]


def test_partners_are_seven_public_and_thirteen_of_the_third_sector(facts):
    sectors = [partner["sector"] for partner in facts["partners"]]
    assert sectors == ["public"] * 7 + ["third"] * 13
    leads = [partner["name"] for partner in facts["partners"] if partner["role"] == "lead"]
    assert len(leads) == 1
    assert "A.S.S.E.MI" in leads[0]
    assert len(facts["supporters"]) == 2


def test_activities_go_from_0_to_9_with_the_transversal_one(facts):
    assert [row["number"] for row in facts["activities"]] == [*range(10), None]
    assert not any(row["title"].endswith((";", " ")) for row in facts["activities"])
    assert all(row["months"] == [] for row in facts["activities"])


def test_goals_targets_and_bodies_are_counted(facts):
    assert (len(facts["objectives"]), len(facts["expected_results"])) == (5, 9)
    targets = [(t["count"], t["gender"], t["age_min"], t["age_max"]) for t in facts["targets"]]
    assert targets == [(30, "F", 18, 55), (30, "all", 16, 35)]
    cadences = [body["cadence"] for body in facts["bodies"]]
    assert cadences == ["quadrimestrale", "mensile, poi bimestrale", None]


def test_seven_office_holders_have_every_cell(facts):
    holders = facts["office_holders"]
    assert [row["resolution_on"] for row in holders] == ["2019-01-14"] * 3 + ["2018-12-30"] * 4
    assert all(row["name"] and row["partner"] and row["office"] and row["role"] for row in holders)
    assert holders[1]["office"] == "MEMBRO CONSIGLIO DIRETTIVO"


def test_what_does_not_agree_is_shown_and_what_is_not_there_is_asked(draft):
    assert [c.field for c in draft.conflicts] == ["months", "areas.1.municipalities", "partners.7.name"]
    assert draft.conflicts[0].options[1] == "17 mesi e 16 giorni, come risulta dalle date"
    asked = [question.field for question in draft.questions]
    assert asked == ["areas.0.municipalities", "areas.2.municipalities", "activities.months"]
