"""The sheet's text as numbered lines, and passages that remember the line and column of every letter."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

FRAGMENT = re.compile(r"(?:zion[ei]|sion[ei]|izion[ei]|ament[oi]|iment[oi]|tric[ei])$", re.I)
LONGEST = 6000
COMPOUNDS = {"socio", "ex", "pubblico", "psico"}


class Span(NamedTuple):
    """Where a piece of text stands in the source: line number from 1, columns from 0, end excluded."""

    line: int
    start: int
    end: int


class Line(NamedTuple):
    """One source line, or what is left of it from column `start` on."""

    number: int
    start: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether nothing but spaces stands here."""
        return not self.text.strip()

    def cut(self, start: int, end: int | None = None) -> "Line":
        """The same line between two positions of its text, still knowing its place in the source."""
        return Line(self.number, self.start + start, self.text[start:end])


@dataclass(frozen=True)
class Passage:
    """Lines joined into one text with single spaces, each letter keeping its place in the source."""

    text: str
    rows: "array[int]"
    columns: "array[int]"

    def cut(self, start: int, end: int) -> "Passage":
        """The part between two positions, without the spaces around it."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        return Passage(self.text[start:end], self.rows[start:end], self.columns[start:end])

    def without(self, start: int, end: int) -> "Passage":
        """The passage with the part between two positions left out."""
        head, tail = self.cut(0, start), self.cut(end, len(self.text))
        if not (head.text and tail.text):
            return head if head.text else tail
        gap = array("L", [0])
        return Passage(f"{head.text} {tail.text}", head.rows + gap + tail.rows, head.columns + gap + tail.columns)

    def strip(self, letters: str) -> "Passage":
        """The passage without these characters at its two ends."""
        start = len(self.text) - len(self.text.lstrip(letters))
        return self.cut(start, max(start, len(self.text.rstrip(letters))))

    @property
    def spans(self) -> tuple[Span, ...]:
        """One span per source line that the passage touches, to mark the words on the page."""
        ends: dict[int, list[int]] = {}
        for row, column in zip(self.rows, self.columns, strict=True):
            if row:
                ends.setdefault(row, [column, column])[1] = column
        return tuple(Span(row, first, last + 1) for row, (first, last) in ends.items())

    @property
    def lines(self) -> tuple[int, ...]:
        """The source line numbers that the passage touches, in order."""
        return tuple(sorted({row for row in self.rows if row}))


@dataclass(frozen=True)
class Document:
    """The whole sheet: every source line, and those left once page furniture is gone."""

    source: tuple[str, ...]
    lines: tuple[Line, ...]
    words: Counter[str]

    @cached_property
    def width(self) -> int:
        """The usual length of a full line of running text, in characters."""
        lengths = sorted(len(line.text.rstrip()) for line in self.lines if not line.blank)
        return lengths[int(len(lengths) * 0.95)] if lengths else 0

    def join(self, lines: Iterable[Line]) -> Passage:
        """The lines as running text: words broken at line ends are mended."""
        text: list[str] = []
        rows, columns = array("L"), array("L")
        for line, start, end, glue in self._tokens(lines):
            if glue and text and text[-1].endswith("-"):
                text[-1] = text[-1][:-1]
                rows.pop()
                columns.pop()
            elif not glue and text:
                text.append(" ")
                rows.append(0)
                columns.append(0)
            text.append(line.text[start:end])
            rows.extend([line.number] * (end - start))
            columns.extend(range(line.start + start, line.start + end))
        return Passage("".join(text), rows, columns)

    def _tokens(self, lines: Iterable[Line]) -> Iterator[tuple[Line, int, int, bool]]:
        before, number = "", 0
        for line in lines:
            for match in re.finditer(r"\S+", line.text):
                glue = bool(before) and number != line.number and self._broken(before, match[0])
                yield line, match.start(), match.end(), glue
                before, number = match[0], line.number

    def _broken(self, left: str, right: str) -> bool:
        """Whether a line end has cut one word in two."""
        tail = right.rstrip(',;.:)»”"')
        if len(left) > 2 and left[-1] == "-" and left[-2].isalpha() and right[:1].isalpha():
            return self._hyphen_is_only_layout(left[:-1], tail)
        if not (left.isalpha() and tail.isalpha()) or left.isupper() != tail.isupper():
            return False
        if FRAGMENT.match(tail):
            return True
        whole = (left + tail).lower()
        return (
            len(whole) > 6
            and self.words[left.lower()] == self.words[tail.lower()] == 1
            and self.words[whole] > 0
            and (left.isupper() or tail.islower())
        )

    def _hyphen_is_only_layout(self, left: str, right: str) -> bool:
        whole = f"{left}{right}".lower()
        if self.words[whole]:
            return True
        if self.words[f"{left}-{right}".lower()] or left.lower() in COMPOUNDS:
            return False
        return right[0].islower() or left.isupper() == right.isupper()


def pieces(number: int, text: str) -> list[Line]:
    """A source line as one Line, or several where it is absurdly long, so that no search takes long."""
    starts = range(0, max(len(text), 1), LONGEST)
    return [Line(number, start, text[start : start + LONGEST]) for start in starts]


def single_spaced(lines: list[Line]) -> list[Line]:
    """The lines without the empty one after each, where a conversion has put one after every line."""
    filled = [after for line, after in pairwise(lines) if not line.blank]
    if len(filled) < 20 or sum(not after.blank for after in filled) > len(filled) * 0.04:
        return lines
    return [line for at, line in enumerate(lines) if not (line.blank and at and not lines[at - 1].blank)]


def vocabulary(lines: Iterable[Line]) -> Counter[str]:
    """How often each word appears: what tells a word from half of one."""
    words: Counter[str] = Counter()
    for line in lines:
        words.update(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text))
    return words


def plain(text: str) -> str:
    """Lower case without accents or apostrophes, words parted by one space: to compare wordings."""
    letters = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def key(text: str) -> str:
    """Letters and digits only: equal for two spellings that differ in spaces, dots or accents."""
    return plain(text).replace(" ", "")
