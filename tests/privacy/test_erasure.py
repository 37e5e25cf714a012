"""A person's data end: the list, the notice, the hold, the erasure, and figures that stay as they were."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, connection, transaction

from ciao.access.actor import Actor, acting, job
from ciao.access.lifecycle import NotPossible
from ciao.cases.actions import close_case, fix_appointment, open_case, write_note
from ciao.cases.enums import CloseReason
from ciao.cases.models import Case, Note
from ciao.core import clock, ledger
from ciao.core.crypto import create_keyring
from ciao.indicators.catalogue import CATALOGUE
from ciao.indicators.figures import at_of, cells, figure, known_of
from ciao.people.actions import people_named, save_sheet
from ciao.people.models import Contact, Identity, Person
from ciao.privacy import actions
from ciao.privacy.models import ErasedPerson, Erasure
from tests.cast import World

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folders(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def ledger_file(settings: LazySettings, tmp_path: Path) -> Path:
    settings.KEYRING = tmp_path / "keyring.json"
    create_keyring(settings.KEYRING)
    return ledger.beside(settings.KEYRING)


def gone(world: World, by: Actor, name: str = "Zaynab") -> Case:
    """Somebody whose path is over, with a diary, a phone and an appointment."""
    case = open_case(
        programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 2, 2), by=by,
        person={"given_name": name, "family_name": "Haddad"},
        identity={"gender": "F", "birth_date": date(1988, 5, 20), "fiscal_code": "RSSMRA85T10A562S"},
    )  # fmt: skip
    contact = Contact.objects.get(person_id=case.person_id)
    save_sheet(row=contact, typed={"phone": "3331234567"}, by=by)
    write_note(case=case, text="Ha parlato del figlio", happened_on=date(2026, 3, 1), by=by)
    fix_appointment(
        case=case, starts_at=clock.now() + timedelta(days=3), starts_by=world.mandates["marta"], place="Via Roma 1",
        about="il lavoro", by=by,
    )  # fmt: skip
    close_case(case=case, reason=CloseReason.FOUND_WORK, note="Lavora in una mensa", on=date(2026, 6, 1), by=by)
    return case


def started(world: World, starts_on: date = date(2020, 12, 31)) -> None:
    with acting(world.actor("paolo")) as paolo:
        actions.enter_start(
            programme=world.programme, rule_code="under_one_million", starts_on=starts_on, act="Nota 12/2021", by=paolo
        )


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        return gone(world, marta)


def noticed(world: World, case: Case) -> Erasure:
    started(world)
    with acting(world.actor("paolo")) as paolo:
        return actions.give_notice(case=case, by=paolo)


def erased(world: World, case: Case) -> Erasure:
    erasure = noticed(world, case)
    with clock.at(TODAY + timedelta(days=31)), acting(world.actor("paolo")) as paolo:
        return actions.erase(erasure=erasure, by=paolo)


def everything(text: str) -> list[str]:
    """Every table of the database that holds a text, history and search included."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_before_the_start_is_told_nobody_is_on_the_list(world: World, amina: Case) -> None:
    with acting(world.actor("paolo")) as paolo:
        assert actions.due_cases(paolo, TODAY) == []
        with pytest.raises(NotPossible, match="tempo di conservazione"):
            actions.give_notice(case=amina, by=paolo)


def test_the_dry_run_says_who_and_why(world: World, amina: Case) -> None:
    started(world)
    with acting(world.actor("paolo")) as paolo:
        (due,) = actions.due_cases(paolo, TODAY)
        assert (due.case, due.rule.code, due.due_on) == (amina, "under_one_million", date(2023, 12, 31))
        assert actions.notice_all_due(by=paolo) == 1
        assert actions.notice_all_due(by=paolo) == 0
        assert actions.due_cases(paolo, TODAY) == []


def test_an_erasure_waits_for_its_notice_and_for_who_holds_it(world: World, amina: Case) -> None:
    erasure = noticed(world, amina)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match=r"23\.12\.2026"):
            actions.erase(erasure=erasure, by=paolo)
        with pytest.raises(NotPossible, match="motivo"):
            actions.hold_erasure(erasure=erasure, reason=" ", by=paolo)
        actions.hold_erasure(erasure=erasure, reason="Ricorso in corso", by=paolo)
    with clock.at(TODAY + timedelta(days=40)), acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="trattenuta"):
            actions.erase(erasure=erasure, by=paolo)
        assert actions.erase_ripe(by=paolo) == 0
        actions.release_erasure(erasure=erasure, reason="Ricorso chiuso", by=paolo)
        assert erasure.erasable_on == TODAY + timedelta(days=70)


def test_nothing_that_names_the_person_stays_anywhere(world: World, amina: Case) -> None:
    assert set(everything("Haddad")) >= {"people_person", "people_personevent"}
    with acting(world.actor("marta")):
        assert Person.objects.filter(id__in=people_named("haddad")).count() == 1
    erased(world, amina)
    assert everything("Haddad") == []
    assert everything("zaynab") == []
    assert everything("1988-05-20") == []
    with acting(job("retention")):
        person = Person.objects.get(id=amina.person_id)
        assert person.full_name == f"caso {amina.number}"
        note = Note.objects.get(case=amina)
        assert (note.text, note.happened_on) == ("", date(2026, 3, 1))
        assert Identity.objects.get(person=person).fiscal_code_index == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_noteevent WHERE text <> ''")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM people_contactevent WHERE phone <> '' OR phone_index <> ''")
        assert cursor.fetchone()[0] == 0


def test_the_ledger_and_the_certificate_say_it_without_a_name(world: World, amina: Case) -> None:
    erasure = erased(world, amina)
    with acting(world.actor("paolo")):
        line = ErasedPerson.objects.get()
        assert (line.person_id, line.case_numbers) == (amina.person_id, [amina.number])
        assert line.rows_count > 0
        assert erasure.certificate is not None
        assert erasure.certificate.file.content().startswith(b"%PDF")


def test_the_team_reads_the_person_no_more(world: World, amina: Case) -> None:
    erased(world, amina)
    with clock.at(TODAY + timedelta(days=32)), acting(world.actor("marta")):
        assert not Person.objects.filter(id=amina.person_id).exists()


def test_history_is_not_forgotten_without_a_ledger_line(world: World, amina: Case) -> None:
    asked = "SELECT ciao_forget_history(%s, 'people_personevent', %s::uuid[])"
    refused = pytest.raises(DatabaseError, match="nobody erased")
    with acting(job("retention")), connection.cursor() as cursor, refused, transaction.atomic():
        cursor.execute(asked, [str(amina.person_id), [str(amina.person_id)]])


def test_a_person_that_an_older_copy_brings_back_goes_again(world: World, amina: Case) -> None:
    line = {"id": str(uuid.uuid4()), "person": str(amina.person_id), "cases": [1], "rule": "under_one_million",
            "erased_on": "2026-11-20"}  # fmt: skip
    assert actions.erase_again(line, by=job("retention"))
    assert everything("Haddad") == []
    assert not actions.erase_again(line, by=job("retention"))
    assert not actions.erase_again({**line, "person": str(uuid.uuid4())}, by=job("retention"))


def test_the_ledger_file_lies_beside_the_keys_and_grows_once(world: World, amina: Case, ledger_file: Path) -> None:
    erased(world, amina)
    assert actions.write_ledger() == 1
    assert actions.write_ledger() == 0
    (line,) = ledger.read(ledger_file)
    assert line["person"] == str(amina.person_id)
    assert "Haddad" not in ledger_file.read_text()


def test_figures_are_the_same_before_and_after(world: World, amina: Case) -> None:
    before = figures(world)
    erased(world, amina)
    assert figures(world) == before


def figures(world: World) -> list[Any]:
    """Every indicator with every cut, as the board counts them on the day of the tests."""
    with acting(world.actor("elena")):
        at, known = at_of(world.programme, TODAY), known_of(world.programme, TODAY)
        found: list[Any] = []
        for one in CATALOGUE:
            found.append((one.code, figure(one, at).value))
            found += [
                (one.code, cut.code, [(cell.label, cell.value) for cell in cells(one, cut, at, known)])
                for cut in one.cuts
            ]
        return found
