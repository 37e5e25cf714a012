"""What persons ask about their data, and how data end."""

from ciao.privacy.models.retention import ErasedPerson, Erasure, ErasureChange, RetentionRule, RetentionStart
from ciao.privacy.models.rights import (
    Limitation,
    LimitedCircle,
    Recipient,
    Rectification,
    RightsChange,
    RightsRequest,
)

__all__ = [
    "ErasedPerson",
    "Erasure",
    "ErasureChange",
    "Limitation",
    "LimitedCircle",
    "Recipient",
    "Rectification",
    "RetentionRule",
    "RetentionStart",
    "RightsChange",
    "RightsRequest",
]
