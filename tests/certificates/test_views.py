"""The pages of certificates, as who leads, who follows, who sees nothing and anybody open them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.certificates import actions
from ciao.certificates.enums import Subject
from ciao.certificates.models import Certificate, CertificateCode, CertificateRule
from ciao.certificates.record import own_record
from ciao.core import clock
from ciao.services import actions as services
from tests.cast import World
from tests.certificates.conftest import TODAY, given, ruled
from tests.files.samples import PDF
from tests.internships.conftest import Kitchen
from tests.services.conftest import Course

Open = Callable[[str], Any]
ROW = "7f3f5a52-2f0e-4c3e-9a8e-0e8a2b7d1c11"


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_the_trainer_sees_who_has_the_right_and_gives_it(world: World, done: Course, as_user: Open) -> None:
    url = f"/attestati/corsi/{done.edition.id}/"
    page = as_user("teo")
    html = text(page.get(url))
    assert "1 persona ha diritto all’attestato" in html
    assert "Mancano 3 h: ne servono 24 h." in html
    assert "80% delle ore previste" in html
    chosen = {"people": [str(done.enrolments["Amina"].id)], "issued_on": "24.11.2026"}
    refused = page.post(url, chosen)
    assert refused.status_code == 422
    assert "dopo oggi" in text(refused)
    assert 'value="24.11.2026"' in text(refused)
    answer = page.post(url, chosen | {"issued_on": "23.11.2026"}, follow=True)
    assert "1 attestato rilasciato" in text(answer)
    assert "A-2026/001" in text(answer)
    assert page.post(url, chosen | {"issued_on": "23.11.2026"}).status_code == 422, "nobody is left to choose"
    assert Certificate.objects.count() == 1
    assert ReadLine.objects.filter(purpose="attestati di un’edizione").exists()


def test_somebody_without_the_right_cannot_be_chosen(world: World, done: Course, as_user: Open) -> None:
    url = f"/attestati/corsi/{done.edition.id}/"
    forged = {"people": [str(done.enrolments["Sara"].id)], "issued_on": "23.11.2026"}
    refused = as_user("teo").post(url, forged)
    assert refused.status_code == 422
    assert not Certificate.objects.exists()


def test_a_stranger_sees_no_name_and_no_certificate(world: World, done: Course, as_user: Open) -> None:
    one = given(world, done)
    page = as_user("chiara")
    shown = text(page.get(f"/attestati/corsi/{done.edition.id}/"))
    assert "Amina" not in shown
    assert "2 altre persone fuori dal tuo incarico" in shown
    for address in ("", "revoca/", "ridai-valore/"):
        assert page.get(f"/attestati/{one.id}/{address}").status_code == 404
    case = done.cases["Amina"].id
    for address in (f"/persone/{case}/libretto/", f"/persone/{case}/attestati/nuovo/",
                    f"/attestati/prova/{done.enrolments['Amina'].id}/"):  # fmt: skip
        assert page.get(address).status_code == 404, address
    assert "Ancora nessun attestato" in text(page.get("/attestati/"))


def test_a_rule_is_written_from_the_list_and_asks_something(world: World, course: Course, as_user: Open) -> None:
    page, url = as_user("marta"), f"/attestati/regole/{course.service.id}/"
    assert "Scrivi la regola di «Cucina e HACCP»" in text(page.get("/attestati/regole/"))
    typed = {"row_id": ROW, "starts_on": "1.1.2026", "title": "Igiene", "subject": "haccp", "share_percent": ""}
    refused = page.post(url, typed)
    assert refused.status_code == 422
    assert "Scrivi la parte delle ore" in text(refused)
    assert 'value="Igiene"' in text(refused)
    for bad in ("120", "ottanta", "0"):
        assert page.post(url, typed | {"share_percent": bad}).status_code == 422
    assert page.post(url, typed | {"share_percent": "80", "requisites": "Visita medica"}).url == "/attestati/regole/"
    rule = CertificateRule.objects.get()
    assert (rule.share_percent, rule.requisites) == (Decimal(80), "Visita medica")
    assert "80% delle ore" in text(page.get("/attestati/regole/"))
    assert 'value="Igiene"' in text(page.get(url)), "the next rule starts from this one"


def test_a_test_is_written_and_taken_back(world: World, done: Course, as_user: Open) -> None:
    ruled(world, done, starts_on=date(2026, 6, 1), needs_test=True, requisites="Visita medica")
    page, here = as_user("teo"), f"/attestati/corsi/{done.edition.id}/"
    url = f"/attestati/prova/{done.enrolments['Amina'].id}/"
    assert page.get(url).status_code == 200
    typed = {"row_id": ROW, "taken_on": "24.11.2026", "is_passed": "True", "score": "28 su 30"}
    refused = page.post(url, typed)
    assert refused.status_code == 422
    assert 'value="28 su 30"' in text(refused)
    assert page.post(url, typed | {"taken_on": "20.11.2026"}).url == here
    html = text(page.get(here))
    assert "superata, 28 su 30" in html
    back = f"/attestati/prova/errore/{ROW}/"
    assert page.get(back).status_code == 200
    unchecked = page.post(here, {"people": [str(done.enrolments["Amina"].id)], "issued_on": "23.11.2026"})
    assert unchecked.status_code == 422
    assert "per andare avanti" in text(unchecked)
    assert page.post(back, {"note": "Era di Sara"}).url == here
    assert "Manca il risultato della prova finale" in text(page.get(here))
    assert page.get(back).status_code == 404


def test_a_certificate_is_revoked_with_its_reason_and_given_back(world: World, done: Course, as_user: Open) -> None:
    one = given(world, done)
    page, url = as_user("marta"), f"/attestati/{one.id}/"
    html = text(page.get(url))
    assert "Stampa l’attestato e consegnalo" in html
    assert one.shown_code in html
    assert "regola da verificare" in html
    assert page.get(f"{url}revoca/").status_code == 200
    assert page.post(f"{url}revoca/", {"note": "", "on": "23.11.2026"}).status_code == 422
    assert page.post(f"{url}revoca/", {"note": "Nome sbagliato", "on": "23.11.2026"}).url == url
    assert "Attestato revocato" in text(page.get(url))
    assert "Nome sbagliato" in text(page.get(url))
    again = page.post(f"{url}revoca/", {"note": "x", "on": "23.11.2026"})
    assert again.status_code == 422
    assert "Ora è revocato" in text(again)
    assert page.post(f"{url}ridai-valore/", {"note": "Era giusto", "on": "23.11.2026"}).url == url


def test_hours_that_fell_are_flagged_on_the_list_and_on_the_page(world: World, done: Course, as_user: Open) -> None:
    one = given(world, done)
    page = as_user("marta")
    assert "Niente da rivedere" in text(page.get("/attestati/da-rivedere/"))
    with acting(world.actor("teo")) as teo:
        for session in done.edition.sessions.all()[:3]:
            services.unlock_register(session=session, reason="Errore", on=TODAY, by=teo)
    assert "1 attestato da rivedere" in text(page.get("/attestati/"))
    assert "Le ore ora sono 21 h: ne servono 24 h." in text(page.get("/attestati/da-rivedere/"))
    assert "da rivedere" in text(page.get(f"/attestati/{one.id}/"))
    assert "da rivedere" in text(page.get("/attestati/?su=haccp"))


def test_one_from_outside_is_kept_with_its_copy_and_told_before_it_lapses(
    world: World, course: Course, as_user: Open
) -> None:
    page, case = as_user("marta"), course.cases["Amina"]
    url = f"/persone/{case.id}/attestati/nuovo/"
    assert page.get(url).status_code == 200
    typed = {"row_id": ROW, "title": "Sicurezza", "subject": "safety", "issuer": "Scuola edile", "issued_on": "10.1.22"}
    for bad in ({"issued_on": "24.11.2026"}, {"expires_on": "9.1.2022"}, {"issued_on": "ieri"}, {"subject": "altro"}):
        refused = page.post(url, typed | bad)
        assert refused.status_code == 422
        assert 'value="Scuola edile"' in text(refused)
    assert page.post(url, {**typed, "file": SimpleUploadedFile("foglio.pdf", PDF)}).status_code == 302
    one = Certificate.objects.get()
    assert one.expires_on == date(2027, 1, 10)
    html = text(page.get("/attestati/scadenze/"))
    assert "da rinnovare" in html
    ruled(world, course, subject=Subject.SAFETY)
    body = text(page.get(f"/attestati/{one.id}/"))
    assert "scade il 10.01.2027" in body
    assert "Iscrivi a un corso" in body
    assert course.edition.title in body
    assert "Scarica la copia" in body
    with clock.at(date(2027, 1, 11)):
        assert "È scaduto il 10.01.2027" in text(as_user("marta").get(f"/attestati/{one.id}/"))


def test_the_record_holds_hours_and_certificates_and_the_persons_own_page_too(
    world: World, done: Course, as_user: Open
) -> None:
    one = given(world, done)
    case = done.cases["Amina"]
    html = text(as_user("marta").get(f"/persone/{case.id}/libretto/"))
    assert "Cucina e HACCP" in html
    assert "30 h" in html
    assert one.number_label in html
    own = own_record(case.person_id)
    assert [(row.title, row.hours) for row in own.courses] == [("Cucina e HACCP", Decimal(30))]
    assert [row.number for row in own.certificates] == [one.number_label]
    assert own.total_hours == 30
    sara = own_record(done.cases["Sara"].person_id)
    assert [row.hours for row in sara.courses] == [21]
    assert not sara.certificates


def test_the_certificate_of_an_internship_says_what_is_missing(world: World, kitchen: Kitchen, as_user: Open) -> None:
    with acting(world.actor("luca")) as luca:
        internship = kitchen.running(luca)
    page, url = as_user("luca"), f"/attestati/tirocini/{internship.id}/"
    html = text(page.get(url))
    assert "Non si può ancora rilasciare" in html
    assert "70% delle ore previste" in html
    refused = page.post(url, {"row_id": ROW, "issued_on": "23.11.2026"})
    assert refused.status_code == 422
    assert "è in corso" in text(refused)
    assert as_user("chiara").get(url).status_code == 404


@pytest.mark.parametrize("name", ["marta", "teo"])
def test_the_list_asks_the_same_questions_whatever_it_holds(
    world: World, done: Course, as_user: Open, name: str
) -> None:
    ruled(world, done, starts_on=date(2026, 6, 1), share_percent=70)
    page = as_user(name)
    given(world, done)
    page.get("/attestati/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert "Amina" in text(page.get("/attestati/"))
    given(world, done, "Sara")
    with CaptureQueriesContext(connection) as two:
        assert "Sara" in text(page.get("/attestati/"))
    assert len(two) <= len(one)
    assert page.get("/attestati/?esporta=xlsx")["Content-Type"].startswith("application/vnd")


def test_anybody_checks_a_code_and_learns_one_word(world: World, done: Course) -> None:
    one, anybody = given(world, done), Client()
    shown = anybody.get(f"/attestati/verifica/{one.shown_code}/")
    assert one.shown_code in text(shown)
    assert "Attestato valido" not in text(shown), "opening tells nothing: it is asked"
    answers = {}
    for name, code in (("valid", one.shown_code.lower()), ("not_found", "AAAA-BBBB-CCCC-DDDD"), ("short", "abc")):
        answers[name] = anybody.post("/attestati/verifica/", {"code": code})
    assert "Attestato valido" in text(answers["valid"])
    assert "Nessun attestato con questo codice" in text(answers["not_found"])
    assert "Nessun attestato con questo codice" in text(answers["short"])
    with clock.at(date(2028, 11, 24)):
        answers["expired"] = anybody.post("/attestati/verifica/", {"code": one.shown_code})
    with acting(world.actor("marta")) as marta:
        actions.revoke_certificate(certificate=one, reason="x", on=TODAY, by=marta)
    answers["revoked"] = anybody.post("/attestati/verifica/", {"code": one.shown_code})
    assert "Attestato scaduto" in text(answers["expired"])
    assert "Attestato revocato" in text(answers["revoked"])
    for answer in answers.values():
        assert answer.status_code == 200
        for secret in ("Amina", "Cucina", "A-2026", "Igiene", "2028"):
            assert secret not in text(answer)
        assert not answer.cookies


def test_the_four_answers_have_one_shape_and_one_number_of_questions(world: World, done: Course) -> None:
    one, anybody = given(world, done), Client()
    shapes = set()
    for code in (one.shown_code, "AAAA-BBBB-CCCC-DDDD", "abc"):
        with CaptureQueriesContext(connection) as asked:
            html = text(anybody.post("/attestati/verifica/", {"code": code}))
        for words in (code, "Attestato valido", "Nessun attestato con questo codice"):
            html = html.replace(words, "")
        shapes.add((html, len(asked)))
    assert len(shapes) == 1


def test_guessing_codes_is_slowed(world: World, done: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    from ciao.certificates.views import public

    monkeypatch.setattr(public, "PER_ADDRESS", 2)
    one, anybody = given(world, done), Client()
    for _ in range(2):
        anybody.post("/attestati/verifica/", {"code": "AAAA-BBBB-CCCC-DDDD"})
    html = text(anybody.post("/attestati/verifica/", {"code": one.shown_code}))
    assert "Riprova tra un’ora" in html
    assert "Attestato valido" not in html


def test_an_empty_code_is_asked_again(world: World) -> None:
    empty = Client().post("/attestati/verifica/", {"code": ""})
    assert empty.status_code == 422
    assert "Scrivi il codice." in text(empty)
    assert not CertificateCode.objects.exists()
