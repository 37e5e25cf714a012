"""The generated sheets as real Word and PDF files, with real tables and pages."""
# ruff: noqa: E501

import io
import re
from typing import Any

import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from tests.programmes.sheet.generator import Sheet, Writer

HEAD = [
    "Nome e Cognome",
    "Partner",
    "Carica Sociale Ricoperta",
    "Ruolo nel progetto",
    "Delibera del Consiglio",
]
UNWRAPPED = 100_000


def unwrapped(seed: int, **style: Any) -> Sheet:
    """A sheet whose paragraphs are one line each, as a word processor holds them."""
    return Writer(seed, width=UNWRAPPED, hyphens=False, furniture="none", **style).write()


def months_of(seed: int, at: int, months: int) -> list[int]:
    """The months painted for the activity at this row."""
    start = (seed + at) % months + 1
    return list(range(start, min(months, start + 3) + 1))


def word(written: Sheet, seed: int = 0) -> bytes:
    """A .docx with the calendar shaded and the offices in a table."""
    document = Document()
    for code, lines in {**written.sections}.items():
        for line in lines[:4] if code == "office_holders" else _before_grid(lines) if code == "calendar" else lines:
            document.add_paragraph(line.strip())
        if code == "calendar":
            _calendar(document, written, seed)
        elif code == "office_holders":
            _offices(document, written)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _before_grid(lines: list[str]) -> list[str]:
    return [line for line in lines if not re.match(r"\s*(?:DURATA|Attivit|\d+\s*\d|\d+$)", line)][:5]


def _calendar(document: Any, written: Sheet, seed: int) -> None:
    months = written.style["months"]
    table = document.add_table(rows=1, cols=months + 1)
    for n in range(1, months + 1):
        table.rows[0].cells[n].text = str(n)
    for at, row in enumerate(written.truth["activities"]):
        cells = table.add_row().cells
        label = "Attività trasversale (CMM)" if row["number"] is None else f"Attività {row['number']}"
        cells[0].text = f"{label}\n{row['title']}"
        for n in months_of(seed, at, months):
            _shade(cells[n])


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "92D050")
    cell._tc.get_or_add_tcPr().append(shade)


def _offices(document: Any, written: Sheet) -> None:
    table = document.add_table(rows=1, cols=5)
    for cell, text in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = text
    for row in written.truth["office_holders"]:
        values = [row["name"], row["partner"], row["office"], row["role"], row["resolution_on"]]
        for cell, text in zip(table.add_row().cells, values, strict=True):
            cell.text = text


def pdf(written: Sheet, size: int = 10, font: str = "") -> bytes:
    """A PDF of A4 pages with head and foot; the calendar and the offices are real tables."""
    page = 'paper: "a4", margin: 2cm, header: [Regione Lombardia – POR FSE]'
    foot = "footer: context [Pagina #counter(page).display()]"
    parts = [
        f'#set page({page}, {foot})\n#set text(size: {size}pt{font}, lang: "it", hyphenate: true)\n#set par(justify: true)\n'
    ]
    for code, lines in written.sections.items():
        if code == "calendar":
            lines = _before_grid(lines)
        elif code == "office_holders":
            lines = lines[:4]
        parts += [_escaped(line.strip()) + "\n\n" for line in lines if line.strip()]
        if code == "calendar":
            parts.append(_typst_calendar(written))
        elif code == "office_holders":
            rows = [
                [r["name"], r["partner"], r["office"], r["role"], r["resolution_on"]]
                for r in written.truth["office_holders"]
            ]
            cells = ",".join(f"[{_escaped(text)}]" for row in [HEAD, *rows] for text in row)
            parts.append(f"#table(columns: (1fr, 1.2fr, 1fr, 1fr, 1fr), {cells})\n\n")
    return bytes(typst.compile("".join(parts).encode()))


def _typst_calendar(written: Sheet) -> str:
    months = written.style["months"]
    cells = ["[]", *(f"[{n}]" for n in range(1, months + 1))]
    for row in written.truth["activities"]:
        label = "Attività trasversale (CMM)" if row["number"] is None else f"Attività {row['number']}"
        cells += [f"[{_escaped(label)} \\ {_escaped(row['title'])}]", *["[]"] * months]
    return f"#table(columns: (4.5cm, {', '.join(['1fr'] * months)}), {', '.join(cells)})\n\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@=+/\[\]~-])", r"\\\1", text)
