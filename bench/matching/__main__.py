"""`python -m bench.matching [sizes]`: the figures of docs/confronto-persone.md, held-out lists first, then growth."""

from __future__ import annotations

import resource
import sys
import time

from bench.matching import heldout
from bench.matching.people import Drawn, draw
from ciao.people.matching import Pair, find_pairs

SIZES = (1000, 10_000, 100_000, 1_000_000)
THRESHOLDS = (0.5, 0.8)


def main() -> None:
    """Two tables; sizes given on the command line leave the first one out."""
    sizes = [int(one) for one in sys.argv[1:]]
    if not sizes:
        _held_out()
    print("| persone | precisione | richiamo | F1 | gemelli e omonimi confusi | secondi | memoria (MB) |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for size in sizes or SIZES:
        print(measured(draw(size)), flush=True)


def _held_out() -> None:
    print("| lista | righe | " + " | ".join(f"P, R, F1 a {one}" for one in THRESHOLDS) + " |")
    print("|---|--:|---|---|")
    for name in heldout.PLANS:
        roll, who = heldout.draw(name)
        pairs, true = find_pairs(roll), _true_pairs(who)
        cells = [_figures([one for one in pairs if one.score >= least], true) for least in THRESHOLDS]
        print(f"| {name} | {len(roll)} | {' | '.join(cells)} |", flush=True)


def _figures(pairs: list[Pair], true: set[tuple[int, int]]) -> str:
    return ", ".join(f"{one:.3f}" for one in _rates({(one.a, one.b) for one in pairs}, true))


def _rates(pairs: set[tuple[int, int]], true: set[tuple[int, int]]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = len(pairs & true)
    precision, recall = right / max(len(pairs), 1), right / max(len(true), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def measured(drawn: Drawn) -> str:
    """Finds the pairs of a list and counts the right ones."""
    start = time.perf_counter()
    pairs = {(one.a, one.b) for one in find_pairs(drawn.roll)}
    seconds = time.perf_counter() - start
    true = _true_pairs(drawn.who)
    precision, recall, both = _rates(pairs, true)
    wrong = sum(_trap(drawn, *one) in ("twin", "father", "homonym") for one in pairs - true)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
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
