"""The table for the payroll office: downloaded, filled in, tried, then loaded whole or not at all."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.core.formats import money, month, plural
from ciao.core.lists import XLSX
from ciao.core.sheets import NotReadable
from ciao.payments import actions
from ciao.payments.enums import LineState
from ciao.payments.forms import PayrollForm
from ciao.payments.models import PaymentLine, PaymentRun
from ciao.payments.payroll import Found, PayrollLine, faults_of, read, written
from ciao.payments.views import crumbs, find_run, log_run
from ciao.payments.views.runs import attachment


@requires(Action.PAYMENT_VIEW)
def table(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """The lines as CSV, by number and never by name."""
    by, found = acting_in(request), find_run(request, run_id)
    log_run(by, found, "tabella per l’ufficio paghe")
    return attachment(written(lines_of(found)), "text/csv; charset=utf-8", f"distinta-{found.number}-paghe.csv")


@requires(Action.PAYMENT_PREPARE)
def load(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """First tried and shown row by row, then loaded."""
    by, found = acting_in(request), find_run(request, run_id, Action.PAYMENT_PREPARE)
    log_run(by, found, "ritenute dall’ufficio paghe")
    if request.POST.get("content"):
        return _second(request, found, by)
    form = PayrollForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["table"]
        content = b"".join(upload.chunks())
        tried = _tried(found, content, upload.name)
        if not isinstance(tried, str):
            return _answer(request, found, form, tried, content, upload.name)
        form.add_error("table", tried)
    return _answer(request, found, form, None, b"", "", status=422 if request.method == "POST" else 200)


def lines_of(run: PaymentRun) -> list[PayrollLine]:
    """The lines still in the run, as the table shows them."""
    rows = run.lines.filter(state__in=[LineState.READY, LineState.SENT, LineState.PAID]).select_related("run")
    return [_line(one) for one in rows.prefetch_related("allowances__allowance")]


def _line(one: PaymentLine) -> PayrollLine:
    months = ", ".join(month(row.allowance.month_on) for row in one.allowances.all())
    return PayrollLine(
        one.code, str(one.internship_number), months, one.gross_amount, one.withheld_amount, one.charges_amount
    )


def _tried(run: PaymentRun, content: bytes, name: str) -> list[Found] | str:
    """The rows read, or the sentence that says why the file is no such table."""
    kind = name.rsplit(".", 1)[-1].lower()
    try:
        found = read(content, kind, lines_of(run))
    except NotReadable as problem:
        return str(problem)
    return found or "La tabella non ha nessuna riga."


def _second(request: HttpRequest, run: PaymentRun, by: Actor) -> HttpResponse:
    """What was tried is read again, then loaded or given back with its faults."""
    name = request.POST.get("name", "")
    try:
        content = base64.b64decode(request.POST["content"], validate=True)
    except ValueError:
        content = b""
    tried = _tried(run, content, name)
    form = PayrollForm()
    if isinstance(tried, str):
        messages.error(request, tried)
        return _answer(request, run, form, None, b"", "", status=422)
    if request.POST.get("do") == "faults":
        return attachment(faults_of(tried), XLSX, f"distinta-{run.number}-da-correggere.xlsx")
    try:
        count = actions.load_amounts(run=run, found=tried, by=by)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return _answer(request, run, form, tried, content, name, status=422)
    messages.success(request, f"Importi caricati su {plural(count, 'riga', 'righe')}.")
    return HttpResponseRedirect(run.get_absolute_url())


def _answer(
    request: HttpRequest, run: PaymentRun, form: PayrollForm, tried: list[Found] | None, content: bytes, name: str,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows: list[dict[str, Any]] = [
        {"number": one.number, "code": one.code, "withheld": money(one.withheld), "charges": money(one.charges),
         "faults": " ".join(one.faults)}
        for one in tried or []
    ]  # fmt: skip
    wrong = sum(1 for one in rows if one["faults"])
    context = {
        "run": run, "form": form, "rows": rows, "wrong": wrong, "good": len(rows) - wrong,
        "content": base64.b64encode(content).decode(), "name": name,
        "crumbs": crumbs(run, ("Ritenute dall’ufficio paghe", "")),
    }  # fmt: skip
    return TemplateResponse(request, "payments/payroll.html", context, status=status)
