"""Cases: the path of a person in a programme, what is done around it, what the funder asks at entry."""

from ciao.cases.models.approval import Approval, ApprovalChange, ApprovalRule
from ciao.cases.models.availability import Availability, WorkWish
from ciao.cases.models.case import Case, CaseChange, CaseQuerySet, CaseWorker, CaseWorkerQuerySet, Return, Suspension
from ciao.cases.models.conference import Conference, ConferenceSeat
from ciao.cases.models.contact import ContactAttempt
from ciao.cases.models.cover import Cover
from ciao.cases.models.elsewhere import CaseOrientation, OtherMeasure
from ciao.cases.models.entry import ENTRY_DOCUMENT, EsfEntry, EsfEntryChange
from ciao.cases.models.lists import ListReading, LoadedList, LoadedListChange, LoadedRow
from ciao.cases.models.loads import Load, LoadChange, LoadReading, LoadRow
from ciao.cases.models.memory import EntryCheck, MeasureCheck, WarningDismissal
from ciao.cases.models.notes import NoteCircle
from ciao.cases.models.work import Appointment, Note, Task

__all__ = [
    "ENTRY_DOCUMENT",
    "Appointment",
    "Approval",
    "ApprovalChange",
    "ApprovalRule",
    "Availability",
    "Case",
    "CaseChange",
    "CaseOrientation",
    "CaseQuerySet",
    "CaseWorker",
    "CaseWorkerQuerySet",
    "Conference",
    "ConferenceSeat",
    "ContactAttempt",
    "Cover",
    "EntryCheck",
    "EsfEntry",
    "EsfEntryChange",
    "ListReading",
    "Load",
    "LoadChange",
    "LoadReading",
    "LoadRow",
    "LoadedList",
    "LoadedListChange",
    "LoadedRow",
    "MeasureCheck",
    "Note",
    "NoteCircle",
    "OtherMeasure",
    "Return",
    "Suspension",
    "Task",
    "WarningDismissal",
    "WorkWish",
]
