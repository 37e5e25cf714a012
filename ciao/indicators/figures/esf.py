"""The funder's own figures by gender, the sums that must close, and every record that keeps them from closing."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ciao.access.actor import Actor, reporting
from ciao.indicators.catalogue import CATALOGUE, Indicator, Known
from ciao.indicators.catalogue._cuts import gender
from ciao.indicators.catalogue.esf import participants, served_unsigned, signed_entries
from ciao.indicators.enums import Kind
from ciao.indicators.figures import Cell, at_of, cells_of_all
from ciao.indicators.figures.behind import called
from ciao.indicators.rules import ESF_PLUS, Check, EsfRecord, esf_checks, lacking
from ciao.people.enums import Gender
from ciao.programmes.models import Programme

WHOLE = "co-tot"
RECORD = ("gender", "age", "employment", "search", "is_studying", "education")
WOMEN, MEN = str(Gender.FEMALE.label), str(Gender.MALE.label)


@dataclass(frozen=True)
class Row:
    """One code with its counts: women, men, whoever says otherwise or does not say, all."""

    indicator: Indicator
    women: int
    men: int
    others: int

    @property
    def plus(self) -> str:
        """The code of the same figure in the ESF+, where there is one."""
        return ESF_PLUS.get(self.indicator.code, "")

    @property
    def total(self) -> int:
        """Everybody."""
        return self.women + self.men + self.others


@dataclass(frozen=True)
class Care:
    """Somebody whose record needs a hand: who, as this reader may call them, where to go, what is missing."""

    title: str
    url: str
    why: str


@dataclass(frozen=True)
class Esf:
    """All that the funder's page shows."""

    rows: list[Row]
    checks: list[Check]
    incomplete: list[Care]
    unsigned: list[Care]
    hidden: int
    waiting: int
    person_ids: list[uuid.UUID]


def esf_of(programme: Programme, on: date, actor: Actor) -> Esf:
    """A fixed number of queries: one for all the codes, a few for the records behind them."""
    at, known = at_of(programme, on), Known({})
    codes = [one for one in CATALOGUE if one.kind == Kind.ESF]
    divided = cells_of_all(codes, gender("gender"), at, known)
    rows = [_row(one, found) for one, found in zip(codes, divided, strict=True)]
    with reporting():
        records = list(participants(at).values_list("case_id", *RECORD))
        unsigned = list(served_unsigned(at).values_list("pk", flat=True))
        signed = signed_entries(at).count()
    missing = {record[0]: lacking(EsfRecord(*record[1:])) for record in records}
    incomplete = {case_id: words for case_id, words in missing.items() if words}
    seen = called([*incomplete, *unsigned], actor)
    cares = [
        Care(_capital(seen[one][1]), seen[one][0].get_absolute_url(), f"Manca: {', '.join(words)}.")
        for one, words in incomplete.items()
        if one in seen
    ]
    late = [
        Care(_capital(seen[one][1]), seen[one][0].get_absolute_url(), "La domanda di iscrizione non è firmata.")
        for one in unsigned
        if one in seen
    ]
    whole = next(row for row in rows if row.indicator.code == WHOLE)
    totals = {row.indicator.code: row.total for row in rows}
    return Esf(
        rows, esf_checks(totals, {WOMEN: whole.women, MEN: whole.men}), cares, late,
        len(incomplete) + len(unsigned) - len(seen), signed - len(records),
        [case.person_id for case, _ in seen.values()],
    )  # fmt: skip


def _row(one: Indicator, found: Sequence[Cell]) -> Row:
    many = {cell.label: cell.count for cell in found}
    women, men = many.pop(WOMEN, 0), many.pop(MEN, 0)
    return Row(one, women, men, sum(many.values()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
