"""What desk asks of money: approvals, expenses, budget lines, sums."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.costs import panel
from ciao.internships.models import Allowance
from tests.cast import World
from tests.costs.stories import allowance, approved, told


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    return told(world)


def test_who_pays_is_offered_the_approval_and_others_are_not(world: World, amina: Case) -> None:
    mine = allowance(world, amina)
    with acting(world.actor("giulia")) as giulia:
        asked = panel.approval(mine, giulia)
        assert asked == {
            "url": f"/indennita/{mine.id}/approva/", "allowed": True, "why_not": "", "withdraw_url": "",
        }  # fmt: skip
        assert list(panel.allowances_to_approve(giulia)) == [mine]
        assert panel.expense_of(mine, giulia) is None
    for name in ("marta", "luca", "chiara"):
        with acting(world.actor(name)) as other:
            assert panel.approval(mine, other) is None
            assert not panel.allowances_to_approve(other).exists()


def test_whoever_computed_it_reads_why_not(world: World, amina: Case) -> None:
    mine = allowance(world, amina)
    Allowance.objects.update(computed_by=world.mandates["giulia"].id)
    with acting(world.actor("giulia")) as giulia:
        asked = panel.approval(Allowance.objects.get(id=mine.id), giulia)
        assert asked
        assert (asked["allowed"], asked["why_not"]) == (False, panel.OWN_REGISTER)


def test_an_approved_one_is_withdrawn_and_a_paid_one_is_left_alone(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        mine = Allowance.objects.get()
        asked = panel.approval(mine, giulia)
        assert asked
        assert asked["withdraw_url"].endswith("/togli-approvazione/")
        assert panel.expense_of(mine, giulia) == expense
        assert list(panel.to_pay(giulia)) == [expense]
        mine.state = "paid"
        assert panel.approval(mine, giulia) is None
    with acting(world.actor("marta")) as marta:
        assert panel.expense_of(Allowance.objects.get(), marta) is None


def test_the_line_behind_an_expense_and_the_sums_for_the_home(world: World, amina: Case) -> None:
    expense = approved(world, amina)
    with acting(world.actor("giulia")) as giulia:
        line = panel.line_of(expense)
        assert (line.amounts.planned, line.amounts.accrued) == (Decimal("60000.50"), Decimal("373.53"))
        mine = panel.budget_summary(world.programme, giulia)
        assert mine
        assert (mine["title"], mine["amounts"].planned) == ("Il budget del tuo ente", Decimal("184986.52"))
    with acting(world.actor("paolo")) as paolo:
        whole = panel.budget_summary(world.programme, paolo)
        assert whole
        assert whole["amounts"].left == Decimal("374612.99")
    with acting(world.actor("chiara")) as chiara:
        assert panel.budget_summary(world.programme, chiara) is None
