"""The whole cohort at once: everybody without a match, every place still free."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.access.visibility import scopes
from ciao.cases.dossier.reserved import reserved
from ciao.cases.models import Case
from ciao.core import clock
from ciao.hosts.models import Vacancy
from ciao.matches.assigning.gathering import field_of, open_places
from ciao.matches.assigning.reading import all_pairs, market_of
from ciao.matches.assigning.solver import assign, in_order_of_arrival
from ciao.matches.models import Match, MatchRound
from ciao.people.actions import circle_for
from ciao.programmes.models import Programme


@transaction.atomic
def run_round(*, programme: Programme, cases: Sequence[Case], by: Actor, row_id: uuid.UUID | None = None) -> MatchRound:
    """A proposal for everybody who can have one, the best for all together; no hard rule is ever broken.

    `row_id` makes sending twice harmless. Raises `NotPossible` with nobody to match or no place free.
    """
    ensure(by, Action.MATCH_EDIT)
    found = MatchRound.objects.filter(id=row_id).first() if row_id else None
    if found is not None:
        return found
    people, places = seeking(cases, by), _held(open_places(programme, by))
    if not people:
        raise NotPossible("Scegli almeno una persona che segui e che non abbia già un abbinamento.")
    if not places:
        raise NotPossible("Nessun posto libero, per ora: prima aggiungi un posto a un ente disponibile.")
    field = field_of(people, places, by)
    pairs = all_pairs(field)
    market = market_of(field, pairs.values())
    best, arrival = assign(market), in_order_of_arrival(market)
    made = MatchRound(
        id=row_id or uuid.uuid4(), scope_id=programme.scope_id, programme=programme, run_on=clock.today(),
        run_by=by.id, run_by_label=by.label, person_count=len(people), place_count=sum(market.seats.values()),
        matched_count=len(best.pairs), total_points=best.points, arrival_count=len(arrival.pairs),
        arrival_points=arrival.points,
    )  # fmt: skip
    made.save(force_insert=True)
    for case_key, place_key in sorted(best.pairs.items()):
        pair = pairs[uuid.UUID(case_key), uuid.UUID(place_key)]
        case = field.cases[pair.case_id]
        Match(
            scope_id=circle_for(case.person_id, case.scope_id), round=made, case=case, vacancy_id=pair.vacancy_id,
            points=pair.points, parts=pair.written, proposed_on=made.run_on, recorded_by=by.id,
        ).save(force_insert=True)  # fmt: skip
    return made


def seeking(cases: Sequence[Case], by: Actor) -> list[Case]:
    """Of these, who may be matched by the actor now: followed at internship level, going on, without a match."""
    reach = set(
        scopes(by, Level.INTERNSHIP).filter(id__in=[one.scope_id for one in cases]).values_list("id", flat=True)
    )
    held = set(Match.objects.live().filter(case__in=cases).values_list("case_id", flat=True))
    hidden = reserved([one.person_id for one in cases], by)
    return [
        one for one in cases
        if one.scope_id in reach and one.is_active() and one.id not in held and one.person_id not in hidden
    ]  # fmt: skip


def _held(places: list[Vacancy]) -> list[Vacancy]:
    """The same places, held until the transaction ends, so that two rounds never give one seat twice."""
    list(Vacancy.objects.select_for_update(of=("self",)).filter(id__in=[one.id for one in places]).order_by("id"))
    return places
