"""What persons ask of their data: days, copies, corrections, limitation."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.audit.models import ReadLine
from ciao.cases.actions import add_task, add_worker, open_case, write_note
from ciao.cases.enums import CaseRole
from ciao.cases.models import Case, Note
from ciao.core import clock
from ciao.people.actions import save_sheet
from ciao.people.models import Contact, Person
from ciao.privacy import actions
from ciao.privacy.enums import RequestState
from ciao.privacy.models import LimitedCircle, RightsRequest
from tests.cast import World

TODAY = date(2026, 11, 23)
Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        case = open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=date(2026, 11, 2), by=marta,
            person={"given_name": "Amina", "family_name": "Prova"}, identity={"gender": "F"},
        )  # fmt: skip
        contact = Contact.objects.get(person_id=case.person_id)
        save_sheet(row=contact, typed={"phone": "3331234567"}, by=marta)
        write_note(case=case, text="Cerca un corso la mattina", happened_on=date(2026, 11, 3), by=marta)
        return case


def asked(world: World, case: Case, kind: str = "access", **more: Any) -> RightsRequest:
    with acting(world.actor("marta")) as marta:
        return actions.record_request(case=case, kind=kind, received_on=date(2026, 11, 20), by=marta, **more)


def test_the_answer_is_due_a_month_after_the_request(world: World, amina: Case) -> None:
    assert asked(world, amina).due_on == date(2026, 12, 20)
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="dopo oggi"):
        actions.record_request(case=amina, kind="access", received_on=TODAY + timedelta(days=1), by=marta)


def test_more_time_is_taken_once_in_time_and_with_a_reason(world: World, amina: Case) -> None:
    request = asked(world, amina)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="perché serve più tempo"):
            actions.extend_request(request=request, reason=" ", by=paolo)
        actions.extend_request(request=request, reason="Molti documenti su carta", by=paolo)
        assert request.due_on == date(2027, 2, 20)
        with pytest.raises(NotPossible, match="già prorogata"):
            actions.extend_request(request=request, reason="Ancora", by=paolo)
    late = asked(world, amina)
    with clock.at(date(2026, 12, 21)), acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="mese è passato"):
            actions.extend_request(request=late, reason="Tardi", by=paolo)
        actions.refuse_request(request=late, reason="Già data ieri", on=clock.today(), by=paolo)
        with pytest.raises(NotPossible, match="ha già la sua risposta"):
            actions.extend_request(request=late, reason="Tardi", by=paolo)


def test_an_answer_has_its_copy_its_words_and_a_day_that_can_be(world: World, amina: Case) -> None:
    request = asked(world, amina)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="copia non c’è ancora"):
            actions.answer_request(request=request, answer="Fatto", on=TODAY, by=marta)
        actions.make_copy(request=request, by=marta)
        with pytest.raises(NotPossible, match="non prima"):
            actions.answer_request(request=request, answer="Fatto", on=date(2026, 11, 19), by=marta)
        with pytest.raises(NotPossible, match="che cosa hai risposto"):
            actions.answer_request(request=request, answer=" ", on=TODAY, by=marta)
        actions.answer_request(request=request, answer="Consegnata a mano", on=TODAY, by=marta)
        assert request.state == RequestState.ANSWERED
        actions.reopen_request(request=request, reason="Mancava un foglio", by=marta)
        assert (request.state, request.answered_on) == (RequestState.OPEN, None)
        actions.withdraw_request(request=request, reason="Non la vuole più", on=TODAY, by=marta)


def test_the_copy_holds_everything_but_what_others_said(world: World, amina: Case) -> None:
    request = asked(world, amina)
    with acting(world.actor("marta")) as marta:
        actions.make_copy(request=request, by=marta)
        assert request.copy_document is not None
        assert request.copy_file is not None
        text = "".join(
            page.extract_text() for page in PdfReader(io.BytesIO(request.copy_document.file.content())).pages
        )
        found = json.loads(request.copy_file.content())
    assert "Cerca un corso la mattina" in " ".join(text.split())
    assert found["format"] == "ciao.copia-dei-dati/1"
    tables = {one["table"]: one for section in found["sections"] for one in section["tables"]}
    assert tables["people.Person"]["rows"][0]["given_name"] == "Amina"
    assert tables["cases.Note"]["rows"][0]["text"] == "Cerca un corso la mattina"
    assert tables["cases.CaseWorker"]["rows"][0]["role"] == "case manager"
    assert "phone" not in tables["people.Contact"]["columns"]
    assert "3331234567" not in json.dumps(found)
    assert not any("Marta" in json.dumps(one) for one in tables.values())
    assert any("confidenza" in one["why"] for one in found["left_out"])
    assert ReadLine.objects.filter(purpose="copia dei dati per la persona", person_ids=[amina.person_id]).count() == 1


def test_who_does_not_read_the_whole_file_makes_no_copy(world: World, amina: Case) -> None:
    request = asked(world, amina)
    guarded = asked(world, amina, has_protected=True)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="chi segue la persona"):
        actions.make_copy(request=request, by=paolo)
    with acting(world.actor("marta")) as marta:
        with pytest.raises(NotPossible, match="chi è nominato"):
            actions.make_copy(request=guarded, by=marta)
        with pytest.raises(NotPossible, match="non aspetta una copia"):
            actions.make_copy(request=asked(world, amina, "erasure"), by=marta)


def test_a_correction_keeps_what_was_and_lists_who_is_to_be_told(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        add_worker(
            case=amina, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=date(2026, 11, 5), by=marta
        )
    request = asked(world, amina, "rectification")
    with acting(world.actor("marta")) as marta:
        done = actions.rectify(request=request, field="family_name", value="Provetti", by=marta)
        assert (done.before, done.after) == ("Prova", "Provetti")
        assert Person.objects.get(id=amina.person_id).family_name == "Provetti"
        with pytest.raises(NotPossible, match="già così"):
            actions.rectify(request=request, field="family_name", value="Provetti", by=marta)
        (body,) = request.recipients.all()
        assert body.name == "Cooperativa La Quercia"
        with pytest.raises(NotPossible, match="avvisare 1"):
            actions.answer_request(request=request, answer="Corretto", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="fra la richiesta e oggi"):
            actions.tell_recipient(recipient=body, on=date(2026, 11, 1), by=marta)
        actions.tell_recipient(recipient=body, on=TODAY, by=marta)
        actions.answer_request(request=request, answer="Corretto", on=TODAY, by=marta)
        with pytest.raises(NotPossible, match="riaprila"):
            actions.rectify(request=request, field="family_name", value="Altro", by=marta)
    with acting(world.actor("paolo")) as paolo, pytest.raises(NotPossible, match="chi segue la persona"):
        actions.rectify(request=asked(world, amina, "rectification"), field="phone", value="1", by=paolo)


def test_limited_data_are_read_and_not_written_until_lifted(world: World, amina: Case) -> None:
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="motivo"):
            actions.limit_data(case=amina, reason="", on=TODAY, by=paolo)
        limitation = actions.limit_data(case=amina, reason="Contesta un dato", on=TODAY, by=paolo)
        with pytest.raises(NotPossible, match="già limitati"):
            actions.limit_data(case=amina, reason="Di nuovo", on=TODAY, by=paolo)
    with acting(world.actor("marta")) as marta:
        assert Note.objects.get().text == "Cerca un corso la mattina"
        with pytest.raises(IntegrityError, match="stand still"), transaction.atomic():
            write_note(case=amina, text="Altro", happened_on=TODAY, by=marta)
        with pytest.raises(IntegrityError, match="stand still"), transaction.atomic():
            save_sheet(row=Contact.objects.get(), typed={"phone": "1"}, by=marta)
        request = asked(world, amina)
        actions.make_copy(request=request, by=marta)
        actions.rectify(request=asked(world, amina, "rectification"), field="given_name", value="Amine", by=marta)
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="come la persona lo ha saputo"):
            actions.lift_limitation(limitation=limitation, reason=" ", on=TODAY, by=paolo)
        with pytest.raises(NotPossible, match="fra l’inizio"):
            actions.lift_limitation(limitation=limitation, reason="Fine", on=date(2026, 11, 1), by=paolo)
        actions.lift_limitation(limitation=limitation, reason="Verificato; detto a voce", on=TODAY, by=paolo)
        with pytest.raises(NotPossible, match="già tolta"):
            actions.lift_limitation(limitation=limitation, reason="Fine", on=TODAY, by=paolo)
    assert not LimitedCircle.objects.exists()
    with acting(world.actor("marta")) as marta:
        add_task(case=amina, title="Chiamare", due_on=TODAY, owner=world.mandates["marta"], by=marta)


def test_a_page_says_why_limited_data_are_not_written(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("paolo")) as paolo:
        actions.limit_data(case=amina, reason="Contesta un dato", on=TODAY, by=paolo)
    page = as_user("marta")
    answer = page.post(f"/persone/{amina.id}/diario/", {
        "text": "Resta qui", "happened_on": "23.11.2026", "kind": "other", "audience": "team",
        "row_id": str(uuid.uuid4()),
    })  # fmt: skip
    assert answer.status_code == 422
    assert "I dati di questa persona sono limitati" in answer.content.decode()
    assert "Resta qui" in answer.content.decode()
