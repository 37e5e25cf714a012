"""The pages of courses and groups, as who leads, who follows and who sees nothing open them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.core import clock
from ciao.plans.actions import save_pledges, start_plan
from ciao.plans.models import Support
from ciao.services import actions
from ciao.services.models import Attendance, Edition, Enrolment, Service, Session
from ciao.services.rules import Mark
from ciao.signatures.actions import sign_on_screen
from ciao.signatures.models import Signature
from tests.cast import World
from tests.journeys.forms import typed
from tests.plans.test_actions import PLEDGE, goal, signed
from tests.protected import hide
from tests.services.conftest import FIRST, LAST, Course, meeting, person
from tests.services.test_actions import TODAY, locked, marked

Open = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_a_service_then_its_edition_then_who_leads(world: World, course: Course, as_user: Open) -> None:
    page = as_user("marta")
    form = typed(page.get("/corsi/catalogo/nuovo/"), "title", title="Italiano in cucina", kind="lab")
    assert "Scegli una risposta per «Attività del progetto»" in text(page.post("/corsi/catalogo/nuovo/", form))
    form |= {"activity": str(course.service.activity_id), "planned_hours": "24,5"}
    answer = page.post("/corsi/catalogo/nuovo/", form)
    service = Service.objects.get(title="Italiano in cucina")
    assert answer.url == f"/corsi/catalogo/{service.id}/edizione/"
    page.post("/corsi/catalogo/nuovo/", form)
    assert Service.objects.count() == 2
    bad = typed(page.get(answer.url), "starts_on", starts_on="1.12.2026", ends_on="1.11.2026", place="Cucina")
    refused = page.post(answer.url, bad)
    assert refused.status_code == 422
    assert "La fine viene dopo l’inizio" in text(refused)
    assert 'value="Cucina"' in text(refused)
    made = page.post(answer.url, bad | {"ends_on": "18.12.2026"})
    edition = Edition.objects.get(service=service)
    assert made.url == f"/corsi/{edition.id}/"
    assert "Scegli chi conduce" in text(page.get(made.url))
    staff = {"mandate": str(world.mandates["teo"].id), "role": "trainer", "starts_on": "1.12.2026"}
    assert page.post(f"{made.url}conduce/", staff).url == made.url
    assert "Metti in calendario gli incontri" in text(page.get(made.url))


def test_meetings_every_week_moved_and_called_off(world: World, course: Course, as_user: Open) -> None:
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/"
    week = {
        "weekdays": ["1", "3"],
        "from_time": "14",
        "to_time": "17",
        "first": "1.12.2026",
        "last": "18.12.2026",
        "every_weeks": "1",
    }
    assert "5 incontri messi in calendario" in text(page.post(f"{url}incontri/", week, follow=True))
    refused = page.post(f"{url}incontri/", week)
    assert refused.status_code == 422
    assert "Si sovrappone all’incontro 1" in text(refused)
    one = Session.objects.get(number=1)
    form = typed(page.get(f"/corsi/incontri/{one.id}/sposta/"), "day", day="2.12.2026", topic="Igiene")
    assert page.post(f"/corsi/incontri/{one.id}/sposta/", form).url == url
    assert "2 dic, Igiene" in text(page.get(url))
    off = f"/corsi/incontri/{one.id}/annulla/"
    assert page.post(off, {"note": "Neve", "on": "23.11.2026"}).url == url
    assert page.post(f"/corsi/incontri/{one.id}/rimetti/", {"note": "Si fa", "on": "23.11.2026"}).url == url
    one.refresh_from_db()
    assert (one.state, one.topic) == ("open", "Igiene")


def test_a_trainer_sees_names_a_stranger_counts(world: World, course: Course, as_user: Open) -> None:
    url = f"/corsi/{course.edition.id}/"
    teo, chiara = text(as_user("teo").get(url)), text(as_user("chiara").get(url))
    assert "Amina" in teo
    assert "Sara" in teo
    assert "Amina" not in chiara
    assert "2 persone fuori dal tuo incarico" in chiara
    line = ReadLine.objects.get()
    assert line.purpose == "corso o gruppo"
    assert set(line.person_ids) == {one.person_id for one in course.cases.values()}


def test_a_protected_person_is_an_alias_like_any_name(world: World, course: Course, as_user: Open) -> None:
    hidden = person(world, "Ines")
    called = person(world, "Irina", alias="Lia")
    hide(world, hidden, "Rosa")
    with acting(world.actor("marta")) as marta:
        for one in (hidden, called):
            actions.enrol(edition=course.edition, case=one, enrolled_on=FIRST, by=marta)
    shown = text(as_user("teo").get(f"/corsi/{course.edition.id}/"))
    assert "Ines" not in shown
    assert "Irina" not in shown
    assert "Rosa" in shown
    assert "Lia" in shown


def test_the_list_counts_whoever_asks_in_a_fixed_number_of_queries(world: World, course: Course, as_user: Open) -> None:
    meeting(world, course, date(2026, 11, 25))
    page = as_user("chiara")
    page.get("/corsi/")
    with CaptureQueriesContext(connection) as few:
        shown = text(page.get("/corsi/"))
    for words in ("Cucina e HACCP, edizione 1", "in preparazione", "Teo", "25 nov, 14:00"):
        assert words in shown
    with acting(world.actor("marta")) as marta:
        for _ in range(6):
            actions.add_edition(service=course.service, starts_on=FIRST, ends_on=LAST, by=marta)
    with CaptureQueriesContext(connection) as many:
        assert "edizione 7" in text(page.get("/corsi/"))
    assert len(many) == len(few)
    assert "edizione 7" not in text(as_user("teo").get("/corsi/?miei=1"))
    assert page.get("/corsi/?esporta=xlsx").content[:2] == b"PK"
    assert "Cucina e HACCP" in text(page.get("/corsi/catalogo/"))


def test_attendance_is_saved_and_closed_by_who_leads(world: World, course: Course, as_user: Open) -> None:
    session = meeting(world, course, TODAY)
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    shown = page.get(url)
    assert "Presenze di oggi" in text(shown)
    amina, sara = (course.enrolments[name].id.hex for name in ("Amina", "Sara"))
    form = typed(shown, "others_count", **{f"p_{amina}": "P", f"p_{sara}": "R", "do": "close"})
    refused = page.post(url, form)
    assert refused.status_code == 422
    assert "Scrivi a che ora è entrata" in text(refused)
    assert 'value="R" checked' in text(refused)
    assert page.post(url, form | {f"e_{sara}": "13:00"}).status_code == 422
    answer = page.post(url, form | {f"e_{sara}": "14:25", "others_count": "2"})
    assert answer.url == f"/corsi/{course.edition.id}/"
    session.refresh_from_db()
    assert (session.state, session.others_count) == ("locked", 2)
    closed = text(page.get(url))
    assert "Chiuso il 23.11.2026 da Teo" in closed
    assert "2 h 35 min" in closed


def test_what_is_missing_stops_the_closing_and_keeps_what_is_written(
    world: World, course: Course, as_user: Open
) -> None:
    session = meeting(world, course, TODAY)
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    amina = course.enrolments["Amina"].id.hex
    form = typed(page.get(url), "others_count", **{f"p_{amina}": "A", f"n_{amina}": "febbre", "do": "close"})
    refused = page.post(url, form)
    assert refused.status_code == 422
    assert "1 persona è ancora da segnare" in text(refused)
    assert 'value="febbre"' in text(refused)
    assert Attendance.objects.count() == 0
    assert page.post(url, form | {"do": "rest"}).url == url
    assert sorted(Attendance.objects.values_list("presence", flat=True)) == ["A", "P"]
    assert Session.objects.get().state == "open"


def test_two_who_write_the_same_register_do_not_cover_each_other(world: World, course: Course, as_user: Open) -> None:
    session = meeting(world, course, TODAY)
    marked(world, course, session, Amina="P", Sara="P")
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    form = typed(page.get(url), "others_count")
    amina, sara = (course.enrolments[name].id.hex for name in ("Amina", "Sara"))
    form |= {f"p_{amina}": "P", f"p_{sara}": "G", "do": "save"}
    with acting(world.actor("marta")) as marta:
        given = {one.id: Mark("A") for one in course.enrolments.values()}
        actions.save_attendance(session=session, marks=given, others_count=0, by=marta)
    refused = page.post(url, form)
    assert refused.status_code == 422
    assert "Sara: Marta ha segnato «assente» mentre scrivevi" in text(refused)
    assert "Amina: Marta" not in text(refused)
    again = typed(refused, "others_count", **{f"p_{amina}": "P", f"p_{sara}": "G", "do": "save"})
    assert page.post(url, again).url == url
    kept = dict(Attendance.objects.values_list("enrolment__case_id", "presence"))
    assert kept[course.cases["Sara"].id] == "G"


def test_a_second_absence_in_a_row_is_said(world: World, course: Course, as_user: Open) -> None:
    locked(world, course, date(2026, 11, 16), Amina="P", Sara="A")
    session = marked(world, course, meeting(world, course, TODAY), Sara="A")
    assert "2 assenze di fila" in text(as_user("teo").get(f"/corsi/incontri/{session.id}/presenze/"))


def test_who_follows_one_person_marks_that_one_and_closes_nothing(world: World, course: Course, as_user: Open) -> None:
    session = meeting(world, course, TODAY)
    url = f"/corsi/incontri/{session.id}/presenze/"
    assert "Il registro lo chiude chi conduce" in text(as_user("marta").get(url))
    amina = course.enrolments["Amina"].id.hex
    assert as_user("marta").post(url, {f"p_{amina}": "P", f"s_{amina}": "", "do": "close"}).url == url
    assert Session.objects.get().state == "open"
    assert as_user("chiara").get(url).status_code == 404
    assert as_user("chiara").post(url, {"do": "save"}).status_code == 404
    assert as_user("paolo").get(url).status_code == 404
    assert as_user("marta").get(f"/corsi/incontri/{session.id}/riapri/").status_code == 404


def test_a_register_is_opened_again_with_a_reason(world: World, course: Course, as_user: Open) -> None:
    session = locked(world, course, TODAY, Amina="P", Sara="P")
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/riapri/"
    assert page.get(url).status_code == 200
    assert page.post(url, {"note": "", "on": "23.11.2026"}).status_code == 422
    assert page.post(url, {"note": "Sara mancava", "on": "23.11.2026"}).url.endswith("/presenze/")
    assert Session.objects.get().state == "open"


def test_a_meeting_to_come_says_when_it_is_written(world: World, course: Course, as_user: Open) -> None:
    session = meeting(world, course, date(2026, 11, 25))
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    assert "dal giorno dell’incontro" in text(page.get(url))
    page.post(url, {"do": "save"})
    assert Attendance.objects.count() == 0


def test_a_person_is_enrolled_from_the_fascicolo_with_the_support_of_the_plan(
    world: World, course: Course, as_user: Open
) -> None:
    ines = person(world, "Ines")
    with acting(world.actor("marta")) as marta:
        plan = actions_plan(ines, marta)
        support = Support.objects.get(goal__plan=plan)
    page, url = as_user("marta"), f"/persone/{ines.id}/iscrivi/"
    shown = page.get(f"{url}?sostegno={support.id}")
    assert "Cucina e HACCP, edizione 1 · 2 nov – 18 dic · 2 persone" in text(shown)
    form = typed(shown, "enrolled_on")
    assert form["support"] == str(support.id)
    assert page.post(url, form).status_code == 422
    assert page.post(url, form | {"edition": str(course.edition.id)}).url == f"/persone/{ines.id}/"
    assert page.post(url, form | {"edition": str(course.edition.id)}).status_code in (302, 422)
    made = Enrolment.objects.get(case=ines)
    assert made.support_id == support.id
    for stranger in ("chiara", "paolo"):
        assert as_user(stranger).get(url).status_code == 404


def actions_plan(case: Any, by: Any) -> Any:
    """A signed plan whose one support is a course."""
    plan = start_plan(case=case, by=by)
    goal(plan, by, supports={1: {"kind": "course", "note": "HACCP", "planned_hours": 30}})
    save_pledges(plan=plan, pledges=PLEDGE, by=by)
    return signed(case, by)


def test_several_people_are_enrolled_together_once(world: World, course: Course, as_user: Open) -> None:
    ines, noor = person(world, "Ines"), person(world, "Noor")
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/iscrivi/"
    shown = page.get(url)
    assert "Amina" not in text(shown).split("<form", 2)[-1]
    form: dict[str, Any] = {**typed(shown, "enrolled_on"), "cases": [str(ines.id), str(noor.id)]}
    assert "2 iscrizioni salvate" in text(page.post(url, form, follow=True))
    assert page.post(url, form).status_code == 302
    assert Enrolment.objects.count() == 4
    nothing = as_user("chiara").get(url)
    assert "Nessuna persona da iscrivere" in text(nothing)
    del form["_mandate"]
    assert as_user("chiara").post(url, form).status_code == 422


@pytest.mark.parametrize(
    ("page_name", "given", "state"),
    [
        ("lascia", {"note": "Ha trovato lavoro", "on": "23.11.2026"}, "withdrawn"),
        ("finito", {"on": "23.11.2026"}, "completed"),
        ("errore", {"note": "Altra Sara", "on": "23.11.2026"}, "void"),
    ],
)
def test_an_enrolment_ends_from_the_page_of_the_course(
    world: World, course: Course, as_user: Open, page_name: str, given: dict[str, str], state: str
) -> None:
    page, url = as_user("marta"), f"/corsi/iscrizioni/{course.enrolments['Sara'].id}/"
    assert "Sara" in text(page.get(f"{url}{page_name}/"))
    assert page.post(f"{url}{page_name}/", given | {"on": "1.11.2026"}).status_code == (302 if state == "void" else 422)
    if state != "void":
        assert page.post(f"{url}{page_name}/", given).url == f"/corsi/{course.edition.id}/"
    course.enrolments["Sara"].refresh_from_db()
    assert course.enrolments["Sara"].state == state
    if state == "withdrawn":
        assert page.post(f"{url}rimetti/", {"note": "Torna", "on": "23.11.2026"}).status_code == 302
    assert as_user("chiara").get(f"{url}{page_name}/").status_code == 404


def test_an_edition_ends_is_called_off_and_goes_on(world: World, course: Course, as_user: Open) -> None:
    session = locked(world, course, TODAY, Amina="P", Sara="P")
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/"
    assert "Concludi l’edizione" in text(page.get(url))
    assert "2 persone che partecipano hanno finito" in text(page.get(f"{url}concludi/"))
    assert page.post(f"{url}concludi/", {"on": "23.11.2026"}).url == url
    assert page.post(f"{url}riapri/", {"note": "Altri incontri", "on": "23.11.2026"}).url == url
    assert "2 persone sono iscritte: avvisale" in text(page.get(f"{url}annulla/"))
    off = {"note": "Aula chiusa", "on": "23.11.2026"}
    assert "1 incontro ha il registro chiuso" in text(page.post(f"{url}annulla/", off))
    with acting(world.actor("teo")) as teo:
        actions.unlock_register(session=session, reason="Era un’altra classe", on=TODAY, by=teo)
    assert page.post(f"{url}annulla/", off).url == url
    assert Edition.objects.get().state == "cancelled"
    assert page.post(f"{url}avvia/").url == url
    assert "annullata" in text(page.get(url))


def test_hours_add_up_to_the_same_total_for_everybody(world: World, course: Course, as_user: Open) -> None:
    locked(world, course, TODAY, Amina="P", Sara="P")
    marta, chiara, paolo = (text(as_user(name).get("/corsi/ore/")) for name in ("marta", "chiara", "paolo"))
    for shown in (marta, chiara, paolo):
        assert "6 h in tutto il progetto" in shown
        assert "4. Formazione" in shown
        assert "Cooperativa La Quercia" in shown
    assert "Amina" in marta
    assert "fuori dal tuo incarico" not in marta
    assert "Amina" not in chiara
    assert "6 h di 2 persone fuori dal tuo incarico" in chiara
    assert as_user("marta").get("/corsi/ore/?esporta=xlsx").content[:2] == b"PK"


def test_each_total_of_hours_opens_the_rows_behind_it(world: World, course: Course, as_user: Open) -> None:
    locked(world, course, TODAY, Amina="P", Sara="A")
    page = as_user("marta")
    shown = text(page.get("/corsi/ore/"))
    links = {word: re.findall(rf'href="(/corsi/ore/\?{word}=[^"]+)"', shown) for word in ("corso", "attivita", "ente")}
    assert links["corso"] == [f"/corsi/ore/?corso={course.edition.id}"]
    for (url,) in links.values():
        behind = text(page.get(url))
        assert "Amina" in behind
        assert "Le ore dei registri chiusi: 3 h di " in behind
    nothing = text(page.get(f"/corsi/ore/?corso={course.service.id}"))
    assert "Amina" not in nothing
    assert "0 h di non trovato" in nothing
    assert "3 h in tutto il progetto" in text(page.get("/corsi/ore/?corso=x"))
    assert "3 h di una persona fuori" in text(as_user("chiara").get(links["ente"][0]))


def test_who_stops_leading_is_taken_off(world: World, course: Course, as_user: Open) -> None:
    staff = course.edition.staff.get()
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/conduce/"
    assert "Togli" in text(page.get(url))
    assert page.post(f"{url}{staff.id}/togli/").url == url
    staff.refresh_from_db()
    assert staff.ends_on == TODAY
    assert as_user("teo").post(f"{url}{staff.id}/togli/").status_code == 404


def test_the_course_of_another_body_is_not_ones_to_prepare(world: World, course: Course, as_user: Open) -> None:
    session = meeting(world, course, TODAY)
    url = f"/corsi/{course.edition.id}/"
    shown = text(as_user("chiara").get(url))
    assert "Annulla l’edizione" not in shown
    assert "/presenze/" not in shown
    chiara = as_user("chiara")
    for page in ("modifica", "annulla", "concludi", "riapri", "conduce", "incontro", "incontri"):
        assert chiara.get(f"{url}{page}/").status_code == 404
    assert chiara.post(f"{url}avvia/").status_code == 404
    for page in ("sposta", "annulla", "rimetti"):
        assert chiara.get(f"/corsi/incontri/{session.id}/{page}/").status_code == 404
    for name in ("paolo", "marta", "teo"):
        assert as_user(name).get(f"{url}modifica/").status_code == 200


def test_who_closes_second_is_told_and_reads_what_is_not_saved(world: World, course: Course, as_user: Open) -> None:
    session = meeting(world, course, TODAY)
    teo, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    amina, sara = (course.enrolments[name].id.hex for name in ("Amina", "Sara"))
    form = typed(teo.get(url), "others_count", **{f"p_{amina}": "P", f"p_{sara}": "A", "do": "close"})
    marked(world, course, session, Amina="P", Sara="P")
    with acting(world.actor("teo")) as by:
        actions.lock_register(session=session, on=TODAY, by=by)
    refused = teo.post(url, form)
    assert refused.status_code == 409
    shown = text(refused)
    assert "Qualcuno ha chiuso il registro mentre scrivevi" in shown
    assert "Avevi segnato" in shown.split("Sara")[0]
    assert Attendance.objects.get(enrolment=course.enrolments["Sara"]).presence == "P"
    same = teo.post(url, form | {f"p_{sara}": "P"})
    assert same.status_code == 200


def test_a_correction_says_who_when_and_from_what_to_what(world: World, course: Course, as_user: Open) -> None:
    session = locked(world, course, TODAY, Amina="P", Sara="P")
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    assert "Correzioni" not in text(page.get(url))
    with acting(world.actor("teo")) as teo:
        opened = actions.unlock_register(session=session, reason="Sara mancava", on=TODAY, by=teo)
    marked(world, course, opened, Sara="G")
    shown = text(page.get(url))
    assert "Correzioni" in shown
    row = shown.split("Correzioni")[-1]
    assert row.index("Sara") < row.index("presente, 3 h") < row.index("assenza giustificata") < row.index("Teo")


def test_a_closed_register_is_signed_and_signed_again_once_corrected(
    world: World, course: Course, as_user: Open
) -> None:
    session = locked(world, course, TODAY, Amina="P", Sara="P")
    page, url = as_user("teo"), f"/corsi/incontri/{session.id}/presenze/"
    shown = text(page.get(url))
    assert "Il registro non è ancora firmato" in shown
    assert "Firma il registro" in shown
    link = re.findall(r'href="([^"]*session_register[^"]*)"', shown)[0]
    form = typed(page.get(link), "issued_on")
    assert page.post(link, form).url == url
    with acting(world.actor("teo")) as teo:
        signature = Signature.objects.get()
        sign_on_screen(signature=signature, by=teo, written_name="Teo")
    signed = text(page.get(url))
    assert "firmato: " in signed
    assert "Firma il registro" not in signed
    with clock.at(clock.now() + timedelta(minutes=5)), acting(world.actor("teo")) as teo:
        opened = actions.unlock_register(session=session, reason="Sara mancava", on=TODAY, by=teo)
        actions.save_attendance(session=opened, marks={course.enrolments["Sara"].id: Mark("A")}, others_count=0, by=teo)
        actions.lock_register(session=opened, on=TODAY, by=teo)
    again = text(page.get(url))
    assert "riaperto dopo la firma" in again
    assert "Firma il registro" in again
    assert "Firma il registro" not in text(as_user("marta").get(url))
