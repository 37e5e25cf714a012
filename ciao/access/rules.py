"""The role table in words, and what differs between the grants that are there and those that should be."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from ciao.access.enums import LEVEL_LABELS, Action, Level
from ciao.access.roles import JOB_LEVELS, ROLES, Role

JOB_WORDS = {
    "seal_lines": "sigilla il registro delle letture, ogni minuto",
    "expire_signals": "cancella i dati di chi non si è mai incontrato, ogni notte",
    "accept_invitation": "fa entrare chi accetta un invito",
    "send_mail": "spedisce la posta in uscita",
    "hand_over": "passa i percorsi di chi lascia, senza mostrarli",
    "course_readers": "apre e chiude nomi e presenze a chi conduce un corso; conclude le iscrizioni di un corso finito",
    "cover_colleague": "apre e chiude i percorsi di chi è via a chi sostituisce",
    "access_check": "ricalcola i permessi",
    "erase_drafts": "cancella le bozze abbandonate, ogni notte",
    "consultation_readers": "apre e chiude nome e recapiti a chi segue una consulenza",
    "match_people": "cerca chi è già conosciuto e i possibili doppioni",
    "load_list": "legge un elenco caricato, riga per riga",
    "load_sheet": "carica enti, ore e indennità da un foglio",
    "offer_places": "offre i posti che si liberano a chi è in lista d’attesa, ogni notte",
    "payment_readers": "apre e chiude i conti a chi prepara e controlla un pagamento",
    "community_keeper": "cancella i dati di chi si è prenotato a un evento finito, ogni notte",
    "retention": "prepara le copie per le persone e cancella ciò che va cancellato",
}


@dataclass(frozen=True)
class RoleWords:
    """One role as a person reads it."""

    role: Role
    does: list[str]
    reads: list[str]
    on_team: list[str]
    at_most: list[str]
    invites: list[str]


@dataclass(frozen=True, order=True)
class HeldGrant:
    """One open permission, compared by circle, holder, depth and reason."""

    scope_id: uuid.UUID
    holder_id: uuid.UUID
    level: int
    why: str


def levels_in_words(level: Level) -> list[str]:
    """The parts of a level, in the order of the table."""
    return [label for one, label in LEVEL_LABELS.items() if one in level]


def role_words() -> list[RoleWords]:
    """Every role, in the order of the role table."""
    return [
        RoleWords(
            role=role,
            does=[str(action.label) for action in Action if action in role.actions],
            reads=levels_in_words(role.programme),
            on_team=levels_in_words(role.team),
            at_most=levels_in_words(role.cap & ~role.programme),
            invites=[ROLES[code].label for code in role.invites],
        )
        for role in ROLES.values()
    ]


def who_may() -> list[tuple[str, list[str]]]:
    """Every action with the roles that hold it; those everybody has say so."""
    found = []
    for action in Action:
        labels = [role.label for role in ROLES.values() if action in role.actions]
        found.append((str(action.label), ["tutti"] if len(labels) == len(ROLES) else labels))
    return found


def jobs_in_words() -> list[tuple[str, list[str]]]:
    """Every background job: what it is for and what it may read."""
    return [(JOB_WORDS[name], levels_in_words(level)) for name, level in JOB_LEVELS.items()]


def as_markdown() -> str:
    """The whole table as a page of the docs; the same words as «Chi può fare che cosa»."""
    lines = ["# Chi può fare che cosa", "", "Pagina scritta da `access_matrix`: non si modifica a mano.", ""]
    lines += ["## Azioni", "", "| azione | ruoli |", "|---|---|"]
    lines += [f"| {action} | {', '.join(roles) or 'nessuno'} |" for action, roles in who_may()]
    lines += [
        "",
        "## Ruoli",
        "",
        "| ruolo | legge in tutto il progetto | in équipe | se gli è dato, al massimo | invita |",
    ]
    lines += ["|---|---|---|---|---|"]
    for one in role_words():
        cells = [", ".join(part) or "–" for part in (one.reads, one.on_team, one.at_most, one.invites)]
        lines.append(f"| {one.role.label} | {' | '.join(cells)} |")
    lines += ["", "## Lavori automatici", "", "| lavoro | legge |", "|---|---|"]
    lines += [f"| {words} | {', '.join(levels)} |" for words, levels in jobs_in_words()]
    return "\n".join(lines) + "\n"


def differences(expected: Iterable[HeldGrant], found: Iterable[HeldGrant]) -> tuple[list[HeldGrant], list[HeldGrant]]:
    """Grants that are missing, and grants nobody can explain; both empty where all is well."""
    should, there = set(expected), set(found)
    return sorted(should - there), sorted(there - should)
