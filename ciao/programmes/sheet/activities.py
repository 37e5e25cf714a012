"""The activities: rows of the calendar, or the list above it where the calendar is missing."""

import re
from collections.abc import Sequence

from .draft import Activity, Found, found
from .items import items, trimmed
from .text import Document, Line, Passage

ROW = re.compile(
    r"^\W{0,6}(?:(?:attivit[àa]['’]?|azione|fase|wp)\s*(?:n\.?\s?°?\s*)?(?P<n>\d{1,2})(?![\d.]\d)"
    r"|a\.?(?P<a>\d{1,2})(?=\s*[.:)–-]|\s+[A-ZÀ-Ú]))"
    r"\s*[.:)–—-]*\s*",
    re.I,
)
TRANSVERSAL = re.compile(
    r"^\W{0,6}(?:attivit[àa]['’]?|azion[ei])\s+trasversal[ei]\s*(?:\((?P<who>[^)]{1,60})\))?\s*[.:)–—-]*\s*",
    re.I,
)
GRID = re.compile(r"^[\sxX■█●√✓\d|.-]*$")
HEADER = re.compile(
    r"^\W*(?:durata del progetto in mesi|mes[ei](?:\s+\d+)*|attività|la tabella andrà compilata.*"
    r"|.{0,80}\bdurata\b.*\bmesi\W*)\s*$",
    re.I,
)
TRAIL = re.compile(r"(?:\s+(?:[xX■█√✓]|\d{1,2}))+\s*$")
MARKS = set("xX■█●√✓")
LISTED = re.compile(r"attivit[àa]\W*$|seguenti|attivit[àa].{0,40}:$", re.I)


def activities(document: Document, calendar: Sequence[Line], listed: Sequence[Line]) -> tuple[Activity, ...]:
    """The calendar's rows; without them, the items of the list, numbered as written or in order from 1."""
    rows = _rows(document, calendar)
    return rows or _rows(document, listed) or _list(document, listed)


def _rows(document: Document, lines: Sequence[Line]) -> tuple[Activity, ...]:
    """One activity per "Attività n": its title runs until the next one, the grid left aside."""
    starts = [(at, m) for at, line in enumerate(lines) if (m := _start(line.text))]
    ends = [*(at for at, _ in starts[1:]), len(lines)][: len(starts)]
    rows: dict[int | None, Activity] = {}
    for (at, match), end in zip(starts, ends, strict=True):
        activity = _row(document, [lines[at].cut(match.end()), *lines[at + 1 : end]], match)
        if activity and activity.number not in rows:
            rows[activity.number] = activity
    return tuple(sorted(rows.values(), key=lambda a: (a.number is None, a.number)))


def _start(text: str) -> re.Match[str] | None:
    return TRANSVERSAL.match(text) or ROW.match(text)


def _row(document: Document, lines: Sequence[Line], match: re.Match[str]) -> Activity | None:
    words = [_without_marks(line) for line in lines if not GRID.match(line.text) and not HEADER.match(line.text)]
    passage = trimmed(document.join(words))
    number = None if "who" in match.groupdict() else int(match["n"] or match["a"])
    if not passage.text or len(passage.text) > 600:
        return None
    who = match.groupdict().get("who")
    if number is None and not who and (late := re.match(r"\((.{1,60}?)\)\s*[.:–-]*\s*(?=\w)", passage.text)):
        who, passage = late[1], passage.cut(late.end(), len(passage.text))
    return Activity(number, found(passage.text, passage, f"a cura di: {who}" if who else ""), _months(lines))


def _without_marks(line: Line) -> Line:
    """The title's part of a table row: what stands before the grid."""
    if "\t" in line.text:
        filled = [cell for cell in line.text.split("\t") if cell.strip() and cell.strip() not in MARKS]
        return (
            line.cut(line.text.find(filled[0]), line.text.find(filled[0]) + len(filled[0]))
            if filled
            else line.cut(0, 0)
        )
    match = TRAIL.search(line.text) if len(line.text) < 500 else None
    return line.cut(0, match.start()) if match and match[0].split()[0] in MARKS else line


def _months(lines: Sequence[Line]) -> tuple[int, ...]:
    """The months marked in the cells of a Word table; flattened text has lost them."""
    for line in lines:
        if "\t" in line.text:
            cells = [cell.strip() for cell in line.text.split("\t")][1:]
            return tuple(n for n, cell in enumerate(cells, start=1) if cell in MARKS)
    return ()


def _list(document: Document, lines: Sequence[Line]) -> tuple[Activity, ...]:
    here: list[Passage] = []
    for item in items(document, lines):
        if item.bullet:
            here.append(trimmed(item.passage))
        elif LISTED.search(item.passage.text):
            here = []
    return tuple(Activity(number, _ordered(passage)) for number, passage in enumerate(here, start=1) if passage.text)


def _ordered(passage: Passage) -> Found[str]:
    return found(passage.text, passage, "numero dato dall’ordine dell’elenco")
