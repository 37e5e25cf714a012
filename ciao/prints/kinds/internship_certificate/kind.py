"""The certificate of an internship, due from seventy per cent of the hours (DGR Lombardia X/7763 of 2018)."""

from __future__ import annotations

from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.certificates.enums import Origin
from ciao.certificates.models import Certificate
from ciao.prints.kinds.certificate import kind as course
from ciao.prints.rules import Kind, declare
from ciao.signatures.enums import Method

KIND = declare(
    Kind(
        code="internship_certificate",
        label="attestazione di tirocinio",
        about="Dice quante ore di tirocinio la persona ha fatto; un codice dice a chiunque se vale.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.INTERNSHIP,
        subject=Certificate,
        subject_action=Action.CERTIFICATE_VIEW,
        reads=(Group.NAME, Group.INTERNSHIP),
        methods=(Method.PAPER, Method.ON_SCREEN, Method.SIGNED_FILE),
        title=course.title,
        programme=lambda certificate: certificate.programme,
        person_id=course.person_id,
        context=course.context,
        signers=course.signers,
        is_timely=lambda certificate: certificate.is_standing and certificate.origin == Origin.INTERNSHIP,
    )
)
