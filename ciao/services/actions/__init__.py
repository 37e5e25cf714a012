"""Verbs of the services, sorted by what they act upon."""

from ciao.services.actions.cards import issue_cards, mark_at_door, reissue_card
from ciao.services.actions.catalogue import (
    add_edition,
    add_service,
    cancel_edition,
    change_edition,
    finish_edition,
    resume_edition,
    start_edition,
)
from ciao.services.actions.devices import take_marks
from ciao.services.actions.enrolments import (
    complete_enrolment,
    enrol,
    restore_enrolment,
    void_enrolment,
    withdraw_enrolment,
)
from ciao.services.actions.meetings import (
    add_session,
    call_off_session,
    hold_session_again,
    move_session,
    plan_sessions,
)
from ciao.services.actions.readers import LEADING, add_staff, end_staff, expected_grants
from ciao.services.actions.registers import lock_register, save_attendance, unlock_register
from ciao.services.actions.sheets import join_scan, prepare_sheet

__all__ = [
    "LEADING",
    "add_edition",
    "add_service",
    "add_session",
    "add_staff",
    "call_off_session",
    "cancel_edition",
    "change_edition",
    "complete_enrolment",
    "end_staff",
    "enrol",
    "expected_grants",
    "finish_edition",
    "hold_session_again",
    "issue_cards",
    "join_scan",
    "lock_register",
    "mark_at_door",
    "move_session",
    "plan_sessions",
    "prepare_sheet",
    "reissue_card",
    "restore_enrolment",
    "resume_edition",
    "save_attendance",
    "start_edition",
    "take_marks",
    "unlock_register",
    "void_enrolment",
    "withdraw_enrolment",
]
