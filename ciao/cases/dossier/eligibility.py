"""Eligibility of someone against the programme in force, and who may follow them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import ROLES
from ciao.access.visibility import visible
from ciao.cases.rules import Eligibility, PersonFacts, TargetFacts, eligibility
from ciao.core import clock
from ciao.outreach.actions import programme_comuni
from ciao.people.enums import EmploymentStatus, Gender
from ciao.people.models import Identity
from ciao.programmes.enums import TargetGender
from ciao.programmes.models import Mandate, Programme, TargetGroup

GENDERS = {TargetGender.WOMEN: Gender.FEMALE, TargetGender.MEN: Gender.MALE, TargetGender.ALL: None}


def target_facts(targets: Iterable[TargetGroup]) -> list[TargetFacts]:
    """Target groups as the eligibility rules read them; the code is the row's id."""
    return [
        TargetFacts(str(one.id), one.label, GENDERS[TargetGender(one.gender)], one.age_min, one.age_max)
        for one in targets
    ]


def eligibility_of(programme: Programme, facts: PersonFacts, on: date) -> Eligibility:
    """R1–R3 for someone on a day, against the version in force and the comuni of the programme."""
    targets = target_facts(programme.version_on(on).targets.all())
    comuni = programme_comuni(programme).values_list("istat_code", flat=True)
    return eligibility(facts, targets, set(comuni), on)


def facts_of(identity: Identity | None) -> PersonFacts:
    """The few facts eligibility looks at; all unknown where the reader may not see them."""
    if identity is None:
        return PersonFacts()
    return PersonFacts(
        gender=Gender(identity.gender) if identity.gender else None,
        birth_date=identity.birth_date,
        employment=EmploymentStatus(identity.employment) if identity.employment else None,
        residence_istat=identity.residence_id,
        domicile_istat=identity.domicile_id,
    )


def colleagues(actor: Actor, *, roles: Iterable[str] = ()) -> list[Mandate]:
    """Who may join a team today: those whose role reads cases, or only the roles given."""
    wanted = list(roles) or [code for code, role in ROLES.items() if role.team]
    rows = visible(Mandate.objects.all(), actor, Action.PROGRAMME_VIEW)
    return list(rows.at_work(actor.programme_id, wanted, clock.today()))
