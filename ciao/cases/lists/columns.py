"""What a list of people may say, and the words its columns are known by."""

from __future__ import annotations

from typing import Any

from ciao.core.sheets import Cell, Limits, Wanted, day, text
from ciao.people.rules import normalize_fiscal_code

MAX_ROWS = 20_000
LIMITS = Limits(rows=MAX_ROWS, columns=60, lighten="lascia solo il foglio dell’elenco", is_narrow_fine=True)
NAME, SHORT, NOTE = 80, 120, 20_000


def _within(longest: int) -> Any:
    def read(cell: Cell) -> str:
        return text(cell, longest)

    return read


def _code(cell: Cell) -> str:
    return normalize_fiscal_code(text(cell, 40))


# In order of trust: «comune di nascita» is no birth date and no place where one lives.
WANTED = [
    Wanted("fiscal_code", "Codice fiscale", r"cod\w*\W*fisc|\bc\.?\s?f\.?\b", _code),
    Wanted("birth_place", "Luogo di nascita", r"(luogo|comune|citt[aà]|stato|paese|provincia).*nascita|nat[oa] a\b"),
    Wanted("birth_date", "Data di nascita", r"nascita|nat[oa]( il)?\b|\bd\.?\s?n\.?\b", day),
    Wanted(
        "full_name", "Cognome e nome insieme", r"cognome\W+(e\W+)?nome|nome\W+(e\W+)?cognome|nominativ", _within(NAME),
        "Solo se stanno nella stessa colonna.",
    ),
    Wanted("family_name", "Cognome", r"cognome|surname|last.?name|family", _within(NAME)),
    Wanted("given_name", "Nome", r"^\W*nome\b|\bnome (proprio|di battesimo)|first.?name|given", _within(NAME)),
    Wanted("gender", "Genere", r"sesso|genere|\bm\s*/\s*f\b|\bf\s*/\s*m\b", _within(SHORT)),
    Wanted("phone", "Telefono", r"telefon|cellul|\btel\b|\bcell\b|recapito", _within(40)),
    Wanted("email", "E-mail", r"e-?mail|posta elettr", _within(SHORT)),
    Wanted("address", "Indirizzo", r"indirizzo|\bvia\b", _within(200)),
    Wanted("municipality", "Comune dove vive", r"comune|residen|domicil|citt[aà]", _within(SHORT)),
    Wanted("language", "Lingua", r"lingua|idioma", _within(40)),
    Wanted("opened_on", "In carico dal", r"in carico|carico dal|ingresso|inizio", day),
    Wanted("note", "Note", r"\bnote?\b|annotaz|osservaz|descriz", _within(NOTE)),
]  # fmt: skip
TEMPLATE = [one.label for one in WANTED if one.name not in ("full_name", "birth_place")]
