"""Signals through the pages: list, new, decide."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.drafts.models import Draft
from ciao.outreach.models import PublicPage, Signal
from tests.cast import World
from tests.outreach.test_actions import signal_of

TODAY = date(2026, 11, 23)
AsUser = Callable[[str], Any]


def row_id(page: Any) -> str:
    found = re.search(r'name="row_id" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def test_the_list_puts_the_late_ones_first_and_shows_no_name(world: World, as_user: AsUser) -> None:
    signal_of(world, name="Segreta", received_on=TODAY)
    signal_of(world, received_on=TODAY - timedelta(days=6))
    html = as_user("paolo").get("/segnalazioni/").content.decode()
    assert html.index("n. 2") < html.index("n. 1")
    assert "arrivata 6 giorni fa" in html
    assert "in ritardo di 3 giorni" in html
    assert "Segreta" not in html
    assert "si cancellano da soli" in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("stato=attesa", {"n. 1", "n. 2"}),
        ("stato=accepted", set()),
        ("fonte=school", {"n. 2"}),
        ("fonte=x", {"n. 1", "n. 2"}),
    ],
)
def test_the_list_is_filtered_in_the_address(world: World, as_user: AsUser, query: str, shown: set[str]) -> None:
    signal_of(world)
    signal_of(world, source="school")
    html = as_user("paolo").get(f"/segnalazioni/?{query}").content.decode()
    assert set(re.findall(r"n\. \d", html)) == shown


def test_the_list_asks_the_database_the_same_number_of_times(world: World, as_user: AsUser) -> None:
    paolo = as_user("paolo")
    signal_of(world)
    paolo.get("/segnalazioni/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            paolo.get("/segnalazioni/")
        counts.append(len(queries))
        for _ in range(6):
            signal_of(world)
    assert counts[0] == counts[1]


def test_bad_input_gives_everything_back(world: World, as_user: AsUser) -> None:
    marta = as_user("marta")
    answer = marta.post(
        "/segnalazioni/nuova/",
        {"row_id": row_id(marta.get("/segnalazioni/nuova/")), "source": "", "municipality": "Atlantide",
         "received_on": "31/31/2026", "legal_basis": "public_task", "story": "<script>alert(1)</script>"},
    )  # fmt: skip
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "4 cose da correggere per salvare la segnalazione" in html
    assert "Non troviamo questo comune" in html
    assert "Scrivi la data così" in html
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_a_day_after_today_is_refused_with_a_sentence(world: World, as_user: AsUser) -> None:
    marta = as_user("marta")
    answer = marta.post(
        "/segnalazioni/nuova/",
        {"row_id": row_id(marta.get("/segnalazioni/nuova/")), "source": "parish", "name": "Nina",
         "received_on": "24.11.2026", "legal_basis": "public_task"},
    )  # fmt: skip
    assert "non può arrivare dopo oggi" in answer.content.decode()


def test_sending_the_form_twice_keeps_one_and_drops_the_draft(world: World, as_user: AsUser) -> None:
    marta = as_user("marta")
    marta.post("/bozze/outreach-new/", {"name": "Nina a metà"})
    page = marta.get("/segnalazioni/nuova/")
    assert 'value="Nina a metà"' in page.content.decode()
    typed = {"row_id": row_id(page), "source": "parish", "name": "Nina", "received_on": "23.11.2026",
             "legal_basis": "public_task"}  # fmt: skip
    answers = [marta.post("/segnalazioni/nuova/", typed) for _ in range(2)]
    assert answers[0].url == answers[1].url
    with acting(world.actor("marta")):
        assert Signal.objects.count() == 1
        assert Draft.objects.count() == 0


def test_another_source_proposes_its_legal_basis_with_the_reason(world: World, as_user: AsUser) -> None:
    html = as_user("marta").get("/segnalazioni/nuova/base-giuridica/?source=anti_violence").content.decode()
    assert '<option value="social_assistance" selected>' in html
    assert "salute o di violenza" in html
    assert "public_task" in as_user("marta").get("/segnalazioni/nuova/base-giuridica/?source=").content.decode()


def test_what_is_not_known_is_said_with_one_word(world: World, as_user: AsUser) -> None:
    signal, paolo = signal_of(world, name="Nina", age_band="18-35"), as_user("paolo")
    html = paolo.get(f"/segnalazioni/{signal.id}/").content.decode()
    person = html[html.index('id="h-la-persona"') :].split("</section>")[0]
    rows = dict(re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", person))
    assert list(rows) == ["Nome o soprannome", "Comune", "Età", "Lingua"]
    assert (rows["Nome o soprannome"], rows["Età"], rows["Lingua"]) == ("Nina", "18–35", "non lo sappiamo")
    form = paolo.get("/segnalazioni/nuova/").content.decode()
    assert form.count(">Non lo sappiamo<") == 3
    assert "on so<" not in form


def test_the_page_of_a_signal_leaves_one_read_line(world: World, as_user: AsUser) -> None:
    signal = signal_of(world)
    as_user("paolo").get(f"/segnalazioni/{signal.id}/")
    line = ReadLine.objects.get()
    assert (line.person_ids, line.groups) == ([signal.id], ["nome", "racconto", "recapiti"])


@pytest.mark.parametrize(
    ("page", "typed", "state", "words"),
    [
        ("orienta", {"destination": "Sportello lavoro", "reason": "Cerca casa", "on": "23.11.2026"}, "oriented",
         "Chiedere se ha funzionato"),
        ("non-raggiungibile", {"reason": "Tre tentativi", "on": "23.11.2026"}, "unreachable", "Non raggiungibile"),
        ("informata", {"on": "23.11.2026"}, "new", "Informata il 23.11.2026"),
    ],
)  # fmt: skip
def test_each_decision_has_its_page(
    world: World, as_user: AsUser, page: str, typed: dict[str, str], state: str, words: str
) -> None:
    signal, paolo = signal_of(world), as_user("paolo")
    assert paolo.get(f"/segnalazioni/{signal.id}/{page}/").status_code == 200
    answer = paolo.post(f"/segnalazioni/{signal.id}/{page}/", typed)
    assert answer.url == f"/segnalazioni/{signal.id}/"
    assert words in paolo.get(answer.url).content.decode()
    with acting(world.actor("paolo")):
        assert Signal.objects.get().state == state


def test_assigning_orienting_asking_back_and_reopening(world: World, as_user: AsUser) -> None:
    signal, paolo = signal_of(world), as_user("paolo")
    base = f"/segnalazioni/{signal.id}/"
    paolo.post(f"{base}affida/", {"to": str(world.mandates["marta"].id)})
    assert "affidata a Marta" in as_user("marta").get(base).content.decode()
    again = paolo.post(f"{base}affida/", {"to": str(world.mandates["marta"].id)})
    assert "È già affidata" in again.content.decode()
    paolo.post(f"{base}orienta/", {"destination": "Sportello", "reason": "Casa", "on": "23.11.2026"})
    paolo.post(f"{base}ha-funzionato/", {"worked": "no", "on": "23.11.2026"})
    html = paolo.get(base).content.decode()
    assert "Non ha funzionato" in html
    paolo.post(f"{base}riapri/", {"reason": "Serve ancora", "on": "23.11.2026"})
    assert "Riaperta: Serve ancora" in paolo.get(base).content.decode()


def test_who_may_not_see_a_signal_gets_the_same_answer_as_for_none(world: World, as_user: AsUser) -> None:
    signal, chiara = signal_of(world), as_user("chiara")
    for page in ("", "affida/", "orienta/", "non-raggiungibile/", "riapri/", "informata/", "ha-funzionato/"):
        for answer in (
            chiara.get(f"/segnalazioni/{signal.id}/{page}"),
            chiara.post(f"/segnalazioni/{signal.id}/{page}"),
        ):
            assert answer.status_code in (404, 405)
    assert as_user("elena").get("/segnalazioni/").status_code == 404


def test_the_coordinator_opens_the_public_page(world: World, as_user: AsUser) -> None:
    paolo = as_user("paolo")
    assert paolo.get("/segnalazioni/pagina-pubblica/").status_code == 200
    assert paolo.post("/segnalazioni/pagina-pubblica/", {"slug": "non va"}).status_code == 422
    paolo.post("/segnalazioni/pagina-pubblica/", {"slug": "una-mano"})
    assert PublicPage.objects.get().slug == "una-mano"
    assert "/segnala/una-mano/" in paolo.get("/segnalazioni/").content.decode()
