"""How the people of a programme changed on one instrument: pairs of the same person, and who is missing and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ciao.access.actor import reporting
from ciao.assessments.comparison.moments import corner, is_round, short
from ciao.assessments.rules import SMALL, Shift, shift
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core.charts import radar
from ciao.core.formats import plural, points
from ciao.programmes.models import Programme
from ciao.questionnaires.enums import Occasion, ResponseState, Voice
from ciao.questionnaires.logic.definition import Definition
from ciao.questionnaires.logic.scores import bounds
from ciao.questionnaires.models import Instrument, Response, ScaleScore

Points = Mapping[UUID, Mapping[str, float]]
CAPTION = "Il valore di mezzo (mediana) delle stesse persone, da 1 a 5"


@dataclass(frozen=True)
class ScaleChange:
    """One scale over the programme; without `shift` the people are too few to say."""

    label: str
    low: str
    high: str
    shift: Shift | None
    pairs: int
    lacking: int

    @property
    def sentence(self) -> str:
        """What can be said, with how sure one can be."""
        found = self.shift
        if found is None:
            return "Troppo pochi per dire."
        low, high = found.interval
        sure = "Può essere un caso" if low <= 0 <= high else "Difficile che sia un caso"
        return f"{sure}: la differenza media sta fra {points(low, 2, sign=True)} e {points(high, 2, sign=True)}."

    @property
    def cells(self) -> list[str]:
        """Before, after, how it moved with its middle half, the interval, the effect; empty where too few."""
        found = self.shift
        if found is None:
            return []
        half = f"{points(found.median, sign=True)} ({points(found.low, sign=True)} … {points(found.high, sign=True)})"
        mean = f"{points(found.mean, 2, sign=True)} ({points(found.interval[0], 2)} … {points(found.interval[1], 2)})"
        moved = f"{found.up} su, {found.same} uguali, {found.down} giù"
        return [points(found.before), points(found.after), half, mean, points(found.effect, 2, sign=True), moved]


@dataclass(frozen=True)
class ProgrammeChange:
    """Every scale, how many people are in charge, of how many both moments are there, and why the others lack."""

    scales: list[ScaleChange]
    people: int
    pairs: int
    missing: list[tuple[str, int]]
    radar: radar.Radar | None

    @property
    def is_told(self) -> bool:
        """Whether any scale has people enough."""
        return any(one.shift for one in self.scales)


def change_in(programme: Programme, instrument: Instrument, voice: Voice, second: Occasion) -> ProgrammeChange:
    """From entry to a second moment, for one version of an instrument in one voice; the same for every reader."""
    with reporting():
        cases = dict(
            Case.objects.filter(programme_id=programme.id)
            .exclude(state=CaseState.VOID)
            .order_by()
            .values_list("id", "state")
        )
        first = _responses(instrument, voice, Occasion.ENTRY, cases)
        then = _responses(instrument, voice, second, cases)
        values = _values([*first.values(), *then.values()])
    both = [(values.get(first[one], {}), values.get(then[one], {})) for one in first.keys() & then.keys()]
    definition = instrument.definition()
    scales = [_scale(definition, one, both) for one in definition.scales]
    return ProgrammeChange(
        scales, len(cases), len(both), _missing(cases, set(first), set(then)), _drawn(definition, scales)
    )


def _responses(instrument: Instrument, voice: Voice, occasion: Occasion, cases: Mapping[UUID, str]) -> dict[UUID, UUID]:
    """The last response of each case, by case."""
    rows = Response.objects.filter(
        instrument_id=instrument.id, voice=voice, occasion=occasion, state=ResponseState.RECORDED
    )
    found = rows.order_by("answered_on", "id").values_list("subject_id", "id")
    return {subject: response for subject, response in found if subject in cases}


def _values(responses: list[UUID]) -> Points:
    found: dict[UUID, dict[str, float]] = {}
    rows = ScaleScore.objects.filter(response_id__in=responses, value__isnull=False).order_by()
    for response, code, value in rows.values_list("response_id", "code", "value"):
        found.setdefault(response, {})[code] = float(value or 0)
    return found


def _scale(
    definition: Definition, scale: Any, both: list[tuple[Mapping[str, float], Mapping[str, float]]]
) -> ScaleChange:
    pairs = [
        (before[scale.code], after[scale.code])
        for before, after in both
        if scale.code in before and scale.code in after
    ]
    low, high = bounds(definition, scale)
    return ScaleChange(scale.label, points(low), points(high), shift(pairs), len(pairs), len(both) - len(pairs))


def _missing(cases: Mapping[UUID, str], first: set[UUID], then: set[UUID]) -> list[tuple[str, int]]:
    """Whoever is in charge and not among the pairs, each once, with why."""
    only_first = first - then
    closed = {one for one in only_first if cases[one] == CaseState.CLOSED}
    reasons = [
        ("senza la compilazione d’ingresso", len(cases.keys() - first - then)),
        ("con l’ingresso, e il percorso continua: la seconda si può ancora fare", len(only_first - closed)),
        ("con l’ingresso, e il percorso è finito senza la seconda", len(closed)),
        ("con la seconda e senza l’ingresso", len(then - first)),
    ]
    return [(words, many) for words, many in reasons if many]


def _drawn(definition: Definition, scales: list[ScaleChange]) -> radar.Radar | None:
    told = [one.shift for one in scales if one.shift is not None]
    if not is_round(definition) or len(told) < len(scales):
        return None
    moments = [
        radar.Moment("Ingresso", [short(one.before) for one in told]),
        radar.Moment("Dopo", [short(one.after) for one in told]),
    ]
    return radar.draw(radar.Assessment([corner(one) for one in definition.scales], moments, caption=CAPTION))


def said_of(found: ProgrammeChange) -> str:
    """How many pairs there are of how many people, in one sentence."""
    people = plural(found.people, "persona in carico", "persone in carico")
    if found.pairs < SMALL:
        return f"Con due compilazioni: meno di {SMALL} su {people}. Troppo pochi per dire."
    return f"Con due compilazioni: {found.pairs} su {people}."
