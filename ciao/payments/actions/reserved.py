"""The payment of a protected person: her account leaves her protected data only in a file of her own."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.cases.models import Case
from ciao.payments.actions.payees import READER, good
from ciao.payments.actions.steps import keep_file, words_for
from ciao.payments.enums import LineState
from ciao.payments.models import PaymentFile, PaymentLine
from ciao.payments.sepa import Transfer, draw
from ciao.people.actions import reveal_for
from ciao.people.enums import NamedAct


def waiting_reserved(case: Case) -> Sequence[PaymentLine]:
    """The lines sent to the bank whose account the team keeps, and whose file nobody made; ids and amounts only."""
    with acting(job(READER)):
        rows = PaymentLine.objects.filter(case_id=case.id, payee__is_kept=True, state=LineState.SENT)
        return list(rows.select_related("run__partnership").order_by("run__pays_on"))


@transaction.atomic
def issue_reserved_file(*, line: PaymentLine, case: Case, by: Actor) -> PaymentFile:
    """The file with this one transfer, made by named staff and kept in the protected circle; it is logged as a read.

    Raises `NotPossible` for who is not named, without an IBAN, or where there is nothing to pay.
    """
    ensure(by, Action.CASE_EDIT)
    there = PaymentFile.objects.filter(line_id=line.id).first()
    if there is not None:
        return there
    with acting(job(READER)):
        waiting = PaymentLine.objects.filter(id=line.id, case_id=case.id, state=LineState.SENT).select_related("run")
        found = waiting.select_related("run").first()
        words = words_for(found) if found else ""
    if found is None or found.net_amount <= 0:
        raise NotPossible("Non c’è niente da pagare: la distinta non è ancora alla banca.")
    shown = reveal_for(act=NamedAct.PAYMENT, person=case.person, by=by)
    if not shown.iban:
        raise NotPossible("Manca l’IBAN nei dati protetti: scrivilo lì, poi torna qui.")
    drawn = draw(
        debtor_name=found.run.debtor_name, debtor_iban=found.run.debtor_iban, pays_on=found.run.pays_on,
        transfers=[Transfer(found.code, shown.full_name, good(shown.iban).iban, found.net_amount, words)],
    )  # fmt: skip
    return keep_file(found.run, drawn, level=Level.PROTECTED, scope_id=shown.scope_id, by=by, line=found)
