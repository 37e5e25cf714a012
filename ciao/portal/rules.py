"""How the read log speaks to the person it is about: bodies, professions and groups of data, never a worker's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROFESSIONS: dict[str, Promise] = {
    "coordinator": _("coordinamento"),
    "case_manager": _("persona di riferimento"),
    "social_worker": _("assistente sociale"),
    "psychologist": _("psicologia"),
    "mediator": _("mediazione culturale"),
    "educator": _("educazione"),
    "tutor": _("tutor"),
    "trainer": _("formazione"),
    "specialist": _("consulenza specialistica"),
    "data_protection_officer": _("protezione dei dati"),
    "reporting_officer": _("rendicontazione"),
    "partner_administrator": _("rendicontazione"),
}
OTHER = _("altro ruolo del progetto")
GROUPS: dict[str, Promise] = {
    "nome": _("il tuo nome"),
    "recapiti": _("i tuoi recapiti"),
    "dati anagrafici": _("i tuoi dati anagrafici"),
    "risposte delicate": _("le tue risposte delicate"),
    "percorso": _("a che punto è il percorso"),
    "diario": _("il diario"),
    "valutazione": _("la valutazione"),
    "progetto": _("il tuo progetto"),
    "presenze": _("le tue presenze"),
    "tirocinio": _("il tirocinio"),
    "indennità": _("l’indennità"),
    "documenti": _("i tuoi documenti"),
    "contenuto del file": _("i tuoi documenti"),
}
REST = _("altri dati del percorso")
CONSENTS: dict[str, Promise] = {
    "photos": _("foto e riprese"),
    "newsletter": _("notizie per e-mail"),
    "after_exit": _("farsi sentire dopo la fine del percorso"),
}


@dataclass(frozen=True)
class Reading:
    """One day of readings from one body, in one profession: what was read, and why where it was written."""

    day: date
    body: str
    profession: str
    groups: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True)
class Line:
    """What the portal reads of a line of the log."""

    day: date
    body: str
    role: str
    groups: tuple[str, ...]
    reason: str = ""


def readings(lines: list[Line]) -> list[Reading]:
    """Lines of the same day, body and profession told once, the latest first."""
    found: dict[tuple[date, str, str, str], set[str]] = {}
    for one in lines:
        key = (one.day, one.body, str(PROFESSIONS.get(one.role, OTHER)), one.reason)
        found.setdefault(key, set()).update(str(GROUPS.get(group, REST)) for group in one.groups)
    told = [Reading(day, body, work, tuple(sorted(groups)), why) for (day, body, work, why), groups in found.items()]
    return sorted(told, key=lambda one: (one.day, one.body, one.profession), reverse=True)
