"""Enrolling: from the person, from the course; finishing, leaving, correcting."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import scopes, visible
from ciao.audit.enums import Group
from ciao.cases import views as cases
from ciao.cases.forms import DayForm, ReasonForm
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import period, plural
from ciao.plans.models import Support
from ciao.services import actions
from ciao.services.enums import EditionState, EnrolmentState
from ciao.services.forms import EnrolCaseForm, EnrolManyForm
from ciao.services.models import Edition, Enrolment
from ciao.services.panel import Known, known, only_support, open_supports
from ciao.services.views import find_edition, find_enrolment, page, read
from ciao.services.views.conditions import share_lines, standing_requirements

FULL = "al completo"


@dataclass(frozen=True)
class Result:
    """What would come of enrolling somebody: `ok` takes a place, `warn` waits for one, `stop` lacks something."""

    case: Case
    who: Known
    kind: str
    status: str
    words: tuple[str, ...] = ()
    is_lacking: bool = False

    @property
    def icon(self) -> str:
        """The picture beside the word."""
        return {"ok": "check", "warn": "clock"}.get(self.kind, "close")


@requires(Action.COURSE_ENROL)
def enrol_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A person one follows takes a place; the support of their plan is chosen with it."""
    by = acting_in(request)
    case = _find_case(request, case_id)
    supports = {str(one.id): one for one in open_supports(case, by)}
    asked = request.GET.get("sostegno", "")
    only = next(iter(supports)) if len(supports) == 1 else ""
    initial = {"enrolled_on": clock.today(), "support": asked if asked in supports else only}
    form = EnrolCaseForm(
        request.POST or None, initial=initial, editions=choices(by, case, everything=request.method == "POST"),
        supports={key: capfirst(one.sentence) for key, one in supports.items()},
    )  # fmt: skip
    cases.read(case, by, "iscrizione a un corso", Group.NAME, Group.PLAN, Group.ATTENDANCE)
    shape = cases.page(
        request, case, "Iscrivi a un corso", "Iscrivi", "Iscrizione salvata: chi conduce ora legge nome e presenze.",
        template="services/enrol_case.html", has_editions=len(form.fields["edition"].choices) > 1,  # type: ignore[attr-defined]
    )  # fmt: skip
    return shape.answer(request, form, lambda typed: _enrol(request, by, case, typed, supports))


@requires(Action.COURSE_ENROL)
def enrol_many(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Some of the people one follows take a place together."""
    by, edition = acting_in(request), find_edition(request, edition_id)
    free = free_cases(by, edition, everything=request.method == "POST")
    names = known(free, by)
    people = {str(key): called(one) for key, one in sorted(names.items(), key=lambda pair: pair[1].name.casefold())}
    read(edition, by, "iscrizione a un corso", names.values())
    form = EnrolManyForm(request.POST or None, people=people, initial={"enrolled_on": clock.today()})
    results = _results(by, edition, form, names) if request.method == "POST" and form.is_valid() else []
    shape = page(
        edition, "Iscrivi", "Iscrivi", _made, template="services/enrol_many.html", lead=edition.title, people=people,
        room=places(edition), shares=share_lines(edition), results=results,
        asked=[str(one) for one in standing_requirements(edition)],
    )  # fmt: skip
    if _to_show(results) and not form.cleaned_data["checked"]:
        again: Any = form.data.copy()  # type: ignore[attr-defined]
        again["checked"] = "1"
        form.data = again
        return TemplateResponse(request, shape.template, {"form": form, **shape.context})
    return shape.answer(request, form, lambda typed: _enrol_many(by, edition, typed, results))


@requires(Action.COURSE_ENROL)
def withdraw(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The person has left."""
    by, row = acting_in(request), find_enrolment(request, enrolment_id)

    def act(typed: dict[str, Any]) -> Enrolment:
        return actions.withdraw_enrolment(enrolment=row, reason=typed["note"], on=typed["on"], by=by)

    return _change(request, row, "Segna che ha lasciato", "Le ore fatte restano.", ReasonForm, act)


@requires(Action.COURSE_ENROL)
def complete(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The person has finished."""
    by, row = acting_in(request), find_enrolment(request, enrolment_id)

    def act(typed: dict[str, Any]) -> Enrolment:
        return actions.complete_enrolment(enrolment=row, by=by, **typed)

    return _change(request, row, "Segna che ha finito", "Ore e presenze restano.", DayForm, act)


@requires(Action.COURSE_ENROL)
def restore(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Correction: the person takes part again."""
    by, row = acting_in(request), find_enrolment(request, enrolment_id)

    def act(typed: dict[str, Any]) -> Enrolment:
        return actions.restore_enrolment(enrolment=row, by=by, **typed)

    return _change(request, row, "Riapri l’iscrizione", "Torna tra chi partecipa, se c’è posto.", ReasonForm, act)


@requires(Action.COURSE_ENROL)
def void(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """Correction: the enrolment was a mistake."""
    by, row = acting_in(request), find_enrolment(request, enrolment_id)
    lead = "Le ore di questa iscrizione non si contano più. Non si può annullare."

    def act(typed: dict[str, Any]) -> Enrolment:
        return actions.void_enrolment(enrolment=row, by=by, **typed)

    return _change(request, row, "Iscrizione per errore", lead, ReasonForm, act)


def choices(by: Actor, case: Case, *, everything: bool = False) -> dict[str, str]:
    """The editions one may still join, with dates and places; those the person is in are left out.

    A form sent back may name one of these too: sent twice, it finds what it made.
    """
    inside = visible(Enrolment.objects.all(), by, Action.COURSE_ENROL).counted().filter(case=case).values("edition_id")
    rows = visible(Edition.objects.all(), by, Action.COURSE_ENROL).open().filter(ends_on__gte=clock.today())
    rows = rows if everything else rows.exclude(id__in=inside)
    rows = rows.select_related("service").order_by("service__title", "starts_on")
    counts = places_taken([one.id for one in rows])
    return {str(one.id): _choice(one, counts.get(one.id, 0)) for one in rows}


def places_taken(edition_ids: list[UUID]) -> dict[UUID, int]:
    """How many hold a place in each edition, or held it to the end of one that is over; whoever asks."""
    to_the_end = Q(state=EnrolmentState.COMPLETED, edition__state=EditionState.DONE)
    with reporting():
        rows = Enrolment.objects.filter(to_the_end | Q(state=EnrolmentState.ENROLLED), edition_id__in=edition_ids)
        found: dict[UUID, int] = {}
        for edition_id in rows.values_list("edition_id", flat=True):
            found[edition_id] = found.get(edition_id, 0) + 1
    return found


def places(edition: Edition) -> str:
    """«8 su 12 posti», «8 iscritti», «al completo: 12 su 12 posti»."""
    count = places_taken([edition.id]).get(edition.id, 0)
    return _places(count, edition.capacity)


def _places(count: int, capacity: int | None) -> str:
    if capacity is None:
        return plural(count, "persona", "persone")
    words = f"{count} su {plural(capacity, 'posto', 'posti')}"
    return f"{FULL}: {words}" if count >= capacity else words


def _choice(one: Edition, count: int) -> str:
    return f"{one.title} · {period(one.starts_on, one.ends_on)} · {_places(count, one.capacity)}"


def _find_case(request: HttpRequest, case_id: UUID) -> Case:
    """The case, where the actor reads its attendance: only the team enrols."""
    by, case = acting_in(request), cases.find(request, case_id, Action.COURSE_ENROL)
    if not scopes(by, Level.ATTENDANCE).filter(id=case.scope_id).exists():
        raise Http404
    return case


def free_cases(by: Actor, edition: Edition, *, everything: bool = False) -> set[UUID]:
    """Cases the actor's circles hold, going on; on show only those not in the edition yet."""
    reach = scopes(by, Level.ATTENDANCE).values("id")
    taking_part = visible(Enrolment.objects.all(), by, Action.COURSE_ENROL).counted().filter(edition=edition)
    rows = visible(Case.objects.all(), by, Action.COURSE_ENROL).active().filter(scope__in=reach)
    rows = rows if everything else rows.exclude(id__in=taking_part.values("case_id"))
    return set(rows.values_list("id", flat=True))


def _enrol(
    request: HttpRequest, by: Actor, case: Case, typed: dict[str, Any], supports: dict[str, Support]
) -> Enrolment:
    edition = visible(Edition.objects, by, Action.COURSE_ENROL).get(id=typed["edition"])
    for sentence in actions.clashes_of(edition, case):
        messages.warning(request, sentence)
    return actions.enrol(
        edition=edition, case=case, enrolled_on=typed["enrolled_on"], support=supports.get(typed.get("support") or ""),
        exception_note=typed["exception_note"], row_id=typed["row_id"], by=by,
    )  # fmt: skip


def _results(by: Actor, edition: Edition, form: EnrolManyForm, names: dict[UUID, Known]) -> list[Result]:
    """What would come of each person chosen, in the order of the form: nothing is written."""
    typed, free = form.cleaned_data, actions.free_in(edition)
    chosen = visible(Case.objects, by, Action.COURSE_ENROL).filter(id__in=typed["cases"])
    kept = set(
        Enrolment.objects.filter(id__in=[_row_id(typed, one) for one in chosen]).values_list("case_id", flat=True)
    )
    found: list[Result] = []
    for case in chosen:
        is_full = free is not None and sum(one.kind == "ok" for one in found) >= free and case.id not in kept
        found.append(_result(case, names[case.id], edition, typed, is_full=is_full))
    return found


def _result(case: Case, who: Known, edition: Edition, typed: dict[str, Any], *, is_full: bool) -> Result:
    looked = actions.findings(edition, case, typed["enrolled_on"])
    missing = [one.sentence for one in looked if one.is_met is False]
    care = [f"Da chiedere: {one.sentence}" for one in looked if one.is_met is None] + actions.clashes_of(edition, case)
    if is_full:
        return Result(case, who, "warn", "in attesa: i posti sono finiti", tuple(missing + care))
    if missing and not typed["exception_note"].strip():
        return Result(case, who, "stop", "non si iscrive: serve il motivo", tuple(missing))
    return Result(case, who, "ok", "si iscrive", tuple(missing + care), bool(missing))


def _to_show(results: list[Result]) -> bool:
    """Whether something is to be read before anybody is enrolled."""
    return any(one.kind != "ok" or one.words for one in results)


def _row_id(typed: dict[str, Any], case: Case) -> UUID:
    return uuid.uuid5(typed["row_id"], str(case.id))


def _enrol_many(by: Actor, edition: Edition, typed: dict[str, Any], results: list[Result]) -> tuple[int, int, int]:
    """Enrols who can be, puts in line who finds no place; returns how many of each, and how many were left out."""
    for one in results:
        support, row_id = only_support(by, one.case, edition), _row_id(typed, one.case)
        if one.kind == "ok":
            note = typed["exception_note"] if one.is_lacking else ""
            actions.enrol(
                edition=edition, case=one.case, enrolled_on=typed["enrolled_on"], support=support, row_id=row_id,
                exception_note=note, by=by,
            )  # fmt: skip
        elif one.kind == "warn":
            actions.join_waitlist(edition=edition, case=one.case, support=support, row_id=row_id, by=by)
    kinds = [one.kind for one in results]
    if not {"ok", "warn"} & set(kinds):
        raise NotPossible("Nessuna di queste persone si può iscrivere così: leggi perché, qui sotto.")
    return kinds.count("ok"), kinds.count("warn"), kinds.count("stop")


def _made(done: tuple[int, int, int]) -> str:
    enrolled, waiting, left = done
    told = [f"{plural(enrolled, 'iscrizione salvata', 'iscrizioni salvate')}"] * bool(enrolled or not waiting)
    told += [f"{plural(waiting, 'persona in attesa', 'persone in attesa')}"] * bool(waiting)
    told += [f"{plural(left, 'persona non iscritta', 'persone non iscritte')}"] * bool(left)
    return f"{', '.join(told)}."


def _change(
    request: HttpRequest, row: Enrolment, verb: str, lead: str, form: Any, act: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    by = acting_in(request)
    who = known([row.case_id], by)[row.case_id]
    read(row.edition, by, "iscrizione a un corso", [who])
    shape = page(row.edition, verb, verb, "Iscrizione aggiornata.", lead=f"{who.name}, {row.edition.title}. {lead}")
    return shape.answer(request, form(request.POST or None, initial={"on": clock.today()}), act)


def called(who: Known) -> str:
    """«Amina, caso 12», as a choice of a form."""
    return f"{who.name}, {who.note}" if who.note else who.name
