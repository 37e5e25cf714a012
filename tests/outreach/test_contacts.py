"""Attempts, first contacts, and the name that waits for her to agree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from ciao.access.actor import acting, job
from ciao.access.lifecycle import NotPossible
from ciao.core import clock
from ciao.outreach import actions
from ciao.outreach.enums import SignalState
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import Attempt, Barrier, FirstContact, Signal
from tests.cast import World
from tests.outreach.test_actions import TODAY, signal_of


def met(world: World, signal: Signal, **told: object) -> FirstContact:
    with acting(world.actor("paolo")) as paolo:
        facts = {"met_on": TODAY, "channel": "in_person", "needs": ["work"], **told}
        return actions.record_first_contact(signal=signal, by=paolo, **facts)


def coded(world: World) -> Signal:
    return signal_of(world, source="anti_violence", name="", code="C-7")


def test_an_attempt_says_how_it_went_and_who_tried(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        row = actions.record_attempt(signal=signal, channel="call", outcome="no_answer", on=TODAY, by=paolo)
        assert str(row) == "telefonata: non risponde"
        assert row.attempted_by == paolo.id
        for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=1)):
            with pytest.raises(NotPossible, match="Scegli un giorno"):
                actions.record_attempt(signal=signal, channel="call", outcome="answered", on=day, by=paolo)
        actions.give_up_signal(signal=signal, reason="Tre volte", on=TODAY, by=paolo)
        with pytest.raises(NotPossible, match="non c’è più da chiamare"):
            actions.record_attempt(signal=signal, channel="call", outcome="answered", on=TODAY, by=paolo)
        assert Attempt.objects.count() == 1


def test_attempts_are_read_with_the_signal_and_by_nobody_else(world: World) -> None:
    signal = signal_of(world)
    with acting(world.actor("paolo")) as paolo:
        actions.record_attempt(signal=signal, channel="call", outcome="no_answer", on=TODAY, by=paolo)
    for name in ("chiara", "marta"):
        with acting(world.actor(name)):
            assert not Attempt.objects.exists()


def test_a_first_contact_is_written_once_and_corrected(world: World) -> None:
    signal = signal_of(world)
    first = met(world, signal, barriers={"transport": "biglietti", "childcare": ""}, is_informed=True)
    again = met(world, signal, needs=["home"], barriers={"transport": "tessera", "phone": "ricarica"})
    assert first.id == again.id
    with acting(world.actor("paolo")):
        assert FirstContact.objects.get().needs == ["home"]
        kept = {one.kind: one.arranged for one in Barrier.objects.all()}
        assert kept == {"transport": "tessera", "phone": "ricarica"}
        assert Signal.objects.get().informed_on == TODAY


def test_nobody_is_met_before_the_signal_or_tomorrow(world: World) -> None:
    signal = signal_of(world)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            met(world, signal, met_on=day)


def test_somebody_met_on_the_street_is_a_nickname_and_a_place(world: World) -> None:
    told = {"source": "community_agent", "name": "Volpe", "place": "stazione, la sera"}
    with acting(world.actor("karim")) as karim:
        facts = {"met_on": TODAY, "channel": "in_person", "needs": ["home"], "is_informed": True}
        signal = actions.meet_person(programme=world.programme, told=told, met=facts, by=karim)
        assert (signal.name, signal.place, signal.informed_on) == ("Volpe", "stazione, la sera", TODAY)
        assert FirstContact.objects.get().met_by_id == world.mandates["karim"].id


def test_a_name_before_she_agrees_is_refused_by_us_and_by_the_database(world: World) -> None:
    for told in ({"source": "anti_violence"}, {"source": "parish", "code": "C-7"}):
        with pytest.raises(NotPossible, match="segnala con un codice"):
            signal_of(world, **told)
    signal = coded(world)
    with acting(world.actor("paolo")) as paolo:
        signal.name = "Nina"
        with pytest.raises(IntegrityError, match="signal_named_by_agreement"), transaction.atomic():
            signal.save(update_fields=["name"])
        with pytest.raises(IntegrityError, match="signal_named_by_agreement"), transaction.atomic():
            SIGNAL.move(Signal.objects.get(), "accept", by=paolo, on=TODAY)


def test_the_name_is_written_once_she_was_met_and_agrees(world: World) -> None:
    signal = coded(world)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="primo contatto"):
        actions.name_person(signal=signal, agreed_on=TODAY, by=paolo, name="Nina")
    met(world, signal)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Scegli un giorno"):
            actions.name_person(signal=signal, agreed_on=TODAY - timedelta(days=1), by=paolo, name="Nina")
        actions.name_person(signal=signal, agreed_on=TODAY, by=paolo, name="Nina", phone="333 1234567")
        kept = Signal.objects.get()
        assert (kept.name, kept.phone, kept.code, kept.is_only_a_code()) == ("Nina", "333 1234567", "C-7", False)
        assert kept.phone_index


def test_whom_nobody_informs_in_thirty_days_is_forgotten(world: World) -> None:
    late = {"received_on": TODAY - timedelta(days=31)}
    told, untold = signal_of(world, **late), signal_of(world, **late, place="stazione")
    herself = signal_of(world, **late, source="self")
    with acting(world.actor("paolo")) as paolo:
        actions.inform_person(signal=told, on=TODAY, by=paolo)
    with acting(job("expire_signals")) as night:
        assert actions.expire_signals(by=night) == 1
    with acting(world.actor("paolo")):
        kept = {one.id: one for one in Signal.objects.all()}
        assert (kept[untold.id].state, kept[untold.id].name, kept[untold.id].place) == (SignalState.EXPIRED, "", "")
        assert (kept[told.id].name, kept[herself.id].name) == ("Nina", "Nina")


def test_words_of_a_first_contact_go_with_the_signal_and_its_history(world: World) -> None:
    signal = signal_of(world)
    met(world, signal, own_words="Non dormo", place="bar", agreed_next="Richiamo", barriers={"phone": "ricarica"})
    with clock.at(TODAY + timedelta(days=200)), acting(job("expire_signals")) as night:
        assert actions.expire_signals(by=night) == 1
    with acting(world.actor("paolo")), connection.cursor() as cursor:
        kept = FirstContact.objects.get()
        assert (kept.own_words, kept.place, kept.agreed_next, kept.needs) == ("", "", "", ["work"])
        assert (Barrier.objects.get().kind, Barrier.objects.get().arranged) == ("phone", "")
        cursor.execute("SELECT count(*) FROM outreach_firstcontactevent WHERE own_words <> '' OR place <> ''")
        assert cursor.fetchone() == (0,)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="cancellati"):
        actions.record_first_contact(signal=Signal.objects.get(), met_on=date(2026, 11, 23), channel="call", by=paolo)
