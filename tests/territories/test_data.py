"""The shipped tables hold together, and the 27 comuni of the real project are exactly these."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import ciao.territories

DATA = Path(ciao.territories.__file__).parent / "data"
LOMBARDY = {"BG", "BS", "CO", "CR", "LC", "LO", "MN", "MI", "MB", "PV", "SO", "VA"}
# Area, comune, ISTAT, cadastral and postal code: domain-facts §6.2.
PROJECT = """
sud-est-milano|Carpiano|015050|B820|20074
sud-est-milano|Cerro al Lambro|015071|C536|20070
sud-est-milano|Colturano|015082|C908|20075
sud-est-milano|Dresano|015101|D367|20070
sud-est-milano|Melegnano|015140|F100|20077
sud-est-milano|San Donato Milanese|015192|H827|20097
sud-est-milano|San Giuliano Milanese|015195|H930|20098
sud-est-milano|San Zenone al Lambro|015202|I415|20070
sud-est-milano|Vizzolo Predabissi|015244|M102|20070
visconteo-sud-milano|Basiglio|015015|A699|20079
visconteo-sud-milano|Binasco|015024|A872|20082
visconteo-sud-milano|Casarile|015055|B938|20059
visconteo-sud-milano|Lacchiarella|015115|E395|20084
visconteo-sud-milano|Locate di Triulzi|015125|E639|20085
visconteo-sud-milano|Noviglio|015158|F968|20082
visconteo-sud-milano|Opera|015159|G078|20073
visconteo-sud-milano|Pieve Emanuele|015173|G634|20072
visconteo-sud-milano|Rozzano|015189|H623|20089
visconteo-sud-milano|Vernate|015236|L773|20080
visconteo-sud-milano|Zibido San Giacomo|015247|M176|20058
corsichese|Assago|015011|A473|20057
corsichese|Buccinasco|015036|B240|20090
corsichese|Cesano Boscone|015074|C565|20090
corsichese|Corsico|015093|D045|20094
corsichese|Cusago|015097|D229|20047
corsichese|Trezzano sul Naviglio|015220|L409|20090
paullese|Paullo|015169|G385|20067
"""
PROJECT_ROWS = [tuple(line.split("|")) for line in PROJECT.strip().splitlines()]


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MUNICIPALITIES = rows("municipalities.csv")
COUNTRIES = rows("countries.csv")
AREAS = rows("areas.csv")
MEMBERSHIPS = rows("area_memberships.csv")


def test_every_comune_has_codes_of_the_right_shape() -> None:
    for row in MUNICIPALITIES:
        assert re.fullmatch(r"\d{6}", row["istat_code"]), row
        assert re.fullmatch(r"[A-Z]\d{3}", row["cadastral_code"]), row
        assert re.fullmatch(r"(\d{5})?", row["postal_code"]), row
        assert re.fullmatch(r"[A-Z]{2}", row["province"]), row
        assert row["is_active"] in {"True", "False"}, row
        assert row["name"].strip() == row["name"] != "", row


@pytest.mark.parametrize("column", ["istat_code", "cadastral_code"])
def test_no_two_comuni_share_a_code(column: str) -> None:
    assert len({row[column] for row in MUNICIPALITIES}) == len(MUNICIPALITIES) == 7896


def test_lombardy_is_complete() -> None:
    active = [row for row in MUNICIPALITIES if row["province"] in LOMBARDY and row["is_active"] == "True"]
    assert len(active) == 1501
    assert Counter(row["province"] for row in active)["MI"] == 133
    assert [row["name"] for row in active if not row["postal_code"]] == ["Milano", "Bergamo", "Brescia"]


@pytest.mark.parametrize(("area", "name", "istat", "cadastral", "postal"), PROJECT_ROWS)
def test_a_comune_of_the_project_is_as_in_the_facts(
    area: str, name: str, istat: str, cadastral: str, postal: str
) -> None:
    [found] = [row for row in MUNICIPALITIES if row["istat_code"] == istat]
    assert found == {
        "istat_code": istat,
        "name": name,
        "cadastral_code": cadastral,
        "postal_code": postal,
        "province": "MI",
        "is_active": "True",
    }
    assert (area, istat) in {(row["area_id"], row["municipality_id"]) for row in MEMBERSHIPS}


def test_the_areas_hold_nine_eleven_six_and_one_comuni() -> None:
    assert Counter(row["area_id"] for row in MEMBERSHIPS) == {
        "sud-est-milano": 9,
        "visconteo-sud-milano": 11,
        "corsichese": 6,
        "paullese": 1,
    }
    assert {row["code"] for row in AREAS} == {row["area_id"] for row in MEMBERSHIPS}


def test_memberships_are_dated_and_say_their_source() -> None:
    for row in MEMBERSHIPS:
        assert date.fromisoformat(row["starts_on"]) <= date(2020, 7, 16)
        assert row["ends_on"] == ""
        assert row["source"]
    assert all(row["source"] and row["kind"] == "social_district" for row in AREAS)


def test_countries_have_one_code_each() -> None:
    for row in COUNTRIES:
        assert re.fullmatch(r"[A-Z]{2}" if row["is_active"] == "True" else r"[A-Z]{2}([A-Z]{2})?", row["iso_code"])
        assert re.fullmatch(r"Z\d{3}", row["cadastral_code"]) or row["iso_code"] == "IT"
    assert len({row["iso_code"] for row in COUNTRIES}) == len(COUNTRIES) == 219
    assert len({row["cadastral_code"] for row in COUNTRIES}) == len(COUNTRIES)
    assert len({row["name"] for row in COUNTRIES}) == len(COUNTRIES)


def test_twenty_seven_countries_are_in_the_union() -> None:
    union = {row["iso_code"] for row in COUNTRIES if row["is_eu"] == "True"}
    assert len(union) == 27
    assert {"IT", "RO", "HR"} <= union
    assert not {"GB", "CH", "UA"} & union


@pytest.mark.parametrize(
    ("iso", "name", "cadastral"),
    [
        ("MA", "Marocco", "Z330"),
        ("PE", "Perù", "Z611"),
        ("UA", "Ucraina", "Z138"),
        ("YU", "Jugoslavia", "Z118"),
    ],
)
def test_a_birth_country_is_found_by_its_cadastral_code(iso: str, name: str, cadastral: str) -> None:
    [found] = [row for row in COUNTRIES if row["cadastral_code"] == cadastral]
    assert (found["iso_code"], found["name"]) == (iso, name)
