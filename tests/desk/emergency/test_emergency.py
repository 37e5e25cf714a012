"""A file opened in an emergency: for a reason, until tonight, told at once, reviewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant
from ciao.cases.actions import open_case
from ciao.cases.actions.emergency import NOT_SO, open_in_emergency, review_opening
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.protection.actions import keep_away_from
from ciao.notifications.models import Notification
from ciao.people.models import EmergencyOpening, Person
from tests.cast import World
from tests.desk.test_oversight import join

Open = Callable[[str], Any]
REASON = "È allo sportello senza casa per stanotte."


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("paolo")) as paolo:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 3, 12), by=paolo,
            person={"given_name": "Amina"}, identity={"gender": "F"},
        )  # fmt: skip


def test_the_file_opens_until_tonight_and_is_told_at_once(world: World, amina: Case) -> None:
    with acting(world.actor("chiara")) as chiara:
        assert not Person.objects.exists()
        once = open_in_emergency(number=amina.number, reason=REASON, by=chiara)
        assert open_in_emergency(number=amina.number, reason=REASON, by=chiara, row_id=once.id).id == once.id
        assert Person.objects.get().given_name == "Amina"
    told = {one.user.given_name: one.text for one in Notification.objects.select_related("user")}
    assert set(told) == {"Paolo", "Marta"}
    assert set(Notification.objects.values_list("kind", flat=True)) == {"emergency_opened"}
    assert "caso 1" in told["Marta"]
    assert "Amina" not in told["Marta"]
    tomorrow = clock.today() + timedelta(days=1)
    with clock.at(tomorrow), acting(world.actor("chiara")):
        assert not Person.objects.exists()


def test_it_never_opens_sealed_nor_protected_data(world: World, amina: Case) -> None:
    from ciao.access.enums import Level

    with acting(world.actor("chiara")) as chiara:
        open_in_emergency(number=amina.number, reason=REASON, by=chiara)
    for one in Grant.objects.filter(why="emergenza"):
        assert not one.levels & (Level.SEALED | Level.PROTECTED)
        assert one.ends_on == clock.today()


def test_the_same_words_refuse_a_case_that_is_not_there_and_one_to_keep_away_from(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        keep_away_from(case=amina, by=marta, tie="cugina", user=world.user("chiara"))
        with pytest.raises(NotPossible, match="Sei già"):
            open_in_emergency(number=amina.number, reason=REASON, by=marta)
    with acting(world.actor("chiara")) as chiara:
        for number in (amina.number, 999):
            with pytest.raises(NotPossible) as refusal:
                open_in_emergency(number=number, reason=REASON, by=chiara)
            assert str(refusal.value) == NOT_SO
        with pytest.raises(NotPossible, match="Scrivi in una frase"):
            open_in_emergency(number=amina.number, reason="serve", by=chiara)


def test_who_protects_the_data_reviews_it_once(world: World, amina: Case, as_user: Open) -> None:
    join(world, "irina", "data_protection_officer")
    page = as_user("chiara")
    row_id = page.get("/emergenza/").context_data["form"]["row_id"].value()
    short = page.post("/emergenza/", {"row_id": row_id, "number": "1", "reason": "serve"})
    assert short.status_code == 422
    assert "serve" in short.content.decode()
    opened = page.post("/emergenza/", {"row_id": row_id, "number": "1", "reason": REASON})
    assert opened["Location"] == f"/persone/{amina.id}/"
    assert "Amina" in page.get(opened["Location"]).content.decode()
    irina, row = as_user("irina"), EmergencyOpening.objects.get()
    assert "da rivedere" in irina.get("/registro-letture/emergenze/").content.decode()
    url = f"/registro-letture/emergenze/{row.id}/"
    assert REASON in irina.get(url).content.decode()
    assert irina.post(url, {"text": ""}).status_code == 422
    assert irina.post(url, {"text": "Era giusto."}).status_code == 302
    row.refresh_from_db()
    with acting(world.actor("irina")) as actor, pytest.raises(NotPossible, match="già rivista"):
        review_opening(opening=row, review="di nuovo", by=actor)
    assert page.get(url).status_code == 404
    assert as_user("teo").get("/emergenza/").status_code == 404
