"""The stage of who is at school or university: length and hours follow the course of study, no minimum allowance."""

from __future__ import annotations

from ciao.internships.kinds import COMMON, Judgement, KindRules, Length, Limits, declare


def judge(length: Length, limits: Limits) -> list[Judgement]:
    """The school decides how long it lasts."""
    return []


KIND = declare(
    KindRules(
        code="curricular", label="stage curriculare",
        about="Per chi studia: lo prevede la scuola o l’università, con un suo riferimento.",
        source="Ordinamento del corso di studi", has_minimum=False, in_quota=True,
        pack=("school", *COMMON), judge=judge, warns_pauses=False,
    )
)  # fmt: skip
