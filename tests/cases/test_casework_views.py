"""The pages of the daily work: who reads a line, calls in the person's own way, conferences, approvals, loads."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases import actions
from ciao.cases.enums import ApprovalKind, ApprovalState, Audience, CaseRole, CloseReason
from ciao.cases.models import (
    Appointment,
    Approval,
    Case,
    Conference,
    ContactAttempt,
    EntryCheck,
    MeasureCheck,
    Note,
    Task,
)
from ciao.core import clock
from ciao.people.actions import update_protected
from ciao.people.models import Contact
from tests.cases.test_views import fields_of, shown
from tests.cast import World
from tests.conftest import TODAY
from tests.protected import hide

AsUser = Callable[[str], Any]
OPENED = date(2026, 3, 12)


@pytest.fixture
def amina(world: World) -> Case:
    with acting(world.actor("marta")) as marta:
        case = actions.open_case(
            programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=marta,
            person={"given_name": "Amina", "language": "arabo"},
            contact={"phone": "333 1234567", "email": "a@example.org", "channel": "whatsapp", "hours": "al mattino",
                     "words": "niente sul lavoro"},
        )  # fmt: skip
        for key, role in (("nadia", CaseRole.PSYCHOLOGIST), ("karim", CaseRole.MEDIATOR)):
            actions.add_worker(case=case, mandate=world.mandates[key], role=role, starts_on=OPENED, by=marta)
    return case


def met(world: World, case: Case, hours: int) -> Appointment:
    with acting(world.actor("marta")) as marta:
        return actions.fix_appointment(
            case=case, starts_at=clock.now() + timedelta(hours=hours), starts_by=world.mandates["marta"], by=marta
        )


def test_a_psychologist_writes_for_their_profession_and_the_team_sees_nothing(
    world: World, as_user: AsUser, amina: Case
) -> None:
    nadia, url = as_user("nadia"), f"/persone/{amina.id}/"
    page = nadia.get(f"{url}diario/")
    html = shown(page)
    assert "solo la mia professione nell’équipe (psicologia)" in html
    assert "io e la mia supervisione (Paolo)" in html
    answer = nadia.post(
        f"{url}diario/",
        {**fields_of(page), "text": "Solo fra noi", "happened_on": "23.11.2026", "kind": "call",
         "audience": "profession"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert "Solo fra noi" in shown(nadia.get(url))
    assert "solo psicologia" in shown(nadia.get(url))
    for who in ("marta", "karim"):
        html = shown(as_user(who).get(url))
        assert "Solo fra noi" not in html
        assert "Il diario è vuoto" in html
    assert as_user("chiara").get(f"{url}diario/").status_code == 404


def test_a_wrong_audience_gives_back_what_was_typed(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/diario/"
    page = marta.post(
        url, {**fields_of(marta.get(url)), "text": "Parole mie", "happened_on": "30.11.2026", "kind": "call",
              "audience": "tutti"},
    )  # fmt: skip
    assert page.status_code == 422
    assert "Parole mie" in shown(page)


def test_the_supervisor_finds_the_lines_written_for_them(world: World, as_user: AsUser, amina: Case) -> None:
    with acting(world.actor("nadia")) as nadia:
        actions.write_note(
            case=amina, text="Mi chiedo se basta", happened_on=TODAY, by=nadia, audience=Audience.SUPERVISOR
        )
    paolo = as_user("paolo")
    html = shown(paolo.get("/persone/supervisione/"))
    assert "Mi chiedo se basta" in html
    assert "caso 1" in html
    assert "Amina" not in html
    assert ReadLine.objects.filter(purpose="elenco: diario").count() == 1
    file = shown(paolo.get(f"/persone/{amina.id}/"))
    assert "Mi chiedo se basta" in file
    assert "per la supervisione" in file
    for who in ("marta", "nadia", "chiara"):
        assert "Mi chiedo" not in shown(as_user(who).get("/persone/supervisione/"))


def test_a_meeting_is_called_off_or_moved_from_the_fascicolo(world: World, as_user: AsUser, amina: Case) -> None:
    first, second = met(world, amina, 30), met(world, amina, 50)
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    assert "Annullato in tempo" in shown(marta.get(url))
    marta.post(f"{url}colloquio/{first.id}/", {"esito": "annullato"})
    page = marta.get(f"{url}colloquio/{second.id}/sposta/")
    assert page.status_code == 200
    wrong = marta.post(f"{url}colloquio/{second.id}/sposta/", {**fields_of(page), "day": "1.11.2026", "hour": "10"})
    assert wrong.status_code == 422
    assert "dopo adesso" in shown(wrong)
    answer = marta.post(f"{url}colloquio/{second.id}/sposta/", {**fields_of(page), "day": "2.12.2026", "hour": "10"})
    assert answer.status_code == 302
    html = shown(marta.get(url))
    assert "annullato in tempo" in html
    assert "spostato" in html
    with acting(world.actor("marta")):
        assert Appointment.objects.count() == 3
    assert as_user("chiara").get(f"{url}colloquio/{second.id}/sposta/").status_code == 404
    assert marta.get(f"{url}colloquio/{uuid.uuid4()}/sposta/").status_code == 404


def test_a_task_repeats_and_changes_hands(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    page = marta.get(f"{url}da-fare/")
    marta.post(
        f"{url}da-fare/",
        {**fields_of(page), "title": "Sentire la scuola", "due_on": "20.11.2026", "repeats": "weekly",
         "owner": str(world.mandates["marta"].id)},
    )  # fmt: skip
    html = shown(marta.get("/persone/cose-da-fare/"))
    assert "Sentire la scuola" in html
    assert "in ritardo" in html
    assert "Amina" in html
    assert "Sentire" not in shown(marta.get("/persone/cose-da-fare/", {"quando": "oggi"}))
    with acting(world.actor("marta")):
        task = Task.objects.get()
    answer = marta.post(f"{url}da-fare/{task.id}/", follow=True)
    assert "Torna venerdì 27 novembre" in shown(answer)
    with acting(world.actor("marta")):
        again = Task.objects.get(done_at__isnull=True)
    assert marta.post(f"{url}da-fare/{again.id}/passa/", {"to": ""}).status_code == 422
    marta.post(f"{url}da-fare/{again.id}/passa/", {"to": str(world.mandates["karim"].id)})
    assert "Sentire la scuola" in shown(as_user("karim").get("/persone/cose-da-fare/"))
    assert "Sentire la scuola" not in shown(marta.get("/persone/cose-da-fare/"))
    assert as_user("chiara").get(f"{url}da-fare/{again.id}/passa/").status_code == 404


def test_the_list_of_things_to_do_asks_the_same_number_of_times(world: World, as_user: AsUser, amina: Case) -> None:
    marta, counts = as_user("marta"), []
    for number in range(3):
        with acting(world.actor("marta")) as by:
            actions.add_task(case=amina, title=f"Cosa {number}", due_on=TODAY, owner=world.mandates["marta"], by=by)
        with CaptureQueriesContext(connection) as queries:
            marta.get("/persone/cose-da-fare/")
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_supervisors_lists_ask_the_same_number_of_times(world: World, as_user: AsUser, amina: Case) -> None:
    paolo, counts = as_user("paolo"), []
    for name in ("Sara", "Ines", "Davide"):
        with acting(world.actor("marta")) as by:
            case = actions.open_case(
                programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=by,
                person={"given_name": name},
            )  # fmt: skip
            actions.write_note(case=case, text="x", happened_on=TODAY, by=by, audience=Audience.SUPERVISOR)
            actions.request_approval(case=case, kind=ApprovalKind.CLOSING, by=by)
        with CaptureQueriesContext(connection) as queries:
            assert "caso" in shown(paolo.get("/persone/supervisione/"))
            assert "caso" in shown(paolo.get("/persone/approvazioni/"))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_one_is_reached_the_way_they_chose_in_their_language(world: World, as_user: AsUser, amina: Case) -> None:
    met(world, amina, 30)
    marta, url = as_user("marta"), f"/persone/{amina.id}/senti/"
    html = shown(marta.get(url))
    assert "Scrivi su WhatsApp, al mattino" in html
    assert "niente sul lavoro" in html
    assert "https://wa.me/393331234567" in html
    assert "sms:+393331234567" in html
    assert "tel:+393331234567" in html
    assert "mailto:a%40example.org" in html
    assert "نلتقي" in html
    assert 'lang="ar"' in html
    assert "see you on 24/11" in shown(marta.get(url, {"lingua": "en"}))
    assert "CIAO" not in html[html.index("Testi pronti") : html.index("In un’altra lingua")]
    assert as_user("chiara").get(url).status_code == 404


def test_what_came_of_it_is_one_tap(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/senti/"
    row_id = fields_of(marta.get(url))["row_id"]
    for _ in range(2):
        answer = marta.post(f"{url}esito/", {"esito": "no_answer", "channel": "whatsapp", "row_id": row_id})
        assert answer.status_code == 302
    with acting(world.actor("marta")):
        assert ContactAttempt.objects.get().channel == "whatsapp"
    assert "non risponde" in shown(marta.get(url))
    assert "Scegli com’è andata" in shown(marta.post(f"{url}esito/", {"esito": "boh"}, follow=True))
    assert marta.post(f"{url}esito/", {"esito": "reached", "row_id": "x", "channel": "piccione"}).status_code == 302
    with acting(world.actor("marta")):
        assert ContactAttempt.objects.count() == 2
    assert as_user("chiara").post(f"{url}esito/", {"esito": "reached"}).status_code == 404
    assert marta.get(f"{url}esito/").status_code == 405


def test_a_protected_person_is_reached_by_the_safe_way_and_words_only(
    world: World, as_user: AsUser, amina: Case
) -> None:
    met(world, amina, 30)
    protection = hide(world, amina, "Luna")
    Contact.objects.update(channel="sms")
    marta, url = as_user("marta"), f"/persone/{amina.id}/senti/"
    html = shown(marta.get(url))
    for secret in ("wa.me", "tel:", "ti ho cercato"):
        assert secret not in html
    with acting(world.actor("marta")) as by:
        update_protected(
            protection=protection, by=by, alias="Luna", is_page_safe=False, given_name="Amina", family_name="",
            fiscal_code="", phone="344 7654321", words="niente sul lavoro",
        )  # fmt: skip
    html = shown(marta.get(url))
    assert "sms:+393447654321" in html
    for secret in ("wa.me", "tel:", "ti ho cercato"):
        assert secret not in html
    assert "niente sul lavoro" in html


def test_through_someone_there_is_no_message_to_the_person(world: World, as_user: AsUser, amina: Case) -> None:
    Contact.objects.update(channel="through_someone")
    html = shown(as_user("marta").get(f"/persone/{amina.id}/senti/"))
    assert "Passa da chi ha indicato" in html
    assert "Testi pronti" not in html
    assert "wa.me" not in html


def test_a_conference_from_the_call_to_the_minutes(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    page = marta.get(f"{url}riunioni/nuova/")
    assert "Nadia, psicologia" in shown(page)
    wrong = marta.post(f"{url}riunioni/nuova/", {**fields_of(page), "day": "boh", "hour": "9", "issues": "La casa"})
    assert wrong.status_code == 422
    assert "La casa" in shown(wrong)
    answer = marta.post(
        f"{url}riunioni/nuova/",
        {**fields_of(page), "day": "23.11.2026", "hour": "9", "place": "Rozzano", "issues": "La casa & il lavoro",
         "colleagues": [str(world.mandates["nadia"].id)], "guests": "Anna, Comune di Rozzano\n\nPadre Luigi"},
    )  # fmt: skip
    assert answer.status_code == 302
    with acting(world.actor("marta")):
        row = Conference.objects.get()
        assert row.seats.count() == 3
    html = shown(marta.get(answer.url))
    for words in ("La casa &amp; il lavoro", "Anna, Comune di Rozzano", "Padre Luigi", "Scrivere il verbale"):
        assert words in html
    page = marta.get(f"{answer.url}verbale/")
    anna = next(seat for seat in Conference.objects.get().seats.all() if seat.name == "Anna")
    marta.post(
        f"{answer.url}verbale/", {"issues": "La casa", "decisions": "Cercare una stanza", "present": [str(anna.id)]}
    )
    html = shown(marta.get(answer.url))
    assert "Cercare una stanza" in html
    assert "non c’era" in html
    page = marta.get(f"{answer.url}da-fare/")
    marta.post(
        f"{answer.url}da-fare/",
        {**fields_of(page), "title": "Chiamare il comune", "due_on": "30.11.2026", "repeats": "",
         "owner": str(world.mandates["karim"].id)},
    )  # fmt: skip
    assert "Chiamare il comune" in shown(marta.get(answer.url))
    assert "Chiamare il comune" in shown(marta.get(url))
    assert "con verbale" in shown(marta.get(url))
    for who in ("chiara", "paolo"):
        assert as_user(who).get(answer.url).status_code == 404


def test_a_supervisor_approves_from_a_list_of_numbers(world: World, as_user: AsUser, amina: Case) -> None:
    paolo, marta, url = as_user("paolo"), as_user("marta"), f"/persone/{amina.id}/"
    assert paolo.post("/persone/approvazioni/regole/", {"kinds": ["opening", "closing"]}).status_code == 302
    assert paolo.post("/persone/approvazioni/regole/", {"kinds": ["opening"]}).status_code == 302
    assert "Il progetto chiede l’approvazione" in shown(marta.get(url))
    refused = marta.post(f"{url}fase/", {"verb": "to_assessment", "note": "", "on": "23.11.2026"})
    assert refused.status_code == 422
    assert "chiedila dal fascicolo" in shown(refused)
    page = marta.get(f"{url}approvazioni/opening/")
    assert "presa in carico?" in shown(page)
    assert marta.get(f"{url}approvazioni/boh/").status_code == 404
    for _ in range(2):
        assert marta.post(f"{url}approvazioni/opening/", fields_of(page)).status_code == 302
    with acting(world.actor("paolo")):
        row = Approval.objects.get()
    html = shown(paolo.get("/persone/approvazioni/"))
    assert "caso 1" in html
    assert "Amina" not in html
    assert "Rispondi" in shown(paolo.get(url))
    answer = paolo.post(f"/persone/approvazioni/{row.id}/", {"answer": "no", "note": ""})
    assert answer.status_code == 422
    assert "Scrivi il motivo" in shown(answer)
    paolo.post(f"/persone/approvazioni/{row.id}/", {"answer": "no", "note": "Manca il documento"})
    assert "Manca il documento" in shown(marta.get(url))
    page = marta.get(f"{url}approvazioni/opening/")
    marta.post(f"{url}approvazioni/opening/", fields_of(page))
    with acting(world.actor("paolo")):
        row = Approval.objects.get(state=ApprovalState.ASKED)
    paolo.post(f"/persone/approvazioni/{row.id}/", {"answer": "yes", "note": ""})
    assert marta.post(f"{url}fase/", {"verb": "to_assessment", "note": "", "on": "23.11.2026"}).status_code == 302
    for who, code in (("chiara", 404), ("marta", 404), ("elena", 404)):
        assert as_user(who).get(f"/persone/approvazioni/{row.id}/").status_code == code
    assert as_user("chiara").get(f"{url}approvazioni/opening/").status_code == 404


def test_a_request_is_withdrawn_with_a_reason(world: World, as_user: AsUser, amina: Case) -> None:
    with acting(world.actor("marta")) as by:
        row = actions.request_approval(case=amina, kind=ApprovalKind.CLOSING, by=by)
    marta, url = as_user("marta"), f"/persone/{amina.id}/approvazioni/{row.id}/ritira/"
    assert "Ritira" in shown(marta.get(f"/persone/{amina.id}/"))
    assert marta.post(url, {"note": ""}).status_code == 422
    assert marta.post(url, {"note": "Presto"}).status_code == 302
    assert marta.get(url).status_code == 404


def test_how_a_person_came_in_is_written_and_shown(world: World, as_user: AsUser, amina: Case) -> None:
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    page = marta.get(f"{url}ingresso/")
    assert "12.03.2026" in shown(page)
    marta.post(
        f"{url}ingresso/",
        {"employment": "unemployed", "checked_on": "12.3.2026", "evidence": "did", "evidence_on": "1.3.2026",
         "reference": "Cartella 3"},
    )  # fmt: skip
    assert "Cartella 3" in shown(marta.get(f"{url}ingresso/"))
    page = marta.get(f"{url}altre-misure/")
    assert marta.post(f"{url}altre-misure/", {**fields_of(page), "measure": "ADI"}).status_code == 422
    marta.post(
        f"{url}altre-misure/",
        {**fields_of(page), "measure": "Assegno di inclusione", "outcome": "not_qualified", "checked_on": "12.3.2026",
         "why": "ISEE sopra la soglia"},
    )  # fmt: skip
    html = shown(marta.get(url))
    assert "dichiarazione di immediata disponibilità" in html
    assert "Assegno di inclusione: non ha i requisiti" in html
    with acting(world.actor("paolo")):
        assert EntryCheck.objects.count() == MeasureCheck.objects.count() == 0
    for page_ in ("ingresso/", "altre-misure/", "rientra/"):
        assert as_user("chiara").get(f"{url}{page_}").status_code == 404


def test_whoever_comes_back_is_offered_the_return(world: World, as_user: AsUser, amina: Case) -> None:
    with acting(world.actor("marta")) as by:
        actions.close_case(case=amina, reason=CloseReason.FOUND_WORK, note="", on=date(2026, 10, 1), by=by)
    marta, url = as_user("marta"), f"/persone/{amina.id}/"
    assert "Rientra nel progetto" in shown(marta.get(url))
    assert marta.post(f"{url}rientra/", {"note": "", "on": "1.11.2026"}).status_code == 422
    assert marta.post(f"{url}rientra/", {"note": "Il contratto è finito", "on": "1.11.2026"}).status_code == 302
    html = shown(marta.get(url))
    assert "In carico dal</dt>" in html or "12.03.2026" in html
    assert "rientrata il 01.11.2026" in html


def test_the_coordinator_sees_how_the_load_is_spread(world: World, as_user: AsUser, amina: Case) -> None:
    paolo = as_user("paolo")
    html = shown(paolo.get("/persone/carichi/"))
    assert "La prossima persona può andare a Chiara" in html
    assert "Amina" not in html
    with CaptureQueriesContext(connection) as before:
        paolo.get("/persone/carichi/")
    with acting(world.actor("marta")) as by:
        for name in ("Sara", "Ines"):
            actions.open_case(
                programme=world.programme, manager=world.mandates["marta"], opened_on=OPENED, by=by,
                person={"given_name": name},
            )  # fmt: skip
    with CaptureQueriesContext(connection) as after:
        paolo.get("/persone/carichi/")
    assert len(before) == len(after)
    for who in ("marta", "elena", "chiara"):
        assert as_user(who).get("/persone/carichi/").status_code == 404


def test_a_line_for_fewer_readers_is_not_in_the_history_of_others(world: World, amina: Case) -> None:
    with acting(world.actor("nadia")) as nadia:
        actions.write_note(case=amina, text="x", happened_on=TODAY, by=nadia, audience=Audience.PROFESSION)
    event = Note.events.rel.related_model  # type: ignore[attr-defined]
    counts = {}
    for who in ("nadia", "marta", "paolo"):
        with acting(world.actor(who)):
            counts[who] = event.objects.count()
    assert counts == {"nadia": 1, "marta": 0, "paolo": 0}
