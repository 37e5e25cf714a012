"""Scores as a spreadsheet writes them: a sum or a mean of earlier questions, some of them reversed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ciao.questionnaires.enums import ScaleMethod
from ciao.questionnaires.logic.conditions import NotUnderstood
from ciao.questionnaires.logic.definition import Item, Part, Scale
from ciao.questionnaires.logic.scores import is_number

WANTED = "Scrivi per esempio sum(${a}, ${b}), mean(${a}, 6 - ${b}) oppure ${a} + ${b}."
_NAME = r"\$\{([A-Za-z_][\w-]*)\}"
_PART = re.compile(rf"(?:\(\s*)?(?:(-?\d+)\s*-\s*)?{_NAME}(?:\s*\))?")
_CALLED = re.compile(r"(sum|mean|avg|somma|media)\s*\((.*)\)", re.IGNORECASE | re.DOTALL)


def scale_of(code: str, label: str, text: str, items: Sequence[Item]) -> Scale:
    """Reads a calculation; raises `NotUnderstood` with what to write.

    A reversed question is written as the lowest plus the highest answer minus the question (6 − x from 1 to 5).
    """
    called = _CALLED.fullmatch(text.strip())
    method = ScaleMethod.MEAN if called and called[1].lower() in {"mean", "avg", "media"} else ScaleMethod.SUM
    written = called[2].split(",") if called else text.split("+")
    known = {one.name: one for one in items}
    return Scale(code, label, method, tuple(_part(one.strip(), known) for one in written))


def calculation_of(scale: Scale, items: Sequence[Item]) -> str:
    """The same calculation as a spreadsheet writes it."""
    known = {one.name: one for one in items}
    return f"{scale.method}({', '.join(_written(part, known[part.name]) for part in scale.parts)})"


def _part(text: str, known: dict[str, Item]) -> Part:
    found = _PART.fullmatch(text)
    if not found:
        raise NotUnderstood(f"«{text[:40] or 'vuoto'}» non si capisce. {WANTED}")
    item = known.get(found[2])
    if item is None:
        raise NotUnderstood(f"«{found[2]}» non è una domanda che viene prima.")
    if not is_number(item):
        raise NotUnderstood(f"«{found[2]}» non ha risposte in numeri: nel foglio «choices» usa nomi come 1, 2, 3.")
    if found[1] is None:
        return Part(item.name)
    if item.bounds is None or sum(item.bounds) != int(found[1]):
        wanted = f"{sum(item.bounds):.0f} - " if item.bounds else ""
        raise NotUnderstood(f"Per girare «{item.name}» scrivi {wanted}${{{item.name}}}.")
    return Part(item.name, is_reversed=True)


def _written(part: Part, item: Item) -> str:
    name = f"${{{part.name}}}"
    return f"{sum(item.bounds):.0f} - {name}" if part.is_reversed and item.bounds else name
