"""Taking in charge, and what changes a case afterwards."""

from ciao.cases.actions.cover import COVER, cover_colleague, end_cover, expected_covers
from ciao.cases.actions.elsewhere import ask_case_back, end_measure, note_measure, orient_case
from ciao.cases.actions.entry import (
    EntryAnswers,
    blank_entry,
    fill_entry,
    propose_entry,
    settle_entry,
    take_back_entry,
    undo_entry_signing,
)
from ciao.cases.actions.list_rows import expire_lists, find_again, load_chunk, settle_row, signal_row, unload_chunk
from ciao.cases.actions.lists import apply_list, discard_list, map_list, read_list, try_list, undo_list
from ciao.cases.actions.many import Newcomer, open_cases
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
    "Newcomer",
    "add_task",
    "add_worker",
    "apply_list",
    "ask_case_back",
    "blank_entry",
    "choose_target",
    "close_case",
    "complete_task",
    "cover_colleague",
    "discard_list",
    "end_cover",
    "end_measure",
    "end_worker",
    "expected_covers",
    "expire_lists",
    "fill_entry",
    "find_again",
    "fix_appointment",
    "hand_over_case",
    "load_chunk",
    "map_list",
    "mark_appointment",
    "move_phase",
    "note_measure",
    "open_case",
    "open_cases",
    "orient_case",
    "pass_case",
    "propose_entry",
    "read_list",
    "reopen_case",
    "resume_case",
    "settle_entry",
    "settle_row",
    "signal_row",
    "suspend_case",
    "take_back_entry",
    "try_list",
    "undo_entry_signing",
    "undo_list",
    "unload_chunk",
    "void_case",
    "write_note",
]
