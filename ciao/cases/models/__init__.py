"""Cases: the path of a person in a programme, what is done around it, what the funder asks at entry."""

from ciao.cases.models.case import Case, CaseChange, CaseQuerySet, CaseWorker, CaseWorkerQuerySet, Suspension
from ciao.cases.models.cover import Cover
from ciao.cases.models.entry import ENTRY_DOCUMENT, EsfEntry, EsfEntryChange
from ciao.cases.models.work import Appointment, Note, Task

__all__ = [
    "ENTRY_DOCUMENT",
    "Appointment",
    "Case",
    "CaseChange",
    "CaseQuerySet",
    "CaseWorker",
    "CaseWorkerQuerySet",
    "Cover",
    "EsfEntry",
    "EsfEntryChange",
    "Note",
    "Suspension",
    "Task",
]
