"""Units of a host: people at work, interns hired, dismissals, and what follows for the places."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.hosts import actions
from ciao.hosts.capacity import unit_of, units_of, warnings_at
from ciao.hosts.models import HostSite, Vacancy
from tests.cast import World
from tests.hosts.test_actions import TODAY, kitchen
from tests.hosts.test_talks import other

Open = Callable[[str], Any]
DAY = timedelta(days=1)


def test_a_host_without_units_counts_as_one_and_a_lone_unit_takes_its_figure(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo)
        assert [(one.name, one.places) for one in units_of(host, TODAY)] == [("Tutto l’ente", 2)]
        site = actions.add_site(host=host, name="Cucina", by=paolo)
        assert [(one.name, one.headcount) for one in units_of(host, TODAY)] == [("Cucina", 14)]
        actions.edit_site(site=site, by=paolo, owners_count=1, permanent_count=2, apprentices_count=9)
        assert [(one.headcount, one.places) for one in units_of(host, TODAY)] == [(3, 1)]
        assert unit_of(host, TODAY).headcount == 3
        assert HostSite.objects.get().counted_on == TODAY
        actions.add_site(host=host, name="Bar", by=paolo)
        assert [one.headcount for one in units_of(host, TODAY)] == [None, 3]


def test_a_unit_is_written_once_and_closes(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        site = actions.add_site(host=host, name="Cucina", by=paolo)
        assert actions.add_site(host=host, name="Cucina", by=paolo, row_id=site.id) == site
        with pytest.raises(NotPossible, match="già una sede"):
            actions.add_site(host=host, name=" cucina ", by=paolo)
        place = actions.add_vacancy(host=host, title="Aiuto", starts_on=TODAY, site=site, by=paolo, days=["1", "3"])
        assert list(Vacancy.objects.open()) == [place]
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.edit_site(site=site, by=paolo, closed_on=TODAY + DAY)
        actions.edit_site(site=site, by=paolo, closed_on=TODAY)
        assert not Vacancy.objects.open().exists()
        with pytest.raises(NotPossible, match="La sede è chiusa"):
            actions.add_vacancy(host=host, title="x", starts_on=TODAY, site=site, by=paolo)
        theirs = actions.add_site(host=other(world, paolo), name="Negozio", by=paolo)
        with pytest.raises(NotPossible, match="di un altro ente"):
            actions.edit_vacancy(vacancy=place, by=paolo, site=theirs)


def test_places_of_a_host_in_pause_or_closed_are_not_offered(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        actions.add_vacancy(host=host, title="Aiuto", starts_on=TODAY, by=paolo)
        for verb in ("pause", "close"):
            actions.move_host(host=host, verb=verb, on=TODAY, by=paolo, note="Ristruttura")
            assert not Vacancy.objects.open().exists()
            assert not host.is_offering
        said = warnings_at(host=host, site=None, on=TODAY, hosted=1)
        assert said == ["L’ente ora non è disponibile: prima sentilo, poi apri il tirocinio."]


def test_hired_interns_of_the_last_two_years_give_further_places(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        site = actions.add_site(host=host, name="Cucina", by=paolo, permanent_count=30)
        with pytest.raises(NotPossible, match="tra quelle che hanno finito"):
            actions.record_hirings(host=host, ended_on=TODAY, ended_count=1, hired_count=2, by=paolo)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.record_hirings(host=host, ended_on=TODAY + DAY, ended_count=1, hired_count=1, by=paolo)
        old = TODAY.replace(year=2024) - DAY
        actions.record_hirings(host=host, ended_on=old, ended_count=2, hired_count=2, by=paolo)
        assert unit_of(host, TODAY, site).places == 3
        one = actions.record_hirings(host=host, ended_on=TODAY, ended_count=4, hired_count=2, by=paolo, site=site)
        assert actions.record_hirings(host=host, ended_on=TODAY, ended_count=9, hired_count=9, by=paolo,
                                      row_id=one.id) == one  # fmt: skip
        assert unit_of(host, TODAY, site).places == 5
        assert warnings_at(host=host, site=site, on=TODAY, hosted=5) == []
        assert "qui sono 6" in warnings_at(host=host, site=site, on=TODAY, hosted=6)[0]


def test_dismissals_are_said_for_a_year_in_their_unit(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        kitchen_site = actions.add_site(host=host, name="Cucina", by=paolo, permanent_count=3)
        bar = actions.add_site(host=host, name="Bar", by=paolo, permanent_count=3)
        day = TODAY.replace(year=2025) + DAY
        one = actions.record_stop(host=host, site=bar, kind="dismissal", happened_on=day, tasks="banco", by=paolo)
        assert actions.record_stop(host=host, kind="dismissal", happened_on=day, by=paolo, row_id=one.id) == one
        assert warnings_at(host=host, site=kitchen_site, on=TODAY, hosted=1) == []
        assert "«banco»" in warnings_at(host=host, site=bar, on=TODAY, hosted=1)[0]
        assert warnings_at(host=host, site=bar, on=TODAY + DAY, hosted=1) == []
        assert "banco" in warnings_at(host=host, site=None, on=TODAY, hosted=1)[0]


def test_earlier_work_counts_for_two_years(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        left = TODAY.replace(year=2024)
        assert warnings_at(host=host, site=None, on=TODAY, hosted=1, worked_until=left) == []
        said = warnings_at(host=host, site=None, on=TODAY, hosted=1, worked_until=left + DAY)
        assert "Ha già lavorato qui" in said[0]


def test_units_hirings_and_dismissals_are_written_from_the_page(world: World, as_user: Open) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
    page, url = as_user("paolo"), f"/enti-ospitanti/{host.id}/"
    row = {"row_id": "7f1c8a52-4f4e-4a44-8f0e-1c52a4f3a001"}
    wrong = page.post(f"{url}sede/", {**row, "name": "Cucina", "permanent_count": "tanti"})
    assert wrong.status_code == 422
    assert 'value="Cucina"' in wrong.content.decode()
    assert page.post(f"{url}sede/", {**row, "name": "Cucina"}).url == url
    with acting(world.actor("paolo")):
        site = HostSite.objects.get()
    where = f"/enti-ospitanti/sedi/{site.id}/"
    assert page.post(where, {"name": "Cucina", "permanent_count": "21", "apprentices_count": "4"}).url == url
    ended = {**row, "ended_on": "23.11.2026", "ended_count": "2", "hired_count": "3"}
    assert "Non possono essere più" in page.post(f"{url}assunzioni/", ended).content.decode()
    assert page.post(f"{url}assunzioni/", {**ended, "hired_count": "1", "site": str(site.id)}).url == url
    assert page.post(f"{url}licenziamenti/", {**row, "kind": "short_time", "happened_on": "01.11.2026"}).url == url
    found = page.get(url).content.decode()
    assert "5 insieme" in found
    assert "2 tirocini finiti, una persona assunta" in found or "1 persona assunta" in found
    assert "Cassa integrazione" in found
    for path in (f"{url}sede/", where, f"{url}assunzioni/", f"{url}licenziamenti/"):
        assert page.get(path).status_code == 200
        assert as_user("chiara").get(path).status_code == 404


def test_a_place_keeps_what_it_asks(world: World, as_user: Open) -> None:
    with acting(world.actor("paolo")) as paolo:
        host = kitchen(world, paolo, is_open=True)
        site = actions.add_site(host=host, name="Cucina", by=paolo, permanent_count=3)
    page, url = as_user("paolo"), f"/enti-ospitanti/{host.id}/"
    given = {
        "row_id": "7f1c8a52-4f4e-4a44-8f0e-1c52a4f3a001", "title": "Aiuto cucina", "starts_on": "01.12.2026",
        "site": str(site.id), "days": ["1", "5"], "limits": ["lifting"], "italian": "a2", "is_reachable": "yes",
        "skills": "tagliare, pulire", "who": "chi ha il libretto sanitario", "is_for_minors": "on",
    }  # fmt: skip
    assert page.post(f"{url}posto/", given).url == url
    found = page.get(url).content.decode()
    for words in ("si arriva con i mezzi pubblici", "lunedì, venerdì", "Si sollevano pesi", "frasi semplici (A2)",
                  "anche sotto i 18 anni", "tagliare, pulire", "chi ha il libretto sanitario"):  # fmt: skip
        assert words in found
    with acting(world.actor("paolo")):
        place = Vacancy.objects.get()
    shown = page.get(f"/enti-ospitanti/posti/{place.id}/").content.decode()
    assert '<option value="yes" selected' in shown
    assert page.post(f"/enti-ospitanti/posti/{place.id}/", {**given, "is_reachable": "no", "days": []}).url == url
    with acting(world.actor("paolo")):
        place.refresh_from_db()
    assert (place.is_reachable, place.days) == (False, [])
