"""The privacy notice: what is done with a person's data, in plain words, with the line for having read it.

Source: Regulation (EU) 2016/679, articles 12–14. The wording is approved by the data controller before use.
"""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.cases.models import Case
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.signatures.enums import Method

VERSION = "2026-11"


def context(case: Case, by: Actor) -> dict[str, Any]:
    """The person, the controller and how to reach it; the text itself is in the template."""
    controller = case.programme.controller
    return {
        "version": VERSION,
        "person": case.person.full_name,
        "case_number": case.number,
        "controller": controller.name,
        "controller_email": controller.email,
        "controller_phone": controller.phone,
        "programme": str(case.programme),
    }


def signers(case: Case) -> list[Signer]:
    """Only the person, or who answers for a minor."""
    return for_person(case.person, case.person.full_name, "presa visione")


KIND = declare(
    Kind(
        code="privacy_notice",
        label="informativa sui dati personali",
        about="Spiega come usiamo i dati; la persona firma per presa visione.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.NAME,
        subject=Case,
        subject_action=Action.CASE_VIEW,
        reads=(Group.NAME,),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE),
        title=lambda case: f"Informativa sui dati personali, caso {case.number}",
        programme=lambda case: case.programme,
        person_id=lambda case: case.person_id,
        context=context,
        signers=signers,
    )
)
