"""General objectives and expected results."""

import re
from collections.abc import Sequence

from .draft import Found, found
from .items import Item, items, trimmed
from .text import Document, Line

OBJECTIVES = re.compile(r"\bobiettiv[io]\b", re.I)
RESULTS = re.compile(r"\brisultat[io]\b(?:\s+(?:attes|previst|che|da raggiung|sono)|\s*:)", re.I)
LABEL = re.compile(
    r"^\W*(?:gli\s+)?obiettiv[io]\b|^\W*(?:i\s+)?risultat[io]\b|^[A-ZÀ-Ú].*\b(?:risultat"
    r"|obiettiv)[io]\b.*:\s*$",
    re.I,
)


def objectives_and_results(
    document: Document, body: Sequence[Line]
) -> tuple[tuple[Found[str], ...], tuple[Found[str], ...]]:
    """The items listed after the sentence on objectives, and those after the sentence on results."""
    lists: dict[str, list[Found[str]]] = {"": [], "objectives": [], "results": []}
    here = ""
    for item in items(document, body, LABEL):
        if kind := _announces(item):
            here = kind
            for piece in _inline(item):
                lists[here].append(piece)
        elif item.bullet or (here and _is_listed(item)):
            text = trimmed(item.passage)
            lists[here].append(found(text.text, text))
    first = lists["objectives"] or lists[""]
    return tuple(first), tuple(lists["results"])


def _announces(item: Item) -> str:
    """Which list a sentence opens: its last words before the colon name it, or it is a short label."""
    text = item.passage.text
    if item.bullet and not text.endswith(":"):
        return ""
    if text.endswith(":"):
        head = re.split(r"(?<=\w{3})\.\s", text[:-1])[-1]
    else:
        head = text.split(":")[0][-90:] if ":" in text else text if len(text) <= 60 else ""
    places = {kind: _last(sign, f"{head}:") for kind, sign in (("objectives", OBJECTIVES), ("results", RESULTS))}
    return max(places, key=lambda kind: places[kind]) if max(places.values()) >= 0 else ""


def _last(sign: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in sign.finditer(text)), default=-1)


def _inline(item: Item) -> list[Found[str]]:
    """A list written on in the sentence itself: "gli obiettivi sono: a; b; c"."""
    text = item.passage.text
    start = text.find(":") + 1
    if not start or not text[start:].strip():
        return []
    found_items, at = [], start
    for piece in re.split(r";", text[start:]):
        passage = trimmed(item.passage.cut(at, at + len(piece)))
        at += len(piece) + 1
        if passage.text:
            found_items.append(found(passage.text, passage))
    return found_items


def _is_listed(item: Item) -> bool:
    """Without bullets: an item is one short paragraph, closed by a semicolon or by nothing."""
    text = item.passage.text
    return len(text) < 400 and (text.endswith(";") or len(text) < 160)
