"""What happens to a signal, and who may read it then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from ciao.access.actor import PUBLIC, acting, job
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.notifications.models import Notification
from ciao.outreach import actions
from ciao.outreach.enums import SignalState
from ciao.outreach.models import Orientation, PublicPage, Signal
from ciao.programmes.models import ProgrammeArea
from ciao.territories.models import Municipality
from tests.cast import World

TODAY = date(2026, 11, 23)


def signal_of(world: World, by: str = "paolo", **told: Any) -> Signal:
    with acting(world.actor(by)) as actor:
        return actions.record_signal(
            programme=world.programme, by=actor, **{"source": "parish", "name": "Nina", "story": "Cerca lavoro", **told}
        )


def test_a_signal_sent_twice_is_kept_once(world: World) -> None:
    first = signal_of(world)
    again = signal_of(world, row_id=first.id, name="Un’altra")
    assert again.id == first.id
    with acting(world.actor("paolo")):
        assert [one.name for one in Signal.objects.all()] == ["Nina"]


def test_a_signal_cannot_arrive_tomorrow(world: World) -> None:
    with pytest.raises(NotPossible, match="dopo oggi"):
        signal_of(world, received_on=TODAY + timedelta(days=1))


def test_its_data_have_a_last_day_from_the_parameter(world: World) -> None:
    assert signal_of(world).keep_until == TODAY + timedelta(days=180)


def test_who_answers_reads_it_and_whom_they_replace_no_more(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.assign_signal(signal=signal, to=world.mandates["marta"], on=TODAY, by=paolo)
    with acting(world.actor("marta")):
        assert Signal.objects.filter(id=signal.id).exists()
        told = Notification.objects.get()
        assert (told.kind, told.text) == ("signal_assigned", "Rispondi tu alla segnalazione 1.")
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="già affidata"):
        actions.assign_signal(signal=signal, to=world.mandates["marta"], on=TODAY, by=paolo)
    with acting(world.actor("paolo")) as paolo:
        actions.assign_signal(signal=signal, to=world.mandates["karim"], on=TODAY, by=paolo)
    with clock.at(TODAY + timedelta(days=1)):
        with acting(world.actor("karim")):
            assert Signal.objects.filter(id=signal.id).exists()
        with acting(world.actor("marta")):
            assert not Signal.objects.filter(id=signal.id).exists()


def test_taking_a_signal_oneself_tells_nobody(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.assign_signal(signal=signal, to=world.mandates["paolo"], on=TODAY, by=paolo)
        assert Notification.objects.count() == 0


def test_who_wrote_it_keeps_reading_it_after_giving_it_to_someone(world: World) -> None:
    signal = signal_of(world, by="karim")
    with acting(world.actor("paolo")) as paolo:
        actions.assign_signal(signal=signal, to=world.mandates["marta"], on=TODAY, by=paolo)
    with acting(world.actor("karim")):
        assert Signal.objects.filter(id=signal.id).exists()


def test_orienting_needs_a_reason_and_may_be_asked_back(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="motivo"):
            actions.orient_signal(signal=signal, destination="Sportello", reason=" ", on=TODAY, by=paolo)
        sent = actions.orient_signal(signal=signal, destination="Sportello", reason="Cerca casa", on=TODAY, by=paolo)
        assert signal.state == SignalState.ORIENTED
        assert signal.changes.get().reason == "Sportello. Cerca casa"
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.ask_back(orientation=sent, worked=True, on=TODAY - timedelta(days=1), by=paolo)
        actions.ask_back(orientation=sent, worked=False, on=TODAY, by=paolo)
        sent.refresh_from_db()
        assert (sent.worked, sent.asked_back_on) == (False, TODAY)


def test_reopening_makes_whoever_reopens_answer_and_orienting_again_starts_anew(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        sent = actions.orient_signal(signal=signal, destination="Sportello", reason="Casa", on=TODAY, by=paolo)
        actions.ask_back(orientation=sent, worked=False, on=TODAY, by=paolo)
        actions.reopen_signal(signal=signal, reason="Non l’hanno ricevuta", on=TODAY, by=paolo)
        assert signal.state == SignalState.ASSIGNED
        assert signal.assigned_to_id == world.mandates["paolo"].id
        actions.orient_signal(signal=signal, destination="Consultorio", reason="Salute", on=TODAY, by=paolo)
        kept = Orientation.objects.get()
        assert (kept.destination, kept.worked) == ("Consultorio", None)


def test_reopening_leaves_the_answer_to_who_had_it(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.assign_signal(signal=signal, to=world.mandates["marta"], on=TODAY, by=paolo)
        actions.give_up_signal(signal=signal, reason="Tre tentativi", on=TODAY, by=paolo)
        assert signal.state == SignalState.UNREACHABLE
        actions.reopen_signal(signal=signal, reason="Ha richiamato", on=TODAY, by=paolo)
        assert signal.assigned_to_id == world.mandates["marta"].id


def test_the_person_is_informed_on_a_day_that_makes_sense(world: World) -> None:
    signal = signal_of(world, received_on=TODAY - timedelta(days=3))
    with acting(world.actor("paolo")) as paolo:
        for day in (TODAY - timedelta(days=4), TODAY + timedelta(days=1)):
            with pytest.raises(NotPossible):
                actions.inform_person(signal=signal, on=day, by=paolo)
        assert actions.inform_person(signal=signal, on=TODAY, by=paolo).informed_on == TODAY


def test_people_never_met_are_forgotten_and_still_counted(world: World) -> None:
    old = {"received_on": TODAY - timedelta(days=181), "phone": "333 1234567", "best_time": "mattina"}
    waiting, sent, fresh = signal_of(world, **old), signal_of(world, **old), signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.orient_signal(signal=sent, destination="Sportello", reason="Casa", on=TODAY, by=paolo)
    with acting(job("expire_signals")) as night:
        assert actions.expire_signals(by=night) == 2
        assert actions.expire_signals(by=night) == 0
    with acting(world.actor("paolo")):
        kept = {one.id: one for one in Signal.objects.all()}
        assert kept[waiting.id].state == SignalState.EXPIRED
        assert kept[sent.id].state == SignalState.ORIENTED
        assert kept[fresh.id].name == "Nina"
        for gone in (kept[waiting.id], kept[sent.id]):
            assert (gone.name, gone.phone, gone.story, gone.best_time, gone.phone_index) == ("", "", "", "", "")
            assert gone.source == "parish"
            assert gone.is_erased()
        assert not kept[sent.id].changes.exclude(reason="").exists()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM outreach_signalevent WHERE pgh_obj_id = ANY(%s) AND "
                "concat(name, phone, phone_index, story, best_time) <> ''",
                [[str(waiting.id), str(sent.id)]],
            )
            assert cursor.fetchone() == (0,)


def test_history_of_a_living_signal_cannot_be_forgotten(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")), connection.cursor() as cursor:
        cursor.execute("SELECT ciao_forget_signal(%s)", [str(signal.id)])
        cursor.execute("SELECT count(*) FROM outreach_signalevent WHERE name <> ''")
        assert cursor.fetchone() == (1,)


def test_the_public_reads_the_address_and_the_comuni_and_nothing_else(world: World) -> None:
    area = ProgrammeArea.objects.create(scope=world.programme.scope, programme=world.programme, name="Zona")
    area.municipalities.set(Municipality.objects.filter(name="Rozzano"))
    with acting(world.actor("paolo")) as paolo:
        page = actions.open_public_page(programme=world.programme, slug="aiuto", by=paolo)
        again = actions.open_public_page(programme=world.programme, slug="mano", by=paolo)
    assert page.id == again.id
    with acting(PUBLIC):
        shown = PublicPage.objects.get()
        assert (shown.slug, [one.name for one in shown.municipalities.all()]) == ("mano", ["Rozzano"])
    with acting(world.actor("paolo")) as paolo:
        assert not actions.close_public_page(page=shown, by=paolo).is_open


def test_a_signal_from_the_public_belongs_to_nobody(world: World) -> None:
    with acting(PUBLIC) as public:
        signal = actions.record_signal(programme=world.programme, by=public, source="self", name="Nina")
        assert not Signal.objects.exists()
    with acting(world.actor("paolo")):
        assert Signal.objects.get().id == signal.id
