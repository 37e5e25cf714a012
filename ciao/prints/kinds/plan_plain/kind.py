"""The personal plan to give into the person's hand: plain words, in their own language, with what they decided.

Fixed words are translated into seven languages; what somebody wrote stays as written, with the words of whoever
mediates beside it. It is no agreement: the signed paper in Italian is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext, gettext_noop, override

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.plans.actions import translations_of
from ciao.plans.dossier.consents import Known, consents_of
from ciao.plans.dossier.reviews import of_plan
from ciao.plans.enums import PlanState, Pledger, SupportKind
from ciao.plans.models import GOAL_PARTS, Goal, Plan, Pledge
from ciao.plans.rules import language_code
from ciao.prints.rules import Kind, Signer, declare
from ciao.signatures.enums import Method, SignatureState
from ciao.signatures.models import Signature

RIGHT_TO_LEFT = ("ar",)
WORDS = {
    "heading": gettext_noop("Il mio progetto"),
    "goals": gettext_noop("Che cosa voglio raggiungere"),
    "results": gettext_noop("Lo vediamo da"),
    "supports": gettext_noop("Chi mi aiuta e come"),
    "pledges": gettext_noop("Che cosa fa ciascuno"),
    "signed": gettext_noop("Chi ha firmato"),
    "mind": gettext_noop("Posso cambiare idea quando voglio, e chiedere di cambiare il progetto."),
    "paper": gettext_noop("Questo foglio è una spiegazione. Vale il documento firmato in italiano."),
}
SUPPORTS = {
    SupportKind.COURSE: gettext_noop("corso"),
    SupportKind.GROUP: gettext_noop("gruppo o laboratorio"),
    SupportKind.INTERNSHIP: gettext_noop("tirocinio"),
    SupportKind.GUIDANCE: gettext_noop("orientamento al lavoro"),
    SupportKind.MEDIATION: gettext_noop("mediazione culturale"),
    SupportKind.CONSULTATION: gettext_noop("consulenza specialistica"),
    SupportKind.ACCOMPANIMENT: gettext_noop("accompagnamento"),
    SupportKind.ECONOMIC: gettext_noop("aiuto economico"),
    SupportKind.OTHER: gettext_noop("altro sostegno"),
}
METHODS = {
    Method.ON_SCREEN: gettext_noop("sullo schermo"),
    Method.PAPER: gettext_noop("su carta"),
    Method.CODE: gettext_noop("con un codice"),
    Method.SIGNED_FILE: gettext_noop("con firma digitale"),
}
PLEDGERS = {Pledger.PERSON: gettext_noop("io"), Pledger.CASE_MANAGER: gettext_noop("chi mi segue")}
BY = gettext_noop("entro il %(day)s")
AGREES = gettext_noop("Sono d’accordo.")
CHANGED_MIND = gettext_noop("Ho cambiato idea.")
TOLD_TO = gettext_noop("Oltre a chi mi segue lo può sapere: %(bodies)s.")
TOLD_TO_NOBODY = gettext_noop("Lo legge solo chi mi segue.")
HOURS = gettext_noop("ore: %(hours)s")
SIGNED = gettext_noop("%(name)s, il %(day)s, %(how)s")
NOT_SIGNED = gettext_noop("Non è ancora firmato.")
NEXT = gettext_noop("Lo rileggiamo insieme entro il %(day)s.")
Say = Callable[[str], list[str]]


def context(plan: Plan, by: Actor) -> dict[str, Any]:
    """One version as the person reads it; raises `NotPossible` while it is still being written."""
    if plan.state not in (PlanState.TO_SIGN, PlanState.SIGNED):
        raise NotPossible("Si stampa il progetto da firmare o in vigore: questa versione non lo è.")
    person = plan.case.person
    language = language_code(person.language)
    told = translations_of(plan.case, language)
    consents = consents_of(plan.case, by)

    def say(text: str) -> list[str]:
        """As it was written and, where there is one, in the words of whoever mediates."""
        return [one for one in (told.get(text, ""), text) if one]

    with override(language):
        goals = plan.goals.kept().prefetch_related(*GOAL_PARTS)
        due = of_plan(plan, by, clock.today())
        return {
            "person": person.full_name,
            "language": language,
            "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
            "words": {key: gettext(text) for key, text in WORDS.items()},
            "goals": [_goal(one, consents.of(one.lineage), say) for one in goals],
            "pledges": [_pledge(one, say) for one in plan.pledges.kept().select_related("organization")],
            "signed": _signed(plan),
            "next": gettext(NEXT) % {"day": date_field(due.due_on)} if due else "",
        }


def signers(plan: Plan) -> list[Signer]:
    """Nobody: it explains, the other one is signed."""
    return []


def _goal(goal: Goal, known: Known, say: Say) -> dict[str, Any]:
    bodies = ", ".join(str(one.organization) for one in known.releases)
    answers = [gettext(AGREES)] if known.answer == "yes" else [gettext(CHANGED_MIND)] if known.answer == "no" else []
    answers.append(gettext(TOLD_TO) % {"bodies": bodies} if bodies else gettext(TOLD_TO_NOBODY))
    return {
        "title": say(goal.title),
        "words": say(goal.words) if goal.words else [],
        "due": gettext(BY) % {"day": date_field(goal.due_on)} if goal.due_on else "",
        "results": [say(one.measure) for one in goal.results.all() if not one.is_dropped],
        "supports": [_support(one, say) for one in goal.supports.all() if not one.is_dropped],
        "answers": " ".join(answers),
    }


def _support(support: Any, say: Say) -> list[str]:
    kind = gettext(SUPPORTS[SupportKind(support.kind)])
    hours = gettext(HOURS) % {"hours": f"{support.planned_hours:g}"} if support.planned_hours else ""
    return [", ".join(filter(None, (kind, hours))), *(say(support.note) if support.note else [])]


def _pledge(pledge: Pledge, say: Say) -> dict[str, Any]:
    who = str(pledge.organization) if pledge.organization else gettext(PLEDGERS[Pledger(pledge.pledger)])
    return {"who": who, "text": say(pledge.text)}


def _signed(plan: Plan) -> list[str]:
    document = plan.document()
    rows = document.signatures.standing().filter(state=SignatureState.SIGNED) if document else []
    return [_signature(one) for one in rows] or [gettext(NOT_SIGNED)]


def _signature(one: Signature) -> str:
    how = gettext(METHODS[Method(one.method)])
    return gettext(SIGNED) % {"name": one.name, "day": date_field(one.signed_on), "how": how}


KIND = declare(
    Kind(
        code="plan_plain",
        label="progetto in parole semplici",
        about="Il progetto da dare in mano alla persona, nella sua lingua, con ciò che ha deciso.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.PLAN,
        subject=Plan,
        subject_action=Action.CASE_VIEW,
        reads=(Group.NAME, Group.PLAN),
        methods=(Method.PAPER,),
        title=lambda plan: f"Progetto in parole semplici, caso {plan.case.number}, versione {plan.number}",
        programme=lambda plan: plan.case.programme,
        person_id=lambda plan: plan.case.person_id,
        context=context,
        signers=signers,
        is_timely=lambda plan: plan.state in (PlanState.TO_SIGN, PlanState.SIGNED),
    )
)
