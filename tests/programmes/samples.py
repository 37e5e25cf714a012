"""Small drafts and sheets for the tests of programmes: invented, and the real text where it is at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from ciao.programmes.sheet import SheetDraft
from ciao.programmes.sheet.draft import (
    Activity,
    Area,
    Body,
    Conflict,
    Found,
    OfficeHolder,
    Partner,
    Question,
    Target,
)
from ciao.programmes.sheet.text import Span
from tests.programmes.sheet import generator

T = TypeVar("T")
REAL = Path(__file__).parents[3] / "shared" / "reference" / "scheda-progetto-ciao.txt"
SOURCE = ("PONTI – Percorsi nel territorio", "dal 15.01.2026 al 30.06.2027", "COOPERATIVA IL GELSO", "x" * 400)


def found(value: T, line: int = 1, start: int = 0, end: int = 5) -> Found[T]:
    """A value read on one line of the small source."""
    return Found(value, (line,), (Span(line, start, end),))


def draft(**changes: Any) -> SheetDraft:
    """A small sheet with one of everything, one question of each kind and one contradiction of each kind."""
    whole = SheetDraft(
        source=SOURCE,
        title=found("PONTI – Percorsi nel territorio"),
        acronym=found("PONTI"),
        call=found("Avviso di prova"),
        actions=(found("9.2.1"), found("9.2.2")),
        starts_on=found(date(2026, 1, 15), 2),
        ends_on=found(date(2027, 6, 30), 2),
        months=found(17, 2),
        signed_on=found(date(2026, 1, 10)),
        signed_place=found("Rozzano"),
        areas=(
            Area(found("Visconteo Sud Milano"), (found("Rozzano"), found("Opera")), found(90_000), found(3)),
            Area(found("Corsichese")),
        ),
        objectives=(found("costruire una rete"), found("attivare le persone")),
        expected_results=(found("più persone al lavoro"),),
        targets=(Target(found("donne"), found(30), "F", found(18), found(55)),),
        activities=(Activity(0, found("Coordinamento")), Activity(None, found("Valutazione"))),
        partners=(
            Partner(found("Azienda Sociale Tre Ponti"), "public", "lead", "Ente capofila"),
            Partner(found("COOPERATIVA IL GELSO", 3), "third"),
            Partner(found("La Bussola"), None),
        ),
        supporters=(found("Rete delle Colline"),),
        bodies=(Body(found("Cabina di regia"), found("quadrimestrale")), Body(found("Comunità di pratica"), None)),
        office_holders=(
            OfficeHolder(
                found("Anna Prova"), found("GELSO"), found("presidente"), found("tutor"),
                found(date(2025, 3, 1)), "COOPERATIVA IL GELSO",
            ),
        ),
        total_amount=found(Decimal("1000.10")),
        contribution_amount=found(Decimal("800.08")),
        cofinancing_percent=found(Decimal(20)),
        conflicts=(
            Conflict("months", "La durata non torna.", ("17 mesi, come scrive la scheda", "18 mesi"), (2,)),
            Conflict("partners.1.name", "Un nome in due modi.", ("COOPERATIVA IL GELSO", "Coop. Il Gelso"), (3,)),
            Conflict("areas.0.municipalities", "Il nome ufficiale è Rozzano.", ("Rozano", "Rozzano"), (1,)),
        ),
        questions=(
            Question("areas.0.municipalities", "Qual è l’altro comune?"),
            Question("areas.1.municipalities", "Quali comuni formano Corsichese?"),
            Question("activities.months", "In quali mesi si svolge ogni attività?", (1,)),
            Question("partners.2.sector", "La Bussola è un ente pubblico?"),
        ),
    )  # fmt: skip
    return replace(whole, **changes)


def sheet_bytes() -> bytes:
    """The real sheet where it is at hand, else an invented one on the same form."""
    return REAL.read_bytes() if REAL.exists() else generator.sheet(7, missing=set()).text.encode()


def no_places(names: Any) -> dict[str, str]:
    """A finder that knows every name, each under a code of its own."""
    return {name: f"code of {name}" for name in names}
