"""Who waits for a place: put in line, told of an offer, answered for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.dossier.reach import language_of
from ciao.cases.forms import ReasonForm
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.people.models import Person
from ciao.services import actions
from ciao.services.enums import WaitingState
from ciao.services.forms import AcceptForm, WaitForm
from ciao.services.models import Edition, Waiting
from ciao.services.panel import Known, known, only_support
from ciao.services.views import find_edition, page, read
from ciao.services.views.enrolments import called, free_cases, places

PURPOSE = "attesa di un posto"
STATES = {
    WaitingState.WAITING: ("info", "clock"),
    WaitingState.OFFERED: ("warn", "clock"),
    WaitingState.ACCEPTED: ("ok", "check"),
    WaitingState.DECLINED: ("", "close"),
    WaitingState.EXPIRED: ("", "clock"),
    WaitingState.LEFT: ("", "close"),
}


@dataclass(frozen=True)
class Line:
    """The card of who waits, as one reader sees it: those they may call, and how many more there are."""

    rows: list[dict[str, Any]]
    count: int
    unseen: int
    people: list[Known]


@requires(Action.COURSE_ENROL)
def join(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One of the people one follows waits for a place."""
    by, edition = acting_in(request), find_edition(request, edition_id)
    names = known(free_cases(by, edition), by)
    people = {str(key): called(one) for key, one in sorted(names.items(), key=lambda pair: pair[1].name.casefold())}
    read(edition, by, PURPOSE, names.values())
    form = WaitForm(request.POST or None, people=people)
    shape = page(
        edition, "Metti in attesa", "Metti in attesa", _joined, template="services/wait.html", people=people,
        lead=f"{edition.title}. Ora: {places(edition)}.", to=lambda made: reverse("services:waiting", args=[made.id]),
    )  # fmt: skip

    def act(typed: dict[str, Any]) -> Waiting:
        case = get_object_or_404(visible(Case.objects, by, Action.COURSE_ENROL), id=typed.pop("case"))
        return actions.join_waitlist(
            edition=edition, case=case, by=by, support=only_support(by, case, edition), **typed
        )

    return shape.answer(request, form, act)


@requires(Action.COURSE_ENROL)
def waiting(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """One turn in line: the offer with a text ready to send, the answer, the story."""
    by, row, who = _opened(request, waiting_id)
    return TemplateResponse(request, "services/waiting.html", _shown(request, row, who, by, ""))


@requires(Action.COURSE_ENROL)
def answer_link(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """The link by which the person answers, shown once with its text."""
    by, row, who = _opened(request, waiting_id)
    token = ""
    if request.method == "POST":
        try:
            token = actions.give_answer_link(waiting=row, by=by)
        except NotPossible as refusal:
            messages.warning(request, str(refusal))
    return TemplateResponse(request, "services/waiting.html", _shown(request, row, who, by, token))


@requires(Action.COURSE_ENROL)
def accept(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """The person said yes: they take the place today."""
    by, row, who = _opened(request, waiting_id)
    lead = f"{who.name}, {row.edition.title}. Partecipa da oggi; chi conduce legge nome e presenze."
    form = AcceptForm(request.POST or None)
    shape = page(row.edition, "Ha detto di sì", "Segna il sì", "Iscrizione salvata.", lead=lead)
    return shape.answer(
        request, form, lambda typed: actions.accept_place(waiting=row, on=clock.today(), by=by, **typed)
    )


@require_POST
@requires(Action.COURSE_ENROL)
def decline(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """The person said no: the place goes on."""
    by, row = acting_in(request), find_waiting(request, waiting_id)
    try:
        actions.decline_place(waiting=row, on=clock.today(), by=by)
        messages.success(request, "Segnato: il posto passa a chi viene dopo.")
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    return redirect("services:waiting", waiting_id=row.id)


@requires(Action.COURSE_ENROL)
def leave(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """The person waits no more."""
    by, row, who = _opened(request, waiting_id)

    def act(typed: dict[str, Any]) -> Waiting:
        return actions.leave_waitlist(waiting=row, reason=typed["note"], on=typed["on"], by=by)

    return _change(request, row, who, "Togli dall’attesa", act)


@requires(Action.COURSE_ENROL)
def wait_again(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """Correction: back in line."""
    by, row, who = _opened(request, waiting_id)

    def act(typed: dict[str, Any]) -> Waiting:
        return actions.wait_again(waiting=row, by=by, **typed)

    return _change(request, row, who, "Rimetti in attesa", act)


def find_waiting(request: HttpRequest, waiting_id: UUID) -> Waiting:
    """A turn in line the actor may see."""
    rows = visible(Waiting.objects, acting_in(request), Action.COURSE_ENROL).select_related("edition__service", "link")
    return get_object_or_404(rows, id=waiting_id)


def waiting_lines(edition: Edition, by: Actor) -> Line:
    """Who waits for a place in an edition: names of those one may see, a number for all."""
    with reporting():
        count = Waiting.objects.standing().filter(edition_id=edition.id).count()
    rows = list(visible(Waiting.objects.standing(), by, Action.COURSE_VIEW).filter(edition=edition)) if count else []
    names = known({one.case_id for one in rows}, by)
    may_open = may(by, Action.COURSE_ENROL)
    shown = [
        {
            "name": names[one.case_id].name, "url": reverse("services:waiting", args=[one.id]) if may_open else "",
            "status": one.get_state_display(), "kind": STATES[WaitingState(one.state)][0],
            "icon": STATES[WaitingState(one.state)][1],
            "note": f"entro il {date_field(one.answer_on)}" if one.answer_on and one.state == WaitingState.OFFERED
            else f"dal {date_field(one.since_on)}",
        }
        for one in rows
    ]  # fmt: skip
    return Line(shown, count, count - len(rows), list(names.values()))


def _joined(made: Waiting) -> str:
    if made.state == WaitingState.OFFERED:
        return "C’è un posto: è offerto a questa persona. Prossimo passo: dirglielo."
    return "In attesa. Quando si libera un posto, qui compare l’offerta."


def _opened(request: HttpRequest, waiting_id: UUID) -> tuple[Actor, Waiting, Known]:
    by, row = acting_in(request), find_waiting(request, waiting_id)
    who = known([row.case_id], by)[row.case_id]
    read(row.edition, by, PURPOSE, [who])
    return by, row, who


def _shown(request: HttpRequest, row: Waiting, who: Known, by: Actor, token: str) -> dict[str, Any]:
    address = request.build_absolute_uri(reverse("services:answer", args=[token])) if token else ""
    person = (
        visible(Person.objects, by, Action.COURSE_ENROL).filter(id=who.person_id).first() if who.person_id else None
    )
    language = language_of(person.language if person else "")
    kind, icon = STATES[WaitingState(row.state)]
    return {
        "waiting": row, "who": who, "edition": row.edition, "kind": kind, "icon": icon, "address": address,
        "is_offered": row.state == WaitingState.OFFERED, "stands": row.state in ("waiting", "offered"),
        "text": offer_text(row, who.name, language, address) if row.state == WaitingState.OFFERED else "",
        "language": language, "asked": [one.sentence for one in _findings(row, by) if not one.is_met],
        "clashes": _clashes(row, by), "changes": list(row.changes.all()),
        "crumbs": [
            ("Corsi e gruppi", reverse("services:editions")), (row.edition.title, row.edition.get_absolute_url()),
            ("Attesa", ""),
        ],
    }  # fmt: skip


def offer_text(row: Waiting, name: str, language: str, address: str) -> str:
    """A message ready to send, in the person's language; it names no service and no body."""
    with translation.override(language):
        values = {"name": name, "course": row.edition.service.title, "day": date_field(row.answer_on)}
        text = gettext("Ciao %(name)s, c’è un posto per te: %(course)s. Rispondimi entro il %(day)s.") % values
        return f"{text} {address}".strip()


def _case(row: Waiting, by: Actor) -> Case | None:
    return visible(Case.objects, by, Action.COURSE_ENROL).filter(id=row.case_id).first()


def _findings(row: Waiting, by: Actor) -> list[actions.Finding]:
    case = _case(row, by)
    return actions.findings(row.edition, case, clock.today()) if case else []


def _clashes(row: Waiting, by: Actor) -> list[str]:
    case = _case(row, by)
    return actions.clashes_of(row.edition, case) if case else []


def _change(request: HttpRequest, row: Waiting, who: Known, verb: str, act: Any) -> HttpResponse:
    shape = page(
        row.edition, verb, verb, "Attesa aggiornata.", lead=f"{who.name}, {row.edition.title}.",
        to=reverse("services:waiting", args=[row.id]),
    )  # fmt: skip
    return shape.answer(request, ReasonForm(request.POST or None, initial={"on": clock.today()}), act)
