"""Engine: an office's spreadsheet becomes rows of values, and the wrong ones go back as a spreadsheet."""

from ciao.core.sheets.cells import Unreadable, amount, day, text, whole
from ciao.core.sheets.columns import Mapping, Wanted, guess, headings
from ciao.core.sheets.faults import blank, faults_sheet, harmless
from ciao.core.sheets.reading import Cell, Limits, NotReadable, Table, tables
from ciao.core.sheets.rows import ReadRow, rows_of

__all__ = [
    "Cell",
    "Limits",
    "Mapping",
    "NotReadable",
    "ReadRow",
    "Table",
    "Unreadable",
    "Wanted",
    "amount",
    "blank",
    "day",
    "faults_sheet",
    "guess",
    "harmless",
    "headings",
    "rows_of",
    "tables",
    "text",
    "whole",
]
