"""The runs, the page of one, and a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.core.formats import date_field, money, plural
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.payments import actions, panel
from ciao.payments.actions import Candidate
from ciao.payments.enums import LineState, RunState
from ciao.payments.forms import PrepareForm
from ciao.payments.models import PayeeAccount, PayeeSnapshot, PaymentFile, PaymentLine, PaymentRun
from ciao.payments.views import body_in, find_run, log, log_run
from ciao.programmes.models import Partnership

MARKS = {
    RunState.CLOSED: ("ok", "check"), RunState.CANCELLED: ("", "ban"), RunState.RELEASED: ("info", "clock"),
}  # fmt: skip
LINE_MARKS = {
    LineState.PAID: ("ok", "check"), LineState.REJECTED: ("stop", "close"), LineState.LEFT_OUT: ("", "ban"),
}  # fmt: skip


@requires(Action.PAYMENT_VIEW)
def runs(request: HttpRequest) -> HttpResponse:
    """The runs one may see, after what waits for whoever reads."""
    by = acting_in(request)
    rows = visible(PaymentRun.objects, by, Action.PAYMENT_VIEW).select_related("partnership__organization")
    body = panel.body_of(by)
    people = actions.candidates(body, by) if body and may(by, Action.PAYMENT_PREPARE) else []
    payable = [one for one in people if not one.stop]

    def read(shown: list[PaymentRun]) -> None:
        ids = [one.case_id for one in people]
        if body is not None:
            log(by, body.programme.scope_id, "distinte di pagamento", ids)

    context = {
        "payable": payable, "stopped": [one for one in people if one.stop], "figures": panel.figures(by),
        "waiting": panel.runs_waiting(by)[:5], "to_verify": panel.to_verify(by).count(),
        "payable_title": plural(len(payable), "persona da pagare", "persone da pagare"),
    }  # fmt: skip
    return listing().answer(request, rows, on_read=read, **context)


@requires(Action.PAYMENT_PREPARE)
def prepare(request: HttpRequest) -> HttpResponse:
    """Who is owed what, all in one table; those who may be paid are chosen already."""
    by, body = acting_in(request), body_in(request)
    people = actions.candidates(body, by)
    log(by, body.programme.scope_id, "preparazione di un pagamento", [one.case_id for one in people])
    form = PrepareForm(request.POST or None, initial=_initial(body, people, by))
    form.offer(people)
    page = FormPage(
        "payments/prepare.html", to=lambda run: run.get_absolute_url(),
        done="Distinta preparata. Prossimo passo: le ritenute, poi proponila.",
        context={
            "rows": _rows(form, people, by), "stopped": [one for one in people if one.stop],
            "crumbs": [("Pagamenti", reverse("payments:runs")), ("Nuova distinta", "")],
            "total": money(sum(one.gross_amount for one in people if not one.stop)),
        },
    )  # fmt: skip
    return page.answer(request, form, lambda typed: _prepare(body, typed, by))


@requires(Action.PAYMENT_VIEW)
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """One run: whose turn it is, the lines, who did what, the file."""
    by, found = acting_in(request), find_run(request, run_id)
    log_run(by, found, "distinta di pagamento", Group.NAME)
    lines = list(found.lines.select_related("payee", "run"))
    counted = [one for one in lines if one.state != LineState.LEFT_OUT]
    context = {
        "run": found, "step": panel.step_of(found, by), "hands": panel.hands_of(found),
        "lines": [(one, holder, _line_mark(one)) for one, holder in named(lines)], "sums": _sums(counted),
        "file": PaymentFile.objects.filter(run=found, line=None).first(), "story": list(found.changes.all()),
        "drafts": found.state == RunState.DRAFT and may(by, Action.PAYMENT_PREPARE),
        "may_send_back": may(by, Action.PAYMENT_APPROVE), "may_answer": may(by, Action.COST_EDIT),
        "reserved": any(one.payee.is_kept for one in counted),
        "crumbs": [("Pagamenti", reverse("payments:runs")), (f"Distinta {found.number}", "")],
    }  # fmt: skip
    return TemplateResponse(request, "payments/run.html", context)


@requires(Action.PAYMENT_VIEW)
def bank_file(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The file to load on the bank's site: it names everybody and every account, so it is a logged read of all."""
    by, found = acting_in(request), find_run(request, run_id)
    rows = visible(PaymentFile.objects, by, Action.PAYMENT_VIEW).filter(run=found, line=None)
    file = get_object_or_404(rows)
    log_run(by, found, "file dei bonifici", Group.NAME, Group.FILE)
    return attachment(file.content.encode(), "application/xml", f"bonifici-{found.number}.xml")


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file that leaves, never shown inside a page."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def named(lines: list[PaymentLine]) -> list[tuple[PaymentLine, str]]:
    """Each line with the holder's name, as frozen or as it is now, where the reader may see accounts."""
    frozen = {one.line_id: one.holder for one in PayeeSnapshot.objects.filter(line__in=lines)}
    now = {one.payee_id: one.holder for one in PayeeAccount.objects.filter(payee__in=[one.payee_id for one in lines])}
    return [(one, frozen.get(one.id) or now.get(one.payee_id) or "") for one in lines]


def listing() -> ListPage:
    """The list as one declaration."""
    return ListPage(
        "Pagamenti",
        [
            Column("number", "Distinta", lambda one: f"Distinta {one.number}", "number",
                   link=lambda one: one.get_absolute_url()),
            Column("body", "Chi paga", lambda one: str(one.partnership.organization),
                   "partnership__organization__name"),
            Column("pays_on", "Giorno del pagamento", lambda one: one.pays_on, "pays_on"),
            Column("state", "Stato", _mark, "state"),
        ],
        noun="distinta,distinte",
        filters=[Filter("stato", "Stato", [*RunState.choices], lambda rows, key: rows.filter(state=key))],
        order=("-pays_on", "-number"),
        empty=("card", "Nessuna distinta", "Una distinta raccoglie chi si paga in un giorno: comincia da chi aspetta."),
        template="payments/runs.html",
        export_name="distinte",
    )  # fmt: skip


def _initial(body: Partnership, people: list[Candidate], by: Actor) -> dict[str, Any]:
    last = (
        visible(PaymentRun.objects, by, Action.PAYMENT_VIEW).filter(partnership=body).order_by("-recorded_at").first()
    )
    return {
        "people": [str(one.case_id) for one in people if not one.stop and not one.is_held_back],
        "pays_on": clock.today(), "debtor_name": last.debtor_name if last else body.organization.name,
        "debtor_iban": last.debtor_iban if last else "",
    }  # fmt: skip


def _rows(form: PrepareForm, people: list[Candidate], by: Actor) -> list[dict[str, Any]]:
    chosen = set(form["people"].value() or [])
    holders = _holders(people)
    return [
        {"key": str(one.case_id), "one": one, "checked": str(one.case_id) in chosen,
         "name": holders.get(one.payee.id, "") if one.payee else "", "amount": money(one.gross_amount)}
        for one in people if not one.stop
    ]  # fmt: skip


def _holders(people: list[Candidate]) -> dict[UUID, str]:
    ids = [one.payee.id for one in people if one.payee]
    return {one.payee_id: one.holder for one in PayeeAccount.objects.filter(payee__in=ids)}


def _prepare(body: Partnership, typed: dict[str, Any], by: Actor) -> PaymentRun:
    chosen = [UUID(one) for one in typed.pop("people")]
    return actions.prepare_run(partnership=body, case_ids=chosen, by=by, **typed)


def _sums(lines: list[PaymentLine]) -> dict[str, str]:
    amounts = {
        "gross": [one.gross_amount for one in lines], "withheld": [one.withheld_amount for one in lines],
        "net": [one.net_amount for one in lines], "charges": [one.charges_amount for one in lines],
    }  # fmt: skip
    return {name: money(sum(found)) for name, found in amounts.items()}


def _mark(one: PaymentRun) -> Mark:
    kind, icon = MARKS.get(RunState(one.state), ("warn", "clock"))
    words = one.get_state_display()
    return (
        Mark("stop", f"{words}, dal {date_field(one.pays_on)}", "clock")
        if panel.is_late(one, clock.today())
        else Mark(kind, words, icon)
    )


def _line_mark(one: PaymentLine) -> Mark:
    kind, icon = LINE_MARKS.get(LineState(one.state), ("info", "clock"))
    return Mark(kind, one.get_state_display(), icon)
