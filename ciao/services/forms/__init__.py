"""What is asked about services, editions, meetings and places."""

from ciao.services.forms.editions import (
    AttendanceForm,
    DoorForm,
    EditionForm,
    PlanSessionsForm,
    RollLine,
    ScanForm,
    ServiceForm,
    SessionForm,
    StaffForm,
)
from ciao.services.forms.places import (
    AcceptForm,
    ClosingForm,
    EnrolCaseForm,
    EnrolManyForm,
    RequirementForm,
    RoomForm,
    ShareForm,
    WaitForm,
)

__all__ = [
    "AcceptForm",
    "AttendanceForm",
    "ClosingForm",
    "DoorForm",
    "EditionForm",
    "EnrolCaseForm",
    "EnrolManyForm",
    "PlanSessionsForm",
    "RequirementForm",
    "RollLine",
    "RoomForm",
    "ScanForm",
    "ServiceForm",
    "SessionForm",
    "ShareForm",
    "StaffForm",
    "WaitForm",
]
