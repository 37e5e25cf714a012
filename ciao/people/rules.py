"""What a codice fiscale says, and how old someone is: pure, warning rather than refusing.

Source of the code's shape: D.M. 23.12.1976; its letters and tables are those of python-stdnum and
python-codicefiscale, tried against the vectors of domain-facts §6.1.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from codicefiscale.codicefiscale import encode_firstname, encode_lastname
from stdnum import luhn
from stdnum.it.codicefiscale import calc_check_digit

from ciao.core.formats import date_field
from ciao.core.names import search_key
from ciao.people.enums import Gender

MONTHS = "ABCDEHLMPRST"
_DIGIT_PLACES = (6, 7, 9, 10, 12, 13, 14)
_OMOCODE_LETTERS = "LMNPQRSTUV"
_TO_DIGITS = str.maketrans(_OMOCODE_LETTERS, "0123456789")
_HEALTH_CODE = re.compile(r"(STP|ENI)[0-9]{13}")
_FEMALE_DAY_SHIFT = 40


@dataclass(frozen=True)
class Problem:
    """Why a codice fiscale cannot be right as written: a stable code and a sentence to show."""

    code: str
    sentence: str


@dataclass(frozen=True)
class DecodedFiscalCode:
    """What a codice fiscale says about its holder; `sex` is the registry's, F or M."""

    sex: Gender
    birth_date: date
    birth_place_code: str


def normalize_fiscal_code(text: str) -> str:
    """How a code is stored: capitals, no spaces, dots or hyphens."""
    return re.sub(r"[\s.\-]", "", text).upper()


def check_fiscal_code(text: str) -> Problem | None:
    """Says what is wrong in a codice fiscale before anyone relies on it; None when it can be one.

    Accepts omocodes and the provisional 11-digit code; STP and ENI are health codes, not this one.
    """
    code = normalize_fiscal_code(text)
    if _HEALTH_CODE.fullmatch(code):
        return Problem("health_code", "Questo è un codice sanitario STP o ENI, non un codice fiscale.")
    if code.isascii() and code.isdigit():
        return _check_provisional(code)
    return _check_shape(code) or _check_letter(code) or _check_date(code)


def is_provisional_fiscal_code(text: str) -> bool:
    """Whether it is the 11-digit code given before the full one, which tells nothing about the person."""
    code = normalize_fiscal_code(text)
    return len(code) == 11 and code.isascii() and luhn.is_valid(code)


def fiscal_code_root(text: str) -> str:
    """What persons are compared on: the code before any omocode letter; unchanged if not a full code."""
    code = normalize_fiscal_code(text)
    return code if _check_shape(code) or _check_letter(code) else _root(code)


def decode(text: str, *, reference: date) -> DecodedFiscalCode | None:
    """Reads sex, birth date and birth place from a code; None if it is wrong or provisional.

    The year has two digits: the birth date is the latest one not after `reference`.
    """
    if check_fiscal_code(text) or is_provisional_fiscal_code(text):
        return None
    root = fiscal_code_root(text)
    past = [day for day in _birth_dates(root) if day <= reference]
    return DecodedFiscalCode(_sex(root), max(past), root[11:15]) if past else None


def compute_fiscal_code(
    *, given_name: str, family_name: str, sex: Gender, birth_date: date, birth_place_code: str
) -> str:
    """The code the tax office would give, to suggest it and to compare it; it may differ by omocode.

    Raises ValueError if sex is neither F nor M, or the place is not a cadastral code such as F205 or Z330.
    """
    if sex not in (Gender.FEMALE, Gender.MALE):
        raise ValueError("the code needs the registry's sex, F or M")
    place = birth_place_code.upper()
    if not re.fullmatch(r"[A-Z]\d{3}", place):
        raise ValueError(f"not a cadastral code: {birth_place_code}")
    day = birth_date.day + (_FEMALE_DAY_SHIFT if sex == Gender.FEMALE else 0)
    born = f"{birth_date.year % 100:02}{MONTHS[birth_date.month - 1]}{day:02}"
    return _with_letter(encode_lastname(family_name) + encode_firstname(given_name) + born + place)


def omocodes(text: str) -> list[str]:
    """All 128 forms one code can take when two people would share it, the root first."""
    forms = [_root(normalize_fiscal_code(text))[:15]]
    for place in reversed(_DIGIT_PLACES):
        forms += [_replace(form, place, _OMOCODE_LETTERS[int(form[place])]) for form in forms]
    return [_with_letter(form) for form in forms]


def fiscal_code_warnings(
    text: str,
    *,
    given_name: str = "",
    family_name: str = "",
    sex: Gender | None = None,
    birth_date: date | None = None,
    birth_place_code: str = "",
) -> list[str]:
    """What the code and the answers say differently, in sentences to show: never a reason to stop.

    Transitions, transliterations and registry slips are real. Empty answers and names in other scripts are
    not compared; a code that `check_fiscal_code` refuses has no warnings of its own.
    """
    if check_fiscal_code(text) or is_provisional_fiscal_code(text):
        return []
    root = fiscal_code_root(text)
    return [
        *_name_warnings(root, given_name, family_name),
        *_sex_warning(root, sex),
        *_birth_warning(root, birth_date),
        *_place_warning(root, birth_place_code),
    ]


def age_on(birth_date: date, day: date) -> int:
    """Completed years on a day, for targets and indicators; raises ValueError before birth.

    Who is born on 29 February completes a year on 1 March where the year has no such day [choice, no source].
    """
    if day < birth_date:
        raise ValueError("the day comes before the birth")
    before_birthday = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before_birthday


def birthday_at(birth_date: date, age: int) -> date:
    """The day someone completes `age` years, to say from when a target is open to them; as `age_on`."""
    try:
        return birth_date.replace(year=birth_date.year + age)
    except ValueError:
        return date(birth_date.year + age, 3, 1)


def is_minor_on(birth_date: date, day: date) -> bool:
    """Whether a parent or guardian signs for the person on that day (art. 2 c.c.: of age at 18)."""
    return age_on(birth_date, day) < 18


def _check_provisional(code: str) -> Problem | None:
    if len(code) != 11:
        return _wrong_length(code)
    if not luhn.is_valid(code):
        return Problem("check", "Il codice provvisorio di 11 cifre non torna: ricontrolla le cifre.")
    return None


def _check_shape(code: str) -> Problem | None:
    if len(code) != 16:
        return _wrong_length(code)
    for place, (char, (allowed, wanted)) in enumerate(zip(code, _SHAPE, strict=True), start=1):
        if char not in allowed:
            return Problem("shape", f"Il carattere {place} del codice fiscale è «{char}»: lì va {wanted}.")
    return None


def _wrong_length(code: str) -> Problem:
    count = "nessuno" if not code else str(len(code))
    return Problem("length", f"Il codice fiscale ha 16 caratteri (11 se è provvisorio): qui {count}.")


def _check_letter(code: str) -> Problem | None:
    if _with_letter(code[:15]) == code:
        return None
    return Problem("check", "L’ultima lettera non torna con le altre: ricopia il codice fiscale dal documento.")


def _check_date(code: str) -> Problem | None:
    if _birth_dates(_root(code)):
        return None
    return Problem("date", "Il giorno di nascita scritto nel codice fiscale non esiste: ricontrollalo.")


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIGURE = ("0123456789" + _OMOCODE_LETTERS, "una cifra")
_LETTER = (_LETTERS, "una lettera")
_SHAPE = [_FIGURE if place in _DIGIT_PLACES else _LETTER for place in range(16)]
_SHAPE[8] = (MONTHS, "la lettera di un mese (A B C D E H L M P R S T)")


def _root(code: str) -> str:
    for place in _DIGIT_PLACES:
        code = _replace(code, place, code[place].translate(_TO_DIGITS))
    return _with_letter(code[:15])


def _replace(code: str, place: int, char: str) -> str:
    return code[:place] + char + code[place + 1 :]


def _with_letter(body: str) -> str:
    return body + calc_check_digit(body)


def _sex(root: str) -> Gender:
    return Gender.FEMALE if int(root[9:11]) > _FEMALE_DAY_SHIFT else Gender.MALE


def _birth_dates(root: str) -> list[date]:
    """The days the code can mean: one per century, fewer for 29 February, none for an impossible day."""
    day = int(root[9:11]) - (_FEMALE_DAY_SHIFT if _sex(root) == Gender.FEMALE else 0)
    found = []
    for century in (1800, 1900, 2000, 2100):
        try:
            found.append(date(century + int(root[6:8]), MONTHS.index(root[8]) + 1, day))
        except ValueError:
            continue
    return found


def _name_warnings(root: str, given_name: str, family_name: str) -> list[str]:
    given = encode_firstname(given_name) if _is_latin(given_name) else ""
    family = encode_lastname(family_name) if _is_latin(family_name) else ""
    if given and family and (encode_lastname(given_name), encode_firstname(family_name)) == (root[:3], root[3:6]):
        return [] if (family, given) == (root[:3], root[3:6]) else ["Nome e cognome sembrano scambiati."]
    return [
        f"Nel codice fiscale il {what} è {found}, da «{written}» verrebbe {expected}."
        for what, found, written, expected in (
            ("cognome", root[:3], family_name, family),
            ("nome", root[3:6], given_name, given),
        )
        if expected and expected != found
    ]


def _is_latin(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return bool(letters) and all(unicodedata.name(char, "").startswith("LATIN") for char in letters)


def _sex_warning(root: str, sex: Gender | None) -> list[str]:
    if sex not in (Gender.FEMALE, Gender.MALE) or sex == _sex(root):
        return []
    return [f"Il codice fiscale indica «{_sex(root).label}», qui è scritto «{Gender(sex).label}»."]


def _birth_warning(root: str, birth_date: date | None) -> list[str]:
    if birth_date is None:
        return []
    nearest = min(_birth_dates(root), key=lambda day: abs((day - birth_date).days))
    if nearest == birth_date:
        return []
    return [f"Nel codice fiscale la data di nascita è {date_field(nearest)}, qui è {date_field(birth_date)}."]


def _place_warning(root: str, place_code: str) -> list[str]:
    if not place_code or place_code.upper() == root[11:15]:
        return []
    return [f"Nel codice fiscale il luogo di nascita è {root[11:15]}, quello scelto è {place_code.upper()}."]


CARE_OF = "domicilio protetto c/o "
SENTENCE = 15


def care_of(body: str) -> str:
    """The agreed form of an address that must not be written."""
    return CARE_OF + body


def is_care_of(address: str) -> bool:
    """Whether an address is the agreed form: then name, recapiti and codice fiscale are not written here."""
    return address.startswith(CARE_OF)


def too_short(text: str) -> bool:
    """A reason is a sentence somebody can judge later, not a word: at least fifteen letters."""
    return len(text.strip()) < SENTENCE


def alias_problem(alias: str, given_name: str, family_name: str) -> str:
    """Why an alias would tell who the person is; empty where it does not."""
    key = search_key(alias)
    if not key:
        return "Scegli il nome che leggono gli altri."
    names = [search_key(word) for text in (given_name, family_name) for word in text.split()]
    if any(len(name) > 1 and (name in key or key in name) for name in names):
        return "Il nome scelto somiglia a quello vero: scegline uno diverso."
    return ""


@dataclass(frozen=True)
class Holder:
    """Who may be asked to sign for a minor, in the order the law asks them."""

    name: str
    kind: str
    may_sign: bool
    is_danger: bool = False
    has_act: bool = False


ORDER = ("curator", "guardian", "service", "parent")


def who_signs(holders: Iterable[Holder]) -> list[Holder]:
    """Those to ask, first whom a court named: one curator, guardian or service, else every parent who may sign.

    Never a danger, nor who may not sign. Beside a parent who is a danger the other signs alone only by an act; else
    nobody is asked, and the case goes to the supervisor. Source: artt. 316, 320, 337-quater, 343 c.c.; *unverified*.
    """
    everybody = list(holders)
    fit = [one for one in everybody if one.may_sign and not one.is_danger]
    for kind in ORDER[:-1]:
        found = [one for one in fit if one.kind == kind]
        if found:
            return found[:1]
    parents = [one for one in fit if one.kind == ORDER[-1]]
    by_act = [one for one in parents if one.has_act]
    if any(one.is_danger for one in everybody):
        return by_act
    return by_act[:1] or parents
