"""Reading what is counted: signals and first contacts of everybody, interviews of the programme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.outreach.enums import BarrierKind, NeedArea
from ciao.outreach.figures.conversion import Conversion, Fate, convert
from ciao.outreach.figures.crossing import Crossing, cross
from ciao.outreach.models import Barrier, FirstContact, Interview, Signal
from ciao.programmes.models import ProgrammeArea
from ciao.territories.models import Municipality

EVERYWHERE = "tutto il territorio"
NO_COMUNE = "comune non detto"


def whole(programme_id: UUID) -> Conversion:
    """The whole programme."""
    return convert(_fates(programme_id, "programme_id")).get(str(programme_id), Conversion())


def by_antenna(programme_id: UUID) -> dict[str, Conversion]:
    """By antenna's id; signals that come from no antenna stand under the empty key."""
    return convert(_fates(programme_id, "antenna_id"))


def by_comune(programme_id: UUID) -> dict[str, Conversion]:
    """By the comune's ISTAT code; where nobody said it, under the empty key."""
    return convert(_fates(programme_id, "municipality_id"))


def _fates(programme_id: UUID, column: str) -> list[Fate]:
    with reporting():
        rows = list(Signal.objects.filter(programme_id=programme_id).order_by().values_list("id", column, "state"))
        met = set(FirstContact.objects.filter(signal__programme_id=programme_id).values_list("signal_id", flat=True))
    return [Fate(str(key or ""), state, pk in met) for pk, key, state in rows]


@dataclass(frozen=True)
class Needs:
    """What people met need, by area and by comune, and what keeps them from coming."""

    crossing: Crossing
    comuni: list[tuple[str, int, str]]
    barriers: list[tuple[str, int]]
    met: int


def needs_by_place(actor: Actor, programme_id: UUID) -> Needs:
    """Every first contact counts once for each need it names; the comuni with most first contacts come first."""
    with reporting():
        found = FirstContact.objects.filter(signal__programme_id=programme_id)
        rows = [(needs, code or "") for needs, code in found.values_list("needs", "signal__municipality_id")]
        of_programme = {"first_contact__signal__programme_id": programme_id}
        kinds = Counter(Barrier.objects.filter(**of_programme).values_list("kind", flat=True))
    areas = area_of_comune(actor)
    pairs = ((need, areas.get(code, EVERYWHERE)) for needs, code in rows for need in needs)
    barriers = [(str(BarrierKind(kind).label), count) for kind, count in kinds.most_common()]
    return Needs(cross(pairs, NeedArea.choices), _in_words(rows), barriers, len(rows))


def _in_words(rows: list[tuple[list[str], str]]) -> list[tuple[str, int, str]]:
    """Each comune with its first contacts and «lavoro 4, casa 1»: twenty columns would be read by nobody."""
    names = names_of(code for _, code in rows)
    met, named = Counter(code for _, code in rows), {code: Counter[str]() for _, code in rows}
    for needs, code in rows:
        named[code].update(needs)
    return [
        (
            names.get(code, NO_COMUNE),
            many,
            ", ".join(f"{NeedArea(one).label} {n}" for one, n in named[code].most_common()),
        )
        for code, many in sorted(met.items(), key=lambda one: (-one[1], names.get(one[0], "")))
    ]


def themes_by_area(actor: Actor) -> Crossing:
    """Each interview counts once for each theme, where it took place."""
    areas = area_of_comune(actor)
    rows = visible(Interview.objects, actor, Action.NETWORK_VIEW).filter(Q(programme_id=actor.programme_id))
    found = rows.values_list("themes", "municipality_id", "antenna__area__name")
    pairs = ((theme, areas.get(code or "", name or EVERYWHERE)) for themes, code, name in found for theme in themes)
    return cross(pairs, NeedArea.choices)


def area_of_comune(actor: Actor) -> dict[str, str]:
    """The programme's area each comune belongs to."""
    rows = visible(ProgrammeArea.objects, actor, Action.PROGRAMME_VIEW).filter(Q(programme_id=actor.programme_id))
    return {str(code): name for name, code in rows.values_list("name", "municipalities") if code}


def names_of(codes: Iterable[str | None]) -> dict[str, str]:
    """The names of comuni by code."""
    wanted = {code for code in codes if code}
    return dict(Municipality.objects.filter(istat_code__in=wanted).values_list("istat_code", "name"))
