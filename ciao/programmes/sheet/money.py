"""Total cost, contribution asked and share of co-financing."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from .draft import Found, found
from .numbers import Hit, amounts, percents
from .text import Document, Line, Passage

TOTAL = re.compile(
    r"(?:valore|costo|importo|budget|spesa|totale|piano economico)\s+(?:economic[oa]\s+)?(?:complessiv[oa]"
    r"|total[ei]|generale|del\s+progetto|progetto)"
    r"|(?:valore|costo|importo|budget)\s+(?:del\s+)?progetto|totale\s+(?:dei\s+)?cost[oi]"
    r"|ammonta\s+(?:complessivamente\s+)?a",
    re.I,
)
CONTRIBUTION = re.compile(
    r"(?<!co)(?<!co-)(?:contribut[oi]|finanziamento)\s+(?:pubblico\s+|regionale\s+|fse\s+)*(?:richiest"
    r"|concess|a\s+finanziamento|regional|pubblic|assegnat|fse|pari|di|complessiv)"
    r"|quota\s+(?:di\s+)?(?:contributo|fse|regionale)|contributo\b|(?:richiest[oa]"
    r"|a\s+carico\s+di\s+regione)",
    re.I,
)
COFINANCING = re.compile(
    r"co[\s-]?finanziament|autofinanziament|quota\s+(?:a\s+carico|propria|di\s+co)|risorse\s+proprie", re.I
)
CUES = (("total", TOTAL), ("contribution", CONTRIBUTION), ("cofinancing", COFINANCING))


NEAR, AFTER = 160, 40
FULL_STOP = re.compile(r"(?<=\w{3})\.\s")


class Money(NamedTuple):
    """What the sheet says of its money: amounts in euros, and every other total that it writes."""

    total: Found[Decimal] | None
    contribution: Found[Decimal] | None
    percent: Found[Decimal] | None
    cofinancing: Found[Decimal] | None
    others: tuple[Found[Decimal], ...]


def money(document: Document, body: Sequence[Line]) -> Money:
    """Each amount goes to the nearest word that tells what it is, in the same sentence."""
    passage = document.join(body)
    kinds: dict[str, list[Found[Decimal]]] = {"total": [], "contribution": [], "cofinancing": []}
    hits = list(amounts(passage.text))
    for place, (value, hit) in enumerate(hits):
        after_last = hits[place - 1][1].end if place else 0
        if kind := _kind(passage.text, hit, after_last):
            kinds[kind].append(found(value, passage.cut(*hit)))
    first = {kind: values[0] if values else None for kind, values in kinds.items()}
    others = tuple(v for v in kinds["total"][1:] if v.value != kinds["total"][0].value)
    return Money(first["total"], first["contribution"], _percent(passage), first["cofinancing"], others)


def _kind(text: str, hit: Hit, floor: int) -> str:
    """The nearest cue between the previous amount and this; else right after it ("€ 10 di contributo")."""
    before = text[max(floor, hit.start - 160) : hit.start]
    before = re.split(r"(?<=\w{3})[.;]\s", before)[-1]
    places = {kind: max((m.end() for m in sign.finditer(before)), default=-1) for kind, sign in CUES}
    best = max(places, key=lambda kind: places[kind])
    after = text[hit.end : hit.end + 50].split(",")[0].split(";")[0]
    told = re.match(r"\s*(?:\)|,)?\s*(?:di|quale|come|a\s+titolo\s+di|per\s+il|\()\s*(?P<what>.{0,40})", after, re.I)
    if told:
        for kind, sign in CUES:
            if sign.match(told["what"]) and ((best == "total" and "di cui" in before) or places[best] < 0):
                return kind
    return best if places[best] >= 0 else ""


def _percent(passage: Passage) -> Found[Decimal] | None:
    """The percentage nearest to the word co-financing, in its sentence; after the word rather than before."""
    best: tuple[int, Decimal, Hit] | None = None
    for value, hit in percents(passage.text):
        far = min(_distances(passage.text, hit), default=NEAR)
        if far < NEAR and (best is None or far < best[0]):
            best = (far, value, hit)
    return found(best[1], passage.cut(*best[2])) if best else None


def _distances(text: str, hit: Hit) -> Iterator[int]:
    """How far the word co-financing stands before and after a figure, in characters."""
    before = FULL_STOP.split(text[max(0, hit.start - NEAR) : hit.start])[-1]
    after = FULL_STOP.split(text[hit.end : hit.end + NEAR])[0]
    yield from (len(before) - match.end() for match in COFINANCING.finditer(before))
    yield from (match.start() + AFTER for match in COFINANCING.finditer(after))
