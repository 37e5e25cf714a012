"""The record of taking in charge: who the person is followed by, and whether they meet the requirements."""

from __future__ import annotations

from typing import Any

from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.audit.enums import Group
from ciao.cases.dossier.eligibility import eligibility_of, facts_of
from ciao.cases.enums import CheckOutcome
from ciao.cases.models import Case, CaseWorker
from ciao.cases.rules import Eligibility
from ciao.core.formats import date_field
from ciao.people.models import Identity
from ciao.prints.rules import Kind, Signer, declare, for_person
from ciao.signatures.enums import Method, SignerKind

VERDICTS = {
    True: "Ha i requisiti del progetto.",
    False: "Non ha tutti i requisiti del progetto: qui sotto c’è il perché.",
    None: "Qualche requisito è ancora da verificare.",
}


def context(case: Case, by: Actor) -> dict[str, Any]:
    """Person, team on the day of issue, checks as of the day of taking in charge, each with its reason."""
    found = check(case)
    return {
        "person": case.person.full_name,
        "case_number": case.number,
        "opened_on": date_field(case.opened_on),
        "target": str(case.target) if case.target else "",
        "team": [_member(worker) for worker in _team(case)],
        "verdict": VERDICTS[found.is_eligible],
        "checks": [
            {"outcome": str(CheckOutcome(one.outcome).label), "sentence": one.sentence, "source": one.source}
            for one in found.checks
        ],
    }


def check(case: Case) -> Eligibility:
    """The requirements of the version in force on the day the person was taken in charge."""
    identity = Identity.objects.filter(person_id=case.person_id).first()
    return eligibility_of(case.programme, facts_of(identity), case.opened_on)


def signers(case: Case) -> list[Signer]:
    """The person, and whoever is their reference."""
    lead = next((worker for worker in _team(case) if worker.is_lead), None)
    found = for_person(case.person, case.person.full_name, "persona in carico")
    if lead is not None:
        found.append(Signer(SignerKind.USER, lead.user_id, str(lead.user), lead.get_role_display()))
    return found


def _team(case: Case) -> list[CaseWorker]:
    return list(case.workers.filter(ends_on__isnull=True).select_related("user", "organization"))


def _member(worker: CaseWorker) -> dict[str, Any]:
    return {
        "name": str(worker.user), "role": worker.get_role_display(), "body": worker.organization.name,
        "since": date_field(worker.starts_on), "is_lead": worker.is_lead,
    }  # fmt: skip


KIND = declare(
    Kind(
        code="case_opening",
        label="scheda di presa in carico",
        about="Dice chi segue la persona e perché ha i requisiti; la firmano la persona e chi la segue.",
        action=Action.DOCUMENT_ISSUE,
        level=Level.IDENTITY,
        subject=Case,
        subject_action=Action.CASE_VIEW,
        reads=(Group.NAME, Group.IDENTITY, Group.REQUIREMENTS, Group.TEAM),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda case: f"Scheda di presa in carico, caso {case.number}",
        programme=lambda case: case.programme,
        person_id=lambda case: case.person_id,
        context=context,
        signers=signers,
    )
)
