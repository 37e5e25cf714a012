"""The sheet one may fill in: a row for each partner and activity, ready to be read back."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter

from ciao.budget.reading.columns import ROLES

GUIDE = [
    "Una riga per ogni ente, voce e attività: per aggiungerne copia quelle che ci sono. Senza importo non contano.",
    "Voce di costo: un codice e un nome, per esempio «A Personale», «B Indennità di tirocinio», «C Acquisti».",
    "Importo: la somma di tutte le righe è il valore complessivo del progetto.",
    "Cofinanziamento: quanto mette l’ente di suo, scritto una volta sola per ente.",
]


def blank(partners: Iterable[str], activities: Iterable[str]) -> bytes:
    """An .xlsx in memory; texts stay texts, never formulas."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet, bold = book.add_worksheet("Piano economico"), book.add_format({"bold": True})
        euro = book.add_format({"num_format": "#,##0.00"})
        sheet.write_row(0, 0, list(ROLES.values()), bold)
        sheet.set_column(0, 2, 34)
        sheet.set_column(3, 4, 18, euro)
        sheet.freeze_panes(1, 0)
        known = list(activities) or [""]
        rows = [(partner, "A Personale", activity) for partner in partners for activity in known]
        for at, row in enumerate(rows, 1):
            sheet.write_row(at, 0, row)
        guide = book.add_worksheet("Come si compila")
        guide.set_column(0, 0, 120)
        for at, sentence in enumerate(GUIDE):
            guide.write_string(at, 0, sentence)
    return buffer.getvalue()
