"""The pages of an internship, from opening it to a confirmed month."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.internships import actions
from ciao.internships.models import Agreement, Allowance, Internship, RegisterDay, TrainingProject
from tests.cast import World
from tests.internships.conftest import Kitchen
from tests.internships.papers import pdf
from tests.protected import hide

Open = Callable[[str], Any]
SPACE = "\u00a0"


@pytest.fixture
def running(world: World, kitchen: Kitchen) -> Internship:
    with acting(world.actor("luca")) as luca:
        return kitchen.running(luca)


def opening(kitchen: Kitchen) -> dict[str, str]:
    world = kitchen.world
    return {
        "kind": "extracurricular", "activity": str(kitchen.activity.id), "starts_on": "01.09.2026",
        "ends_on": "28.02.2027", "promoter": str(world.organizations["capofila"].id),
        "payer": str(world.organizations["cooperativa"].id), "tutor": str(world.mandates["luca"].id),
        "row_id": str(uuid.uuid4()),
    }  # fmt: skip


def project_of(kitchen: Kitchen) -> dict[str, str]:
    return {
        "host": str(kitchen.host.id), "agreement": str(kitchen.agreement.id), "full_amount": "500,00",
        "place": "Cucina", "goals": "Lavorare in cucina", "skills": "Preparare", "host_tutor": "Rita",
        **{f"day_{one}": "5" for one in range(4)}, "inail_number": "INAIL-1", "liability_policy": "RC-9",
        "cob_number": "COB-7", "cob_on": "28.08.2026",
    }  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace(SPACE, " ")


def test_from_opening_to_a_start_that_says_what_is_missing(world: World, kitchen: Kitchen, as_user: Open) -> None:
    page, new = as_user("marta"), f"/persone/{kitchen.case.id}/tirocinio/"
    assert page.get(new).status_code == 200
    wrong = page.post(new, {**opening(kitchen), "ends_on": "01.08.2026"})
    assert wrong.status_code == 422
    assert "la fine viene dopo" in text(wrong)
    assert 'value="01.08.2026"' in text(wrong)
    url = page.post(new, opening(kitchen)).url
    assert "Scrivere il progetto formativo" in text(page.get(url))
    refused = page.post(f"{url}avvia/", {"on": "01.09.2026"})
    assert refused.status_code == 422
    assert "10 cose mancano" in text(refused)
    wrong = page.post(f"{url}progetto/", {**project_of(kitchen), "day_1": "tante", "cob_number": ""})
    assert wrong.status_code == 422
    assert 'value="tante"' in text(wrong)
    assert page.post(f"{url}progetto/", {**project_of(kitchen), "cob_number": ""}).url == url
    nothing = page.post(f"{url}atti/safety/", {"body": "Formazione Sicura"})
    assert nothing.status_code == 422
    assert 'value="Formazione Sicura"' in text(nothing)
    done = {"body": "Formazione Sicura", "happened_on": "20.08.2026", "upload": pdf()}
    assert page.post(f"{url}atti/safety/", done).url == url
    assert page.post(f"{url}atti/fitness/", {"not_due_reason": "La mansione non la chiede"}).url == url
    assert "mancano 2 cose" in text(page.get(url))
    assert page.post(f"{url}comunicazione/", {"cob_number": "", "cob_on": "28.08.2026"}).status_code == 422
    assert page.post(f"{url}comunicazione/", {"cob_number": "COB-7", "cob_on": "28.08.2026"}).url == url
    found = text(page.get(url))
    assert "manca 1 cosa" in found
    assert "Carica la copia firmata" in found
    assert page.post(f"{url}progetto/firma/", {"on": "31.08.2026"}).status_code == 422
    assert page.post(f"{url}progetto/firma/", {"on": "31.08.2026", "upload": pdf()}).url == url
    assert page.post(f"{url}avvia/", {"on": "01.09.2026"}).url == url
    assert "Confermare il registro di settembre 2026" in text(page.get(url))
    with acting(world.actor("marta")):
        found_one = TrainingProject.objects.get()
        assert found_one.total_hours == Decimal(505)  # counted from the schedule, holidays left out


def test_signing_before_there_is_a_project_says_so(world: World, kitchen: Kitchen, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = kitchen.open(marta)
    answer = as_user("marta").post(f"/tirocini/{one.id}/progetto/firma/", {"on": "23.11.2026", "upload": pdf()})
    assert answer.status_code == 422
    assert "scrivilo, poi fallo firmare" in text(answer)


def test_the_days_of_a_month_are_written_and_nothing_typed_is_lost(running: Internship, as_user: Open) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/registro/2026-10/"
    assert "previste 5 h" in text(page.get(url))
    given = {"1_kind": "present", "5_hours": "3:30", "6_kind": "absent", "6_hours": "2", "9_note": "visita"}
    wrong = page.post(url, given)
    assert wrong.status_code == 422
    assert "chi è assente non ha ore" in text(wrong)
    assert "Venerdì 9 ottobre: scegli com’è andata" in text(wrong)
    assert 'value="3:30"' in text(wrong)
    assert page.post(url, {**given, "6_hours": "", "9_note": ""}).url == url
    with acting(kitchen_actor(running, "luca")):
        days = {row.day_on.day: (row.kind, row.worked_hours) for row in RegisterDay.objects.all()}
    assert days == {1: ("present", 5), 5: ("present", Decimal("3.5")), 6: ("absent", 0)}


def kitchen_actor(running: Internship, name: str) -> Any:
    from ciao.programmes.mandates import actor_of

    assert name == "luca"
    return actor_of(running.tutor)


def test_an_emptied_day_becomes_free_and_a_long_one_is_said(running: Internship, as_user: Open) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/registro/2026-10/"
    page.post(url, {"1_kind": "present", "5_hours": "5"})
    answer = page.post(url, {"5_hours": "13"}, follow=True)
    assert "13 h in un giorno sono molte" in text(answer)
    with acting(kitchen_actor(running, "luca")):
        assert RegisterDay.objects.get(day_on=date(2026, 10, 1)).kind == "off"


def test_days_that_say_nothing_may_all_be_presences_but_those_written(running: Internship, as_user: Open) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/registro/2026-10/"
    assert "Segna presenti i giorni che mancano" in text(page.get(url))
    page.post(url, {"5_kind": "absent", "6_kind": "present", "6_hours": "2", "do": "rest"})
    with acting(kitchen_actor(running, "luca")):
        days = {one.day_on.day: (one.kind, one.worked_hours) for one in RegisterDay.objects.all()}
    assert (days[5], days[6], days[7]) == (("absent", 0), ("present", 2), ("present", 5))
    assert set(days) == {one for one in range(1, 32) if date(2026, 10, one).weekday() < 4}
    assert "Segna presenti i giorni che mancano" not in text(page.get(url))


def test_a_presence_out_of_the_schedule_wants_its_hours(running: Internship, as_user: Open) -> None:
    answer = as_user("luca").post(f"/tirocini/{running.id}/registro/2026-10/", {"3_kind": "present"})
    assert answer.status_code == 422
    assert "Sabato 3 ottobre: scrivi le ore" in text(answer)


def test_a_month_is_confirmed_and_opened_again(
    world: World, kitchen: Kitchen, running: Internship, as_user: Open
) -> None:
    with acting(world.actor("luca")) as luca:
        kitchen.october(running, luca)
    page, url = as_user("luca"), f"/tirocini/{running.id}/registro/2026-10/"
    found = text(page.get(url))
    assert "€ 373,53" in found
    assert "4 giorni previsti sono senza risposta" in found
    asked = text(page.get(f"{url}conferma/"))
    assert "63 h 30 min su 85 h" in asked
    assert "Cooperativa La Quercia vede l’importo" in asked
    done = text(page.post(f"{url}conferma/", follow=True))
    assert "Mese confermato: € 373,53" in done
    assert "Giorno per giorno" not in done
    assert page.post(url, {"26_kind": "absent"}).status_code == 404
    again = page.post(f"{url}conferma/")
    assert again.status_code == 422
    assert page.post(f"{url}riapri/", {"on": "23.11.2026", "reason": ""}).status_code == 422
    assert page.post(f"{url}riapri/", {"on": "23.11.2026", "reason": "Un giorno in più"}).url == url
    assert "Riaperto: Un giorno in più" in text(page.get(url))
    with acting(world.actor("luca")):
        assert Allowance.objects.get().due_amount == Decimal("373.53")


def test_a_confirmed_month_is_printed_by_who_issues_documents(
    world: World, kitchen: Kitchen, running: Internship, as_user: Open
) -> None:
    with acting(world.actor("luca")) as luca:
        row = kitchen.october(running, luca)
        actions.confirm_register(register=row, on=date(2026, 11, 3), by=luca)
    url = f"/tirocini/{running.id}/registro/2026-10/"
    link = f"/documenti/nuovo/internship_register/{row.id}/"
    for name in ("luca", "marta"):
        page = as_user(name)
        assert link in text(page.get(url))
        assert page.get(link).status_code == 200
    assert as_user("chiara").get(link).status_code == 404


def test_the_case_manager_writes_and_the_tutor_confirms(running: Internship, as_user: Open) -> None:
    page, url = as_user("marta"), f"/tirocini/{running.id}/registro/2026-10/"
    found = text(page.get(url))
    assert "lo conferma Luca" in found
    assert "Conferma il mese" not in found
    refused = page.post(f"{url}conferma/")
    assert refused.status_code == 422
    assert "lo conferma Luca" in text(refused)


@pytest.mark.parametrize("month", ["2026-8", "2026-13", "2026-12", "1-1", "2026-0"])
def test_a_month_that_is_not_of_the_internship_is_not_there(running: Internship, as_user: Open, month: str) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/registro/{month}/"
    for one in (url, f"{url}conferma/", f"{url}riapri/"):
        assert page.get(one).status_code == 404


def test_it_is_paused_ended_and_put_back(running: Internship, as_user: Open) -> None:
    page, url = as_user("luca"), f"/tirocini/{running.id}/"
    short = {"reason": "host_closed", "starts_on": "21.12.2026", "ends_on": "24.12.2026"}
    assert "da 15 giorni in su" in text(page.post(f"{url}sospendi/", short, follow=True))
    assert page.post(f"{url}sospendi/", short).status_code == 422
    assert page.post(f"{url}in-preparazione/", {"on": "23.11.2026", "reason": "Parte dopo"}).url == url
    assert page.post(f"{url}avvia/", {"on": "07.09.2026"}).url == url
    assert page.post(f"{url}concludi/", {"on": "20.11.2026", "reason": ""}).status_code == 422
    assert page.post(f"{url}concludi/", {"on": "20.11.2026", "reason": "Ha trovato lavoro"}).url == url
    assert "Concluso: Ha trovato lavoro" in text(page.get(url))
    assert page.post(f"{url}riapri/", {"on": "23.11.2026", "reason": "Continua"}).url == url


def test_one_that_never_began_is_cancelled_and_the_tutor_changes(world: World, kitchen: Kitchen, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        one = kitchen.open(marta)
    page, url = as_user("marta"), f"/tirocini/{one.id}/"
    assert page.post(f"{url}tutor-del-promotore/", {"tutor": str(world.mandates["karim"].id)}).status_code == 422
    assert page.post(f"{url}tutor-del-promotore/", {"tutor": str(world.mandates["marta"].id)}).url == url
    assert page.post(f"{url}annulla/", {"on": "23.11.2026", "reason": "Rinuncia"}).url == url
    assert "Tirocinio annullato" in text(page.get(url))


def test_an_agreement_is_written_from_the_page_of_the_host(world: World, kitchen: Kitchen, as_user: Open) -> None:
    page = as_user("paolo")
    assert f"/tirocini/convenzioni/nuova/?ente={kitchen.host.id}" in text(
        page.get(f"/enti-ospitanti/{kitchen.host.id}/")
    )
    given = {
        "host": str(kitchen.host.id), "promoter": str(world.organizations["capofila"].id), "number": "2026/020",
        "signed_on": "20.11.2026", "starts_on": "01.12.2026", "ends_on": "01.11.2026", "row_id": str(uuid.uuid4()),
    }  # fmt: skip
    assert page.post("/tirocini/convenzioni/nuova/", given).status_code == 422
    answer = page.post("/tirocini/convenzioni/nuova/", {**given, "ends_on": "30.11.2027"}, follow=True)
    assert "2026/020" in text(answer)
    with acting(world.actor("paolo")):
        assert Agreement.objects.count() == 2


def test_a_stranger_finds_nothing(running: Internship, kitchen: Kitchen, as_user: Open) -> None:
    page, url = as_user("chiara"), f"/tirocini/{running.id}/"
    for one in (url, f"{url}progetto/", f"{url}registro/2026-10/", f"/persone/{kitchen.case.id}/tirocinio/"):
        assert page.get(one).status_code == 404
        assert page.post(one, {}).status_code in (404, 405)
    assert "Ancora nessun tirocinio" in text(page.get("/tirocini/"))


def test_who_reads_summaries_and_amounts_sees_neither_host_nor_register(
    world: World, kitchen: Kitchen, running: Internship, as_user: Open
) -> None:
    with acting(world.actor("luca")) as luca:
        actions.confirm_register(register=kitchen.october(running, luca), on=date(2026, 11, 3), by=luca)
    page = as_user("paolo")
    found = text(page.get(f"/tirocini/{running.id}/"))
    assert "€ 373,53" in found
    assert "Cucina Aperta" not in found
    assert "Amina" not in found
    assert page.get(f"/tirocini/{running.id}/registro/2026-10/").status_code == 404
    assert "Cucina Aperta" not in text(page.get("/tirocini/"))


def test_a_protected_person_is_an_alias_without_the_host(
    world: World, running: Internship, kitchen: Kitchen, as_user: Open
) -> None:
    hide(world, kitchen.case, "Rosa")
    page = as_user("luca")
    for url in ("/tirocini/", f"/tirocini/{running.id}/", f"/tirocini/{running.id}/registro/2026-10/"):
        found = text(page.get(url))
        assert "Amina" not in found
        assert "Cucina Aperta" not in found
        assert "Rosa" in found


@pytest.mark.parametrize("where", ["", "progetto/", "registro/2026-10/", "registro/2026-10/conferma/", "sospendi/"])
def test_each_page_is_read_once(running: Internship, as_user: Open, where: str) -> None:
    before = ReadLine.objects.count()
    assert as_user("luca").get(f"/tirocini/{running.id}/{where}").status_code == 200
    assert ReadLine.objects.count() == before + 1


def test_the_list_asks_the_same_few_questions_however_long(world: World, kitchen: Kitchen, as_user: Open) -> None:
    with acting(world.actor("luca")) as luca:
        kitchen.running(luca)
    page = as_user("luca")
    page.get("/tirocini/")
    with CaptureQueriesContext(connection) as few:
        found = text(page.get("/tirocini/"))
    assert "Cucina Aperta" in found
    assert "Confermare il registro di settembre 2026" in found
    with acting(world.actor("luca")) as luca:
        kitchen.open(luca)
        kitchen.write(kitchen.open(luca), luca)
    with CaptureQueriesContext(connection) as many:
        assert "tirocinio 3" in text(page.get("/tirocini/"))
    assert len(many) == len(few)


@pytest.mark.parametrize(("asked", "shown"), [("1", True), ("caso 1", True), ("tirocinio 2", False), ("x", False)])
def test_it_is_found_by_number(running: Internship, as_user: Open, asked: str, shown: bool) -> None:
    found = text(as_user("luca").get("/tirocini/", {"q": asked}))
    assert ("Cucina Aperta" in found) is shown


def test_what_is_worth_a_look_is_said(world: World, kitchen: Kitchen, as_user: Open) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca, ends_on=date(2027, 8, 31))
        kitchen.write(one, luca, full_amount=Decimal(300), cob_on=date(2026, 9, 2))
        for _ in range(2):
            kitchen.write(kitchen.open(luca), luca)
    found = text(as_user("luca").get(f"/tirocini/{one.id}/"))
    for words in ("€ 500,00 al mese", "più di 6 mesi", "qui sono 3 tirocini", "entro il giorno prima"):
        assert words in found
