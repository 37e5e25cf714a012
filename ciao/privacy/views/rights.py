"""The rights desk: the list with its days, a request, and every answer to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.facts import names_for, title_of
from ciao.core import clock
from ciao.core.lists import Column, Filter, ListPage
from ciao.files.models import StoredFile
from ciao.privacy import actions, panel
from ciao.privacy.enums import RequestState, Right
from ciao.privacy.forms import AnswerForm, NothingForm, ReasonForm, RectifyForm, RequestForm, ToldForm
from ciao.privacy.models import Recipient, RightsRequest
from ciao.privacy.views import asking, case_of, log, request_of

LIST = ListPage(
    title="Diritti delle persone",
    noun="richiesta,richieste",
    columns=[
        Column("persona", "Persona", lambda one: one.said, link=lambda one: one.get_absolute_url()),
        Column("che-cosa", "Che cosa chiede", lambda one: one.get_kind_display().capitalize()),
        Column("ricevuta", "Ricevuta", lambda one: one.received_on, "received_on"),
        Column("entro", "Risposta entro", lambda one: one.due_on, "due_on"),
        Column("stato", "Stato", lambda one: panel.mark_of(one, clock.today())),
    ],
    filters=[
        Filter("stato", "Stato", RequestState.choices, lambda rows, value: rows.filter(state=value)),
        Filter("che-cosa", "Che cosa chiede", Right.choices, lambda rows, value: rows.filter(kind=value)),
    ],
    order=("is_settled", "due_on", "pk"),
    empty=("check", "Nessuna richiesta, per ora", "Si registrano dal fascicolo della persona: chi chiede ha un mese."),
    template="privacy/requests.html",
    export_name="diritti-delle-persone",
)


@requires(Action.RIGHTS_EDIT)
def requests(request: HttpRequest) -> HttpResponse:
    """Every request one may see: what waits first, the nearest day on top."""
    by = acting_in(request)
    rows = visible(RightsRequest.objects.all(), by, Action.RIGHTS_EDIT).late_first().select_related("case")
    first = panel.first_waiting(by)
    return LIST.answer(request, rows, on_read=lambda shown: _name(shown, by), first=first, today=clock.today())


@requires(Action.RIGHTS_EDIT)
def new(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Registers what a person asked."""
    by, case = acting_in(request), case_of(request, case_id)
    form = RequestForm(request.POST or None, initial={"received_on": clock.today()})
    back = reverse("privacy:requests")
    shape = asking(
        request, case, "Richiesta sui dati", "Registra la richiesta", "", back, template="privacy/new.html",
        limitation=panel.limitation_in_force(case, by), waiting=panel.waiting_of(case, by),
    )  # fmt: skip
    page = FormPage(shape.template, to=_url, done=panel.sentence_of, context=shape.context)
    return page.answer(request, form, lambda typed: actions.record_request(case=case, by=by, **typed))


@requires(Action.RIGHTS_EDIT)
def show(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request: what to do now, until when, what was done."""
    by, found = acting_in(request), request_of(request, request_id)
    log(found.case, by, "diritti sui dati", Group.CASE)
    return TemplateResponse(request, "privacy/request.html", panel.page_of(found, by))


@requires(Action.RIGHTS_EDIT)
def copy(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Says what the copy holds, then makes it."""
    found = request_of(request, request_id)
    shape = _asking(
        request, found, "Copia dei dati", "Prepara la copia", "Copia pronta: consegnala e segna la risposta."
    )
    shape.context.update(template_lines=panel.COPY_LINES, lead="Un PDF da leggere e un file da portare altrove.")
    form = NothingForm(request.POST if request.method == "POST" else None)
    return shape.answer(request, form, lambda _: actions.make_copy(request=found, by=acting_in(request)))


@requires(Action.RIGHTS_EDIT)
@require_GET
def download(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The copy as JSON: opened only by who reads the person as deep as the copy goes; a logged read."""
    by, found = acting_in(request), request_of(request, request_id)
    file = get_object_or_404(visible(StoredFile.objects, by, Action.FILE_VIEW), id=found.copy_file_id)
    log(found.case, by, "copia dei dati", Group.FILE)
    answer = HttpResponse(file.content(), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="copia-dei-dati.json"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires(Action.RIGHTS_EDIT)
def step(request: HttpRequest, request_id: UUID, verb: str) -> HttpResponse:
    """Answer, refuse, take back, extend, reopen: one question each."""
    by, found = acting_in(request), request_of(request, request_id)
    if verb not in STEPS:
        raise Http404
    words, action, takes_answer = STEPS[verb]
    shape = _asking(request, found, *words)
    if takes_answer:
        given = AnswerForm(request.POST or None, initial={"on": clock.today()})
        return shape.answer(request, given, lambda typed: action(request=found, by=by, **typed))
    form = ReasonForm(request.POST or None)
    dated: dict[str, Any] = {"on": clock.today()} if verb in ("rifiuta", "ritira") else {}
    return shape.answer(request, form, lambda typed: action(request=found, by=by, **typed, **dated))


@requires(Action.RIGHTS_EDIT)
def rectify(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Corrects one value, from the desk."""
    by, found = acting_in(request), request_of(request, request_id)
    shape = _asking(
        request, found, "Correzione", "Correggi il dato", "Corretto. Ora avvisa chi aveva il dato di prima."
    )
    shape.context["lead"] = "Il valore di prima resta nella storia. Chi lo ha ricevuto va avvisato."
    form = RectifyForm(request.POST or None)
    return shape.answer(request, form, lambda typed: actions.rectify(request=found, by=by, **typed))


@requires(Action.RIGHTS_EDIT)
def told(request: HttpRequest, request_id: UUID, recipient_id: UUID) -> HttpResponse:
    """A body that had the data was told."""
    by, found = acting_in(request), request_of(request, request_id)
    rows = visible(Recipient.objects, by, Action.RIGHTS_EDIT)
    one = get_object_or_404(rows.select_related("request"), id=recipient_id, request=found)
    shape = _asking(request, found, f"Avviso a {one.name}", "Segna avvisato", "Segnato.")
    form = ToldForm(request.POST or None, initial={"on": clock.today()})
    return shape.answer(request, form, lambda typed: actions.tell_recipient(recipient=one, by=by, **typed))


STEPS: dict[str, tuple[tuple[str, str, str], Any, bool]] = {
    "rispondi": (("Risposta", "Segna la risposta", "Risposta segnata."), actions.answer_request, True),
    "rifiuta": (("Rifiuto", "Rifiuta la richiesta", "Richiesta rifiutata."), actions.refuse_request, False),
    "ritira": (("Richiesta ritirata", "Segna ritirata", "Richiesta ritirata."), actions.withdraw_request, False),
    "proroga": (
        ("Altro tempo", "Proroga di due mesi", "Prorogata: dillo alla persona."),
        actions.extend_request,
        False,
    ),
    "riapri": (("Riapertura", "Riapri la richiesta", "Richiesta riaperta."), actions.reopen_request, False),
}


def _asking(request: HttpRequest, found: RightsRequest, heading: str, save: str, done: str) -> FormPage:
    return asking(request, found.case, heading, save, done, found.get_absolute_url(), lead=str(found))


def _url(row: RightsRequest) -> str:
    return row.get_absolute_url()


def _name(shown: list[Any], by: Any) -> None:
    """Whom each row is of, and the page's one line in the read log."""
    names = names_for([one.case for one in shown], by)
    for one in shown:
        one.said = title_of(one.case, names.get(one.case.person_id)).capitalize()
    if shown:
        record_read(
            by=by, scope=shown[0].scope_id, purpose="diritti sui dati", groups=[Group.NAME],
            person_ids=[one.case.person_id for one in shown],
        )  # fmt: skip
