"""What anybody reads and sends without an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from ciao.access.actor import acting
from ciao.community import actions
from ciao.community.models import Booking, CitizenOffer, Event, Proposal, SurveyAnswer
from ciao.core import clock
from ciao.outreach.actions import close_public_page
from ciao.outreach.models import PublicPage
from ciao.services.models import Edition
from tests.cast import World
from tests.community.conftest import new_id

COMES = {"name": "Rosa", "people_count": "2", "photos": "no", "needs": "niente scale", "is_informed": "on"}
IDEA = {"kind": "lab", "title": "Ciclofficina", "idea": "Bici", "source": "citizen", "is_informed": "on"}
GIVES = {"kind": "room", "what": "Una sala", "contact": "02 11", "is_informed": "on"}


def send(url: str, typed: dict[str, str], *, seconds: int = 30, client: Client | None = None, **changes: str) -> Any:
    browser = client or Client()
    found = re.search(r'name="stamp" value="([^"]+)"', browser.get(url).content.decode())
    assert found
    with clock.at(clock.now() + timedelta(seconds=seconds)):
        return browser.post(url, {**typed, "stamp": found[1], **changes})


@pytest.fixture
def url(page: PublicPage, event: Event) -> str:
    return f"/eventi/aiuto/{event.id}/"


def test_the_agenda_shows_what_was_told_and_nothing_else(page: PublicPage, event: Event, world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        facts: dict[str, Any] = {name: getattr(event, name) for name in ("activity", "organization", "about", "place")}
        hours: dict[str, Any] = {"starts_at": event.starts_at, "ends_at": event.ends_at}
        actions.prepare_event(programme=world.programme, by=paolo, title="Segreto", **facts, **hours)
    html = Client().get("/eventi/aiuto/").content.decode()
    assert "Festa dell’orto" in html
    assert "Segreto" not in html
    assert Client().get("/eventi/altrove/").status_code == 404


@pytest.mark.parametrize(("language", "words"), [("en", "Events open to everyone"), ("ar", "فعاليات مفتوحة للجميع")])
def test_the_agenda_speaks_the_language_of_its_address(
    page: PublicPage, event: Event, language: str, words: str
) -> None:
    html = Client().get(f"/eventi/aiuto/?lingua={language}").content.decode()
    assert words in html
    assert f'lang="{language}"' in html
    assert ('dir="rtl"' in html) == (language == "ar")


def test_the_feed_is_a_calendar_of_what_is_public(page: PublicPage, event: Event, world: World) -> None:
    actions.book(event_id=event.id, by=world.actor("paolo"), row_id=new_id(), people_count=1, photos="no", name="Rosa")
    answer = Client().get("/eventi/aiuto/calendario/")
    assert answer["Content-Type"].startswith("text/calendar")
    [entry] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(entry["summary"]), entry.decoded("dtstart")) == ("Festa dell’orto", event.starts_at)
    assert b"Rosa" not in answer.content


def test_a_booking_needs_no_account_and_gives_its_own_address(url: str) -> None:
    answer = send(f"{url}prenota/", COMES)
    assert answer.status_code == 302
    assert re.fullmatch(r"/prenotazione/[\w-]+/\?lingua=it&fatto=1", answer.url)
    html = Client().get(answer.url).content.decode()
    assert "Ti aspettiamo" in html
    kept = Booking.objects.get()
    assert (kept.name, kept.people_count, kept.photos, kept.needs) == ("Rosa", 2, "no", "niente scale")
    assert "Restano 8 posti" in Client().get(url).content.decode()


def test_what_was_typed_comes_back_with_what_to_mend(url: str) -> None:
    answer = send(f"{url}prenota/", COMES, people_count="cento", photos="", is_informed="")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Scrivi un numero da 1 a 20" in html
    assert "Dicci se possiamo fotografarti" in html
    assert "segna la casella" in html
    assert 'value="Rosa"' in html
    assert 'value="cento"' in html
    assert not Booking.objects.exists()


def test_a_machine_is_thanked_and_not_kept_and_haste_is_asked_again(url: str) -> None:
    assert send(f"{url}prenota/", COMES, website="spam").status_code == 302
    answer = send(f"{url}prenota/", COMES, seconds=0)
    assert answer.status_code == 422
    assert "quello che hai scritto è ancora qui" in answer.content.decode()
    assert not Booking.objects.exists()


def test_a_full_event_says_so_and_keeps_what_was_typed(url: str, event: Event) -> None:
    send(f"{url}prenota/", COMES, people_count="9")
    answer = send(f"{url}prenota/", COMES, people_count="2")
    assert answer.status_code == 422
    assert "Restano meno posti" in answer.content.decode()
    assert 'value="Rosa"' in answer.content.decode()
    send(f"{url}prenota/", COMES, people_count="1")
    assert "I posti sono finiti" in Client().get(url).content.decode()
    assert "stamp" not in Client().get(f"{url}prenota/").content.decode()


def test_the_same_page_sent_twice_books_once(url: str) -> None:
    client = Client()
    found = re.search(r'name="stamp" value="([^"]+)"', client.get(f"{url}prenota/").content.decode())
    assert found
    with clock.at(clock.now() + timedelta(seconds=30)):
        answers = [client.post(f"{url}prenota/", {**COMES, "stamp": found[1]}) for _ in range(2)]
    assert Booking.objects.count() == 1
    assert "/prenotazione/" in answers[0]["Location"]
    assert "te l’abbiamo dato la prima volta" in client.get(answers[1]["Location"]).content.decode()


def test_one_changes_ones_mind_by_ones_own_address(url: str) -> None:
    own = send(f"{url}prenota/", COMES).url.split("?")[0]
    assert send(own, COMES, people_count="4").status_code == 302
    assert Booking.objects.get().people_count == 4
    assert send(own, COMES, people_count="11").status_code == 422
    assert Client().post(f"{own}disdici/").status_code == 302
    assert "abbiamo cancellato il tuo nome" in Client().get(own).content.decode()
    assert Client().post(f"{own}disdici/").status_code == 404


def test_unknown_and_expired_addresses_answer_alike(url: str, event: Event, after: Callable[..., Any]) -> None:
    own = send(f"{url}prenota/", COMES).url.split("?")[0]
    answers = [Client().get("/prenotazione/inventato/"), Client().get("/gradimento/inventato/")]
    with after(event, 3):
        answers.append(Client().get(own))
    assert [one.status_code for one in answers] == [404] * 3
    assert all("non vale più" in one.content.decode() for one in answers)
    assert Client().post("/prenotazione/inventato/disdici/").status_code == 404


def test_ideas_and_offers_arrive_and_nothing_stays_on_the_device(page: PublicPage) -> None:
    client = Client()
    assert send("/eventi/aiuto/proponi/?lingua=fr", IDEA, client=client).url == "/eventi/aiuto/grazie/?lingua=fr"
    assert send("/eventi/aiuto/offri/", GIVES, client=client).status_code == 302
    assert not client.cookies
    assert (Proposal.objects.get().title, Proposal.objects.get().language) == ("Ciclofficina", "fr")
    assert CitizenOffer.objects.get().what == "Una sala"


def test_a_body_says_which_one_and_an_offer_how_to_be_reached(page: PublicPage) -> None:
    answer = send("/eventi/aiuto/proponi/", IDEA, source="body")
    assert "Scrivi quale ente" in answer.content.decode()
    assert "ti richiamiamo noi" in send("/eventi/aiuto/offri/", GIVES, contact="").content.decode()
    assert not Proposal.objects.exists()


def test_a_closed_page_takes_nothing_more(page: PublicPage, world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        close_public_page(page=page, by=paolo)
    for where in ("proponi", "offri"):
        assert "Qui non si può più scrivere" in Client().get(f"/eventi/aiuto/{where}/").content.decode()
        Client().post(f"/eventi/aiuto/{where}/", {**IDEA, **GIVES})
    assert not Proposal.objects.exists()
    assert not CitizenOffer.objects.exists()


def test_what_became_real_is_told_without_names(page: PublicPage, event: Event, world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        told: dict[str, Any] = {
            "kind": "event",
            "source": "citizen",
            "title": "Cena in strada",
            "idea": "Tavoli",
            "name": "Ugo",
        }
        proposal = actions.receive_proposal(programme_id=world.programme.id, by=paolo, **told)
        assert "Cena in strada" not in Client().get("/eventi/aiuto/idee/").content.decode()
        actions.accept_proposal(proposal=proposal, answer="Sì", on=clock.today(), event=event, by=paolo)
    html = Client().get("/eventi/aiuto/idee/").content.decode()
    assert "Cena in strada" in html
    assert "Festa dell’orto" in html
    assert "Ugo" not in html


def test_the_notice_says_when_names_go(page: PublicPage) -> None:
    html = Client().get("/eventi/aiuto/dati/").content.decode()
    assert "30 giorni dopo l’evento" in html
    assert "180 giorni dopo la risposta" in html


def test_an_answer_without_a_name(world: World, edition: Edition) -> None:
    with acting(world.actor("paolo")) as paolo:
        survey, token = actions.open_survey(
            programme=world.programme, edition=edition, question="Torneresti?", by=paolo
        )
    where = f"/gradimento/{token}/"
    answer = send(where, {"useful": "3"})
    assert answer.status_code == 422
    assert "Scegli una risposta alla prima domanda" in answer.content.decode()
    assert "Torneresti?" in answer.content.decode()
    answer = send(where, {"overall": "5", "useful": "3", "more": "sì"})
    assert answer.status_code == 302
    assert "senza nome" in Client().get(answer.url).content.decode()
    kept = SurveyAnswer.objects.get()
    assert (kept.overall, kept.useful, kept.welcome, kept.more) == (5, 3, None, "sì")
    with acting(world.actor("paolo")) as paolo:
        actions.close_survey(survey=survey, by=paolo)
    assert "Le risposte sono chiuse" in Client().get(where).content.decode()
