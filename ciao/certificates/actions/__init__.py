"""What a service asks, how tests went, giving certificates and taking them back, telling before they lapse."""

from ciao.certificates.actions.figures import Candidate, candidates, internship_judgement, subject_years, terms_of
from ciao.certificates.actions.giving import (
    issue_certificate,
    issue_internship_certificate,
    issue_to_all,
    record_outside_certificate,
)
from ciao.certificates.actions.reminding import expiry_days, remind_expiring
from ciao.certificates.actions.standing import reinstate_certificate, revoke_certificate
from ciao.certificates.actions.terms import add_rule
from ciao.certificates.actions.testing import record_test, void_test

__all__ = [
    "Candidate",
    "add_rule",
    "candidates",
    "expiry_days",
    "internship_judgement",
    "issue_certificate",
    "issue_internship_certificate",
    "issue_to_all",
    "record_outside_certificate",
    "record_test",
    "reinstate_certificate",
    "remind_expiring",
    "revoke_certificate",
    "subject_years",
    "terms_of",
    "void_test",
]
