"""What the page of a programme shows; whoever composes it adds what lies above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.core import clock, formats
from ciao.core.charts import gantt
from ciao.programmes.enums import PartnerRole
from ciao.programmes.models import Partnership, Programme, ProgrammeArea, ProgrammeVersion, WorkPlan
from ciao.programmes.review.opening import places_of
from ciao.programmes.rules import month_span, months_between

MONEY = ("total_amount", "contribution_amount", "cofinancing_percent")


@dataclass(frozen=True)
class Figure:
    """A value with the version that fixed it."""

    label: str
    value: str
    version: ProgrammeVersion


def programme_of(actor: Actor, action: str = Action.PROGRAMME_VIEW) -> Programme | None:
    """The programme the actor works in; None for who looks after the whole installation."""
    if actor.programme_id is None:
        return None
    return visible(Programme.objects, actor, action).filter(id=actor.programme_id).first()


def programme_page(programme: Programme, actor: Actor) -> dict[str, Any]:
    """The programme in the version in force: facts, territory, promises, bodies, calendar, history."""
    versions = list(programme.versions.order_by("number"))
    version = programme.version_on(clock.today())
    areas = list(programme.areas.prefetch_related("municipalities"))
    return {
        "programme": programme,
        "version": version,
        "version_words": version_words(version),
        "versions": [(one, version_words(one), _changes(versions, one)) for one in reversed(versions)],
        "figures": figures(versions, version),
        "areas": areas,
        "population": sum(area.population or 0 for area in areas),
        "targets": list(version.targets.all()),
        "objectives": list(programme.objectives.all()),
        "expected_results": list(programme.expected_results.all()),
        "office_holders": list(programme.office_holders.select_related("organization")),
        "logos": list(programme.logos.current()),
        "chart": chart(version),
        "to_do": to_do(programme, version, areas) if may(actor, Action.PROGRAMME_AMEND) else [],
        "may_amend": may(actor, Action.PROGRAMME_AMEND),
        **partners_of(programme),
    }


def partners_of(programme: Programme) -> dict[str, Any]:
    """Bodies with a share of the budget and the network of supporters, the lead first."""
    rows = list(programme.partnerships.select_related("organization").order_by("organization__name"))
    budgeted = [one for one in rows if one.role != PartnerRole.NETWORK]
    budgeted.sort(key=lambda one: one.role != PartnerRole.LEAD)
    return {
        "partners": budgeted,
        "network": [one for one in rows if one.role == PartnerRole.NETWORK],
        "public_count": _of_sector(budgeted, "public"),
        "third_count": _of_sector(budgeted, "third"),
    }


def version_words(version: ProgrammeVersion) -> str:
    """«versione 2, proroga (decreto 15, 15.12.2021)», as each figure names it."""
    words = f"versione {version.number}, {version.get_kind_display()}"
    if not version.act:
        return words
    return f"{words} ({version.act}, {formats.date_field(version.decided_on)})"


def figures(versions: list[ProgrammeVersion], version: ProgrammeVersion) -> list[Figure]:
    """The figures in force, each with the version that last changed it."""
    percent = formats.percent(version.cofinancing_percent)
    shown = [
        ("Inizio", "starts_on", formats.date_field(version.starts_on)),
        ("Fine", "ends_on", formats.date_field(version.ends_on)),
        ("Durata", "months", formats.plural(version.months, "mese", "mesi")),
        ("Valore complessivo", "total_amount", formats.money(version.total_amount)),
        ("Contributo", "contribution_amount", formats.money(version.contribution_amount)),
        (
            "Cofinanziamento",
            "cofinancing_percent",
            f"{percent} · {formats.money(version.cofinancing_amount)}",
        ),
    ]
    return [Figure(label, value, _origin(versions, version, name)) for label, name, value in shown]


def chart(version: ProgrammeVersion) -> gantt.Gantt:
    """The calendar of a version, with today's line while the programme runs."""
    today = clock.today()
    columns = months_between(version.starts_on, version.ends_on)
    at = _place_of(version.starts_on, today)
    rows = [_row(plan, version, at) for plan in plans_of(version)]
    return gantt.draw(gantt.Plan(version.starts_on, columns, rows, at if 1 <= at < columns + 1 else None))


def plans_of(version: ProgrammeVersion) -> list[WorkPlan]:
    """The months of every activity in their order, with their milestones."""
    plans = version.work_plans.select_related("activity").prefetch_related("activity__milestones")
    return sorted(plans, key=lambda one: (one.activity.number is None, one.activity.number, one.activity.title))


def month_ranges(months: list[int]) -> list[tuple[int, int]]:
    """Months in a row as ranges: 1, 2, 3, 7 is 1–3 and 7."""
    ranges: list[tuple[int, int]] = []
    for month in sorted(months):
        if ranges and month == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], month)
        else:
            ranges.append((month, month))
    return ranges


def months_in_words(version: ProgrammeVersion, months: list[int]) -> str:
    """«da settembre 2020 a dicembre 2020, marzo 2021»."""
    found = []
    for first, last in month_ranges(months):
        start, end = (formats.month(month_span(version.starts_on, one).starts_on) for one in (first, last))
        found.append(start if first == last else f"da {start} a {end}")
    return ", ".join(found) or "mesi da decidere"


def to_do(programme: Programme, version: ProgrammeVersion, areas: list[ProgrammeArea]) -> list[dict[str, str]]:
    """What was left for later when the sheet was confirmed, each with where to do it."""
    found = []
    if not any(plan.months for plan in version.work_plans.all()):
        url = reverse("programmes:calendar", args=[programme.id])
        found.append({"text": "I mesi delle attività non ci sono ancora.", "url": url, "action": "Segna i mesi"})
    for area in areas:
        text = _places_to_do(area)
        if text:
            url = reverse("programmes:area", args=[programme.id, area.id])
            found.append({"text": text, "url": url, "action": "Scrivi i comuni"})
    return [{**one, "kind": "warn"} for one in found]


def _places_to_do(area: ProgrammeArea) -> str:
    """What an area lacks: all its comuni, or some that our own table gives it."""
    written = {one.name for one in area.municipalities.all()}
    if not written:
        return f"Mancano i comuni: {area.name}."
    more = [name for name in places_of(area.name) if name not in written]
    words = "un altro comune" if len(more) == 1 else f"altri {len(more)} comuni"
    return f"{area.name}: la nostra tabella ISTAT ha {words}." if more else ""


def _row(plan: WorkPlan, version: ProgrammeVersion, at: float) -> gantt.Row:
    """Months gone by count as done up to the first milestone that should be reached and is not."""
    activity = plan.activity
    stages = [
        gantt.Stage(_place_of(version.starts_on, one.due_on), one.title, one.reached_on is not None)
        for one in activity.milestones.all()
    ]
    overdue = min((one.at for one in stages if not one.is_reached and one.at < at), default=at)
    return gantt.Row(
        number="T" if activity.number is None else str(activity.number),
        title=activity.title,
        months=month_ranges(plan.months),
        milestones=stages,
        done_until=overdue,
        late_months=ceil(at - overdue),
        url=reverse("programmes:activity", args=[activity.id]),
    )


def _place_of(start: date, day: date) -> float:
    """Where a day stands on the calendar: 1.5 is the middle of the first month."""
    number = months_between(start, day) if day >= start else 0
    if number == 0:
        return 0.0
    return round(number + (day.day - 1) / month_span(start, number).days_count, 2)


def _origin(versions: list[ProgrammeVersion], version: ProgrammeVersion, name: str) -> ProgrammeVersion:
    earlier = [one for one in versions if one.number <= version.number]
    found = version
    for one in reversed(earlier):
        if getattr(one, name) != getattr(version, name):
            break
        found = one
    return found


def _changes(versions: list[ProgrammeVersion], version: ProgrammeVersion) -> str:
    """What a version changed of the one before, in words."""
    before = next((one for one in versions if one.number == version.number - 1), None)
    if before is None:
        return "come nella scheda"
    names = {"ends_on": "fine", "months": "durata", **dict.fromkeys(MONEY, "importi")}
    changed = dict.fromkeys(word for name, word in names.items() if getattr(before, name) != getattr(version, name))
    if _targets(before) != _targets(version):
        changed["destinatari"] = None
    if _months(before) != _months(version):
        changed["calendario"] = None
    return ", ".join(changed)


def _targets(version: ProgrammeVersion) -> list[tuple[str, int | None]]:
    return sorted((one.label, one.count) for one in version.targets.all())


def _months(version: ProgrammeVersion) -> list[tuple[str, list[int]]]:
    return sorted((str(one.activity_id), one.months) for one in version.work_plans.all())


def _of_sector(rows: list[Partnership], sector: str) -> int:
    return sum(one.sector == sector for one in rows)
