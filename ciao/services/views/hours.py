"""Hours attended: by person, by activity, by body; the totals are the same for everybody."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.audit.actions import record_read
from ciao.audit.enums import Group
from ciao.core import formats
from ciao.core.charts import bar
from ciao.core.lists import Column, ListPage
from ciao.partners.models import Organization
from ciao.programmes.models import Activity
from ciao.services.models import Attendance, Edition, Enrolment, EnrolmentQuerySet
from ciao.services.panel import files_of, known
from ciao.services.views import crumbs

NOTHING = Decimal(0)


# What hours are added by: the word in the address, the heading, the column that says it on an attendance.
CUTS = (
    ("corso", "Per corso", "session__edition_id"),
    ("attivita", "Per attività", "session__edition__service__activity_id"),
    ("ente", "Per ente", "session__edition__service__organization_id"),
)
Row = tuple[UUID, tuple[UUID, UUID, UUID], Decimal]


@dataclass(frozen=True)
class Total:
    """Hours under one heading, how many people made them, and the page of the rows behind."""

    label: str
    hours: Decimal
    people: int
    url: str
    chart: bar.Bar


@dataclass(frozen=True)
class Cut:
    """The totals of one kind, most hours first."""

    title: str
    totals: list[Total]


@requires(Action.COURSE_VIEW)
def hours(request: HttpRequest) -> HttpResponse:
    """Hours of closed registers: the people one may see, and the totals of the programme, which hold the others too."""
    by, chosen = acting_in(request), _chosen(request)
    everything = counted(by)
    within = [one for one in everything if all(one[1][place] == key for place, key in chosen.items())]
    rows = people_with_hours(by, Q(**{CUTS[place][2]: key for place, key in chosen.items()}))
    seen = rows.aggregate(total=Sum("attended"))["total"] or NOTHING
    total = sum((one for _, _, one in within), NOTHING)
    cuts = [_cut(place, within) for place in range(len(CUTS))]
    return LIST.answer(
        request, rows, on_read=partial(_prepare, by=by), crumbs=crumbs(None, "Ore"), total=total, seen=seen,
        unseen=total - seen, unseen_count=len({one for one, _, _ in within}) - rows.count(), cuts=cuts,
        chosen=[_label(place, {key})[key] for place, key in chosen.items()],
    )  # fmt: skip


def people_with_hours(by: Actor, within: Q | None = None) -> EnrolmentQuerySet:
    """One row for each person the actor may see with hours in closed registers, with their sum, inside a cut."""
    marks = visible(Attendance.objects.all(), by, Action.COURSE_VIEW).certain().filter(within or Q()).order_by()
    mine = marks.filter(enrolment__case_id=OuterRef("case_id")).values("enrolment__case_id")
    rows = visible(Enrolment.objects.all(), by, Action.COURSE_VIEW).counted()
    first = rows.filter(case_id=OuterRef("case_id")).order_by("id").values("id")[:1]
    total = Subquery(mine.annotate(total=Sum("attended_hours")).values("total"), output_field=_decimal())
    zero = Value(NOTHING, output_field=_decimal())
    return rows.filter(id=Subquery(first)).annotate(attended=Coalesce(total, zero)).filter(attended__gt=0)


def counted(by: Actor) -> list[Row]:
    """Case; course, activity and body; hours: of every closed register of the programme, whoever asks."""
    columns = [column for _, _, column in CUTS]
    with reporting():
        rows = Attendance.objects.certain().filter(
            Q(session__edition__service__programme_id=by.programme_id), attended_hours__gt=0
        )
        found = rows.values_list("enrolment__case_id", *columns).annotate(total=Sum("attended_hours"))
        return [(case, (course, activity, body), total) for case, course, activity, body, total in found]


def _chosen(request: HttpRequest) -> dict[int, UUID]:
    """What the address narrows the page to; what is no id is passed over."""
    found = {}
    for place, (word, _, _) in enumerate(CUTS):
        try:
            found[place] = UUID(request.GET.get(word, ""))
        except ValueError:
            continue
    return found


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


def _cut(place: int, rows: list[Row]) -> Cut:
    total: dict[UUID, Decimal] = defaultdict(Decimal)
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for case, keys, one in rows:
        total[keys[place]] += one
        people[keys[place]].add(case)
    word, title, _ = CUTS[place]
    names, whole = _label(place, set(total)), sum(total.values(), NOTHING)
    made = [
        Total(
            names[key], one, len(people[key]), f"{reverse('services:hours')}?{word}={key}", _bar(names[key], one, whole)
        )
        for key, one in total.items()
    ]
    return Cut(title, sorted(made, key=lambda one: (-one.hours, one.label)))


def _bar(label: str, one: Decimal, whole: Decimal) -> bar.Bar:
    return bar.draw(bar.Progress(round(one), round(whole), label=label))


def _label(place: int, keys: set[UUID]) -> dict[UUID, str]:
    """Names of what hours are added by; what is not there is only said to be unknown."""
    if place == 0:
        rows = Edition.objects.filter(id__in=keys).select_related("service")
        found = {one.id: one.title for one in rows}
    else:
        model: Any = (Edition, Activity, Organization)[place]
        found = {one.id: str(one) for one in model.objects.filter(id__in=keys)}
    return {key: found.get(key, "non trovato") for key in keys}


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
