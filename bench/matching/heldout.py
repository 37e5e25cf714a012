"""Lists the comparison was never tuned on: other names, other errors, columns missing; the same seed, the same list."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib import import_module

from ciao.people.matching import Record, Roll

_SHORT = {
    "Robert": "Bob Rob", "William": "Bill Will", "Elizabeth": "Liz Beth Betty", "James": "Jim Jimmy", "Richard": "Rick Dick",
    "Michael": "Mike", "Jennifer": "Jen Jenny", "Katherine": "Kate Kathy", "Thomas": "Tom", "Joseph": "Joe", "Charles": "Chuck",
    "Patricia": "Pat Trish", "Christopher": "Chris", "Daniel": "Dan", "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve",
    "Kimberly": "Kim", "Rebecca": "Becky", "Jessica": "Jess", "Deborah": "Debbie", "Susan": "Sue", "Samantha": "Sam",
}  # fmt: skip
_HEARD = (
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "ea"),
    ("y", "i"),
    ("c", "k"),
    ("z", "s"),
    ("ll", "l"),
    ("tt", "t"),
    ("ie", "y"),
    ("h", ""),
)
_SEEN = (
    ("m", "rn"),
    ("l", "1"),
    ("o", "0"),
    ("e", "c"),
    ("u", "v"),
    ("i", "l"),
    ("cl", "d"),
    ("5", "6"),
    ("1", "7"),
    ("3", "8"),
)
Spoil = Callable[[Record, random.Random, "Plan"], Record]


@dataclass(frozen=True)
class Plan:
    """What a list is like: where names come from, how people are written again, and what is lacking."""

    locales: tuple[str, ...]
    rows: int
    repeated: float = 0.2  # the share of the people that stand in the list more than once
    copies: tuple[int, int] = (1, 1)
    spoils: tuple[tuple[str, float], ...] = ()
    lacking: tuple[tuple[str, float], ...] = ()
    towns: int = 40
    date: str = "%Y-%m-%d"


_HAND = (("slip_given", 0.12), ("slip_family", 0.12), ("slip_birth", 0.08), ("slip_address", 0.2))
PLANS = {
    "US voters": Plan(
        ("en_US",), 6000, 0.2, (1, 1),
        (*_HAND, ("nickname", 0.15), ("married", 0.12), ("moved", 0.3), ("new_phone", 0.3)),
        (("birth_date", 0.3), ("fiscal_code", 1), ("phone", 0.5), ("sex", 0.02)), 60, "%m/%d/%Y",
    ),
    "Italian registry": Plan(
        ("it_IT", "it_IT", "ro_RO", "es_ES", "en_IN"), 5000, 0.25, (1, 2),
        (*_HAND, ("seen", 0.1), ("swapped", 0.05), ("turned", 0.05), ("second_name", 0.15), ("moved", 0.2), ("new_phone", 0.3)),
        (("fiscal_code", 1), ("phone", 0.4), ("address", 0.3), ("postcode", 0.1)), 30, "%d/%m/%Y",
    ),
    "scanned forms": Plan(
        ("en_GB", "fr_FR", "it_IT"), 4000, 0.3, (1, 1),
        (("seen", 0.5), ("heard", 0.35), ("slip_birth", 0.2), ("slip_address", 0.5), ("seen_phone", 0.3)),
        (("fiscal_code", 1), ("sex", 0.3)),
    ),
    "clusters of 3 to 6": Plan(
        ("de_DE", "pl_PL"), 3000, 0.3, (2, 5), (*_HAND, ("heard", 0.2), ("moved", 0.3), ("new_phone", 0.4)),
        (("fiscal_code", 1), ("birth_date", 0.1), ("phone", 0.3)),
    ),
    "four fields in ten empty": Plan(
        ("it_IT", "es_ES"), 4000, 0.25, (1, 2), _HAND,
        (("fiscal_code", 1), *((one, 0.4) for one in ("birth_date", "phone", "address", "municipality", "postcode", "sex")), ("given_name", 0.08)),
    ),
    "200 rows": Plan(("it_IT", "fr_FR"), 200, 0.2, (1, 1), (*_HAND, ("moved", 0.2)), (("fiscal_code", 1), ("phone", 0.3))),
    "exact doubles, one in twenty": Plan(("en_US", "en_GB"), 3000, 0.05, (1, 1), (), (("fiscal_code", 1),)),
    "name and postcode": Plan(
        ("en_GB",), 4000, 0.2, (1, 1), (("slip_given", 0.15), ("slip_family", 0.15), ("moved", 0.05)),
        tuple((one, 1) for one in ("birth_date", "sex", "fiscal_code", "phone", "address", "municipality")), 400,
    ),
    "name and birth date": Plan(
        ("it_IT", "fr_FR"), 5000, 0.2, (1, 1), (*_HAND[:3], ("swapped", 0.04)),
        tuple((one, 1) for one in ("sex", "fiscal_code", "phone", "address", "municipality", "postcode")),
    ),
    "no birth date": Plan(
        ("it_IT", "es_ES", "ro_RO"), 5000, 0.2, (1, 1), (*_HAND, ("moved", 0.15), ("new_phone", 0.3)),
        (("birth_date", 1), ("fiscal_code", 1), ("phone", 0.3), ("address", 0.1)), 60,
    ),
    "like fake_1000": Plan(
        ("en_GB",), 1000, 0.9, (1, 6), (("slip_given", 0.25), ("slip_family", 0.25), ("slip_birth", 0.25), ("swapped", 0.06), ("turned", 0.05)),
        (*((one, 1) for one in ("sex", "fiscal_code", "phone", "address", "postcode")), ("given_name", 0.17), ("family_name", 0.15), ("municipality", 0.18)),
    ),
}  # fmt: skip


def draw(name: str, seed: int = 11, rows: int = 0) -> tuple[Roll, list[int]]:
    """A list and who each of its rows is."""
    plan = PLANS[name]
    chance = random.Random(f"{name} {seed}")
    written: list[tuple[int, Record]] = []
    people = 0
    while len(written) < (rows or plan.rows):
        for person in _household(chance, plan):
            written.append((people, person))
            if chance.random() < plan.repeated:
                written.extend((people, _again(person, chance, plan)) for _ in range(chance.randint(*plan.copies)))
            people += 1
    chance.shuffle(written)
    shown = [replace(_lacking(row, chance, plan), id=str(place)) for place, (_, row) in enumerate(written)]
    return Roll.of(shown), [who for who, _ in written]


def _again(person: Record, chance: random.Random, plan: Plan) -> Record:
    for name, share in plan.spoils:
        if chance.random() < share:
            person = SPOILS[name](person, chance, plan)
    return person


def _lacking(person: Record, chance: random.Random, plan: Plan) -> Record:
    return replace(person, **{name: "" for name, share in plan.lacking if chance.random() < share})


def _household(chance: random.Random, plan: Plan) -> list[Record]:
    locale = chance.choice(plan.locales)
    street, town, code = _home(chance, plan, locale)
    family, phone = _family(chance, locale), _phone(chance)
    found: dict[str, Record] = {}  # two at one door do not bear one name
    for _ in range(chance.choices((1, 2, 3, 4, 5), (50, 22, 14, 10, 4))[0]):
        sex = chance.choice("MF")
        given = _given(chance, locale, sex)
        found[given] = Record(
            given_name=given,
            family_name=family if chance.random() < 0.75 else _family(chance, locale),
            birth_date=_born(chance).strftime(plan.date),
            sex=sex,
            phone=phone if chance.random() < 0.4 else _phone(chance),
            address=street,
            municipality=town,
            postcode=code,
        )  # fmt: skip
    return list(found.values())


def _born(chance: random.Random) -> date:
    return date(1935, 1, 1) + timedelta(days=chance.randint(0, 26_000))


def _phone(chance: random.Random) -> str:
    return f"{chance.randint(300, 399)} {chance.randint(0, 9_999_999):07d}"


def _home(chance: random.Random, plan: Plan, locale: str) -> tuple[str, str, str]:
    town = int(plan.towns * chance.random() ** 2)
    kind, streets = _streets(plan.locales[0])
    street = f"{kind} {chance.choice(streets)}" if kind == "Via" else f"{chance.choice(streets)} {kind}"
    number = chance.randint(1, 250)
    towns = _names(plan.locales[0], "last_names")[0]
    called = towns[town * 2 % len(towns)] + ("ville" if kind != "Via" else "ate")
    return f"{street} {number}" if kind == "Via" else f"{number} {street}", called, f"{20100 + town * 7}"


def _streets(locale: str) -> tuple[str, list[str]]:
    return "Via" if locale == "it_IT" else "Street", _names(locale, "last_names")[0][:300]


@lru_cache(maxsize=64)
def _names(locale: str, *fields: str) -> tuple[list[str], list[float]]:
    """The names of a country, the more often the nearer the top where it does not say how often."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    found = next((getattr(provider, one) for one in fields if getattr(provider, one, None)), None)
    if found is None:
        found = [one for kind in ("male", "female") for one in getattr(provider, f"last_names_{kind}", ())]
    names = [str(one) for one in dict.fromkeys(found)]
    random.Random(locale).shuffle(names)
    shares = (
        [float(found[one]) for one in names]
        if isinstance(found, dict)
        else [1 / (one + 8) for one in range(len(names))]
    )
    return names, shares


def _given(chance: random.Random, locale: str, sex: str) -> str:
    kind = "male" if sex == "M" else "female"
    return chance.choices(*_names(locale, f"first_names_{kind}", "first_names"))[0]


def _family(chance: random.Random, locale: str) -> str:
    return chance.choices(*_names(locale, "last_names", "last_names_unisex"))[0]


def _slip(text: str, chance: random.Random) -> str:
    if len(text) < 3:
        return text
    place = chance.randrange(1, len(text))
    letter = chance.choice("0123456789" if text[place].isdigit() else "aeiourstnlcdm")
    return chance.choice(
        (
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place:],
            text[:place] + letter + text[place + 1 :],
            text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :],
        )
    )


def _turn(text: str, rules: tuple[tuple[str, str], ...], chance: random.Random) -> str:
    fitting = [one for one in rules if one[0] in text.lower()]
    if not fitting:
        return text
    here, there = chance.choice(fitting)
    place = text.lower().rfind(here)
    return text[:place] + there + text[place + len(here) :]


def _at(field: str, change: Callable[[str, random.Random], str]) -> Spoil:
    return lambda person, chance, plan: replace(person, **{field: change(getattr(person, field), chance)})


def _both_names(rules: tuple[tuple[str, str], ...]) -> Spoil:
    return lambda person, chance, plan: replace(
        person, given_name=_turn(person.given_name, rules, chance), family_name=_turn(person.family_name, rules, chance)
    )


def _figure(text: str, chance: random.Random) -> str:
    places = [one for one, sign in enumerate(text) if sign.isdigit()]
    place = chance.choice(places)
    return text[:place] + str(chance.randrange(10)) + text[place + 1 :]


def _day_and_month(text: str, _: random.Random) -> str:
    parts = text.replace("/", "-").split("-")
    turned = [parts[0], parts[2], parts[1]] if len(parts[0]) == 4 else [parts[1], parts[0], parts[2]]
    sign = "/" if "/" in text else "-"
    return sign.join(turned)


def _married(person: Record, chance: random.Random, plan: Plan) -> Record:
    new = _family(chance, plan.locales[0])
    return replace(person, family_name=new) if person.sex == "F" else person


def _moved(person: Record, chance: random.Random, plan: Plan) -> Record:
    street, town, code = _home(chance, plan, plan.locales[0])
    return replace(person, address=street, municipality=town, postcode=code)


SPOILS: dict[str, Spoil] = {
    "slip_given": _at("given_name", _slip), "slip_family": _at("family_name", _slip), "slip_birth": _at("birth_date", _figure),
    "slip_address": _at("address", _slip), "turned": _at("birth_date", _day_and_month), "seen": _both_names(_SEEN),
    "heard": _both_names(_HEARD), "seen_phone": _at("phone", lambda text, chance: _turn(text, _SEEN, chance)),
    "nickname": _at("given_name", lambda name, chance: chance.choice(_SHORT.get(name, name).split())),
    "second_name": lambda person, chance, plan: replace(person, given_name=f"{person.given_name} {_given(chance, plan.locales[0], person.sex)}"),
    "swapped": lambda person, chance, plan: replace(person, given_name=person.family_name, family_name=person.given_name),
    "new_phone": lambda person, chance, plan: replace(person, phone=_phone(chance)), "married": _married, "moved": _moved,
}  # fmt: skip
