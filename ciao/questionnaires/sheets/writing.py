"""An instrument as a spreadsheet, to be reshaped by the team and loaded again; texts stay texts, never formulas."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import xlsxwriter

from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.logic.definition import Choice, Definition, Item
from ciao.questionnaires.sheets.calculations import calculation_of
from ciao.questionnaires.sheets.reading import Settings

SURVEY = ("type", "name", "label", "hint", "required", "relevant", "parameters", "calculation", "delicata")
CHOICES = ("list_name", "name", "label")
SETTINGS = ("form_title", "form_id", "scopo", "licenza", "attribuzione", "fonte", "mesi", "primo_contatto")


def write(settings: Settings, definition: Definition) -> bytes:
    """A workbook that `read` reads back as the same instrument."""
    lists = _lists(definition.items)
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        for name, titles, rows in (
            ("survey", SURVEY, list(_survey(definition, lists))),
            ("choices", CHOICES, [(key, one.key, one.label) for one_list, key in lists.items() for one in one_list]),
            ("settings", SETTINGS, [_settings(settings)]),
        ):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, titles, bold)
            for number, row in enumerate(rows, 1):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text)
    return buffer.getvalue()


def _lists(items: Sequence[Item]) -> dict[tuple[Choice, ...], str]:
    """Each list of answers once, under the name of the first question that uses it."""
    found: dict[tuple[Choice, ...], str] = {}
    for one in items:
        if one.choices:
            found.setdefault(one.choices, f"lista_{one.name}")
    return found


def _survey(definition: Definition, lists: dict[tuple[Choice, ...], str]) -> Iterator[tuple[str, ...]]:
    section = ""
    for one in definition.items:
        if one.section != section:
            if section:
                yield ("end_group", *[""] * (len(SURVEY) - 1))
            if one.section:
                yield ("begin_group", "", one.section, *[""] * (len(SURVEY) - 3))
            section = one.section
        yield _row(one, lists)
    if section:
        yield ("end_group", *[""] * (len(SURVEY) - 1))
    for scale in definition.scales:
        yield ("calculate", scale.code, scale.label, "", "", "", "", calculation_of(scale, definition.items), "")


def _row(item: Item, lists: dict[tuple[Choice, ...], str]) -> tuple[str, ...]:
    kind = f"{item.kind} {lists[item.choices]}" if item.choices else str(item.kind)
    bounds = f"start={item.low} end={item.high} step=1" if item.kind == QuestionKind.SCALE else ""
    return (
        kind, item.name, item.label, item.hint, "yes" if item.is_required else "", item.relevant, bounds, "",
        "yes" if item.is_delicate else "",
    )  # fmt: skip


def _settings(settings: Settings) -> tuple[str, ...]:
    return (
        settings.title, settings.code, settings.purpose, settings.licence, settings.attribution, settings.source,
        "" if settings.months_between is None else str(settings.months_between),
        "yes" if settings.is_first_contact else "",
    )  # fmt: skip
