"""List items and paragraphs, put together again from lines that were cut or split by blanks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .text import Document, Line, Passage

GLYPHS = "•§▪●◦○■□▫✓✔➢➤►▶→⇒·∙❖◆◇‣⁃\uf000-\uf8ff"
BULLET = re.compile(
    rf"^\s*(?:(?P<glyph>[{GLYPHS}])\s*|(?P<dash>[-–—*#+>])\s*(?=[^\W\d_]|[«\"“(\d])|(?P<number>\d{{1,2}}"
    rf"|[a-zA-Z])\s?[.)]\s+(?=\S)"
    r"|(?P<letter>o)\s+(?=[^\W_]))"
)
INNER = re.compile(
    rf"(?<=[\s;.,:])[{GLYPHS.replace('§', '').replace('·', '')}#]\s?(?=[^\W_])|(?<=[;.:] )§\s?(?=[^\W_])"
)
LONE = re.compile(rf"^\s*[{GLYPHS}*–—-]\s*$")
HANGING = re.compile(
    r"(?:[,/’'–-]|\b(?:ed?|o|i|gli|le|lo|la|il|l|un|una|di|del|della|delle|dei|degli|a|ai|al|alla|da|dal"
    r"|dai|in|con|per|tra|fra|su|che))$"
)
LONGEST_LIST = 40
CLOSED = (".", ";", ":", "!", "?")


class Item(NamedTuple):
    """A paragraph (no bullet) or a list item, without its bullet."""

    bullet: str
    passage: Passage


def items(document: Document, lines: Sequence[Line], breaks: re.Pattern[str] | None = None) -> list[Item]:
    """The items of these lines; a line that matches `breaks` always starts a new one."""
    width = min(document.width, max(60, *(len(line.text.rstrip()) for line in lines), 0))
    pieces = _pieces(lines)
    letters = _letter_bullets(pieces, width)
    groups: list[tuple[str, list[Line]]] = []
    blank = True
    for line in pieces:
        if line.blank:
            blank = True
            continue
        match = BULLET.match(line.text)
        if match and not (match["letter"] and line.number not in letters):
            groups.append((_kind(match), [line.cut(match.end())]))
        elif groups and not (breaks and breaks.search(line.text)) and _goes_on(groups[-1], line, blank, width):
            groups[-1][1].append(line)
        else:
            groups.append(("", [line]))
        blank = False
    return [Item(bullet, passage) for bullet, body in groups if (passage := document.join(body)).text]


def _kind(match: re.Match[str]) -> str:
    return "1" if match["number"] else (match["glyph"] or match["dash"] or "o")


def _pieces(lines: Sequence[Line]) -> list[Line]:
    """The lines with bullets in mid-line at the start of their own, and a lone bullet next to its text."""
    pieces: list[Line] = []
    for line in lines:
        if pieces and LONE.match(pieces[-1].text) and not line.blank:
            mark = pieces.pop().text.strip()
            pad = len(line.text) - len(line.text.lstrip())
            line = Line(line.number, line.start + pad - 2, f"{mark if mark in '-–—*' else '•'} {line.text[pad:]}")
        cuts = [0, *(m.start() for m in INNER.finditer(line.text) if line.text[: m.start()].strip())]
        pieces += [line.cut(a, b) for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    return pieces


def _letter_bullets(lines: Sequence[Line], width: int) -> set[int]:
    """The line numbers where a lone "o" is a bullet, and not the Italian "or" in mid-sentence."""
    marked: dict[int, bool] = {}
    before = ""
    for line in lines:
        if re.match(r"\s*o\s+\S", line.text):
            starts = not before or before.endswith(CLOSED) or len(before) < width * 0.7
            marked[line.number] = starts
        before = line.text.strip()
    free = {number for number, starts in marked.items() if starts}
    capital = {line.number for line in lines if re.match(r"\s*o\s+[A-ZÀ-Ú«\"\d]", line.text)}
    return set(marked) if len(free) >= 2 else free & capital


def _goes_on(group: tuple[str, list[Line]], line: Line, blank: bool, width: int) -> bool:
    """Whether a line without bullet continues what stands before it."""
    bullet, body = group
    last, first = body[-1].text.rstrip(), line.text.strip()
    starts_low = first[0].islower() or first[0] in ")»,;"
    is_open = last.count("(") > last.count(")") or bool(HANGING.search(last))
    if blank:
        return bool(bullet) and not last.endswith(CLOSED) and (starts_low or is_open)
    if not bullet and len(body) < LONGEST_LIST and _is_running_list(" ".join(line.text for line in body)):
        return True
    full = len(last) + 1 + len(first.split()[0]) > width * 0.85
    if last.endswith((";", ":")):
        return bool(bullet) and starts_low and (full or last.endswith(":"))
    if last.endswith(")") and not bullet:
        return starts_low or is_open
    return starts_low or is_open or full


def _is_running_list(text: str) -> bool:
    """Whether a sentence has opened a list ("sono: a; b; ...") and not ended it."""
    _, colon, tail = text.partition(":")
    return bool(colon) and ";" in tail and not tail.rstrip().endswith(".")


def bullets_first(found: Sequence[Item]) -> list[Item]:
    """The list items when there are any, else every paragraph."""
    return [item for item in found if item.bullet] or list(found)


def trimmed(passage: Passage) -> Passage:
    """A list item without the marks that close it."""
    return passage.strip(" ;,.:–—-•§")
