"""The pages about places: waiting, answering by link, requirements, the mix, rooms and closings."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.people.models import Identity
from ciao.programmes.models import TargetGroup
from ciao.services import actions
from ciao.services.models import ClosingDay, Enrolment, MixShare, Requirement, Room, Service, Session, Waiting
from tests.cast import World
from tests.journeys.forms import typed
from tests.services.conftest import FIRST, LAST, Course, meeting, person

Open = Callable[[str], Any]
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


@pytest.fixture
def full(world: World, course: Course) -> Course:
    with acting(world.actor("marta")) as marta:
        actions.change_edition(edition=course.edition, starts_on=FIRST, ends_on=LAST, capacity=2, by=marta)
    return course


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def offered(world: World, course: Course, name: str = "Ines") -> Waiting:
    with acting(world.actor("marta")) as marta:
        waiting = actions.join_waitlist(edition=course.edition, case=person(world, name), by=marta)
        actions.withdraw_enrolment(enrolment=course.enrolments["Sara"], reason="Lavora", on=TODAY, by=marta)
    waiting.refresh_from_db()
    return waiting


def test_a_full_course_puts_in_line_and_tells_of_the_offer(world: World, full: Course, as_user: Open) -> None:
    ines, page = person(world, "Ines"), as_user("marta")
    url = f"/corsi/{full.edition.id}/attesa/"
    form = typed(page.get(url), "preferences", preferences="Di mattina")
    assert page.post(url, form).status_code == 422
    answer = page.post(url, form | {"case": str(ines.id)})
    waiting = Waiting.objects.get()
    assert answer.url == f"/corsi/attesa/{waiting.id}/"
    assert "Niente da fare, per ora" in text(page.get(answer.url))
    with acting(world.actor("marta")) as marta:
        actions.withdraw_enrolment(enrolment=full.enrolments["Sara"], reason="Lavora", on=TODAY, by=marta)
    shown = text(page.get(answer.url))
    for words in ("C’è un posto: dillo entro il 26.11.2026", "Ciao Ines, c’è un posto per te: Cucina e HACCP."):
        assert words in shown
    assert "c’è un posto da offrire" in text(page.get("/"))
    course = text(page.get(f"/corsi/{full.edition.id}/"))
    assert "In attesa di un posto" in course
    assert "Ines" in course
    stranger = text(as_user("chiara").get(f"/corsi/{full.edition.id}/"))
    assert "Ines" not in stranger
    assert as_user("chiara").get(answer.url).status_code == 404
    assert as_user("chiara").post(f"{answer.url}no/").status_code == 404


def test_the_person_says_yes_from_the_link_and_the_page_names_nobody(world: World, full: Course, as_user: Open) -> None:
    meeting(world, full, date(2026, 11, 30))
    waiting = offered(world, full)
    shown = text(as_user("marta").post(f"/corsi/attesa/{waiting.id}/collegamento/"))
    link = re.search(r"/posto/[\w-]+/", shown)
    assert link is not None
    outside = Client()
    page = text(outside.get(link[0]))
    assert "Cucina e HACCP" in page
    assert "30.11.2026" in page
    assert [word for word in ("Ines", "Marta", "Aula 2", "caso") if word in page] == []
    arabic = text(outside.get(f"{link[0]}?lingua=ar"))
    assert 'dir="rtl"' in arabic
    lines = ReadLine.objects.count()
    answer = outside.post(f"{link[0]}?lingua=it", {"risposta": "si"})
    assert answer.url == f"{link[0]}?lingua=it&fatto=si"
    assert "Il posto è tuo" in text(outside.get(answer.url))
    assert Enrolment.objects.get(case=waiting.case).state == "enrolled"
    assert outside.get(link[0]).status_code == 404
    assert outside.get("/posto/inventato/").status_code == 404
    assert ReadLine.objects.count() == lines


def test_a_no_from_the_link_passes_the_place_on(world: World, full: Course, as_user: Open) -> None:
    waiting = offered(world, full)
    with acting(world.actor("marta")) as marta:
        second = actions.join_waitlist(edition=full.edition, case=person(world, "Noor"), by=marta)
        token = actions.give_answer_link(waiting=waiting, by=marta)
    outside = Client()
    assert outside.post(f"/posto/{token}/", {"risposta": "forse"}).status_code == 200
    assert outside.post(f"/posto/{token}/", {"risposta": "no"}).status_code == 302
    second.refresh_from_db()
    assert second.state == "offered"


def test_what_is_missing_is_not_told_on_a_page_anybody_may_open(world: World, full: Course) -> None:
    waiting = offered(world, full)
    Identity.objects.filter(person=waiting.case.person).update(birth_date=date(2012, 1, 1))
    with acting(world.actor("marta")) as marta:
        actions.add_requirement(service=full.service, kind="age", age_min=18, by=marta)
        token = actions.give_answer_link(waiting=waiting, by=marta)
    refused = Client().post(f"/posto/{token}/", {"risposta": "si"})
    assert refused.status_code == 422
    assert "Parlane con chi ti segue" in text(refused)
    assert "18 anni" not in text(refused)
    waiting.refresh_from_db()
    assert waiting.state == "offered"


def test_a_worker_answers_for_the_person(world: World, full: Course, as_user: Open) -> None:
    waiting = offered(world, full)
    page, url = as_user("marta"), f"/corsi/attesa/{waiting.id}/"
    assert page.post(f"{url}no/").url == url
    assert "Rimetti in attesa" in text(page.get(url))
    assert page.post(f"{url}rimetti/", {"note": "Ci ripensa", "on": "23.11.2026"}).url == url
    assert page.post(f"{url}si/", {}).url == f"/corsi/{full.edition.id}/"
    assert Enrolment.objects.filter(case=waiting.case, state="enrolled").count() == 1
    assert page.post(f"{url}si/", {}).status_code == 422


def test_who_waits_no_more_is_taken_off(world: World, full: Course, as_user: Open) -> None:
    waiting = offered(world, full)
    page, url = as_user("marta"), f"/corsi/attesa/{waiting.id}/"
    assert page.post(f"{url}togli/", {"note": "", "on": "23.11.2026"}).status_code == 422
    assert page.post(f"{url}togli/", {"note": "Ha trovato altro", "on": "23.11.2026"}).url == url
    assert "non aspetta più" in text(page.get(url))


def test_many_are_tried_before_anything_is_written(world: World, full: Course, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        actions.change_edition(edition=full.edition, starts_on=FIRST, ends_on=LAST, capacity=3, by=marta)
        actions.add_requirement(service=full.service, kind="age", age_min=18, by=marta)
    young, ines, noor = (person(world, name) for name in ("Davide", "Ines", "Noor"))
    for case, born in ((young, date(2012, 1, 1)), (ines, date(1990, 1, 1)), (noor, date(1990, 1, 1))):
        Identity.objects.filter(person=case.person).update(birth_date=born)
    page, url = as_user("marta"), f"/corsi/{full.edition.id}/iscrivi/"
    form: dict[str, Any] = {
        **typed(page.get(url), "enrolled_on"), "cases": [str(one.id) for one in (young, ines, noor)],
    }  # fmt: skip
    tried = page.post(url, form)
    assert tried.status_code == 200
    for words in ("non si iscrive: serve il motivo", "si iscrive", "in attesa: i posti sono finiti", "almeno 18 anni"):
        assert words in text(tried)
    assert Enrolment.objects.count() == 2
    done = text(page.post(url, form | {"checked": "1"}, follow=True))
    assert "1 iscrizione salvata, 1 persona in attesa, 1 persona non iscritta." in done
    assert (Enrolment.objects.count(), Waiting.objects.count()) == (3, 1)


def test_a_service_says_what_it_asks(world: World, course: Course, as_user: Open) -> None:
    page, url = as_user("marta"), f"/corsi/catalogo/{course.service.id}/requisiti/"
    form = typed(page.get(url), "words", kind="age")
    assert page.post(url, form).status_code == 422
    assert page.post(url, form | {"age_min": "16"}).url == url
    assert page.post(url, typed(page.get(url), "words", kind="document", words="Tessera")).url == url
    assert "Età: almeno 16 anni." in text(page.get(url))
    assert "Chiede:" in text(page.get(f"/corsi/{course.edition.id}/"))
    first = Requirement.objects.get(kind="age")
    assert page.post(f"/corsi/requisiti/{first.id}/togli/").url == url
    assert "almeno 16 anni" not in text(page.get(url))
    assert as_user("luca").get(url).status_code == 404


def test_the_catalogue_entry_is_changed_and_its_kind_stays(world: World, course: Course, as_user: Open) -> None:
    page, url = as_user("marta"), f"/corsi/catalogo/{course.service.id}/modifica/"
    form = typed(page.get(url), "title", title="Cucina, igiene e sala", modality="mixed")
    assert page.post(url, {**form, "themes": ["food", "safety"]}).status_code == 302
    service = Service.objects.get()
    assert (service.title, service.kind, service.modality, service.themes) == (
        "Cucina, igiene e sala", "course", "mixed", ["food", "safety"],
    )  # fmt: skip
    assert "cucina e ristorazione" in text(page.get("/corsi/catalogo/?tema=food"))


def test_the_mix_is_set_and_seen_live(world: World, course: Course, as_user: Open) -> None:
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/composizione/"
    target = TargetGroup.objects.get(label="Giovani")
    form = typed(page.get(url), "min_count", target=str(target.id), min_count="2", max_count="1")
    assert page.post(url, form).status_code == 422
    assert page.post(url, form | {"max_count": "4"}).url == url
    assert MixShare.objects.get().max_count == 4
    assert "0, almeno 2 e al massimo 4: 2 mancano" in text(page.get(f"/corsi/{course.edition.id}/"))
    assert as_user("chiara").get(url).status_code == 404


def test_rooms_and_closings_are_kept_by_who_prepares(world: World, course: Course, as_user: Open) -> None:
    page = as_user("marta")
    form = typed(page.get("/corsi/stanze/nuova/"), "name", name="Aula 2", seats="12")
    assert page.post("/corsi/stanze/nuova/", form).status_code == 302
    room = Room.objects.get()
    assert "Aula 2" in text(page.get("/corsi/stanze/"))
    days = typed(page.get("/corsi/chiusure/"), "word", word="Sagra", starts_on="7.12.2026", ends_on="6.12.2026")
    assert page.post("/corsi/chiusure/", days).status_code == 422
    assert page.post("/corsi/chiusure/", days | {"ends_on": "11.12.2026"}).url == "/corsi/chiusure/"
    week = {
        "weekdays": ["0"], "from_time": "9", "to_time": "12", "first": "30.11.2026", "last": "18.12.2026",
        "every_weeks": "1", "room": str(room.id), "weeks_off": "boh",
    }  # fmt: skip
    url = f"/corsi/{course.edition.id}/incontri/"
    assert "«boh» non è una data" in text(page.post(url, week))
    shown = text(page.post(url, week | {"weeks_off": ""}, follow=True))
    assert "2 incontri messi in calendario" in shown
    assert "Saltati: 7 dic (Sagra)" in shown
    assert set(Session.objects.values_list("room", flat=True)) == {room.id}
    closing = ClosingDay.objects.get()
    assert page.post(f"/corsi/chiusure/{closing.id}/togli/").url == "/corsi/chiusure/"
    assert page.post(f"/corsi/stanze/{room.id}/uso/").url == "/corsi/stanze/"
    assert "non si usa più" in text(page.get("/corsi/stanze/"))
    assert as_user("luca").get("/corsi/chiusure/").status_code == 404


def test_the_link_of_a_meeting_is_for_who_leads_or_follows(world: World, course: Course, as_user: Open) -> None:
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/"
    form = typed(page.get(f"{url}incontro/"), "day", day="30.11.2026", from_time="9", to_time="12")
    assert page.post(f"{url}incontro/", form | {"remote_link": "non un indirizzo"}).status_code == 422
    assert page.post(f"{url}incontro/", form | {"remote_link": "https://incontro.example.org/x"}).url == url
    for name, seen in (("marta", True), ("teo", True), ("chiara", False), ("elena", False)):
        assert ("incontro.example.org" in text(as_user(name).get(url))) is seen


def test_too_many_hours_are_told(world: World, course: Course, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        actions.change_service(
            service=course.service, activity=course.service.activity, organization=course.service.organization,
            title=course.service.title, planned_hours=2, by=marta,  # type: ignore[arg-type]
        )  # fmt: skip
    page, url = as_user("marta"), f"/corsi/{course.edition.id}/"
    form = typed(page.get(f"{url}incontro/"), "day", day="30.11.2026", from_time="9", to_time="12")
    assert "In calendario ci sono 3 h, le ore previste sono 2 h." in text(
        page.post(f"{url}incontro/", form, follow=True)
    )
