"""`python -m bench.matching [sizes]`: precision, recall, time and memory on invented lists of each size."""

from __future__ import annotations

import resource
import sys
import time

from bench.matching.people import Drawn, draw
from ciao.people.matching import find_pairs

SIZES = (1000, 10_000, 100_000, 1_000_000)


def main() -> None:
    """One row of the table for each size."""
    print("| persone | precisione | richiamo | F1 | gemelli e omonimi confusi | secondi | memoria (MB) |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        print(measured(draw(size)), flush=True)


def measured(drawn: Drawn) -> str:
    """Finds the pairs of a list and counts the right ones."""
    start = time.perf_counter()
    pairs = {(one.a, one.b) for one in find_pairs(drawn.roll)}
    seconds = time.perf_counter() - start
    true = _true_pairs(drawn.who)
    right = len(pairs & true)
    precision, recall = right / max(len(pairs), 1), right / max(len(true), 1)
    wrong = sum(_trap(drawn, *one) in ("twin", "father", "homonym") for one in pairs - true)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"| {len(drawn.roll)} | {precision:.4f} | {recall:.4f} | {both:.4f} | {wrong} | {seconds:.0f} | {memory} |"


def _true_pairs(who: list[int]) -> set[tuple[int, int]]:
    rows: dict[int, list[int]] = {}
    for place, person in enumerate(who):
        rows.setdefault(person, []).append(place)
    return {(a, b) for one in rows.values() for place, a in enumerate(one) for b in one[place + 1 :]}


def _trap(drawn: Drawn, first: int, second: int) -> str:
    low, high = sorted((drawn.who[first], drawn.who[second]))
    return drawn.traps.get((low, high), "")


if __name__ == "__main__":
    main()
