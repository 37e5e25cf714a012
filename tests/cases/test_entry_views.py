"""The entry form through its pages: from the first opening to the signature, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.html import escape

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.actions import fill_entry
from ciao.cases.models import Case, EsfEntry
from ciao.people.models import Identity
from ciao.signatures.actions import sign_on_screen, withdraw
from ciao.territories.models import Country
from tests.cases.test_entry import _own_folder as _own_folder
from tests.cases.test_entry import amina as amina
from tests.cases.test_entry import filled, shown, signed
from tests.cast import World
from tests.files.samples import PDF

Open = Callable[[str], Any]


def page_of(case: Case, more: str = "") -> str:
    return f"/persone/{case.id}/iscrizione/{more}"


def text(page: Any) -> str:
    return str(page.content.decode())


def answers(**more: str) -> dict[str, str]:
    morocco = Country.objects.get(name="Marocco")
    return {
        "entered_on": "02.11.2026", "gender": "F", "citizenship": str(morocco.pk), "residence": "rozzano",
        "education": "lower_secondary", "is_studying": "False", "employment": "unemployed", "search": "over_12",
        "adults_count": "2", "workers_count": "0", "children_count": "1", **more,
    }  # fmt: skip


def seen_by(page: Any) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(_seen)" value="([^"]*)"', text(page)))


def test_from_the_first_opening_to_the_signature(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    assert "Compila la domanda" in text(marta.get(page_of(amina)))
    form = marta.get(page_of(amina, "risposte/"))
    assert 'value="unemployed" checked' in re.sub(r" (class|id|aria-\S+)=\"[^\"]*\"| required", "", text(form))
    answer = marta.post(page_of(amina, "risposte/"), {**answers(), **seen_by(form)}, follow=True)
    assert "presentare la domanda alla firma" in text(answer)
    assert "Età quel giorno</dt><dd>37 anni</dd>" in text(answer)
    answer = marta.post(page_of(amina, "alla-firma/"), follow=True)
    assert "Fai firmare Amina" in text(answer)
    with acting(world.actor("marta")):
        document = EsfEntry.objects.get().document()
        assert document
        one = document.signatures.get()
    screen = page_of(amina, f"firma/{one.id}/schermo/")
    assert marta.get(screen).status_code == 200
    assert marta.post(screen, {"written_name": ""}).status_code == 422
    answer = marta.post(screen, {"written_name": "Amina"}, follow=True)
    assert "Domanda di iscrizione firmata." in text(answer)
    assert "Domanda firmata il 23.11.2026" in text(answer)
    assert marta.get(page_of(amina, "risposte/")).url == page_of(amina)


def test_a_form_half_filled_is_kept_and_says_what_lacks(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    given = answers(education="", children_count="")
    del given["is_studying"]
    page = text(marta.post(page_of(amina, "risposte/"), given, follow=True))
    assert "3 risposte mancano ancora" in page
    assert "3 risposte mancano prima della firma" in page
    assert "Se studia o si forma, titolo di studio, figli a carico." in page
    refused = marta.post(page_of(amina, "alla-firma/"), follow=True)
    assert "Mancano 3 risposte" in text(refused)
    with acting(world.actor("marta")):
        assert EsfEntry.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"residence": "Atlantide"}, "Non troviamo questo comune"),
        ({"workers_count": "3"}, "Gli adulti in casa sono 2: chi lavora è fra loro"),
        ({"children_count": "molti"}, "Scrivi un numero intero"),
        ({"entered_on": ""}, "I dati sono del"),
        ({"entered_on": "01.01.2020"}, "La presa in carico è del 02.11.2026"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    amina: Case, as_user: Open, more: dict[str, str], says: str
) -> None:
    answer = as_user("marta").post(page_of(amina, "risposte/"), answers(education="master", **more))
    assert answer.status_code == 422
    assert escape(says) in text(answer)
    assert '<option value="master" selected>' in text(answer)


def test_two_editors_see_the_difference(world: World, amina: Case, as_user: Open) -> None:
    marta = as_user("marta")
    first = seen_by(marta.get(page_of(amina, "risposte/")))
    marta.post(page_of(amina, "risposte/"), {**answers(), **first})
    answer = marta.post(page_of(amina, "risposte/"), {**answers(is_studying="True", children_count="2"), **first})
    assert answer.status_code == 409
    assert "ha salvato" in text(answer)
    again = marta.post(
        page_of(amina, "risposte/"), {**answers(is_studying="True", children_count="2"), **seen_by(answer)}
    )
    assert again.status_code == 302
    with acting(world.actor("marta")):
        assert (EsfEntry.objects.get().is_studying, EsfEntry.objects.get().children_count) == (True, 2)


def test_warnings_are_said_and_stop_nobody(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        Identity.objects.update(birth_date="1950-01-01")
        filled(amina, marta, employment="employed")
    page = text(as_user("marta").get(page_of(amina)))
    for words in ("Il 02.11.2026 ha 76 anni", "risulta al lavoro", "in casa non lavora nessuno", "codice fiscale"):
        assert words in page
    assert "Fai firmare" in text(as_user("marta").post(page_of(amina, "alla-firma/"), follow=True))


def test_without_the_birth_date_it_leads_to_where_it_is_written(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        Identity.objects.update(birth_date=None)
        filled(amina, marta)
    page = text(as_user("marta").get(page_of(amina)))
    assert "1 risposta manca prima della firma" in page
    assert f'href="/persone/{amina.id}/dati/"' in page


def test_signed_on_paper_with_its_scan(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        _, document = shown(amina, marta)
        one = document.signatures.get()
    page, url = as_user("marta"), page_of(amina, f"firma/{one.id}/carta/")
    assert page.get(url).status_code == 200
    given = {"scan": SimpleUploadedFile("pagina.pdf", PDF), "signed_on": "23.11.2026"}
    assert page.post(url, given).status_code == 302
    with acting(world.actor("marta")):
        assert EsfEntry.objects.get().state == "signed"


def test_signed_elsewhere_it_is_closed_by_hand(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        _, document = shown(amina, marta)
        sign_on_screen(signature=document.signatures.get(), written_name="Amina", by=marta)
    page = as_user("marta")
    assert "Segna firmata" in text(page.get(page_of(amina)))
    assert "Domanda di iscrizione firmata." in text(page.post(page_of(amina, "firmata/"), follow=True))


def test_corrections_ask_why_and_lead_back_to_the_form(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        document = signed(amina, marta).document()
        assert document
        withdraw(signature=document.signatures.get(), reason="Non era lei", by=marta)
    page = as_user("marta")
    assert "La firma non vale più" in text(page.get(page_of(amina)))
    for where in ("non-firmata/", "in-bozza/"):
        assert page.get(page_of(amina, where)).status_code == 200
        assert page.post(page_of(amina, where), {"note": "", "on": "23.11.2026"}).status_code == 422
        done = page.post(page_of(amina, where), {"note": "Firma ritirata", "on": "23.11.2026"})
        assert (done.status_code, done.url) == (302, page_of(amina))
    assert "Firma ritirata" in text(page.get(page_of(amina)))
    with acting(world.actor("marta")):
        assert EsfEntry.objects.get().state == "draft"


def test_after_a_signature_taken_back_a_new_paper_is_signed(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        first = signed(amina, marta).document()
        assert first
        withdraw(signature=first.signatures.get(), reason="Non era lei", by=marta)
    page = as_user("marta")
    page.post(page_of(amina, "non-firmata/"), {"note": "Firma ritirata", "on": "23.11.2026"})
    assert "serve un foglio nuovo" in text(page.get(page_of(amina)))
    assert "Fai firmare Amina" in text(page.post(page_of(amina, "alla-firma/"), follow=True))
    with acting(world.actor("marta")):
        second = EsfEntry.objects.get().document()
        assert second
        assert second.replaces == first


@pytest.mark.parametrize("name", ["chiara", "paolo", "luca", "giulia"])
def test_who_reads_no_identity_finds_no_page(world: World, amina: Case, as_user: Open, name: str) -> None:
    with acting(world.actor("marta")) as marta:
        fill_entry(case=amina, entered_on=amina.opened_on, by=marta)
    page = as_user(name)
    for where in ("", "risposte/", "in-bozza/", "non-firmata/"):
        assert page.get(page_of(amina, where)).status_code == 404
    for where in ("risposte/", "alla-firma/", "firmata/"):
        assert page.post(page_of(amina, where), answers()).status_code == 404


def test_each_page_writes_one_read_line(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as marta:
        fill_entry(case=amina, entered_on=amina.opened_on, by=marta)
    page = as_user("marta")
    for where in ("", "risposte/"):
        before = ReadLine.objects.count()
        page.get(page_of(amina, where))
        assert ReadLine.objects.count() == before + 1
    last = ReadLine.objects.filter(purpose="domanda di iscrizione")[0]
    assert (last.person_ids, last.groups) == ([amina.person_id], ["dati anagrafici", "domanda iscrizione", "nome"])
