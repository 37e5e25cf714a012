"""What is worth a look on an internship and stops nobody."""

from __future__ import annotations

from ciao.access.actor import Actor
from ciao.core import clock
from ciao.core.formats import date_field, period
from ciao.internships.actions.extending import judge
from ciao.internships.actions.terms import minimum_terms, number_on
from ciao.internships.enums import ActKind, InternshipState
from ciao.internships.kinds import KINDS
from ciao.internships.models import Extension, Internship, InternshipChange, TrainingProject
from ciao.internships.pack.gather import Pack, births_of
from ciao.internships.pack.items import cob_warning
from ciao.internships.rules import amount_warning, late_notice, minor_warnings, tutor_warning
from ciao.internships.views.at_host import host_warnings
from ciao.people.rules import age_on

ACTIVE = [InternshipState.PREPARING, InternshipState.RUNNING]


def warnings_of(found: Internship, packed: Pack, by: Actor) -> list[str]:
    """Amount, length, places of the host, late notices, tutors with many, minors, dates that overlap or are past."""
    said = [*_of_dates(found, by), *_of_minor(found, packed)]
    if packed.project is not None:
        said += _of_project(found, packed.project)
        said.append(cob_warning(packed.facts))
    said.append(_of_tutor(found))
    said.append(_late_end(found))
    return [one for one in said if one]


def late_extension(one: Extension) -> str:
    """Where the notice of an extension is late or missing."""
    days = number_on("cob_later_days", one.decided_on)
    return late_notice("di proroga", one.decided_on, one.cob_on, days, clock.today())


def _of_project(found: Internship, project: TrainingProject) -> list[str]:
    day, host, kind = found.starts_on, project.host, KINDS[found.kind]
    said = [one.text for one in judge(found, found.starts_on, found.ends_on, project)]
    if kind.has_minimum:
        said.append(
            amount_warning(
                project.full_amount, daily_hours=project.daily_hours, is_public=host.is_public,
                terms=minimum_terms(day),
            )
        )  # fmt: skip
    return [*said, *host_warnings(found, project)]


def _of_dates(found: Internship, by: Actor) -> list[str]:
    said = []
    if found.state == InternshipState.PREPARING and found.starts_on < clock.today():
        said.append(f"L’inizio previsto, {date_field(found.starts_on)}, è già passato: se slitta, si scrive all’avvio.")
    others = Internship.objects.active().filter(
        case_id=found.case_id, starts_on__lte=found.last_day, ends_on__gte=found.starts_on
    )
    for one in others.exclude(id=found.id):
        dates = period(one.starts_on, one.last_day)
        said.append(f"Negli stessi giorni c’è il tirocinio {one.number} ({dates}): le ore insieme stanno nella legge?")
    return said


def _of_minor(found: Internship, packed: Pack) -> list[str]:
    if packed.facts.has_holder is None:
        return []
    born_on = births_of([found.case.person_id])[found.case.person_id]
    return minor_warnings(
        packed.project.daily_hours if packed.project else [], age=age_on(born_on, found.starts_on),
        least_age=number_on("min_age_years", found.starts_on),
        has_schooling=packed.facts.act(ActKind.SCHOOLING).holds_on(found.starts_on),
    )  # fmt: skip


def _of_tutor(found: Internship) -> str:
    """The same number for everybody; a rule from a secondary source, so it only warns (T27)."""
    if found.state not in ACTIVE:
        return ""
    count = Internship.objects.active().filter(tutor_id=found.tutor_id).count()
    return tutor_warning(count, number_on("promoter_tutor_count", found.starts_on), found.tutor.user.get_full_name())


def _late_end(found: Internship) -> str:
    """An early end is told too; where nobody wrote it we only remind while it is fresh."""
    ended = InternshipChange.objects.filter(internship=found, verb="end").order_by("-changed_on").first()
    if ended is None or found.state != InternshipState.ENDED or found.ended_on == found.ends_on:
        return ""
    days = number_on("cob_later_days", ended.changed_on)
    if (clock.today() - ended.changed_on).days > 2 * days:
        return ""
    return f"È finito prima del previsto: l’ente ospitante lo comunica entro {days} giorni."
