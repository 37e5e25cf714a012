"""One person: the places there are for them, proposing one, moving, and the steps of a match."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.cases import views as cases
from ciao.cases.models import Case
from ciao.core import clock
from ciao.core.formats import date_relative
from ciao.matches import actions
from ciao.matches.actions.matching import pair_for
from ciao.matches.forms import MoveForm, ProposeForm, StepForm
from ciao.matches.lifecycle import MATCH
from ciao.matches.models import Match
from ciao.matches.panel import (
    DANGER,
    STEPS,
    availability_facts,
    lines_of,
    moves_of,
    next_of,
    place_title,
    prepare_url,
    rows_of,
)
from ciao.matches.views import LISTED, find_case, find_match, find_place, read, shape
from ciao.matches.views.cohort import state_of


@requires(Action.MATCH_EDIT)
def places(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Every place there is for one person, the best first, each explained."""
    by, case = acting_in(request), find_case(request, case_id)
    name, lines = cases.who(case, by), lines_of(case, by)
    read(request, case.scope_id, "posti per una persona", [case.person_id])
    live = Match.objects.live().filter(case=case).select_related("vacancy__host__organization").first()
    context = {
        "case": case, "name": name, "live": live, "live_title": place_title(live.vacancy) if live else "",
        "fitting": [one for one in lines if not one.pair.problems], "facts": availability_facts(case, by),
        "others": [one for one in lines if one.pair.problems],
        "crumbs": [("Persone", reverse("cases:list")), (name, case.get_absolute_url()), ("Posti", "")],
    }  # fmt: skip
    return TemplateResponse(request, "matches/places_for.html", context)


@requires(Action.MATCH_EDIT)
def propose(request: HttpRequest, case_id: UUID, vacancy_id: UUID) -> HttpResponse:
    """One place for one person: why so many points, what stands in the way, and the reason to go on all the same."""
    by, case = acting_in(request), find_case(request, case_id)
    vacancy = find_place(request, vacancy_id, Action.MATCH_EDIT)
    pair = pair_for(case, vacancy, by)
    if any(one.code == DANGER for one in pair.problems):
        raise Http404
    read(request, case.scope_id, "proporre un posto", [case.person_id])
    form = ProposeForm(request.POST or None, needs_reason=bool(pair.problems))
    rows = rows_of([vars(one) for one in pair.parts])
    page = shape("Proponi un posto", "Proponi", lambda made: made.get_absolute_url(),
                 "Proposto. Prossimo passo: parlarne con la persona e con l’ente.", template="matches/propose.html",
                 pair=pair, rows=rows, lead=f"{cases.who(case, by)}: {place_title(vacancy)}",
                 back=reverse("matches:places_for", args=[case.id]))  # fmt: skip

    def act(typed: dict[str, Any]) -> Match:
        reason = typed.get("reason", "")
        return actions.propose_match(case=case, vacancy=vacancy, by=by, overrule_reason=reason, row_id=typed["row_id"])

    return page.answer(request, form, act)


@requires(Action.MATCH_VIEW)
def match(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """One match: where it stands, what to do now, why these points, which rules were passed over."""
    by, found = acting_in(request), find_match(request, match_id, Action.MATCH_VIEW)
    name = cases.who(found.case, by)
    read(request, found.case.scope_id, "abbinamento", [found.case.person_id])
    title, why = next_of(found)
    context = {
        "match": found, "name": name, "place": place_title(found.vacancy), "status": state_of(found),
        "next_title": title, "next_why": why, "rows": rows_of(found.explanation),
        "moves": moves_of(found) if may(by, Action.MATCH_EDIT) else [], "changes": _story(found),
        "prepare": prepare_url(found) if found.state == "confirmed" and may(by, Action.INTERNSHIP_EDIT) else "",
        "may_edit": may(by, Action.MATCH_EDIT), "facts": _facts(found),
        "crumbs": [(LISTED[0], reverse(LISTED[1])), (name, "")],
    }  # fmt: skip
    return TemplateResponse(request, "matches/match.html", context)


@requires(Action.MATCH_EDIT)
def step(request: HttpRequest, match_id: UUID, step: str) -> HttpResponse:
    """One step of a match."""
    by, found = acting_in(request), find_match(request, match_id)
    if step not in STEPS:
        raise Http404
    transition = MATCH.transitions[STEPS[step]]
    name = cases.who(found.case, by)
    read(request, found.case.scope_id, "abbinamento", [found.case.person_id])
    form = StepForm(request.POST or None, needs_reason=transition.needs_reason, is_refusal=transition.verb == "discard",
                    initial={"on": clock.today()})  # fmt: skip
    label = transition.label.capitalize()
    page = shape(label, label, found.get_absolute_url(), "Fatto.", lead=f"{name}: {place_title(found.vacancy)}",
                 more=[(name, found.get_absolute_url())], back=found.get_absolute_url())  # fmt: skip
    return page.answer(request, form, lambda typed: actions.move_match(
        match=found, verb=transition.verb, on=typed["on"], by=by, reason=typed.get("note", ""),
        refused_by=typed.get("refused_by", "")))  # fmt: skip


@requires(Action.MATCH_EDIT)
def move(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """Another place for the same person, chosen by hand."""
    by, found = acting_in(request), find_match(request, match_id)
    case = found.case
    lines = {str(one.vacancy.id): one for one in lines_of(case, by) if one.vacancy.id != found.vacancy_id}
    read(request, found.case.scope_id, "abbinamento", [case.person_id])
    form = MoveForm(request.POST or None, places=[(key, _offered(one)) for key, one in lines.items()])
    name = cases.who(case, by)
    page = shape("Sposta a un altro posto", "Sposta", found.get_absolute_url(), "Spostato.",
                 lead=f"{name}, ora: {place_title(found.vacancy)}", more=[(name, found.get_absolute_url())],
                 back=found.get_absolute_url())  # fmt: skip
    return page.answer(request, form, lambda typed: actions.place_elsewhere(
        match=found, vacancy=lines[typed["vacancy"]].vacancy, by=by, overrule_reason=typed["reason"]))  # fmt: skip


def team_case(request: HttpRequest, case_id: UUID) -> tuple[Actor, Case, str]:
    """Who acts, the case, and how they call the person."""
    by, case = acting_in(request), find_case(request, case_id)
    return by, case, cases.who(case, by)


def _offered(line: Any) -> str:
    return f"{line.title} · {line.pair.points} punti{f' · {line.why}' if line.pair.problems else ''}"


def _facts(found: Match) -> list[tuple[str, str]]:
    place = found.vacancy
    rows = [
        ("Dove", str(place.municipality or "")), ("Come ci si arriva", place.access), ("Mansioni", place.tasks),
        ("Come è nato", "scelto a mano" if found.is_by_hand else "dal giro di abbinamento"),
    ]  # fmt: skip
    return [(label, words) for label, words in rows if words]


def _story(found: Match) -> list[dict[str, str]]:
    return [
        {
            "kind": "info", "icon": "arrow-right", "text": f"{MATCH.transitions[one.verb].label.capitalize()}"
            f"{f': {one.reason}' if one.reason else ''}",
            "when": f"{date_relative(one.changed_on)} · {one.changed_by_label.split(',')[0]}",
        }
        for one in found.changes.all()
    ]  # fmt: skip
