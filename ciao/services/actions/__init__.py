"""Verbs of the services, sorted by what they act upon."""

from ciao.services.actions.cards import issue_cards, mark_at_door, reissue_card
from ciao.services.actions.catalogue import (
    add_edition,
    add_service,
    cancel_edition,
    change_edition,
    change_service,
    finish_edition,
    resume_edition,
    start_edition,
)
from ciao.services.actions.conditions import (
    Finding,
    add_requirement,
    clashes_of,
    drop_requirement,
    findings,
    people_busy,
    set_share,
    shares_of,
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
    calendar_for,
    call_off_session,
    hold_session_again,
    move_session,
    plan_sessions,
    planned_over,
)
from ciao.services.actions.offers import OFFERER, free_in, offer_places, taken
from ciao.services.actions.readers import LEADING, add_staff, end_staff, expected_grants
from ciao.services.actions.registers import lock_register, save_attendance, unlock_register
from ciao.services.actions.rooms import add_closing, add_room, close_room, drop_closing
from ciao.services.actions.sheets import join_scan, prepare_sheet
from ciao.services.actions.waiting import (
    accept_place,
    answered_by,
    decline_place,
    give_answer_link,
    join_waitlist,
    leave_waitlist,
    wait_again,
)

__all__ = [
    "LEADING",
    "OFFERER",
    "Finding",
    "accept_place",
    "add_closing",
    "add_edition",
    "add_requirement",
    "add_room",
    "add_service",
    "add_session",
    "add_staff",
    "answered_by",
    "calendar_for",
    "call_off_session",
    "cancel_edition",
    "change_edition",
    "change_service",
    "clashes_of",
    "close_room",
    "complete_enrolment",
    "decline_place",
    "drop_closing",
    "drop_requirement",
    "end_staff",
    "enrol",
    "expected_grants",
    "findings",
    "finish_edition",
    "free_in",
    "give_answer_link",
    "hold_session_again",
    "issue_cards",
    "join_scan",
    "join_waitlist",
    "leave_waitlist",
    "lock_register",
    "mark_at_door",
    "move_session",
    "offer_places",
    "people_busy",
    "plan_sessions",
    "planned_over",
    "prepare_sheet",
    "reissue_card",
    "restore_enrolment",
    "resume_edition",
    "save_attendance",
    "set_share",
    "shares_of",
    "start_edition",
    "take_marks",
    "taken",
    "unlock_register",
    "void_enrolment",
    "wait_again",
    "withdraw_enrolment",
]
