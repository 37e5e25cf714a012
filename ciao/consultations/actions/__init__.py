"""Asking a specialist, answering, advising the team, and sealing what only the specialist and whom they name read."""

from ciao.consultations.actions.asking import ANSWERERS, ask_again, ask_consultation, withdraw_request
from ciao.consultations.actions.following import (
    accept_request,
    advise_team,
    finish_consultation,
    fix_meeting,
    mark_meeting,
    pass_consultation,
    refuse_request,
    resume_consultation,
)
from ciao.consultations.actions.readers import ADVISING, OF_REQUESTS, READING, expected_grants, places_of
from ciao.consultations.actions.sealing import end_reader, name_reader, write_report
from ciao.consultations.actions.support import begin_support, end_support

__all__ = [
    "ADVISING",
    "ANSWERERS",
    "OF_REQUESTS",
    "READING",
    "accept_request",
    "advise_team",
    "ask_again",
    "ask_consultation",
    "begin_support",
    "end_reader",
    "end_support",
    "expected_grants",
    "finish_consultation",
    "fix_meeting",
    "mark_meeting",
    "name_reader",
    "pass_consultation",
    "places_of",
    "refuse_request",
    "resume_consultation",
    "withdraw_request",
    "write_report",
]
