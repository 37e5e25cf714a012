"""What gives a certificate, the certificates given or brought, and the reminders of those that lapse."""

from ciao.certificates.models.certificate import Certificate, CertificateChange, CertificateCode, CertificateQuerySet
from ciao.certificates.models.rule import CertificateRule, CertificateRuleQuerySet
from ciao.certificates.models.test import ExpiryNotice, TestResult, TestResultQuerySet

__all__ = [
    "Certificate",
    "CertificateChange",
    "CertificateCode",
    "CertificateQuerySet",
    "CertificateRule",
    "CertificateRuleQuerySet",
    "ExpiryNotice",
    "TestResult",
    "TestResultQuerySet",
]
