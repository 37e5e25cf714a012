"""What is asked about services, editions, meetings and places."""

from ciao.services.forms.editions import (
    AttendanceForm,
    EditionForm,
    PlanSessionsForm,
    RollLine,
    ServiceForm,
    SessionForm,
    StaffForm,
    seen_as,
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
    "EditionForm",
    "EnrolCaseForm",
    "EnrolManyForm",
    "PlanSessionsForm",
    "RequirementForm",
    "RollLine",
    "RoomForm",
    "ServiceForm",
    "SessionForm",
    "ShareForm",
    "StaffForm",
    "WaitForm",
    "seen_as",
]
