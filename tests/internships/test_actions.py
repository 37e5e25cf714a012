"""Opening, writing, starting, ending and pausing an internship."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.enums import Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant
from ciao.cases.actions import close_case
from ciao.cases.enums import CloseReason
from ciao.core import clock
from ciao.internships import actions
from ciao.internships.actions import PAYER
from ciao.internships.actions.terms import certificate_percent, limits_on, minimum_terms, pause_days
from ciao.internships.models import Agreement, Internship, TrainingProject
from ciao.internships.rules import Day
from ciao.plans.models import Plan, Support
from tests.cast import World
from tests.internships.conftest import END, SCHEDULE, START, Kitchen
from tests.internships.papers import complete

TODAY = date(2026, 11, 23)


def support_of(kitchen: Kitchen, by: Any, kind: str = "internship", state: str = "signed") -> Support:
    """A support of a plan, put in force without its signatures."""
    from ciao.plans.actions import save_goal, start_plan

    plan = start_plan(case=kitchen.case, by=by)
    save_goal(plan=plan, title="Lavorare in una cucina", by=by, supports={1: {"kind": kind, "note": "cucina"}})
    Plan.objects.filter(id=plan.id).update(state=state, signed_on=TODAY if state == "signed" else None)
    return Support.objects.select_related("goal__plan").get()


def test_opening_numbers_it_and_lets_the_payer_read_amounts(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        one = kitchen.open(marta)
        two = kitchen.open(marta)
        assert (one.number, two.number, one.state) == (1, 2, "preparing")
        held = Grant.objects.get(why=PAYER)
        assert (held.holder_id, held.levels) == (world.organizations["cooperativa"].id, Level.MONEY)
        assert list(actions.expected_grants(TODAY)) == [(one.scope_id, one.payer_id, int(Level.MONEY), PAYER)]


def test_sending_twice_opens_one(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        one = kitchen.open(marta)
        assert kitchen.open(marta, row_id=one.id) == one
        assert Internship.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ends_on": date(2026, 8, 31)}, "la fine viene dopo"),
        ({"starts_on": date(2026, 3, 1)}, "presa in carico è del 12.03.2026"),
        ({"kind": "inclusion"}, "prima scrivi quale servizio"),
    ],
)
def test_what_cannot_be_opened_says_why(world: World, kitchen: Kitchen, given: dict[str, Any], words: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match=words):
        kitchen.open(marta, **given)


def test_the_tutor_is_in_the_team(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="Karim non è nell’équipe"):
            kitchen.open(marta, tutor=world.mandates["karim"])
        one = kitchen.open(marta)
        with pytest.raises(NotPossible, match="prima aggiungi Karim"):
            actions.change_tutor(internship=one, tutor=world.mandates["karim"], by=marta)
        actions.change_tutor(internship=one, tutor=world.mandates["marta"], by=marta)
        assert Internship.objects.get().tutor == world.mandates["marta"]


def test_a_path_that_ended_has_no_new_internship(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        close_case(case=kitchen.case, reason=CloseReason.COMPLETED, note="", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="va prima riaperto"):
            kitchen.open(marta)


def test_the_support_is_an_internship_of_the_plan_in_force(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        support = support_of(kitchen, marta)
        assert kitchen.open(marta, support=support).support == support


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [("course", "signed", "scegline uno che sia un tirocinio"), ("internship", "draft", "progetto in vigore")],
)
def test_another_support_is_refused(world: World, kitchen: Kitchen, kind: str, state: str, words: str) -> None:
    with acting(world.actor("marta")) as marta:
        support = support_of(kitchen, marta, kind, state)
        with pytest.raises(NotPossible, match=words):
            kitchen.open(marta, support=support)


def test_an_agreement_is_dated(world: World, kitchen: Kitchen) -> None:
    given: dict[str, Any] = {
        "programme": world.programme, "host": kitchen.host, "promoter": world.organizations["capofila"],
        "number": "2", "signed_on": TODAY, "starts_on": TODAY, "ends_on": date(2027, 1, 1),
    }  # fmt: skip
    with acting(world.actor("paolo")) as paolo:
        one = actions.sign_agreement(by=paolo, **given)
        assert actions.sign_agreement(by=paolo, row_id=one.id, **given) == one
        assert list(Agreement.objects.valid_on(date(2026, 12, 1)).order_by("number")) == [one, kitchen.agreement]
        with pytest.raises(NotPossible, match="firma"):
            actions.sign_agreement(by=paolo, **{**given, "signed_on": date(2026, 12, 1)})
        with pytest.raises(NotPossible, match="la fine viene dopo"):
            actions.sign_agreement(by=paolo, **{**given, "ends_on": date(2026, 11, 1)})


def test_the_start_is_refused_with_exactly_what_is_missing(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        with pytest.raises(NotPossible, match="10 cose mancano"):
            actions.start_internship(internship=one, on=START, by=luca)
        kitchen.write(one, luca, cob_number="", cob_on=None)
        complete(one, luca)
        with pytest.raises(NotPossible) as refusal:
            actions.start_internship(internship=one, on=START, by=luca)
        assert "2 cose mancano" in str(refusal.value)
        assert "COB" in str(refusal.value)
        assert "firmato" in str(refusal.value)
        assert Internship.objects.get().state == "preparing"


def test_it_starts_on_the_day_it_really_did(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        project = kitchen.write(one, luca)
        complete(one, luca)
        actions.sign_training_project(training_project=project, on=date(2026, 8, 31), by=luca)
        for day, words in ((date(2027, 3, 1), "l’inizio viene prima"), (date(2026, 1, 1), "l’inizio viene dopo")):
            with pytest.raises(NotPossible, match=words):
                actions.start_internship(internship=one, on=day, by=luca)
        actions.start_internship(internship=one, on=date(2026, 9, 7), by=luca)
        assert (Internship.objects.get().state, Internship.objects.get().starts_on) == ("running", date(2026, 9, 7))


def test_the_agreement_covers_the_day_it_really_starts(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        project = kitchen.write(one, luca)
        complete(one, luca)
        actions.sign_training_project(training_project=project, on=date(2026, 7, 30), by=luca)
        with pytest.raises(NotPossible, match="convenzione"):
            actions.start_internship(internship=one, on=date(2026, 7, 31), by=luca)


def test_what_was_signed_and_changes_is_signed_anew(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        project = kitchen.write(one, luca, cob_number="", cob_on=None)
        actions.sign_training_project(training_project=project, on=TODAY, by=luca)
        assert kitchen.write(one, luca).signed_on == TODAY  # the number came later and changes nothing signed
        assert kitchen.write(one, luca, tasks="Serve ai tavoli").signed_on is None
        assert TrainingProject.objects.count() == 1


def test_signing_twice_keeps_the_first_and_never_lies_ahead(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        project = kitchen.write(kitchen.open(luca), luca)
        with pytest.raises(NotPossible, match="dopo oggi"):
            actions.sign_training_project(training_project=project, on=date(2026, 11, 24), by=luca)
        for day in (date(2026, 8, 31), TODAY):
            actions.sign_training_project(training_project=project, on=day, by=luca)
        assert TrainingProject.objects.get().signed_on == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"daily_hours": SCHEDULE[:6]}, "almeno un giorno"),
        ({"daily_hours": [Decimal(0)] * 7}, "almeno un giorno"),
        ({"cob_on": date(2026, 11, 24)}, "comunicazione obbligatoria scegli una data"),
    ],
)
def test_a_project_that_cannot_be_says_why(world: World, kitchen: Kitchen, given: dict[str, Any], words: str) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        with pytest.raises(NotPossible, match=words):
            kitchen.write(one, luca, **given)


def test_agreement_and_place_are_of_the_same_host_and_promoter(world: World, kitchen: Kitchen) -> None:
    from ciao.hosts import actions as hosts

    with acting(world.actor("paolo")) as paolo:
        place = hosts.add_vacancy(host=kitchen.host, title="Aiuto cucina", starts_on=TODAY, by=paolo)
        body = hosts.name_body(name="Forno Vecchio", by=paolo)
        other = hosts.add_host(programme=world.programme, organization=body, by=paolo)
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        with pytest.raises(NotPossible, match="un altro ente ospitante"):
            kitchen.write(one, luca, host=other)
        with pytest.raises(NotPossible, match="Aiuto cucina"):
            kitchen.write(one, luca, host=other, agreement=None, vacancy=place)
        two = kitchen.open(luca, promoter=world.organizations["cooperativa"])
        with pytest.raises(NotPossible, match="un altro soggetto promotore"):
            kitchen.write(two, luca)


def test_hours_and_amount_stand_still_once_a_month_is_confirmed(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        kitchen.write(one, luca, full_amount=Decimal(450))
        actions.confirm_register(register=kitchen.october(one, luca), on=date(2026, 11, 3), by=luca)
        kitchen.write(one, luca, full_amount=Decimal(450), host_tutor="Rita")
        with pytest.raises(NotPossible, match="è confermato"):
            kitchen.write(one, luca)
        assert TrainingProject.objects.get().full_amount == 450


def test_it_ends_inside_its_dates_with_a_reason_and_nothing_after(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        kitchen.october(one, luca)
        with pytest.raises(NotPossible, match="Scegli un giorno del tirocinio"):
            actions.end_internship(internship=one, on=date(2027, 3, 1), reason="x", by=luca)
        with pytest.raises(NotPossible, match=r"22\.10\.2026"):
            actions.end_internship(internship=one, on=date(2026, 10, 8), reason="x", by=luca)
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.end_internship(internship=one, on=date(2026, 10, 29), reason=" ", by=luca)
        actions.end_internship(internship=one, on=date(2026, 10, 29), reason="Ha trovato lavoro", by=luca)
        found = Internship.objects.get()
        assert (found.state, found.last_day) == ("ended", date(2026, 10, 29))
        with pytest.raises(NotPossible, match="il progetto non cambia più"):
            kitchen.write(one, luca)


def test_a_month_confirmed_holds_the_end_and_the_reopening(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        register = kitchen.october(one, luca)
        actions.confirm_register(register=register, on=date(2026, 11, 3), by=luca)
        with pytest.raises(NotPossible, match="già confermato"):
            actions.end_internship(internship=one, on=date(2026, 10, 29), reason="x", by=luca)
        actions.unlock_register(register=register, reason="Fine", on=date(2026, 11, 4), by=luca)
        actions.end_internship(internship=one, on=date(2026, 10, 29), reason="x", by=luca)
        actions.confirm_register(register=register, on=date(2026, 11, 4), by=luca)
        with pytest.raises(NotPossible, match="già confermato"):
            actions.resume_internship(internship=one, on=TODAY, reason="Continua", by=luca)


def test_corrections_put_it_back(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        actions.undo_start(internship=one, on=TODAY, reason="Parte più avanti", by=luca)
        assert one.state == "preparing"
        actions.start_internship(internship=one, on=START, by=luca)
        kitchen.october(one, luca)
        with pytest.raises(NotPossible, match="è iniziato"):
            actions.undo_start(internship=one, on=TODAY, reason="x", by=luca)
        actions.end_internship(internship=one, on=date(2026, 11, 20), reason="Fine", by=luca)
        actions.resume_internship(internship=one, on=TODAY, reason="Troppo presto", by=luca)
        assert (one.state, one.last_day) == ("running", END)
        assert {"riapri", "concludi", "riporta in preparazione"} < {row.label for row in one.changes.all()}


def test_one_that_never_begins_lets_its_payer_out(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one, two = kitchen.open(luca), kitchen.open(luca)
        with clock.at(date(2026, 11, 24)):
            actions.cancel_internship(internship=one, on=date(2026, 11, 23), reason="Rinuncia", by=luca)
            assert Grant.objects.get(why=PAYER).ends_on is None
            actions.cancel_internship(internship=two, on=date(2026, 11, 23), reason="Rinuncia", by=luca)
            assert Grant.objects.get(why=PAYER).ends_on == date(2026, 11, 23)
            assert list(actions.expected_grants(TODAY)) == []


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 10), date(2026, 12, 9), "la fine viene dopo"),
        (date(2026, 8, 10), date(2026, 9, 9), "sta dentro il tirocinio"),
        (date(2027, 2, 10), date(2027, 3, 9), "sta dentro il tirocinio"),
        (date(2026, 12, 20), date(2026, 12, 31), "già sospeso"),
        (date(2026, 10, 26), date(2026, 11, 30), "già confermato"),
        (date(2026, 11, 2), date(2026, 11, 15), "è scritta una presenza"),
    ],
)
def test_a_pause_that_cannot_be_says_why(world: World, kitchen: Kitchen, first: date, last: date, words: str) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        actions.confirm_register(register=kitchen.october(one, luca), on=date(2026, 11, 3), by=luca)
        november = actions.open_register(internship=one, month_on=date(2026, 11, 1), by=luca)
        days = {date(2026, 11, 2): Day("present", Decimal(5)), date(2026, 11, 3): Day("absent")}
        actions.write_days(register=november, days=days, by=luca)
        winter = (date(2026, 12, 24), date(2027, 1, 10))
        actions.add_pause(internship=one, reason="host_closed", starts_on=winter[0], ends_on=winter[1], by=luca)
        with pytest.raises(NotPossible, match=words):
            actions.add_pause(internship=one, reason="illness", starts_on=first, ends_on=last, by=luca)


def test_only_what_runs_is_paused(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca, pytest.raises(NotPossible, match="si sospende mentre è in corso"):
        actions.add_pause(internship=kitchen.open(luca), reason="other", starts_on=START, ends_on=END, by=luca)


def test_the_numbers_of_the_law_are_dated_rows(world: World) -> None:
    assert (minimum_terms(TODAY).amount, limits_on(TODAY).disabled_months) == (500, 24)
    assert (pause_days(TODAY)["illness"], certificate_percent(TODAY)) == (30, 70)
