"""Invented lists: households, twins, homonyms and shared telephones, and the same people written again with errors."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from stdnum.it.codicefiscale import calc_check_digit

from bench.matching import names
from bench.matching.errors import spoiled
from ciao.people.matching import Record, Roll

TRAPS = ("twin", "father", "homonym", "household")
_MIX = (
    (62, None), (14, names.ARABIC), (9, names.ROMANIAN), (7, names.UKRAINIAN), (3, names.CHINESE), (5, names.LATIN),
)  # fmt: skip
_CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Drawn:
    """A list, who each row is, and which pairs of people are a trap."""

    roll: Roll
    who: list[int]
    traps: dict[tuple[int, int], str]


def draw(count: int, seed: int = 1, doubles: float = 0.25) -> Drawn:
    """About `count` rows, a quarter of them written again; the same seed gives the same list."""
    chance = random.Random(seed)
    people: list[Record] = []
    traps: dict[tuple[int, int], str] = {}
    originals = round(count * (1 - doubles))
    families = _words(count)
    while len(people) < originals:
        _household(people, traps, chance, families)
    people = people[:originals]
    who = list(range(len(people)))
    again = [chance.choice(who) for _ in range(count - len(people))]
    rows = [*people, *(spoiled(people[one], chance) for one in again)]
    who += again
    order = chance.sample(range(len(rows)), len(rows))
    rows = [replace(_with_gaps(rows[one], chance), id=str(place + 1)) for place, one in enumerate(order)]
    return Drawn(Roll.of(rows), [who[one] for one in order], traps)


def _household(
    people: list[Record], traps: dict[tuple[int, int], str], chance: random.Random, families: list[str]
) -> None:
    """One to four people at one door; now and then twins, a father and his son of one name, or a namesake."""
    first = _person(chance, families)
    size = chance.choices((1, 2, 3, 4), (45, 25, 18, 12))[0]
    start = len(people)
    people.append(first)
    for _ in range(size - 1):
        other = _person(chance, families, like=first)
        people.append(other)
        traps[start, len(people) - 1] = "household"
    if chance.random() < 0.02:
        _twin(people, traps, chance, first, start)
    if chance.random() < 0.01:
        _older(people, traps, chance, first, start)


def _twin(
    people: list[Record], traps: dict[tuple[int, int], str], chance: random.Random, first: Record, start: int
) -> None:
    while True:
        other = _person(chance, [first.family_name], like=first)
        if other.given_name != first.given_name:
            break
    people.append(_coded(replace(other, birth_date=first.birth_date), first.fiscal_code[11:15]))
    traps[start, len(people) - 1] = "twin"


def _older(
    people: list[Record], traps: dict[tuple[int, int], str], chance: random.Random, first: Record, start: int
) -> None:
    born = date.fromisoformat(first.birth_date) - timedelta(days=chance.randint(6500, 14000))
    phone = first.phone if chance.random() < 0.5 else _phone(chance)
    people.append(_coded(replace(first, birth_date=born.isoformat(), phone=phone), first.fiscal_code[11:15]))
    traps[start, len(people) - 1] = "father"


def _person(chance: random.Random, families: list[str], like: Record | None = None) -> Record:
    origin = chance.choices([one for _, one in _MIX], [share for share, _ in _MIX])[0]
    woman = chance.random() < 0.5
    men, women, family = origin or (" ".join(names.ITALIAN_MEN), " ".join(names.ITALIAN_WOMEN), "")
    given = chance.choice((women if woman else men).split("|" if "|" in (women if woman else men) else None))
    if not origin and chance.random() < 0.12:
        given += " " + chance.choice(names.ITALIAN_WOMEN if woman else names.ITALIAN_MEN)
    town, code = chance.choice(names.TOWNS)
    person = Record(
        given_name=given,
        family_name=chance.choice(family.split("|")) if family else chance.choice(families),
        birth_date=_born(chance, foreign=bool(origin)), sex="F" if woman else "M",
        phone=_phone(chance), address=f"{chance.choice(names.STREETS)} {chance.randint(1, 180)}",
        municipality=town, postcode=code,
    )  # fmt: skip
    if like:
        person = replace(person, address=like.address, municipality=like.municipality, postcode=like.postcode)
        person = replace(person, family_name=like.family_name if chance.random() < 0.8 else person.family_name)
        person = replace(person, phone=like.phone if chance.random() < 0.5 else person.phone)
    place = f"Z{chance.randint(100, 399)}" if origin else f"{chance.choice('ABCDEFGHL')}{chance.randint(100, 999)}"
    return _coded(person, place)


def _born(chance: random.Random, *, foreign: bool) -> str:
    day = date(1945, 1, 1) + timedelta(days=chance.randint(0, 23_000))
    return day.replace(month=1, day=1).isoformat() if foreign and chance.random() < 0.08 else day.isoformat()


def _phone(chance: random.Random) -> str:
    return f"3{chance.randint(20, 99)}{chance.randint(0, 9_999_999):07d}"


def _words(count: int) -> list[str]:
    """Family names: the common ones often, and as many rare ones as a bigger list has."""
    common = [
        one
        for part in names.ITALIAN_FAMILIES.replace("De ", "De_").split()
        for one in part.replace("_", " ").split("|")
    ]
    chance = random.Random(7)
    starts, middles, ends = (
        "Ba Be Bo Ca Co Da Fa Ga Gu La Lo Ma Mo Na Pa Pe Ra Sa Ta To Va Ve Za".split(),
        ("lla na ri sti ro ve ni gno tta llo ssa mbo nca rda sca nzo").split(),
        "ni ri lli tti ti zzi no ro so ta to li ldi ncini rdi sco".split(),
    )
    rare = [chance.choice(starts) + chance.choice(middles) + chance.choice(ends) for _ in range(min(count // 4, 6000))]
    return common * max(1, len(rare) // (2 * len(common))) + rare


def _coded(person: Record, place: str) -> Record:
    """The codice fiscale that belongs to what is written; letters that are not Latin never reach it here."""
    born = date.fromisoformat(person.birth_date)
    day = born.day + (40 if person.sex == "F" else 0)
    body = f"{_three(person.family_name)}{_three(person.given_name, given=True)}{born:%y}{'ABCDEHLMPRST'[born.month - 1]}{day:02d}{place}"
    return replace(person, fiscal_code=body + calc_check_digit(body))


def _three(name: str, *, given: bool = False) -> str:
    letters = [one for one in name.upper() if one.isascii() and one.isalpha()]
    consonants = [one for one in letters if one in _CONSONANTS]
    if given and len(consonants) > 3:
        consonants = [consonants[0], *consonants[2:4]]
    return "".join([*consonants, *(one for one in letters if one not in _CONSONANTS), *"XXX"])[:3]


def _with_gaps(person: Record, chance: random.Random) -> Record:
    """What offices do not have: seven rows in ten lack the codice fiscale, three in ten the telephone."""
    lost = {name: "" for name, share in _LACKING.items() if chance.random() < share}
    return replace(person, **lost)


_LACKING = {
    "fiscal_code": 0.7, "phone": 0.3, "address": 0.2, "birth_date": 0.08, "sex": 0.1, "postcode": 0.2, "municipality": 0.05,
}  # fmt: skip
