"""Taking a certificate back, and giving its value again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.certificates.lifecycle import CERTIFICATE
from ciao.certificates.models import Certificate
from ciao.core.formats import date_field


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, on: date, by: Actor) -> Certificate:
    """It holds no more, and whoever checks it learns so at once; the number is not used again."""
    ensure(by, Action.CERTIFICATE_ISSUE)
    if on < certificate.issued_on:
        raise NotPossible(
            f"È stato rilasciato il {date_field(certificate.issued_on)}: scegli un giorno da allora in poi."
        )
    CERTIFICATE.move(certificate, "revoke", by=by, on=on, reason=reason)
    _tell_the_public(certificate)
    return certificate


@transaction.atomic
def reinstate_certificate(*, certificate: Certificate, note: str, on: date, by: Actor) -> Certificate:
    """Correction: it was taken back by mistake. Raises `NotPossible` where another one was given meanwhile."""
    ensure(by, Action.CERTIFICATE_ISSUE)
    others = Certificate.objects.standing().exclude(id=certificate.id).filter(case_id=certificate.case_id)
    for name in ("enrolment_id", "internship_id"):
        value = getattr(certificate, name)
        if value is not None and others.filter(**{name: value}).exists():
            raise NotPossible("Nel frattempo ne è stato rilasciato un altro: prima revoca quello.")
    CERTIFICATE.move(certificate, "reinstate", by=by, on=on, reason=note)
    _tell_the_public(certificate)
    return certificate


def _tell_the_public(certificate: Certificate) -> None:
    if certificate.checked is not None:
        certificate.checked.state = certificate.state
        certificate.checked.save(update_fields=["state"])
