"""`ciao match LIST.csv`: who stands twice in a list, printed best first; no database is needed."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from ciao.people.matching.engine import Pair, find_pairs
from ciao.people.matching.reading import UnreadableList, read
from ciao.people.matching.roll import Roll

_PATIENCE = 3.0  # seconds after which one is told what is going on
_HEAD = ("punteggio", "riga", "altra riga", "chi", "chi è forse lo stesso")


def main(words: list[str] | None = None) -> int:
    """0 when the list was read, 1 when it could not be."""
    parser = argparse.ArgumentParser(prog="ciao match", add_help=False)
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    try:
        roll = read(asked.file)
    except UnreadableList as problem:
        print(problem, file=sys.stderr)
        return 1
    pairs = find_pairs(roll, tell=_teller())
    sys.stdout.writelines(as_json(roll, pairs) if asked.json else as_table(roll, pairs))
    return 0


def as_json(roll: Roll, pairs: list[Pair]) -> Iterable[str]:
    """A JSON array, one pair a line."""
    ids = roll.columns["id"]
    lines = [
        json.dumps({"a": ids[one.a], "b": ids[one.b], "score": round(one.score, 4)}, ensure_ascii=False)
        for one in pairs
    ]
    return "[" + (("\n  " + ",\n  ".join(lines) + "\n") if lines else "") + "]\n"


def as_table(roll: Roll, pairs: list[Pair]) -> Iterable[str]:
    """Columns one can read, or a sentence where there is nothing."""
    if not pairs:
        yield f"Nessuna coppia su {len(roll)} righe: ognuno sembra esserci una volta sola.\n"
        return
    ids = roll.columns["id"]
    rows = [
        _HEAD,
        *(
            (f"{one.score:.2f}".replace(".", ","), ids[one.a], ids[one.b], _who(roll, one.a), _who(roll, one.b))
            for one in pairs
        ),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n"


def _who(roll: Roll, place: int) -> str:
    shown = (roll.columns[name][place] for name in ("given_name", "family_name", "birth_date"))
    return " ".join(filter(None, shown))


def _teller() -> Callable[[str], None]:
    start = time.monotonic()

    def tell(words: str) -> None:
        if time.monotonic() - start > _PATIENCE:
            print(f"{words}…", file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
