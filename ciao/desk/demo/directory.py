"""The directory of the demo, an institutional list that waits, and one of people with three rows to correct."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.cases import actions
from ciao.cases.models import LoadedList
from ciao.cases.tasks import load_list
from ciao.desk.demo.crew import Crew
from ciao.resources.actions import add_resource

FOLDER = Path(__file__).parent
HEAD = "Cognome;Nome;Data di nascita;Sesso;Telefono;Comune"
WAITING = ("Prova;Bahar;12.04.1996;F;333 9000001;Rozzano", "Prova;Diego;03.09.2006;M;333 9000002;Melegnano",
           "Prova;Fatou;21.01.1990;F;333 9000003;Rozzano", "Prova;Irina;30.06.1984;F;;Melegnano")  # fmt: skip
KNOWN = ("Prova;Noor;05.05.1999;F;333 9000011;Rozzano", "Prova;Mirela;17.10.1979;F;333 9000012;Melegnano",
         "Prova;Oksana;30.02.1991;F;333 9000013;Rozzano", ";;08.08.1988;F;333 9000014;Rozzano",
         "Prova;Yassine;01.01.2031;M;333 9000015;Melegnano")  # fmt: skip
YEAR = 365


def play(crew: Crew) -> int:
    """Returns how many resources there are; some were checked long ago."""
    with (FOLDER / "resources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        _resource(crew, row)
    _lists(crew)
    return len(rows)


def _resource(crew: Crew, row: dict[str, str]) -> None:
    day = crew.today - timedelta(days=int(row["checked_days_ago"]))
    told: dict[str, Any] = {name: row[name] for name in (
        "kind", "name", "organization_name", "description", "audience", "conditions", "access", "hours", "languages",
        "cost", "documents", "funder",
    )}  # fmt: skip
    told |= {name: int(row[name]) if row[name] else None for name in ("age_min", "age_max")}
    is_measure = row["kind"] == "measure"
    with crew.on(day), acting(crew.actor("paolo")) as paolo:
        add_resource(
            programme=crew.programme, by=paolo, municipality_id=row["municipality"] or None, **told,
            starts_on=crew.today - timedelta(days=YEAR) if is_measure else None,
            ends_on=crew.today + timedelta(days=YEAR) if is_measure else None,
        )  # fmt: skip


def _lists(crew: Crew) -> None:
    waiting = _read(crew, "NEET segnalati dal comune", "institutional", WAITING)
    with crew.on(crew.today), acting(crew.actor("paolo")) as paolo:
        actions.apply_list(loaded_list=waiting, by=paolo)
        load_list(list_id=str(waiting.id))
        _read(crew, "Persone già seguite dal comune", "in_charge", KNOWN)


def _read(crew: Crew, title: str, kind: str, rows: tuple[str, ...]) -> LoadedList:
    content = "\n".join([HEAD, *rows]).encode()
    with crew.on(crew.today), acting(crew.actor("paolo")) as paolo:
        return actions.read_list(
            programme=crew.programme, upload=SimpleUploadedFile("elenco.csv", content), kind=kind, title=title,
            source="Ufficio servizi sociali del comune", given_on=crew.today, legal_basis="public_task",
            expires_on=crew.today + timedelta(days=90), by=paolo,
            manager=crew.mandates["marta"] if kind == "in_charge" else None,
        )  # fmt: skip
