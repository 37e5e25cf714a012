"""The final reports of host and trainee, on one paper that all of them sign."""

from __future__ import annotations

import uuid
from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field
from ciao.internships.actions.following import REPORT
from ciao.internships.enums import ReportAuthor
from ciao.internships.models import Internship
from ciao.internships.pack.printed import name_of, overrides
from ciao.people.actions import circle_for
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.signatures.enums import Method, SignerKind


def context(internship: Internship, by: Actor) -> dict[str, Any]:
    """Both reports, word for word; raises `NotPossible` while one is missing."""
    reports = {one.author: one for one in internship.reports.all()}
    missing = [author.label for author in ReportAuthor if author not in reports]
    if missing:
        raise NotPossible(f"Manca la relazione finale di: {', '.join(missing)}.")
    project = internship.project()
    return {
        "person": name_of(internship.case.person),
        "number": internship.number,
        "kind": internship.get_kind_display(),
        "host": str(project.host.organization) if project else "",
        "starts_on": date_field(internship.starts_on),
        "ends_on": date_field(internship.last_day),
        "reports": [
            {"author": author.label, "written_on": date_field(reports[author].written_on),
             "learnt": reports[author].learnt, "went": reports[author].went, "next_steps": reports[author].next_steps}
            for author in ReportAuthor
        ],
        "overrides": overrides(internship),
    }  # fmt: skip


def scope_id(internship: Internship) -> uuid.UUID:
    """It names the host: it lies where the training project does."""
    return circle_for(internship.case.person_id, internship.scope_id)


def signers(internship: Internship) -> list[Signer]:
    """The trainee, the host, the promoter's tutor."""
    person, tutor, project = internship.case.person, internship.tutor, internship.project()
    host = project.host_tutor if project and project.host_tutor else "Per l’ente ospitante"
    return [
        *for_person(person, name_of(person), "tirocinante"),
        Signer(SignerKind.LINK, None, host, "tutor dell’ente ospitante"),
        Signer(SignerKind.USER, tutor.user_id, tutor.user.get_full_name(), "tutor del promotore"),
    ]


KIND = declare(
    Kind(
        code=REPORT,
        label="relazioni finali del tirocinio",
        about="Come è andata per l’ente ospitante e per chi ha fatto il tirocinio; la firmano tutti.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.INTERNSHIP,
        subject=Internship,
        subject_action=Action.INTERNSHIP_EDIT,
        reads=(Group.NAME, Group.INTERNSHIP),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda internship: f"Relazioni finali, tirocinio {internship.number}",
        programme=lambda internship: internship.case.programme,
        person_id=lambda internship: internship.case.person_id,
        context=context,
        signers=signers,
        scope_id=scope_id,
    )
)
