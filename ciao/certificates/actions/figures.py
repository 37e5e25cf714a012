"""The hours, tests and terms that decide a certificate, gathered in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from ciao.certificates.enums import Subject
from ciao.certificates.models import Certificate, CertificateRule, TestResult
from ciao.certificates.rules import LAPSING, CourseFacts, InternshipFacts, Judgement, judge_course, judge_internship
from ciao.core import clock
from ciao.internships.actions.terms import certificate_percent
from ciao.internships.enums import InternshipState
from ciao.internships.enums import RegisterState as MonthState
from ciao.internships.models import Internship, RegisterDay
from ciao.internships.panel import months_waiting
from ciao.internships.rules import certificate_hours
from ciao.programmes.models import Parameter
from ciao.services.enums import EditionState, EnrolmentState, RegisterState
from ciao.services.models import Attendance, Edition, Enrolment, Session

ZERO = Decimal(0)


@dataclass(frozen=True)
class Candidate:
    """One enrolment with what it gives the right to, its tests and the certificate there already is."""

    enrolment: Enrolment
    facts: CourseFacts
    judgement: Judgement
    certificate: Certificate | None
    tests: list[TestResult]


def terms_of(edition: Edition) -> CertificateRule | None:
    """The rule in force on the day the edition began: later ones do not touch whoever was already enrolled."""
    return CertificateRule.objects.in_force(edition.starts_on).filter(service_id=edition.service_id).first()


def candidates(edition: Edition, enrolments: Sequence[Enrolment]) -> list[Candidate]:
    """Everybody given, judged: their rows are those the actor reads."""
    rule, ids = terms_of(edition), [one.id for one in enrolments]
    terms = rule.terms if rule else None
    done, tests = _attended(ids), _tests(ids)
    given = {one.enrolment_id: one for one in Certificate.objects.standing().filter(enrolment_id__in=ids)}
    planned, open_count = _planned(edition)
    found = []
    for one in enrolments:
        results = tests.get(one.id, [])
        facts = CourseFacts(
            planned_hours=planned, attended_hours=done.get(one.id, ZERO), open_count=open_count,
            has_passed=any(test.is_passed for test in results) if results else None,
            is_void=one.state == EnrolmentState.VOID, is_cancelled=edition.state == EditionState.CANCELLED,
            is_from_catalogue=edition.service.planned_hours is not None,
        )  # fmt: skip
        found.append(Candidate(one, facts, judge_course(terms, facts), given.get(one.id), results))
    return found


def internship_judgement(internship: Internship) -> tuple[InternshipFacts, Judgement] | None:
    """The right to the certificate of an internship; None while it has no training project the actor reads."""
    project = internship.project()
    if project is None:
        return None
    confirmed = set(
        internship.registers.filter(state=MonthState.CONFIRMED).order_by().values_list("month_on", flat=True)
    )
    share = certificate_percent(internship.starts_on)
    facts = InternshipFacts(
        total_hours=project.total_hours, attended_hours=_months(internship),
        needed_hours=certificate_hours(project.total_hours, share), needed_percent=share,
        is_ended=internship.state == InternshipState.ENDED,
        waiting_count=len(months_waiting(internship, confirmed, clock.today())),
    )  # fmt: skip
    return facts, judge_internship(facts)


def subject_years(subject: str, on: date) -> tuple[int | None, bool]:
    """For how many years a certificate on a subject holds, and whether the rule was verified; None for ever."""
    if subject not in LAPSING:
        return None, True
    row = Parameter.objects.valid_on(on).filter(code=f"certificate_{Subject(subject).value}_years").first()
    return (int(row.value), row.is_verified) if row else (None, False)


def _attended(ids: Sequence[UUID]) -> dict[UUID, Decimal]:
    rows = Attendance.objects.certain().filter(enrolment_id__in=ids).order_by()
    return dict(rows.values_list("enrolment_id").annotate(total=Sum("attended_hours")))


def _tests(ids: Sequence[UUID]) -> dict[UUID, list[TestResult]]:
    found: dict[UUID, list[TestResult]] = {}
    for one in TestResult.objects.counted().filter(enrolment_id__in=ids):
        found.setdefault(one.enrolment_id, []).append(one)
    return found


def _planned(edition: Edition) -> tuple[Decimal, int]:
    """The hours of the catalogue, else those of the meetings held; and how many registers are still open."""
    held = list(Session.objects.filter(edition=edition).exclude(state=RegisterState.OFF))
    open_count = sum(one.state == RegisterState.OPEN for one in held)
    own = sum((one.length_hours for one in held), ZERO)
    return edition.service.planned_hours if edition.service.planned_hours is not None else own, open_count


def _months(internship: Internship) -> Decimal:
    rows = RegisterDay.objects.filter(register__internship=internship, register__state=MonthState.CONFIRMED)
    found: Decimal | None = rows.aggregate(total=Sum("worked_hours"))["total"]
    return found or ZERO
