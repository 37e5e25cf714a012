"""What every internship needs to start beside its training project, for any test that lets one begin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from ciao.access.actor import Actor, acting
from ciao.internships import actions
from ciao.internships.enums import ActKind
from ciao.internships.models import Internship, PromotionTitle
from ciao.partners.models import Organization
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate, Programme

# What a training project says of goals and skills: an internship starts only where they are written.
CONTENTS: dict[str, Any] = {
    "goals": "Lavorare in una cucina", "skills": "Preparare gli ingredienti", "host_tutor": "Rita",
}  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def pdf(name: str = "atto.pdf") -> ContentFile[bytes]:
    """A small file that is a PDF."""
    return ContentFile(PDF, name=name)


def entitle(programme: Programme, promoter: Organization) -> PromotionTitle:
    """The promoter may promote: written by the coordinator, once."""
    with acting(actor_of(Mandate.objects.get(role="coordinator", programme=programme))) as paolo:
        found = PromotionTitle.objects.filter(promoter=promoter).first()
        return found or actions.record_title(
            programme=programme, promoter=promoter, kind="employment", reference="Accreditamento 12",
            valid_from=date(2025, 1, 1), by=paolo,
        )  # fmt: skip


def complete(internship: Internship, by: Actor) -> None:
    """Safety done, fitness not due: the two papers every pack asks for."""
    actions.record_act(
        internship=internship, kind=ActKind.SAFETY, body="Formazione Sicura", happened_on=date(2026, 8, 20), by=by
    )
    actions.record_act(internship=internship, kind=ActKind.FITNESS, not_due_reason="La mansione non la chiede", by=by)
