"""Verbs of outreach: signals and what becomes of them, first contacts, the network, the doors."""

from ciao.outreach.actions.contacts import meet_person, name_person, record_attempt, record_first_contact
from ciao.outreach.actions.doors import (
    close_public_page,
    knock,
    make_poster,
    open_antenna_link,
    open_public_page,
    programme_comuni,
    revoke_antenna_link,
)
from ciao.outreach.actions.network import (
    add_antenna,
    edit_antenna,
    edit_interview,
    end_antenna,
    finish_follow_up,
    record_interview,
    resume_antenna,
)
from ciao.outreach.actions.signal import (
    ANSWERER,
    ask_back,
    assign_signal,
    expire_signals,
    give_up_signal,
    inform_person,
    orient_signal,
    record_signal,
    reopen_signal,
)

__all__ = [
    "ANSWERER",
    "add_antenna",
    "ask_back",
    "assign_signal",
    "close_public_page",
    "edit_antenna",
    "edit_interview",
    "end_antenna",
    "expire_signals",
    "finish_follow_up",
    "give_up_signal",
    "inform_person",
    "knock",
    "make_poster",
    "meet_person",
    "name_person",
    "open_antenna_link",
    "open_public_page",
    "orient_signal",
    "programme_comuni",
    "record_attempt",
    "record_first_contact",
    "record_interview",
    "record_signal",
    "reopen_signal",
    "resume_antenna",
    "revoke_antenna_link",
]
