"""Splits a sheet into the form's sections, whatever is missing, and parts the form's own instructions."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from .template import BY_CODE, ORDER, SECTIONS
from .text import Line, key, plain

ENUMERATOR = re.compile(
    r"^\s*(?:[§•#▪*-]\s*)?(?:(?:sezione\s+)?[a-z0-9]{1,2}(?:\.\d{1,2})*\s?[.)]|[IVX]+[.)])\s*", re.I
)
INSTRUCTION = re.compile(
    r"^\W*(?:[a-z]\.\s*)?(?:indicare|specificare|descrivere|fornire|identificare|riportare|inserire|compilare"
    r"|la tabella andrà compilata)\b",
    re.I,
)
PAGE_LIMIT = re.compile(r"\(\s*max\.?\s*\d+\s*(?:pag|caratteri|righe)[^)]{0,20}\)", re.I)
HEADING_LIMIT = 130
KEYS = [(key(heading), section.code) for section in SECTIONS for heading in section.headings]
WORDS = [(set(plain(heading).split()), k, code) for section in SECTIONS for heading in section.headings
         for k, code in [(key(heading), section.code)]]  # fmt: skip


class Heading(NamedTuple):
    """A possible heading: its lines [first, last], what follows on its line, and how sure we are."""

    code: str
    first: int
    last: int
    rest: Line | None
    weight: int


class Parts(NamedTuple):
    """By section code: its lines, the form's own instruction above them, and where its heading stands."""

    bodies: dict[str, list[Line]]
    instructions: dict[str, list[Line]]
    headings: dict[str, Line]


def split(lines: Sequence[Line]) -> Parts:
    """The sections found, in the form's order: a heading's words inside another section are no heading."""
    chain = _best_chain(list(_candidates(lines)))
    bodies: dict[str, list[Line]] = {}
    instructions: dict[str, list[Line]] = {}
    for here, after in zip(chain, [*chain[1:], None], strict=False):
        body = list(lines[here.last + 1 : after.first if after else len(lines)])
        body = [here.rest, *body] if here.rest else body
        instructions[here.code], bodies[here.code] = _parted(body, here.code)
    if chain and "front" not in bodies:
        bodies["front"] = list(lines[: chain[0].first])
    return Parts(bodies, instructions, {heading.code: lines[heading.first] for heading in chain})


def _candidates(lines: Sequence[Line]) -> Iterator[Heading]:
    for at, line in enumerate(lines):
        if line.blank or len(line.text) > HEADING_LIMIT * 3:
            continue
        if heading := _with_value(lines, at) or _alone(lines, at):
            yield heading


def _alone(lines: Sequence[Line], at: int) -> Heading | None:
    """A heading that fills one, two or three lines."""
    text = ""
    for last in range(at, min(at + 3, len(lines))):
        if lines[last].blank or len(text) > HEADING_LIMIT:
            return None
        text = f"{text} {lines[last].text.strip()}"
        is_one = last == at
        if code := _known(ENUMERATOR.sub("", text.strip(), count=1), is_one) or _known(text, is_one):
            return Heading(code, at, last, None, _weight(lines, at, last, text))
    return None


def _known(text: str, is_loose: bool = True) -> str | None:
    """The section with this heading; loosely means with a letter or two mistaken."""
    letters = key(text.rstrip(" :"))
    if not 5 < len(letters) < HEADING_LIMIT:
        return None
    for heading, code in KEYS:
        if letters == heading:
            return code
    if not is_loose:
        return None
    words = set(plain(text).split())
    for known, heading, code in WORDS:
        alike = len(words & known) >= max(1, len(known) - 2) and abs(len(letters) - len(heading)) <= 6
        if alike and len(heading) > 12 and SequenceMatcher(None, letters, heading).ratio() > 0.9:
            return code
    return None


def _with_value(lines: Sequence[Line], at: int) -> Heading | None:
    """A heading followed on its own line by a colon or dash and its value."""
    text = lines[at].text
    match = re.match(
        r"^[^:–—-]{5,110}?(?:\s*:|\s+[–—-]\s|\t)\s*(?=\S)|^\W*TITOLO DEL PROGETTO\s+(?=\S)"
        r"|^\W*DURATA\s+(?=(?:dal\s)?\d)",
        text,
    )
    if match and "cariche" not in text.lower():
        title = match[0].rstrip(" :–—-\t")
        code = _known(ENUMERATOR.sub("", title, count=1))
        if code and (title.isupper() or title[:1].isupper()):
            return Heading(code, at, at, lines[at].cut(match.end()), 2 + title.isupper())
    return None


def _weight(lines: Sequence[Line], first: int, last: int, text: str) -> int:
    """How likely it is a heading: capitals, an instruction after it, an empty line before it."""
    after = next((line for line in lines[last + 1 : last + 5] if not line.blank), None)
    before = lines[first - 1] if first else None
    told = bool(after and (INSTRUCTION.match(after.text) or "(max" in after.text))
    inside = bool(before and re.match(r"\W*attivit", before.text, re.I))
    return 4 + 3 * text.strip().isupper() + 4 * told + (before is None or before.blank) - 3 * inside


def _best_chain(candidates: list[Heading]) -> list[Heading]:
    """The heaviest run of headings that keeps the form's order; the best run is kept per last section."""
    best: dict[str, tuple[int, list[Heading]]] = {}
    for heading in candidates:
        before = [
            run for code, run in best.items() if ORDER[code] < ORDER[heading.code] and run[1][-1].last < heading.first
        ]
        weight, run = max(before, key=lambda run: run[0], default=(0, []))
        if heading.code not in best or best[heading.code][0] < weight + heading.weight:
            best[heading.code] = (weight + heading.weight, [*run, heading])
    return max(best.values(), key=lambda run: run[0], default=(0, []))[1]


def _parted(lines: list[Line], code: str) -> tuple[list[Line], list[Line]]:
    """The form's own sentence ("Descrivere …", until "(max 1 pag.)" or its last words), and the answer."""
    filled = [at for at, line in enumerate(lines) if not line.blank][:14]
    told = code != "front" and bool(filled) and bool(INSTRUCTION.match(lines[filled[0]].text))
    for at in filled:
        if limit := PAGE_LIMIT.search(lines[at].text):
            return lines[:at], [lines[at].cut(limit.end()), *lines[at + 1 :]]
    if told and (end := _closing(lines, filled, BY_CODE[code].closing)):
        at, column = end
        return [*lines[:at], lines[at].cut(0, column)], [lines[at].cut(column), *lines[at + 1 :]]
    cut = _end_of_paragraph(lines, filled[0]) if told else 0
    return lines[:cut], lines[cut:]


def _closing(lines: list[Line], filled: list[int], closing: str) -> tuple[int, int] | None:
    """Where the last words of the instruction end: line and column, also across a line end."""
    words, said = key(closing), ""
    for at in filled if words else ():
        for match in re.finditer(r"\S+", lines[at].text):
            said += key(match[0])
            if said.endswith(words):
                return at, match.end()
    return None


def _end_of_paragraph(lines: list[Line], start: int) -> int:
    for at in range(start, len(lines)):
        text = lines[at].text.strip()
        if not text:
            return at
        if text.endswith(".") and not text.endswith(("n.", "es.", "etc.")):
            return at + 1
        following = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
        if len(text) < 60 and following[:1].isupper() and not text.endswith(","):
            return at + 1
    return len(lines)
