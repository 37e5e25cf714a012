"""What one does with events, bookings, proposals, the co-design table, offers and satisfaction."""

from ciao.community.actions.bookings import KEEPER, book, cancel_booking, change_booking, forget_citizens
from ciao.community.actions.design import add_choice, record_design_meeting
from ciao.community.actions.events import (
    cancel_event,
    change_event,
    hold_event,
    prepare_event,
    publish_event,
    restore_event,
    undo_holding,
    unpublish_event,
)
from ciao.community.actions.offers import close_offer, match_offer, receive_offer, reopen_offer, thank_offer
from ciao.community.actions.proposals import (
    accept_proposal,
    discuss_proposal,
    put_off_proposal,
    receive_proposal,
    reopen_proposal,
    tell_back,
    tie_proposal,
)
from ciao.community.actions.surveys import answer_survey, close_survey, open_survey, renew_survey_link, reopen_survey

__all__ = [
    "KEEPER",
    "accept_proposal",
    "add_choice",
    "answer_survey",
    "book",
    "cancel_booking",
    "cancel_event",
    "change_booking",
    "change_event",
    "close_offer",
    "close_survey",
    "discuss_proposal",
    "forget_citizens",
    "hold_event",
    "match_offer",
    "open_survey",
    "prepare_event",
    "publish_event",
    "put_off_proposal",
    "receive_offer",
    "receive_proposal",
    "record_design_meeting",
    "renew_survey_link",
    "reopen_offer",
    "reopen_proposal",
    "reopen_survey",
    "restore_event",
    "tell_back",
    "thank_offer",
    "tie_proposal",
    "undo_holding",
    "unpublish_event",
]
