"""The pages of looking for a job, from the CV to the outcome that counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.actions import open_case
from ciao.cases.models import Case
from ciao.cases.panel import view_of
from ciao.job_search import actions
from ciao.job_search.models import Cv, Hiring, JobApplication, JobInterview, JobOpening
from ciao.outcomes import panel as outcomes
from ciao.outcomes.models import Outcome
from tests.cast import World
from tests.job_search.conftest import cv_of, sent

Open = Callable[[str], Any]
ROW = "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c11"
OTHER = "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c12"


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def home(case: Case) -> str:
    return f"/persone/{case.id}/ricerca-lavoro/"


def test_the_first_step_is_a_cv_and_nothing_typed_is_lost(world: World, amina: Case, as_user: Open) -> None:
    page = as_user("marta")
    assert "Scrivere il curriculum" in text(page.get(home(amina)))
    url = f"{home(amina)}curriculum/nuovo/"
    typed = {"row_id": ROW, "headline": "aiuto cuoca", "experience_1_place": "Mensa", "skills": "Cucino\n- Pulisco"}
    refused = page.post(url, typed)
    assert refused.status_code == 422
    assert "Scrivi che cosa ha fatto" in text(refused)
    assert 'value="aiuto cuoca"' in text(refused)
    assert page.post(url, {"row_id": ROW, "headline": "cuoca"}).status_code == 422
    done = page.post(url, typed | {"experience_1_words": "Aiuto in cucina", "has_contact": "on"})
    assert done.url == f"{home(amina)}curriculum/{ROW}/"
    html = text(page.get(done.url))
    assert "Aiuto in cucina" in html
    assert "Pulisco" in html
    assert "Stampa il curriculum" in html
    with acting(world.actor("marta")):
        assert [one.words for one in Cv.objects.get().items()] == ["Aiuto in cucina", "Cucino", "Pulisco"]
    assert 'value="Aiuto in cucina"' in text(page.get(url)), "the next version starts from this one"
    assert ReadLine.objects.filter(purpose="curriculum").exists()


def test_an_application_from_an_opening_to_the_job_that_counts(world: World, amina: Case, as_user: Open) -> None:
    cv_of(world, amina)
    page = as_user("marta")
    told = {"row_id": ROW, "title": "Aiuto cuoca", "employer": "Mensa Aperta", "until_on": "22.11.2026"}
    refused = page.post("/ricerca-lavoro/offerte/nuova/", told)
    assert refused.status_code == 422
    assert "già passato" in text(refused)
    assert page.post("/ricerca-lavoro/offerte/nuova/", told | {"link": "non un indirizzo"}).status_code == 422
    page.post("/ricerca-lavoro/offerte/nuova/", told | {"until_on": "30.11.2026", "link": "esempio.it/annuncio"})
    opening = JobOpening.objects.get()
    assert "ancora 7 giorni" in text(page.get("/ricerca-lavoro/offerte/"))
    assert "https://esempio.it/annuncio" in text(page.get(f"/ricerca-lavoro/offerte/{opening.id}/"))
    url = f"{home(amina)}candidature/nuova/"
    assert str(opening.id) in text(page.get(f"{url}?offerta={opening.id}"))
    assert page.post(url, {"row_id": ROW}).status_code == 422
    made = page.post(url, {"row_id": ROW, "opening": str(opening.id)})
    here = f"{home(amina)}candidature/{ROW}/"
    assert made.url == here
    assert "Manda la candidatura" in text(page.get(here))
    bad = {"applied_on": "24.11.2026", "channel": "email", "helped_by": "alone"}
    assert page.post(f"{here}manda/", bad).status_code == 422
    assert page.post(f"{here}manda/", bad | {"applied_on": "20.11.2026"}).url == here
    assert page.post(f"{here}colloquio/", {"row_id": OTHER, "held_on": "22.11.2026"}).url == here
    assert "Raccontare il colloquio di lavoro" in text(page.get(home(amina)))
    tell = f"{here}colloquio/{OTHER}/"
    assert page.post(tell, {"outcome": ""}).status_code == 422
    assert page.post(tell, {"outcome": "positive", "to_improve": "Arrivare prima"}).url == here
    assert JobInterview.objects.get().outcome == "positive"
    assert "Arrivare prima" in text(page.get(here))
    job = {"row_id": ROW, "contract": "fixed_term", "starts_on": "23.11.2026", "weekly_hours": "venti"}
    assert page.post(f"{here}assunzione/", job).status_code == 422
    hired = page.post(f"{here}assunzione/", job | {"weekly_hours": "20,5", "ends_on": "31.05.2027"})
    assert hired.url == here
    assert "Ha trovato lavoro" in text(page.get(here))
    assert "al lavoro" in text(page.get("/ricerca-lavoro/"))
    report(world, amina, page)


def report(world: World, case: Case, page: Any) -> None:
    """The hiring asks to be an outcome, fills its form and asks no more."""
    with acting(world.actor("marta")) as marta:
        step = outcomes.step(view_of(case, marta))
    assert step is not None
    assert step[0].title == "C’è un’assunzione da riportare"
    assert "C’è un’assunzione da riportare" in text(page.get(f"/persone/{case.id}/"))
    html = text(page.get(step[1]))
    assert 'value="23.11.2026"' in html
    told = {"row_id": OTHER, "moment": "during", "situation": "employed", "contract": "fixed_term",
            "happened_on": "23.11.2026"}  # fmt: skip
    assert page.post(step[1], told).status_code == 302
    with acting(world.actor("marta")) as marta:
        one = Outcome.objects.get()
        assert one.hiring == Hiring.objects.get()
        assert Outcome.objects.counted().at_work().count() == 1
        assert outcomes.step(view_of(case, marta)) is None


def test_an_answer_is_written_and_the_application_opened_again(world: World, amina: Case, as_user: Open) -> None:
    one, page = sent(world, amina), as_user("marta")
    url = f"{home(amina)}candidature/{one.id}/"
    assert page.post(f"{url}risposta/", {"verb": "hire", "on": "23.11.2026"}).status_code == 422
    assert page.post(f"{url}risposta/", {"verb": "refuse", "on": "23.11.2026", "note": "No"}).url == url
    assert "risposta negativa" in text(page.get(url))
    refused = page.post(f"{url}risposta/", {"verb": "reopen", "on": "23.11.2026"})
    assert refused.status_code == 422
    assert "Scrivi il motivo" in text(refused)
    page.post(f"{url}risposta/", {"verb": "reopen", "on": "23.11.2026", "note": "Hanno richiamato"})
    assert JobApplication.objects.get().state == "sent"


def test_a_hiring_written_by_mistake_is_corrected(world: World, amina: Case, as_user: Open) -> None:
    one, page = sent(world, amina), as_user("marta")
    url = f"{home(amina)}candidature/{one.id}/assunzione/"
    assert page.get(f"{url}errore/").status_code == 404
    with acting(world.actor("marta")) as marta:
        actions.record_hiring(application=one, contract="permanent", starts_on=date(2026, 11, 23), by=marta)
    assert page.post(f"{url}errore/", {"note": ""}).status_code == 422
    assert page.post(f"{url}errore/", {"note": "Era un’altra persona"}).status_code == 302
    assert Hiring.objects.get().is_void


def test_an_opening_is_closed_and_opened_again(world: World, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = actions.add_opening(programme=world.programme, title="Aiuto cuoca", employer="Mensa", by=marta)
    page, url = as_user("marta"), f"/ricerca-lavoro/offerte/{one.id}/"
    page.post(f"{url}chiudi/", {"chiudi": "1"})
    assert "chiusa" in text(page.get(url))
    assert "Aiuto cuoca" not in text(page.get("/ricerca-lavoro/offerte/?stato=open"))
    assert "Aiuto cuoca" in text(page.get("/ricerca-lavoro/offerte/?stato=closed"))
    page.post(f"{url}chiudi/", {"chiudi": "0"})
    assert not JobOpening.objects.get().is_closed


def test_a_stranger_finds_nothing(world: World, amina: Case, as_user: Open) -> None:
    cv, one, page = cv_of(world, amina), sent(world, amina), as_user("chiara")
    application = f"{home(amina)}candidature/{one.id}/"
    for url in (home(amina), f"{home(amina)}curriculum/{cv.id}/", f"{home(amina)}curriculum/nuovo/", application,
                f"{application}manda/", f"{application}risposta/", f"{application}colloquio/",
                f"{application}assunzione/"):  # fmt: skip
        assert page.get(url).status_code == 404, url
    assert "Amina" not in text(page.get("/ricerca-lavoro/"))
    assert as_user("luca").get("/ricerca-lavoro/").status_code == 404, "a tutor has no such page"


def test_the_board_asks_the_same_questions_for_one_and_for_three(world: World, amina: Case, as_user: Open) -> None:
    cv_of(world, amina)
    page = as_user("marta")
    page.get("/ricerca-lavoro/")
    with CaptureQueriesContext(connection) as one:
        assert "curriculum pronto" in text(page.get("/ricerca-lavoro/"))
    for name in ("Sara", "Ines"):
        with acting(world.actor("marta")) as marta:
            case = open_case(
                programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 10, 1), by=marta,
                person={"given_name": name}, identity={"gender": "F"},
            )  # fmt: skip
        sent(world, case)
    with CaptureQueriesContext(connection) as three:
        html = text(page.get("/ricerca-lavoro/"))
    assert "Ines" in html
    assert "candidature mandate" in html
    assert len(three) <= len(one)
