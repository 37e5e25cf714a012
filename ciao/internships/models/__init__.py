"""Internships: agreement, path, training project, months of register, allowances."""

from ciao.internships.models.allowance import Allowance, AllowanceChange
from ciao.internships.models.fill import RegisterLink, RegisterSignature
from ciao.internships.models.internship import Agreement, Internship, InternshipChange, InternshipPause, TrainingProject
from ciao.internships.models.register import MonthlyRegister, RegisterChange, RegisterDay

__all__ = [
    "Agreement",
    "Allowance",
    "AllowanceChange",
    "Internship",
    "InternshipChange",
    "InternshipPause",
    "MonthlyRegister",
    "RegisterChange",
    "RegisterDay",
    "RegisterLink",
    "RegisterSignature",
    "TrainingProject",
]
