"""Whom a row speaks of: by the case's number, or by codice fiscale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ciao.access.actor import acting, job
from ciao.cases.loads.kind import Checked
from ciao.cases.models import Case
from ciao.core.sheets import Wanted, text, whole
from ciao.people.models import Identity
from ciao.people.rules import normalize_fiscal_code
from ciao.programmes.models import Programme

MATCHER = "match_people"
ABSENT = "Non troviamo il percorso: ricontrolla il numero del caso, o scrivi quello al posto del codice fiscale."
NOBODY = "Manca la persona: scrivi il numero del caso o il codice fiscale."
TWO = "Il numero del caso e il codice fiscale sono di due persone diverse."
WANTED = [
    Wanted("fiscal_code", "Codice fiscale", r"cod\w*\W*fisc|\bc\.?\s?f\.?\b",
           lambda cell: normalize_fiscal_code(text(cell, 40))),
    Wanted("case", "Numero del caso", r"\bcaso\b|percorso|fascicolo", whole, "Basta questo, o il codice fiscale."),
]  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The case of a row: what later checks need of it."""

    id: UUID
    person_id: UUID
    scope_id: UUID
    opened_on: date
    number: int


@dataclass(frozen=True)
class Found:
    """Cases of a programme by number, and by the blind index of the codice fiscale."""

    numbers: dict[int, Known]
    codes: dict[str, Known]

    def of(self, one: Checked) -> Known | None:
        """The case a row speaks of; where there is none, the row says what to correct."""
        number, code = one.values.get("case"), _index(one.values.get("fiscal_code") or "")
        by_number, by_code = self.numbers.get(number or 0), self.codes.get(code)
        if not number and not code:
            one.wrong(NOBODY)
        elif by_number and by_code and by_number != by_code:
            one.wrong(TWO)
        elif by_number is None and (number or by_code is None):
            one.wrong(ABSENT)
        else:
            return by_number or by_code
        return None


def people_by(rows: Iterable[Checked], programme: Programme) -> Found:
    """The cases that rows speak of, in a fixed number of queries.

    It reads as the job that compares people: of a protected person the codice fiscale answers as of an unknown one.
    """
    told = list(rows)
    numbers = {one.values["case"] for one in told if one.values.get("case")}
    codes = {_index(one.values["fiscal_code"]) for one in told if one.values.get("fiscal_code")} - {""}
    with acting(job(MATCHER)):
        known: Any = Case.objects.counted().filter(programme=programme)
        by_number = {one.number: _known(one) for one in known.filter(number__in=numbers)}
        pairs = Identity.objects.filter(fiscal_code_index__in=codes, person__controller_id=programme.controller_id)
        people: dict[UUID, str] = dict(pairs.values_list("person_id", "fiscal_code_index"))
        by_code = {people[one.person_id]: _known(one) for one in known.filter(person_id__in=people).order_by("number")}
    return Found(by_number, by_code)


def _known(one: Case) -> Known:
    return Known(one.id, one.person_id, one.scope_id, one.opened_on, one.number)


def _index(code: str) -> str:
    return str(Identity._meta.get_field("fiscal_code_index").index(code)) if code else ""
