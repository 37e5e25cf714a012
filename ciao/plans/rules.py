"""What a plan lacks before it is signed, how two versions differ, by when it is due, how far its goals went."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from ciao.cases.rules import plan_due_on
from ciao.core.formats import date_field, date_text, plural

SOURCE = "D.Lgs. 147/2017 art. 6"
# How much goals of one person move together: the usual assumption of goal attainment scaling.
RHO = 0.3
# The languages that documents for people are written in, by the word with which staff name them.
LANGUAGE_WORDS = {
    "italian": "it", "arab": "ar", "ingles": "en", "frances": "fr", "spagnol": "es", "rumen": "ro", "romen": "ro",
    "ucrain": "uk",
}  # fmt: skip
LEVEL_WORDS = ("livello −2", "livello −1", "livello 0", "livello +1", "livello +2")
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class GoalFacts:
    """A goal as the rules read it; results and supports are the words they are shown in."""

    lineage: str
    title: str
    words: str = ""
    area: str = ""
    due_on: date | None = None
    results: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    weight: int = 1


@dataclass(frozen=True)
class PlanFacts:
    """A version as the rules read it."""

    goals: tuple[GoalFacts, ...]
    pledges: tuple[str, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One thing that changed between two versions: where, what it said, what it says; empty means absent."""

    where: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def pieces(self) -> list[Piece]:
        """The change word by word, for a text that was there and still is."""
        return word_changes(self.before, self.after)


@dataclass(frozen=True)
class Piece:
    """Some words of a text that changed: kept, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Rated:
    """A goal's weight and the score it was given, from −2 to +2."""

    score: int
    weight: int = 1


@dataclass(frozen=True)
class NextReview:
    """The day a plan in force is to be gone through again, and how far it is; late is said, never forbidden."""

    due_on: date
    days_left: int

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.days_left < 0


@dataclass(frozen=True)
class Term:
    """The last day to sign, and how far it is; late is a warning, never a refusal."""

    due_on: date
    days_left: int

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.days_left < 0

    @property
    def sentence(self) -> str:
        """The term in words, with the rule it comes from."""
        if self.is_late:
            days = plural(-self.days_left, "giorno", "giorni")
            return f"In ritardo di {days}: il termine era il {date_field(self.due_on)} ({SOURCE})."
        return f"Da firmare entro {date_text(self.due_on)} ({SOURCE})."


def term(assessed_on: date, today: date, *, working_days: int) -> Term:
    """So many working days from the day the entry assessment was confirmed.

    Source: D.Lgs. 147/2017 art. 6, 20 working days; a rule of another measure, here only a reminder.
    """
    due_on = plan_due_on(assessed_on, working_days=working_days)
    return Term(due_on, (due_on - today).days)


def lacking(plan: PlanFacts) -> list[str]:
    """What a plan must hold before anybody signs it, as sentences; empty where nothing lacks.

    Source: D.Lgs. 147/2017 art. 6: goals and specific results, supports, commitments.
    """
    found = [] if plan.goals else ["Manca un obiettivo: scrivi il primo insieme alla persona."]
    for number, goal in enumerate(plan.goals, 1):
        if not goal.results:
            found.append(f"L’obiettivo {number} non dice da che cosa si vede che è raggiunto.")
    if plan.goals and not any(goal.supports for goal in plan.goals):
        found.append("Manca un sostegno: che cosa si mette in campo?")
    if not plan.pledges:
        found.append("Manca un impegno: chi fa che cosa?")
    return found


def worth_a_look(plan: PlanFacts) -> list[str]:
    """What would make a plan better and stops nobody."""
    found = []
    for number, goal in enumerate(plan.goals, 1):
        if not goal.words:
            found.append(f"L’obiettivo {number} non ha ancora le parole della persona.")
        if goal.due_on is None:
            found.append(f"L’obiettivo {number} non ha una data.")
        if any(goal.levels) and not all(goal.levels):
            found.append(f"L’obiettivo {number} ha solo una parte dei cinque livelli descritti.")
    return found


def t_score(rated: Iterable[Rated]) -> float | None:
    """The one number of goal attainment scaling: 50 where everything went as expected, 10 is a standard deviation.

    T = 50 + 10·Σ(w·x) / √((1−ρ)·Σw² + ρ·(Σw)²), ρ = 0.3, to one decimal; None where no goal was rated.
    Source: Kiresuk and Sherman, Community Mental Health Journal 4 (1968) 443–453.
    """
    rows = list(rated)
    if not rows:
        return None
    weights = sum(one.weight for one in rows)
    squares = sum(one.weight**2 for one in rows)
    moved = sum(one.weight * one.score for one in rows)
    return round(50 + 10 * moved / math.sqrt((1 - RHO) * squares + RHO * weights**2), 1)


def next_review(signed_on: date, reviewed: Sequence[tuple[date, date | None]], today: date, *, days: int) -> NextReview:
    """When a plan in force is due to be gone through again: the day the last review set, else so many days after it.

    `reviewed` holds, for each review, its day and the next one it set. Source: the programme's own commitment.
    """
    last, chosen = max(reviewed, key=lambda one: one[0], default=(signed_on, None))
    due_on = chosen or last + timedelta(days=days)
    return NextReview(due_on, (due_on - today).days)


def word_changes(before: str, after: str) -> list[Piece]:
    """Two texts as one run of words: what stayed, what went, what came; joining kept and added gives `after`."""
    was, now = _WORDS.findall(before), _WORDS.findall(after)
    found: list[Piece] = []
    for verb, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(Piece("kept", "".join(was[a:b])))
            continue
        found += [Piece("removed", "".join(was[a:b]))] if b > a else []
        found += [Piece("added", "".join(now[c:d]))] if d > c else []
    return found


def merged(base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Fields only they changed since `base`, and fields both changed each in a different way.

    The first are taken from them, so that nothing they wrote is lost; the second are shown, and one chooses.
    """
    only_theirs = [name for name in theirs if theirs[name] != base.get(name) and mine.get(name) == base.get(name)]
    both = [
        name for name in theirs
        if theirs[name] != base.get(name) and mine.get(name) not in (base.get(name), theirs[name])
    ]  # fmt: skip
    return only_theirs, both


def differences(before: PlanFacts, after: PlanFacts) -> list[Difference]:
    """What a new version changes, goal by goal; a goal is the same one while its lineage is."""
    earlier = {goal.lineage: goal for goal in before.goals}
    later = {goal.lineage: goal for goal in after.goals}
    found = []
    for number, goal in enumerate(after.goals, 1):
        was = earlier.get(goal.lineage)
        found += _changes(number, was, goal) if was else [Difference(f"Obiettivo {number}", "", goal.title)]
    found += [Difference("Obiettivo tolto", goal.title, "") for goal in before.goals if goal.lineage not in later]
    return [*found, *_sets("Impegni", before.pledges, after.pledges)]


def _changes(number: int, was: GoalFacts, now: GoalFacts) -> list[Difference]:
    where = f"Obiettivo {number}"
    pairs = [
        (where, was.title, now.title),
        (f"{where}, le sue parole", was.words, now.words),
        (f"{where}, area", was.area, now.area),
        (f"{where}, entro", date_field(was.due_on), date_field(now.due_on)),
    ]
    pairs += [
        (f"{where}, {name}", old, new)
        for name, old, new in zip(LEVEL_WORDS, _five(was.levels), _five(now.levels), strict=True)
    ]
    pairs.append((f"{where}, peso", str(was.weight), str(now.weight)))
    changed = [Difference(name, old, new) for name, old, new in pairs if old != new]
    return [
        *changed,
        *_sets(f"{where}, risultati", was.results, now.results),
        *_sets(f"{where}, sostegni", was.supports, now.supports),
    ]


def _sets(where: str, was: Sequence[str], now: Sequence[str]) -> list[Difference]:
    gone = [Difference(where, one, "") for one in was if one not in now]
    return [*gone, *(Difference(where, "", one) for one in now if one not in was)]


def _five(levels: Sequence[str]) -> Sequence[str]:
    return levels or ("",) * len(LEVEL_WORDS)


def language_code(said: str) -> str:
    """The first language of ours among those somebody speaks, as staff wrote them; Italian where none is."""
    for word in re.findall(r"\w+", said.lower()):
        found = next((code for stem, code in LANGUAGE_WORDS.items() if word.startswith(stem)), "")
        if found:
            return found
    return "it"
