"""The table of the pack: for each thing what it is called, when it is there, what to say, where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ciao.core.formats import date_field
from ciao.internships.enums import ActKind
from ciao.internships.kinds import KINDS
from ciao.internships.pack import words
from ciao.internships.pack.facts import PackItem, StartFacts


@dataclass(frozen=True)
class Item:
    """One row of the table; `page` is the url name that mends it, `act` the paper it asks for.

    One that `must` be there cannot be waived: without it there is no internship of that kind to begin.
    """

    title: str
    lacking: str
    is_there: Callable[[StartFacts], bool]
    says: Callable[[StartFacts], str]
    page: str = "project"
    fix: str = "Completa il progetto"
    act: str = ""
    must: bool = False


def of_act(kind: ActKind, lacking: str, missing: str, must: bool = False) -> Item:
    """A row that asks for one paper."""
    return Item(
        kind.label[:1].upper() + kind.label[1:], lacking, lambda facts: facts.act(kind).holds_on(facts.starts_on),
        lambda facts: words.of_act(facts.act(kind), facts.starts_on, missing), "act", "Scrivi l’atto", str(kind), must,
    )  # fmt: skip


ITEMS: dict[str, Item] = {
    "care": Item(
        "Presa in carico di un servizio pubblico", "Manca la presa in carico di un servizio pubblico.",
        lambda facts: bool(facts.care), words.of_care, "service_act", "Scrivi la presa in carico", must=True,
    ),
    "motive": Item(
        "Perché si attiva", "Il progetto non dice perché il tirocinio si attiva.", lambda facts: bool(facts.motive),
        lambda facts: facts.motive or "L’accordo del 22.01.2015 lo chiede: scrivilo nel progetto formativo.",
    ),
    "school": of_act(
        ActKind.SCHOOL, "Manca l’accordo con la scuola.", "Quale scuola o università, e chi la segue."
    ),
    "project": Item(
        "Progetto formativo", "Manca il progetto formativo.", lambda facts: facts.has_project, words.of_project,
        fix="Scrivi il progetto", must=True,
    ),
    "contents": Item(
        "Obiettivi e competenze", "Il progetto formativo non dice obiettivi e competenze.",
        lambda facts: facts.has_goals and facts.has_skills, words.of_contents,
    ),
    "tutors": Item(
        "I due tutor", "Manca il nome del tutor dell’ente ospitante.", lambda facts: bool(facts.host_tutor),
        lambda facts: f"{facts.host_tutor} per l’ente ospitante." if facts.host_tutor else "Chi segue nell’ente?",
    ),
    "title": Item(
        "Titolo a promuovere", "Chi promuove non ha un titolo registrato che valga quel giorno.",
        lambda facts: bool(facts.title), words.of_title, "titles", "Scrivi il titolo",
    ),
    "agreement": Item(
        "Convenzione", "Manca una convenzione firmata che valga per tutto il tirocinio.", words.is_covered,
        words.of_agreement, fix="Scegli la convenzione",
    ),
    "signed": Item(
        "Progetto formativo firmato", "Il progetto formativo non è ancora firmato.",
        lambda facts: facts.signed_on is not None, words.of_signatures, "sign", "Carica la copia firmata",
    ),
    "holder": Item(
        "Chi firma per chi ha meno di 18 anni", "Nessuno può firmare per la persona, che ha meno di 18 anni.",
        lambda facts: facts.has_holder is not False, words.of_holder, "", "",
    ),
    "inail": Item(
        "Assicurazione infortuni (INAIL)", "Manca il numero dell’assicurazione infortuni (INAIL).",
        lambda facts: bool(facts.inail_number),
        lambda facts: facts.inail_number or "Manca il numero della posizione.", fix="Scrivi il numero",
    ),
    "liability": Item(
        "Responsabilità civile", "Manca la polizza di responsabilità civile.",
        lambda facts: bool(facts.liability_policy), lambda facts: facts.liability_policy or "Manca la polizza.",
        fix="Scrivi la polizza",
    ),
    "safety": of_act(
        ActKind.SAFETY, "Manca la formazione sulla sicurezza.", "Chi l’ha fatta e quando, oppure perché non serve."
    ),
    "fitness": of_act(
        ActKind.FITNESS, "Manca la visita medica di idoneità.", "Chi l’ha fatta e quando, oppure perché non serve."
    ),
    "cob": Item(
        "Comunicazione obbligatoria (COB)", "Manca il numero della comunicazione obbligatoria (COB).",
        lambda facts: bool(facts.cob_number), words.of_notice, "notice", "Scrivi il numero",
    ),
}  # fmt: skip


def pack(facts: StartFacts) -> list[PackItem]:
    """Everything an internship of this kind needs to begin, in the order one gathers it (T19–T21, T26).

    What concerns minors alone is no item of an adult's.
    """
    codes = [code for code in KINDS[facts.kind].pack if code != "holder" or facts.has_holder is not None]
    return [PackItem(code, ITEMS[code].title, ITEMS[code].says(facts), ITEMS[code].is_there(facts)) for code in codes]


def missing_codes(facts: StartFacts) -> list[str]:
    """The codes of what is missing, in order."""
    return [one.code for one in pack(facts) if not one.is_there]


def sentences(codes: Iterable[str]) -> list[str]:
    """What is missing, in words."""
    return [ITEMS[code].lacking for code in codes if code in ITEMS]


def lacking(facts: StartFacts, waived: Iterable[str] = ()) -> list[str]:
    """What is missing before the start, as sentences; empty where nothing is.

    `waived` are codes that somebody with the right allowed to miss; what must be there is asked all the same.
    Source: DGR Lombardia X/7763 of 2018 (T19–T21, T26), Accordo of 22.1.2015.
    """
    allowed = {code for code in waived if code in ITEMS and not ITEMS[code].must}
    return sentences(code for code in missing_codes(facts) if code not in allowed)


def cob_warning(facts: StartFacts) -> str:
    """Where the notice was sent on the day of the start or later; unverified (T23), so it only warns."""
    if facts.cob_on is None or facts.cob_on < facts.starts_on:
        return ""
    told = date_field(facts.cob_on)
    return f"La comunicazione obbligatoria (COB) è del {told}: di regola va fatta entro il giorno prima."
