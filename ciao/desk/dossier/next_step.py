"""The one step a fascicolo shows, when the case, the assessment and the plan each have something to say."""

from __future__ import annotations

from ciao.assessments import panel as assessments
from ciao.cases import panel as cases
from ciao.cases.dossier.next_step import CaseFacts, NextStep
from ciao.cases.enums import Phase
from ciao.cases.panel import View
from ciao.certificates import panel as certificates
from ciao.internships import panel as internships
from ciao.job_search import panel as job_search
from ciao.outcomes import panel as outcomes
from ciao.plans import panel as plans
from ciao.services import panel as services

Placed = tuple[NextStep, str]
SOURCES = (
    assessments.step, plans.step, cases.entry_step, internships.step, services.step, outcomes.step, job_search.step,
    certificates.step,
)  # fmt: skip
# The path has ended: what came of it is still to be written.
AFTER = {"reopen"}


def further_step(view: View, own: NextStep, facts: CaseFacts) -> Placed | None:
    """What a higher app asks, where the case itself asks nothing more pressing; late things go first."""
    asked = asked_above(view)
    if own.code in AFTER:
        return next((placed for placed in asked if placed[0].code == "outcome"), None)
    if not asked or own.code in {"none", "resume"}:
        return None
    first = min(asked, key=lambda placed: placed[0].kind != "stop")
    return first if _yields(own, facts) or (first[0].kind == "stop" and own.kind != "stop") else None


def asked_above(view: View) -> list[Placed]:
    """What every part above the case asks now, in the order of the path."""
    return [step for step in (source(view) for source in SOURCES) if step is not None]


def _yields(own: NextStep, facts: CaseFacts) -> bool:
    """Steps that can wait: the next meeting, a task still in time, a phase by hand; data, once past the first phase."""
    if own.kind:
        return False
    if own.code in {"identity", "target"}:
        return facts.phase != Phase.ACCESS
    met = facts.last_contact_on is not None or facts.next_at is not None
    return own.code in {"diary", "appointment", "task", "phase"} and met
