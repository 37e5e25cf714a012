"""Engine: how many people a unit may take in on a day, and what to say before an internship opens there."""

from ciao.hosts.capacity.facts import Unit, hired_in, unit_of, units_of, warnings_at
from ciao.hosts.capacity.terms import ban_terms, bonus_terms, quota_terms

__all__ = [
    "Unit",
    "ban_terms",
    "bonus_terms",
    "hired_in",
    "quota_terms",
    "unit_of",
    "units_of",
    "warnings_at",
]
