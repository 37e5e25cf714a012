"""Hours attended: by person, by activity, by body; the totals are the same for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import formats
from ciao.core.lists import Column, ListPage
from ciao.partners.models import Organization
from ciao.programmes.models import Activity
from ciao.services.models import Attendance, Enrolment, EnrolmentQuerySet
from ciao.services.panel import files_of, known
from ciao.services.views import crumbs

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Total:
    """Hours under one heading, and how many people made them."""

    label: str
    hours: Decimal
    people: int


@requires(Action.COURSE_VIEW)
def hours(request: HttpRequest) -> HttpResponse:
    """Hours of closed registers: the people one may see, and the totals of the programme, which hold the others too."""
    by = acting_in(request)
    rows, everything = people_with_hours(by), counted(by)
    seen = rows.aggregate(total=Sum("attended"))["total"] or NOTHING
    total = sum((one for _, _, _, one in everything), NOTHING)
    return LIST.answer(
        request, rows, on_read=partial(_prepare, by=by), crumbs=crumbs(None, "Ore"), total=total, seen=seen,
        unseen=total - seen, unseen_count=len({one for one, _, _, _ in everything}) - rows.count(),
        activities=_by_activity(everything), bodies=_by_body(everything),
    )  # fmt: skip


def people_with_hours(by: Actor) -> EnrolmentQuerySet:
    """One row for each person the actor may see with hours in closed registers, with their sum."""
    marks = visible(Attendance.objects.all(), by, Action.COURSE_VIEW).certain().order_by()
    mine = marks.filter(enrolment__case_id=OuterRef("case_id")).values("enrolment__case_id")
    rows = visible(Enrolment.objects.all(), by, Action.COURSE_VIEW).counted()
    first = rows.filter(case_id=OuterRef("case_id")).order_by("id").values("id")[:1]
    total = Subquery(mine.annotate(total=Sum("attended_hours")).values("total"), output_field=_decimal())
    zero = Value(NOTHING, output_field=_decimal())
    return rows.filter(id=Subquery(first)).annotate(attended=Coalesce(total, zero)).filter(attended__gt=0)


def counted(by: Actor) -> list[tuple[UUID, UUID, UUID, Decimal]]:
    """Case, activity, body and hours of every closed register of the programme, whoever asks."""
    with reporting():
        rows = Attendance.objects.certain().filter(
            Q(session__edition__service__programme_id=by.programme_id), attended_hours__gt=0
        )
        service = "session__edition__service__"
        return list(
            rows.values_list("enrolment__case_id", f"{service}activity_id", f"{service}organization_id").annotate(
                total=Sum("attended_hours")
            )
        )


def _prepare(shown: list[Any], *, by: Actor) -> None:
    names = known({one.case_id for one in shown}, by)
    files = files_of(names, by)
    for one in shown:
        one.who, one.url = names[one.case_id], files.get(one.case_id, "")
    ids = [one.person_id for one in names.values() if one.person_id]
    groups = [Group.NAME, Group.ATTENDANCE]
    if shown:
        record_read(by=by, scope=_scope(by), purpose="ore per persona", groups=groups, person_ids=ids)


def _scope(by: Actor) -> UUID:
    return Activity.objects.filter(Q(programme_id=by.programme_id)).values_list("scope_id", flat=True)[0]


def _by_activity(rows: Iterable[tuple[UUID, UUID, UUID, Decimal]]) -> list[Total]:
    names = {one.id: str(one) for one in Activity.objects.filter(id__in={activity for _, activity, _, _ in rows})}
    return _totals([(case, names[activity], one) for case, activity, _, one in rows])


def _by_body(rows: Iterable[tuple[UUID, UUID, UUID, Decimal]]) -> list[Total]:
    names = {one.id: str(one) for one in Organization.objects.filter(id__in={body for _, _, body, _ in rows})}
    return _totals([(case, names[body], one) for case, _, body, one in rows])


def _totals(rows: Iterable[tuple[UUID, str, Decimal]]) -> list[Total]:
    total: dict[str, Decimal] = defaultdict(Decimal)
    people: dict[str, set[UUID]] = defaultdict(set)
    for case, label, one in rows:
        total[label] += one
        people[label].add(case)
    return [Total(label, total[label], len(people[label])) for label in sorted(total)]


def _decimal() -> DecimalField[Any, Any]:
    return DecimalField(max_digits=12, decimal_places=2)


LIST = ListPage(
    title="Ore",
    noun="persona,persone",
    columns=[
        Column("persona", "Persona", lambda one: one.who.name, link=lambda one: one.url, note=lambda one: one.who.note),
        Column("ore", "Ore", lambda one: formats.hours(one.attended), sort="attended", numeric=True),
    ],
    order=("-attended",),
    empty=("clock", "Ancora nessuna ora", "Le ore si contano quando chi conduce chiude le presenze."),
    template="services/hours.html",
    export_name="ore",
)
