"""The progetto formativo individuale as it is signed: who, where, what is learnt, hours, tutors, insurances.

Source: DGR Lombardia X/7763 of 2018 (T20, T26); Accordo of 22.1.2015 for why a social inclusion one is activated.
A named act: a protected person stands in it under her own name, and the paper lies in her circle.
"""

from __future__ import annotations

import uuid
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field, hours, money
from ciao.internships.enums import InternshipState
from ciao.internships.models import TrainingProject
from ciao.internships.pack.gather import PROJECT, pack_of
from ciao.internships.pack.printed import acts, name_of, overrides, schedule, trainee, weekly
from ciao.internships.pack.words import of_notice
from ciao.people.actions import circle_for
from ciao.people.enums import NamedAct
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.programmes.models import Programme
from ciao.signatures.enums import Method, SignerKind


def context(project: TrainingProject, by: Actor) -> dict[str, Any]:
    """What the project says on the day it is issued; raises `NotPossible` once the internship has ended."""
    internship = project.internship
    if internship.state not in (InternshipState.PREPARING, InternshipState.RUNNING):
        raise NotPossible("Il tirocinio è finito: il progetto formativo non si firma più.")
    facts = pack_of(internship, by).facts
    agreement = project.agreement
    return {
        "trainee": trainee(internship.case.person, NamedAct.TRAINING_PROJECT, by),
        "number": internship.number,
        "kind": internship.get_kind_display(),
        "starts_on": date_field(internship.starts_on),
        "ends_on": date_field(internship.ends_on),
        "promoter": str(internship.promoter),
        "title": facts.title,
        "care": facts.care,
        "motive": project.motive,
        "host": str(project.host.organization),
        "host_trade": project.host.trade,
        "place": project.place,
        "agreement": f"n. {agreement.number}, valida fino al {date_field(agreement.ends_on)}" if agreement else "",
        "tutor": internship.tutor.user.get_full_name(),
        "host_tutor": project.host_tutor,
        "goals": project.goals,
        "tasks": project.tasks,
        "skills": project.skills,
        "levels": _levels(project),
        "schedule": schedule(project),
        "weekly": hours(weekly(project)),
        "total": hours(project.total_hours),
        "amount": money(project.full_amount),
        "payer": str(internship.payer),
        "inail": project.inail_number,
        "liability": project.liability_policy,
        "notice": of_notice(facts) if project.cob_number else "",
        "acts": acts(internship, by),
        "overrides": overrides(internship),
    }


def programme(project: TrainingProject) -> Programme:
    """The programme that numbers the document."""
    return project.internship.case.programme


def person_id(project: TrainingProject) -> uuid.UUID:
    """Whose data it shows."""
    return project.internship.case.person_id


def scope_id(project: TrainingProject) -> uuid.UUID:
    """The circle of the project, or the protected one."""
    return circle_for(person_id(project), project.scope_id)


def signers(project: TrainingProject) -> list[Signer]:
    """The trainee or who answers for a minor, the promoter, the host, the tutor who follows."""
    internship, person = project.internship, project.internship.case.person
    tutor = internship.tutor
    return [
        *for_person(person, name_of(person), "tirocinante"),
        Signer(SignerKind.LINK, None, f"Per {internship.promoter}"[:200], "soggetto promotore"),
        Signer(SignerKind.LINK, None, project.host_tutor or f"Per {project.host.organization}"[:200],
               "ente ospitante"),
        Signer(SignerKind.USER, tutor.user_id, tutor.user.get_full_name(), "tutor del promotore"),
    ]  # fmt: skip


def _levels(project: TrainingProject) -> str:
    low, high = project.eqf_low, project.eqf_high
    if low is None and high is None:
        return ""
    if low == high or low is None or high is None:
        return f"livello {high or low} del quadro europeo delle qualificazioni"
    return f"livelli da {low} a {high} del quadro europeo delle qualificazioni"


KIND = declare(
    Kind(
        code=PROJECT,
        label="progetto formativo individuale",
        about="Chi, dove, che cosa impara, con quali ore e tutele; lo firmano tutti prima dell’inizio.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.INTERNSHIP,
        subject=TrainingProject,
        subject_action=Action.INTERNSHIP_EDIT,
        reads=(Group.NAME, Group.INTERNSHIP),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda project: f"Progetto formativo, tirocinio {project.internship.number}",
        programme=programme,
        person_id=person_id,
        context=context,
        signers=signers,
        scope_id=scope_id,
    )
)
