"""Lists across cases: one's own things to do, the lines one reads as a supervisor, how the load is spread."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.cases.dossier.balance import balance_of
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.enums import Audience
from ciao.cases.models import Case, Note, Task
from ciao.core import clock
from ciao.core.formats import date_text
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.outreach.views import programme_of

Titles = dict[Any, str]


@requires(Action.CASE_EDIT)
def tasks(request: HttpRequest) -> HttpResponse:
    """Everything one has to do, for whomever, the late things first."""
    by = acting_in(request)
    rows = visible(Task.objects, by, Action.CASE_EDIT).filter(owner=by.mandate_id, done_at__isnull=True)
    titles: Titles = {}
    return _tasks(titles).answer(
        request, rows.select_related("case__programme"), on_read=lambda shown: _read(shown, titles, by, Group.TASKS)
    )


@requires(Action.CASE_VIEW)
def supervision(request: HttpRequest) -> HttpResponse:
    """The lines of the diary that colleagues wrote for oneself as their supervisor."""
    by = acting_in(request)
    rows = visible(Note.objects, by, Action.CASE_VIEW).filter(audience=Audience.SUPERVISOR).exclude(written_by=by.id)
    titles: Titles = {}
    return _notes(titles).answer(
        request, rows.select_related("case__programme"), on_read=lambda shown: _read(shown, titles, by, Group.DIARY)
    )


@requires(Action.CASE_APPROVE)
def caseload(request: HttpRequest) -> HttpResponse:
    """How many people each case manager follows, how much they weigh, and who has most room."""
    by = acting_in(request)
    found = balance_of(programme_of(by), visible(Case.objects.all(), by, Action.CASE_VIEW), clock.today())
    crumbs = [("Persone", reverse("cases:list")), ("Carichi di lavoro", "")]
    return TemplateResponse(request, "cases/caseload.html", {"balance": found, "crumbs": crumbs})


def _read(shown: list[Any], titles: Titles, by: Actor, group: Group) -> None:
    cases = [one.case for one in shown]
    people = names_for(cases, by)
    titles.update({one.id: title_of(one, people.get(one.person_id)) for one in cases})
    if shown:
        record_read(
            by=by, scope=cases[0].programme.scope_id, purpose=f"elenco: {group}", groups=[Group.NAME, group],
            person_ids=sorted({one.person_id for one in cases}),
        )  # fmt: skip


def _tasks(titles: Titles) -> ListPage:
    return ListPage(
        "Cose da fare",
        [
            Column(
                "title", "Che cosa", lambda one: one.title, link=lambda one: f"{one.case.get_absolute_url()}#da-fare"
            ),
            Column("case", "Per chi", lambda one: titles[one.case_id]),
            Column("due", "Entro", lambda one: one.due_on, sort="due_on"),
            Column("state", "Quando", _due),
            Column("repeats", "Si ripete", lambda one: one.get_repeats_display()),
        ],
        noun="cosa da fare,cose da fare",
        filters=[Filter("quando", "Quando", [("ritardo", "in ritardo"), ("oggi", "da oggi in poi")], _when)],
        order=["due_on"],
        empty=(
            "check-circle",
            "Niente da fare, per ora",
            "Le cose da fare si aggiungono dal fascicolo di una persona.",
        ),
        export_name="cose-da-fare",
    )


def _when(rows: Any, value: str) -> Any:
    today = clock.today()
    return rows.filter(due_on__lt=today) if value == "ritardo" else rows.filter(due_on__gte=today)


def _due(one: Task) -> object:
    days = (clock.today() - one.due_on).days
    return Mark("stop", "in ritardo", "clock") if days > 0 else date_text(one.due_on)


def _notes(titles: Titles) -> ListPage:
    return ListPage(
        "Note in supervisione",
        [
            Column("on", "Quando", lambda one: one.happened_on, sort="happened_on",
                   link=lambda one: f"{one.case.get_absolute_url()}#diario"),
            Column("case", "Percorso", lambda one: titles[one.case_id]),
            Column("by", "Chi scrive", lambda one: one.written_by_label.split(",")[0]),
            Column("kind", "Che cosa è stato", lambda one: one.get_kind_display()),
            Column("text", "Che cosa scrive", lambda one: one.text),
        ],
        noun="nota,note",
        order=["-happened_on"],
        empty=("note", "Nessuna nota per te", "Qui arriva ciò che chi risponde a te scrive per la supervisione."),
        export_name="note-in-supervisione",
    )  # fmt: skip
