"""The subjects of an internship's papers, on the way from Amina's case; the same ones when asked again."""

from __future__ import annotations

from datetime import date

from ciao.access.actor import Actor
from ciao.cases.models import Case
from ciao.internships import actions
from ciao.internships.models import Agreement, Internship, TrainingProject
from ciao.partners.models import Organization
from tests.prints.test_internship_register import confirmed_register, host_of

DAY = date(2026, 11, 20)


def project_of(case: Case, by: Actor) -> TrainingProject:
    """The training project of an internship that runs."""
    confirmed_register(case, by)
    return TrainingProject.objects.get(internship__case=case)


def agreement_to_sign(case: Case, by: Actor) -> Agreement:
    """An agreement still to be signed."""
    found = Agreement.objects.filter(signed_on=None).first()
    if found is not None:
        return found
    _, agreement = host_of(case, Organization.objects.get(id=by.organization_id))
    Agreement.objects.filter(id=agreement.id).update(signed_on=None)
    return Agreement.objects.select_related("host__organization", "promoter", "programme").get(id=agreement.id)


def ended(case: Case, by: Actor) -> Internship:
    """An internship that has ended, with a visit, a check at half way and both final reports."""
    internship = confirmed_register(case, by).internship
    if internship.reports.exists():
        return internship
    actions.write_entry(internship=internship, kind="visit", happened_on=DAY, with_whom="Rita", text="Bene", by=by)
    actions.write_entry(
        internship=internship, kind="midterm", happened_on=DAY, progress="on_track", text="Sa cucinare", by=by
    )
    actions.end_internship(internship=internship, on=DAY, reason="Ha trovato lavoro", by=by)
    for author in ("host", "trainee"):
        actions.write_report(
            internship=internship, author=author, written_on=DAY, learnt="A *cucinare*", went="Bene", by=by
        )
    return internship
