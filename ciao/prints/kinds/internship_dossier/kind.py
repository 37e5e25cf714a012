"""The dossier individuale: what was planned, what was done, what was seen, which the person keeps (T20)."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field, hours, month, percent
from ciao.internships.actions.terms import certificate_percent
from ciao.internships.enums import EntryKind, InternshipState
from ciao.internships.models import Internship, MonthlyRegister
from ciao.internships.pack.printed import acts, name_of, overrides
from ciao.internships.panel import hours_done
from ciao.internships.rules import attendance_percent
from ciao.people.actions import circle_for
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.signatures.enums import Method, SignerKind


def context(internship: Internship, by: Actor) -> dict[str, Any]:
    """Project, months, checks, extensions, result; raises `NotPossible` before it begins."""
    project = internship.project()
    if project is None or internship.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        raise NotPossible("Il dossier si prepara da quando il tirocinio è iniziato.")
    done = hours_done(internship)
    return {
        "person": name_of(internship.case.person),
        "number": internship.number,
        "kind": internship.get_kind_display(),
        "promoter": str(internship.promoter),
        "host": str(project.host.organization),
        "place": project.place,
        "starts_on": date_field(internship.starts_on),
        "ends_on": date_field(internship.last_day),
        "is_over": internship.state == InternshipState.ENDED,
        "goals": project.goals,
        "tasks": project.tasks,
        "skills": project.skills,
        "total": hours(project.total_hours),
        "done": hours(done),
        "share": percent(attendance_percent(project.total_hours, done)),
        "needed": percent(certificate_percent(internship.starts_on)),
        "months": [_month(one) for one in internship.registers.order_by("month_on")],
        "checks": _checks(internship),
        "visits": internship.entries.kept().filter(kind=EntryKind.VISIT).count(),
        "extensions": [
            {"until": date_field(one.until_on), "reason": one.reason} for one in internship.extensions.all()
        ],
        "acts": acts(internship, by),
        "overrides": overrides(internship),
    }


def scope_id(internship: Internship) -> uuid.UUID:
    """It names the host: it lies where the training project does."""
    return circle_for(internship.case.person_id, internship.scope_id)


def signers(internship: Internship) -> list[Signer]:
    """The trainee and the promoter's tutor."""
    person, tutor = internship.case.person, internship.tutor
    return [
        *for_person(person, name_of(person), "tirocinante"),
        Signer(SignerKind.USER, tutor.user_id, tutor.user.get_full_name(), "tutor del promotore"),
    ]


def _month(register: MonthlyRegister) -> dict[str, str]:
    planned: Decimal | None = register.planned_hours
    return {
        "month": month(register.month_on), "planned": hours(planned), "done": hours(register.attended_hours()),
        "state": register.get_state_display(),
    }  # fmt: skip


def _checks(internship: Internship) -> list[dict[str, str]]:
    """The checks at half way; visits are counted, and the notes of the tutor stay in the diary."""
    rows = internship.entries.kept().filter(kind=EntryKind.MIDTERM)
    return [
        {
            "on": date_field(one.happened_on), "progress": str(one.get_progress_display()), "text": one.text,
            "agreed": one.agreed,
        }
        for one in rows
    ]  # fmt: skip


KIND = declare(
    Kind(
        code="internship_dossier",
        label="dossier individuale",
        about="Che cosa era previsto, che cosa è stato fatto e imparato; lo tiene la persona.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.INTERNSHIP,
        subject=Internship,
        subject_action=Action.INTERNSHIP_EDIT,
        reads=(Group.NAME, Group.INTERNSHIP),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda internship: f"Dossier individuale, tirocinio {internship.number}",
        programme=lambda internship: internship.case.programme,
        person_id=lambda internship: internship.case.person_id,
        context=context,
        signers=signers,
        scope_id=scope_id,
    )
)
