"""One instrument at entry, midway and on leaving: drawn where it can be, always in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ciao.core.charts import radar
from ciao.core.formats import points
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.logic.definition import Definition, Scale
from ciao.questionnaires.logic.scores import bounds
from ciao.questionnaires.models import Response

FIVE = (Decimal(1), Decimal(5))
CAPTION = "Da 1 a 5, punto per punto"


@dataclass(frozen=True)
class Row:
    """One scale through the moments, as it is read; `change` is last minus first."""

    label: str
    values: list[str]
    change: str
    own: str


def latest(found: Sequence[Response], voice: str) -> dict[Occasion, Response]:
    """The last response of each moment, in the order of the path; `found` is in the order of time."""
    by_occasion = {one.occasion: one for one in found if one.voice == voice}
    return {moment: by_occasion[moment] for moment in Occasion if moment in by_occasion}


def drawn(definition: Definition, found: Sequence[Response], name: str) -> dict[str, Any]:
    """The moments of the voice that was heard most, with the person's own points at the last of them."""
    voice = Voice.TEAM if latest(found, Voice.TEAM) else Voice.PERSON
    moments = latest(found, voice)
    last = next(reversed(moments), None)
    own = latest(found, Voice.PERSON).get(last) if last and voice == Voice.TEAM else None
    heads = [moment.label.capitalize() for moment in moments]
    scores = [_scores(one) for one in moments.values()]
    rows = [_row(scale, scores, _scores(own) if own else {}) for scale in definition.scales]
    chart = None
    if moments and is_round(definition):
        chart = _radar(definition, heads, scores, _scores(own) if own else None, name)
    return {
        "radar": chart, "rows": rows, "heads": heads, "has_own": own is not None,
        "voice": voice.label, "lacking": sum(value is None for one in scores for value in one.values()),
    }  # fmt: skip


def is_round(definition: Definition) -> bool:
    """Whether its scales can be drawn as a radar: three or more, all from 1 to 5."""
    scales = definition.scales
    return len(scales) >= 3 and all(bounds(definition, one) == FIVE for one in scales)


def corner(scale: Scale) -> radar.Area:
    """A scale at its corner: long names on two lines."""
    words = scale.label.split()
    if len(scale.label) <= 16 or len(words) == 1:
        return radar.Area(scale.label, [scale.label])
    half = min(range(1, len(words)), key=lambda at: abs(len(" ".join(words[:at])) * 2 - len(scale.label)))
    return radar.Area(scale.label, [" ".join(words[:half]), " ".join(words[half:])])


def _scores(response: Response) -> dict[str, float | None]:
    return {one.code: None if one.value is None else float(one.value) for one in response.scores.all()}


def _row(scale: Scale, scores: list[dict[str, float | None]], own: dict[str, float | None]) -> Row:
    values = [one.get(scale.code) for one in scores]
    first, last = (values[0], values[-1]) if len(values) > 1 else (None, None)
    change = last - first if first is not None and last is not None else None
    return Row(scale.label, [points(one) for one in values], points(change, sign=True), points(own.get(scale.code)))


def _radar(
    definition: Definition,
    heads: list[str],
    scores: list[dict[str, float | None]],
    own: dict[str, float | None] | None,
    name: str,
) -> radar.Radar:
    codes = [one.code for one in definition.scales]
    moments = [
        radar.Moment(head, [short(one.get(code)) for code in codes]) for head, one in zip(heads, scores, strict=True)
    ]
    said = [short(own.get(code)) for code in codes] if own else []
    areas = [corner(one) for one in definition.scales]
    return radar.draw(radar.Assessment(areas, moments, said, f"Per {name}", CAPTION))


def short(value: float | None) -> float | None:
    """To the tenth, and whole where it is whole, as the drawing writes it."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, 1)
