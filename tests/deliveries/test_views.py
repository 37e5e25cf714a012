"""The pages of what is done one to one, as who works with a person and who does not open them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.deliveries.models import Delivery
from ciao.programmes.models import Activity
from tests.cast import World
from tests.deliveries.conftest import done
from tests.journeys.forms import typed
from tests.protected import hide
from tests.services.conftest import person

Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_three_answers_are_enough(world: World, amina: Case, activity: Activity, as_user: Open) -> None:
    page, url = as_user("marta"), f"/persone/{amina.id}/intervento/"
    form = typed(page.get(url), "minutes", kind="tutoring", minutes="abc", activity=str(activity.id), topic="Patente")
    refused = page.post(url, form)
    assert refused.status_code == 422
    assert 'value="Patente"' in text(refused)
    assert "al massimo 12 ore" in text(page.post(url, form | {"minutes": "900"}))
    assert page.post(url, form | {"minutes": "45"}).url == f"/persone/{amina.id}/"
    assert page.post(url, form | {"minutes": "45"}).status_code == 302
    made = Delivery.objects.get()
    assert (made.kind, made.minutes, made.mandate_id, made.way) == (
        "tutoring", 45, world.mandates["marta"].id, "office"
    )  # fmt: skip
    again = typed(page.get(url), "minutes")
    assert (again["kind"], again["activity"]) == ("tutoring", str(activity.id))
    assert "Interventi individuali" in text(page.get(f"/persone/{amina.id}/"))


def test_a_stranger_finds_no_page(world: World, amina: Case, activity: Activity, as_user: Open) -> None:
    made = done(world, amina, activity)
    for name in ("chiara", "paolo"):
        assert as_user(name).get(f"/persone/{amina.id}/intervento/").status_code == 404
        assert as_user(name).get(f"/interventi/{made.id}/errore/").status_code == 404
        assert "Amina" not in text(as_user(name).get("/interventi/"))
    assert as_user("elena").get("/interventi/").status_code == 404
    assert "Nessuna persona, per ora" in text(as_user("chiara").get("/interventi/nuovo/"))


def test_the_list_names_whom_one_may_name_in_a_fixed_number_of_queries(
    world: World, amina: Case, activity: Activity, as_user: Open
) -> None:
    hidden = person(world, "Ines")
    hide(world, hidden, "Rosa")
    done(world, amina, activity)
    done(world, hidden, activity, kind="debt_advice", minutes=30)
    page = as_user("marta")
    page.get("/interventi/")
    ReadLine.objects.all().delete()
    with CaptureQueriesContext(connection) as few:
        shown = text(page.get("/interventi/"))
    for words in ("Amina", "Rosa", "aiuto con i debiti", "1 h 30 min"):
        assert words in shown
    assert "Ines" not in shown
    line = ReadLine.objects.get()
    assert set(line.person_ids) == {amina.person_id, hidden.person_id}
    for day in range(16, 21):
        done(world, amina, activity, happened_on=date(2026, 11, day))
    with CaptureQueriesContext(connection) as many:
        page.get("/interventi/")
    assert len(many) == len(few)
    one = text(page.get(f"/interventi/?persona={amina.id}"))
    assert "6 h con questa persona" in one
    assert "Rosa" not in one
    assert page.get("/interventi/?persona=boh").status_code == 200
    assert page.get("/interventi/?esporta=xlsx").content[:2] == b"PK"


def test_hours_are_the_same_for_everybody_and_name_nobody(
    world: World, amina: Case, activity: Activity, as_user: Open
) -> None:
    done(world, amina, activity, minutes=90)
    done(world, amina, activity, minutes=30, kind="debt_advice")
    for name in ("marta", "chiara", "paolo"):
        shown = text(as_user(name).get("/interventi/ore/"))
        assert "2 h in tutto il progetto" in shown
        assert "Marta, case manager" in shown
        assert "Amina" not in shown


def test_a_mistake_is_taken_back_and_put_back(world: World, amina: Case, activity: Activity, as_user: Open) -> None:
    made = done(world, amina, activity)
    page, url = as_user("marta"), f"/interventi/{made.id}/"
    assert "Amina" in text(page.get(f"{url}errore/"))
    assert page.post(f"{url}errore/", {"note": "", "on": "23.11.2026"}).status_code == 422
    assert page.post(f"{url}errore/", {"note": "Era ieri", "on": "23.11.2026"}).url == "/interventi/"
    assert "scritto per errore" in text(page.get("/interventi/"))
    assert page.post(f"{url}rimetti/", {"note": "Era oggi", "on": "23.11.2026"}).status_code == 302
    assert Delivery.objects.get().state == "done"


def test_one_chooses_with_whom_from_the_list(world: World, amina: Case, activity: Activity, as_user: Open) -> None:
    page = as_user("marta")
    assert "Amina" in text(page.get("/interventi/nuovo/"))
    assert page.post("/interventi/nuovo/", {"case": ""}).status_code == 422
    assert page.post("/interventi/nuovo/", {"case": str(amina.id)}).url == f"/persone/{amina.id}/intervento/"
