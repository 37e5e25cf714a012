"""What is attended: services, their editions and meetings, who is enrolled and who came."""

from ciao.services.models.attendance import Attendance, AttendanceQuerySet
from ciao.services.models.catalogue import Service
from ciao.services.models.devices import DoorCard, PaperSheet, SentMark, SheetScan
from ciao.services.models.editions import Edition, EditionChange, EditionQuerySet, EditionStaff, EditionStaffQuerySet
from ciao.services.models.enrolments import Enrolment, EnrolmentChange, EnrolmentQuerySet
from ciao.services.models.meetings import Session, SessionChange, SessionQuerySet

__all__ = [
    "Attendance",
    "AttendanceQuerySet",
    "DoorCard",
    "Edition",
    "EditionChange",
    "EditionQuerySet",
    "EditionStaff",
    "EditionStaffQuerySet",
    "Enrolment",
    "EnrolmentChange",
    "EnrolmentQuerySet",
    "PaperSheet",
    "SentMark",
    "Service",
    "Session",
    "SessionChange",
    "SessionQuerySet",
    "SheetScan",
]
