"""The birth of a programme from its confirmed sheet."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from ciao.access.actions import grant_jobs, installation_scope, open_scope
from ciao.access.actor import Actor
from ciao.access.enums import Action, ScopeKind
from ciao.access.lifecycle import NotPossible
from ciao.access.models import Scope
from ciao.access.requires import ensure
from ciao.accounts.models import User
from ciao.partners.models import Organization
from ciao.programmes.actions.mandates import add_partner, give_mandate
from ciao.programmes.enums import PartnerRole, SheetState, VersionKind
from ciao.programmes.models import (
    Activity,
    ExpectedResult,
    Objective,
    OfficeHolder,
    Programme,
    ProgrammeArea,
    ProgrammeVersion,
    SheetImport,
    TargetGroup,
    WorkPlan,
)
from ciao.programmes.review.facts import ProgrammeFacts
from ciao.programmes.review.opening import known_area
from ciao.territories.models import Municipality

COORDINATOR = "coordinator"


@transaction.atomic
def found_programme(*, sheet_import: SheetImport, facts: ProgrammeFacts, by: Actor) -> Programme:
    """Everything the sheet promised comes to exist at once; whoever confirms coordinates it.

    Raises NotPossible where the sheet was already confirmed or put aside.
    """
    ensure(by, Action.PROGRAMME_CREATE)
    stored = SheetImport.objects.select_for_update().get(id=sheet_import.id)
    if stored.state != SheetState.DRAFT:
        raise NotPossible("Da questa scheda non si può creare un progetto: è già stata confermata o eliminata.")
    scope = open_scope(ScopeKind.PROGRAMME, parent=installation_scope())
    bodies = _bodies(facts)
    programme = _programme(scope, facts, bodies, by)
    version = _first_version(programme, facts, by)
    _contents(programme, facts)
    _plan(version, facts)
    _places(programme, facts)
    _partnership(programme, facts, bodies, by)
    _office_holders(programme, facts, bodies)
    grant_jobs(scope)
    _coordinator(programme, bodies, by)
    stored.state, stored.programme = SheetState.CONFIRMED, programme
    stored.save(update_fields=["state", "programme"])
    return programme


def _bodies(facts: ProgrammeFacts) -> dict[str, Organization]:
    """Bodies by name: those we know already are the same ones, the others are new."""
    found: dict[str, Organization] = {}
    for one in facts.bodies:
        known = Organization.objects.named(one.name).first()
        found[one.name] = known or Organization.objects.create(name=one.name, sector=one.sector)
    return found


def _programme(scope: Scope, facts: ProgrammeFacts, bodies: Mapping[str, Organization], by: Actor) -> Programme:
    lead = next(one.name for one in facts.bodies if one.role == PartnerRole.LEAD)
    return Programme.objects.create(
        scope=scope,
        title=facts.title,
        acronym=facts.acronym,
        call=facts.call,
        actions=list(facts.actions),
        controller=bodies[lead],
        signed_on=facts.signed_on,
        signed_place=facts.signed_place,
        created_by=by.id,
    )


def _first_version(programme: Programme, facts: ProgrammeFacts, by: Actor) -> ProgrammeVersion:
    return ProgrammeVersion.objects.create(
        scope=programme.scope,
        programme=programme,
        number=1,
        kind=VersionKind.INITIAL,
        valid_from=facts.starts_on,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        months=facts.months,
        total_amount=facts.total_amount,
        contribution_amount=facts.contribution_amount,
        cofinancing_percent=facts.cofinancing_percent,
        recorded_by=by.id,
    )


def _contents(programme: Programme, facts: ProgrammeFacts) -> None:
    for number, text in enumerate(facts.objectives, start=1):
        Objective.objects.create(scope=programme.scope, programme=programme, number=number, text=text)
    for number, text in enumerate(facts.expected_results, start=1):
        ExpectedResult.objects.create(scope=programme.scope, programme=programme, number=number, text=text)


def _plan(version: ProgrammeVersion, facts: ProgrammeFacts) -> None:
    scope = version.scope
    for target in facts.targets:
        TargetGroup.objects.create(
            scope=scope, version=version, label=target.label, count=target.count, gender=target.gender,
            age_min=target.age_min, age_max=target.age_max,
        )  # fmt: skip
    for one in facts.activities:
        activity = Activity.objects.create(scope=scope, programme=version.programme, number=one.number, title=one.title)
        WorkPlan.objects.create(scope=scope, version=version, activity=activity, months=list(one.months))


def _places(programme: Programme, facts: ProgrammeFacts) -> None:
    for one in facts.areas:
        area = ProgrammeArea.objects.create(
            scope=programme.scope, programme=programme, name=one.name, area=known_area(one.name),
            population=one.population,
        )  # fmt: skip
        area.municipalities.set(Municipality.objects.filter(istat_code__in=one.istat_codes))


def _partnership(programme: Programme, facts: ProgrammeFacts, bodies: Mapping[str, Organization], by: Actor) -> None:
    for one in facts.bodies:
        add_partner(
            programme=programme, organization=bodies[one.name], role=PartnerRole(one.role), by=by,
            starts_on=facts.starts_on, note=one.note, sector=one.sector,
        )  # fmt: skip


def _office_holders(programme: Programme, facts: ProgrammeFacts, bodies: Mapping[str, Organization]) -> None:
    for one in facts.office_holders:
        OfficeHolder.objects.create(
            scope=programme.scope, programme=programme, organization=bodies.get(one.body), name=one.name,
            partner_as_written=one.partner_as_written, office=one.office, role=one.role,
            resolution_on=one.resolution_on,
        )  # fmt: skip


def _coordinator(programme: Programme, bodies: Mapping[str, Organization], by: Actor) -> None:
    """Whoever confirms coordinates it, for their own body where it takes part, else for the lead."""
    if by.user_id is not None:
        own = next((one for one in bodies.values() if one.id == by.organization_id), programme.controller)
        user = User.objects.get(id=by.user_id)
        give_mandate(user=user, organization=own, programme=programme, role=COORDINATOR, by=by)
