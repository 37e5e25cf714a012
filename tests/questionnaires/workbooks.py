"""Small workbooks made on the spot, as an office would write them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

SETTINGS = [["form_title", "form_id", "mesi"], ["Soddisfazione", "soddisfazione", "6"]]
CHOICES = [["list_name", "name", "label"], ["si_no", "si", "sì"], ["si_no", "no", "no"]]
CHOICES += [["voto", str(number), f"voto {number}"] for number in range(1, 6)]
SURVEY = [
    ["type", "name", "label", "required", "relevant", "parameters", "calculation"],
    ["begin_group", "", "Come va"],
    ["select_one si_no", "viene", "Viene volentieri?", "yes"],
    ["text", "perche", "Che cosa non va?", "", "${viene} = 'no'"],
    ["end_group"],
    ["select_one voto", "aiuto", "Si sente aiutata?"],
    ["select_one voto", "fatica", "Quanta fatica fa?"],
    ["range", "in_tutto", "Da 0 a 10", "", "", "start=0 end=10 step=1"],
    ["calculate", "totale", "In tutto", "", "", "", "sum(${aiuto}, 6 - ${fatica})"],
]


def workbook(
    survey: Sequence[Sequence[str]] = SURVEY,
    choices: Sequence[Sequence[str]] = CHOICES,
    settings: Sequence[Sequence[str]] = SETTINGS,
) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(at, column, text)
    return buffer.getvalue()


def with_row(*row: str) -> bytes:
    """The workbook with one row more at the end."""
    return workbook(survey=[*SURVEY, list(row)])
