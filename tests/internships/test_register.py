"""A month's register and the allowance it gives, corrections included."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.internships import actions
from ciao.internships.models import Allowance, MonthlyRegister, RegisterDay
from ciao.internships.rules import Day
from ciao.programmes.actions import give_mandate
from ciao.programmes.mandates import actor_of
from tests.cast import START as CAST_START
from tests.cast import World
from tests.internships.conftest import OCTOBER, Kitchen

CONFIRMED = date(2026, 11, 3)


def confirmed(kitchen: Kitchen, by: Actor) -> Allowance:
    one = kitchen.running(by)
    return actions.confirm_register(register=kitchen.october(one, by), on=CONFIRMED, by=by)


def test_a_month_opens_once_and_only_where_there_was_an_internship(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        with pytest.raises(NotPossible, match="non è iniziato"):
            actions.open_register(internship=one, month_on=OCTOBER, by=luca)
        one = kitchen.running(luca)
        for day, words in ((date(2026, 8, 1), "non tocca agosto"), (date(2027, 3, 1), "non tocca marzo"),
                           (date(2026, 12, 1), "deve ancora cominciare")):  # fmt: skip
            with pytest.raises(NotPossible, match=words):
                actions.open_register(internship=one, month_on=day, by=luca)
        first = actions.open_register(internship=one, month_on=date(2026, 10, 17), by=luca)
        assert actions.open_register(internship=one, month_on=OCTOBER, by=luca) == first
        assert first.month_on == OCTOBER


def test_every_day_that_cannot_be_is_named_and_nothing_is_written(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        actions.add_pause(
            internship=one, reason="other", starts_on=date(2026, 11, 9), ends_on=date(2026, 11, 10), by=luca
        )
        november = actions.open_register(internship=one, month_on=date(2026, 11, 1), by=luca)
        five = Day("present", Decimal(5))
        days = {
            date(2026, 11, 1): five, date(2026, 11, 9): five, date(2026, 11, 24): five, date(2026, 12, 1): five,
            date(2026, 11, 3): Day("absent", Decimal(2)), date(2026, 11, 4): five,
        }  # fmt: skip
        with pytest.raises(NotPossible) as refusal:
            actions.write_days(register=november, days=days, by=luca)
        for words in ("1° novembre: è festa", "9 novembre: il tirocinio era sospeso", "24 novembre: quel giorno deve",
                      "1° dicembre: non è un giorno", "3 novembre: un giorno di assenza"):  # fmt: skip
            assert words in str(refusal.value)
        assert RegisterDay.objects.count() == 0


def test_days_before_the_start_are_not_written(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca, starts_on=date(2026, 9, 7))
        september = actions.open_register(internship=one, month_on=date(2026, 9, 1), by=luca)
        with pytest.raises(NotPossible, match="non era in corso"):
            actions.write_days(register=september, days={date(2026, 9, 3): Day("absent")}, by=luca)


def test_a_holiday_worked_says_why_and_a_free_day_is_no_absence(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        november = actions.open_register(internship=one, month_on=date(2026, 11, 1), by=luca)
        days = {date(2026, 11, 1): Day("present", Decimal(4), "Sagra"), date(2026, 11, 2): Day("absent")}
        actions.write_days(register=november, days=days, by=luca)
        actions.write_days(register=november, days={date(2026, 11, 2): Day("off")}, by=luca)
        assert [row.kind for row in november.days.all()] == ["present", "off"]
        assert november.attended_hours() == 4


def test_confirming_freezes_hours_and_computes_the_month(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        line = confirmed(kitchen, luca)
        assert (line.line, line.due_amount, line.full_amount) == (1, Decimal("373.53"), 500)
        assert (line.planned_hours, line.attended_hours) == (85, Decimal("63.50"))
        assert (line.payer, line.internship_number) == (world.organizations["cooperativa"], 1)
        assert MonthlyRegister.objects.get().planned_hours == 85
        assert "Cucina" not in str(line.explanation)


def test_a_confirmed_month_is_closed(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        register = confirmed(kitchen, luca).register
        with pytest.raises(NotPossible, match="va riaperto"):
            actions.write_days(register=register, days={date(2026, 10, 26): Day("absent")}, by=luca)
        with pytest.raises(NotPossible, match="arrivato prima"):
            actions.confirm_register(register=register, on=CONFIRMED, by=luca)


def test_a_month_not_over_waits_unless_the_internship_ended(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        november = actions.open_register(internship=one, month_on=date(2026, 11, 1), by=luca)
        days = {date(2026, 11, day): Day("present", Decimal(5)) for day in (2, 3, 4, 5)}
        actions.write_days(register=november, days=days, by=luca)
        with pytest.raises(NotPossible, match=r"si conferma dal 01\.12\.2026"):
            actions.confirm_register(register=november, on=date(2026, 11, 23), by=luca)
        actions.end_internship(internship=one, on=date(2026, 11, 5), reason="Ha trovato lavoro", by=luca)
        with pytest.raises(NotPossible, match=r"dal 05\.11\.2026"):
            actions.confirm_register(register=november, on=date(2026, 11, 4), by=luca)
        line = actions.confirm_register(register=november, on=date(2026, 11, 23), by=luca)
        assert (line.planned_hours, line.due_amount) == (20, 500)
        assert any("chi finanzia" in one["care"] for one in line.explanation)


def test_only_the_tutor_confirms_and_reopens(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        register = kitchen.october(kitchen.running(marta), marta)
        with pytest.raises(NotPossible, match="lo conferma Luca"):
            actions.confirm_register(register=register, on=CONFIRMED, by=marta)
    assert not actions.may_confirm(register.internship, world.actor("paolo"))
    assert actions.may_confirm(register.internship, world.actor("luca"))


def test_a_correction_adds_a_line_with_the_difference(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        first = confirmed(kitchen, luca)
        register = first.register
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.unlock_register(register=register, reason="", on=CONFIRMED, by=luca)
        actions.unlock_register(register=register, reason="Un giorno in più", on=CONFIRMED, by=luca)
        actions.write_days(register=register, days={date(2026, 10, 26): Day("present", Decimal("4.5"))}, by=luca)
        second = actions.confirm_register(register=register, on=CONFIRMED, by=luca)
        assert (second.line, second.due_amount) == (2, Decimal("126.47"))  # 68 of 85 is the threshold
        assert second.explanation[-1]["what"] == "Già calcolata"
        actions.unlock_register(register=register, reason="Non era vero", on=CONFIRMED, by=luca)
        actions.write_days(register=register, days={date(2026, 10, 26): Day("absent")}, by=luca)
        third = actions.confirm_register(register=register, on=CONFIRMED, by=luca)
        assert (third.line, third.due_amount) == (3, Decimal("-126.47"))
        first.refresh_from_db()
        assert first.due_amount == Decimal("373.53")
        assert sum(row.due_amount for row in Allowance.objects.all()) == Decimal("373.53")


def test_a_month_from_a_sheet_is_corrected_in_the_sheet(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        loaded = kitchen.open(luca)
        register = MonthlyRegister.objects.create(
            internship=loaded, scope_id=loaded.scope_id, month_on=OCTOBER, state="confirmed", recorded_by=luca.id
        )
        with pytest.raises(NotPossible, match="viene da un foglio caricato"):
            actions.unlock_register(register=register, reason="Un giorno in più", on=CONFIRMED, by=luca)


def test_no_difference_makes_no_line(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        first = confirmed(kitchen, luca)
        actions.unlock_register(register=first.register, reason="Solo una nota", on=CONFIRMED, by=luca)
        assert actions.confirm_register(register=first.register, on=CONFIRMED, by=luca) == first
        assert Allowance.objects.count() == 1


def test_a_line_annulled_is_computed_again(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        first = confirmed(kitchen, luca)
    with acting(world.actor("giulia")) as giulia:
        actions.move_allowance(allowance=first, verb="void", on=CONFIRMED, reason="Mese sbagliato", by=giulia)
    with acting(world.actor("luca")) as luca:
        actions.unlock_register(register=first.register, reason="Da rifare", on=CONFIRMED, by=luca)
        again = actions.confirm_register(register=first.register, on=CONFIRMED, by=luca)
        assert (again.line, again.due_amount) == (2, Decimal("373.53"))


def test_who_pays_approves_reading_amounts_and_neither_register_nor_name(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        line = confirmed(kitchen, luca)
    with acting(world.actor("giulia")) as giulia:
        found = Allowance.objects.get()
        assert MonthlyRegister.objects.count() == 0
        actions.move_allowance(allowance=found, verb="approve", on=CONFIRMED, by=giulia)
        assert (found.state, found.approved_on) == ("approved", CONFIRMED)
        actions.move_allowance(allowance=found, verb="pay", on=CONFIRMED, by=giulia)
        actions.move_allowance(allowance=found, verb="undo_payment", on=CONFIRMED, reason="Respinto", by=giulia)
        actions.move_allowance(allowance=found, verb="withdraw_approval", on=CONFIRMED, reason="Errore", by=giulia)
        assert (found.state, found.approved_on) == ("to_approve", None)
        assert "approvazione tolta" in {row.label for row in found.changes.all()}
    with acting(world.actor("chiara")):
        assert not Allowance.objects.filter(id=line.id).exists()


def test_who_confirmed_the_month_does_not_approve_it_under_another_mandate(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        line = confirmed(kitchen, luca)
    second = give_mandate(
        user=world.user("luca"), organization=world.organizations["cooperativa"], programme=world.programme,
        role="partner_administrator", by=None, starts_on=CAST_START,
    )  # fmt: skip
    with acting(actor_of(second)) as by, pytest.raises(NotPossible, match="la approva qualcun altro"):
        actions.move_allowance(allowance=line, verb="approve", on=CONFIRMED, by=by)
