"""From an office's file to people in charge, and back."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from ciao.access.actor import acting, job
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant
from ciao.access.roles import ROLES
from ciao.cases import actions
from ciao.cases.lists.dry_run import Tried, counts, from_text
from ciao.cases.models import Case, CaseWorker, ListReading, LoadedList, LoadedRow
from ciao.cases.tasks import expire_lists, load_list
from ciao.core import clock
from ciao.outreach.actions import record_signal
from ciao.outreach.models import Signal
from ciao.people.models import Contact, Identity, Person
from tests.cases.lists import BORN, HEAD, ROWS, as_csv, as_xlsx, code, loaded, read, row
from tests.cast import World
from tests.conftest import TODAY
from tests.protected import hide


def tried(found: LoadedList) -> list[Tried]:
    return from_text(ListReading.objects.get(loaded_list=found).found)


def outcomes(found: LoadedList) -> dict[str, int]:
    return dict(Counter(LoadedRow.objects.filter(loaded_list=found).values_list("outcome", flat=True)))


def person(world: World, given: str, family: str, born: date | None = BORN, **more: Any) -> Case:
    with acting(world.actor("paolo")) as paolo:
        return actions.open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=TODAY, by=paolo,
            person={"given_name": given, "family_name": family},
            identity={"gender": "F", "birth_date": born, "fiscal_code": more.pop("tax_code", "")}, contact=more,
        )  # fmt: skip


def test_a_file_is_read_and_tried_and_nothing_is_opened(world: World) -> None:
    found = read(world)
    assert (found.number, found.state, found.rows_count) == (1, "draft", 3)
    assert counts(tried(found)) == {"new": 3}
    assert not Case.objects.exists()


def test_sending_it_twice_reads_it_once(world: World) -> None:
    found = read(world)
    assert read(world, row_id=found.id).id == found.id
    assert LoadedList.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"given_on": TODAY + timedelta(days=1)}, "non può essere arrivato dopo oggi"),
        ({"expires_on": TODAY}, "un giorno dopo oggi"),
        ({"manager": None}, "Scegli chi segue"),
        ({"content": b"x" * 10, "name": "e.exe"}, "non si può allegare"),
        ({"content": as_csv([HEAD])[:0] or b" \n \n"}, "nessuna cella scritta"),
        ({"content": as_csv([HEAD, *[["x"]] * 20_001])}, "il massimo è 20.000"),
        ({"content": b"<html><body>x</body></html>"}, "pagina web"),
    ],
)
def test_what_cannot_be_a_list_is_refused_with_the_reason(world: World, more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotPossible, match=sentence):
        read(world, **more)
    assert not LoadedList.objects.exists()


def test_known_doubtful_wrong_and_repeated_rows_are_told_apart(world: World) -> None:
    person(world, "Amina", "Prova", tax_code=code("Amina", "Prova"))
    person(world, "Sara", "Esempio", None)
    rows = [
        *ROWS, row("Davide", "Nuovo", "30/02/1990"), row("Ines", "Modello", date(1975, 9, 9)),
        row("", "", ""), row("Rita", "Futura", TODAY + timedelta(days=1), ""),
    ]  # fmt: skip
    found = read(world, as_csv([HEAD, *rows]))
    seen = {one.entry.number: (one.outcome, one.sentences) for one in tried(found)}
    assert [seen[number][0] for number in (2, 3, 4, 5, 6)] == ["known", "doubtful", "new", "wrong", "repeated"]
    assert "stesso codice fiscale" in seen[2][1][0]
    assert "«30/02/1990» non è una data" in seen[5][1][0]
    assert "riga 4" in seen[6][1][0]
    assert "Manca il nome" in seen[7][1][0]
    assert "dopo oggi" in seen[8][1][0]


def test_twins_and_homonyms_are_not_taken_for_one_another(world: World) -> None:
    person(world, "Amina", "Prova", tax_code=code("Amina", "Prova"), phone="333 1")
    twin = row("Samira", "Prova", phone="333 1")
    homonym = row("Amina", "Prova", date(1990, 1, 1))
    found = read(world, as_csv([HEAD, twin, homonym]))
    assert counts(tried(found)) == {"new": 2}


def test_a_protected_person_is_as_unknown_as_anybody(world: World) -> None:
    hide(world, person(world, "Amina", "Prova", tax_code=code("Amina", "Prova")), "Luna")
    assert counts(tried(read(world))) == {"new": 3}


def test_a_wrong_code_warns_and_stops_nobody(world: World) -> None:
    found = read(world, as_csv([HEAD, row("Amina", "Prova", BORN, "PRVMNA88C54F205A")]))
    one = tried(found)[0]
    assert one.outcome == "new"
    assert "ultima lettera" in one.sentences[0]


def test_the_code_tells_birth_and_gender_where_the_row_does_not(world: World) -> None:
    found = read(world, as_csv([["Nome", "Cognome", "CF"], ["Amina", "Prova", code("Amina", "Prova")]]))
    values = tried(found)[0].entry.values
    assert (values["birth_date"], values["gender"]) == (BORN, "F")


def test_columns_a_person_corrects_are_tried_again(world: World) -> None:
    content = as_csv([["Primo", "Secondo"], ["Amina", "Prova"]])
    found = read(world, content)
    assert counts(tried(found)) == {"wrong": 1}
    with acting(world.actor("marta")) as marta:
        actions.map_list(loaded_list=found, header=0, columns={"given_name": 0, "family_name": 1}, by=marta)
    assert tried(found)[0].entry.name == "Amina Prova"


def test_loading_takes_people_in_charge_as_one_by_one(world: World) -> None:
    found = loaded(world, as_csv([HEAD, row("Amina", "Prova", phone="333 1", comune="Milano")]))
    assert (found.state, found.done_count, outcomes(found)) == ("loaded", 1, {"made": 1})
    assert not ListReading.objects.exists()
    many = Case.objects.get()
    one = person(world, "Altra", "Prova", date(1980, 1, 1))
    ignored = {"id", "scope", "number", "person", "recorded_at", "recorded_by", "opened_on"}
    for name in {field.name for field in Case._meta.concrete_fields} - ignored:
        assert getattr(many, name) == getattr(one, name), name
    worker, alone = CaseWorker.objects.get(case=many), CaseWorker.objects.get(case=one)
    assert (worker.mandate_id, worker.role, worker.is_lead) == (alone.mandate_id, alone.role, alone.is_lead)
    for case in (many, one):
        held = Grant.objects.filter(scope_id__in=[case.scope_id, case.person.scope_id])
        assert sorted(held.values_list("level", "why")) == [(worker_level(world), "équipe")] * 2
    with acting(world.actor("marta")):
        who = Person.objects.get(id=many.person_id)
        assert (who.full_name, who.identity.fiscal_code) == ("Amina Prova", code("Amina", "Prova"))
        assert (who.contact.phone, str(who.identity.residence)) == ("333 1", "Milano")
    with acting(world.actor("chiara")):
        assert not Case.objects.exists()
        assert not LoadedRow.objects.exists()


def worker_level(world: World) -> int:
    return int(ROLES["case_manager"].team)


def test_a_stopped_load_goes_on_from_where_it_was(world: World) -> None:
    found = read(world)
    with acting(world.actor("marta")) as marta:
        actions.apply_list(loaded_list=found, by=marta)
    with acting(job("load_list")) as by:
        assert actions.load_chunk(list_id=found.id, by=by, size=2)
    found.refresh_from_db()
    assert (found.state, found.done_count) == ("running", 2)
    load_list(list_id=str(found.id))
    load_list(list_id=str(found.id))
    assert (Case.objects.count(), outcomes(found)) == (3, {"made": 3})


def test_somebody_taken_in_charge_meanwhile_is_not_opened_twice(world: World) -> None:
    found = read(world)
    person(world, "Amina", "Prova", tax_code=code("Amina", "Prova"))
    with acting(world.actor("marta")) as marta:
        actions.apply_list(loaded_list=found, by=marta)
    load_list(list_id=str(found.id))
    assert outcomes(found) == {"known": 1, "made": 2}


def test_a_list_loads_once_and_not_after_its_day(world: World) -> None:
    found = loaded(world)
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="Ora è caricato"):
        actions.apply_list(loaded_list=found, by=marta)
    late, empty = read(world), read(world, as_csv([HEAD]))
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="nessuna riga"):
        actions.apply_list(loaded_list=empty, by=marta)
    with clock.at(TODAY + timedelta(days=61)), acting(world.actor("marta")) as marta, pytest.raises(NotPossible) as no:
        actions.apply_list(loaded_list=late, by=marta)
    assert "è passata" in str(no.value)


def undo(world: World, found: LoadedList, by: str = "marta") -> None:
    with acting(world.actor(by)) as actor:
        actions.undo_list(loaded_list=found, reason="File sbagliato", by=actor)
    load_list(list_id=str(found.id))
    found.refresh_from_db()


def test_undoing_leaves_nothing_of_what_nobody_touched(world: World) -> None:
    found = loaded(world)
    undo(world, found)
    assert (found.state, outcomes(found)) == ("undone", {"erased": 3})
    for table in (Case, CaseWorker, Person, Identity, Contact):
        assert not table.objects.exists(), table
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{table._meta.db_table}event"')
            assert cursor.fetchone() == (0,), table
    assert not LoadedRow.objects.exclude(cells="").exists()


def test_undoing_keeps_what_somebody_worked_at_and_says_why(world: World) -> None:
    found = loaded(world)
    amina, sara, _ = Case.objects.order_by("number")
    with acting(world.actor("marta")) as marta:
        actions.write_note(case=amina, text="Vista oggi", happened_on=TODAY, by=marta)
        who = Person.objects.get(id=sara.person_id)
        who.alias = "S."
        who.save()
    undo(world, found)
    assert outcomes(found) == {"made": 2, "erased": 1}
    told = [json.loads(one.faults)[0] for one in LoadedRow.objects.filter(outcome="made").order_by("number")]
    assert "si appoggia a questo percorso" in told[0]
    assert "già lavorato" in told[1]
    assert set(Case.objects.values_list("id", flat=True)) == {amina.id, sara.id}


def test_a_case_no_list_opened_cannot_be_taken_back(world: World) -> None:
    one = person(world, "Amina", "Prova")
    with acting(job("retention")), connection.cursor() as cursor:
        cursor.execute("SELECT ciao_unload_case(%s)", [str(one.id)])
        assert cursor.fetchone() == ("absent",)
    assert Case.objects.filter(id=one.id).exists()


def test_an_institutional_list_waits_finds_who_comes_and_forgets_the_rest(world: World) -> None:
    found = loaded(world, by="paolo", kind="institutional", manager=None)
    assert outcomes(found) == {"waiting": 3}
    assert not Case.objects.exists()
    person(world, "Amina", "Prova", tax_code=code("Amina", "Prova"))
    expire_lists(0)
    assert outcomes(found) == {"known": 1, "waiting": 2}
    with clock.at(TODAY + timedelta(days=61)):
        assert expire_lists(0) == 2
    found.refresh_from_db()
    assert (found.state, outcomes(found)) == ("expired", {"known": 1, "erased": 2})
    assert [one.cells for one in LoadedRow.objects.filter(outcome="erased")] == ["", ""]


def test_a_draft_past_its_day_is_forgotten_too(world: World) -> None:
    found = read(world)
    with clock.at(TODAY + timedelta(days=61)):
        assert expire_lists(0) == 0
    found.refresh_from_db()
    assert found.state == "expired"
    assert not ListReading.objects.exists()


def test_a_draft_set_aside_keeps_no_row(world: World) -> None:
    found = read(world)
    with acting(world.actor("marta")) as marta:
        actions.discard_list(loaded_list=found, by=marta)
    assert not ListReading.objects.exists()
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="messo da parte"):
        actions.map_list(loaded_list=found, header=0, columns={}, by=marta)


def test_a_row_of_an_institutional_list_becomes_a_signal_once(world: World) -> None:
    found = loaded(world, by="paolo", kind="institutional", manager=None)
    one = LoadedRow.objects.get(loaded_list=found, number=2)
    with acting(world.actor("paolo")) as paolo:
        signal = actions.signal_row(row=one, by=paolo)
        assert (signal.name, signal.source, signal.legal_basis) == ("Amina Prova", "social_service", "public_task")
        with pytest.raises(NotPossible, match="già avuto un esito"):
            actions.signal_row(row=one, by=paolo)
    undo(world, found, by="paolo")
    assert outcomes(found) == {"signalled": 1, "erased": 2}
    assert Signal.objects.get().name == "Amina Prova"


@pytest.mark.parametrize(("is_same", "outcome", "cases"), [(True, "known", 1), (False, "made", 2)])
def test_a_doubtful_row_is_decided_by_a_person(world: World, is_same: bool, outcome: str, cases: int) -> None:
    person(world, "Amina", "Prova", None)
    found = loaded(world, as_csv([HEAD, ROWS[0]]))
    one = LoadedRow.objects.get(loaded_list=found)
    assert (one.outcome, one.person_id) == ("doubtful", Person.objects.get().id)
    with acting(world.actor("marta")) as marta:
        actions.settle_row(row=one, is_same=is_same, by=marta)
        with pytest.raises(NotPossible, match="già decisa"):
            actions.settle_row(row=one, is_same=is_same, by=marta)
    assert (one.outcome, Case.objects.count()) == (outcome, cases)


def test_a_doubtful_row_of_an_institutional_list_waits_again(world: World) -> None:
    person(world, "Amina", "Prova", None)
    found = loaded(world, as_csv([HEAD, ROWS[0]]), by="paolo", kind="institutional", manager=None)
    one = LoadedRow.objects.get(loaded_list=found)
    with acting(world.actor("paolo")) as paolo:
        actions.settle_row(row=one, is_same=False, by=paolo)
    assert (one.outcome, one.person) == ("waiting", None)


def test_a_signal_with_the_same_telephone_is_offered(world: World) -> None:
    with acting(world.actor("paolo")) as paolo:
        record_signal(programme=world.programme, by=paolo, source="parish", name="Amina", phone="333 000 1")
    found = read(world, as_csv([HEAD, row("Amina", "Prova", phone="3330001")]))
    assert tried(found)[0].outcome == "doubtful"
    assert "segnalazione" in tried(found)[0].sentences[0]


def test_excel_days_and_serials_are_days(world: World) -> None:
    head = ["Elenco delle persone", "", ""]
    rows = [head, [], ["Nome", "Cognome", "Nato il"], ["Amina", "Prova", BORN], ["Sara", "Prova", 32216],
            ["Ines", "Prova", 1985]]  # fmt: skip
    found = read(world, as_xlsx(rows), name="e.xlsx")
    seen = tried(found)
    assert [one.entry.birth_date for one in seen[:2]] == [BORN, BORN]
    assert "servono giorno, mese e anno" in seen[2].sentences[0]
    assert [one.entry.number for one in seen] == [4, 5, 6]
