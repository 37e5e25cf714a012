"""The sheet of data from which the host sends the compulsory notice (COB, UniLav).

Source: standard of the comunicazioni obbligatorie, C.01.00 tirocinio (T22). A named act.
"""

from __future__ import annotations

import uuid
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.core.formats import date_field, hours
from ciao.internships.models import PromotionTitle, TrainingProject
from ciao.internships.pack.printed import trainee, weekly
from ciao.people.actions import circle_for
from ciao.people.enums import NamedAct
from ciao.prints.rules import Kind, declare
from ciao.signatures.enums import Method

NOTICE = "C.01.00, tirocinio"
BLANK = "da scrivere"


def context(project: TrainingProject, by: Actor) -> dict[str, Any]:
    """Every field of the notice in its order, and which are still empty."""
    internship = project.internship
    who = trainee(internship.case.person, NamedAct.COB, by)
    title = PromotionTitle.objects.valid_on(internship.starts_on).filter(promoter=internship.promoter).first()
    groups = [
        ("Tirocinio", _internship(project, title)), ("Tirocinante", _trainee(who)),
        ("Ente ospitante", _host(project)), ("Soggetto promotore", _promoter(project, title)),
    ]  # fmt: skip
    return {
        "number": internship.number,
        "groups": [{"title": name, "rows": [_row(*one) for one in rows]} for name, rows in groups],
        "missing": [f"{label} ({name})" for name, rows in groups for label, value in rows if not value],
    }


def scope_id(project: TrainingProject) -> uuid.UUID:
    """The circle of the project, or the protected one."""
    return circle_for(project.internship.case.person_id, project.scope_id)


def _internship(project: TrainingProject, title: PromotionTitle | None) -> list[tuple[str, str]]:
    internship = project.internship
    return [
        ("Comunicazione", NOTICE),
        ("Tipologia", str(internship.get_kind_display())),
        ("Dal", date_field(internship.starts_on)),
        ("Al", date_field(internship.ends_on)),
        ("Ore a settimana", hours(weekly(project))),
        ("Mansione", project.tasks),
        ("Posizione INAIL", project.inail_number),
        ("Convenzione", project.agreement.number if project.agreement else ""),
    ]


def _trainee(who: dict[str, str]) -> list[tuple[str, str]]:
    return [
        ("Nome e cognome", who["name"]), ("Codice fiscale", who["fiscal_code"]), ("Data di nascita", who["born_on"]),
        ("Luogo di nascita", who["born_in"]), ("Cittadinanza", who["citizenship"]), ("Domicilio", who["address"]),
        ("Categoria: condizione di lavoro", who["employment"]),
    ]  # fmt: skip


def _host(project: TrainingProject) -> list[tuple[str, str]]:
    body = project.host.organization
    return [
        ("Denominazione", body.name), ("Codice fiscale", body.fiscal_code), ("Settore", project.host.trade),
        ("Sede del tirocinio", project.place), ("Tutor", project.host_tutor),
    ]  # fmt: skip


def _promoter(project: TrainingProject, title: PromotionTitle | None) -> list[tuple[str, str]]:
    body = project.internship.promoter
    return [
        ("Denominazione", body.name), ("Codice fiscale", body.fiscal_code),
        ("Tipo di ente promotore", str(title.get_kind_display()) if title else ""),
        ("Atto", title.reference if title else ""), ("Tutor", project.internship.tutor.user.get_full_name()),
    ]  # fmt: skip


def _row(label: str, value: str) -> dict[str, Any]:
    return {"label": label, "value": value or BLANK, "is_blank": not value}


KIND = declare(
    Kind(
        code="internship_notice",
        label="dati per la comunicazione obbligatoria",
        about="Il foglio con cui l’ente ospitante fa la comunicazione obbligatoria, prima dell’inizio.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.INTERNSHIP,
        subject=TrainingProject,
        subject_action=Action.INTERNSHIP_EDIT,
        reads=(Group.NAME, Group.IDENTITY, Group.CONTACT, Group.INTERNSHIP),
        methods=(Method.PAPER,),
        title=lambda project: f"Dati per la comunicazione obbligatoria, tirocinio {project.internship.number}",
        programme=lambda project: project.internship.case.programme,
        person_id=lambda project: project.internship.case.person_id,
        context=context,
        signers=lambda project: [],
        scope_id=scope_id,
    )
)
