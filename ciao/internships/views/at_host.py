"""What an internship must be held against at its host: the unit's quota, the bans, the host tutor's number."""

from __future__ import annotations

from django.db.models import QuerySet

from ciao.access.actor import reporting
from ciao.hosts.capacity import warnings_at
from ciao.hosts.models import HostSite
from ciao.internships.enums import InternshipState
from ciao.internships.kinds import KINDS
from ciao.internships.models import Internship, TrainingProject


def host_warnings(found: Internship, project: TrainingProject) -> list[str]:
    """Everything worth saying about the host before the internship begins; it stops nobody."""
    site = project.vacancy.site if project.vacancy else None
    return warnings_at(
        host=project.host, site=site, on=found.starts_on, hosted=_hosted(project, site),
        was_here=_was_here(found, project), tutored=_tutored(project),
        is_inclusion=not KINDS[found.kind].in_quota,
    )  # fmt: skip


def _hosted(project: TrainingProject, site: HostSite | None) -> int:
    """Internships prepared or running at this unit, this one included: the same number for everybody."""
    with reporting():
        rows = _together(project)
        return (rows.filter(vacancy__site_id=site.id) if site else rows).count()


def _was_here(found: Internship, project: TrainingProject) -> bool:
    """Whether the same person has another internship at this host, as far as the reader sees."""
    others = TrainingProject.objects.filter(host_id=project.host_id, internship__case_id=found.case_id)
    return others.exclude(internship=found).exclude(internship__state=InternshipState.CANCELLED).exists()


def _tutored(project: TrainingProject) -> int:
    """Internships of this host with the same host tutor, this one included, as far as the reader sees."""
    return _together(project).filter(host_tutor__iexact=project.host_tutor).count() if project.host_tutor else 0


def _together(project: TrainingProject) -> QuerySet[TrainingProject]:
    rows = TrainingProject.objects.filter(host_id=project.host_id)
    return rows.filter(internship__state__in=[InternshipState.PREPARING, InternshipState.RUNNING])
