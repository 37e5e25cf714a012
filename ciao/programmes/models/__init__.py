"""The funded programme: what was promised, with whom, when, and who works in it."""

from ciao.programmes.models.logo import ProgrammeLogo
from ciao.programmes.models.mandate import Invitation, Mandate
from ciao.programmes.models.partnership import OfficeHolder, Partnership
from ciao.programmes.models.plan import Activity, Milestone, WorkPlan
from ciao.programmes.models.programme import (
    Counter,
    ExpectedResult,
    Objective,
    Parameter,
    Programme,
    ProgrammeArea,
    ProgrammeVersion,
    TargetGroup,
)
from ciao.programmes.models.sheet_import import SheetImport

__all__ = [
    "Activity",
    "Counter",
    "ExpectedResult",
    "Invitation",
    "Mandate",
    "Milestone",
    "Objective",
    "OfficeHolder",
    "Parameter",
    "Partnership",
    "Programme",
    "ProgrammeArea",
    "ProgrammeLogo",
    "ProgrammeVersion",
    "SheetImport",
    "TargetGroup",
    "WorkPlan",
]
