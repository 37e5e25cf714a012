"""A list is declared once: search, filters, order, pages and spreadsheet follow from the same words."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from ciao.core.lists import Column, Filter, ListPage, Mark, words
from ciao.territories.models import Country

COUNTRIES = ListPage(
    title="Stati",
    columns=[
        Column(
            "name",
            "Stato",
            value=lambda one: one.name,
            sort="name",
            link=lambda one: f"/stati/{one.iso_code}/",
        ),
        Column("code", "Codice", value=lambda one: one.iso_code, sort="iso_code", note=lambda one: "ISO"),
        Column("eu", "Unione", value=lambda one: Mark("ok", "sì") if one.is_eu else None, in_export=False),
    ],
    filters=[Filter("ue", "Unione", [("1", "sì"), ("0", "no")], lambda rows, value: rows.filter(is_eu=value == "1"))],
    search=lambda rows, text: rows.filter(name__icontains=text),
    order=("name",),
    page_size=10,
    export_name="stati",
)


def asked(**query: str) -> Any:
    request = RequestFactory().get("/stati/", query)
    return COUNTRIES.answer(request, Country.objects.all())


def names(**query: str) -> list[str]:
    return [row[0].text for row in asked(**query).context_data["rows"]]


@pytest.mark.django_db
def test_the_list_starts_in_its_own_order_ten_at_a_time() -> None:
    first = names()
    assert len(first) == 10
    assert first == list(Country.objects.order_by("name").values_list("name", flat=True)[:10])
    assert not set(first) & set(names(pagina="2"))


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_the_last_one() -> None:
    assert names(pagina="9999") == names(pagina=str(asked().context_data["page"].paginator.num_pages))
    assert names(pagina="x") == names()


@pytest.mark.django_db
def test_search_and_filter_work_together_and_say_so() -> None:
    assert "Francia" in names(q=" franc ", ue="1")
    assert names(q="franc", ue="0") == [
        one.name for one in Country.objects.filter(name__icontains="franc", is_eu=False).order_by("name")[:10]
    ]
    assert asked(q="franc").context_data["is_filtered"]
    assert not asked(ordine="code").context_data["is_filtered"]


@pytest.mark.django_db
def test_a_value_nobody_offers_is_ignored() -> None:
    assert names(ue="forse", ordine="password") == names()


@pytest.mark.django_db
def test_a_heading_sorts_up_then_down() -> None:
    up = asked(ordine="code").context_data
    assert [row[1].text for row in up["rows"]] == sorted(row[1].text for row in up["rows"])
    heading = up["headings"][1]
    assert (heading.direction, heading.sort_value) == ("ascending", "-code")
    down = asked(ordine="-code").context_data
    assert down["rows"][0][1].text > up["rows"][0][1].text
    assert down["headings"][1].direction == "descending"
    assert down["headings"][2].sort_value == ""


@pytest.mark.django_db
def test_a_cell_has_its_link_its_note_and_its_mark() -> None:
    row = asked(q="Francia").context_data["rows"][0]
    assert row[0].link == "/stati/FR/"
    assert row[1].note == "ISO"
    assert row[2].mark == Mark("ok", "sì")
    assert row[0].mark is None


@pytest.mark.django_db
def test_a_page_asks_the_database_three_times_at_most() -> None:
    with CaptureQueriesContext(connection) as queries:
        asked()
    assert len(queries) <= 3


@pytest.mark.django_db
def test_the_spreadsheet_holds_every_row_of_the_list_not_of_the_page() -> None:
    answer = asked(esporta="xlsx", ue="1")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0] == ["Stato", "Codice"]
    assert len(sheet) - 1 == Country.objects.filter(is_eu=True).count() > 10
    assert answer["Content-Disposition"] == 'attachment; filename="stati-2026-11-23.xlsx"'


@pytest.mark.django_db
def test_whoever_is_shown_is_known_to_the_read_log() -> None:
    seen: list[Any] = []
    request = RequestFactory().get("/stati/")
    COUNTRIES.answer(request, Country.objects.all(), on_read=seen.extend)
    assert len(seen) == 10
    seen.clear()
    COUNTRIES.answer(RequestFactory().get("/stati/", {"esporta": "xlsx"}), Country.objects.all(), on_read=seen.extend)
    assert len(seen) == Country.objects.count()


@pytest.mark.parametrize("text", ["=1+1", "+39 02", "@cmd", "-2", "http://example.org", "=cmd|' /C calc'!A0"])
def test_a_text_never_becomes_a_formula(text: str) -> None:
    page = ListPage(title="Prova", columns=[Column("a", "A", value=lambda row: row)])
    book = CalamineWorkbook.from_filelike(io.BytesIO(page.export([text]).content))
    assert book.get_sheet_by_index(0).to_python()[1] == [text]
    assert b"<f>" not in unpacked(page.export([text]).content)


def test_numbers_stay_numbers_and_days_are_written_in_full() -> None:
    page = ListPage(
        title="Prova",
        columns=[Column("a", "A", value=lambda row: row[0]), Column("b", "B", value=lambda row: row[1])],
    )
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(page.export([(12, date(2026, 3, 1)), (None, True)]).content))
    assert sheet.get_sheet_by_index(0).to_python()[1:] == [[12.0, "01.03.2026"], ["", "True"]]


@pytest.mark.parametrize(("value", "text"), [(None, "–"), ("", "–"), (0, "0"), ("Sara", "Sara")])
def test_unknown_is_a_dash_and_zero_is_zero(value: object, text: str) -> None:
    assert words(value) == text


def unpacked(content: bytes) -> bytes:
    """The sheet's own XML."""
    import zipfile

    return zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
