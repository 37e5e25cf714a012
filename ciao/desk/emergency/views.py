"""«Apri in emergenza», and the lists that whoever protects the data looks at."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.enums import Action
from ciao.access.pages import FormPage, Once
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.actions.emergency import open_in_emergency, review_opening
from ciao.core.formats import date_field, moment
from ciao.core.forms import PlainForm
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.people.actions.requests import answer_request
from ciao.people.models import EmergencyOpening, ReaderRequest

LEAD = (
    "Leggi il fascicolo fino a stasera. Chi coordina e chi segue la persona lo sanno subito, e ogni pagina resta nel "
    "registro. Relazioni riservate e dati protetti restano chiusi."
)


class OpenForm(Once):
    """Which case, and why it cannot wait."""

    number = forms.IntegerField(label="Numero del caso", min_value=1, max_value=999_999)
    reason = forms.CharField(
        label="Perché serve adesso", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Una frase: che cosa succede, chi te l’ha chiesto.",
    )  # fmt: skip


class SayForm(PlainForm):
    """What one thinks, or what was answered."""

    text = forms.CharField(label="Che cosa ne pensi", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


@requires(Action.CASE_EMERGENCY)
def open_case(request: HttpRequest) -> HttpResponse:
    """One case, until tonight, for a written reason."""
    by = acting_in(request)
    crumbs = [("Persone", reverse("cases:list")), ("Apri in emergenza", "")]
    context = {"heading": "Apri in emergenza", "save": "Apri fino a stasera", "lead": LEAD, "crumbs": crumbs,
               "back": reverse("cases:list")}  # fmt: skip
    shape = FormPage(
        "desk/emergency/form.html", to=lambda one: reverse("desk:case", args=[one.case_id]), context=context,
        done="Il fascicolo è aperto fino a stasera.",
    )  # fmt: skip
    return shape.answer(request, OpenForm(request.POST or None), lambda typed: open_in_emergency(by=by, **typed))


@requires(Action.READ_LOG_VIEW)
def openings(request: HttpRequest) -> HttpResponse:
    """Every file opened in an emergency, those to review first."""
    by = acting_in(request)
    rows = visible(EmergencyOpening.objects, by, Action.READ_LOG_VIEW)
    crumbs = [("Registro letture", reverse("desk:reads")), ("Aperture in emergenza", "")]
    return OPENINGS.answer(request, rows, crumbs=crumbs)


@requires(Action.READ_LOG_VIEW)
def review(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """What whoever protects the data thinks of one opening."""
    by = acting_in(request)
    opening = get_object_or_404(visible(EmergencyOpening.objects, by, Action.READ_LOG_VIEW), id=row_id)
    record_read(by=by, scope=opening.scope_id, purpose="apertura in emergenza", groups=[Group.READS],
                person_ids=[opening.person_id])  # fmt: skip
    said = f"{opening.opened_by_label}, {moment(opening.opened_at)}: «{opening.reason}»"
    shape = _page("Rivedi l’apertura", "Salva", "Apertura rivista.", said, "desk:openings")
    form = SayForm(request.POST or None)
    return shape.answer(request, form, lambda typed: review_opening(opening=opening, review=typed["text"], by=by))


@requires(Action.READ_LOG_VIEW)
def requests(request: HttpRequest) -> HttpResponse:
    """Persons who ask who, by name, read their data."""
    by = acting_in(request)
    rows = visible(ReaderRequest.objects, by, Action.READ_LOG_VIEW)
    crumbs = [("Registro letture", reverse("desk:reads")), ("Richieste di nomi", "")]
    return REQUESTS.answer(request, rows, crumbs=crumbs)


@requires(Action.READ_LOG_VIEW)
def answer(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """What was answered to a person, and when."""
    by = acting_in(request)
    asked = get_object_or_404(visible(ReaderRequest.objects, by, Action.READ_LOG_VIEW), id=row_id)
    record_read(by=by, scope=asked.scope_id, purpose="richiesta di nomi", groups=[Group.READS],
                person_ids=[asked.person_id])  # fmt: skip
    where = "I nomi sono nel registro letture: cerca il numero del caso, poi rispondi di persona."
    said = f"Caso {asked.case_number}. {where}"
    shape = _page("Rispondi alla richiesta", "Segna risposta", "Richiesta chiusa.", said, "desk:reader_requests")
    form = SayForm(request.POST or None)
    form.fields["text"].label = "Che cosa hai risposto, e come"
    return shape.answer(request, form, lambda typed: answer_request(asked=asked, answer=typed["text"], by=by))


def _page(heading: str, save: str, done: str, lead: str, name: str) -> FormPage:
    back = reverse(name)
    crumbs = [("Registro letture", reverse("desk:reads")), (heading, "")]
    context = {"heading": heading, "save": save, "lead": lead, "crumbs": crumbs, "back": back}
    return FormPage("desk/emergency/form.html", to=back, done=done, context=context)


def _reviewed(one: EmergencyOpening) -> Mark:
    return Mark("ok", one.reviewed_by_label, "check") if one.reviewed_at else Mark("warn", "da rivedere", "clock")


def _answered(one: ReaderRequest) -> Mark:
    return Mark("ok", date_field(one.answered_at), "check") if one.answered_at else Mark("warn", "da fare", "clock")


OPENINGS = ListPage(
    "Aperture in emergenza",
    [
        Column("when", "Quando", lambda one: one.opened_at, sort="opened_at",
               link=lambda one: reverse("desk:review_opening", args=[one.id])),
        Column("who", "Chi", lambda one: one.opened_by_label),
        Column("case", "Caso", lambda one: one.case_number, sort="case_number"),
        Column("why", "Perché", lambda one: one.reason),
        Column("review", "Rivista da", _reviewed),
    ],
    noun="apertura,aperture",
    filters=[Filter("stato", "Stato", [("da", "da rivedere"), ("fatte", "riviste")],
                    lambda rows, value: rows.filter(reviewed_at__isnull=value == "da"))],
    order=["-opened_at"],
    empty=("unlocked", "Nessuna apertura in emergenza", "Qui compare chi apre un fascicolo senza esserne nell’équipe."),
    template="desk/emergency/list.html",
    export_name="aperture-in-emergenza",
)  # fmt: skip
REQUESTS = ListPage(
    "Richieste di nomi",
    [
        Column("when", "Quando", lambda one: one.asked_at, sort="asked_at",
               link=lambda one: reverse("desk:answer_request", args=[one.id])),
        Column("case", "Caso", lambda one: one.case_number, sort="case_number"),
        Column("state", "Risposta", _answered),
    ],
    noun="richiesta,richieste",
    order=["-asked_at"],
    empty=("user", "Nessuna richiesta", "Qui compare chi chiede i nomi di chi ha letto la sua scheda."),
    template="desk/emergency/list.html",
    export_name="richieste-di-nomi",
)  # fmt: skip
