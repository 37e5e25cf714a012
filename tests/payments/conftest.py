"""People to pay, and the four hands that pay them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actions import grant
from ciao.access.actor import Actor, acting
from ciao.access.enums import Level
from ciao.cases.actions import add_worker, open_case
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case
from ciao.internships.models import Allowance
from ciao.payments import actions
from ciao.payments.models import Payee, PaymentRun
from ciao.programmes.models import Partnership
from tests.budget.sheets import partnership
from tests.cast import World, _worker
from tests.conftest import TODAY
from tests.costs.stories import allowance, approved, paper, told

IBAN, OTHER_IBAN, DEBTOR = "IT60X0542811101000000123456", "DE89370400440532013000", "IT40S0542811101000000123456"
PAYS_ON = date(2026, 11, 27)
HANDS = [("bruno", "Bruno", "partner_administrator"), ("rita", "Rita", "partner_administrator"),
         ("vera", "Vera", "partner_administrator"), ("sergio", "Sergio", "reporting_officer")]  # fmt: skip


@dataclass
class Office:
    """The cooperative's office, and Amina whom it pays."""

    world: World
    case: Case
    partnership: Partnership

    def by(self, name: str) -> Actor:
        return self.world.actor(name)

    def owe(self, case: Case | None = None, **more: Any) -> Allowance:
        """An approved allowance, due and not paid."""
        expense = approved(self.world, case or self.case, **more)
        assert expense.allowance_id is not None
        return Allowance.objects.get(id=expense.allowance_id)

    def account(self, case: Case | None = None, *, verified: bool = True, **more: Any) -> Payee:
        given: dict[str, Any] = {"ownership": "own", "iban": IBAN, "holder": "Amina", **more}
        with acting(self.by("luca")) as luca:
            row = actions.record_payee(
                case=case or self.case, payer=self.world.organizations["cooperativa"], by=luca, **given
            )
        if verified and not row.is_kept:
            with acting(self.by("giulia")) as giulia:
                found = Payee.objects.get(id=row.id)
                actions.verify_payee(payee=found, iban=given["iban"], how="paper", on=TODAY, by=giulia)
        return Payee.objects.get(id=row.id)

    def prepared(self, *cases: Case, by: str = "giulia", **more: Any) -> PaymentRun:
        given: dict[str, Any] = {
            "pays_on": PAYS_ON, "debtor_name": "Cooperativa La Quercia", "debtor_iban": DEBTOR, **more,
        }  # fmt: skip
        with acting(self.by(by)) as actor:
            run = actions.prepare_run(
                partnership=self.partnership, case_ids=[one.id for one in cases or (self.case,)], by=actor, **given
            )
        return self.again(run)

    def moved(self, run: PaymentRun, *steps: tuple[str, str]) -> PaymentRun:
        for verb, name in steps:
            with acting(self.by(name)) as actor:
                getattr(actions, f"{verb}_run")(run=self.again(run), on=TODAY, by=actor)
        return self.again(run)

    def approved_run(self, *cases: Case) -> PaymentRun:
        run = self.prepared(*cases)
        return self.moved(run, ("propose", "giulia"), ("check", "bruno"), ("approve", "rita"))

    def released(self, *cases: Case) -> PaymentRun:
        return self.moved(self.approved_run(*cases), ("release", "vera"))

    def paid(self, run: PaymentRun, by: str = "giulia", **more: Any) -> list[Any]:
        with acting(self.by(by)) as actor:
            row = self.again(run)
            return actions.record_paid(
                run=row, lines=list(row.lines.filter(state="sent")), paid_on=TODAY, proof=paper(), by=actor, **more
            )

    def again(self, run: PaymentRun) -> PaymentRun:
        return PaymentRun.objects.select_related("partnership__programme", "scope").get(id=run.id)

    def person(self, name: str) -> Case:
        """Somebody else in Marta's care, with Luca beside."""
        with acting(self.by("marta")) as marta:
            case = open_case(
                programme=self.world.programme, manager=self.world.mandates["marta"], opened_on=date(2026, 3, 12),
                by=marta, person={"given_name": name}, identity={"gender": "F"},
            )  # fmt: skip
            self.follow(case, marta)
        return case

    def follow(self, case: Case, by: Actor) -> None:
        """Luca beside her, and the cooperative that pays reads the amounts, as an internship opened lets it."""
        add_worker(
            case=case, mandate=self.world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 4, 1), by=by
        )
        body = self.world.organizations["cooperativa"]
        grant(scope=case.scope, holder_kind="organization", holder_id=body.id, level=Level.MONEY, why="paga", by=by)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def office(world: World) -> Office:
    case = told(world)
    for key, name, role in HANDS:
        world.mandates[key] = _worker(world, name, role, "capofila" if role == "reporting_officer" else "cooperativa")
    found = Office(world, case, partnership(world, "cooperativa"))
    with acting(world.actor("marta")) as marta:
        found.follow(case, marta)
    return found


@pytest.fixture
def due(office: Office) -> Allowance:
    """€ 373,53 of October, with an account that was verified."""
    office.account()
    return office.owe()


def euro(text: str) -> Decimal:
    return Decimal(text)


__all__ = ["DEBTOR", "IBAN", "OTHER_IBAN", "PAYS_ON", "Office", "allowance", "euro"]
