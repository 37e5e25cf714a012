"""Person and place: hard rules first, then a score whose parts are shown. No tables, clock or request.

What nobody asked never keeps a person out: it is listed as still to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ciao.core.formats import hours, plural
from ciao.core.names import sort_key

SAFETY = ("danger", "too_young")
ITALIAN = ("little", "enough", "well")
_EMPTY = """
alla alle allo anche aver avere base bene che chi come con dalla dalle degli della delle dopo dove essere fare fino gli
hanno lavorare lavoro nei nel nella nelle non per piace piacerebbe poi prima qualche quando sono sua suo sulla tra una
uno vorrebbe vorrei
"""
STOP = frozenset(_EMPTY.split())
STEM, SHORTEST = 5, 4
# What a place is about, told by its words where nobody said it.
KEYWORDS = {
    "kitchen": "cucin bar mensa cuoco cuoca pasti ristor forno panif pasticc barist camer",
    "land": "orto agric verde giard serra animal fattor campi vivai vigna stall",
    "care": "anzian assist casa accud disab oss",
    "children": "bambin scuola asilo nido infanz doposcuola educat",
    "cleaning": "puliz alberg hotel lavand stirer camere",
    "sales": "negoz vendit cassa cliente bottega mercat",
    "warehouse": "magazz consegn logist scaff imball corrier",
    "workshop": "officin legno sartor falegn cucit artig mecc ripar",
    "office": "uffic segret archiv ammin sportell",
    "digital": "comput informat sito social grafic web",
    "building": "cantier edil manuten imbianc elettr idraul",
}


@dataclass(frozen=True)
class Seeker:
    """Somebody who looks for a place; `queue` is the order of arrival, hours are those of a week."""

    key: str
    queue: int
    age: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    days: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    most_hours: Decimal | None = None
    wanted_hours: Decimal | None = None
    comune: str = ""
    areas: frozenset[str] = frozenset()
    reach: str = ""
    italian: str = ""
    titles: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    unwanted: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    has_support: bool = False
    liked: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    barred: Mapping[str, str] = field(default_factory=dict)
    danger: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Spot:
    """A place at a host; `free` how many may still come, `quota_left` how many the host may, None where unknown."""

    key: str
    host: str
    title: str = ""
    free: int = 1
    quota_left: int | None = None
    days: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    weekly_hours: Decimal | None = None
    comune: str = ""
    areas: frozenset[str] = frozenset()
    starts_on: date | None = None
    ends_on: date | None = None
    least_age: int | None = None
    italian: str = ""
    titles: frozenset[str] = frozenset()
    burdens: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Weights:
    """The most each part of the score is worth, and what leaving somebody without a place costs; whole points."""

    wishes: int
    hours: int
    travel: int
    interest: int
    support: int
    unmatched: int
    law_age: int


@dataclass(frozen=True)
class Problem:
    """A hard rule that is not met; one of safety is never passed over."""

    code: str
    words: str

    @property
    def is_safety(self) -> bool:
        """Nobody may decide otherwise."""
        return self.code in SAFETY


@dataclass(frozen=True)
class Part:
    """One part of a score: what it looks at, points out of how many, and why."""

    label: str
    points: int
    most: int
    why: str


def problems(one: Seeker, spot: Spot, weights: Weights, labels: Mapping[str, str]) -> list[Problem]:
    """Every hard rule the pair breaks, safety first; `labels` are the Italian words of closed answers."""
    checks = (_safety, _age, _bars, _free, _dates, _time, _travel, _language, _papers, _wishes_no)
    return [found for check in checks for found in check(one, spot, weights, labels)]


def score(one: Seeker, spot: Spot, weights: Weights, labels: Mapping[str, str]) -> list[Part]:
    """The parts of the points of a pair; each from 0 to its most, whole points rounded down."""
    return [
        _score_wishes(one, spot, weights.wishes, labels), _score_hours(one, spot, weights.hours),
        _score_travel(one, spot, weights.travel), _score_interest(one, spot, weights.interest),
        _score_support(one, weights.support),
    ]  # fmt: skip


def points(parts: Iterable[Part]) -> int:
    """The sum of the parts."""
    return sum(one.points for one in parts)


def unknowns(one: Seeker, spot: Spot) -> list[str]:
    """What is still to be asked before trusting the pair."""
    asked = [
        (one.age is None, "l’età"),
        (not (one.days and one.parts), "in quali giorni e ore può"),
        (not one.reach or not one.comune, "da dove parte e fin dove arriva"),
        (bool(spot.italian) and not one.italian, "quanto capisce l’italiano"),
        (not spot.comune, "dov’è il posto"),
        (spot.quota_left is None, "quante persone lavorano nell’ente"),
    ]
    return [words for is_missing, words in asked if is_missing]


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that count, so that «cucina» and «cucinare» meet; short and empty words go."""
    words = (one for one in _tokens(text) if len(one) >= SHORTEST and one not in STOP)
    return frozenset(one[:STEM] for one in words)


def fields_told_by(text: str) -> frozenset[str]:
    """The kinds of work a text speaks of."""
    words = _tokens(text)
    return frozenset(
        name for name, roots in KEYWORDS.items() if any(one.startswith(root) for one in words for root in roots.split())
    )


def _tokens(text: str) -> list[str]:
    """Words without articles joined to them: «dell’orto» says orto."""
    return sort_key(text.replace("’", " ").replace("'", " ")).split()


def _safety(one: Seeker, spot: Spot, _: Weights, __: Mapping[str, str]) -> list[Problem]:
    return [Problem("danger", "non è un posto sicuro per questa persona")] if spot.key in one.danger else []


def _age(one: Seeker, spot: Spot, weights: Weights, _: Mapping[str, str]) -> list[Problem]:
    if one.age is None:
        return []
    if one.age < weights.law_age:
        return [Problem("too_young", f"non ha ancora {weights.law_age} anni")]
    if spot.least_age is not None and one.age < spot.least_age:
        return [Problem("age", f"il posto chiede almeno {spot.least_age} anni")]
    return []


def _bars(one: Seeker, spot: Spot, _: Weights, labels: Mapping[str, str]) -> list[Problem]:
    found = []
    if spot.host in one.barred:
        kind = one.barred[spot.host]
        found.append(Problem("barred", f"è un ente da evitare: {labels.get(kind, kind)}"))
    if spot.host in one.refused:
        found.append(Problem("refused", "a questo ente si è già detto di no"))
    return found


def _free(_: Seeker, spot: Spot, __: Weights, ___: Mapping[str, str]) -> list[Problem]:
    found = [Problem("full", "il posto è già preso")] if spot.free < 1 else []
    if spot.quota_left is not None and spot.quota_left < 1:
        found.append(Problem("quota", "l’ente ha già tutti i tirocini che può ospitare"))
    return found


def _dates(one: Seeker, spot: Spot, _: Weights, __: Mapping[str, str]) -> list[Problem]:
    early = one.ends_on and spot.starts_on and one.ends_on < spot.starts_on
    late = one.starts_on and spot.ends_on and one.starts_on > spot.ends_on
    return [Problem("dates", "nei mesi del posto non è disponibile")] if early or late else []


def _time(one: Seeker, spot: Spot, _: Weights, __: Mapping[str, str]) -> list[Problem]:
    found = []
    if one.days and spot.days and not spot.days <= one.days:
        found.append(Problem("days", "non può in tutti i giorni del posto"))
    if one.parts and spot.parts and not spot.parts <= one.parts:
        found.append(Problem("parts", "non può nelle ore del posto"))
    if one.most_hours is not None and spot.weekly_hours is not None and spot.weekly_hours > one.most_hours:
        asked, most = hours(spot.weekly_hours), hours(one.most_hours)
        found.append(Problem("hours", f"il posto chiede {asked} a settimana, può arrivare a {most}"))
    return found


def _travel(one: Seeker, spot: Spot, _: Weights, __: Mapping[str, str]) -> list[Problem]:
    far = distance(one, spot)
    barred = {"same_place": ("same_area", "other"), "same_area": ("other",)}.get(one.reach, ())
    return [Problem("travel", "è più lontano di dove arriva")] if far in barred else []


def distance(one: Seeker, spot: Spot) -> str:
    """How far a place is, as far as it is known: same comune, same area, other; empty where one is not known."""
    if not one.comune or not spot.comune:
        return ""
    if one.comune == spot.comune:
        return "same_place"
    return "same_area" if one.areas & spot.areas else "other"


def _language(one: Seeker, spot: Spot, _: Weights, __: Mapping[str, str]) -> list[Problem]:
    is_less = spot.italian and one.italian and ITALIAN.index(one.italian) < ITALIAN.index(spot.italian)
    return [Problem("language", "il posto chiede di capire più italiano")] if is_less else []


def _papers(one: Seeker, spot: Spot, _: Weights, labels: Mapping[str, str]) -> list[Problem]:
    missing = sorted(spot.titles - one.titles)
    return [Problem("papers", f"manca: {_listed(missing, labels)}")] if missing else []


def _wishes_no(one: Seeker, spot: Spot, _: Weights, labels: Mapping[str, str]) -> list[Problem]:
    found = []
    if hard := sorted(spot.burdens & one.avoids):
        found.append(Problem("burdens", f"il lavoro chiede ciò che deve evitare: {_listed(hard, labels)}"))
    if spot.fields and spot.fields <= one.unwanted:
        found.append(Problem("unwanted", f"è un lavoro che non vuole: {_listed(sorted(spot.fields), labels)}"))
    return found


def _score_wishes(one: Seeker, spot: Spot, most: int, labels: Mapping[str, str]) -> Part:
    """Three quarters for a kind of work asked for, one quarter for words in common (three are all)."""
    shared, words = sorted(one.wanted & spot.fields), one.words & spot.words
    given = (most * 3 * bool(shared) * 3 + most * min(len(words), 3)) // 12
    if shared:
        why = f"è un lavoro che vorrebbe: {_listed(shared, labels)}"
    elif words:
        why = f"{plural(len(words), 'parola', 'parole')} in comune fra ciò che dice e le mansioni"
    else:
        why = "niente in comune fra ciò che vorrebbe e le mansioni" if one.wanted or one.words else "non è scritto"
    return Part("ciò che vorrebbe e sa fare", given, most, why)


def _score_hours(one: Seeker, spot: Spot, most: int) -> Part:
    """All for the hours asked for; a tenth less for each hour of difference; half where one is not known."""
    label, wanted = "ore a settimana", one.wanted_hours or one.most_hours
    if wanted is None or spot.weekly_hours is None:
        return Part(label, most // 2, most, "le ore non sono scritte tutte e due")
    gap = abs(wanted - spot.weekly_hours)
    given = int(max(Decimal(0), most * (10 - gap) / 10))
    return Part(label, given, most, f"ne vorrebbe {hours(wanted)}, il posto ne ha {hours(spot.weekly_hours)}")


def _score_travel(one: Seeker, spot: Spot, most: int) -> Part:
    share = {"same_place": (most, "nello stesso comune"), "same_area": (most * 3 // 5, "in un comune vicino"),
             "other": (0, "in un comune lontano"), "": (most // 3, "non sappiamo quanto è lontano")}  # fmt: skip
    given, why = share[distance(one, spot)]
    return Part("strada da fare", given, most, why)


def _score_interest(one: Seeker, spot: Spot, most: int) -> Part:
    if spot.host in one.liked:
        return Part("interesse già detto", most, most, "a questo ente aveva già detto di sì")
    return Part("interesse già detto", 0, most, "di questo ente non si è ancora parlato")


def _score_support(one: Seeker, most: int) -> Part:
    if one.has_support:
        return Part("progetto personalizzato", most, most, "il tirocinio è fra i sostegni del progetto firmato")
    return Part("progetto personalizzato", 0, most, "il tirocinio non è fra i sostegni del progetto firmato")


def _listed(codes: Iterable[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(one, one) for one in codes)
