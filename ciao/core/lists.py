"""A list page as one declaration: columns, search, filters, sort, pages and export come from the same words."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ciao.core import clock, formats

PAGE_SIZE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Mark:
    """A status in a cell: tint, icon and word."""

    kind: str
    text: str
    icon: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Column:
    """One column: its value is a text, a number, a day or a `Mark`; `sort` is the database order it stands for."""

    name: str
    label: str
    value: Callable[[Any], object]
    sort: str = ""
    link: Callable[[Any], str] | None = None
    note: Callable[[Any], str] | None = None
    numeric: bool = False
    in_export: bool = True


@dataclass(frozen=True)
class Filter:
    """One choice above the list; `apply` receives the rows and the chosen value."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]] | Callable[[], Iterable[tuple[str, str]]]
    apply: Callable[[Any, str], Any]

    def options(self) -> list[tuple[str, str]]:
        """The choices as text, whether listed or computed."""
        found = self.choices() if callable(self.choices) else self.choices
        return [(str(key), str(label)) for key, label in found]


@dataclass(frozen=True)
class Cell:
    """What the template shows of one column for one row."""

    column: Column
    value: object
    link: str
    note: str

    @property
    def mark(self) -> Mark | None:
        """The status to draw, where the value is one."""
        return self.value if isinstance(self.value, Mark) else None

    @property
    def text(self) -> str:
        """The value in words."""
        return words(self.value)


@dataclass(frozen=True)
class Heading:
    """A column's title, with the address that sorts by it."""

    column: Column
    sort_value: str
    direction: str


@dataclass
class ListPage:
    """Everything a list needs; `answer` turns a request and the visible rows into the page or the spreadsheet."""

    title: str
    columns: Sequence[Column]
    noun: str = "riga,righe"
    filters: Sequence[Filter] = ()
    search: Callable[[Any, str], Any] | None = None
    search_label: str = "Cerca"
    order: Sequence[str] = ()
    empty: tuple[str, str, str] = ("list", "Non c’è ancora niente", "")
    template: str = "core/list_page.html"
    export_name: str = "elenco"
    page_size: int = field(default=PAGE_SIZE)

    def answer(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        *,
        on_read: Callable[[list[Any]], None] | None = None,
        **context: Any,
    ) -> HttpResponse:
        """The page, or the whole list as a spreadsheet with `?esporta=xlsx`; `on_read` receives the rows shown."""
        form = self.form(request)
        found = self.sorted(self.filtered(rows, form), request)
        if request.GET.get("esporta") == "xlsx":
            shown = list(found)
            if on_read:
                on_read(shown)
            return self.export(shown)
        page = Paginator(found, self.page_size).get_page(request.GET.get("pagina"))
        shown = list(page.object_list)
        if on_read:
            on_read(shown)
        return TemplateResponse(request, self.template, {**self._frame(request, form, page, shown), **context})

    def form(self, request: HttpRequest) -> forms.Form:
        """The search and filter form, filled from the address."""
        fields: dict[str, forms.Field] = {}
        if self.search:
            fields["q"] = forms.CharField(
                label=self.search_label, required=False, widget=forms.TextInput(attrs={"type": "search"})
            )
        for one in self.filters:
            fields[one.name] = forms.ChoiceField(
                label=one.label, required=False, choices=[("", "Tutti"), *one.options()]
            )
        if request.GET.get("ordine"):
            fields["ordine"] = forms.CharField(required=False, widget=forms.HiddenInput())
        form: forms.Form = type("ListForm", (forms.Form,), fields)(request.GET)
        form.full_clean()
        return form

    def filtered(self, rows: QuerySet[Any], form: forms.Form) -> QuerySet[Any]:
        """Rows after search and filters; a value nobody offers is ignored."""
        chosen = form.cleaned_data
        text = (chosen.get("q") or "").strip()
        if self.search and text:
            rows = self.search(rows, text)
        for one in self.filters:
            if chosen.get(one.name):
                rows = one.apply(rows, chosen[one.name])
        return rows

    def sorted(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        """Rows in the asked order, or the list's own; always ends with the key so that pages never overlap."""
        column, descending = self._asked_order(request)
        if column is None:
            return rows.order_by(*self.order, "pk") if self.order else rows
        return rows.order_by(f"-{column.sort}" if descending else column.sort, "pk")

    def export(self, rows: Iterable[Any]) -> HttpResponse:
        """A spreadsheet made in memory inside the page's transaction; texts stay texts, never formulas."""
        buffer = io.BytesIO()
        columns = [one for one in self.columns if one.in_export]
        with xlsxwriter.Workbook(
            buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        ) as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, [one.label for one in columns], book.add_format({"bold": True}))
            for index, row in enumerate(rows, start=1):
                for position, column in enumerate(columns):
                    _write(sheet, index, position, column.value(row))
        answer = HttpResponse(buffer.getvalue(), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="{self.export_name}-{clock.today():%Y-%m-%d}.xlsx"'
        return answer

    def _frame(self, request: HttpRequest, form: forms.Form, page: Page[Any], shown: list[Any]) -> dict[str, Any]:
        return {
            "list": self,
            "form": form,
            "page": page,
            "headings": self._headings(request),
            "rows": [[self._cell(column, row) for column in self.columns] for row in shown],
            "is_filtered": any(value for name, value in form.cleaned_data.items() if name != "ordine"),
            "icon": self.empty[0],
            "empty_title": self.empty[1],
            "empty_text": self.empty[2],
        }

    def _cell(self, column: Column, row: Any) -> Cell:
        link = column.link(row) if column.link else ""
        return Cell(column, column.value(row), link, column.note(row) if column.note else "")

    def _asked_order(self, request: HttpRequest) -> tuple[Column | None, bool]:
        asked = request.GET.get("ordine", "")
        name = asked.lstrip("-")
        found = next((one for one in self.columns if one.name == name and one.sort), None)
        return found, asked.startswith("-")

    def _headings(self, request: HttpRequest) -> list[Heading]:
        current, descending = self._asked_order(request)
        headings = []
        for column in self.columns:
            is_current = current is column
            value = f"-{column.name}" if is_current and not descending else column.name
            direction = ("descending" if descending else "ascending") if is_current else ""
            headings.append(Heading(column, value if column.sort else "", direction))
        return headings


def words(value: object) -> str:
    """A cell's text: unknown is a dash, zero is 0, days are short."""
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return f"{formats.date_table(value.date())}, {formats.time_of_day(value)}"
    if isinstance(value, date):
        return formats.date_table(value)
    return str(value)


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_string(row, column, formats.date_field(value))
    else:
        sheet.write_string(row, column, "" if value is None else str(value))
