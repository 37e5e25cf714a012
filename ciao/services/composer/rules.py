"""Who fits in a group and why not; how good a set of groups is. No tables, clock or request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

PLACED, UNEVEN, LATE_IN_QUEUE = 1000, 10, 1
ITALIAN = ("little", "enough", "well")
CHILDCARE = "childcare"


@dataclass(frozen=True)
class Candidate:
    """Somebody who could come, as far as it is known; empty means nobody asked, and never keeps them out.

    `queue` is the place in order of arrival; `target` the group of recipients they count in.
    """

    key: str
    queue: int
    target: str = ""
    is_known: bool = True
    starts_on: date | None = None
    ends_on: date | None = None
    days: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    place: str = ""
    areas: frozenset[str] = frozenset()
    reach: str = ""
    italian: str = ""
    barriers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """One edition to fill: when it meets (day of the week and part of the day), where, how many may come in.

    `seated` are the targets of who is in already; sizes count them.
    """

    key: str
    least: int
    most: int
    meets: frozenset[tuple[int, str]] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    place: str = ""
    areas: frozenset[str] = frozenset()
    has_childcare: bool = False
    italian: str = ""
    seated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """Why somebody does not fit in a group, or a set of groups does not stand: a code and a clause in words."""

    code: str
    words: str


@dataclass(frozen=True)
class Question:
    """Everything a set of groups must respect."""

    candidates: tuple[Candidate, ...]
    groups: tuple[Group, ...]
    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()

    def fits(self) -> set[tuple[str, str]]:
        """Which person may sit in which group, looking at the two alone."""
        return {(one.key, group.key) for one in self.candidates for group in self.groups if not problems(one, group)}


Seats = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """Who sits where (person → group); who is not named stays out."""

    seats: dict[str, str] = field(default_factory=dict)

    def members(self, group: str) -> list[str]:
        """Who sits in a group, in a stable order."""
        return sorted(key for key, where in self.seats.items() if where == group)


def problems(one: Candidate, group: Group) -> list[Problem]:
    """Everything that keeps one person out of one group; what nobody asked does not."""
    found = [_days(one, group), _dates(one, group), _distance(one, group), _language(one, group), _children(one, group)]
    return [Problem(*pair) for pair in found if pair]


def unknowns(one: Candidate) -> list[str]:
    """What is still to be asked for the proposal to be trusted."""
    asked = [(one.days and one.parts, "giorni e orari"), (one.reach and one.place, "fin dove arriva")]
    return [words for is_known, words in asked if not is_known]


def faults(question: Question, seats: Seats) -> list[Problem]:
    """What a set of groups breaks; empty where it stands."""
    people, found = {one.key: one for one in question.candidates}, []
    for group in question.groups:
        found += _size(group, _count(seats, group.key))
        for key in (one for one, where in seats.items() if where == group.key):
            found += problems(people[key], group)
    if any(_split(pair, seats) for pair in question.together):
        found.append(Problem("split", "due persone da tenere insieme sono separate"))
    if any(_joined(pair, seats) for pair in question.apart):
        found.append(Problem("joined", "due persone da tenere separate sono nello stesso gruppo"))
    return found


def worth(question: Question, seats: Seats) -> int:
    """How good a set of groups is: first how many have a place, then how even the mix, then who waited longest.

    Each person placed counts 1000; each one too many or too few of a target in a group costs 10.
    """
    people = {one.key: one for one in question.candidates}
    last = len(people)
    waited = sum(LATE_IN_QUEUE * (last - people[key].queue) for key in seats) // max(last, 1)
    return PLACED * len(seats) - UNEVEN * sum(unevenness(question, seats).values()) + waited


def unevenness(question: Question, seats: Seats) -> dict[str, int]:
    """For each group, how many people would have to be of another target for the mix to be that of everybody."""
    people = {one.key: one for one in question.candidates}
    inside = {
        group.key: Counter([*group.seated, *(people[key].target for key, where in seats.items() if where == group.key)])
        for group in question.groups
    }
    total = sum(inside.values(), Counter[str]())
    everybody = sum(total.values())
    return {key: _far(mix, total, everybody) for key, mix in inside.items()}


def why_out(question: Question, seats: Seats) -> dict[str, list[str]]:
    """For who has no place, the reasons in words: what keeps them out of every group, or that places are over."""
    return {one.key: _why(one, question, seats) for one in question.candidates if one.key not in seats}


def _why(one: Candidate, question: Question, seats: Seats) -> list[str]:
    barred = {group.key: problems(one, group) for group in question.groups}
    if all(barred.values()):
        words = [problem.words for found in barred.values() for problem in found]
        return sorted(set(words), key=words.index)
    apart = {key for pair in question.apart if one.key in pair for key in pair - {one.key}}
    for group in (group for group in question.groups if not barred[group.key]):
        if apart & {key for key, where in seats.items() if where == group.key}:
            return ["nel gruppo adatto c’è una persona da cui va tenuta separata"]
    if any(one.key in pair for pair in question.together):
        return ["va tenuta insieme a un’altra persona, e un posto per tutte e due non c’è"]
    open_groups = [group for group in question.groups if not barred[group.key] and _count(seats, group.key)]
    if not open_groups:
        return ["nel gruppo adatto non si arriva al numero minimo di persone"]
    return ["i posti del gruppo adatto sono finiti"]


def _days(one: Candidate, group: Group) -> tuple[str, str] | None:
    if not group.meets or not one.days or not one.parts:
        return None
    missed = {day for day, part in group.meets if day not in one.days or part not in one.parts}
    return ("days", "non può nei giorni o nelle ore degli incontri") if missed else None


def _dates(one: Candidate, group: Group) -> tuple[str, str] | None:
    late = one.starts_on and group.ends_on and one.starts_on > group.ends_on
    early = one.ends_on and group.starts_on and one.ends_on < group.starts_on
    return ("dates", "in quel periodo non può") if late or early else None


def _distance(one: Candidate, group: Group) -> tuple[str, str] | None:
    return None if within_reach(one, group) else ("distance", "il posto è più lontano di dove arriva")


def within_reach(one: Candidate, group: Group) -> bool:
    """Whether a person gets there: same comune, same area; also where one of the two places is not known."""
    if not one.reach or one.reach == "anywhere" or not one.place or not group.place or one.place == group.place:
        return True
    return one.reach == "same_area" and bool(one.areas & group.areas)


def _language(one: Candidate, group: Group) -> tuple[str, str] | None:
    if not group.italian or not one.italian or ITALIAN.index(one.italian) >= ITALIAN.index(group.italian):
        return None
    return "language", "serve capire più italiano"


def _children(one: Candidate, group: Group) -> tuple[str, str] | None:
    if CHILDCARE not in one.barriers or group.has_childcare:
        return None
    return "childcare", "ha figli piccoli e durante gli incontri nessuno li tiene"


def _size(group: Group, new: int) -> list[Problem]:
    size = new + len(group.seated)
    if new and size > group.most:
        return [Problem("many", "in un gruppo ci sono più persone dei posti")]
    return [Problem("few", "un gruppo è sotto il numero minimo")] if new and size < group.least else []


def _count(seats: Seats, group: str) -> int:
    return sum(where == group for where in seats.values())


def _split(pair: frozenset[str], seats: Seats) -> bool:
    return len({seats.get(key) for key in pair}) > 1


def _joined(pair: frozenset[str], seats: Seats) -> bool:
    places = [seats.get(key) for key in pair]
    return places[0] is not None and len(set(places)) == 1


def _far(mix: Counter[str], total: Counter[str], everybody: int) -> int:
    """Half the distance between a group's mix and everybody's, in people, rounded down."""
    size = sum(mix.values())
    if not size:
        return 0
    return sum(abs(mix[target] * everybody - total[target] * size) for target in total) // (2 * everybody)


def mix_of(targets: Sequence[str]) -> list[tuple[str, int]]:
    """How many of each target, the most frequent first; ties by word."""
    return sorted(Counter(targets).items(), key=lambda pair: (-pair[1], pair[0]))
