"""The demo's payments: accounts verified, one run paid but for a line sent back, one to check, accounts to verify."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.core.files.base import ContentFile

from ciao.access.actor import Actor, acting
from ciao.cases.models import Case
from ciao.core.money import cents
from ciao.desk.demo.crew import PAPER, Crew
from ciao.desk.demo.placements import HERS
from ciao.partners.models import Organization
from ciao.payments import actions
from ciao.payments.models import Payee, PaymentLine, PaymentRun
from ciao.programmes.models import Partnership

DEBTOR = "IT40S0542811101000000123456"
PREPARES, CHECKS, APPROVES, RELEASES = "giulia", "rosa", "paolo", "vera"
IRAP = Decimal("0.085")
FIRST_BANK = 5428


def play(crew: Crew) -> int:
    """Pays part of what the cooperative owes; returns how many runs there are."""
    with acting(crew.actor(PREPARES)) as by:
        body = Partnership.objects.select_related("organization", "programme__scope").get(
            programme=crew.programme, organization__name=HERS[1]
        )
        owed = actions.candidates(body, by)
    if len(owed) < 2:
        return 0
    _accounts(crew, [one.case_id for one in owed], body.organization)
    half = max(len(owed) // 2, 2)
    first, second = [one.case_id for one in owed[:half]], [one.case_id for one in owed[half:]]
    _pay(crew, _run(crew, body, first, 3))
    if second:
        _run(crew, body, second, -4)
    with crew.on(crew.today), acting(crew.actor(HERS[0])) as tutor:
        case = Case.objects.get(id=first[-1])
        _write(case, body.organization, _iban(len(owed)), tutor)
    return 1 + bool(second)


def _accounts(crew: Crew, case_ids: list[UUID], payer: Organization) -> None:
    """The tutor writes an account, the office verifies it; one is shared with a sister."""
    for number, case_id in enumerate(case_ids):
        iban, day = _iban(number), crew.today - timedelta(days=5)
        with crew.on(day - timedelta(days=1)), acting(crew.actor(HERS[0])) as tutor:
            row = _write(Case.objects.get(id=case_id), payer, iban, tutor, is_shared=number == 0)
        if not row.is_kept:
            with crew.on(day), acting(crew.actor(PREPARES)) as office:
                found = Payee.objects.get(id=row.id)
                actions.verify_payee(payee=found, iban=iban, how="paper", on=day, by=office)


def _write(case: Case, payer: Organization, iban: str, by: Actor, *, is_shared: bool = False) -> Payee:
    return actions.record_payee(
        case=case, payer=payer, ownership="shared" if is_shared else "own", iban=iban, by=by,
        holder=f"{case.person.given_name} {case.person.family_name}".strip(),
        agreement="È anche della sorella: lo ha scelto lei, parlandone da sola." if is_shared else "",
    )  # fmt: skip


def _run(crew: Crew, body: Partnership, case_ids: list[UUID], days_ago: int) -> PaymentRun:
    """Prepared and proposed, with what the payroll office said."""
    day = crew.today - timedelta(days=4)
    with crew.on(day), acting(crew.actor(PREPARES)) as by:
        run = actions.prepare_run(
            partnership=body, case_ids=case_ids, pays_on=crew.today - timedelta(days=days_ago),
            debtor_name=body.organization.name, debtor_iban=DEBTOR, by=by,
        )  # fmt: skip
        for line in run.lines.select_related("run"):
            actions.write_amounts(line=line, withheld=Decimal(0), charges=cents(line.gross_amount * IRAP), by=by)
        return actions.propose_run(run=run, on=day, by=by)


def _pay(crew: Crew, run: PaymentRun) -> None:
    """Through the other three hands; the bank pays all but the last line, whose account was closed."""
    day = crew.today - timedelta(days=3)
    for act, key in (
        (actions.check_run, CHECKS), (actions.approve_run, APPROVES), (actions.release_run, RELEASES),
    ):  # fmt: skip
        with crew.on(day), acting(crew.actor(key)) as by:
            act(run=PaymentRun.objects.get(id=run.id), on=day, by=by)
    paid = crew.today - timedelta(days=1)
    with crew.on(paid), acting(crew.actor(PREPARES)) as by:
        row = PaymentRun.objects.get(id=run.id)
        lines = list(row.lines.select_related("run"))
        if len(lines) > 1:
            last: PaymentLine = lines.pop()
            actions.reject_line(line=last, reason="Il conto è chiuso", on=paid, by=by)
        actions.record_paid(
            run=row,
            lines=lines,
            paid_on=paid,
            proof=ContentFile(PAPER, "contabile.pdf"),
            reference="CRO 26112026",
            by=by,
        )


def _iban(number: int) -> str:
    """An invented Italian account with good check digits."""
    bank = f"X0{FIRST_BANK}11101{number + 123456:012}"
    digits = "".join(str(int(one, 36)) for one in f"{bank}IT00")
    return f"IT{98 - int(digits) % 97:02}{bank}"
