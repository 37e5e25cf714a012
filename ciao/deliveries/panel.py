"""What deliveries give to composed pages: the fascicolo's block, and hours that are the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core.formats import plural
from ciao.deliveries.enums import DeliveryState
from ciao.deliveries.models import Delivery
from ciao.people.models import Person
from ciao.plans.enums import PlanState, SupportKind
from ciao.plans.models import Support

SHOWN = 5
# What a course or an internship carries out is not carried out here.
ELSEWHERE = (SupportKind.COURSE, SupportKind.GROUP, SupportKind.INTERNSHIP, SupportKind.ECONOMIC)


@dataclass(frozen=True)
class Known:
    """Somebody as one reader may call them: by register name, else by the number of the case."""

    name: str
    number: int
    person_id: UUID | None
    url: str = ""


def deliveries(view: View) -> Panel | None:
    """What was done one to one with a person: the last ones, and the hours; none for who does not work at the path."""
    if not (may(view.actor, Action.DELIVERY_VIEW) and view.reads_work):
        return None
    rows = of_case(view.case, view.actor)
    lines = list(rows.select_related("mandate__user", "activity")[:SHOWN])
    count = rows.filter(state=DeliveryState.DONE).count()
    writes = may(view.actor, Action.DELIVERY_EDIT) and view.case.is_active()
    context = {
        "lines": lines, "total": hours_of(view.case), "all_url": f"{reverse('deliveries:list')}?persona={view.case.id}",
        "more": plural(count, "intervento", "interventi") if count > SHOWN else "",
    }  # fmt: skip
    return Panel(
        "interventi", "Interventi individuali", "deliveries/panels/deliveries.html", context, count=count or None,
        url=reverse("deliveries:record", args=[view.case.id]) if writes else "", action="Scrivi un intervento",
    )  # fmt: skip


def of_case(case: Case, actor: Actor) -> QuerySet[Delivery]:
    """The deliveries of a person that the actor reads, the latest first."""
    return visible(Delivery.objects.all(), actor, Action.DELIVERY_VIEW).filter(case=case)


def hours_of(case: Case) -> Decimal:
    """Hours done one to one, whoever asks: decimal hours, the sum of lines already rounded."""
    with reporting():
        rows = Delivery.objects.filter(case_id=case.id, state=DeliveryState.DONE)
        return rows.aggregate(total=Sum("delivered_hours"))["total"] or Decimal(0)


def known(case_ids: Iterable[UUID], actor: Actor) -> dict[UUID, Known]:
    """How the actor may call people, in three queries; a protected one by alias, else by number."""
    ids = set(case_ids)
    with reporting():
        rows = list(Case.objects.filter(id__in=ids).values_list("id", "number", "person_id"))
    seen = visible(Person.objects, actor, Action.DELIVERY_VIEW).filter(id__in=[one for _, _, one in rows])
    names = {one.id: one.register_name for one in seen}
    files = {
        one.id: one.get_absolute_url() for one in visible(Case.objects, actor, Action.CASE_VIEW).filter(id__in=ids)
    }
    return {
        case_id: Known(
            names.get(person, f"caso {number}"), number, person if person in names else None, files.get(case_id, "")
        )
        for case_id, number, person in rows
    }


def supports_of(case: Case, actor: Actor) -> list[Support]:
    """The supports of the plan in force that are given one to one."""
    rows = visible(Support.objects, actor, Action.CASE_VIEW).filter(
        goal__plan__case=case, goal__plan__state=PlanState.SIGNED, is_dropped=False, goal__is_dropped=False,
    )  # fmt: skip
    return list(rows.exclude(kind__in=ELSEWHERE).select_related("activity").order_by("goal__place", "place"))


def writable(actor: Actor) -> QuerySet[Case]:
    """The people the actor may write deliveries for: paths that go on, whose attendance they read."""
    reach = scopes(actor, Level.ATTENDANCE).values("id")
    return visible(Case.objects.all(), actor, Action.CASE_VIEW).active().filter(scope__in=reach)
