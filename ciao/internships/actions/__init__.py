"""What one does with an internship: agree, open, write its project, run it, keep its register, pay it."""

from ciao.internships.actions.allowance import move_allowance
from ciao.internships.actions.extending import extend_internship
from ciao.internships.actions.fill import fill_day, give_register_link, sign_register, stop_register_links
from ciao.internships.actions.following import record_result, tell_inail, void_entry, write_entry, write_report
from ciao.internships.actions.opening import (
    NO_CARE,
    PAYER,
    care_on,
    change_tutor,
    expected_grants,
    open_internship,
    sign_agreement,
)
from ciao.internships.actions.pack import (
    ask_override,
    decide_override,
    record_act,
    record_notice,
    record_service_act,
    record_title,
    set_protocol,
)
from ciao.internships.actions.project import save_training_project, sign_training_project
from ciao.internships.actions.register import confirm_register, may_confirm, open_register, unlock_register, write_days
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
    "NO_CARE",
    "PAYER",
    "Day",
    "add_pause",
    "ask_override",
    "cancel_internship",
    "care_on",
    "change_tutor",
    "confirm_register",
    "decide_override",
    "end_internship",
    "expected_grants",
    "extend_internship",
    "fill_day",
    "give_register_link",
    "may_confirm",
    "move_allowance",
    "open_internship",
    "open_register",
    "record_act",
    "record_notice",
    "record_result",
    "record_service_act",
    "record_title",
    "resume_internship",
    "save_training_project",
    "set_protocol",
    "sign_agreement",
    "sign_register",
    "sign_training_project",
    "start_internship",
    "stop_register_links",
    "tell_inail",
    "undo_start",
    "unlock_register",
    "void_entry",
    "write_days",
    "write_entry",
    "write_report",
]
