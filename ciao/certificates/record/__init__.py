"""The portable record (libretto): everything a person attended, hours, certificates, skills, to take away.

`record_of` reads what the asking worker may read; `own_record` is for the person's own page, and counts as figures do,
on columns that name nobody.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.assessments.models import Skill
from ciao.cases.models import Case
from ciao.certificates.enums import CertificateState
from ciao.certificates.models import Certificate
from ciao.internships.enums import InternshipKind, InternshipState, RegisterState
from ciao.internships.models import Internship, RegisterDay, TrainingProject
from ciao.people.models import Protection
from ciao.services.models import Attendance, Enrolment

ZERO = Decimal(0)
BEGUN = (InternshipState.RUNNING, InternshipState.ENDED)


@dataclass(frozen=True)
class Attended:
    """A course, a group or an internship: from when to when, and the certain hours (decimal)."""

    title: str
    starts_on: date
    ends_on: date | None
    hours: Decimal
    place: str = ""


@dataclass(frozen=True)
class Given:
    """A certificate that holds."""

    title: str
    number: str
    issued_on: date
    expires_on: date | None
    code: str = ""


@dataclass(frozen=True)
class PortableRecord:
    """What a person takes away."""

    courses: list[Attended] = field(default_factory=list)
    internships: list[Attended] = field(default_factory=list)
    certificates: list[Given] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    @property
    def total_hours(self) -> Decimal:
        """All the hours together."""
        return sum((one.hours for one in (*self.courses, *self.internships)), ZERO)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take away yet."""
        return not (self.courses or self.internships or self.certificates or self.skills)


def record_of(case: Case, actor: Actor) -> PortableRecord:
    """As far as the actor reads; where a protected person worked is never in it."""
    rows = visible(Certificate.objects.standing(), actor, Action.CERTIFICATE_VIEW).filter(case=case)
    given = [Given(one.title, one.number_label, one.issued_on, one.expires_on, one.shown_code) for one in rows]
    skills = visible(Skill.objects, actor, Action.CERTIFICATE_VIEW).filter(profile__case=case, is_dropped=False)
    return PortableRecord(
        _courses(case, actor), _internships(case, actor), given, [one.words for one in skills.order_by("place")]
    )


def own_record(person_id: uuid.UUID) -> PortableRecord:
    """The person's own courses, internships and certificates, whatever worker follows them."""
    with reporting():
        cases = list(Case.objects.counted().filter(person_id=person_id).values_list("id", flat=True))
        return PortableRecord(_own_courses(cases), _own_internships(cases), _own_certificates(cases))


def _courses(case: Case, actor: Actor) -> list[Attended]:
    rows = visible(Enrolment.objects.counted(), actor, Action.CERTIFICATE_VIEW).filter(case=case)
    marks = visible(Attendance.objects.certain(), actor, Action.CERTIFICATE_VIEW).filter(enrolment__case=case)
    done = dict(marks.order_by().values_list("enrolment_id").annotate(total=Sum("attended_hours")))
    return [
        Attended(one.edition.service.title, one.enrolled_on, one.ended_on, done[one.id])
        for one in rows.select_related("edition__service").order_by("enrolled_on")
        if done.get(one.id)
    ]


def _internships(case: Case, actor: Actor) -> list[Attended]:
    rows = list(visible(Internship.objects, actor, Action.CERTIFICATE_VIEW).filter(case=case, state__in=BEGUN))
    days = visible(RegisterDay.objects, actor, Action.CERTIFICATE_VIEW).filter(
        register__internship__in=rows, register__state=RegisterState.CONFIRMED
    )
    done = dict(days.order_by().values_list("register__internship_id").annotate(total=Sum("worked_hours")))
    places = {} if Protection.objects.standing().filter(person_id=case.person_id).exists() else _places(rows, actor)
    return [
        Attended(
            one.get_kind_display().capitalize(), one.starts_on, one.last_day, done.get(one.id, ZERO),
            places.get(one.id, ""),
        )
        for one in sorted(rows, key=lambda row: row.starts_on)
    ]  # fmt: skip


def _places(rows: Sequence[Internship], actor: Actor) -> dict[uuid.UUID, str]:
    found = visible(TrainingProject.objects, actor, Action.CERTIFICATE_VIEW).filter(internship__in=rows)
    return {one.internship_id: str(one.host.organization) for one in found.select_related("host__organization")}


def _own_courses(cases: list[uuid.UUID]) -> list[Attended]:
    marks = Attendance.objects.certain().filter(enrolment__case_id__in=cases).order_by()
    done = dict(marks.values_list("enrolment_id").annotate(total=Sum("attended_hours")))
    columns = ("id", "edition__service__title", "enrolled_on", "ended_on")
    rows = Enrolment.objects.counted().filter(case_id__in=cases).order_by("enrolled_on").values_list(*columns)
    return [Attended(title, first, last, done[key]) for key, title, first, last in rows if done.get(key)]


def _own_internships(cases: list[uuid.UUID]) -> list[Attended]:
    columns: Any = ("id", "kind", "starts_on", "ends_on", "ended_on")
    rows = list(
        Internship.objects.filter(case_id__in=cases, state__in=BEGUN).order_by("starts_on").values_list(*columns)
    )
    days = RegisterDay.objects.filter(
        register__internship_id__in=[one[0] for one in rows], register__state=RegisterState.CONFIRMED
    )
    done = dict(days.order_by().values_list("register__internship_id").annotate(total=Sum("worked_hours")))
    return [
        Attended(str(InternshipKind(kind).label).capitalize(), first, ended or last, done.get(key, ZERO))
        for key, kind, first, last, ended in rows
    ]


def _own_certificates(cases: list[uuid.UUID]) -> list[Given]:
    columns = ("title", "year", "number", "issued_on", "expires_on")
    rows = Certificate.objects.filter(case_id__in=cases, state=CertificateState.VALID).order_by("issued_on")
    return [
        Given(title, f"A-{year}/{number:03d}" if number else "", issued, end)
        for title, year, number, issued, end in rows.values_list(*columns)
    ]
