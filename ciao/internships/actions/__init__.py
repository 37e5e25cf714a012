"""What one does with an internship: agree, open, write its project, run it, keep its register, pay it."""

from ciao.internships.actions.allowance import move_allowance
from ciao.internships.actions.fill import fill_day, give_register_link, sign_register, stop_register_links
from ciao.internships.actions.opening import (
    PAYER,
    change_tutor,
    expected_grants,
    open_internship,
    sign_agreement,
)
from ciao.internships.actions.project import save_training_project, sign_training_project
from ciao.internships.actions.register import (
    confirm_register,
    may_confirm,
    open_register,
    unlock_register,
    write_days,
)
from ciao.internships.actions.running import (
    add_pause,
    cancel_internship,
    end_internship,
    resume_internship,
    start_internship,
    undo_start,
)
from ciao.internships.rules import Day

__all__ = [
    "PAYER",
    "Day",
    "add_pause",
    "cancel_internship",
    "change_tutor",
    "confirm_register",
    "end_internship",
    "expected_grants",
    "fill_day",
    "give_register_link",
    "may_confirm",
    "move_allowance",
    "open_internship",
    "open_register",
    "resume_internship",
    "save_training_project",
    "sign_agreement",
    "sign_register",
    "sign_training_project",
    "start_internship",
    "stop_register_links",
    "undo_start",
    "unlock_register",
    "write_days",
]
