"""Which body, activity or item a written name stands for; where it is not sure, nobody is chosen."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Mapping
from difflib import SequenceMatcher

from ciao.budget.rules import Item, guess_kind, split_code

CLOSE = 0.86
_FORMS = re.compile(
    r"\b(soc(ieta)?|coop(erativa)?|sociale?|onlus|scs|scarl|arl|s r l|srl|aps|odv|ets|associazione|fondazione|"
    r"azienda|speciale|consortile|comune di|a r l|impresa)\b"
)


def key(text: str) -> str:
    """A name without accents, marks and capitals, so that two ways of writing it meet."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.casefold()).split())


def match(text: str, names: Mapping[uuid.UUID, str]) -> uuid.UUID | None:
    """The one name that is equal, else the only one that contains or resembles it; None where it is not sure."""
    wanted = key(text)
    if not wanted:
        return None
    keys = {one: key(name) for one, name in names.items()}
    found = [one for one, name in keys.items() if name == wanted]
    if not found:
        core = _core(wanted)
        found = [one for one, name in keys.items() if _within(core, _core(name))]
    if not found:
        found = [one for one, name in keys.items() if SequenceMatcher(None, name, wanted).ratio() >= CLOSE]
    return found[0] if len(found) == 1 else None


def match_activity(text: str, activities: Mapping[uuid.UUID, tuple[int | None, str]]) -> uuid.UUID | None:
    """By its number («7», «Attività 7», «7. Tirocini»), else by its title."""
    found = re.match(r"\s*(?:attivit[aà]|azione|a|wp)?\s*\.?\s*(\d{1,2})\b", text, re.IGNORECASE)
    if found:
        wanted = int(found[1])
        return next((one for one, (number, _) in activities.items() if number == wanted), None)
    return match(text, {one: title for one, (_, title) in activities.items()})


def items_for(texts: list[str], known: Mapping[str, Item]) -> dict[str, Item]:
    """An item for each written name: the known one, the code it begins with, else the next free letter."""
    by_label = {key(item.label): item for item in known.values()}
    taken = set(known) | {split_code(text)[0] for text in texts}
    found: dict[str, Item] = {}
    for text in texts:
        code, label = split_code(text)
        same = known.get(code) or by_label.get(key(label))
        if same is not None:
            found[text] = same
            continue
        if not code:
            code = next(letter for letter in _letters() if letter not in taken)
            taken.add(code)
        found[text] = Item(code, label[:160], guess_kind(label))
    return found


def _letters() -> list[str]:
    single = [chr(65 + at) for at in range(26)]
    return [*single, *(first + second for first in single for second in single)]


def _core(name: str) -> str:
    return " ".join(_FORMS.sub(" ", name).split())


def _within(one: str, other: str) -> bool:
    shorter = min(one, other, key=len)
    return len(shorter) >= 4 and (f" {one} " in f" {other} " or f" {other} " in f" {one} ")
