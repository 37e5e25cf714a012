"""The portable record (libretto): courses, internships, certificates and skills of a person, theirs to take away."""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.certificates.record import Attended, Given, record_of
from ciao.core import clock
from ciao.core.formats import date_field, hours
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method


def context(case: Case, by: Actor) -> dict[str, Any]:
    """Everything certain until today: closed registers and confirmed months only."""
    found = record_of(case, by)
    return {
        "person": case.person.full_name,
        "until": date_field(clock.today()),
        "courses": [_attended(one) for one in found.courses],
        "internships": [_attended(one) for one in found.internships],
        "certificates": [_given(one) for one in found.certificates],
        "skills": found.skills,
        "total": hours(found.total_hours),
    }


def signers(case: Case) -> list[Signer]:
    """Nobody signs: it is the person's own."""
    return []


def _attended(one: Attended) -> dict[str, str]:
    end = f" al {date_field(one.ends_on)}" if one.ends_on else ""
    return {
        "title": one.title, "place": one.place, "when": f"dal {date_field(one.starts_on)}{end}",
        "hours": hours(one.hours),
    }  # fmt: skip


def _given(one: Given) -> dict[str, str]:
    return {
        "title": one.title, "number": one.number, "issued_on": date_field(one.issued_on),
        "expires_on": date_field(one.expires_on) if one.expires_on else "non scade", "code": one.code,
    }  # fmt: skip


KIND = declare(
    Kind(
        code="portable_record",
        label="libretto della persona",
        about="Ciò che la persona ha frequentato, le ore, gli attestati, ciò che sa fare: da portare con sé.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.WORK,
        subject=Case,
        subject_action=Action.CERTIFICATE_VIEW,
        reads=(Group.NAME, Group.ATTENDANCE, Group.INTERNSHIP, Group.ASSESSMENT),
        methods=(Method.PAPER,),
        title=lambda case: f"Libretto, caso {case.number}",
        programme=lambda case: case.programme,
        person_id=lambda case: case.person_id,
        context=context,
        signers=signers,
    )
)
