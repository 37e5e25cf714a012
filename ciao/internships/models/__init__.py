"""Internships: agreement, path, training project, papers, diary, months of register, allowances."""

from ciao.internships.models.allowance import Allowance, AllowanceChange
from ciao.internships.models.fill import RegisterLink, RegisterSignature
from ciao.internships.models.following import FinalReport, InternshipResult, TutorEntry
from ciao.internships.models.internship import Agreement, Internship, InternshipChange, InternshipPause, TrainingProject
from ciao.internships.models.pack import Extension, OverrideChange, PackAct, PromotionTitle, ServiceAct, StartOverride
from ciao.internships.models.register import MonthlyRegister, RegisterChange, RegisterDay

__all__ = [
    "Agreement",
    "Allowance",
    "AllowanceChange",
    "Extension",
    "FinalReport",
    "Internship",
    "InternshipChange",
    "InternshipPause",
    "InternshipResult",
    "MonthlyRegister",
    "OverrideChange",
    "PackAct",
    "PromotionTitle",
    "RegisterChange",
    "RegisterDay",
    "RegisterLink",
    "RegisterSignature",
    "ServiceAct",
    "StartOverride",
    "TrainingProject",
    "TutorEntry",
]
