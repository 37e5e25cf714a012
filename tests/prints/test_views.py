"""Issuing, reading, replacing and annulling documents through the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from ciao.access.actor import acting
from ciao.audit.models import ReadLine
from ciao.cases.models import Case
from ciao.documents.models import IssuedDocument
from ciao.prints.panel import documents, offered
from ciao.signatures.models import Signature
from tests.cast import World


def issue(page: Any, case: Case, code: str = "privacy_notice", **data: str) -> Any:
    return page.post(reverse("prints:issue", args=[code, case.id]), {"issued_on": "23.11.2026", **data})


def latest() -> IssuedDocument:
    return IssuedDocument.objects.order_by("-number")[0]


def test_marta_issues_reads_and_downloads_a_document(amina: Case, as_user: Callable[[str], Any]) -> None:
    page = as_user("marta")
    question = page.get(reverse("prints:issue", args=["privacy_notice", amina.id])).content.decode()
    assert "Emettere «Informativa sui dati personali, caso 1»?" in question
    answer = page.post(
        reverse("prints:issue", args=["privacy_notice", amina.id]), {"issued_on": "23.11.2026"}, follow=True
    ).content.decode()
    assert "Documento n. 2026/001 emesso" in answer
    assert "1 firma da raccogliere" in answer
    assert page.get(reverse("files:download", args=[latest().file_id])).content.startswith(b"%PDF")
    purposes = set(ReadLine.objects.values_list("purpose", flat=True))
    assert {"stampa: informativa sui dati personali", "documento", "allegato"} <= purposes


def test_a_reissue_asks_why_and_replaces(amina: Case, as_user: Callable[[str], Any]) -> None:
    page = as_user("marta")
    issue(page, amina)
    assert "non vale più" in page.get(reverse("prints:issue", args=["privacy_notice", amina.id])).content.decode()
    assert issue(page, amina).status_code == 422
    assert issue(page, amina, reason="Il nome era sbagliato").status_code == 302
    first, second = IssuedDocument.objects.order_by("number")
    assert (first.state, second.version) == ("superseded", 2)
    old = page.get(reverse("prints:document", args=[first.id])).content.decode()
    assert "Vale il n. 2026/002" in old
    assert Signature.objects.standing().count() == 1


def test_a_document_is_annulled_with_its_reason(amina: Case, as_user: Callable[[str], Any]) -> None:
    page = as_user("marta")
    issue(page, amina)
    url = reverse("prints:void", args=[latest().id])
    assert "Annullare il documento n. 2026/001?" in page.get(url).content.decode()
    assert page.post(url, {"reason": ""}).status_code == 422
    shown = page.post(url, {"reason": "Doppio"}, follow=True).content.decode()
    assert "Questo documento non vale" in shown
    assert "Doppio" in shown


def test_a_protocol_is_written(amina: Case, as_user: Callable[[str], Any]) -> None:
    page = as_user("marta")
    issue(page, amina)
    url = reverse("prints:protocol", args=[latest().id])
    assert page.get(url).status_code == 200
    shown = page.post(url, {"protocol": "12/A", "on": "23/11/26"}, follow=True).content.decode()
    assert "12/A del 23.11.2026" in shown


def test_the_list_shows_what_one_may_see(amina: Case, as_user: Callable[[str], Any]) -> None:
    issue(as_user("marta"), amina)
    issue(as_user("marta"), amina, "case_opening")
    url = reverse("prints:documents")
    listed = as_user("marta").get(url).content.decode()
    assert "2026/001" in listed
    assert "Scheda di presa in carico, caso 1" in listed
    assert "Amina" not in listed
    filtered = as_user("marta").get(url, {"tipo": "case_opening"}).content.decode()
    assert "2026/001" not in filtered
    assert "2026/001" not in as_user("chiara").get(url).content.decode()


@pytest.mark.parametrize("name", ["paolo", "luca", "chiara"])
def test_who_may_not_issue_finds_no_page(amina: Case, as_user: Callable[[str], Any], name: str) -> None:
    assert as_user(name).get(reverse("prints:issue", args=["case_opening", amina.id])).status_code == 404
    assert as_user("marta").get(reverse("prints:issue", args=["nothing", amina.id])).status_code == 404


def test_the_panel_offers_to_marta_what_she_may_issue(amina: Case, world: World) -> None:
    with acting(world.actor("marta")) as marta:
        assert {one.code for one in offered(amina, marta)} == {"privacy_notice", "case_opening", "portable_record"}
        assert documents(amina, marta) is not None
    with acting(world.actor("paolo")) as paolo:
        assert documents(amina, paolo) is None


def test_the_panel_shows_what_was_issued(amina: Case, world: World, as_user: Callable[[str], Any]) -> None:
    issue(as_user("marta"), amina)
    with acting(world.actor("marta")) as marta:
        panel = documents(amina, marta)
    assert panel is not None
    assert [one.missing_count for one in panel.context["issued"]] == [1]
    assert [one.latest is not None for one in panel.context["offers"] if one.code == "privacy_notice"] == [True]


def test_the_fascicolo_offers_and_shows_documents(amina: Case, as_user: Callable[[str], Any]) -> None:
    page = as_user("marta")
    issue(page, amina)
    shown = page.get(reverse("desk:case", args=[amina.id])).content.decode()
    assert reverse("prints:issue", args=["case_opening", amina.id]) in shown
    assert "Informativa sui dati personali, caso 1, n. 2026/001" in shown
    assert "1 firma da raccogliere" in shown


def test_issuing_from_the_fascicolo_leads_back_to_it(amina: Case, as_user: Callable[[str], Any]) -> None:
    page, back = as_user("marta"), amina.get_absolute_url()
    url = reverse("prints:issue", args=["privacy_notice", amina.id])
    assert f'href="{url}?da=fascicolo"' in page.get(back).content.decode()
    question = page.get(f"{url}?da=fascicolo").content.decode()
    assert f'<a class="btn btn-text" href="{back}">Torna al fascicolo</a>' in question
    assert '<li aria-current="page">Emetti</li>' in question
    answer = page.post(f"{url}?da=fascicolo", {"issued_on": "23.11.2026"})
    assert (answer.status_code, answer.url) == (302, back)
    assert "Documento n. 2026/001 emesso" in page.get(back).content.decode()


def test_the_page_of_a_document_stands_under_its_person(amina: Case, as_user: Callable[[str], Any]) -> None:
    issue(as_user("marta"), amina)
    html = as_user("marta").get(reverse("prints:document", args=[latest().id])).content.decode()
    crumbs = html[html.index('<ol class="c-crumb">') :].split("</ol>")[0]
    assert f'<a href="{reverse("cases:list")}">Persone</a>' in crumbs
    assert f'<a href="{amina.get_absolute_url()}">' in crumbs
    assert '<li aria-current="page">n. 2026/001</li>' in crumbs
    lines = ReadLine.objects.filter(purpose="documento")
    assert [one.groups for one in lines] == [["nome"]]
