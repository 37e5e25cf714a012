"""What is attended: services, their editions and meetings, who is enrolled and who came."""

from ciao.services.models.attendance import Attendance, AttendanceQuerySet
from ciao.services.models.catalogue import Service
from ciao.services.models.conditions import MixShare, Requirement, RequirementQuerySet
from ciao.services.models.devices import DoorCard, PaperSheet, SentMark, SheetScan
from ciao.services.models.editions import Edition, EditionChange, EditionQuerySet, EditionStaff, EditionStaffQuerySet
from ciao.services.models.enrolments import Enrolment, EnrolmentChange, EnrolmentQuerySet
from ciao.services.models.groups import GroupPlan, GroupPlanChange, GroupSeat, KeepPair, PlannedGroup
from ciao.services.models.meetings import Session, SessionChange, SessionQuerySet
from ciao.services.models.rooms import ClosingDay, ClosingDayQuerySet, Room
from ciao.services.models.waiting import Waiting, WaitingChange, WaitingQuerySet

__all__ = [
    "Attendance",
    "AttendanceQuerySet",
    "ClosingDay",
    "ClosingDayQuerySet",
    "DoorCard",
    "Edition",
    "EditionChange",
    "EditionQuerySet",
    "EditionStaff",
    "EditionStaffQuerySet",
    "Enrolment",
    "EnrolmentChange",
    "EnrolmentQuerySet",
    "GroupPlan",
    "GroupPlanChange",
    "GroupSeat",
    "KeepPair",
    "MixShare",
    "PaperSheet",
    "PlannedGroup",
    "Requirement",
    "RequirementQuerySet",
    "Room",
    "SentMark",
    "Service",
    "Session",
    "SessionChange",
    "SessionQuerySet",
    "SheetScan",
    "Waiting",
    "WaitingChange",
    "WaitingQuerySet",
]
