"""A database address tried before use, for the person who mistyped it; its password is never shown."""

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from ciao.core.database.problem import DatabaseProblem

FLOOR = 150000
# What the server says in English, and what it means for whoever wrote the address.
MEANINGS = {
    "password authentication failed": "la password non è quella",
    "no password supplied": "manca la password",
    "does not exist": "quella base di dati, o quell'utente, non c'è",
    "Connection refused": "nessuno risponde a quell'indirizzo e a quella porta",
    "No such file or directory": "non trovo il socket indicato",
    "could not translate host name": "quel nome di macchina non esiste",
    "failed to resolve host": "quel nome di macchina non esiste",
    "Name or service not known": "quel nome di macchina non esiste",
    "timeout": "nessuno risponde entro 5 secondi",
}


def verify(url: str, variable: str) -> None:
    """Try an address before anything else does, so that a wrong one costs one sentence. `variable` names it."""
    parts = _parts(url, variable)
    where = f"{variable} (macchina {parts.get('host', 'locale')}, base di dati {parts.get('dbname', 'non indicata')})"
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        raise DatabaseProblem(f"Non riesco a collegarmi con {where}: {_meaning(str(error))}.") from None
    if version < FLOOR:
        raise DatabaseProblem(f"{where} è un PostgreSQL {version // 10000}: ne serve uno dal 15 in su.")


def _parts(url: str, variable: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(url))
    except psycopg.Error:
        raise DatabaseProblem(
            f"{variable} non è un indirizzo valido: scrivilo così, postgresql://utente:password@macchina:5432/nome."
        ) from None


def _meaning(text: str) -> str:
    return next((meaning for sign, meaning in MEANINGS.items() if sign in text), "il server rifiuta il collegamento")
