"""Answering persons on their data, and letting data end."""

from ciao.privacy.actions.copies import make_copy
from ciao.privacy.actions.erasing import erase, erase_again, erase_ripe, write_ledger
from ciao.privacy.actions.limits import defence, lift_limitation, limit_data
from ciao.privacy.actions.rectifying import RECTIFIABLE, rectify, tell_recipient
from ciao.privacy.actions.retention import (
    due_cases,
    enter_start,
    give_notice,
    hold_erasure,
    notice_all_due,
    release_erasure,
    rule_on,
    stop_erasure,
)
from ciao.privacy.actions.rights import (
    answer_request,
    extend_request,
    record_request,
    refuse_request,
    reopen_request,
    withdraw_request,
)

__all__ = [
    "RECTIFIABLE",
    "answer_request",
    "defence",
    "due_cases",
    "enter_start",
    "erase",
    "erase_again",
    "erase_ripe",
    "extend_request",
    "give_notice",
    "hold_erasure",
    "lift_limitation",
    "limit_data",
    "make_copy",
    "notice_all_due",
    "record_request",
    "rectify",
    "refuse_request",
    "release_erasure",
    "reopen_request",
    "rule_on",
    "stop_erasure",
    "tell_recipient",
    "withdraw_request",
    "write_ledger",
]
