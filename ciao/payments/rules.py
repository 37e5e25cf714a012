"""Pure rules of payments: a good account, what a person is owed in a run, what a run may not do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from stdnum import iban as iban_number
from stdnum.exceptions import InvalidChecksum, ValidationError

from ciao.core.formats import money
from ciao.payments.enums import Ownership, SupportChoice

K = TypeVar("K")
HOME, HOME_LENGTH = "IT", 27
# Source: European Payments Council, EPC409-09, list of SEPA scheme countries.
SEPA = frozenset(
    [
        "AD",
        "AL",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GI",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MD",
        "ME",
        "MK",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "SM",
        "VA",
    ]
)
STEPS = ("propose", "check", "approve", "release")
STEP_WORDS = {"propose": "preparata", "check": "controllata", "approve": "approvata", "release": "mandata alla banca"}


class BadAccount(ValueError):
    """The account cannot be used; the text is the Italian sentence to show."""


@dataclass(frozen=True)
class Account:
    """An IBAN as it is written to the bank, its country, and what to look at before using it."""

    iban: str
    country: str
    warnings: tuple[str, ...]

    @property
    def tail(self) -> str:
        """The last four signs."""
        return self.iban[-4:]


def check_iban(text: str) -> Account:
    """Reads an IBAN however it is spaced; raises `BadAccount` for wrong check digits, length or a country not in SEPA.

    An account of another SEPA country is a good account (Reg. (UE) 260/2012 art. 9): it only carries a warning.
    Source: ISO 13616, check digits by `python-stdnum`.
    """
    compact = iban_number.compact(text).upper()
    country = compact[:2]
    if not compact:
        raise BadAccount("Scrivi l’IBAN: comincia con due lettere, per l’Italia IT.")
    if not country.isalpha():
        raise BadAccount("L’IBAN comincia con due lettere, per l’Italia IT: forse è solo il numero del conto.")
    if country not in SEPA:
        raise BadAccount(
            f"Il conto è in un paese ({country}) fuori dall’area dei bonifici europei (SEPA): "
            "il file per la banca non lo può pagare. Chiedi un altro conto."
        )
    if country == HOME and len(compact) != HOME_LENGTH:
        raise BadAccount(f"Un IBAN italiano ha {HOME_LENGTH} segni, questo ne ha {len(compact)}: ricopialo.")
    try:
        iban_number.validate(compact)
    except InvalidChecksum as problem:
        raise BadAccount("Le cifre di controllo non tornano: c’è un errore di battitura. Ricopia l’IBAN.") from problem
    except ValidationError as problem:
        raise BadAccount("L’IBAN non è scritto come nel suo paese: ricopialo.") from problem
    foreign = (
        () if country in (HOME, "SM", "VA") else (f"Il conto è estero ({country}): la banca può metterci di più.",)
    )
    return Account(compact, country, foreign)


def ownership_warning(ownership: str) -> str:
    """What to say where the account is not hers alone: it may be the sign of economic violence; it never stops."""
    if ownership == Ownership.OWN:
        return ""
    return (
        "I soldi arrivano su un conto che non è solo suo. Chiedile da sola, senza altri presenti, se è una sua scelta "
        "e se può usarli. Se hai un dubbio parlane con chi segue la persona: può aprire una carta con IBAN a suo nome."
    )


def support_warning(kind_label: str, choice: str) -> str:
    """What to say where the person receives an income support (T8, unverified: it warns and never stops)."""
    if choice == SupportChoice.GIVEN:
        return f"Riceve {kind_label}: si è deciso di dare l’indennità lo stesso, fino al minimo."
    if choice == SupportChoice.TRAVEL:
        return f"Riceve {kind_label}: si è deciso solo il rimborso del viaggio, l’indennità non è dovuta."
    if choice == SupportChoice.NOT_DUE:
        return f"Riceve {kind_label}: l’indennità non è dovuta."
    return f"Riceve {kind_label}: di regola l’indennità non è dovuta. Va deciso prima di pagare."


def is_held_back(choices: Iterable[str]) -> bool:
    """Whether an income support asks to leave the person out unless somebody chooses otherwise."""
    return any(one != SupportChoice.GIVEN for one in choices)


def netted(amounts: Mapping[K, Sequence[Decimal]]) -> tuple[dict[K, Decimal], dict[K, Decimal]]:
    """What each is paid and what each still has to give back, euro: differences are netted, nobody is paid below zero.

    The second holds the sums under zero, as positive amounts: they wait for the next month.
    """
    sums = {key: sum(found, Decimal(0)) for key, found in amounts.items()}
    pays = {key: one for key, one in sums.items() if one >= 0}
    return pays, {key: -one for key, one in sums.items() if one < 0}


def step_refusal(verb: str, user_id: UUID | None, taken: Mapping[str, UUID | None]) -> str:
    """Why this user may not take this step of a run; empty where they may.

    `taken` says which user took each step. No user takes two different steps, however many mandates they hold.
    """
    for step, who in taken.items():
        if step != verb and who is not None and who == user_id:
            return (
                f"Questa distinta l’hai {STEP_WORDS[step]} tu: questo passo lo fa qualcun altro, "
                "così nessuno paga da solo."
            )
    return ""


def amounts_fault(gross: Decimal, withheld: Decimal, charges: Decimal) -> str:
    """Why these amounts cannot stand on a line; empty where they can."""
    if withheld < 0 or charges < 0:
        return "Ritenute e oneri non scendono sotto zero."
    if withheld > gross:
        return f"Le ritenute ({money(withheld)}) superano il lordo ({money(gross)})."
    return ""
