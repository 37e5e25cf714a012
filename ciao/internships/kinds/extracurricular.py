"""The tirocinio extracurriculare of Lombardy: two months at least, six or twelve at most, twenty-four for the disabled.

Source: DGR Lombardia X/7763 of 2018 (T1–T13).
"""

from __future__ import annotations

from ciao.internships.kinds import COMMON, Judgement, KindRules, Length, Limits, declare, is_longer, is_shorter

SOURCE = "Delibera X/7763 del 2018 di Regione Lombardia"
HIGH = 4  # the EQF level from which longer internships are admitted (T11)


def judge(length: Length, limits: Limits) -> list[Judgement]:
    """Past the longest of all it stops; up to there it depends on who the person is, so it only warns."""
    first, last = length.starts_on, length.ends_on
    if is_longer(first, last, limits.disabled_months):
        text = f"Dura più di {limits.disabled_months} mesi, proroghe comprese: nessun tirocinio dura tanto ({SOURCE})."
        return [Judgement(text, stops=True)]
    if is_longer(first, last, limits.longer_months):
        text = (
            f"Dura più di {limits.longer_months} mesi: fino a {limits.disabled_months} solo per persone con "
            f"disabilità ({SOURCE})."
        )
        return [Judgement(text)]
    if is_longer(first, last, limits.months) and not _may_be_longer(length):
        text = (
            f"Dura più di {limits.months} mesi: fino a {limits.longer_months} solo con competenze di livello {HIGH} o "
            f"più, o per persone svantaggiate ({SOURCE})."
        )
        return [Judgement(text)]
    if is_shorter(first, last, limits.least_months):
        text = (
            f"Dura meno di {limits.least_months} mesi: si può se il lavoro è stagionale, d’estate per chi studia, o "
            f"per persone svantaggiate o con disabilità ({SOURCE})."
        )
        return [Judgement(text)]
    return []


def _may_be_longer(length: Length) -> bool:
    """Twelve months where every skill is of level four or more; an extension where at least one is (T11)."""
    if length.eqf_low is not None and length.eqf_low >= HIGH:
        return True
    return length.is_extension and length.eqf_high is not None and length.eqf_high >= HIGH


KIND = declare(
    KindRules(
        code="extracurricular", label="tirocinio extracurriculare",
        about="Per chi cerca lavoro: indennità minima, da 2 a 6 mesi, di più in alcuni casi.", source=SOURCE,
        has_minimum=True, in_quota=True, pack=COMMON, judge=judge,
    )
)  # fmt: skip
