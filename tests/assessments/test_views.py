"""The pages of an assessment: two people at once, drafts taken up again, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ciao.access.actor import acting
from ciao.assessments.enums import Moment
from ciao.assessments.models import AreaRating, Assessment
from ciao.cases.models import Case
from ciao.core import clock
from tests.assessments.test_actions import amina as amina
from tests.assessments.test_actions import confirmed, written
from tests.cast import World
from tests.journeys.forms import typed

Open = Callable[[str], Any]


def test_two_people_see_the_difference_and_nothing_is_lost(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        written(amina, marta)
    page, url = as_user("marta"), f"/persone/{amina.id}/valutazioni/entry/"
    mine = typed(page.get(url), "assessed_on", work_strength="Cucina per venti.", do="draft")
    with acting(world.actor("marta")) as marta:
        written(amina, marta, score=4)
    answer = page.post(url, mine)
    assert answer.status_code == 409
    both = answer.content.decode()
    assert "Marta ha salvato oggi" in both
    assert "Lavoro e occupabilità: Punteggio dell’équipe" in both
    assert "Cucina per venti." in both
    assert page.post(url, typed(answer, "assessed_on", do="draft")).status_code == 302
    with acting(world.actor("marta")):
        assert AreaRating.objects.get(area="work").strength == "Cucina per venti."


def test_what_was_typed_comes_back_and_an_old_draft_never_overwrites(world: World, amina: Case, as_user: Open) -> None:
    page, url = as_user("marta"), f"/persone/{amina.id}/valutazioni/entry/"
    draft = f"/bozze/assessment-entry/{amina.scope_id}/{amina.id}/"
    assert page.post(draft, {"work_strength": "Non ancora salvato", "work_score": "3"}).status_code == 200
    shown = page.get(url).content.decode()
    assert "Non ancora salvato" in shown
    with clock.at(datetime(2026, 11, 23, 11, 0, tzinfo=clock.ROME)), acting(world.actor("marta")) as marta:
        written(amina, marta, score=5)
    answer = page.post(url, typed(page.get(url), "assessed_on", do="draft"))
    assert answer.status_code == 409


def test_an_unknown_moment_is_no_page(amina: Case, as_user: Open) -> None:
    page = as_user("marta")
    assert page.get(f"/persone/{amina.id}/valutazioni/prova/").status_code == 404
    assert "Nessuna valutazione" in page.get(f"/persone/{amina.id}/valutazioni/").content.decode()


def test_without_scores_confirming_is_refused_and_gives_everything_back(amina: Case, as_user: Open) -> None:
    page, url = as_user("marta"), f"/persone/{amina.id}/valutazioni/entry/"
    answer = page.post(url, typed(page.get(url), "assessed_on", work_strength="Cucina"))
    assert answer.status_code == 422
    assert "nessun punteggio" in answer.content.decode()
    assert "Cucina" in answer.content.decode()


def test_corrections_ask_why(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = confirmed(amina, marta)
    page, url = as_user("marta"), f"/persone/{amina.id}/valutazioni/{one.id}/"
    assert page.get(f"{url}riapri/").status_code == 200
    assert page.post(f"{url}riapri/", {"note": ""}).status_code == 422
    assert page.post(f"{url}riapri/", {"note": "Mancava la casa"}).status_code == 302
    assert page.post(f"{url}metti-da-parte/", {"note": "Doppia"}).status_code == 302
    with acting(world.actor("marta")):
        assert Assessment.objects.get().state == "discarded"
    assert page.get(f"{url}riapri/").status_code == 404
    assert "messa da parte" in page.get(f"/persone/{amina.id}/valutazioni/").content.decode()


def test_three_moments_are_drawn_with_what_is_missing(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        for moment in Moment:
            confirmed(amina, marta, moment)
    shown = as_user("marta").get(f"/persone/{amina.id}/").content.decode()
    assert "Uscita" in shown
    assert "15 punteggi mancano." in shown
