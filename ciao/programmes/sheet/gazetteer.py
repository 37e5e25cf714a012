"""The official names of the comuni, to recognise them however the sheet shortens them."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .text import plain

TABLE = Path(__file__).parents[2] / "territories" / "data" / "municipalities.csv"
LOMBARDY = {"MI", "MB", "BG", "BS", "CO", "CR", "LC", "LO", "MN", "PV", "SO", "VA"}
SMALL = {"di", "del", "della", "d", "dell", "al", "sul", "in", "e", "con", "su", "sull", "la", "il", "de", "alla"}
SHORT = {"m": "milanese", "mse": "milanese", "mil": "milanese", "b": "brianza"}


class Gazetteer(NamedTuple):
    """Official names by their key (small words left out), and by their first words."""

    names: dict[str, str]
    starts: dict[str, list[str]]


@cache
def gazetteer() -> Gazetteer:
    """The comuni of Lombardy; empty where the reference table is not installed."""
    names: dict[str, str] = {}
    starts: dict[str, list[str]] = {}
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                if row.get("province") in LOMBARDY:
                    names.setdefault(name_key(row["name"]), row["name"])
    for name, official in names.items():
        words = name.split()
        for length in range(2, len(words)):
            starts.setdefault(" ".join(words[:length]), []).append(official)
    return Gazetteer(names, starts)


def name_key(name: str) -> str:
    """The words of a name without the small ones: « Locate Triulzi » meets "Locate di Triulzi"."""
    return " ".join(word for word in plain(name).split() if word not in SMALL)


def official_name(written: str) -> str | None:
    """The one comune of Lombardy that a spelling can mean: whole, shortened (S., M.se) or begun."""
    table = gazetteer()
    name = name_key(written)
    if not name:
        return None
    if name in table.names:
        return table.names[name]
    spelt = name_key(re.sub(r"\bM\.?\s?se\b", "Milanese", written))
    fits = {table.names[k] for k in _saints(spelt) if k in table.names}
    fits = fits or {official for k in _saints(spelt) for official in table.starts.get(k, [])}
    return fits.pop() if len(fits) == 1 else None


def _saints(name: str) -> list[str]:
    """The spellings that "S. Donato" can stand for."""
    if not re.match(r"ss? ", name):
        return [name]
    rest = name.split(" ", 1)[1]
    return [f"{saint} {rest}" for saint in ("san", "santa", "santo", "sant", "santi")]
