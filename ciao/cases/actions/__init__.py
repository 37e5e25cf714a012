"""Taking in charge, and what changes a case afterwards."""

from ciao.cases.actions.cover import COVER, cover_colleague, end_cover, expected_covers
from ciao.cases.actions.entry import (
    EntryAnswers,
    blank_entry,
    fill_entry,
    propose_entry,
    settle_entry,
    take_back_entry,
    undo_entry_signing,
)
from ciao.cases.actions.merge import merge_people, undo_merge
from ciao.cases.actions.opening import open_case
from ciao.cases.actions.path import (
    choose_target,
    close_case,
    move_phase,
    reopen_case,
    resume_case,
    suspend_case,
    void_case,
)
from ciao.cases.actions.team import TEAM, add_worker, end_worker, hand_over_case, pass_case
from ciao.cases.actions.work import add_task, complete_task, fix_appointment, mark_appointment, write_note

__all__ = [
    "COVER",
    "TEAM",
    "EntryAnswers",
    "add_task",
    "add_worker",
    "blank_entry",
    "choose_target",
    "close_case",
    "complete_task",
    "cover_colleague",
    "end_cover",
    "end_worker",
    "expected_covers",
    "fill_entry",
    "fix_appointment",
    "hand_over_case",
    "mark_appointment",
    "merge_people",
    "move_phase",
    "open_case",
    "pass_case",
    "propose_entry",
    "reopen_case",
    "resume_case",
    "settle_entry",
    "suspend_case",
    "take_back_entry",
    "undo_entry_signing",
    "undo_merge",
    "void_case",
    "write_note",
]
