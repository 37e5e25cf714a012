"""The sheet's own lines beside a value, short enough to be read at a glance, with the words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ciao.programmes.sheet.draft import Found, SheetDraft, SourceLine
from ciao.programmes.sheet.text import Span

MOST = 6
EDGE = 60


def shown_lines(draft: SheetDraft, proofs: Sequence[Found[Any]], more: Iterable[int]) -> list[tuple[int, SafeString]]:
    """The numbered lines of some values together, at most six; the words that prove them are marked."""
    numbers = sorted({line for proof in proofs for line in proof.lines} | set(more))
    words = _apart([word for proof in proofs for word in proof.words])
    excerpt = draft.excerpt(Found(None, tuple(numbers[:MOST]), words))
    return [(line.number, _written(line)) for line in excerpt]


def _apart(words: Iterable[Span]) -> tuple[Span, ...]:
    """Marked words in order; one that begins inside another is left out."""
    kept: list[Span] = []
    for word in sorted(words):
        if not kept or kept[-1].line != word.line or kept[-1].end <= word.start:
            kept.append(word)
    return tuple(kept)


def _written(line: SourceLine) -> SafeString:
    last = len(line.pieces) - 1
    parts = [
        (format_html("<mark>{}</mark>", text) if marked else _cut(text, at == 0, at == last))
        for at, (text, marked) in enumerate(line.pieces)
        if text
    ]
    return format_html_join("", "{}", ((part,) for part in parts))


def _cut(text: str, is_first: bool, is_last: bool) -> str:
    """Plain words far from the marked ones are left out, and an ellipsis says so."""
    if len(text) <= 2 * EDGE:
        return text
    if is_first and is_last:
        return f"{text[: 3 * EDGE].rstrip()}…" if len(text) > 3 * EDGE else text
    if is_first:
        return f"…{text[-EDGE:]}"
    return f"{text[:EDGE]}…" if is_last else f"{text[: EDGE // 2]} … {text[-EDGE // 2 :]}"
