"""Matches a body named in passing to the partner of the list that it means."""

import re
from collections.abc import Sequence

from .text import key, plain

FORMS = frozenset(
    {"coop", "cooperativa", "cooperative", "sociale", "societa", "soc", "associazione", "ass", "consorzio",
     "onlus", "fondazione", "scs", "aps", "odv", "ets", "ente", "impresa", "srl", "comune", "di", "del",
     "della", "a", "r", "l"}
)  # fmt: skip


def _core(name: str) -> list[str]:
    """The words that set a body apart, legal forms aside; a glued form (ASSOCIAZIONEPIANO) is parted."""
    words = plain(name).split()
    parted = [re.sub(r"^(?:associazione|cooperativa|fondazione|consorzio)(?=\w{3})", "", word) for word in words]
    core = [word for word in parted if word not in FORMS]
    return core or words


def member_of(written: str, members: Sequence[str]) -> str | None:
    """The partner of the list that a cell means, where exactly one fits."""
    core = set(_core(written)) if written else set()
    fits = [name for name in members if core and (core <= set(_core(name)) or set(_core(name)) <= core)]
    exact = [name for name in fits if key(name) == key(written)]
    return (exact or fits)[0] if len(exact or fits) == 1 else None


def member_place(text: str, members: Sequence[str]) -> tuple[int, int] | None:
    """Where a known partner stands in a row, after at least one word of a name."""
    best: tuple[int, int] | None = None
    for member in members:
        forms = r"(?:(?:coop\w*|soc\w*|sociale|associazione|ass|consorzio|fondazione|impresa)[\s.,]+)*"
        core = r"[\W_]*".join(re.escape(word) for word in _core(member))
        match = re.search(rf"(?<=\s){forms}{_accented(core)}(?=\W|$)", text, re.I)
        if match and (best is None or match.end() - match.start() > best[1] - best[0]):
            best = match.span()
    return best


def _accented(pattern: str) -> str:
    """The same pattern, letters also with their accents."""
    for letter, forms in (("a", "aàá"), ("e", "eèé"), ("i", "iìí"), ("o", "oòó"), ("u", "uùú")):
        pattern = re.sub(rf"(?<!\\){letter}", f"[{forms}]", pattern) if letter in pattern else pattern
    return pattern
