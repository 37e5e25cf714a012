"""Who is away, who stands in, from when to when."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases import actions
from ciao.cases.forms import CoverForm, EndCoverForm
from ciao.cases.models import Cover
from ciao.core import clock
from ciao.core.formats import period
from ciao.core.lists import Column, ListPage, Mark
from ciao.programmes.models import Mandate

COORDINATOR = "coordinator"
LEAD = "Chi sostituisce legge i percorsi di chi è via, per i giorni scritti qui; l’équipe resta com’è."


@requires(Action.CASE_OPEN)
def covers(request: HttpRequest) -> HttpResponse:
    """The covers of the programme, the latest first."""
    by = acting_in(request)
    rows = visible(Cover.objects, by, Action.CASE_OPEN).select_related("covered__user", "substitute__user")
    crumbs = [("Persone", reverse("cases:list")), ("Sostituzioni", "")]
    return LISTING.answer(request, rows, crumbs=crumbs)


@requires(Action.CASE_OPEN)
def new(request: HttpRequest) -> HttpResponse:
    """A case manager names who covers them; the coordinator may do it for anybody."""
    by = acting_in(request)
    away, substitutes = _choices(by)
    initial = {"covered": by.mandate_id, "starts_on": clock.today()}
    form = CoverForm(request.POST or None, away=away, substitutes=substitutes, initial=initial)
    done = "Sostituzione salvata. Da quel giorno chi sostituisce trova i percorsi fra i suoi."
    page = _page("Nuova sostituzione", "Salva la sostituzione", done)
    return page.answer(request, form, lambda typed: actions.cover_colleague(by=by, **typed))


@requires(Action.CASE_OPEN)
def end(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """The colleague is back: the cover ends on a day."""
    by = acting_in(request)
    cover = get_object_or_404(_open_to(by), id=cover_id)
    form = EndCoverForm(request.POST or None, initial={"on": clock.today()})
    names = f"{cover.substitute.user.get_full_name()} per {cover.covered.user.get_full_name()}"
    page = _page("Chiudi la sostituzione", "Chiudi la sostituzione", "Sostituzione chiusa.", lead=names)
    return page.answer(request, form, lambda typed: actions.end_cover(cover=cover, on=typed["on"], by=by))


def _open_to(by: Actor) -> QuerySet[Cover]:
    """The covers still to end that one may end: one's own, all for the coordinator."""
    rows = visible(Cover.objects.all(), by, Action.CASE_OPEN).to_come(clock.today())
    mine = rows if by.role == COORDINATOR else rows.filter(Q(covered_id=by.mandate_id))
    return mine.select_related("covered__user", "substitute__user")


def _choices(by: Actor) -> tuple[QuerySet[Mandate], QuerySet[Mandate]]:
    today = clock.today()
    managers = Mandate.objects.at_work(by.programme_id, ["case_manager"], today)
    away = managers if by.role == COORDINATOR else managers.filter(Q(id=by.mandate_id))
    return away, managers


def _page(heading: str, save: str, done: str, lead: str = LEAD) -> FormPage:
    back = reverse("cases:covers")
    crumbs = [("Persone", reverse("cases:list")), ("Sostituzioni", back), (heading, "")]
    context = {"heading": heading, "save": save, "lead": lead, "back": back, "crumbs": crumbs}
    return FormPage("cases/cover.html", to=back, done=done, context=context)


def _state(cover: Cover) -> Mark:
    today = clock.today()
    if cover.ends_on < today:
        return Mark("", "finita", "check")
    return Mark("info", "in corso", "clock") if cover.starts_on <= today else Mark("warn", "da iniziare", "clock")


LISTING = ListPage(
    "Sostituzioni",
    [
        Column("covered", "Chi è via", lambda one: one.covered.user.get_full_name()),
        Column("substitute", "Chi sostituisce", lambda one: one.substitute.user.get_full_name()),
        Column("days", "Quando", lambda one: period(one.starts_on, one.ends_on), sort="starts_on"),
        Column("state", "Stato", _state),
        Column(
            "end", "", lambda one: "Chiudi" if one.ends_on >= clock.today() else "",
            link=lambda one: reverse("cases:end_cover", args=[one.id]) if one.ends_on >= clock.today() else "",
            in_export=False,
        ),
    ],
    noun="sostituzione,sostituzioni",
    order=["-starts_on"],
    empty=("user", "Nessuna sostituzione", "Quando vai in ferie, scegli chi segue le tue persone."),
    template="cases/covers.html",
    export_name="sostituzioni",
)  # fmt: skip
