"""The four hands a run passes through: whoever takes one step takes no other."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core.formats import month
from ciao.costs.actions.expenses import lock
from ciao.payments.actions.payees import READER, protected_among
from ciao.payments.enums import LineState, RunState
from ciao.payments.lifecycle import LINE, RUN
from ciao.payments.models import PayeeAccount, PayeeSnapshot, PaymentFile, PaymentLine, PaymentRun
from ciao.payments.rules import STEPS, step_refusal
from ciao.payments.sepa import DEFAULT, BankFile, NoTransfer, Transfer, draw
from ciao.programmes.models import Mandate

ACTIONS = {
    "propose": Action.PAYMENT_PREPARE, "check": Action.PAYMENT_CHECK, "approve": Action.PAYMENT_APPROVE,
    "release": Action.PAYMENT_RELEASE,
}  # fmt: skip


@transaction.atomic
def propose_run(*, run: PaymentRun, on: date, by: Actor) -> PaymentRun:
    """Whoever prepared it says it is ready; each account must still be payable."""
    _begin(run, "propose", by)
    ready = _ready(run)
    if not ready:
        raise NotPossible("La distinta non ha nessuna riga: annullala, o preparane un’altra.")
    _check_accounts(ready)
    RUN.move(run, "propose", by=by, on=on)
    return run


@transaction.atomic
def check_run(*, run: PaymentRun, on: date, by: Actor) -> PaymentRun:
    """A second person went through the amounts, line by line."""
    _begin(run, "check", by)
    _check_accounts(_ready(run))
    RUN.move(run, "check", by=by, on=on)
    return run


@transaction.atomic
def approve_run(*, run: PaymentRun, on: date, by: Actor) -> PaymentRun:
    """A third person says yes; from here on accounts are frozen as they are now."""
    _begin(run, "approve", by)
    ready = _ready(run)
    _check_accounts(ready)
    RUN.move(run, "approve", by=by, on=on)
    with acting(job(READER)):
        accounts = {one.payee_id: one for one in PayeeAccount.objects.filter(payee__in=[row.payee_id for row in ready])}
        for row in ready:
            if not row.payee.is_kept:
                found = accounts[row.payee_id]
                PayeeSnapshot(
                    scope_id=run.scope_id, line=row, holder=found.holder, iban=found.iban, frozen_by=by.id
                ).save(force_insert=True)
    return run


@transaction.atomic
def release_run(*, run: PaymentRun, on: date, by: Actor, schema: str = DEFAULT) -> PaymentRun:
    """A fourth person makes the file for the bank; asked twice, the second is told it was sent already."""
    _begin(run, "release", by)
    if run.state in (RunState.RELEASED, RunState.CLOSED):
        raise NotPossible("La distinta è già stata mandata alla banca: il file è quello, non se ne fa un altro.")
    ready = _ready(run)
    RUN.move(run, "release", by=by, on=on)
    drawn = _drawn(run, ready, schema)
    if drawn is not None:
        with acting(job(READER)):
            keep_file(run, drawn, level=Level.PAYEE, scope_id=run.scope_id, by=by)
    for row in ready:
        LINE.move(row, "send", by=by, on=on)
    return run


@transaction.atomic
def send_back(*, run: PaymentRun, reason: str, on: date, by: Actor) -> PaymentRun:
    """Correction: something is to mend before it goes on; whoever may check or approve sends it back."""
    ensure(by, Action.PAYMENT_APPROVE)
    lock(run)
    RUN.move(run, "send_back", by=by, on=on, reason=reason)
    return run


@transaction.atomic
def cancel_run(*, run: PaymentRun, reason: str, on: date, by: Actor) -> PaymentRun:
    """Correction: nothing of it is paid, and its allowances wait for another run."""
    ensure(by, Action.PAYMENT_APPROVE)
    lock(run)
    RUN.move(run, "cancel", by=by, on=on, reason=reason)
    for row in _ready(run):
        row.allowances.update(is_live=False)
    return run


def takers(run: PaymentRun) -> dict[str, UUID | None]:
    """Which user took each step; who began to prepare the run took its first."""
    told = run.changes.filter(verb__in=STEPS).order_by("changed_at").values_list("verb", "changed_by")
    by_step: dict[str, UUID | None] = {"propose": run.recorded_by, **dict(told)}
    users = dict(Mandate.objects.filter(id__in=[one for one in by_step.values() if one]).values_list("id", "user_id"))
    return {verb: users.get(who) if who else None for verb, who in by_step.items()}


def keep_file(
    run: PaymentRun, drawn: BankFile, *, level: Level, scope_id: UUID, by: Actor, line: PaymentLine | None = None
) -> PaymentFile:
    """The file as it was made, in the circle of who may read it."""
    row = PaymentFile(
        scope_id=scope_id, level=int(level), run=run, line=line,
        case_id=line.case_id if line else None, schema=drawn.schema, content=drawn.content,
        sha256=drawn.sha256, lines_count=drawn.lines_count, total_amount=drawn.total_amount, made_by=by.id,
        made_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def words_for(line: PaymentLine) -> str:
    """What the person reads on her bank statement: no programme, no name."""
    months = [month(one) for one in line.allowances.order_by("allowance__month_on").values_list(
        "allowance__month_on", flat=True).distinct()]  # fmt: skip
    return f"Indennita di tirocinio {', '.join(months)} - {line.code}"


def _begin(run: PaymentRun, verb: str, by: Actor) -> None:
    """The right, the lock against two tabs, and that no hand comes back."""
    ensure(by, ACTIONS[verb])
    lock(run)
    refusal = step_refusal(verb, by.user_id, takers(run))
    if refusal:
        raise NotPossible(refusal)
    _check_protected(_ready(run))


def _ready(run: PaymentRun) -> list[PaymentLine]:
    return list(run.lines.filter(state=LineState.READY).select_related("payee", "run"))


def _check_accounts(ready: list[PaymentLine]) -> None:
    """An account replaced or sent back since is never paid: the line is to take out, or prepared anew."""
    stopped = [f"riga {row.position} (tirocinio {row.internship_number})" for row in ready if not row.payee.is_payable]
    if stopped:
        raise NotPossible(
            f"Il conto è cambiato o non è verificato: {', '.join(stopped)}. Togli la riga: "
            "la persona entra nella prossima distinta, quando il conto è verificato."
        )


def _check_protected(ready: list[PaymentLine]) -> None:
    """A person protected since the run was prepared is never named to the bank by it, however far it has come."""
    protected = protected_among([row.case_id for row in ready])
    for row in ready:
        if row.case_id in protected and not row.payee.is_kept:
            raise NotPossible(
                f"Il conto della riga {row.position} non si usa più: chi segue la persona lo riscrive. "
                "Togli la riga, o annulla la distinta se è già approvata."
            )


def _drawn(run: PaymentRun, ready: list[PaymentLine], schema: str) -> BankFile | None:
    with acting(job(READER)):
        snapshots = {one.line_id: one for one in PayeeSnapshot.objects.filter(line__in=[row.id for row in ready])}
        transfers = [
            Transfer(row.code, snapshots[row.id].holder, snapshots[row.id].iban, row.net_amount, words_for(row))
            for row in ready
            if row.id in snapshots and row.net_amount > 0
        ]
    if not transfers:
        return None
    try:
        return draw(
            debtor_name=run.debtor_name, debtor_iban=run.debtor_iban, pays_on=run.pays_on, transfers=transfers,
            schema=schema,
        )  # fmt: skip
    except NoTransfer as problem:
        raise NotPossible(str(problem)) from problem
