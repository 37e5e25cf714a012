"""How the same person is written by another hand, or read by a scanner."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from bench.matching import names
from ciao.people.matching import Record

_LOOKS_LIKE = {"l": "1", "o": "0", "i": "l", "rn": "m", "m": "rn", "e": "c", "5": "S", "0": "O", "8": "B", "1": "l"}
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
Error = Callable[[Record, random.Random], Record]


def spoiled(person: Record, chance: random.Random) -> Record:
    """One to four errors, and a new telephone or address now and then."""
    person = _written_otherwise(person, chance)
    for error in chance.choices(_ERRORS, _SHARES, k=chance.choices((0, 1, 2, 3), (15, 40, 30, 15))[0]):
        person = error(person, chance)
    if chance.random() < 0.2:
        person = replace(person, phone=f"3{chance.randint(20, 99)}{chance.randint(0, 9_999_999):07d}")
    if chance.random() < 0.15:
        town, code = chance.choice(names.TOWNS)
        person = replace(
            person, address=f"{chance.choice(names.STREETS)} {chance.randint(1, 180)}", municipality=town, postcode=code
        )
    return person


def slip(text: str, chance: random.Random) -> str:
    """One key more, less, beside, or two in the other order."""
    if len(text) < 2:
        return text
    place = chance.randrange(len(text) - 1)
    kind = chance.randrange(5)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if kind == 2:
        return text[:place] + text[place] + text[place:]
    if kind == 3:
        shown = text[place].lower()
        return text[:place] + _LOOKS_LIKE.get(shown, shown) + text[place + 1 :]
    return text[:place] + _beside(text[place], chance) + text[place + 1 :]


def _beside(key: str, chance: random.Random) -> str:
    row = next((one for one in _KEYS if key.lower() in one), "")
    place = row.find(key.lower())
    return row[max(0, place + chance.choice((-1, 1))) % len(row)] if row else key


def _written_otherwise(person: Record, chance: random.Random) -> Record:
    """The date, the telephone and the street as another office writes them."""
    if chance.random() < 0.5:
        year, month, day = person.birth_date.split("-")
        person = replace(person, birth_date=f"{day}/{month}/{year}")
    if chance.random() < 0.4:
        person = replace(person, phone=f"+39 {person.phone[:3]} {person.phone[3:6]} {person.phone[6:]}")
    if chance.random() < 0.4:
        address = person.address.replace("Via ", "V. ").replace("Piazza ", "P.zza ").replace("Corso ", "C.so ")
        person = replace(
            person, address=f"{address[: address.rfind(' ')]}, {address[address.rfind(' ') + 1 :]}".upper()
        )
    return person


def _other_hand(person: Record, chance: random.Random) -> Record:
    """A nickname, another alphabet's way of writing, a particle joined."""
    return replace(
        person, given_name=_otherwise(person.given_name, chance), family_name=_otherwise(person.family_name, chance)
    )


def _otherwise(name: str, chance: random.Random) -> str:
    forms = names.OTHER_HANDS.get(name, "")
    return chance.choice(forms.split("|" if "|" in forms else None)) if forms else name


def _given_slip(person: Record, chance: random.Random) -> Record:
    return replace(person, given_name=slip(person.given_name, chance))


def _family_slip(person: Record, chance: random.Random) -> Record:
    return replace(person, family_name=slip(person.family_name, chance))


def _swapped(person: Record, chance: random.Random) -> Record:
    return replace(person, given_name=person.family_name, family_name=person.given_name)


def _first_name_only(person: Record, chance: random.Random) -> Record:
    return replace(person, given_name=person.given_name.split()[0], family_name=person.family_name.split()[-1])


def _married(person: Record, chance: random.Random) -> Record:
    if person.sex != "F" or chance.random() < 0.7:
        return person
    return replace(
        person, family_name=chance.choice(("Ferrari", "Colombo", "Riva", "Gatti", "Monti", "Serra", "Villa"))
    )


def _date_slip(person: Record, chance: random.Random) -> Record:
    places = [one for one, sign in enumerate(person.birth_date) if sign.isdigit()]
    if not places:
        return person
    place = chance.choice(places)
    return replace(
        person, birth_date=person.birth_date[:place] + str(chance.randrange(10)) + person.birth_date[place + 1 :]
    )


def _date_turned(person: Record, chance: random.Random) -> Record:
    if "-" not in person.birth_date:
        return person
    year, month, day = person.birth_date.split("-")
    return replace(person, birth_date=f"{year}-{day}-{month}") if int(day) <= 12 else person


def _phone_slip(person: Record, chance: random.Random) -> Record:
    return replace(person, phone=slip(person.phone, chance))


def _address_slip(person: Record, chance: random.Random) -> Record:
    return replace(person, address=slip(person.address, chance), municipality=slip(person.municipality, chance))


def _code_slip(person: Record, chance: random.Random) -> Record:
    return replace(person, fiscal_code=slip(person.fiscal_code, chance))


def _no_date(person: Record, chance: random.Random) -> Record:
    return replace(person, birth_date="")


_ERRORS: list[Error] = [
    _other_hand, _given_slip, _family_slip, _swapped, _first_name_only, _married, _date_slip, _date_turned, _phone_slip,
    _address_slip, _code_slip, _no_date,
]  # fmt: skip
_SHARES = [18, 14, 14, 6, 8, 6, 8, 5, 6, 12, 4, 5]
