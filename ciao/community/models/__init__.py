"""Community: events and who books, proposals, the co-design table, offers, satisfaction."""

from ciao.community.models.bookings import Booking, BookingQuerySet
from ciao.community.models.design import DesignChoice, DesignMeeting, DesignSeat
from ciao.community.models.events import Event, EventChange, EventQuerySet
from ciao.community.models.offers import CitizenOffer, CitizenOfferChange, CitizenOfferUse
from ciao.community.models.proposals import Proposal, ProposalChange, ProposalQuerySet
from ciao.community.models.surveys import Survey, SurveyAnswer, SurveyChange

__all__ = [
    "Booking",
    "BookingQuerySet",
    "CitizenOffer",
    "CitizenOfferChange",
    "CitizenOfferUse",
    "DesignChoice",
    "DesignMeeting",
    "DesignSeat",
    "Event",
    "EventChange",
    "EventQuerySet",
    "Proposal",
    "ProposalChange",
    "ProposalQuerySet",
    "Survey",
    "SurveyAnswer",
    "SurveyChange",
]
