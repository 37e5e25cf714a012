"""Events, bookings, proposals, offers, the table and satisfaction, with what is refused and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, Actor, acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.community import actions
from ciao.community.models import Booking, CitizenOffer, DesignMeeting, Event, Proposal, Survey, SurveyAnswer
from ciao.community.rules import Seat
from ciao.core import clock
from ciao.services.models import Edition
from tests.cast import World
from tests.community.conftest import BOOKED, new_id

At = Callable[..., Any]


def book(event: Event, by: Actor = PUBLIC, **changes: Any) -> tuple[Booking, str]:
    return actions.book(**{"event_id": event.id, "by": by, "row_id": new_id(), **BOOKED, **changes})


def test_a_draft_is_told_to_everybody_once_it_can_be_read(world: World, draft: Event) -> None:
    assert not Event.objects.public().exists()
    with acting(world.actor("paolo")) as paolo:
        actions.publish_event(event=draft, by=paolo)
    assert list(Event.objects.public()) == [draft]
    assert (draft.state, draft.published_by) == ("published", paolo.id)


def test_an_event_of_yesterday_is_not_told(world: World, draft: Event, after: At) -> None:
    with after(draft), acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="già passata"):
        actions.publish_event(event=draft, by=paolo)


def test_an_event_without_words_is_not_told(world: World, draft: Event) -> None:
    draft.about = " "
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="Prima scrivi titolo"):
        actions.publish_event(event=draft, by=paolo)


def test_hours_run_forwards_and_the_meeting_is_of_its_lab(
    world: World, facts: dict[str, Any], edition: Edition
) -> None:
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="finisce dopo"):
            actions.prepare_event(programme=world.programme, by=paolo, **{**facts, "ends_at": facts["starts_at"]})
        made = actions.prepare_event(programme=world.programme, by=paolo, **facts, edition=edition)
    assert list(edition.community_events.all()) == [made]


def test_the_same_draft_sent_twice_is_one(world: World, facts: dict[str, Any]) -> None:
    row_id = new_id()
    with acting(world.actor("paolo")) as paolo:
        first = actions.prepare_event(programme=world.programme, by=paolo, row_id=row_id, **facts)
        assert actions.prepare_event(programme=world.programme, by=paolo, row_id=row_id, **facts) == first
    assert Event.objects.count() == 1


def test_anybody_books_and_gets_a_key_to_that_booking_alone(world: World, event: Event) -> None:
    with acting(PUBLIC):
        booking, token = book(event)
        book(event, name="Ugo")
        assert not Booking.objects.exists()
    bearer = bearer_of(token)
    assert bearer is not None
    assert may(bearer, Action.EVENT_JOIN)
    with acting(bearer):
        assert list(Booking.objects.all()) == [booking]
    with acting(world.actor("paolo")) as paolo:
        assert visible(Booking.objects, paolo, Action.EVENT_VIEW).count() == 2


def test_neither_a_tutor_nor_an_evaluator_reads_who_books(world: World, event: Event) -> None:
    book(event)
    for name in ("luca", "elena", "giulia"):
        with acting(world.actor(name)):
            assert not Booking.objects.exists(), name


def test_places_are_never_more_than_there_are(event: Event) -> None:
    book(event, people_count=9)
    with pytest.raises(NotPossible, match="Restano meno posti"):
        book(event, people_count=2)
    book(event, people_count=1)
    with pytest.raises(NotPossible, match="I posti sono finiti"):
        book(event, people_count=1)
    assert Booking.objects.all().places() == 10


def test_the_event_is_locked_while_places_are_counted(event: Event) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        book(event)
    locks = [at for at, one in enumerate(asked.captured_queries) if "FOR UPDATE" in one["sql"]]
    sums = [at for at, one in enumerate(asked.captured_queries) if "SUM(" in one["sql"]]
    assert locks
    assert locks[0] < sums[0]


def test_the_same_page_sent_twice_books_once(event: Event) -> None:
    row_id = new_id()
    _, token = book(event, row_id=row_id)
    again, none = book(event, row_id=row_id)
    assert (again.id, bool(token), none) == (row_id, True, "")
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("change", ["draft", "cancelled", "over", "not_bookable"])
def test_nobody_books_what_is_not_open(world: World, event: Event, change: str, after: At) -> None:
    with acting(world.actor("paolo")) as paolo:
        if change == "draft":
            actions.unpublish_event(event=event, reason="da rivedere", by=paolo)
        if change == "cancelled":
            actions.cancel_event(event=event, reason="pioggia", by=paolo)
        if change == "not_bookable":
            actions.change_event(event=event, by=paolo, is_bookable=False)
    day = after(event) if change == "over" else clock.at(clock.now())
    with day, pytest.raises(NotPossible, match="non ci si può più"):
        book(event)


def test_minds_are_changed_within_the_places(event: Event) -> None:
    booking, token = book(event, people_count=8)
    bearer = bearer_of(token)
    assert bearer is not None
    with acting(bearer):
        actions.change_booking(booking=booking, by=bearer, people_count=9)
        with pytest.raises(NotPossible, match="Restano meno posti"):
            actions.change_booking(booking=booking, by=bearer, people_count=12)
        actions.change_booking(booking=booking, by=bearer, people_count=3)
    assert Booking.objects.get().people_count == 3


def test_who_does_not_come_is_forgotten_at_once_and_frees_the_places(event: Event) -> None:
    booking, token = book(event, people_count=10, email="rosa@example.org")
    bearer = bearer_of(token)
    assert bearer is not None
    with acting(bearer):
        actions.cancel_booking(booking=booking, by=bearer)
        with pytest.raises(NotPossible, match="già disdetta"):
            actions.cancel_booking(booking=booking, by=bearer)
    kept = Booking.objects.get()
    assert (kept.name, kept.email, kept.erased_on) == ("", "", clock.today())
    assert Booking.objects.all().places() == 0
    book(event, people_count=10)


def test_names_go_thirty_days_after_the_event(event: Event, after: At) -> None:
    _, token = book(event, phone="333 000 000")
    with after(event, 30), acting(job(actions.KEEPER)) as keeper:
        assert actions.forget_citizens(by=keeper) == 0
    with after(event, 31), acting(job(actions.KEEPER)) as keeper:
        assert actions.forget_citizens(by=keeper) == 1
        assert actions.forget_citizens(by=keeper) == 0
        assert bearer_of(token) is None
    kept = Booking.objects.get()
    assert (kept.name, kept.phone, kept.needs, kept.people_count) == ("", "", "", 2)


def test_fewer_places_than_booked_are_refused_and_a_booked_event_is_not_hidden(world: World, event: Event) -> None:
    book(event, people_count=6)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="già prenotate 6 persone"):
            actions.change_event(event=event, by=paolo, capacity=5)
        with pytest.raises(NotPossible, match="già prenotato"):
            actions.unpublish_event(event=event, reason="ripensamento", by=paolo)
        assert actions.change_event(event=event, by=paolo, capacity=6).capacity == 6


def test_heads_are_counted_when_it_has_begun_and_put_right_later(world: World, event: Event, after: At) -> None:
    counted: dict[str, Any] = {"adults_count": 30, "children_count": 11, "counted_how": "by_eye"}
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="quando è cominciato"):
            actions.hold_event(event=event, by=paolo, **counted)
        with after(event):
            with pytest.raises(NotPossible, match="una parte"):
                actions.hold_event(event=event, by=paolo, women_count=42, **counted)
            actions.hold_event(event=event, by=paolo, women_count=25, **counted)
            assert (event.state, event.heads) == ("held", 41)
            actions.hold_event(event=event, by=paolo, **{**counted, "adults_count": 31})
            assert event.heads == 42
            assert event.changes.count() == 2
            with pytest.raises(NotPossible, match="è svolto"):
                actions.change_event(event=event, by=paolo, title="Altro")
            actions.undo_holding(event=event, reason="era un altro giorno", by=paolo)
    kept = Event.objects.get()
    assert (kept.state, kept.heads) == ("published", None)


def test_what_was_called_off_by_mistake_comes_back_as_a_draft(world: World, event: Event) -> None:
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.cancel_event(event=event, reason=" ", by=paolo)
        actions.cancel_event(event=event, reason="pioggia", by=paolo)
        actions.restore_event(event=event, reason="non piove", by=paolo)
    assert event.state == "draft"


def test_at_the_door_there_is_room_for_who_is_there(world: World, event: Event) -> None:
    book(event, people_count=10)
    with acting(world.actor("paolo")) as paolo:
        booking, _ = book(event, paolo, channel="door", people_count=1)
        assert booking.booked_by == paolo.id
        actions.cancel_event(event=event, reason="pioggia", by=paolo)
        with pytest.raises(NotPossible, match="non è pubblicato"):
            book(event, paolo, channel="door", people_count=1)


def propose(world: World, **changes: Any) -> Proposal:
    told: dict[str, Any] = {
        "kind": "lab", "source": "citizen", "title": "Ciclofficina", "idea": "Aggiustare bici insieme", "name": "Ugo",
        "contact": "ugo@example.org",
    }  # fmt: skip
    return actions.receive_proposal(**{"programme_id": world.programme.id, "by": PUBLIC, **told, **changes})


def test_a_proposal_is_heard_decided_and_told_back(world: World, event: Event) -> None:
    with acting(PUBLIC):
        proposal = propose(world, row_id=new_id())
        assert propose(world, row_id=proposal.id) == proposal
        assert not Proposal.objects.exists()
    today = clock.today()
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Prima decidi"):
            actions.tell_back(proposal=proposal, on=today, by=paolo)
        with pytest.raises(NotPossible, match="Prima accogli"):
            actions.tie_proposal(proposal=proposal, event=event, by=paolo)
        actions.discuss_proposal(proposal=proposal, on=today, by=paolo)
        actions.accept_proposal(proposal=proposal, answer="Sì, a maggio.", on=today, by=paolo)
        assert not Proposal.objects.made_real().exists()
        with pytest.raises(NotPossible, match="Scegli l’evento"):
            actions.tie_proposal(proposal=proposal, by=paolo)
        actions.tie_proposal(proposal=proposal, event=event, by=paolo)
        assert list(Proposal.objects.to_tell()) == [proposal]
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.tell_back(proposal=proposal, on=today + timedelta(days=1), by=paolo)
        actions.tell_back(proposal=proposal, on=today, by=paolo)
    assert not Proposal.objects.to_tell().exists()
    assert list(Proposal.objects.made_real()) == [proposal]


def test_not_now_always_says_why_and_may_be_taken_up_again(world: World) -> None:
    proposal, today = propose(world), clock.today()
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Scrivi perché"):
            actions.put_off_proposal(proposal=proposal, answer="", on=today, by=paolo)
        with pytest.raises(NotPossible, match="scegli un giorno"):
            actions.discuss_proposal(proposal=proposal, on=today - timedelta(days=1), by=paolo)
        actions.put_off_proposal(proposal=proposal, answer="Manca lo spazio fino a giugno.", on=today, by=paolo)
        actions.tell_back(proposal=proposal, on=today, by=paolo)
        actions.reopen_proposal(proposal=proposal, reason="si è liberato", by=paolo)
    assert (proposal.state, proposal.told_on, proposal.answer) == ("discussed", None, "")


def test_a_proposal_does_not_arrive_tomorrow(world: World) -> None:
    with pytest.raises(NotPossible, match="dopo oggi"):
        propose(world, received_on=clock.today() + timedelta(days=1))


def test_who_proposed_is_forgotten_half_a_year_after_the_answer(world: World) -> None:
    proposal, today = propose(world), clock.today()
    with acting(world.actor("paolo")) as paolo:
        actions.accept_proposal(proposal=proposal, answer="Sì", on=today, by=paolo)
        actions.tell_back(proposal=proposal, on=today, by=paolo)
    for days, erased in ((180, 0), (181, 1)):
        with clock.at(today + timedelta(days=days)), acting(job(actions.KEEPER)) as keeper:
            assert actions.forget_citizens(by=keeper) == erased
    kept = Proposal.objects.get()
    assert (kept.name, kept.contact, kept.idea) == ("", "", "Aggiustare bici insieme")


def offer(world: World, **changes: Any) -> CitizenOffer:
    told: dict[str, Any] = {"kind": "room", "what": "Una sala con cucina", "name": "Ida", "contact": "02 11"}
    return actions.receive_offer(**{"programme_id": world.programme.id, "by": PUBLIC, **told, **changes})


def test_an_offer_is_put_to_use_once_each_and_thanked(world: World, event: Event, edition: Edition) -> None:
    row, today = offer(world, row_id=new_id(), expires_on=clock.today() + timedelta(days=5)), clock.today()
    assert offer(world, row_id=row.id) == row
    with acting(world.actor("paolo")) as paolo:
        nothing: dict[str, Any] = {}
        for both in (nothing, {"event": event, "edition": edition}):
            with pytest.raises(NotPossible, match="un evento oppure"):
                actions.match_offer(offer=row, by=paolo, **both)
        actions.match_offer(offer=row, by=paolo, event=event)
        with pytest.raises(NotPossible, match="già abbinata"):
            actions.match_offer(offer=row, by=paolo, event=event)
        actions.match_offer(offer=row, by=paolo, edition=edition)
        with pytest.raises(NotPossible, match="scegli un giorno"):
            actions.thank_offer(offer=row, on=today - timedelta(days=1), by=paolo)
        actions.thank_offer(offer=row, on=today, by=paolo)
        assert (row.state, row.uses.count()) == ("thanked", 2)
        actions.close_offer(offer=row, reason="sala affittata", by=paolo)
        actions.reopen_offer(offer=row, reason="di nuovo libera", by=paolo)
    late = clock.at(today + timedelta(days=6))
    with late, acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="Vale fino al"):
        actions.match_offer(offer=row, by=paolo, event=event)


def test_an_offer_that_is_already_over_is_refused_and_a_past_one_forgotten(world: World) -> None:
    with pytest.raises(NotPossible, match="già passato"):
        offer(world, expires_on=clock.today() - timedelta(days=1))
    offer(world, expires_on=clock.today())
    with clock.at(clock.today() + timedelta(days=181)), acting(job(actions.KEEPER)) as keeper:
        assert actions.forget_citizens(by=keeper) == 1
    assert CitizenOffer.objects.get().contact == ""


def test_the_table_keeps_roles_options_and_what_changed(world: World, edition: Edition) -> None:
    seats, today = [Seat("madri del corso", 3), Seat("scuola media")], clock.today()
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="chi c’era"):
            actions.record_design_meeting(programme=world.programme, title="T", on=today, seats=[], by=paolo)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.record_design_meeting(
                programme=world.programme, title="T", on=today + timedelta(days=1), seats=seats, by=paolo
            )
        sent: dict[str, Any] = {
            "programme": world.programme,
            "title": "Teatro",
            "on": today,
            "seats": seats,
            "row_id": new_id(),
        }
        meeting = actions.record_design_meeting(**sent, edition=edition, by=paolo)
        assert actions.record_design_meeting(**sent, by=paolo) == meeting
        choice: dict[str, Any] = {
            "question": "Quando?",
            "options": "mattina\nsera",
            "chosen": "sera",
            "why": "si lavora",
        }
        kept = actions.add_choice(meeting=meeting, **choice, after="dalle 18", by=paolo, row_id=new_id())
        assert actions.add_choice(meeting=meeting, **choice, by=paolo, row_id=kept.id) == kept
    assert [(one.who, one.people_count) for one in meeting.seats.all()] == [("madri del corso", 3), ("scuola media", 1)]
    assert DesignMeeting.objects.get().choices.get().recorded_by_label == paolo.label


def test_answers_are_taken_and_never_read_back(world: World, edition: Edition) -> None:
    with acting(world.actor("paolo")) as paolo:
        survey, token = actions.open_survey(programme=world.programme, edition=edition, by=paolo, row_id=new_id())
        assert actions.open_survey(programme=world.programme, edition=edition, by=paolo, row_id=survey.id) == (
            survey,
            "",
        )
        with pytest.raises(NotPossible, match="già un questionario"):
            actions.open_survey(programme=world.programme, edition=edition, by=paolo)
        with pytest.raises(NotPossible, match="un evento oppure"):
            actions.open_survey(programme=world.programme, by=paolo)
    bearer, row_id = bearer_of(token), new_id()
    assert bearer is not None
    with acting(bearer):
        assert list(Survey.objects.all()) == [survey]
        actions.answer_survey(survey=survey, by=bearer, row_id=row_id, overall=5, liked="tutto")
        with pytest.raises(IntegrityError), transaction.atomic():
            actions.answer_survey(survey=survey, by=bearer, row_id=row_id, overall=5)
        assert not SurveyAnswer.objects.exists()
    with acting(world.actor("elena")):
        assert not SurveyAnswer.objects.exists()
    with acting(world.actor("paolo")) as paolo:
        assert SurveyAnswer.objects.get().liked == "tutto"
        new = actions.renew_survey_link(survey=survey, by=paolo)
        assert (bearer_of(token), bearer_of(new) is None) == (None, False)
        actions.close_survey(survey=survey, by=paolo)
        with pytest.raises(NotPossible, match="Le risposte sono chiuse"):
            actions.renew_survey_link(survey=survey, by=paolo)
        with pytest.raises(NotPossible, match="Le risposte sono chiuse"):
            actions.answer_survey(survey=survey, by=paolo, row_id=new_id(), overall=4)
        actions.reopen_survey(survey=survey, reason="mancava un gruppo", by=paolo)
    assert survey.state == "open"
