"""The sections and facts that were not found, named in Italian."""

from collections.abc import Iterator

from .draft import SheetDraft
from .template import SECTIONS

FACTS = {
    "title": "titolo",
    "acronym": "acronimo",
    "call": "avviso",
    "actions": "azioni",
    "starts_on": "data di inizio",
    "ends_on": "data di fine",
    "months": "durata in mesi",
    "signed_on": "data della firma",
    "signed_place": "luogo della firma",
    "areas": "ambiti e comuni",
    "objectives": "obiettivi",
    "expected_results": "risultati attesi",
    "targets": "destinatari",
    "activities": "attività",
    "partners": "enti del partenariato",
    "supporters": "rete dei sostenitori",
    "bodies": "organi di governance",
    "office_holders": "persone con cariche sociali",
    "total_amount": "valore complessivo",
    "contribution_amount": "contributo richiesto",
    "cofinancing_percent": "percentuale di cofinanziamento",
}


def missing(draft: SheetDraft, sections: set[str]) -> tuple[str, ...]:
    """Sections of the form that are absent, then facts that no section gave."""
    absent = [section.label for section in SECTIONS if section.code not in sections | {"front"}]
    facts = [label for name, label in FACTS.items() if not getattr(draft, name)]
    return (*absent, *facts, *_details(draft))


def _details(draft: SheetDraft) -> Iterator[str]:
    if draft.partners and not any(partner.role == "lead" for partner in draft.partners):
        yield "ente capofila"
    if draft.activities and not any(activity.months for activity in draft.activities):
        yield "mesi delle attività"
    for area in draft.areas:
        said, named = area.declared, len(area.municipalities)
        if not named:
            yield f"comuni: {area.name.value}"
        elif said and named < said.value:
            yield f"{said.value - named} comuni: {area.name.value}"
