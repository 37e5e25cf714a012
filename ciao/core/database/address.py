"""A database address tried before use, for the person who mistyped it; no password is ever shown."""

from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

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
    """Try an address first of all, so that a wrong one costs one sentence; `variable` says where it is."""
    parts = read(url, variable)
    where = f"macchina {parts.get('host', 'locale')}, base di dati {parts.get('dbname', 'non indicata')}"
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        reason = _meaning(str(error))
        raise DatabaseProblem(f"Non riesco a collegarmi con {variable} ({where}): {reason}.") from None
    if version < FLOOR:
        raise DatabaseProblem(f"{variable} indica un PostgreSQL {version // 10000}: ne serve uno dal 15 in su.")


def read(url: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """The parts of an address, by libpq's names."""
    try:
        return dict(conninfo_to_dict(url))
    except psycopg.Error:
        raise DatabaseProblem(
            f"{variable} non è un indirizzo: scrivilo così, postgresql://utente:password@macchina:5432/nome."
        ) from None


def for_programs(url: str) -> tuple[str, dict[str, str]]:
    """An address as psql and pg_dump take it: the password apart, in a variable other users cannot see."""
    parts = read(url)
    password = str(parts.pop("password", ""))
    return make_conninfo("", **parts), {"PGPASSWORD": password}


def _meaning(text: str) -> str:
    known = (meaning for sign, meaning in MEANINGS.items() if sign in text)
    return next(known, "il server rifiuta il collegamento")
