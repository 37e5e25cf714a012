"""The matches there are, everybody matched at once, and what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.core.formats import date_text
from ciao.core.lists import Column, Filter, ListPage, Mark
from ciao.matches import actions
from ciao.matches.actions.rounds import seeking
from ciao.matches.assigning.gathering import field_of, open_places
from ciao.matches.enums import MatchState
from ciao.matches.forms import RoundForm
from ciao.matches.models import Match, MatchRound
from ciao.matches.panel import TINTS, left_out, names_of, place_title, told
from ciao.matches.views import LISTED, read, shape
from ciao.outreach.views import programme_of

SHOWN = 5


def state_of(match: Match) -> Mark:
    """The state as a list shows it."""
    kind, icon = TINTS[MatchState(match.state)]
    return Mark(kind, match.get_state_display(), icon)


LIST = ListPage(
    title="Abbinamenti",
    noun="abbinamento,abbinamenti",
    columns=[
        Column("persona", "Persona", lambda one: one.who, link=lambda one: one.get_absolute_url()),
        Column("posto", "Posto", lambda one: place_title(one.vacancy), sort="vacancy__title"),
        Column("punti", "Punti", lambda one: one.points, sort="points", numeric=True),
        Column("stato", "Stato", state_of, sort="state"),
        Column("dal", "Proposto", lambda one: one.proposed_on, sort="proposed_on"),
    ],
    filters=[Filter("stato", "Stato", MatchState.choices, lambda rows, value: rows.filter(state=value))],
    order=("-proposed_on", "-points"),
    empty=("user", "Ancora nessun abbinamento", "Si parte dalle persone che cercano un posto, tutte insieme."),
    template="matches/list.html",
    export_name="abbinamenti",
)


@requires(Action.MATCH_VIEW)
def matches(request: HttpRequest) -> HttpResponse:
    """The matches of whom one follows."""
    by = acting_in(request)
    rows = visible(Match.objects.all(), by, Action.MATCH_VIEW).select_related("case", "vacancy__host__organization")
    rounds = visible(MatchRound.objects, by, Action.MATCH_VIEW)[:SHOWN]
    return LIST.answer(
        request, rows, on_read=lambda shown: _name(request, shown), rounds=rounds, may_edit=may(by, Action.MATCH_EDIT)
    )


@requires(Action.MATCH_EDIT)
def new_round(request: HttpRequest) -> HttpResponse:
    """Whom to match, all together."""
    by, programme = acting_in(request), programme_of(acting_in(request))
    people = {str(one.id): one for one in _seeking(by)}
    names = names_of(list(people.values()), by)
    read(request, programme.scope_id, "abbinare persone e posti", [one.person_id for one in people.values()])
    offered = sorted(((key, names[one.id]) for key, one in people.items()), key=lambda pair: pair[1].casefold())
    form = RoundForm(request.POST or None, people=offered, initial={"cases": list(people)})
    page = shape("Abbina tutte insieme", "Cerca i posti migliori", lambda made: _round_url(made), told,
                 template="matches/new_round.html", has_people=bool(people),
                 places=len(open_places(programme, by)))  # fmt: skip

    def act(typed: dict[str, Any]) -> MatchRound:
        cases = [people[key] for key in typed["cases"]]
        return actions.run_round(programme=programme, cases=cases, by=by, row_id=typed["row_id"])

    return page.answer(request, form, act)


@requires(Action.MATCH_VIEW)
def one_round(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """What came of one time: each pair with its points, who found nothing and why, the order of arrival beside."""
    by = acting_in(request)
    found = get_object_or_404(visible(MatchRound.objects, by, Action.MATCH_VIEW), id=round_id)
    rows = visible(Match.objects.all(), by, Action.MATCH_VIEW).filter(round=found)
    pairs = list(rows.select_related("case", "vacancy__host__organization").order_by("-points", "case__number"))
    without = _seeking(by) if may(by, Action.MATCH_EDIT) else []
    names = names_of([*(one.case for one in pairs), *without], by)
    shown = [*(one.case.person_id for one in pairs), *(one.person_id for one in without)]
    read(request, found.scope_id, "giro di abbinamento", shown)
    context = {
        "round": found, "told": told(found), "out": _left_out(without, names, by),
        "pairs": [(one, names[one.case_id], place_title(one.vacancy), state_of(one)) for one in pairs],
        "crumbs": [(LISTED[0], reverse(LISTED[1])), (f"Giro del {date_text(found.run_on)}", "")],
    }  # fmt: skip
    return TemplateResponse(request, "matches/round.html", context)


def _seeking(by: Actor) -> list[Case]:
    """Whom the actor follows and who has no match yet."""
    rows = visible(Case.objects.all(), by, Action.MATCH_EDIT).active().select_related("programme")
    return seeking(list(rows), by)


def _left_out(cases: list[Case], names: dict[UUID, str], by: Actor) -> list[tuple[Case, str, str]]:
    if not cases:
        return []
    field = field_of(cases, open_places(cases[0].programme, by), by)
    return [(one, names[one.id], left_out(field, one.id)) for one in cases]


def _round_url(made: MatchRound) -> str:
    return reverse("matches:round", args=[made.id])


def _name(request: HttpRequest, shown: list[Match]) -> None:
    by = acting_in(request)
    names = names_of([one.case for one in shown], by)
    for one in shown:
        one.who = names[one.case_id]  # type: ignore[attr-defined]
    if shown:
        read(request, shown[0].case.scope_id, "abbinamenti", [one.case.person_id for one in shown])
