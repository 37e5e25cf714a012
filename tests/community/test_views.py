"""The team's pages: what each may do, what strangers do not find, what is refused with everything kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, acting
from ciao.audit.models import ReadLine
from ciao.community import actions
from ciao.community.models import Booking, CitizenOffer, DesignMeeting, Event, Proposal, Survey
from ciao.community.rules import Seat
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.outreach.models import PublicPage
from ciao.programmes.models import Activity
from ciao.services.models import Edition
from tests.cast import World
from tests.community.conftest import BOOKED, new_id

As = Callable[[str], Any]


def typed_event(world: World, activity: Activity, **changes: str) -> dict[str, str]:
    day = date_field(clock.today() + timedelta(days=20))
    return {
        "row_id": str(new_id()), "title": "Mercatino", "about": "Scambio di vestiti", "day": day, "starts": "15",
        "ends": "18:30", "place": "Piazza", "organization": str(world.organizations["cooperativa"].id),
        "activity": str(activity.id), "is_bookable": "on", "capacity": "30", **changes,
    }  # fmt: skip


def test_an_event_goes_from_a_draft_to_the_heads_counted(
    world: World, activity: Activity, page: PublicPage, as_user: As, after: Callable[..., Any]
) -> None:
    client = as_user("paolo")
    answer = client.post("/comunita/eventi/nuovo/", typed_event(world, activity))
    event = Event.objects.get()
    assert answer.url == event.get_absolute_url()
    assert "Pubblica l’evento" in client.get(answer.url).content.decode()
    client.post(f"{answer.url}pubblica/")
    assert Event.objects.get().state == "published"
    assert "Apri i promemoria" in client.get(answer.url).content.decode()
    changed = typed_event(world, activity, title="Mercatino dei vestiti", capacity="")
    client.post(f"{answer.url}modifica/", changed)
    assert (Event.objects.get().title, Event.objects.get().capacity) == ("Mercatino dei vestiti", None)
    with after(event):
        assert "Conta chi è venuto" in client.get(answer.url).content.decode()
        heads = {"adults_count": "20", "children_count": "5", "women_count": "30", "counted_how": "by_eye"}
        refused = client.post(f"{answer.url}persone/", heads)
        assert refused.status_code == 422
        assert "una parte di chi è venuto" in refused.content.decode()
        assert 'value="30"' in refused.content.decode()
        client.post(f"{answer.url}persone/", {**heads, "women_count": ""})
        html = client.get(answer.url).content.decode()
    assert "25 persone: 20 adulti, 5 bambini e ragazzi" in html
    assert "Apri il gradimento" in html


def test_a_bad_event_comes_back_whole(world: World, activity: Activity, as_user: As) -> None:
    sent = typed_event(world, activity, ends="14", starts="quando capita")
    answer = as_user("paolo").post("/comunita/eventi/nuovo/", sent)
    assert answer.status_code == 422
    assert "Scrivi l’ora così" in answer.content.decode()
    answer = as_user("paolo").post("/comunita/eventi/nuovo/", {**sent, "starts": "15"})
    assert "finisce dopo essere cominciato" in answer.content.decode()
    assert "Scambio di vestiti" in answer.content.decode()
    assert not Event.objects.exists()


def test_who_books_is_read_with_a_line_in_the_log(event: Event, page: PublicPage, as_user: As) -> None:
    booking, _ = actions.book(event_id=event.id, by=PUBLIC, row_id=new_id(), **{**BOOKED, "needs": "un interprete"})
    html = as_user("marta").get(event.get_absolute_url()).content.decode()
    assert "Rosa" in html
    assert "un interprete" in html
    assert "Niente da fare qui" in html
    line = ReadLine.objects.get()
    assert (line.purpose, line.person_ids) == ("prenotazioni di un evento", [booking.id])


@pytest.mark.parametrize("where", ["", "modifica/", "persone/", "annulla/", "in-bozza/", "prenota/", "promemoria/",
                                   "niente-foto/", "riprendi/", "non-svolto/"])  # fmt: skip
def test_who_has_no_part_in_it_finds_nothing(event: Event, as_user: As, where: str) -> None:
    for name in ("luca", "giulia", "elena"):
        assert as_user(name).get(f"{event.get_absolute_url()}{where}").status_code == 404, name


def test_a_professional_reads_and_does_not_change(event: Event, as_user: As) -> None:
    client = as_user("marta")
    assert client.get(event.get_absolute_url()).status_code == 200
    for where in ("modifica/", "persone/", "promemoria/"):
        assert client.get(f"{event.get_absolute_url()}{where}").status_code == 404


def test_the_door_the_reminders_and_the_sheet_without_photos(event: Event, as_user: As, world: World) -> None:
    client, where = as_user("paolo"), event.get_absolute_url()
    sent: dict[str, Any] = {"row_id": str(new_id()), "name": "Farfalla", "people_count": "3", "channel": "phone",
            "photos": "no", "phone": "333 000 000"}  # fmt: skip
    assert client.post(f"{where}prenota/", {**sent, "photos": ""}).status_code == 422
    assert client.post(f"{where}prenota/", sent).status_code == 302
    actions.book(
        event_id=event.id, by=PUBLIC, row_id=new_id(), **{**BOOKED, "language": "en", "email": "r@example.org"}
    )
    html = client.get(f"{where}promemoria/").content.decode()
    assert "Ciao Farfalla, ti aspettiamo" in html
    assert 'lang="en"' in html
    photos = client.get(f"{where}niente-foto/").content.decode()
    assert "Farfalla, in 3" in photos
    with acting(world.actor("paolo")) as paolo:
        actions.cancel_event(event=event, reason="pioggia", by=paolo)
    assert "non si farà" in client.get(f"{where}promemoria/").content.decode()


def test_a_booking_is_taken_back_by_telephone(event: Event, as_user: As) -> None:
    booking, _ = actions.book(event_id=event.id, by=PUBLIC, row_id=new_id(), **BOOKED)
    where = f"/comunita/prenotazioni/{booking.id}/disdici/"
    assert as_user("chiara").get(where).status_code == 404
    assert "Rosa" in as_user("paolo").get(where).content.decode()
    assert as_user("paolo").post(where).status_code == 302
    assert Booking.objects.get().name == ""


def test_reasons_are_asked_for_and_kept(event: Event, as_user: As) -> None:
    client, where = as_user("paolo"), event.get_absolute_url()
    assert client.post(f"{where}annulla/", {"reason": ""}).status_code == 422
    client.post(f"{where}annulla/", {"reason": "pioggia"})
    client.post(f"{where}riprendi/", {"reason": "sole"})
    assert Event.objects.get().state == "draft"
    assert "pioggia" in client.get(where).content.decode()


def test_a_proposal_is_carried_to_its_answer(world: World, event: Event, as_user: As) -> None:
    client, today = as_user("paolo"), date_field(clock.today())
    sent: dict[str, Any] = {"row_id": str(new_id()), "kind": "lab", "title": "Ciclofficina", "idea": "Bici",
            "source": "person", "name": "Sara", "received_on": today}  # fmt: skip
    refused = client.post("/comunita/proposte/nuova/", sent)
    assert "Togli nome e recapito" in refused.content.decode()
    client.post("/comunita/proposte/nuova/", {**sent, "name": ""})
    where = Proposal.objects.get().get_absolute_url()
    for step, typed in (
        ("discussa/", {"on": today, "note": "piace"}),
        ("accogli/", {"on": today, "answer": "Sì, a maggio"}),
        ("collega/", {"event": str(event.id)}),
        ("risposto/", {"on": today}),
    ):
        assert client.get(f"{where}{step}").status_code == 200
        assert client.post(f"{where}{step}", typed).status_code == 302, step
    html = client.get(where).content.decode()
    assert "Sì, a maggio" in html
    assert "Festa dell’orto" in html
    client.post(f"{where}riapri/", {"reason": "ripensata"})
    assert client.post(f"{where}non-ora/", {"on": today, "answer": ""}).status_code == 422
    client.post(f"{where}non-ora/", {"on": today, "answer": "Manca lo spazio"})
    assert Proposal.objects.get().state == "not_now"
    for name in ("luca", "giulia", "elena"):
        assert as_user(name).get(where).status_code == 404, name


def test_an_offer_is_used_and_thanked(world: World, event: Event, as_user: As) -> None:
    client, today = as_user("paolo"), date_field(clock.today())
    client.post(
        "/comunita/offerte/nuova/", {"row_id": str(new_id()), "kind": "room", "what": "Una sala", "name": "Ida"}
    )
    where = CitizenOffer.objects.get().get_absolute_url()
    assert client.post(f"{where}abbina/", {}).status_code == 422
    client.post(f"{where}abbina/", {"event": str(event.id)})
    client.post(f"{where}grazie/", {"on": today})
    assert "Festa dell’orto" in client.get(where).content.decode()
    client.post(f"{where}chiudi/", {"reason": "affittata"})
    client.post(f"{where}riprendi/", {"reason": "di nuovo libera"})
    assert CitizenOffer.objects.get().state == "offered"
    assert "Ida" not in client.get("/comunita/offerte/").content.decode()
    assert as_user("luca").get(where).status_code == 404


def test_the_table_is_written_down(edition: Edition, as_user: As) -> None:
    client = as_user("paolo")
    sent: dict[str, Any] = {"row_id": str(new_id()), "title": "Gli orari", "on": date_field(clock.today()),
            "seats": "3 madri del corso\nscuola", "edition": str(edition.id)}  # fmt: skip
    client.post("/comunita/tavolo/nuovo/", sent)
    where = DesignMeeting.objects.get().get_absolute_url()
    choice = {"row_id": str(new_id()), "question": "Quando?", "options": "mattina\nsera", "chosen": "sera"}
    assert client.post(f"{where}scelta/", choice).status_code == 422
    client.post(f"{where}scelta/", {**choice, "why": "si lavora", "after": "si comincia alle 18"})
    html = client.get(where).content.decode()
    assert "madri del corso (3)" in html
    assert "si comincia alle 18" in html
    assert as_user("luca").get(where).status_code == 404


def answered(world: World, event: Event, marks: list[int]) -> Survey:
    with acting(world.actor("paolo")) as paolo:
        survey, token = actions.open_survey(programme=world.programme, event=event, by=paolo)
    bearer = bearer_of(token)
    assert bearer is not None
    with acting(bearer):
        for mark in marks:
            actions.answer_survey(survey=survey, by=bearer, row_id=new_id(), overall=mark, liked="le torte")
    return survey


def test_the_team_reads_words_and_small_numbers_and_the_evaluator_neither(
    world: World, event: Event, as_user: As
) -> None:
    where = answered(world, event, [5, 5, 5, 2]).get_absolute_url()
    html = as_user("paolo").get(where).content.decode()
    assert "le torte" in html
    assert "4 risposte" in html
    html = as_user("elena").get(where).content.decode()
    assert "Meno di 5 risposte: nascoste" in html
    assert "le torte" not in html
    assert "meno di 5" in as_user("elena").get("/comunita/gradimento/").content.decode()
    assert as_user("luca").get(where).status_code == 404


def test_present_and_missing_are_said_once_heads_are_counted(
    world: World, event: Event, as_user: As, after: Callable[..., Any]
) -> None:
    survey = answered(world, event, [5] * 6)
    with after(event), acting(world.actor("paolo")) as paolo:
        actions.hold_event(event=event, adults_count=8, children_count=2, counted_how="by_eye", by=paolo)
    html = as_user("elena").get(survey.get_absolute_url()).content.decode()
    assert "6 hanno risposto, 4 no" in html


def test_the_sheet_shows_its_address_once(world: World, event: Event, as_user: As) -> None:
    client, sent = as_user("paolo"), {"row_id": str(new_id()), "event": str(event.id)}
    assert client.get(f"/comunita/gradimento/nuovo/?evento={event.id}").status_code == 200
    client.post("/comunita/gradimento/nuovo/", sent)
    where = Survey.objects.get().get_absolute_url()
    html = client.post(f"{where}foglio/").content.decode()
    assert "/gradimento/" in html
    assert "c-qr" in html
    client.post(f"{where}chiudi/")
    assert client.post(f"{where}foglio/").status_code == 302
    client.post(f"{where}riapri/", {"reason": "mancava un gruppo"})
    assert Survey.objects.get().state == "open"


@pytest.mark.parametrize("where", ["eventi", "proposte", "offerte", "tavolo", "gradimento"])
def test_lists_ask_the_same_queries_whatever_they_hold(world: World, event: Event, as_user: As, where: str) -> None:
    client, counts = as_user("paolo"), []
    for _ in range(3):
        _one_more(world, event)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/comunita/{where}/").status_code == 200
        counts.append(len(asked))
    assert counts[1] == counts[2]


def _one_more(world: World, event: Event) -> None:
    with acting(world.actor("paolo")) as paolo:
        facts: dict[str, Any] = {name: getattr(event, name) for name in ("activity", "organization", "about", "place")}
        hours: dict[str, Any] = {"starts_at": event.starts_at, "ends_at": event.ends_at}
        other = actions.prepare_event(programme=world.programme, by=paolo, title="Un altro", **facts, **hours)
        told: dict[str, Any] = {"kind": "event", "source": "citizen", "title": "Cena", "idea": "Tavoli"}
        proposal = actions.receive_proposal(programme_id=world.programme.id, by=paolo, **told)
        actions.accept_proposal(proposal=proposal, answer="Sì", on=clock.today(), event=other, by=paolo)
        actions.receive_offer(programme_id=world.programme.id, by=paolo, kind="room", what="Una sala")
        actions.open_survey(programme=world.programme, event=other, by=paolo)
        seats = [Seat("scuola")]
        actions.record_design_meeting(
            programme=world.programme, title="T", on=clock.today(), seats=seats, event=other, by=paolo
        )
