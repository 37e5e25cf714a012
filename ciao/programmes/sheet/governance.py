"""The bodies that govern the project, and how often they meet."""

import re
from collections.abc import Sequence

from .draft import Body, Found, found
from .items import Item, items
from .text import Document, Line, Passage

CADENCES = {
    "settimanal": "settimanale", "quindicinal": "quindicinale", "mensil": "mensile",
    "bimestral": "bimestrale",
    "bimensil": "bimensile", "trimestral": "trimestrale", "quadrimestral": "quadrimestrale",
    "semestral": "semestrale", "annual": "annuale",
}  # fmt: skip
CADENCE = re.compile(
    r"\b(?P<word>settimanal|quindicinal|bimensil|mensil|bimestral|quadrimestral|trimestral|semestral"
    r"|annual)(?:e|i|mente)\b"
    r"|\b(?P<phrase>ogni\s+(?:\w+\s+)?(?:settiman[ae]|mes[ei]|giorni|ann[oi])|(?:almeno\s+)?(?:una|due|tre"
    r"|quattro|\d+)\s+volt[ae]"
    r"\s+(?:al(?:la)?|l['’]|all['’]|a)\s*(?:settimana|mese|anno|trimestre|semestre))",
    re.I,
)
MEETING = re.compile(r"\b(?:incontr|riun|cadenza|candenza|convoc|sedut|periodic|si\s+ritrov|frequenza)|^\W*$", re.I)
BODY = re.compile(
    r"\b(?:cabina|comitato|gruppo|tavolo|comunit|équipe|equipe|assemblea|coordinamento|regia|cdr|consulta"
    r"|staff|segreteria"
    r"|nucleo|unità|board|team|commissione|tavoli|gruppi|consiglio|direzione|conferenza)",
    re.I,
)
NAME = re.compile(r"^(?P<name>[^:.;]{3,90}?)\s*(?:\((?P<short>[^)]{1,30})\))?\s*(?:[:;]|\s[–—-]\s|$|\.$)")


def bodies(document: Document, lines: Sequence[Line]) -> tuple[Body, ...]:
    """Each body with its name before the colon; its cadence is looked for until the next body begins."""
    found_items = items(document, lines, re.compile(r"^\W*[A-ZÀ-Ú][^:.]{3,70}(?:\([^)]{1,20}\))?\s*:\s"))
    has_bullets = any(item.bullet and _name(item) for item in found_items)
    groups: list[tuple[Found[str], list[Passage]]] = []
    for item in found_items:
        name = _name(item) if bool(item.bullet) == has_bullets else None
        if name:
            groups.append((name, [item.passage]))
        elif groups:
            groups[-1][1].append(item.passage)
    return tuple(Body(name, _cadence(passages)) for name, passages in groups)


def _name(item: Item) -> Found[str] | None:
    match = NAME.match(item.passage.text)
    if not match or not BODY.search(match["name"]) or not match["name"][0].isupper():
        return None
    if not item.bullet and not match[0].rstrip().endswith((":", "–", "—", "-")):
        return None
    piece = item.passage.cut(*match.span("name"))
    return found(piece.text, piece, match["short"] or "")


def _cadence(passages: Sequence[Passage]) -> Found[str] | None:
    """In words, in the order written: "mensile, poi bimestrale"."""
    hits = [
        (_word(match), passage.cut(*match.span()))
        for passage in passages
        for match in CADENCE.finditer(passage.text)
        if _is_about_meeting(passage.text, match)
    ]
    if not hits:
        return None
    lines = tuple(sorted({line for _, piece in hits for line in piece.lines}))
    words = tuple(span for _, piece in hits for span in piece.spans)
    return Found(", poi ".join(dict.fromkeys(word for word, _ in hits)), lines, words)


def _is_about_meeting(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 300) : match.start()].split(".")[-1]
    sentence = before + match[0] + text[match.end() : match.end() + 300].split(".")[0]
    return bool(MEETING.search(sentence)) or len(sentence) < 60


def _word(match: re.Match[str]) -> str:
    return CADENCES[match["word"].lower()] if match["word"] else " ".join(match["phrase"].lower().split())
