"""What an office already has: tried, loaded, taken back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Sum

from ciao.access.actor import acting, job
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Grant, Scope
from ciao.cases.actions import loads as actions
from ciao.cases.models import Load, LoadReading, LoadRow
from ciao.core import clock
from ciao.desk.loads import KINDS
from ciao.desk.tasks import expire_loads, load_sheet
from ciao.hosts.actions import record_talk
from ciao.hosts.models import Host, HostContact, HostSite
from ciao.internships.actions import PAYER
from ciao.internships.lifecycle import REGISTER
from ciao.internships.models import Allowance, Internship, MonthlyRegister, RegisterDay
from ciao.partners.models import Organization
from ciao.services.lifecycle import REGISTER as SESSION
from ciao.services.models import Attendance, Edition, Enrolment, Service, Session
from tests.cases.lists import as_csv
from tests.cast import World
from tests.conftest import TODAY
from tests.desk.sheets import case_of, code, loaded, options, read, said, undone
from tests.protected import hide

Open = Callable[[str], Any]
HOSTS = [
    ["Ente", "Sede", "Settore", "Organico", "Indeterminato", "Referente", "Telefono", "E-mail", "Comune"],
    ["Cucina Aperta", "Via Roma", "ristorazione", "14", "9", "Rita", "02 1", "rita@esempio.it", "Milano"],
    ["Cucina Aperta", "Via Verdi", "", "", "3", "Ugo", "", "", ""],
    ["cucina aperta", "via roma", "", "", "", "RITA", "", "", ""],
    ["", "Via Blu", "", "", "", "", "", "", ""],
    ["Orto Comune", "", "", "tanti", "", "", "", "x", "Nessunposto"],
    ["Forno Vecchio", "", "pane", "3", "", "", "", "", "Nessunposto"],
]
HEAD = ["Codice fiscale", "Caso", "Corso", "Edizione", "Giorno", "Ore"]
MONTHS = ["Caso", "Inizio", "Fine", "Mese", "Ore previste", "Ore fatte", "Importo", "Pagata il"]


def mine(*tables: Any) -> list[int]:
    """How many rows of some tables there are, for whoever reads all."""
    with acting(job("retention")):
        return [table.objects.count() for table in tables]


def outcomes(found: Load) -> list[str]:
    with acting(job("retention")):
        return list(LoadRow.objects.filter(load=found).order_by("number").values_list("outcome", flat=True))


def test_a_sheet_of_hosts_is_tried_and_nothing_is_written(world: World) -> None:
    found = read(world, "enti", HOSTS)
    told = said(found)
    assert {number: outcome for number, (outcome, _) in told.items()} == {
        2: "new", 3: "new", 4: "repeated", 5: "wrong", 6: "wrong", 7: "new",
    }  # fmt: skip
    assert "Manca il nome dell’ente" in told[5][1]
    assert "non è un numero intero" in told[6][1]
    assert "non è un indirizzo e-mail" in told[6][1]
    assert "Comune «Nessunposto» non riconosciuto" in told[7][1]
    assert mine(Host, HostSite, HostContact) == [0, 0, 0]
    assert read(world, "enti", HOSTS, row_id=found.id) == found


def test_hosts_are_loaded_with_their_sites_and_people_and_all_is_taken_back(world: World) -> None:
    before = mine(Organization, Scope)
    found = loaded(world, "enti", HOSTS)
    assert (found.state, found.done_count) == ("loaded", 6)
    assert outcomes(found) == ["made", "made", "repeated", "wrong", "wrong", "made"]
    assert mine(Host, HostSite, HostContact, LoadReading) == [2, 2, 2, 0]
    with acting(world.actor("luca")):
        kitchen = Host.objects.get(organization__name="Cucina Aperta")
        assert (kitchen.state, kitchen.headcount, kitchen.referent) == ("lead", 14, "Rita")
        assert {one.name: one.staff.headcount for one in kitchen.sites.all()} == {"Via Roma": 9, "Via Verdi": 3}
    undone(world, found)
    assert found.state == "undone"
    assert mine(Host, HostSite, HostContact) == [0, 0, 0]
    assert mine(Organization) == before[:1]
    assert mine(Scope)[0] == before[1] + 1  # the load's own circle
    assert outcomes(found)[0] == "taken_back"


def test_a_host_somebody_talked_with_stays_and_says_why(world: World) -> None:
    found = loaded(world, "enti", HOSTS)
    with acting(world.actor("paolo")) as paolo:
        kitchen = Host.objects.get(organization__name="Cucina Aperta")
        record_talk(host=kitchen, talked_on=TODAY, way="phone", said="Sì", by=paolo)
    undone(world, found)
    with acting(job("retention")):
        rows = {one.number: one for one in LoadRow.objects.filter(load=found)}
        assert Host.objects.get() == kitchen
        assert json.loads(rows[2].faults) == ["Non si annulla: qualcuno ci ha già lavorato."]
        assert (rows[2].outcome, rows[3].outcome, rows[7].outcome) == ("made", "taken_back", "taken_back")


def test_hosts_that_are_there_get_what_is_new(world: World) -> None:
    loaded(world, "enti", HOSTS)
    again = read(world, "enti", [*HOSTS[:2], ["Cucina Aperta", "", "", "", "", "Sole", "", "", ""]])
    assert [outcome for outcome, _ in said(again).values()] == ["repeated", "new"]


def test_past_hours_come_as_closed_registers_and_count(world: World) -> None:
    case = case_of(world)
    other = case_of(world, "Sara")
    number, sara = case.number, code("Sara")
    rows: list[list[Any]] = [
        HEAD, ["", number, "Orto", "2", "02/03/2026", "3"], [sara, "", "orto ", "2", "02/03/2026", "2,5"],
        ["", number, "Orto", "2", "09/03/2026", "0"],
    ]  # fmt: skip
    found = loaded(world, "ore", rows)
    assert outcomes(found) == ["made"] * 3
    assert mine(Service, Edition, Session, Enrolment, Attendance) == [1, 1, 2, 2, 3]
    with acting(world.actor("marta")):
        edition = Edition.objects.get()
        assert (edition.number, edition.state, edition.starts_on, edition.ends_on) == (
            2, "done", date(2026, 3, 2), date(2026, 3, 9),
        )  # fmt: skip
        assert {one.state for one in Session.objects.all()} == {"locked"}
        assert Session.objects.get(number=1).length_hours == Decimal(3)
        certain = Attendance.objects.certain()
        assert certain.filter(enrolment__case=case).aggregate(sum=Sum("attended_hours"))["sum"] == Decimal(3)
        assert certain.get(enrolment__case=other).attended_hours == Decimal("2.5")
        assert certain.filter(presence="A").count() == 1
    undone(world, found)
    assert mine(Service, Edition, Session, Enrolment, Attendance) == [0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["", "", "Orto", "1", "02/03/2026", "3"], "Manca la persona"),
        (["", "999", "Orto", "1", "02/03/2026", "3"], "Non troviamo il percorso"),
        (["CODE:Sara", "N", "Orto", "1", "02/03/2026", "3"], "di due persone diverse"),
        (["", "N", "", "1", "02/03/2026", "3"], "Manca il corso"),
        (["", "N", "Orto", "1", "", "3"], "Manca il giorno"),
        (["", "N", "Orto", "1", "24/11/2026", "3"], "Il giorno è dopo oggi"),
        (["", "N", "Orto", "1", "09/01/2026", "3"], "La presa in carico è del 10.01.2026"),
        (["", "N", "Orto", "1", "02/03/2026", ""], "Mancano le ore"),
        (["", "N", "Orto", "1", "02/03/2026", "25"], "le ore vanno da 0 a 24"),
        (["", "N", "Orto", "1", "02/03/2026", "tre"], "non sono ore"),
        (["", "N", "Orto", "0", "02/03/2026", "3"], "va da 1 a 999"),
    ],
)
def test_hours_that_cannot_be_are_said(world: World, row: list[str], sentence: str) -> None:
    case = case_of(world)
    case_of(world, "Sara")
    told = [str(case.number) if cell == "N" else code("Sara") if cell == "CODE:Sara" else cell for cell in row]
    outcome, words = said(read(world, "ore", [HEAD, told]))[2]
    assert outcome == "wrong"
    assert sentence in words


def test_hours_twice_or_more_than_a_day_are_held_back(world: World) -> None:
    number = case_of(world).number
    rows = [["", number, "Orto", "1", "02/03/2026", "20"], ["", number, "orto", "1", "02/03/2026", "2"],
            ["", number, "Cucina", "1", "02/03/2026", "5"]]  # fmt: skip
    told = list(said(read(world, "ore", [HEAD, *rows])).values())
    assert [outcome for outcome, _ in told] == ["new", "repeated", "wrong"]
    assert "supera 24 ore" in told[2][1]
    loaded(world, "ore", [HEAD, *rows])
    again = said(read(world, "ore", [HEAD, rows[0], ["", number, "Orto", "1", "03/03/2026", "1"]]))
    assert "ha già un incontro" in again[2][1]
    assert "L’edizione va dal 02.03.2026" in again[3][1]


def test_a_corrected_register_stays_when_the_load_is_taken_back(world: World) -> None:
    number = case_of(world).number
    rows = [["", number, "Orto", "1", f"{day:02}/03/2026", "2"] for day in (2, 9)]
    found = loaded(world, "ore", [HEAD, *rows])
    with acting(world.actor("paolo")) as paolo:
        SESSION.move(Session.objects.get(number=1), "unlock", by=paolo, on=TODAY, reason="Orario")
    undone(world, found)
    assert outcomes(found) == ["made", "taken_back"]
    assert mine(Session, Attendance, Enrolment, Edition) == [1, 1, 1, 1]


def test_a_protected_person_is_found_by_number_and_never_by_code(world: World) -> None:
    case = case_of(world)
    hide(world, case, "Ester")
    told = said(read(world, "ore", [HEAD, [code("Amina"), "", "Orto", "1", "02/03/2026", "3"],
                                    ["", case.number, "Orto", "1", "02/03/2026", "3"]]))  # fmt: skip
    assert "Non troviamo il percorso" in told[2][1]
    assert told[3][0] == "new"


def month(number: int, name: str, hours: str = "80", amount: str = "400", **more: str) -> list[Any]:
    return [number, more.get("starts", "01/03/2026"), more.get("ends", "31/08/2026"), name, more.get("planned", "100"),
            hours, amount, more.get("paid", "15/06/2026")]  # fmt: skip


def test_past_allowances_come_as_they_were_paid_and_count(world: World) -> None:
    case = case_of(world)
    rows = [MONTHS, month(case.number, "marzo 2026"), month(case.number, "04/2026", hours="30,5", amount="1.234,50")]
    found = loaded(world, "indennita", rows)
    assert outcomes(found) == ["made"] * 2
    assert mine(Internship, MonthlyRegister, Allowance) == [1, 2, 2]
    with acting(world.actor("marta")):
        internship = Internship.objects.get()
        assert (internship.state, internship.ended_on) == ("ended", date(2026, 8, 31))
        assert list(Internship.objects.begun()) == [internship]
        march, april = Allowance.objects.order_by("month_on")
        assert (march.state, int(march.due_amount), int(march.attended_hours), int(march.planned_hours)) == (
            "paid", 400, 80, 100,
        )  # fmt: skip
        assert (april.due_amount, april.register.attended_hours()) == (Decimal("1234.50"), Decimal("30.5"))
        assert april.register.state == "confirmed"
        assert "Caricata da un elenco: Ufficio tirocini" in april.explanation[0]["rule"]
        assert {one.day_on.weekday() < 5 for one in RegisterDay.objects.all()} == {True}
    with acting(job("retention")):
        assert Grant.objects.filter(why=PAYER, ends_on__isnull=True).count() == 1
    undone(world, found)
    assert mine(Internship, MonthlyRegister, Allowance, RegisterDay) == [0, 0, 0, 0]
    with acting(job("retention")):
        assert not Grant.objects.filter(why=PAYER, ends_on__isnull=True).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Manca il mese"),
        ({"name": "marzolino"}, "non è una data"),
        ({"name": "13/2026"}, "non è un mese"),
        ({"name": "settembre 2026"}, "non tocca settembre 2026"),
        ({"hours": "800"}, "non sono ore di un mese"),
        ({"hours": ""}, "Mancano le ore fatte"),
        ({"amount": "-3"}, "da zero in su"),
        ({"amount": "molto"}, "non è un importo"),
        ({"paid": "24/12/2026"}, "dopo oggi"),
        ({"paid": "28/02/2026"}, "prima del mese"),
        ({"starts": "01/01/2026"}, "La presa in carico è del 10.01.2026"),
        ({"ends": "01/02/2026"}, "prima dell’inizio"),
        ({"starts": "30/03/2026", "hours": "60"}, "più di quante ne ha il mese"),
    ],
)
def test_allowances_that_cannot_be_are_said(world: World, change: dict[str, str], sentence: str) -> None:
    given = {"name": "marzo 2026", **change}
    found = read(world, "indennita", [MONTHS, month(case_of(world).number, given.pop("name"), **given)])
    outcome, words = said(found)[2]
    assert outcome == "wrong"
    assert sentence in words


def test_months_twice_and_internships_that_overlap_are_held_back(world: World) -> None:
    number = case_of(world).number
    rows = [month(number, "marzo 2026"), month(number, "marzo 2026"), month(number, "aprile 2026", ends="30/09/2026")]
    told = said(read(world, "indennita", [MONTHS, *rows]))
    assert [one for one, _ in told.values()] == ["new", "repeated", "wrong"]
    assert "finisce il 31.08.2026" in told[4][1]
    loaded(world, "indennita", [MONTHS, rows[0]])
    assert "ha già un tirocinio" in said(read(world, "indennita", [MONTHS, month(number, "maggio 2026")]))[2][1]


def test_a_month_opened_again_stays_when_the_load_is_taken_back(world: World) -> None:
    number = case_of(world).number
    found = loaded(world, "indennita", [MONTHS, month(number, "marzo 2026"), month(number, "aprile 2026")])
    with acting(world.actor("marta")):
        register = MonthlyRegister.objects.get(month_on=date(2026, 4, 1))
    with acting(job("load_sheet")) as by:
        REGISTER.move(register, "unlock", by=by, on=TODAY, reason="Errore")
    undone(world, found)
    assert outcomes(found) == ["made", "made"]  # the internship of both months, written by the first row, stays
    assert mine(Internship) == [1]


def test_only_who_may_loads_and_only_what_can_be(world: World) -> None:
    with pytest.raises(PermissionDenied):
        read(world, "enti", HOSTS, by="marta")
    with pytest.raises(PermissionDenied):
        read(world, "ore", [HEAD], by="luca")
    with pytest.raises(NotPossible, match="dopo oggi"):
        read(world, "enti", HOSTS, given_on=TODAY + timedelta(days=1))
    with pytest.raises(NotPossible, match="un giorno dopo oggi"):
        read(world, "enti", HOSTS, expires_on=TODAY)
    found = read(world, "enti", [HOSTS[0], HOSTS[4]])
    with acting(world.actor("paolo")) as paolo:
        with pytest.raises(NotPossible, match="Nessuna riga è pronta"):
            actions.apply_load(load=found, kind=KINDS["enti"], by=paolo)
        actions.discard_load(load=found, by=paolo)
        with pytest.raises(NotPossible, match="carica un foglio nuovo"):
            actions.try_load(load=found, kind=KINDS["enti"], by=paolo)
    assert mine(LoadReading) == [0]


def test_rows_nobody_corrected_are_erased_on_their_day(world: World) -> None:
    found = loaded(world, "enti", HOSTS)
    draft = read(world, "enti", HOSTS)
    with clock.at(TODAY + timedelta(days=61)):
        assert expire_loads(0) == 2
        assert expire_loads(0) == 0
    with acting(job("retention")):
        assert not LoadRow.objects.exclude(cells="").exists()
        assert LoadRow.objects.filter(load=found).count() == 6
    draft.refresh_from_db()
    assert draft.state == "expired"


def test_two_thousand_rows_load_in_a_minute(world: World) -> None:
    numbers = [case_of(world, name).number for name in ("Anna", "Bice", "Clara", "Dora", "Elsa")]
    days = [date(2026, 2, 1) + timedelta(days=at) for at in range(100)]
    rows = [["", number, f"Corso {at}", "1", f"{day:%d/%m/%Y}", "2"]
            for at in range(4) for number in numbers for day in days]  # fmt: skip
    started = time.process_time()
    found = loaded(world, "ore", [HEAD, *rows])
    taken = time.process_time() - started
    assert found.done_count == 2000
    assert mine(Attendance, Session, Enrolment, Edition) == [2000, 400, 20, 4]
    assert taken < 60


def test_a_sheet_is_loaded_and_taken_back_from_the_pages(world: World, as_user: Open) -> None:
    page, home = as_user("paolo"), "/caricamenti/"
    assert "Caricare un foglio" in page.get(home).content.decode()
    assert page.get(f"{home}modello/ore/").status_code == 200
    given: dict[str, Any] = {
        "row_id": "7f1c8a52-4f4e-4a44-8f0e-1c52a4f3a001", "title": "Ore del 2026", "source": "Ufficio",
        "given_on": "23.11.2026", "legal_basis": "public_task", "expires_on": "23.12.2026", **options(world, "ore"),
    }  # fmt: skip
    number = case_of(world).number
    sheet = as_csv([HEAD, ["", number, "Orto", "1", "02/03/2026", "3"], ["", "999", "Orto", "1", "02/03/2026", "=3"]])
    wrong = page.post(f"{home}nuovo/ore/", {**given, "source": ""})
    assert wrong.status_code == 422
    assert "Ore del 2026" in wrong.content.decode()
    answer = page.post(f"{home}nuovo/ore/", {**given, "file": SimpleUploadedFile("ore.csv", sheet)})
    url = f"{home}{given['row_id']}/"
    assert answer.url == url
    found = page.get(url).content.decode()
    assert "1 riga pronta" in found
    assert "Non troviamo il percorso" in found
    assert page.get(f"{url}colonne/").status_code == 200
    assert page.post(f"{url}colonne/", {"header": "1", "service": "2"}).status_code == 422
    columns = {"header": "1", "fiscal_code": "0", "case": "1", "service": "2", "edition": "3", "day": "4", "hours": "5"}
    assert page.post(f"{url}colonne/", columns).url == url
    assert page.get(f"{url}da-correggere/").status_code == 200
    assert "1 riga si carica" in page.get(f"{url}carica/").content.decode()
    assert page.post(f"{url}carica/").url == url
    load_sheet(load_id=given["row_id"])
    assert "Correggere 1 riga" in page.get(url).content.decode()
    assert page.get(f"{url}avanzamento/")["HX-Refresh"] == "true"
    assert page.get(f"{url}da-correggere/").status_code == 200
    assert page.get(f"{url}annulla/").status_code == 200
    assert page.post(f"{url}annulla/", {"reason": "Foglio sbagliato"}).url == url
    load_sheet(load_id=given["row_id"])
    assert "non resta niente" in page.get(url).content.decode()
    assert "Ore del 2026" in page.get(home).content.decode()
    for who in ("marta", "chiara", "luca"):
        assert as_user(who).get(url).status_code == 404
    assert as_user("marta").get(f"{home}nuovo/enti/").status_code == 404
    assert page.get(f"{home}nuovo/altro/").status_code == 404


def test_a_draft_nobody_wants_is_set_aside(world: World, as_user: Open) -> None:
    found = read(world, "enti", HOSTS)
    page, url = as_user("paolo"), f"/caricamenti/{found.id}/"
    assert page.get(f"{url}metti-da-parte/").status_code == 200
    assert page.post(f"{url}metti-da-parte/").url == url
    assert "Messo da parte" in page.get(url).content.decode()
