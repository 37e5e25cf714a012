"""Cases: the path of a person in a programme, what is done around it, what the funder asks at entry."""

from ciao.cases.models.case import Case, CaseChange, CaseQuerySet, CaseWorker, CaseWorkerQuerySet, Suspension
from ciao.cases.models.cover import Cover
from ciao.cases.models.elsewhere import CaseOrientation, OtherMeasure
from ciao.cases.models.entry import ENTRY_DOCUMENT, EsfEntry, EsfEntryChange
from ciao.cases.models.lists import ListReading, LoadedList, LoadedListChange, LoadedRow
from ciao.cases.models.work import Appointment, Note, Task

__all__ = [
    "ENTRY_DOCUMENT",
    "Appointment",
    "Case",
    "CaseChange",
    "CaseOrientation",
    "CaseQuerySet",
    "CaseWorker",
    "CaseWorkerQuerySet",
    "Cover",
    "EsfEntry",
    "EsfEntryChange",
    "ListReading",
    "LoadedList",
    "LoadedListChange",
    "LoadedRow",
    "Note",
    "OtherMeasure",
    "Suspension",
    "Task",
]
