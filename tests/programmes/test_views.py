"""The pages of a programme, its sheets and its bodies, through the browser's door."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.programmes.enums import SheetState
from ciao.programmes.models import Activity, Milestone, ProgrammeArea, ProgrammeVersion, SheetImport, WorkPlan
from ciao.programmes.sheet.read import SIZE_LIMIT
from tests.cast import World
from tests.programmes.sheet import generator

As = Callable[[str], Any]
SAMPLE = generator.sheet(7, missing=set()).text.encode()
ACT = {"act": "delibera n. 5", "decided_on": "20.11.2026", "reason": "Serve più tempo"}


def upload(page: Any, content: bytes = SAMPLE, name: str = "scheda.txt") -> Any:
    return page.post("/progetti/nuovo/", {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def paolo(as_user: As) -> Any:
    return as_user("paolo")


@pytest.fixture
def sheet(paolo: Any) -> SheetImport:
    upload(paolo)
    return SheetImport.objects.get()


def activity(world: World, *months: int) -> Activity:
    made = Activity.objects.create(scope=world.programme.scope, programme=world.programme, number=3, title="Profilo")
    WorkPlan.objects.create(scope=made.scope, version=world.version, activity=made, months=list(months))
    return made


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_who_may_create_finds_the_way_in_the_list(as_user: As) -> None:
    assert "Nuovo progetto da scheda" in text(as_user("paolo").get("/progetti/"))
    assert "Nuovo progetto da scheda" not in text(as_user("giulia").get("/progetti/"))
    assert as_user("giulia").get("/progetti/nuovo/").status_code == 404


def test_an_uploaded_sheet_opens_its_review(paolo: Any) -> None:
    answer = upload(paolo)
    sheet = SheetImport.objects.get()
    assert answer.url == f"/progetti/scheda/{sheet.id}/"
    shown = text(paolo.get(answer.url))
    assert "Controlla quello che abbiamo letto" in shown
    assert "trovato" in shown
    assert "Riprendi il controllo" in text(paolo.get("/progetti/nuovo/"))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "scheda.txt", "Il file è vuoto"),
        (b"Una lettera.\n" * 30, "scheda.txt", "non sembra una scheda progetto"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "scheda.png", "non si legge"),
        (b"%PDF-1.4\nrotto", "scheda.pdf", ""),
        (b"x" * (SIZE_LIMIT + 1), "scheda.txt", "supera i 15 MB"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence_and_changes_nothing(
    paolo: Any, content: bytes, name: str, sentence: str
) -> None:
    answer = upload(paolo, content, name)
    assert answer.status_code == 422
    assert "1 cosa da correggere per leggere la scheda" in text(answer)
    assert sentence in text(answer)
    assert not SheetImport.objects.exists()


def test_no_file_at_all_is_told(paolo: Any) -> None:
    assert "Scegli il file della scheda progetto" in text(paolo.post("/progetti/nuovo/"))


def test_somebody_elses_sheet_is_as_absent(sheet: SheetImport, as_user: As) -> None:
    for name in ("giulia", "marta"):
        for path in ("", "bozza/", "mesi/", "ripristina/"):
            assert as_user(name).get(f"/progetti/scheda/{sheet.id}/{path}").status_code in {404, 405}


def test_what_is_typed_saves_itself_and_comes_back(paolo: Any, sheet: SheetImport) -> None:
    values = {"title": "Titolo mio", "starts_on": "presto"}
    answer = paolo.post(f"/progetti/scheda/{sheet.id}/bozza/", values)
    assert "Bozza salvata alle 10:00" in text(answer)
    assert 'hx-swap-oob="true"' in text(answer)
    shown = text(paolo.get(f"/progetti/scheda/{sheet.id}/"))
    assert 'value="Titolo mio"' in shown
    assert 'value="presto"' in shown
    assert "da correggere" not in shown


def test_going_on_with_something_missing_says_what(paolo: Any, sheet: SheetImport) -> None:
    address = f"/progetti/scheda/{sheet.id}/"
    answer = paolo.post(address, {"title": "", "avanti": "1"})
    assert answer.url == f"{address}?correggi=1"
    again = paolo.get(answer.url)
    assert again.status_code == 422
    assert "Scrivi una risposta per «Titolo»" in text(again)
    assert "per creare il progetto" in text(again)


def test_a_row_is_added_without_losing_what_was_typed(paolo: Any, sheet: SheetImport) -> None:
    address = f"/progetti/scheda/{sheet.id}/"
    answer = paolo.post(address, {"title": "Titolo mio", "aggiungi": "bodies"})
    assert answer.url == f"{address}#bodies"
    sheet.refresh_from_db()
    assert (sheet.answers["extra"], sheet.answers["values"]["title"]) == ({"bodies": 1}, "Titolo mio")
    assert "Un altro organo" in text(paolo.get(address))


def test_a_plain_save_stays_on_the_page(paolo: Any, sheet: SheetImport) -> None:
    address = f"/progetti/scheda/{sheet.id}/"
    assert paolo.post(address, {"salva": "1"}).url == address
    assert paolo.post(address, {"mesi": "1"}).url == f"{address}mesi/"


def test_offered_comuni_are_added_to_those_written(paolo: Any, sheet: SheetImport) -> None:
    address = f"/progetti/scheda/{sheet.id}/"
    paolo.post(address, {"aggiungi": "areas"})
    values = {"areas.0.name": "x", "areas.0.municipalities": "Rozzano", "comuni": "areas.0"}
    assert paolo.post(address, values).url == f"{address}#areas.0"
    sheet.refresh_from_db()
    assert sheet.answers["values"]["areas.0.municipalities"].startswith("Rozzano")


def test_months_are_painted_on_a_grid(paolo: Any, sheet: SheetImport) -> None:
    address = f"/progetti/scheda/{sheet.id}/mesi/"
    assert "Griglia dei mesi" in text(paolo.get(address))
    assert paolo.post(address, {"months.0": ["1", "2"]}).url == f"/progetti/scheda/{sheet.id}/#activities"
    sheet.refresh_from_db()
    assert sheet.answers["months"]["0"] == [1, 2]
    saved = paolo.post(address, {"months.0": ["3"]}, headers={"HX-Request": "true"})
    assert "Bozza salvata" in text(saved)
    assert "checked" in text(paolo.get(address))


def test_the_grid_waits_for_the_dates(paolo: Any, sheet: SheetImport) -> None:
    paolo.post(f"/progetti/scheda/{sheet.id}/bozza/", {"starts_on": "presto"})
    assert "Prima servono inizio e fine" in text(paolo.get(f"/progetti/scheda/{sheet.id}/mesi/"))


def test_a_draft_is_put_aside_and_taken_back(paolo: Any, sheet: SheetImport) -> None:
    address = f"/progetti/scheda/{sheet.id}/"
    assert paolo.post(address, {"title": "Mio", "elimina": "1"}).url == "/progetti/nuovo/"
    assert "Ripristina la bozza" in text(paolo.get("/progetti/nuovo/"))
    assert paolo.get(address).url == "/progetti/nuovo/"
    assert paolo.post(f"{address}ripristina/").url == address
    sheet.refresh_from_db()
    assert (sheet.state, sheet.answers["values"]["title"]) == (SheetState.DRAFT, "Mio")


def test_the_page_of_a_programme_names_the_version_of_each_figure(paolo: Any, world: World) -> None:
    activity(world, 1, 2, 4)
    shown = text(paolo.get(f"/progetti/{world.programme.id}/"))
    assert "€ 374.986,52" in shown.replace("\u00a0", " ")
    assert "versione 1, come nella scheda" in shown
    assert "Azienda Sociale Tre Ponti" in shown
    assert "3 pubblici, 2 del terzo settore" in shown
    assert "mesi 1–2 e 4" in shown


def test_a_programme_one_is_not_part_of_is_as_absent(paolo: Any) -> None:
    absent = "/progetti/00000000-0000-4000-8000-000000000000/"
    for path in (absent, f"{absent}proroga/", f"{absent}rimodulazione/", f"{absent}calendario/"):
        assert paolo.get(path).status_code == 404


def test_what_was_left_for_later_is_the_next_step(paolo: Any, world: World) -> None:
    made = activity(world)
    area = ProgrammeArea.objects.create(
        scope=world.programme.scope, programme=world.programme, name="Corsichese", population=119760
    )
    page = f"/progetti/{world.programme.id}/"
    shown = text(paolo.get(page))
    assert "I mesi delle attività non ci sono ancora" in shown
    assert "Mancano i comuni: Corsichese" in shown
    assert "Griglia dei mesi" in text(paolo.get(f"{page}calendario/"))
    assert paolo.post(f"{page}calendario/", {f"months.{made.id}": ["2", "1"]}).url == page
    assert WorkPlan.objects.get().months == [1, 2]
    assert paolo.get(f"{page}calendario/").status_code == 404
    places = f"{page}territorio/{area.id}/"
    assert "Corsico" in text(paolo.get(places))
    assert "Non troviamo «Atlantide»" in text(paolo.post(places, {"places": "Atlantide"}))
    assert paolo.post(places, {"places": "Corsico"}).url == page
    assert "altri 5 comuni" in text(paolo.get(page))


def test_an_extension_shows_its_consequences_before_it_exists(paolo: Any, world: World) -> None:
    address = f"/progetti/{world.programme.id}/proroga/"
    assert "finisce il 30.06.2027" in text(paolo.get(address))
    typed = {**ACT, "ends_on": "31/12/27"}
    confirm = text(paolo.post(address, typed))
    assert "La fine passa dal 30.06.2027 al 31.12.2027" in confirm
    assert ProgrammeVersion.objects.count() == 1
    assert 'value="31/12/27"' in text(paolo.post(address, {**typed, "torna": "1"}))
    done = paolo.post(address, {**typed, "conferma": "1"})
    assert done.url == f"/progetti/{world.programme.id}/"
    shown = text(paolo.get(done.url))
    assert "versione 2, proroga (delibera n. 5, 20.11.2026)" in shown
    assert "fine, durata" in shown


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends_on": "30.06.2027"}, "Ora la fine è il 30.06.2027"),
        ({"decided_on": "24.11.2026"}, "non sia dopo oggi"),
        ({"reason": ""}, "Motivo"),
    ],
)
def test_an_extension_that_cannot_be_gives_everything_back(
    paolo: Any, world: World, typed: dict[str, str], sentence: str
) -> None:
    answer = paolo.post(f"/progetti/{world.programme.id}/proroga/", {**ACT, "ends_on": "31.12.2027", **typed})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "delibera n. 5" in text(answer)


def test_an_amendment_says_each_change_before_it_exists(paolo: Any, world: World) -> None:
    made = activity(world, 1)
    women = world.version.targets.get(label="Donne")
    young = world.version.targets.get(label="Giovani")
    address = f"/progetti/{world.programme.id}/rimodulazione/"
    same = {
        **ACT, "total_amount": "374.986,52", "contribution_amount": "299.989,21", "cofinancing_percent": "20",
        f"target.{women.id}": "30", f"target.{young.id}": "30", f"months.{made.id}": ["1"],
    }  # fmt: skip
    assert "374.986,52" in text(paolo.get(address))
    assert "Non cambia niente" in text(paolo.post(address, same))
    change = {
        **same, "total_amount": "400000", "cofinancing_percent": "25", f"target.{women.id}": "40",
        f"months.{made.id}": ["1", "2"],
    }  # fmt: skip
    confirm = text(paolo.post(address, change)).replace("\u00a0", " ")
    for words in ("a € 400.000,00", "passa da 20% a 25%", "Donne: da 30 a 40", "da gennaio 2026 a febbraio 2026"):
        assert words in confirm
    assert paolo.post(address, {**change, "conferma": "1"}).status_code == 302
    version = ProgrammeVersion.objects.get(number=2)
    assert version.work_plans.get().months == [1, 2]
    assert "importi, destinatari, calendario" in text(paolo.get(f"/progetti/{world.programme.id}/"))


def test_a_contribution_over_the_total_is_refused(paolo: Any, world: World) -> None:
    typed = {**ACT, "total_amount": "100", "contribution_amount": "200"}
    answer = paolo.post(f"/progetti/{world.programme.id}/rimodulazione/", typed)
    assert "Il contributo supera il valore complessivo" in text(answer)


def test_activities_are_listed_and_opened(paolo: Any, world: World) -> None:
    made = activity(world, 1, 2, 5)
    Milestone.objects.create(
        scope=made.scope, activity=made, title="Prima intesa", due_on=date(2026, 3, 1), reached_on=date(2026, 2, 27)
    )
    Milestone.objects.create(scope=made.scope, activity=made, title="Seconda intesa", due_on=date(2026, 5, 1))
    shown = text(paolo.get("/attivita/"))
    assert "da gennaio 2026 a febbraio 2026, maggio 2026" in shown
    assert "in ritardo di" in shown
    one = text(paolo.get(f"/attivita/{made.id}/"))
    assert "Prima intesa" in one
    assert "raggiunta il 27.02.2026" in one


def test_an_activity_without_plan_waits_for_its_months(paolo: Any, world: World) -> None:
    made = activity(world)
    WorkPlan.objects.all().delete()
    assert "mesi da decidere" in text(paolo.get(f"/attivita/{made.id}/"))


def test_bodies_are_listed_filtered_and_exported(paolo: Any) -> None:
    assert "Cooperativa Il Faro" in text(paolo.get("/enti/"))
    assert "Cooperativa Il Faro" not in text(paolo.get("/enti/?settore=public"))
    assert "Cooperativa Il Faro" not in text(paolo.get("/enti/?ruolo=lead"))
    assert "Cooperativa La Quercia" not in text(paolo.get("/enti/?q=faro"))
    assert paolo.get("/enti/?esporta=xlsx")["Content-Disposition"].startswith("attachment")


def test_the_page_of_a_body_shows_names_and_roles_of_who_works_there(paolo: Any, world: World) -> None:
    shown = text(paolo.get(f"/enti/{world.organizations['cooperativa'].id}/"))
    for words in ("Luca", "tutor di tirocinio", "Giulia", "Karim"):
        assert words in shown
    assert "luca@example.org" not in shown
    assert paolo.get("/enti/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_partners_administration_edits_its_own_body_only(as_user: As, world: World) -> None:
    own, other = (world.organizations[key].id for key in ("cooperativa", "capofila"))
    giulia = as_user("giulia")
    typed = {"email": "info@example.org", "phone": "02 1234", "website": "www.example.org"}
    assert giulia.post(f"/enti/{own}/contatti/", typed).url == f"/enti/{own}/"
    assert "https://www.example.org" in text(giulia.get(f"/enti/{own}/"))
    assert giulia.get(f"/enti/{other}/contatti/").status_code == 404
    assert "Modifica i contatti" not in text(giulia.get(f"/enti/{other}/"))
    assert as_user("paolo").post(f"/enti/{other}/contatti/", typed).status_code == 302
    assert as_user("marta").get(f"/enti/{other}/contatti/").status_code == 404
    assert "Modifica i contatti" not in text(as_user("marta").get(f"/enti/{other}/"))


def test_a_wrong_contact_gives_everything_back(paolo: Any, world: World) -> None:
    body = world.organizations["capofila"].id
    answer = paolo.post(f"/enti/{body}/contatti/", {"email": "info", "phone": "02 1234"})
    assert answer.status_code == 422
    assert "02 1234" in text(answer)


def test_who_works_in_no_programme_reads_no_activity(as_user: As, world: World) -> None:
    mandate = world.mandates["giulia"]
    mandate.programme = None
    mandate.save()
    answer = as_user("giulia").get("/attivita/")
    assert "Nessuna attività" in text(answer)
    assert as_user("giulia").get("/enti/").status_code == 200
