"""Signals: the list, a new one, and what is decided about each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import plural
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.drafts.actions import draft_for, drop_draft, initial_from_draft
from ciao.outreach import actions, forms
from ciao.outreach.actions import programme_comuni
from ciao.outreach.enums import SignalSource, SignalState
from ciao.outreach.models import Antenna, Orientation, PublicPage, Signal
from ciao.outreach.panel import answerers
from ciao.outreach.rules import Deadlines, deadlines, expiry, expiry_words, legal_basis_for, waiting
from ciao.programmes.models import Programme
from ciao.programmes.parameters import parameter
from ciao.resources.panel import suggested
from ciao.territories.models import Municipality

NEW = "outreach-new"
KINDS = {
    SignalState.NEW: ("warn", "inbox"),
    SignalState.ASSIGNED: ("info", "clock"),
    SignalState.ACCEPTED: ("ok", "check"),
    SignalState.ORIENTED: ("", "arrow-right"),
    SignalState.UNREACHABLE: ("", "minus"),
    SignalState.EXPIRED: ("", "file"),
}


@requires(Action.SIGNAL_VIEW)
def signals(request: HttpRequest) -> HttpResponse:
    """The queue: those waiting first, the oldest on top."""
    rows = visible(Signal.objects.all(), acting_in(request), Action.SIGNAL_VIEW).late_first().with_attempts()
    page = PublicPage.objects.filter(Q(programme_id=acting_in(request).programme_id), is_open=True).first()
    return signal_list(acting_in(request)).answer(
        request,
        rows.select_related("municipality", "assigned_to__user", "antenna"),
        public_page=page,
        may_open_page=may(acting_in(request), Action.CASE_OPEN),
    )


@requires(Action.SIGNAL_CREATE)
def new(request: HttpRequest) -> HttpResponse:
    """A new signal, kept as a draft while it is written."""
    by = acting_in(request)
    draft = draft_for(NEW, by)
    initial = {"received_on": clock.today(), **initial_from_draft(forms.SignalForm, draft)}
    form = forms.SignalForm(request.POST or None, initial=initial)
    programme = programme_of(by)
    antennas = visible(Antenna.objects.all(), by, Action.NETWORK_VIEW).active()
    form.suggest([one.name for one in programme_comuni(programme)], reverse("outreach:legal_basis"), antennas)
    page = FormPage("outreach/new.html", to=address, done=_saved, context={"draft": draft})

    def act(typed: dict[str, Any]) -> Signal:
        signal = actions.record_signal(programme=programme, by=by, **typed)
        drop_draft(NEW, by)
        return signal

    return page.answer(request, form, act)


@requires(Action.SIGNAL_CREATE)
def legal_basis(request: HttpRequest) -> HttpResponse:
    """The legal basis proposed for a source, with its reason: a fragment of the form."""
    basis, why = legal_basis_for(request.GET.get("source", ""))
    form = forms.SignalForm(initial={"legal_basis": basis})
    return TemplateResponse(request, "outreach/legal_basis.html", {"field": form["legal_basis"], "why": why})


@requires(Action.SIGNAL_DECIDE)
def assign(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Names who answers."""
    by, signal = acting_in(request), find(request, signal_id)
    form = forms.AssignForm(request.POST or None, mandates=answerers(by), initial={"to": by.mandate_id})
    page = act_page(signal, "Affida", "Affida la segnalazione", "Affidata. Chi risponde la trova tra le sue.")
    return page.answer(
        request, form, lambda typed: actions.assign_signal(signal=signal, on=clock.today(), by=by, **typed)
    )


@requires(Action.SIGNAL_DECIDE)
def orient(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Sends the person to a better place."""
    by, signal = acting_in(request), find(request, signal_id)
    page = act_page(
        signal,
        "Orienta altrove",
        "Orienta la persona",
        "Orientata. Prossimo passo: chiedere se ha funzionato.",
    )
    form = forms.OrientForm(request.POST or None, initial={**forms.today(), "resource": request.GET.get("risorsa")})
    form.offer(suggested(by, municipality_id=signal.municipality_id, language=signal.language))
    return page.answer(request, form, lambda typed: actions.orient_signal(signal=signal, by=by, **typed))


@requires(Action.SIGNAL_DECIDE)
def give_up(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """The person could not be reached."""
    by, signal = acting_in(request), find(request, signal_id)
    page = act_page(
        signal,
        "Non raggiungibile",
        "Segna non raggiungibile",
        "Segnata non raggiungibile. Si può sempre riaprire.",
    )
    form = forms.ReasonForm(request.POST or None, initial=forms.today())
    return page.answer(request, form, lambda typed: actions.give_up_signal(signal=signal, by=by, **typed))


@requires(Action.SIGNAL_DECIDE)
def reopen(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Correction of an orientation or of a surrender that came too early."""
    by, signal = acting_in(request), find(request, signal_id)
    page = act_page(signal, "Riapri", "Riapri la segnalazione", "Riaperta: torna tra quelle da seguire.")
    form = forms.ReasonForm(request.POST or None, initial=forms.today())
    return page.answer(request, form, lambda typed: actions.reopen_signal(signal=signal, by=by, **typed))


@requires(Action.SIGNAL_CREATE)
def inform(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """The person now knows that we hold data on them."""
    by, signal = acting_in(request), find(request, signal_id)
    page = act_page(signal, "Persona informata", "Segna il giorno", "Segnato: la persona sa che abbiamo i suoi dati.")
    form = forms.DayForm(request.POST or None, initial=forms.today())
    return page.answer(request, form, lambda typed: actions.inform_person(signal=signal, by=by, **typed))


@requires(Action.SIGNAL_DECIDE)
def ask_back(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Whether the orientation helped."""
    by, signal = acting_in(request), find(request, signal_id)
    orientation = get_object_or_404(Orientation, signal=signal)
    page = act_page(signal, "Ha funzionato?", "Salva la risposta", "Risposta salvata.")
    form = forms.AskBackForm(request.POST or None, initial=forms.today())

    def act(typed: dict[str, Any]) -> Orientation:
        return actions.ask_back(orientation=orientation, worked=typed["worked"] == "yes", on=typed["on"], by=by)

    return page.answer(request, form, act)


@requires(Action.CASE_OPEN)
def public_page(request: HttpRequest) -> HttpResponse:
    """Opens the address where anybody may write, or changes it."""
    by = acting_in(request)
    programme = programme_of(by)
    found = PublicPage.objects.filter(programme_id=programme.id).first()
    form = forms.PublicPageForm(request.POST or None, initial={"slug": found.slug if found else "aiuto"})
    page = FormPage(
        "outreach/public_page.html",
        to=reverse("outreach:public_page"),
        done="La pagina pubblica è aperta.",
        context={"page": found},
    )
    return page.answer(request, form, lambda typed: actions.open_public_page(programme=programme, by=by, **typed))


def programme_of(by: Actor) -> Programme:
    """The programme the mandate in use belongs to; absent for who looks after the installation only."""
    return get_object_or_404(visible(Programme.objects, by, Action.PROGRAMME_VIEW), id=by.programme_id)


def signal_list(actor: Actor) -> ListPage:
    """No names here: number, origin and how long it waits are enough to choose."""
    limits = limits_today()

    def state(signal: Signal) -> Mark:
        kind, icon = KINDS[SignalState(signal.state)]
        tried = plural(signal.attempts_count, "tentativo", "tentativi") if signal.attempts_count else ""  # type: ignore[attr-defined]
        return Mark(kind, ", ".join(filter(None, (signal.get_state_display(), tried))), icon)

    return ListPage(
        title="Segnalazioni",
        noun="segnalazione,segnalazioni",
        columns=[
            Column("numero", "Numero", lambda one: f"n. {one.number}", sort="number", link=address, note=limits.expiry),
            Column("fonte", "Da chi arriva", _origin, sort="source"),
            Column("comune", "Comune", lambda one: one.municipality, sort="municipality__name"),
            Column("stato", "Stato", state, sort="state"),
            Column("arrivo", "Da quanto", limits.age, sort="received_on"),
            Column("chi", "Affidata a", lambda one: one.assigned_to and one.assigned_to.user.get_full_name()),
        ],
        filters=filters_for(actor),
        empty=("inbox", "Nessuna segnalazione", "Quando qualcuno ci parla di una persona, la trovi qui."),
        template="outreach/signals.html",
        export_name="segnalazioni",
    )


def filters_for(actor: Actor) -> list[Filter]:
    """State, whose it is, origin, antenna, comune, and what is about to be erased."""

    def comuni() -> Iterable[tuple[str, str]]:
        seen = visible(Signal.objects, actor, Action.SIGNAL_VIEW).values("municipality_id")
        return Municipality.objects.filter(istat_code__in=seen).values_list("istat_code", "name")

    def antennas() -> Iterable[tuple[str, str]]:
        rows = visible(Antenna.objects.all(), actor, Action.NETWORK_VIEW).values_list("id", "name")
        return ((str(pk), name) for pk, name in rows)

    def whose(rows: Any, one: str) -> Any:
        return rows.filter(assigned_to=actor.mandate_id if one == "mie" else None)

    return [
        Filter("stato", "Stato", [("attesa", "da seguire"), *SignalState.choices], _by_state),
        Filter("di", "Affidata", [("mie", "a me"), ("nessuno", "a nessuno")], whose),
        Filter("scadenza", "Scadenza", [("vicina", "si cancella tra poco")], _about_to_go),
        Filter("fonte", "Da chi arriva", SignalSource.choices, lambda rows, one: rows.filter(source=one)),
        Filter("antenna", "Antenna", antennas, lambda rows, one: rows.filter(antenna_id=one)),
        Filter("comune", "Comune", comuni, lambda rows, one: rows.filter(municipality_id=one)),
    ]


@dataclass(frozen=True)
class Limits:
    """The parameters of today, read once for a whole list."""

    answer_days: int
    inform_days: int
    warn_days: int

    def of(self, signal: Signal) -> Deadlines:
        """The days that count for one signal."""
        days = {"answer_days": self.answer_days, "inform_days": self.inform_days}
        return deadlines(signal.received_on, signal.keep_until, **days)

    def age(self, signal: Signal) -> object:
        """How long it has waited, in words and tint; only the day where nobody waits."""
        if not signal.is_waiting():
            return signal.received_on
        found = waiting(signal.received_on, self.of(signal).answer_by, clock.today())
        return Mark(found.kind, found.words, "clock")

    def expiry(self, signal: Signal) -> str:
        """Why and when its data go, if soon."""
        if signal.state == SignalState.ACCEPTED or signal.is_erased():
            return ""
        found = expiry(self.of(signal), source=signal.source, informed_on=signal.informed_on)
        return expiry_words(found, clock.today(), warn_days=self.warn_days)


def limits_today() -> Limits:
    """Read once, so that a list asks nothing row by row."""
    today = clock.today()
    names = ("signal_answer_days", "signal_inform_days", "signal_warn_days")
    return Limits(*(int(parameter(name, today)) for name in names))


def _about_to_go(rows: Any, _: str) -> Any:
    limits = limits_today()
    return rows.filter(id__in=[one.id for one in rows.may_expire(date.max) if limits.expiry(one)])


def _origin(signal: Signal) -> str:
    """The antenna says where from better than its kind does."""
    return signal.antenna.name if signal.antenna else str(signal.get_source_display())


def _by_state(rows: Any, state: str) -> Any:
    return rows.waiting() if state == "attesa" else rows.filter(state=state)


def find(request: HttpRequest, signal_id: UUID) -> Signal:
    """One signal the reader may see; absent otherwise."""
    return get_object_or_404(visible(Signal.objects, acting_in(request), Action.SIGNAL_VIEW), id=signal_id)


def act_page(
    signal: Signal, title: str, save: str, done: str, template: str = "outreach/act.html", **more: Any
) -> FormPage:
    """The frame of a form about one signal."""
    back = signal.get_absolute_url()
    crumbs = [("Segnalazioni", reverse("outreach:signals")), (f"n. {signal.number}", back), (title, "")]
    context = {"signal": signal, "heading": title, "save": save, "back": back, "crumbs": crumbs, **more}
    return FormPage(template, to=back, done=done, context=context)


def address(signal: Signal) -> str:
    """The page of a signal."""
    return signal.get_absolute_url()


def _saved(signal: Signal) -> str:
    return f"Segnalazione {signal.number} salvata. Prossimo passo: decidere chi risponde."
