"""Page furniture: page numbers, running heads and feet that fall between two lines of the real text."""

import re
from collections import defaultdict
from collections.abc import Sequence

from .sections import ENUMERATOR, KEYS
from .text import Line, key

PAGE_MARK = re.compile(
    r"^\W*(?:pag(?:ina)?\.?\s*(?:n\.?\s*)?\d{1,4}(?:\s*(?:di|/|su)\s*\d{1,4})?|\d{1,4}\s*(?:/|di)\s*\d{1,4}"
    r"|[-–—]\s*\d{1,4}\s*[-–—])\W*$",
    re.I,
)
TAIL_MARK = re.compile(r"\s*(?:[-–—|]\s*)?(?:pag(?:ina)?\.?\s*)?\d{1,3}(?:\s*(?:di|/)\s*\d{1,3})?\s*$", re.I)
KEPT = re.compile(r"^\W*(?:\(max|[a-z]\.\s*\(max|attivit|azione\s+\d|a\d)|\d[./-]\d|^\W*$|^[\d\sxX■█]+$", re.I)
APART = 12
HEADINGS = {heading for heading, _ in KEYS}


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines of the text itself; a form heading that is repeated on each page stays once."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if not KEPT.search(line.text) and len(line.text) < 200:
            groups[key(TAIL_MARK.sub("", line.text))].append(at)
    gone = {at for at, line in enumerate(lines) if PAGE_MARK.match(line.text)}
    gone |= _page_numbers(lines)
    for letters, places in groups.items():
        if len(letters) > 4 and _spread(lines, places):
            gone.update(places[1:] if _is_heading(letters, lines[places[0]]) else places)
    return [line for at, line in enumerate(lines) if at not in gone]


def _is_heading(letters: str, line: Line) -> bool:
    return letters in HEADINGS or key(ENUMERATOR.sub("", line.text)) in HEADINGS


def _spread(lines: Sequence[Line], places: list[int]) -> bool:
    """Three times or more, each far from the next: what stands on every page."""
    filled = [sum(not line.blank for line in lines[a:b]) for a, b in zip(places, places[1:], strict=False)]
    return len(places) >= 3 and min(filled) >= APART


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lone numbers that count the pages: 1, 2, 3 … far from one another."""
    places = [at for at, line in enumerate(lines) if re.fullmatch(r"\s*\d{1,3}\s*", line.text)]
    run: list[int] = []
    for at in places:
        if not run or (at - run[-1] > APART and int(lines[at].text) == int(lines[run[-1]].text) + 1):
            run.append(at)
    return set(run) if len(run) >= 2 else set()
