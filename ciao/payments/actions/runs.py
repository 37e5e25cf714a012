"""Who may be paid, and a run being prepared: lines, withholdings, charges."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from ciao.access.actions import grant, open_scope
from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import money, month
from ciao.costs.actions.expenses import check_partner, lock
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance
from ciao.internships.rules import month_days
from ciao.payments.actions.payees import PAYER_RUNS, good, protected_among
from ciao.payments.enums import LineState, PayeeState, RunState
from ciao.payments.lifecycle import LINE
from ciao.payments.models import IncomeSupport, PaidAllowance, Payee, PaymentLine, PaymentRun
from ciao.payments.payroll import Found
from ciao.payments.rules import amounts_fault, is_held_back, netted, ownership_warning, support_warning
from ciao.programmes.models import Partnership
from ciao.programmes.numbers import next_number


@dataclass(frozen=True)
class Candidate:
    """What one person is owed by a body: her approved allowances, the sum, the account, and what to look at.

    `stop` says why she cannot be paid now; `is_held_back` that an income support asks to leave her out.
    """

    case_id: uuid.UUID
    number: int
    allowances: list[Allowance]
    gross_amount: Decimal
    payee: Payee | None
    stop: str = ""
    warnings: list[str] = field(default_factory=list)
    is_held_back: bool = False

    @property
    def months(self) -> str:
        """«ottobre 2026, novembre 2026», a difference said as such."""
        return ", ".join(f"{month(one.month_on)}{' (differenza)' if one.line > 1 else ''}" for one in self.allowances)

    @property
    def title(self) -> str:
        """«Tirocinio 57»: who pays reads no name before the account."""
        return f"Tirocinio {self.number}"


def candidates(partnership: Partnership, by: Actor) -> list[Candidate]:
    """Everybody this body owes an approved allowance that no run holds, in a fixed number of queries."""
    rows = visible(Allowance.objects, by, Action.PAYMENT_VIEW).filter(
        payer_id=partnership.organization_id, state=AllowanceState.APPROVED
    )
    rows = rows.exclude(id__in=PaidAllowance.objects.filter(is_live=True).values("allowance_id"))
    by_case: dict[uuid.UUID, list[Allowance]] = defaultdict(list)
    found = list(rows.order_by("month_on", "line"))
    cases = _cases_of([one.id for one in found], partnership)
    for one in found:
        if one.id in cases:
            by_case[cases[one.id][0]].append(one)
    payees = {
        one.case_id: one
        for one in Payee.objects.standing().filter(case_id__in=by_case, payer_id=partnership.organization_id)
    }
    supports = _supports(cases)
    for case_id in protected_among(list(by_case)):
        if case_id in payees and not payees[case_id].is_kept:
            payees[case_id].state = PayeeState.REFUSED  # in memory: it is to be written anew by who follows her
    people = [_candidate(case_id, rows, payees.get(case_id), supports, cases) for case_id, rows in by_case.items()]
    return sorted(people, key=lambda one: one.number)


@transaction.atomic
def prepare_run(
    *, partnership: Partnership, case_ids: Collection[uuid.UUID], pays_on: date, debtor_name: str, debtor_iban: str,
    by: Actor, row_id: uuid.UUID | None = None,
) -> PaymentRun:  # fmt: skip
    """A run with one line for each person chosen, in a circle of its own; `row_id` makes sending twice harmless.

    Raises `NotPossible` for nobody chosen, a person who cannot be paid now, a bad account, or a day gone by.
    """
    ensure(by, Action.PAYMENT_PREPARE)
    there = PaymentRun.objects.filter(id=row_id).first() if row_id else None
    if there is not None:
        return there
    check_partner(partnership)
    if pays_on < clock.today():
        raise NotPossible("La banca non paga in un giorno già passato: scegli oggi o un giorno dopo.")
    chosen = _chosen(candidates(partnership, by), case_ids)
    account = good(debtor_iban)
    scope = open_scope(ScopeKind.PAYMENT, parent=partnership.programme.scope)
    run = PaymentRun(
        id=row_id or uuid.uuid4(), scope=scope, partnership=partnership, pays_on=pays_on,
        number=next_number(partnership.programme, "payment_run"), debtor_name=debtor_name.strip()[:70],
        debtor_iban=account.iban, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    grant(
        scope=scope, holder_kind="organization", holder_id=partnership.organization_id,
        level=Level.MONEY | Level.PAYEE, why=PAYER_RUNS, by=by,
    )  # fmt: skip
    run.save(force_insert=True)
    for position, one in enumerate(chosen, 1):
        _add_line(run, position, one, by)
    return run


@transaction.atomic
def write_amounts(*, line: PaymentLine, withheld: Decimal, charges: Decimal, by: Actor) -> PaymentLine:
    """What is withheld and what the body pays besides, euro; only while the run is prepared."""
    ensure(by, Action.PAYMENT_PREPARE)
    check_draft(line.run)
    fault = amounts_fault(line.gross_amount, withheld, charges)
    if fault:
        raise NotPossible(fault)
    if (line.withheld_amount, line.charges_amount) != (withheld, charges):
        line.withheld_amount, line.charges_amount = withheld, charges
        line.save(update_fields=["withheld_amount", "charges_amount"])
    return line


@transaction.atomic
def load_amounts(*, run: PaymentRun, found: Sequence[Found], by: Actor) -> int:
    """The payroll office's table, all of it or nothing; returns how many lines it wrote."""
    lines = {one.code: one for one in run.lines.filter(state=LineState.READY).select_related("run")}
    if any(one.faults for one in found):
        raise NotPossible("Il file ha righe da correggere: non è stato caricato niente.")
    for one in found:
        write_amounts(line=lines[one.code], withheld=one.withheld, charges=one.charges, by=by)
    return len(found)


@transaction.atomic
def leave_out(*, line: PaymentLine, reason: str, on: date, by: Actor) -> PaymentLine:
    """A person is taken out of a run being prepared; her allowances wait for the next."""
    ensure(by, Action.PAYMENT_PREPARE)
    check_draft(line.run)
    LINE.move(line, "leave_out", by=by, on=on, reason=reason)
    line.allowances.update(is_live=False)
    return line


def check_draft(run: PaymentRun) -> None:
    """The run is still being prepared, and is kept from others until this ends."""
    lock(run)
    if run.state != RunState.DRAFT:
        raise NotPossible(f"La distinta è {RunState(run.state).label}: per cambiarla va rimandata indietro.")


def _chosen(people: Sequence[Candidate], case_ids: Collection[uuid.UUID]) -> list[Candidate]:
    wanted = set(case_ids)
    chosen = [one for one in people if one.case_id in wanted]
    if not wanted:
        raise NotPossible("Scegli almeno una persona da pagare.")
    if len(chosen) != len(wanted):
        raise NotPossible("Qualcuno è già in un’altra distinta, o non è più da pagare: ricarica la pagina.")
    stopped = [f"{one.title}: {one.stop}" for one in chosen if one.stop]
    if stopped:
        raise NotPossible(" ".join(stopped))
    return chosen


def _add_line(run: PaymentRun, position: int, one: Candidate, by: Actor) -> None:
    line = PaymentLine(
        scope_id=run.scope_id, run=run, case_id=one.case_id, payee=one.payee, position=position,
        internship_number=one.number, gross_amount=one.gross_amount, recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    line.save(force_insert=True)
    for row in one.allowances:
        PaidAllowance(scope_id=run.scope_id, line=line, allowance=row, due_amount=row.due_amount).save(
            force_insert=True
        )


def _cases_of(
    allowance_ids: Sequence[uuid.UUID], partnership: Partnership
) -> dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID]]:
    """The case and the internship of some allowances of this programme; ids only, because who pays reads neither."""
    up = "register__internship"
    with reporting():
        rows = Allowance.objects.filter(
            id__in=allowance_ids, **{f"{up}__case__programme_id": partnership.programme_id}
        ).order_by()
        return {one: (case, stage) for one, case, stage in rows.values_list("id", f"{up}__case_id", up)}


def _supports(cases: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID]]) -> list[IncomeSupport]:
    return list(IncomeSupport.objects.filter(internship_id__in={stage for _, stage in cases.values()}))


def _candidate(
    case_id: uuid.UUID, rows: list[Allowance], payee: Payee | None, supports: Sequence[IncomeSupport],
    cases: dict[uuid.UUID, tuple[uuid.UUID, uuid.UUID]],
) -> Candidate:  # fmt: skip
    pays, owes = netted({case_id: [one.due_amount for one in rows]})
    held = [one for one in supports if any(_touches(one, row, cases[row.id][1]) for row in rows)]
    warnings = [support_warning(one.get_kind_display(), one.choice) for one in held]
    if payee is not None and (said := ownership_warning(payee.ownership)):
        warnings.append(said)
    return Candidate(
        case_id, rows[-1].internship_number, rows, pays.get(case_id, Decimal(0)), payee,
        _stop(owes.get(case_id), payee), warnings, is_held_back(one.choice for one in held),
    )  # fmt: skip


def _touches(support: IncomeSupport, row: Allowance, internship_id: uuid.UUID) -> bool:
    last = month_days(row.month_on)[-1]
    begun = support.starts_on <= last and (support.ends_on is None or support.ends_on >= row.month_on)
    return support.internship_id == internship_id and begun


def _stop(owes: Decimal | None, payee: Payee | None) -> str:
    if owes is not None:
        return f"Deve restituire {money(owes)}: si compensa con il mese prossimo."
    if payee is None:
        return "Manca il conto: lo scrive chi segue il tirocinio."
    if not payee.is_payable:
        return f"Il conto è {payee.get_state_display()}."
    return ""
