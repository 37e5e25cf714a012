"""A short CV, one page, in the person's own words; of a protected person without any way to reach her."""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.job_search.enums import CvSection
from ciao.job_search.models import Cv
from ciao.people.models import Contact, Protection
from ciao.people.rules import is_care_of
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method


def context(cv: Cv, by: Actor) -> dict[str, Any]:
    """The version as it was written; contacts only where the person wants them and nobody is to be kept away."""
    items = cv.items()
    sections = [(section, [one for one in items if one.section == section]) for section in CvSection]
    return {
        "person": cv.case.person.full_name,
        "headline": cv.headline,
        "about": cv.about,
        "availability": cv.availability,
        "contacts": _contacts(cv),
        "sections": [
            {
                "title": str(section.label).capitalize(),
                "items": [{"words": one.words, "place": one.place, "period": one.period} for one in inside],
            }
            for section, inside in sections
            if inside
        ],
    }


def signers(cv: Cv) -> list[Signer]:
    """Nobody signs: it is the person's own."""
    return []


def _contacts(cv: Cv) -> list[str]:
    protected = Protection.objects.standing().filter(person_id=cv.case.person_id).exists()
    found = Contact.objects.filter(person_id=cv.case.person_id).first()
    if found is None or protected or not cv.has_contact or is_care_of(found.address):
        return []
    return [one for one in (found.phone, found.email) if one]


KIND = declare(
    Kind(
        code="curriculum",
        label="curriculum",
        about="Una pagina con ciò che la persona ha fatto e sa fare, con parole sue.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.WORK,
        subject=Cv,
        subject_action=Action.JOB_SEARCH_VIEW,
        reads=(Group.NAME, Group.CONTACT, Group.ASSESSMENT),
        methods=(Method.PAPER,),
        title=lambda cv: f"Curriculum, versione {cv.number}",
        programme=lambda cv: cv.case.programme,
        person_id=lambda cv: cv.case.person_id,
        context=context,
        signers=signers,
    )
)
