"""What other pages show of payments: what waits for whom, a person's account, the numbers of the home."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.core.formats import date_field, money, month, plural
from ciao.internships.enums import AllowanceState
from ciao.internships.models import Allowance, Internship
from ciao.payments.actions.steps import ACTIONS, takers
from ciao.payments.enums import LineState, PayeeState, RunState
from ciao.payments.models import PaidAllowance, Payee, PaymentLine, PaymentRun
from ciao.payments.rules import STEPS, ownership_warning, step_refusal
from ciao.programmes.models import Partnership

NEXT = {
    RunState.DRAFT: "propose", RunState.PROPOSED: "check", RunState.CHECKED: "approve", RunState.APPROVED: "release",
}  # fmt: skip
TITLES = {
    "propose": "Proponi la distinta", "check": "Segna controllata", "approve": "Approva la distinta",
    "release": "Manda alla banca",
}  # fmt: skip
WHYS = {
    "propose": "Gli importi ci sono: passala a chi la controlla.",
    "check": "Guarda riga per riga importi e conti, poi segnala controllata.",
    "approve": "Da qui in poi i conti restano fermi come sono adesso.",
    "release": "Si fa il file dei bonifici, una volta sola: poi lo carichi nel sito della banca.",
}
HANDS = {"propose": "Prepara", "check": "Controlla", "approve": "Approva", "release": "Manda alla banca"}


@dataclass(frozen=True)
class Figures:
    """How many months of allowance wait to be paid, are on their way, were paid, came back."""

    to_pay: int
    under_way: int
    paid: int
    rejected: int


def body_of(actor: Actor) -> Partnership | None:
    """The place in the programme of the body the actor works for."""
    if actor.programme_id is None or actor.organization_id is None:
        return None
    rows = Partnership.objects.filter(programme_id=actor.programme_id, organization_id=actor.organization_id)
    return rows.select_related("organization", "programme__scope").first()


def people_of(case_ids: Iterable[UUID]) -> list[UUID]:
    """The persons of some cases; ids only, because who pays reads no case."""
    wanted = list(case_ids)
    if not wanted:
        return []
    with reporting():
        return list(Case.objects.filter(id__in=wanted).order_by().values_list("person_id", flat=True))


def runs_waiting(actor: Actor) -> list[tuple[PaymentRun, str]]:
    """The runs whose next step this actor may take, with the step."""
    if not may(actor, Action.PAYMENT_VIEW):
        return []
    rows = visible(PaymentRun.objects, actor, Action.PAYMENT_VIEW).filter(state__in=NEXT)
    found = []
    for run in rows.select_related("partnership__organization"):
        verb = NEXT[RunState(run.state)]
        if may(actor, ACTIONS[verb]) and not step_refusal(verb, actor.user_id, takers(run)):
            found.append((run, verb))
    return found


def unanswered(actor: Actor) -> QuerySet[PaymentRun]:
    """Runs at the bank of which no answer is written yet."""
    if not may(actor, Action.COST_EDIT):
        return PaymentRun.objects.none()
    return visible(PaymentRun.objects, actor, Action.PAYMENT_VIEW).filter(state=RunState.RELEASED)


def to_verify(actor: Actor) -> QuerySet[Payee]:
    """Accounts somebody else typed, that this actor may verify."""
    if not may(actor, Action.PAYEE_VERIFY):
        return Payee.objects.none()
    rows = visible(Payee.objects, actor, Action.PAYEE_VIEW).filter(state=PayeeState.TO_VERIFY, is_kept=False)
    return rows.filter(payer_id=actor.organization_id).exclude(recorded_by=actor.mandate_id)


def figures(actor: Actor) -> Figures | None:
    """Months to pay, under way, paid, rejected, as far as the actor reads amounts; None for who does not pay."""
    if not may(actor, Action.PAYMENT_VIEW):
        return None
    live = PaidAllowance.objects.filter(is_live=True).values("allowance_id")
    owed = visible(Allowance.objects, actor, Action.PAYMENT_VIEW).filter(state=AllowanceState.APPROVED)
    lines = visible(PaidAllowance.objects, actor, Action.PAYMENT_VIEW)
    counts = lines.aggregate(
        under_way=Count("id", filter=Q(is_live=True, line__state__in=[LineState.READY, LineState.SENT])),
        paid=Count("id", filter=Q(line__state=LineState.PAID)),
        rejected=Count("id", filter=Q(line__state=LineState.REJECTED)),
    )
    return Figures(owed.exclude(id__in=live).count(), **counts)


def step_of(run: PaymentRun, actor: Actor) -> dict[str, Any]:
    """What comes next for a run, for this reader: a button, or who does it."""
    verb = NEXT.get(RunState(run.state))
    if verb is None:
        return _after(run, actor)
    if not may(actor, ACTIONS[verb]):
        return {
            "title": f"Distinta {run.get_state_display()}",
            "why": f"Tocca a chi {HANDS[verb].lower()}.",
            "kind": "off",
        }
    refusal = step_refusal(verb, actor.user_id, takers(run))
    if refusal:
        return {"title": f"Distinta {run.get_state_display()}", "why": refusal, "kind": "off"}
    url = reverse("payments:step", args=[run.id, verb])
    return {"title": TITLES[verb], "why": WHYS[verb], "url": url, "label": TITLES[verb], "kind": ""}


def hands_of(run: PaymentRun) -> list[dict[str, Any]]:
    """The four steps, each with who took it and when."""
    told = {one.verb: one for one in run.changes.filter(verb__in=STEPS).order_by("changed_at")}
    done = STEPS[: _reached(run)]
    found = []
    for number, verb in enumerate(STEPS):
        one = told.get(verb) if verb in done else None
        state = "done" if one else "now" if number == len(done) and run.state in NEXT else ""
        note = f"{one.changed_by_label.split(',')[0]}, {date_field(one.changed_on)}" if one else ""
        found.append({"label": HANDS[verb], "note": note, "state": state, "letter": str(number + 1)})
    return found


def receipt_words(line: PaymentLine) -> str:
    """The text ready to be sent to the person: plain words, no programme, no account."""
    months = ", ".join(month(one.allowance.month_on) for one in line.allowances.select_related("allowance"))
    day = date_field(line.paid_on) if line.paid_on else date_field(line.run.pays_on)
    verb = "ti abbiamo pagato" if line.state == LineState.PAID else "la banca ti paga"
    words = f"Ciao, il {day} {verb} {money(line.net_amount)} per il tirocinio di {months}."
    if line.withheld_amount:
        words += f" L’indennità è {money(line.gross_amount)}, le tasse trattenute {money(line.withheld_amount)}."
    return f"{words} Se qualcosa non torna, chiamaci."


def account(view: Any) -> Panel | None:
    """The block of the fascicolo: on which account each body pays, and what it already receives."""
    actor, case = view.actor, view.case
    payers = payers_of(case, actor)
    if not payers or not may(actor, Action.PAYEE_VIEW):
        return None
    found = visible(Payee.objects.standing(), actor, Action.PAYEE_VIEW).filter(case=case)
    rows = {one.payer_id: one for one in found}
    shown = [_account_row(name, rows.get(one)) for one, name in payers.items()]
    url = reverse("payments:account", args=[case.id]) if may(actor, Action.PAYEE_EDIT) else ""
    action = "Scrivi o cambia il conto" if url else ""
    context = {"rows": shown, "supports": _supports(case, actor), "reserved": ""}
    if may(actor, Action.CASE_EDIT) and any(one.is_kept for one in rows.values()):
        context["reserved"] = reverse("payments:reserved", args=[case.id])
    return Panel("conto", "Conto per l’indennità", "payments/account_panel.html", context, url=url, action=action)


def payers_of(case: Case, actor: Actor) -> dict[UUID, str]:
    """Who pays an internship of this case, by id."""
    rows = visible(Internship.objects, actor, Action.PAYEE_VIEW).filter(case=case).exclude(state="cancelled")
    return dict(rows.order_by().values_list("payer_id", "payer__name").distinct())


def waiting_words(run: PaymentRun) -> str:
    """«12 righe, € 4.820,00 netti»."""
    rows = list(run.lines.counted())
    net = sum((one.net_amount for one in rows), Decimal(0))
    return f"{plural(len(rows), 'riga', 'righe')}, {money(net)} netti"


def is_late(run: PaymentRun, today: date) -> bool:
    """Past the day the bank was asked to pay, without an answer or still in somebody's hands."""
    return run.pays_on < today and run.state not in (RunState.CLOSED, RunState.CANCELLED)


def _supports(case: Case, actor: Actor) -> list[dict[str, str]]:
    """The income supports of each internship of this case, with where to write them."""
    if not may(actor, Action.INTERNSHIP_EDIT):
        return []
    rows = visible(Internship.objects, actor, Action.INTERNSHIP_EDIT).filter(case=case).exclude(state="cancelled")
    return [_support_row(one) for one in rows.prefetch_related("income_supports")]


def _support_row(one: Internship) -> dict[str, str]:
    told = [f"{row.get_kind_display()}: {row.get_choice_display()}" for row in one.income_supports.all()]
    return {
        "title": f"Tirocinio {one.number}", "why": "; ".join(told) or "Nessun sostegno al reddito scritto.",
        "url": reverse("payments:support", args=[one.id]),
    }  # fmt: skip


def _account_row(name: str, payee: Payee | None) -> dict[str, Any]:
    if payee is None:
        return {"name": name, "text": "manca il conto", "kind": "stop", "icon": "close", "care": ""}
    kind, icon = {"verified": ("ok", "check"), "refused": ("stop", "close")}.get(payee.state, ("warn", "clock"))
    if payee.is_kept:
        kind, icon = "seal", "locked"
    words = payee.mark if payee.is_kept else f"{payee.mark}, {payee.get_state_display()}"
    return {"name": name, "text": words, "kind": kind, "icon": icon, "care": ownership_warning(payee.ownership)}


def _after(run: PaymentRun, actor: Actor) -> dict[str, Any]:
    if run.state == RunState.CLOSED:
        return {"title": "Distinta conclusa", "why": "Ogni riga ha la risposta della banca.", "kind": "off"}
    if run.state == RunState.CANCELLED:
        return {"title": "Distinta annullata", "why": "Non ha pagato nessuno.", "kind": "off"}
    if not may(actor, Action.COST_EDIT):
        return {"title": "Alla banca", "why": "Chi amministra scrive che cosa ha pagato la banca.", "kind": "off"}
    return {
        "title": "Scrivere la risposta della banca", "kind": "", "label": "Segna le righe pagate",
        "why": f"Pagamento chiesto per il {date_field(run.pays_on)}. Quando arriva la contabile, allegala.",
        "url": reverse("payments:paid", args=[run.id]),
    }  # fmt: skip


def _reached(run: PaymentRun) -> int:
    order = [RunState.DRAFT, RunState.PROPOSED, RunState.CHECKED, RunState.APPROVED]
    if run.state in order:
        return order.index(RunState(run.state))
    return 0 if run.state == RunState.CANCELLED else len(STEPS)
