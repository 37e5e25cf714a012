"""Finding a person, keeping what they say of themselves, and keeping it from who must not read it."""

from ciao.people.actions.consent import give_consent, withdraw_consent
from ciao.people.actions.duplicates import MATCHING, ask_again, find_duplicates, tell_apart
from ciao.people.actions.known import KNOWN, already_known
from ciao.people.actions.protection import (
    NAMED,
    Hidden,
    change_reader,
    end_protection,
    keep_away,
    keeper,
    kept_away,
    let_back,
    protect_person,
    seal_documents,
    seal_rows,
    succeed_reader,
    update_protected,
)
from ciao.people.actions.responsibility import end_responsibility, record_responsibility
from ciao.people.actions.reveal import Revealed, circle_for, reveal_for
from ciao.people.actions.sheet import Sheet, last_change, people_named, save_sheet, show_notice, version_of

__all__ = [
    "KNOWN",
    "MATCHING",
    "NAMED",
    "Hidden",
    "Revealed",
    "Sheet",
    "already_known",
    "ask_again",
    "change_reader",
    "circle_for",
    "end_protection",
    "end_responsibility",
    "find_duplicates",
    "give_consent",
    "keep_away",
    "keeper",
    "kept_away",
    "last_change",
    "let_back",
    "people_named",
    "protect_person",
    "record_responsibility",
    "reveal_for",
    "save_sheet",
    "seal_documents",
    "seal_rows",
    "show_notice",
    "succeed_reader",
    "tell_apart",
    "update_protected",
    "version_of",
    "withdraw_consent",
]
