"""What would happen to each row if the list were loaded now; nothing is changed by it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ciao.cases.enums import RowOutcome
from ciao.cases.lists.compare import Candidate, candidates
from ciao.cases.lists.entries import Entry, entry_of
from ciao.programmes.models import Programme


@dataclass
class Seen:
    """What earlier rows of the file said, so that the same person is taken once."""

    codes: dict[str, int] = field(default_factory=dict)
    people: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    whole: dict[str, int] = field(default_factory=dict)

    def before(self, entry: Entry) -> int | None:
        """The earlier row that is the same person, if any; two different codes are two homonyms."""
        code, person = entry.code_index, entry.person_index
        same = [number for number, other in self.people.get(person, []) if not (code and other and code != other)]
        found = self.codes.get(code) or next(iter(same), None) or self.whole.get(str(entry.values))
        if code:
            self.codes.setdefault(code, entry.number)
        if person:
            self.people.setdefault(person, []).append((entry.number, code))
        self.whole.setdefault(str(entry.values), entry.number)
        return found


@dataclass
class Tried:
    """One row with what would become of it, and why where it is not simply new."""

    entry: Entry
    outcome: str
    why: list[str] = field(default_factory=list)
    candidate: Candidate | None = None

    @property
    def sentences(self) -> list[str]:
        """What to correct or to look at."""
        return [*self.entry.faults, *self.why, *self.entry.warnings]


def try_rows(entries: Sequence[Entry], programme: Programme) -> list[Tried]:
    """New, already there, doubtful, wrong or repeated in the file."""
    seen = Seen()
    near = candidates([one for one in entries if not one.faults], programme)
    return [_try(entry, near.get(entry.number, []), seen) for entry in entries]


def _try(entry: Entry, near: list[Candidate], seen: Seen) -> Tried:
    if entry.faults:
        return Tried(entry, RowOutcome.WRONG)
    before = seen.before(entry)
    if before is not None:
        return Tried(entry, RowOutcome.REPEATED, [f"È la stessa persona della riga {before}."])
    if not near:
        return Tried(entry, RowOutcome.NEW)
    best = near[0]
    outcome = RowOutcome.KNOWN if best.is_sure else RowOutcome.DOUBTFUL
    words = "Già conosciuta" if best.is_sure else "Forse già conosciuta"
    return Tried(entry, outcome, [f"{words}: {best.why}."], best)


def counts(tried: Sequence[Tried]) -> dict[str, int]:
    """How many rows of each outcome."""
    return dict(Counter(str(one.outcome) for one in tried))


def as_text(tried: Sequence[Tried]) -> str:
    """As it is kept until the list is loaded."""
    return json.dumps([
        {"n": one.entry.number, "v": one.entry.as_json(), "o": str(one.outcome), "f": one.entry.faults,
         "w": one.entry.warnings, "y": one.why}
        for one in tried
    ])  # fmt: skip


def from_text(kept: str) -> list[Tried]:
    """As it was kept."""
    rows: list[dict[str, Any]] = json.loads(kept) if kept else []
    found = []
    for one in rows:
        entry = entry_of(one["n"], one["v"])
        entry.faults, entry.warnings = list(one["f"]), list(one["w"])
        found.append(Tried(entry, one["o"], list(one["y"])))
    return found
