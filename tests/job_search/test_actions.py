"""CVs, applications, interviews and hirings, with what stands in the way of each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from ciao.access.actor import acting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.cases.actions import close_case
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case
from ciao.job_search import actions
from ciao.job_search.models import Cv, Hiring, JobApplication, JobInterview, JobOpening
from tests.cast import World
from tests.job_search.conftest import ITEMS, TODAY, cv_of, sent

LATER = date(2026, 11, 24)


def test_each_version_of_a_cv_stays(world: World, amina: Case) -> None:
    first = cv_of(world, amina)
    second = cv_of(world, amina, headline="cuoca")
    assert cv_of(world, amina, row_id=second.id) == second
    with acting(world.actor("marta")):
        assert [one.number for one in Cv.objects.all()] == [2, 1]
        assert [one.words for one in first.items()] == [one.words for one in ITEMS]
    with acting(world.actor("chiara")) as chiara:
        assert not visible(Cv.objects.all(), chiara, Action.JOB_SEARCH_VIEW).exists()


def test_an_empty_cv_or_one_of_a_path_that_ended_is_refused(world: World, amina: Case) -> None:
    with pytest.raises(NotPossible, match="almeno una cosa"):
        cv_of(world, amina, items=[])
    with acting(world.actor("marta")) as marta:
        close_case(case=amina, reason=CloseReason.COMPLETED, note="x", on=TODAY, by=marta)
    with pytest.raises(NotPossible, match="prima va riaperto"):
        cv_of(world, amina)


def test_an_opening_is_of_everybody_until_its_last_day(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        told: dict[str, Any] = {"programme": world.programme, "title": "Aiuto cuoca", "employer": "Mensa", "by": marta}
        with pytest.raises(NotPossible, match="già passato"):
            actions.add_opening(until_on=date(2026, 11, 22), **told)
        one = actions.add_opening(until_on=TODAY, **told)
        assert actions.add_opening(row_id=one.id, **told) == one
        assert JobOpening.objects.open_on(TODAY).get() == one
        assert not JobOpening.objects.open_on(LATER).exists()
        actions.close_opening(opening=one, is_closed=True, by=marta)
        assert not JobOpening.objects.open_on(TODAY).exists()
    with acting(world.actor("luca")) as luca, pytest.raises(PermissionDenied):
        actions.close_opening(opening=one, is_closed=False, by=luca)


def test_an_application_is_prepared_sent_and_answered(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = actions.add_application(case=amina, title="aiuto cuoca", by=marta)
        assert (one.state, one.words) == ("preparing", "aiuto cuoca")
        assert actions.add_application(case=amina, title="altro", by=marta, row_id=one.id) == one
        for day, words in ((LATER, "dopo oggi"), (date(2026, 9, 30), "presa in carico è del 01.10.2026")):
            with pytest.raises(NotPossible, match=words):
                actions.send_application(application=one, applied_on=day, by=marta)
        one.refresh_from_db()
        actions.send_application(application=one, applied_on=TODAY, channel="website", helped_by="alone", by=marta)
        assert (one.state, one.channel, one.helped_by) == ("sent", "website", "alone")
        with pytest.raises(NotPossible, match="Scegli che cosa è successo"):
            actions.answer_application(application=one, verb="hire", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="la risposta viene dopo"):
            actions.answer_application(application=one, verb="refuse", on=date(2026, 11, 22), by=marta)
        actions.answer_application(application=one, verb="refuse", on=TODAY, note="Cercano esperienza", by=marta)
        assert one.state == "refused"
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.answer_application(application=one, verb="reopen", on=TODAY, by=marta)
        actions.answer_application(application=one, verb="reopen", on=TODAY, note="Hanno richiamato", by=marta)
        assert one.state == "sent"


def test_one_withdrawn_before_it_left_is_not_opened_again(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = actions.add_application(case=amina, title="aiuto cuoca", by=marta)
        actions.answer_application(application=one, verb="withdraw", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="Non era partita"):
            actions.answer_application(application=one, verb="reopen", on=TODAY, note="x", by=marta)


def test_one_open_application_for_each_opening(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        opening = actions.add_opening(programme=world.programme, title="Aiuto cuoca", employer="Mensa", by=marta)
    one = sent(world, amina, opening=opening)
    with pytest.raises(NotPossible, match="candidatura aperta"):
        sent(world, amina, opening=opening)
    with acting(world.actor("marta")) as marta:
        actions.answer_application(application=one, verb="give_up", on=TODAY, by=marta)
    sent(world, amina, opening=opening)
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="candidatura aperta"):
        actions.answer_application(application=one, verb="reopen", on=TODAY, note="x", by=marta)
    assert JobApplication.objects.count() == 2


def test_a_cv_of_somebody_else_is_not_sent(world: World, amina: Case) -> None:
    from ciao.cases.actions import open_case

    with acting(world.actor("marta")) as marta:
        sara = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 10, 1), by=marta,
            person={"given_name": "Sara"}, identity={"gender": "F"},
        )  # fmt: skip
    other = cv_of(world, sara)
    with pytest.raises(NotPossible, match="di un’altra persona"):
        sent(world, amina, cv=other)


def test_an_interview_is_fixed_then_told(world: World, amina: Case) -> None:
    one = sent(world, amina)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="il colloquio viene dopo"):
            actions.fix_interview(application=one, held_on=date(2026, 11, 1), by=marta)
        meeting = actions.fix_interview(application=one, held_on=LATER, place="Mensa, con la cuoca", by=marta)
        assert one.state == "interview"
        assert actions.fix_interview(application=one, held_on=TODAY, by=marta, row_id=meeting.id) == meeting
        with pytest.raises(NotPossible, match="c’è già un colloquio"):
            actions.fix_interview(application=one, held_on=LATER, by=marta)
        with pytest.raises(NotPossible, match=r"fissato per il 24.11.2026"):
            actions.tell_interview(interview=meeting, outcome="positive", by=marta)
        second = actions.fix_interview(application=one, held_on=TODAY, by=marta)
        actions.tell_interview(interview=second, outcome="trial", to_improve="Guardare negli occhi", by=marta)
        assert JobInterview.objects.get(id=second.id).to_improve == "Guardare negli occhi"
        actions.answer_application(application=one, verb="refuse", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="segue una candidatura mandata"):
            actions.fix_interview(application=one, held_on=TODAY, by=marta)


def test_a_hiring_ends_the_search_and_may_be_corrected(world: World, amina: Case) -> None:
    one = sent(world, amina)
    with acting(world.actor("marta")) as marta:
        told: dict[str, Any] = {"application": one, "starts_on": TODAY, "by": marta}
        with pytest.raises(NotPossible, match="ha una fine"):
            actions.record_hiring(contract="fixed_term", **told)
        with pytest.raises(NotPossible, match="viene dopo l’inizio"):
            actions.record_hiring(contract="fixed_term", ends_on=date(2026, 11, 1), **told)
        made = actions.record_hiring(
            contract="fixed_term", ends_on=date(2027, 5, 31), weekly_hours=Decimal(20), **told
        )  # fmt: skip
        assert one.state == "hired"
        assert actions.record_hiring(contract="permanent", row_id=made.id, **told) == made
        with pytest.raises(NotPossible, match="C’è un’assunzione"):
            actions.answer_application(application=one, verb="reopen", on=TODAY, note="x", by=marta)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.void_hiring(hiring=made, note="", by=marta)
    with acting(world.actor("marta")) as marta:
        made = Hiring.objects.get()
        actions.void_hiring(hiring=made, note="Era un’altra persona", by=marta)
        with pytest.raises(NotPossible, match="già segnata"):
            actions.void_hiring(hiring=made, note="x", by=marta)
        assert JobApplication.objects.get().state == "sent"
