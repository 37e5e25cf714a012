"""What a fascicolo, a home and the pages of money ask of internships."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ciao.access.actor import acting
from ciao.cases.panel import view_of
from ciao.internships import actions, panel
from ciao.internships.models import Allowance, Internship
from ciao.internships.pack.gather import pack_of
from tests.cast import World
from tests.internships.conftest import Kitchen
from tests.internships.papers import complete
from tests.internships.test_actions import support_of

TODAY = date(2026, 11, 23)


def test_the_block_lists_them_or_offers_the_first(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        empty = panel.internships(view_of(kitchen.case, marta))
        assert empty is not None
        assert empty.context["begin"] == f"/persone/{kitchen.case.id}/tirocinio/"
        kitchen.write(kitchen.open(marta), marta)
        found = panel.internships(view_of(kitchen.case, marta))
        assert found is not None
        assert "Cucina Aperta" in found.context["lines"][0].about
    with acting(world.actor("elena")) as elena:
        assert panel.internships(view_of(kitchen.case, elena)) is None


def test_the_plan_asks_for_it_then_it_asks_for_its_parts(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        assert panel.step(view_of(kitchen.case, marta)) is None
        support = support_of(kitchen, marta)
        first = panel.step(view_of(kitchen.case, marta))
        assert first is not None
        assert first[0].title == "Aprire il tirocinio"
        assert first[1].endswith(f"?sostegno={support.id}")
        one = kitchen.open(marta, support=support)
        second = panel.step(view_of(kitchen.case, marta))
        assert second is not None
        assert (second[0].title, second[1]) == ("Scrivere il progetto formativo", f"/tirocini/{one.id}/progetto/")
        project = kitchen.write(one, marta, cob_number="", cob_on=None)
        complete(one, marta)
        third = panel.step(view_of(kitchen.case, marta))
        assert third is not None
        assert third[0].title == "Non può iniziare: mancano 2 cose"
        kitchen.write(one, marta)
        actions.sign_training_project(training_project=project, on=TODAY, by=marta)
        fourth = panel.step(view_of(kitchen.case, marta))
        assert fourth is not None
        assert fourth[0].title == "Avviare il tirocinio"


def test_one_that_is_ready_before_its_day_waits(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("marta")) as marta:
        one = kitchen.open(marta, starts_on=date(2026, 12, 1))
        complete(one, marta)
        actions.sign_training_project(training_project=kitchen.write(one, marta), on=TODAY, by=marta)
        found = panel.step(view_of(kitchen.case, marta))
        assert found is not None
        assert (found[0].code, found[1]) == ("wait", "")


def test_months_over_are_to_confirm_and_late_ones_say_so(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        found = panel.months_to_confirm(luca, TODAY)
        assert [(row.month_on.month, row.who, row.is_late) for row in found] == [
            (9, "Amina", True),
            (10, "Amina", True),
        ]
        assert not panel.months_to_confirm(luca, date(2026, 11, 4))[1].is_late
        actions.confirm_register(register=kitchen.october(one, luca), on=date(2026, 11, 3), by=luca)
        assert [row.month_on.month for row in panel.months_to_confirm(luca, TODAY)] == [9]
    with acting(world.actor("marta")) as marta:
        assert panel.months_to_confirm(marta, TODAY) == []
        asked = panel.step(view_of(kitchen.case, marta))
        assert asked is not None
        assert asked[0].title == "Confermare il registro di settembre 2026"
    with acting(world.actor("giulia")) as giulia:
        assert panel.months_to_confirm(giulia, TODAY) == []


def test_what_runs_in_order_asks_nothing_of_the_fascicolo_and_ends_when_it_is_over(
    world: World, kitchen: Kitchen
) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca, starts_on=date(2026, 11, 2), ends_on=date(2026, 11, 20))
        assert panel.step_of(one, pack_of(one, luca), set(), date(2026, 11, 10))[0].code == "register"  # type: ignore[index]
        asked = panel.step_of(one, pack_of(one, luca), {date(2026, 11, 1)}, TODAY)
        assert asked is not None
        assert asked[0].title == "Concludere il tirocinio"
        actions.end_internship(internship=one, on=date(2026, 11, 20), reason="Finito", by=luca)
        assert panel.months_waiting(one, set(), TODAY) == [date(2026, 11, 1)]
        assert panel.step_of(one, pack_of(one, luca), {date(2026, 11, 1)}, TODAY) is None


def test_an_allowance_leads_back_to_its_internship_for_the_team_only(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        line = actions.confirm_register(register=kitchen.october(one, luca), on=date(2026, 11, 3), by=luca)
        assert panel.internship_of(line, luca) == one
        assert panel.hours_of(kitchen.case, luca) == Decimal("63.5")
    with acting(world.actor("giulia")) as giulia:
        found = Allowance.objects.get()
        assert panel.internship_of(found, giulia) is None
        assert panel.explain(found)["total"] == "€\u00a0373,53"
        assert panel.explain(found)["lines"][-2]["what"] == "In proporzione"
        assert Internship.objects.count() == 0
