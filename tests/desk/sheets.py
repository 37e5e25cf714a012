"""Sheets an office would send, of invented people and bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import acting
from ciao.cases.actions import loads as actions
from ciao.cases.actions import open_case
from ciao.cases.models import Case, Load
from ciao.desk.loads import KINDS
from ciao.desk.tasks import load_sheet
from ciao.people.enums import Gender
from ciao.people.rules import compute_fiscal_code
from ciao.programmes.models import Activity
from tests.cases.lists import as_csv
from tests.cast import World
from tests.conftest import TODAY

BORN = date(1988, 3, 14)


def case_of(world: World, given: str = "Amina", opened_on: date = date(2026, 1, 10)) -> Case:
    with acting(world.actor("paolo")) as paolo:
        return open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=opened_on, by=paolo,
            person={"given_name": given, "family_name": "Prova"},
            identity={"gender": "F", "birth_date": BORN, "fiscal_code": code(given)}, contact={},
        )  # fmt: skip


def code(given: str) -> str:
    return compute_fiscal_code(
        given_name=given, family_name="Prova", sex=Gender.FEMALE, birth_date=BORN, birth_place_code="F205"
    )


def options(world: World, kind: str) -> dict[str, Any]:
    with acting(world.actor("paolo")):
        found, _ = Activity.objects.get_or_create(
            programme=world.programme, number=7, defaults={"title": "Tirocini", "scope": world.programme.scope}
        )
    activity = str(found.id)
    bodies = {name: str(one.id) for name, one in world.organizations.items()}
    if kind == "ore":
        return {"activity": activity, "organization": bodies["capofila"], "kind": "course"}
    if kind == "indennita":
        return {"activity": activity, "promoter": bodies["capofila"], "payer": bodies["cooperativa"],
                "tutor": str(world.mandates["luca"].id), "kind": "extracurricular"}  # fmt: skip
    return {}


def read(world: World, kind: str, rows: Sequence[Sequence[Any]], by: str = "paolo", **more: Any) -> Load:
    told: dict[str, Any] = {
        "title": "Dal vecchio programma", "source": "Ufficio tirocini", "given_on": TODAY, "legal_basis": "public_task",
        "expires_on": TODAY + timedelta(days=60), "options": options(world, kind), **more,
    }  # fmt: skip
    upload = SimpleUploadedFile("foglio.csv", as_csv(rows))
    with acting(world.actor(by)) as actor:
        return actions.read_load(programme=world.programme, kind=KINDS[kind], upload=upload, by=actor, **told)


def loaded(world: World, kind: str, rows: Sequence[Sequence[Any]]) -> Load:
    found = read(world, kind, rows)
    with acting(world.actor("paolo")) as paolo:
        actions.apply_load(load=found, kind=KINDS[kind], by=paolo)
    load_sheet(load_id=str(found.id))
    found.refresh_from_db()
    return found


def undone(world: World, found: Load) -> Load:
    with acting(world.actor("paolo")) as paolo:
        actions.undo_load(load=found, kind=KINDS[found.kind], reason="Foglio sbagliato", by=paolo)
    load_sheet(load_id=str(found.id))
    found.refresh_from_db()
    return found


def said(found: Load) -> dict[int, tuple[str, str]]:
    return {one.number: (str(one.outcome), " ".join(one.said)) for one in actions.checked_rows(found)}
