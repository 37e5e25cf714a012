"""What the person answered on each goal: their own yes, and the bodies that may know."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from ciao.access.actor import Actor
from ciao.cases.dossier.facts import seen
from ciao.cases.models import Case
from ciao.core.formats import date_field
from ciao.plans.models import GoalAgreement, GoalRelease


@dataclass
class Known:
    """One goal's answers, the latest first."""

    agreements: list[GoalAgreement] = field(default_factory=list)
    releases: list[GoalRelease] = field(default_factory=list)
    past: list[GoalRelease] = field(default_factory=list)

    @property
    def answer(self) -> str:
        """yes, no (taken back) or nothing yet."""
        if not self.agreements:
            return ""
        return "no" if self.agreements[0].ends_on else "yes"

    @property
    def words(self) -> str:
        """The person's own answer as pages say it."""
        if not self.agreements:
            return "adesione ancora da chiedere"
        one = self.agreements[0]
        if one.ends_on:
            return f"adesione ritirata il {date_field(one.ends_on)}"
        return f"d’accordo dal {date_field(one.starts_on)}"

    @property
    def kind(self) -> str:
        """The tint of the answer."""
        return {"yes": "ok", "no": "stop", "": "warn"}[self.answer]

    @property
    def bodies(self) -> str:
        """Who may know beside the team, by name."""
        names = [str(one.organization) for one in self.releases]
        return f"Oltre all’équipe può saperne: {', '.join(names)}." if names else "Lo legge solo l’équipe."


@dataclass(frozen=True)
class Consents:
    """The answers on every goal of a case."""

    by_goal: dict[uuid.UUID, Known]

    def of(self, lineage: uuid.UUID) -> Known:
        """One goal's answers, none where nothing was asked."""
        return self.by_goal.get(lineage) or Known()


def consents_of(case: Case, actor: Actor) -> Consents:
    """Every answer the reader may see, in two queries."""
    found: dict[uuid.UUID, Known] = defaultdict(Known)
    for one in seen(GoalAgreement, actor).filter(case=case).order_by("ends_on", "-starts_on", "-recorded_at"):
        found[one.lineage].agreements.append(one)
    for known in found.values():
        known.agreements.sort(key=lambda one: (one.ends_on is None, one.recorded_at), reverse=True)
    for row in seen(GoalRelease, actor).filter(case=case).select_related("organization"):
        (found[row.lineage].past if row.ends_on else found[row.lineage].releases).append(row)
    return Consents(found)
