"""The convenzione between promoter and host: what each takes on. Source: DGR Lombardia X/7763 of 2018 (T20, T26)."""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.core.formats import date_field
from ciao.internships.models import Agreement, PromotionTitle
from ciao.internships.pack.gather import AGREEMENT
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method, SignerKind

PROMOTER = [
    "segue ogni tirocinio con un suo tutor e scrive il progetto formativo insieme all’ente e alla persona",
    "assicura contro gli infortuni all’INAIL e per la responsabilità civile verso terzi, anche fuori sede",
    "conferma il registro delle presenze e dà l’attestazione a chi raggiunge le ore previste",
]
HOST = [
    "indica un tutor per ogni tirocinio e un luogo di lavoro in regola con la sicurezza",
    "fa la comunicazione obbligatoria prima dell’inizio, e quelle di proroga e di fine",
    "dà la formazione sulla sicurezza e, dove serve, la visita medica",
    "non usa il tirocinio al posto di un lavoro, e tiene il registro delle presenze",
]


def context(agreement: Agreement, by: Actor) -> dict[str, Any]:
    """The parties, how long it holds, what each does; raises `NotPossible` where it is signed already."""
    if agreement.signed_on is not None:
        raise NotPossible(f"La convenzione è già firmata, il {date_field(agreement.signed_on)}.")
    title = PromotionTitle.objects.valid_on(agreement.starts_on).filter(promoter=agreement.promoter).first()
    host = agreement.host
    return {
        "number": agreement.number, "promoter": str(agreement.promoter),
        "promoter_code": agreement.promoter.fiscal_code, "title": str(title) if title else "",
        "host": str(host.organization), "host_code": host.organization.fiscal_code, "trade": host.trade,
        "headcount": host.headcount or 0, "starts_on": date_field(agreement.starts_on),
        "ends_on": date_field(agreement.ends_on), "promoter_does": PROMOTER, "host_does": HOST,
    }  # fmt: skip


def signers(agreement: Agreement) -> list[Signer]:
    """Who represents each of the two bodies."""
    return [
        Signer(SignerKind.LINK, None, f"Per {agreement.promoter}"[:200], "soggetto promotore"),
        Signer(SignerKind.LINK, None, f"Per {agreement.host.organization}"[:200], "ente ospitante"),
    ]


KIND = declare(
    Kind(
        code=AGREEMENT,
        label="convenzione di tirocinio",
        about="L’accordo tra chi promuove e l’ente ospitante, da firmare prima del primo tirocinio.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.HOST,
        subject=Agreement,
        subject_action=Action.HOST_VIEW,
        reads=(),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda agreement: f"Convenzione di tirocinio n. {agreement.number}",
        programme=lambda agreement: agreement.programme,
        person_id=lambda agreement: None,
        context=context,
        signers=signers,
    )
)
