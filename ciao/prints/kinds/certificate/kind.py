"""The certificate of a course, with the square that lets anybody check whether it holds.

A protected person stands in it under the alias of registers: her own name appears only in the named acts.
"""

from __future__ import annotations

import io
import uuid
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.certificates.enums import Origin
from ciao.certificates.models import Certificate
from ciao.core.formats import date_field, hours
from ciao.people.models import Person
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method, SignerKind


def context(certificate: Certificate, by: Actor) -> dict[str, Any]:
    """What the paper says; raises `NotPossible` for one that holds no more or that is not ours."""
    if not certificate.is_standing:
        raise NotPossible("L’attestato è revocato: non si stampa.")
    if not certificate.code or certificate.attended_hours is None:
        raise NotPossible("L’attestato è di un altro ente: si consegna la sua copia.")
    address = f"{settings.SITE_ADDRESS}{reverse('certificates:check_code', args=[certificate.shown_code])}"
    return {
        "person": _person(certificate),
        "title": certificate.title,
        "what": _what(certificate),
        "body": _body(certificate),
        "number": certificate.number_label,
        "issued_on": date_field(certificate.issued_on),
        "expires_on": date_field(certificate.expires_on),
        "attended": hours(certificate.attended_hours),
        "planned": hours(certificate.planned_hours) if certificate.planned_hours else "",
        "is_tested": any(line["what"] == "Prova finale" for line in certificate.explanation),
        "code": certificate.shown_code,
        "address": address,
        "square": square(address),
    }


def square(address: str) -> list[int]:
    """The address as a square code: SVG bytes as numbers, so that the typesetter opens no file but its own."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", border=2, scale=4)
    return list(drawn.getvalue())


def person_id(certificate: Certificate) -> uuid.UUID:
    """Whose data it shows."""
    found = Person.objects.filter(cases=certificate.case_id).values_list("id", flat=True).first()
    if found is None:
        raise NotPossible("Il nome non si può leggere da qui: lo stampa chi segue la persona.")
    return found


def signers(certificate: Certificate) -> list[Signer]:
    """The body that gives it."""
    return [Signer(SignerKind.LINK, None, _body(certificate), "ente che rilascia l’attestato")]


def title(certificate: Certificate) -> str:
    """The name of the paper in lists."""
    return f"{certificate.title}, n. {certificate.number_label}"[:200]


def _person(certificate: Certificate) -> str:
    return Person.objects.get(id=person_id(certificate)).full_name


def _what(certificate: Certificate) -> str:
    if certificate.enrolment is not None:
        edition = certificate.enrolment.edition
        return f"{edition.title}, dal {date_field(edition.starts_on)} al {date_field(edition.ends_on)}"
    if certificate.internship is not None:
        one = certificate.internship
        dates = f"dal {date_field(one.starts_on)} al {date_field(one.last_day)}"
        return f"{str(one.get_kind_display()).capitalize()} n. {one.number}, {dates}"
    return ""


def _body(certificate: Certificate) -> str:
    if certificate.enrolment is not None:
        return certificate.enrolment.edition.service.organization.name
    if certificate.internship is not None:
        return certificate.internship.promoter.name
    return certificate.programme.controller.name


KIND = declare(
    Kind(
        code="certificate",
        label="attestato di un corso",
        about="Dice che cosa la persona ha frequentato e per quante ore; un codice dice a chiunque se vale.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.ATTENDANCE,
        subject=Certificate,
        subject_action=Action.CERTIFICATE_VIEW,
        reads=(Group.NAME, Group.ATTENDANCE),
        methods=(Method.PAPER, Method.ON_SCREEN, Method.SIGNED_FILE),
        title=title,
        programme=lambda certificate: certificate.programme,
        person_id=person_id,
        context=context,
        signers=signers,
        is_timely=lambda certificate: certificate.is_standing and certificate.origin == Origin.COURSE,
    )
)
