"""A person's account: written by who follows her, verified by who pays; and the income support she receives."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.forms import offer
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.internships.views import find as find_internship
from ciao.internships.views import shape as shape_internship
from ciao.partners.models import Organization
from ciao.payments import actions, panel
from ciao.payments.actions.payees import is_protected, same_user
from ciao.payments.enums import PayeeState
from ciao.payments.forms import AccountForm, KeptAccountForm, ReasonForm, StepForm, SupportForm, VerifyForm
from ciao.payments.models import IncomeSupport, Payee, PayeeAccount, PaymentFile, PaymentLine
from ciao.payments.rules import ownership_warning
from ciao.payments.views import CONFIRM, FORM, log
from ciao.payments.views.runs import attachment

MARKS = {
    PayeeState.TO_VERIFY: ("warn", "clock"), PayeeState.VERIFIED: ("ok", "check"),
    PayeeState.REFUSED: ("stop", "close"),
    PayeeState.REPLACED: ("", "ban"),
}  # fmt: skip


@requires(Action.PAYEE_VERIFY)
def payees(request: HttpRequest) -> HttpResponse:
    """The accounts of those one's body pays: what is to verify comes first."""
    by = acting_in(request)
    rows = visible(Payee.objects, by, Action.PAYEE_VERIFY).filter(payer_id=by.organization_id, is_kept=False)
    rows = rows.select_related("account")

    def read(shown: list[Payee]) -> None:
        if shown:
            log(by, shown[0].scope_id, "conti delle persone", [one.case_id for one in shown], Group.NAME)

    return listing().answer(request, rows, on_read=read, waiting=panel.to_verify(by).first())


@requires(Action.PAYEE_VERIFY)
def payee(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """One account: whose it is, who wrote and who verified it."""
    by, found = acting_in(request), _find(request, payee_id)
    log(by, found.scope_id, "conto di una persona", [found.case_id], Group.NAME)
    account = PayeeAccount.objects.filter(payee=found).first()
    own = same_user(found.recorded_by, by) if found.recorded_by else False
    context = {
        "payee": found, "account": account, "story": list(found.changes.all()), "own": own,
        "mark": _mark(found), "care": ownership_warning(found.ownership),
        "crumbs": [("Pagamenti", reverse("payments:runs")), ("Conti", reverse("payments:payees")), (found.mark, "")],
    }  # fmt: skip
    return TemplateResponse(request, "payments/payee.html", context)


@requires(Action.PAYEE_VERIFY)
def verify(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """The account typed again by somebody else; the page does not show it."""
    by, found = acting_in(request), _find(request, payee_id)
    log(by, found.scope_id, "verifica di un conto", [found.case_id])
    form = VerifyForm(request.POST or None, initial={"on": clock.today()})
    lead = "Prendi il documento della banca, o chiama la persona a un numero che conosci già."
    page = _page(found, "Verifica il conto", "Verifica il conto", "Conto verificato: ora si può pagare.", lead=lead)
    return page.answer(request, form, lambda typed: actions.verify_payee(payee=found, by=by, **typed))


@requires(Action.PAYEE_VERIFY)
def refuse(request: HttpRequest, payee_id: UUID) -> HttpResponse:
    """Correction: nothing is paid there until a new one is written."""
    by, found = acting_in(request), _find(request, payee_id)
    log(by, found.scope_id, "correzione di un conto", [found.case_id])
    items = [{"icon": "ban", "text": "Su questo conto non si paga più, finché chi segue la persona non ne scrive uno."}]
    page = _page(found, "Rimanda da correggere", "Rimanda da correggere", "Conto rimandato da correggere.",
                 template=CONFIRM, items=items)  # fmt: skip
    form = ReasonForm(request.POST or None)
    return page.answer(request, form, lambda typed: actions.refuse_payee(payee=found, on=clock.today(), by=by, **typed))


@requires(Action.PAYEE_EDIT)
def account(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Where a person is paid: asked of her, copied from a paper of the bank."""
    by, case = acting_in(request), cases.find(request, case_id, Action.PAYEE_EDIT)
    cases.read(case, by, "conto per l’indennità", Group.NAME)
    kept = is_protected(case)
    form = (KeptAccountForm if kept else AccountForm)(request.POST or None, initial=_first(case, by))
    offer(form, "payer", Organization.objects.filter(id__in=panel.payers_of(case, by)))
    lead = (
        "Il suo conto si scrive solo nei dati protetti: qui dici a chi paga che c’è."
        if kept else "Chi paga lo verifica prima di usarlo. Un conto nuovo prende il posto di quello di prima."
    )  # fmt: skip
    page = cases.page(request, case, "Conto per l’indennità", "Salva il conto",
                      "Conto salvato. Prossimo passo: lo verifica chi paga.", lead=lead)  # fmt: skip
    return page.answer(request, form, lambda typed: actions.record_payee(case=case, by=by, **typed))


@requires(Action.INTERNSHIP_EDIT)
def support(request: HttpRequest, internship_id: UUID) -> HttpResponse:
    """The income support somebody receives, so that whoever pays is warned."""
    by, found = acting_in(request), find_internship(request, internship_id)
    there = visible(IncomeSupport.objects, by, Action.INTERNSHIP_EDIT).filter(internship=found).first()
    initial = {} if there is None else {
        "row_id": there.id, "kind": there.kind, "choice": there.choice, "starts_on": there.starts_on,
        "ends_on": there.ends_on,
    }  # fmt: skip
    form = SupportForm(request.POST or None, initial=initial)
    lead = "Di regola chi lo riceve non ha anche l’indennità: al più il rimborso del viaggio."
    page = shape_internship(request, found, "Sostegno al reddito", "Salva il sostegno", "Sostegno salvato.", lead=lead)
    return page.answer(request, form, lambda typed: actions.record_support(internship=found, by=by, **typed))


@requires(Action.CASE_EDIT)
def reserved(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The transfer of a protected person, made by named staff and handed to who goes to the bank."""
    by, case = acting_in(request), cases.find(request, case_id)
    cases.read(case, by, "pagamento riservato", Group.NAME)
    waiting = actions.waiting_reserved(case)
    wanted = request.POST.get("line", "")
    chosen = next((one for one in waiting if str(one.id) == wanted), None)
    page = cases.page(request, case, "Pagamento riservato", "Prepara il file", "File pronto: scaricalo qui sotto.",
                      template="payments/reserved.html", waiting=waiting, files=_files(case, by))  # fmt: skip
    page = FormPage(page.template, request.path, page.done, page.context)
    form = StepForm(request.POST) if request.method == "POST" else StepForm()
    return page.answer(request, form, lambda _: _issue(chosen, case, by))


@requires(Action.CASE_EDIT)
def reserved_file(request: HttpRequest, case_id: UUID, file_id: UUID) -> HttpResponse:
    """The file with her one transfer; out of the protected circle it is not there."""
    by, case = acting_in(request), cases.find(request, case_id)
    file = get_object_or_404(_files(case, by), id=file_id)
    cases.read(case, by, "file del pagamento riservato", Group.NAME, Group.FILE)
    return attachment(file.content.encode(), "application/xml", "bonifico-riservato.xml")


def _issue(line: PaymentLine | None, case: Case, by: Actor) -> PaymentFile:
    if line is None:
        raise NotPossible("Scegli un pagamento dell’elenco.")
    return actions.issue_reserved_file(line=line, case=case, by=by)


def listing() -> ListPage:
    """The list as one declaration; the account itself is on its own page."""
    return ListPage(
        "Conti delle persone",
        [
            Column("holder", "Intestatario", lambda one: one.account.holder,
                   link=lambda one: reverse("payments:payee", args=[one.id])),
            Column("tail", "Conto", lambda one: f"{one.country} … {one.tail}", in_export=False),
            Column("own", "È solo suo?", lambda one: one.get_ownership_display(), "ownership"),
            Column("recorded", "Scritto", lambda one: one.recorded_at.date(), "recorded_at"),
            Column("state", "Stato", _mark, "state"),
        ],
        noun="conto,conti",
        filters=[Filter("stato", "Stato", [*PayeeState.choices], lambda rows, key: rows.filter(state=key))],
        order=("-recorded_at",),
        empty=("card", "Nessun conto", "Lo scrive chi segue il tirocinio, dal fascicolo della persona."),
        template="payments/payees.html",
        export_name="conti",
    )  # fmt: skip


def _find(request: HttpRequest, payee_id: UUID) -> Payee:
    rows = visible(Payee.objects, acting_in(request), Action.PAYEE_VERIFY).filter(is_kept=False)
    return get_object_or_404(rows.select_related("payer"), id=payee_id)


def _page(found: Payee, heading: str, save: str, done: str, template: str = FORM, **more: Any) -> FormPage:
    back = reverse("payments:payee", args=[found.id])
    crumbs = [("Pagamenti", reverse("payments:runs")), (found.mark, back), (heading, "")]
    context = {"heading": heading, "save": save, "back": back, "crumbs": crumbs, **more}
    return FormPage(template, to=back, done=done, context=context)


def _first(case: Case, by: Actor) -> dict[str, Any]:
    payers = list(panel.payers_of(case, by))
    return {"payer": payers[0]} if len(payers) == 1 else {}


def _files(case: Case, by: Actor) -> Any:
    """Her files, for who enters the protected circle."""
    if not may(by, Action.CASE_EDIT):
        return PaymentFile.objects.none()
    return visible(PaymentFile.objects, by, Action.CASE_EDIT).filter(case=case)


def _mark(one: Payee) -> Mark:
    kind, icon = MARKS[PayeeState(one.state)]
    return Mark(kind, one.get_state_display(), icon)
