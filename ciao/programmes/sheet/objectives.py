"""General objectives and expected results."""

import re
from collections.abc import Sequence

from .draft import Found, found
from .items import Item, items, trimmed
from .text import Document, Line

OBJECTIVES = re.compile(r"\bobiettiv[io]\b", re.I)
RESULTS = re.compile(r"\brisultat[io]\b(?:\s+(?:attes|previst|che|da raggiung|sono)|\s*:)", re.I)
LABEL = re.compile(
    r"^\W*(?:gli\s+)?obiettiv[io]\b|^\W*(?:i\s+)?risultat[io]\b|^[A-ZÀ-Ú].*\b(?:risultat|obiettiv)[io]\b.*:\s*$", re.I
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
    """Which list a sentence opens: it ends with a colon, or is a short label."""
    text = item.passage.text
    head = text.split(":")[0]
    if ":" not in text[-200:] and len(text) > 60 or (item.bullet and not text.endswith(":")):
        return ""
    last = {kind: max((m.start() for m in sign.finditer(head + ":")), default=-1)
            for kind, sign in (("objectives", OBJECTIVES), ("results", RESULTS))}  # fmt: skip
    if max(last.values()) < 0:
        return ""
    tail = text.rsplit(":", 1)[0] if text.endswith(":") else head
    if text.endswith(":"):
        last = {kind: max((m.start() for m in sign.finditer(tail + ":")), default=-1)
                for kind, sign in (("objectives", OBJECTIVES), ("results", RESULTS))}  # fmt: skip
    return max(last, key=lambda kind: last[kind])


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
