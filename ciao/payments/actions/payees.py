"""An account on which to pay a person: typed by one, verified by another, replaced and never overwritten."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import date

from django.db import transaction

from ciao.access.actions import grant
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant, Scope
from ciao.access.requires import ensure
from ciao.cases.models import Case
from ciao.core import clock
from ciao.costs.actions.expenses import lock
from ciao.partners.models import Organization
from ciao.payments.enums import Ownership, VerifiedBy
from ciao.payments.lifecycle import PAYEE
from ciao.payments.models import Payee, PayeeAccount, PaymentRun
from ciao.payments.rules import Account, BadAccount, check_iban
from ciao.people.actions import circle_for, keeper
from ciao.people.actions.protection import seal_rows
from ciao.people.models import Protection
from ciao.programmes.models import Mandate

READER = "payment_readers"
PAYER_ACCOUNTS = "paga la persona: conto"
PAYER_RUNS = "paga: distinta"


@transaction.atomic
def record_payee(
    *, case: Case, payer: Organization, ownership: Ownership | str, by: Actor, iban: str = "", holder: str = "",
    agreement: str = "", row_id: uuid.UUID | None = None,
) -> Payee:  # fmt: skip
    """The account a body pays a person on; it takes the place of the one before and is not payable until verified.

    Of a protected person nothing is written here: the account stands in her protected data. `row_id` makes sending
    twice harmless. Raises `NotPossible` for a bad IBAN, or an account not hers without who and why.
    """
    ensure(by, Action.PAYEE_EDIT)
    found = Payee.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    row = Payee(
        id=row_id or uuid.uuid4(), scope_id=case.scope_id, case=case, payer=payer, ownership=Ownership(ownership),
        recorded_by=by.id, recorded_by_label=by.label,
    )  # fmt: skip
    row.is_kept = is_protected(case)
    account = None if row.is_kept else _account(row, iban, holder, agreement)
    for before in Payee.objects.standing().filter(case=case, payer=payer):
        PAYEE.move(before, "replace", by=by, on=clock.today())
    row.save(force_insert=True)
    if account is not None:
        with acting(job(READER)):
            account.save(force_insert=True)
        _let_payer_in(row, by)
    if row.is_kept:
        _seal_accounts(case)
    return row


@transaction.atomic
def verify_payee(*, payee: Payee, iban: str, how: VerifiedBy | str, on: date, by: Actor) -> Payee:
    """A second person reads the account from its source and types it again; only then money may go there.

    Raises `NotPossible` for who typed it, or where the two do not agree.
    """
    ensure(by, Action.PAYEE_VERIFY)
    lock(payee)
    if payee.recorded_by and same_user(payee.recorded_by, by):
        raise NotPossible("Questo conto l’hai scritto tu: lo verifica qualcun altro.")
    account = PayeeAccount.objects.filter(payee=payee).first()
    if account is None:
        raise NotPossible("Questo conto lo tiene chi segue la persona: qui non c’è niente da verificare.")
    if good(iban).iban != account.iban:
        raise NotPossible(
            "L’IBAN che hai scritto non è quello registrato. Ricontrolla sul documento: se quello registrato è "
            "sbagliato, rimandalo da correggere."
        )
    payee.verified_on, payee.verified_how = on, VerifiedBy(how)
    payee.verified_by, payee.verified_by_label = by.id, by.label
    payee.save(update_fields=["verified_on", "verified_how", "verified_by", "verified_by_label"])
    PAYEE.move(payee, "verify", by=by, on=on)
    return payee


@transaction.atomic
def refuse_payee(*, payee: Payee, reason: str, on: date, by: Actor) -> Payee:
    """Correction: the account is wrong, or the bank sent the money back; nothing is paid there until a new one."""
    ensure(by, Action.PAYEE_VERIFY)
    lock(payee)
    PAYEE.move(payee, "refuse", by=by, on=on, reason=reason)
    return payee


def expected_grants(day: date) -> Iterator[tuple[uuid.UUID, uuid.UUID, int, str]]:
    """Circle, holder, level and reason of every permission that paying gives, for whoever recomputes them all."""
    with acting(job(READER)):
        accounts = list(Payee.objects.filter(is_kept=False).order_by().values_list("scope_id", "payer_id").distinct())
        runs = list(PaymentRun.objects.order_by().values_list("scope_id", "partnership__organization_id"))
    for scope_id, payer_id in accounts:
        yield scope_id, payer_id, int(Level.PAYEE), PAYER_ACCOUNTS
    for scope_id, payer_id in runs:
        yield scope_id, payer_id, int(Level.MONEY | Level.PAYEE), PAYER_RUNS


def is_protected(case: Case) -> bool:
    """Whether the person's account may stand only in her protected data; asked by a job that shows it to nobody."""
    with keeper():
        return circle_for(case.person_id, case.scope_id) != case.scope_id


def protected_among(case_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of some cases, those whose account may stand only in protected data; the same job, in one query."""
    with keeper():
        people = Protection.objects.standing().values("person_id")
        return set(Case.objects.filter(id__in=case_ids, person_id__in=people).values_list("id", flat=True))


def same_user(mandate_id: uuid.UUID, by: Actor) -> bool:
    """Whether the user behind the actor, under whatever mandate, is who acted then."""
    return by.user_id is not None and Mandate.objects.filter(id=mandate_id, user_id=by.user_id).exists()


def good(iban: str) -> Account:
    """The account as the rules read it; raises `NotPossible` with their sentence."""
    try:
        return check_iban(iban)
    except BadAccount as problem:
        raise NotPossible(str(problem)) from problem


def _account(row: Payee, iban: str, holder: str, agreement: str) -> PayeeAccount:
    account = good(iban)
    if not holder.strip():
        raise NotPossible("Scrivi a chi è intestato il conto.")
    if row.ownership != Ownership.OWN and len(agreement.strip()) < 10:
        raise NotPossible("Il conto non è solo suo: scrivi di chi è e che cosa ha deciso la persona, in una frase.")
    row.country, row.tail = account.country, account.tail
    return PayeeAccount(
        scope_id=row.scope_id, payee=row, holder=holder.strip(), iban=account.iban, agreement=agreement.strip()
    )


def _seal_accounts(case: Case) -> None:
    """What was written before the protection goes where only named staff enter, with its past."""
    with keeper():
        circle = Scope.objects.get(id=circle_for(case.person_id, case.scope_id))
        seal_rows(list(PayeeAccount.objects.filter(payee__case=case)), circle)
        Payee.objects.filter(case=case).update(tail="", country="")


def _let_payer_in(row: Payee, by: Actor) -> None:
    held = Grant.objects.filter(scope_id=row.scope_id, holder_id=row.payer_id, why=PAYER_ACCOUNTS)
    if not held.valid_on(clock.today()).exists():
        grant(
            scope=row.scope, holder_kind="organization", holder_id=row.payer_id, level=Level.PAYEE,
            why=PAYER_ACCOUNTS, by=by,
        )  # fmt: skip
