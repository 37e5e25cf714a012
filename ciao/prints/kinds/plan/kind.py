"""The personal plan as it is signed: goals in the person's words, results, supports, pledges.

Source: D.Lgs. 147/2017 art. 6 for what it holds.
"""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field
from ciao.plans.enums import PlanState
from ciao.plans.models import DOCUMENT, GOAL_PARTS, Goal, Plan
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.signatures.enums import Method, SignerKind


def context(plan: Plan, by: Actor) -> dict[str, Any]:
    """One version, word for word; raises `NotPossible` before it is shown for signing and once it is signed."""
    if plan.state == PlanState.DRAFT:
        raise NotPossible("Il progetto è ancora in bozza: prima presentalo alla firma.")
    if plan.state != PlanState.TO_SIGN:
        raise NotPossible("Questa versione è già firmata o sostituita: per cambiarla scrivi una nuova versione.")
    pledges = plan.pledges.kept().select_related("organization")
    return {
        "person": plan.case.person.full_name,
        "case_number": plan.case.number,
        "version": plan.number,
        "replaces": plan.replaces.number if plan.replaces else None,
        "goals": [_goal(one) for one in plan.goals.kept().prefetch_related(*GOAL_PARTS)],
        "pledges": [{"who": one.who, "text": one.text} for one in pledges],
    }


def signers(plan: Plan) -> list[Signer]:
    """The person, and whoever is their reference on the day."""
    case = plan.case
    lead = case.workers.filter(ends_on__isnull=True, is_lead=True).select_related("user").first()
    found = for_person(case.person, case.person.full_name, "persona in carico")
    if lead is not None:
        found.append(Signer(SignerKind.USER, lead.user_id, str(lead.user), lead.get_role_display()))
    return found


def _goal(goal: Goal) -> dict[str, Any]:
    facts = goal.facts()
    return {
        "title": facts.title, "words": facts.words, "area": facts.area, "due_on": date_field(facts.due_on),
        "results": list(facts.results), "supports": [one[:1].upper() + one[1:] for one in facts.supports],
    }  # fmt: skip


KIND = declare(
    Kind(
        code=DOCUMENT,
        label="progetto personalizzato",
        about="Obiettivi con le parole della persona, sostegni e impegni; lo firmano la persona e chi la segue.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.PLAN,
        subject=Plan,
        subject_action=Action.CASE_VIEW,
        reads=(Group.NAME, Group.PLAN),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda plan: f"Progetto personalizzato, caso {plan.case.number}, versione {plan.number}",
        programme=lambda plan: plan.case.programme,
        person_id=lambda plan: plan.case.person_id,
        context=context,
        signers=signers,
        is_timely=lambda plan: plan.state == PlanState.TO_SIGN,
    )
)
