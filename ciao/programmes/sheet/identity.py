"""Title, acronym, call and actions."""

import re
from collections.abc import Sequence

from .draft import Found, found
from .items import HANGING
from .text import Document, Line, Passage

CALL = re.compile(r"\bavviso\b.*", re.I | re.S)
LABELLED = re.compile(r"\bacronimo\s*:?\s*[«\"“]?(?P<name>[^»\"”();]{2,30}?)[»\"”)]?\s*(?:$|[;.–-])", re.I)
LEADING = re.compile(r"^[«\"“]?(?P<name>[^:–—«»\"“”]{2,24}?)[»\"”]?(?:\s*:\s|\s+[-–—]\s*|\s*[–—]\s+)")
IN_BRACKETS = re.compile(r"\((?P<name>[^()]{2,20})\)\s*[»\"”]?$")
ACTION = r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{1,2}(?:\.[a-z])?(?![\d.]\d)"
ACTIONS = re.compile(rf"azion[ei]\W{{0,4}}(?:n\.\s?)?({ACTION}(?:\W{{1,4}}(?:e\s|o\s|azione\s)?{ACTION})*)", re.I)


def title(document: Document, body: Sequence[Line]) -> Found[str] | None:
    """The whole title as the sheet writes it."""
    passage = _title(document, body)
    return found(passage.text, passage) if passage.text else None


def acronym(document: Document, body: Sequence[Line]) -> Found[str] | None:
    """The short name: after "Acronimo", before the dash of the title, or in brackets at its end."""
    everything = document.join(body)
    if match := LABELLED.search(everything.text):
        return _short(everything, match)
    passage = _title(document, body)
    leading = LEADING.match(passage.text)
    if leading and _is_acronym(leading["name"], passage.text[leading.end() :]):
        return _short(passage, leading)
    ending = IN_BRACKETS.search(passage.text)
    if ending and _is_acronym(ending["name"], passage.text[: ending.start()]):
        return _short(passage, ending)
    return None


def _short(passage: Passage, match: re.Match[str]) -> Found[str]:
    piece = passage.cut(*match.span("name"))
    return found(piece.text, piece)


def _is_acronym(name: str, rest: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not letters or capitals < len(letters) * 0.6:
        return False
    return len(name.split()) <= (2 if not rest.isupper() else 1)


def _title(document: Document, body: Sequence[Line]) -> Passage:
    lines: list[Line] = []
    for line in body:
        if line.blank and lines:
            break
        if not line.blank and not re.match(r"\W*acronimo\b", line.text, re.I):
            lines.append(line)
    passage = document.join(lines)
    label = re.search(r"[;,–(-]?\s*acronimo\b.*", passage.text, re.I)
    return passage.cut(0, label.start() if label else len(passage.text)).strip(' :«»"“”')


def call(document: Document, front: Sequence[Line]) -> Found[str] | None:
    """The call ("Avviso pubblico …") named above the title."""
    at = next((n for n, line in enumerate(front) if re.search(r"\bavviso\b", line.text, re.I)), None)
    if at is None:
        return None
    end = next((n for n in range(at + 1, len(front)) if _call_ends(front[n - 1], front[n])), len(front))
    passage = document.join(front[at:end])
    match = CALL.search(passage.text)
    piece = passage.cut(*match.span()).strip(" ;") if match else passage
    return found(piece.text, piece)


def _call_ends(line: Line, after: Line) -> bool:
    """At an empty line, or where a new capital follows a line that hangs on nothing."""
    return after.blank or (after.text.strip()[0].isupper() and not HANGING.search(line.text.rstrip()))


def actions(document: Document, *places: Sequence[Line]) -> tuple[Found[str], ...]:
    """The actions of the operational programme, from the first of these places that names any."""
    for lines in places:
        if codes := _codes(document.join(lines)):
            return codes
    return ()


def _codes(passage: Passage) -> tuple[Found[str], ...]:
    codes: dict[str, Found[str]] = {}
    for group in ACTIONS.finditer(passage.text):
        for match in re.finditer(ACTION, group[1]):
            start = group.start(1) + match.start()
            codes.setdefault(match[0], found(match[0], passage.cut(start, start + len(match[0]))))
    return tuple(codes.values())
