"""Page furniture: page numbers, running heads and feet that fall between two lines of the real text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from .items import BULLET
from .sections import ENUMERATOR, KEYS
from .text import Line, key

PAGE_MARK = re.compile(
    r"^\W*(?:pag(?:ina)?\.?\s*(?:n\.?\s*)?\d{1,4}(?:\s*(?:di|/|su)\s*\d{1,4})?|\d{1,4}\s*(?:/|di)\s*\d{1,4}"
    r"|[-–—]\s*\d{1,4}\s*[-–—])\W*$",
    re.I,
)
TAIL_MARK = re.compile(r"\s*(?:[-–—|]\s*)?(?:pag(?:ina)?\.?\s*)?\d{1,3}(?:\s*(?:di|/)\s*\d{1,3})?\s*$", re.I)
KEPT = re.compile(
    r"^\W*(?:\(max|[a-z]\.\s*\(max|attivit|azione\s+\d|a\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|^\W*$"
    r"|^[\d\sxX■█]+$",
    re.I,
)
APART = 12
HEADINGS = {heading for heading, _ in KEYS}


def without_furniture(lines: Sequence[Line], page_starts: Sequence[int] = ()) -> list[Line]:
    """The lines of the text itself; a heading repeated on each page stays once. Page starts are places."""
    groups: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if len(line.text) < 200 and not (KEPT.search(line.text) or BULLET.match(line.text)):
            groups[key(TAIL_MARK.sub("", line.text))].append(at)
    gone = {at for at, line in enumerate(lines) if PAGE_MARK.match(line.text)}
    gone |= _page_numbers(lines) | {at for at in page_starts if lines[at].blank}
    marks = sorted(at + 1 for at in gone)
    pages = _pages(lines, page_starts or marks)
    for letters, places in groups.items():
        first = lines[places[0]]
        is_running = _at_edges(places, pages) or _spread(lines, places)
        if len(letters) > 4 and _stands_alone(first.text) and is_running:
            gone.update(places[1:] if _is_heading(letters, first) else places)
    return [line for at, line in enumerate(lines) if at not in gone]


def _is_heading(letters: str, line: Line) -> bool:
    return letters in HEADINGS or key(ENUMERATOR.sub("", line.text)) in HEADINGS


def _pages(lines: Sequence[Line], page_starts: Sequence[int]) -> list[list[int]]:
    """The filled lines of every page, where the pages are known."""
    starts = sorted({0, *page_starts}) if page_starts else []
    pages = zip(starts, [*starts[1:], len(lines)], strict=False)
    return [[at for at in range(start, end) if not lines[at].blank] for start, end in pages]


def _at_edges(places: list[int], pages: list[list[int]]) -> bool:
    """On most pages, always as the same line from the top or from the bottom."""
    for depth in (0, 1, 2, -1, -2, -3):
        edge = {page[depth] for page in pages if len(page) > 3}
        if sum(at in edge for at in places) >= max(2, len(pages) * 0.6):
            return True
    return False


def _stands_alone(text: str) -> bool:
    """Whether a line can be a running head, and is no piece of a sentence."""
    text = text.strip()
    return (text[0].isupper() or text[0].isdigit()) and not text.endswith((".", ";", ",", ":", ")"))


def _spread(lines: Sequence[Line], places: list[int]) -> bool:
    """Three times or more, at the regular distance of pages, over most of the sheet."""
    gaps = [sum(not line.blank for line in lines[a:b]) for a, b in pairwise(places)]
    return (
        len(gaps) > 1
        and min(gaps) >= APART
        and max(gaps) <= 3 * min(gaps)
        and places[-1] - places[0] > len(lines) * 0.5
    )


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lone numbers that count the pages: 1, 2, 3 … far from one another."""
    places = [at for at, line in enumerate(lines) if re.fullmatch(r"\s*\d{1,3}\s*", line.text)]
    run: list[int] = []
    for at in places:
        if not run or (at - run[-1] > APART and int(lines[at].text) == int(lines[run[-1]].text) + 1):
            run.append(at)
    return set(run) if len(run) >= 2 else set()
