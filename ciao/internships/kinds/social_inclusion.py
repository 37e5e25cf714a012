"""The tirocinio di inclusione sociale: only for who is in charge of a public service, twenty-four months at most.

Source: Accordo Stato-Regioni of 22.1.2015 (Rep. 7/CSR), DGR Lombardia X/5451 of 2016.
"""

from __future__ import annotations

from datetime import timedelta

from ciao.internships.kinds import COMMON, Judgement, KindRules, Length, Limits, declare, is_longer

SOURCE = "Accordo Stato-Regioni del 22.01.2015"


def judge(length: Length, limits: Limits) -> list[Judgement]:
    """Beyond the limit, repetitions included, only with the certificate of need of the service in charge."""
    first = length.starts_on - timedelta(days=length.before_days)
    if length.has_need or not is_longer(first, length.ends_on, limits.inclusion_months):
        return []
    earlier = " con i tirocini di prima" if length.before_days else ""
    text = (
        f"Dura più di {limits.inclusion_months} mesi{earlier}: serve il certificato del bisogno, fatto dal servizio "
        f"che ha in carico la persona ({SOURCE})."
    )
    return [Judgement(text, stops=True)]


KIND = declare(
    KindRules(
        code="inclusion", label="tirocinio di inclusione sociale",
        about="Per chi è in carico a un servizio pubblico: l’indennità la dice il progetto.", source=SOURCE,
        has_minimum=False, in_quota=False, pack=("care", "motive", *COMMON), judge=judge,
    )
)  # fmt: skip
