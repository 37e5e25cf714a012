"""A short sheet written by hand, unlike the generated ones: dashes and numbers for bullets, no blanks."""

from pathlib import Path

import pytest

from ciao.programmes.sheet import as_json, parse_bytes, parse_file

SAMPLE = Path(__file__).with_name("sample.txt")


@pytest.fixture(scope="module")
def facts():
    return as_json(parse_file(SAMPLE))


def test_names_dates_and_money_are_read(facts):
    assert (facts["acronym"], facts["actions"]) == ("PONTI", ["9.2.1", "9.2.2"])
    assert facts["call"].endswith("vulnerabilità e disagio")
    assert (facts["starts_on"], facts["ends_on"], facts["months"]) == ("2020-09-01", "2022-08-31", 24)
    assert (facts["signed_on"], facts["signed_place"]) == ("2020-08-03", "Lodi")
    money = (facts["total_amount"], facts["contribution_amount"], facts["cofinancing_percent"])
    assert money == ("250000.00", "200000.00", 20)


def test_comuni_are_named_officially_also_where_the_area_bears_the_name_of_one(facts):
    lodi, melegnano = facts["areas"]
    assert lodi["municipalities"] == ["Lodi", "Casalpusterlengo", "Codogno", "Sant'Angelo Lodigiano"]
    assert (lodi["population"], melegnano["population"]) == (230198, 85000)
    assert "San Zenone al Lambro" in melegnano["municipalities"]
    assert "57 comuni: Ambito territoriale di Lodi" in facts["missing"]


def test_targets_with_open_ages_are_read(facts):
    read = [(t["label"], t["count"], t["gender"], t["age_min"], t["age_max"]) for t in facts["targets"]]
    assert read == [
        ("donne disoccupate", 25, "F", 45, None),
        ("giovani NEET", 20, "all", 18, 29),
        ("uomini adulti", 15, "M", 30, 64),
    ]


def test_partners_supporters_and_offices_are_read(facts):
    assert [p["sector"] for p in facts["partners"]] == ["public"] * 3 + ["third"] * 4
    assert facts["supporters"][2] == "Centro per l’impiego di Codogno"
    offices = [(row["office"], row["resolution_on"]) for row in facts["office_holders"]]
    assert offices == [
        ("Presidente", "2019-03-12"),
        ("Consigliere di Amministrazione", "2018-05-05"),
        ("Vice Presidente", "2019-03-12"),
    ]
    assert [body["cadence"] for body in facts["bodies"]] == ["ogni tre mesi", "mensile"]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("60 destinatari", "70 destinatari", "targets"),
        ("da 7 soggetti", "da 9 soggetti", "partners"),
        ("200.000,00 €", "210.000,00 €", "contribution_amount"),
        ("31 agosto 2022", "15 agosto 2022", "months"),
        ("8 comuni:", "7 comuni:", "areas.1.municipalities"),
    ],
)
def test_a_contradiction_is_shown(old, new, field):
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    before = {conflict.field for conflict in parse_bytes(text.encode()).conflicts}
    after = {conflict.field for conflict in parse_bytes(text.replace(old, new).encode()).conflicts}
    assert field in after - before
