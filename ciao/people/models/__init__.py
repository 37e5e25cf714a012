"""The person helped, in separate tables by who may read what."""

from ciao.people.models.consent import Consent
from ciao.people.models.duplicate import DuplicateCandidate, DuplicateChange, Merge
from ciao.people.models.emergency import EmergencyOpening, ReaderRequest
from ciao.people.models.person import Contact, Identity, Person, PrivacyNotice, SearchKey, SensitiveAnswers
from ciao.people.models.protection import KeptApart, KeptAway, ProtectedContact, Protection
from ciao.people.models.responsibility import ParentalResponsibility

__all__ = [
    "Consent",
    "Contact",
    "DuplicateCandidate",
    "DuplicateChange",
    "EmergencyOpening",
    "Identity",
    "KeptApart",
    "KeptAway",
    "Merge",
    "ParentalResponsibility",
    "Person",
    "PrivacyNotice",
    "ProtectedContact",
    "Protection",
    "ReaderRequest",
    "SearchKey",
    "SensitiveAnswers",
]
