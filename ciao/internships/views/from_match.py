"""From a match both sides agreed to, to the internship: what is known already is not asked again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.models import Case
from ciao.internships.models import Internship
from ciao.matches.enums import MatchState
from ciao.matches.models import Match


def match_of(request: HttpRequest, case: Case, by: Actor) -> Match | None:
    """The match the address names, where it is this person's and both sides confirmed it."""
    wanted = request.GET.get("abbinamento", "")
    rows = visible(Match.objects, by, Action.MATCH_VIEW).filter(case=case, state=MatchState.CONFIRMED)
    return next((one for one in rows.select_related("vacancy__host__organization") if str(one.id) == wanted), None)


def agreed(internship: Internship, by: Actor) -> dict[str, Any]:
    """What the match says of the place, to begin the training project with."""
    if internship.match_id is None:
        return {}
    rows = visible(Match.objects, by, Action.MATCH_VIEW).filter(id=internship.match_id)
    match = rows.select_related("vacancy__site").first()
    if match is None:
        return {}
    place = match.vacancy
    return {
        "host": place.host_id, "vacancy": place.id, "place": str(place.site or ""), "tasks": place.tasks,
        "skills": place.skills,
    }  # fmt: skip
