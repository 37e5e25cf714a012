"""What pages composed higher up show of internships: the block of a fascicolo, the step, months to confirm."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, title_of
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core import clock
from ciao.core.formats import date_field, date_text, hours, money, month, period
from ciao.internships.enums import AllowanceState, InternshipState, OverrideState, RegisterState
from ciao.internships.models import Allowance, Internship, MonthlyRegister, RegisterDay, StartOverride, TrainingProject
from ciao.internships.pack.gather import Pack, packs_of, projects_of
from ciao.internships.pack.items import ITEMS, lacking, missing_codes
from ciao.internships.rules import months_of, next_month
from ciao.plans.enums import PlanState, SupportKind
from ciao.plans.models import Support

STATES = {
    InternshipState.PREPARING: ("info", "clock"),
    InternshipState.RUNNING: ("ok", "check"),
    InternshipState.ENDED: ("", ""),
    InternshipState.CANCELLED: ("", "ban"),
}
ALLOWANCES = {
    AllowanceState.TO_APPROVE: ("warn", "clock"),
    AllowanceState.APPROVED: ("info", "check"),
    AllowanceState.PAID: ("ok", "check"),
    AllowanceState.VOID: ("", "ban"),
}
# Days after the month's end from which an unconfirmed register is late: people wait for their money.
LATE_DAYS = 5


@dataclass(frozen=True)
class Line:
    """An internship as a fascicolo shows it."""

    internship: Internship
    title: str
    about: str
    kind: str
    icon: str


@dataclass(frozen=True)
class Month:
    """A month as the page of an internship shows it; register and amounts only where one reads them."""

    month_on: date
    label: str
    about: str
    status: str
    kind: str
    icon: str
    url: str
    allowances: list[tuple[str, str]]


@dataclass(frozen=True)
class ToConfirm:
    """A month over and not confirmed, for the home of whoever confirms it."""

    internship: Internship
    month_on: date
    who: str
    why: str
    url: str
    is_late: bool


def seen(model: Any, actor: Actor) -> Any:
    """Rows of a table the actor may read under «vedere i tirocini»."""
    return visible(model.objects, actor, Action.INTERNSHIP_VIEW)


def internships(view: View) -> Panel | None:
    """The internships of a case; none for who may see none, or where there is none and none to open."""
    rows = list(seen(Internship, view.actor).filter(case=view.case).select_related("tutor__user"))
    begin = _begin_url(view)
    if not rows and not begin:
        return None
    projects = projects_of(rows, view.actor)
    lines = [_line(one, projects.get(one.id)) for one in rows]
    context = {"lines": lines, "begin": begin}
    return Panel(
        "tirocini", "Tirocini", "internships/panels/internships.html", context, count=len(lines) or None,
        url=begin if lines else "", action="Nuovo tirocinio",
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """What internships ask now for a person, with the page that does it."""
    if not may(view.actor, Action.INTERNSHIP_EDIT) or not view.case.is_active():
        return None
    rows = list(seen(Internship, view.actor).filter(case=view.case).exclude(state=InternshipState.CANCELLED))
    begun = confirmed_months(rows, view.actor)
    packs = packs_of(rows, view.actor)
    for one in rows:
        asked = step_of(one, packs[one.id], begun[one.id], clock.today())
        if asked is not None and asked[0].code != "register":
            return asked
    support = _support_waiting(view, rows)
    if support is None:
        return None
    why = f"Il progetto in vigore prevede: {support.sentence}."
    url = f"{_begin_url(view)}?sostegno={support.id}"
    return NextStep("internship", "Aprire il tirocinio", why, "", "Apri il tirocinio"), url


def step_of(one: Internship, pack: Pack, confirmed: set[date], today: date) -> tuple[NextStep, str] | None:
    """The one thing to do for an internship; None where it ended and every month is confirmed."""
    if one.state == InternshipState.PREPARING:
        return _preparing(one, pack, today)
    waiting = months_waiting(one, confirmed, today)
    if waiting:
        return _confirming(one, waiting, today)
    if one.state != InternshipState.RUNNING:
        return None
    if one.last_day < today:
        why = f"L’ultimo giorno previsto era {date_text(one.last_day)}."
        return NextStep("end", "Concludere il tirocinio", why, "", "Concludi il tirocinio"), _url("end", one)
    first = max(today, one.starts_on).replace(day=1)
    why = "Giorno per giorno: a fine mese il registro si conferma e l’indennità si calcola."
    title = f"Segnare le presenze di {month(first)}"
    return NextStep("register", title, why, "", "Apri il registro"), register_url(one, first)


def months_to_confirm(actor: Actor, today: date) -> list[ToConfirm]:
    """Months over that wait for this tutor's confirmation, the oldest first; names the person, so log the read."""
    if actor.mandate_id is None or not may(actor, Action.INTERNSHIP_EDIT):
        return []
    rows = list(seen(Internship, actor).filter(tutor_id=actor.mandate_id).begun().select_related("case"))
    confirmed, names = confirmed_months(rows, actor), names_for([one.case for one in rows], actor)
    found = [
        _to_confirm(one, first, title_of(one.case, names.get(one.case.person_id)), today)
        for one in rows
        for first in months_waiting(one, confirmed[one.id], today)
    ]
    return sorted(found, key=lambda one: (one.month_on, one.internship.number))


def overrides_asked(actor: Actor) -> list[StartOverride]:
    """Starts with something missing that this reader may decide, the oldest first."""
    if not may(actor, Action.INTERNSHIP_OVERRIDE):
        return []
    rows = seen(StartOverride, actor).filter(state=OverrideState.ASKED).exclude(asked_by=actor.id)
    return list(rows.select_related("internship").order_by("asked_at"))


def internship_of(allowance: Allowance, actor: Actor) -> Internship | None:
    """The internship behind an allowance, for who may see more than the amount."""
    rows = seen(Internship, actor).filter(scope_id=allowance.scope_id, number=allowance.internship_number)
    found: Internship | None = rows.select_related("case").first()
    return found


def explain(allowance: Allowance) -> dict[str, Any]:
    """What `<c-explain>` wants: caption, lines, label of the total, total."""
    label = f"Indennità lorda di {month(allowance.month_on)}"
    if allowance.line > 1:
        label = f"Differenza per {month(allowance.month_on)}"
    return {
        "caption": f"Come si arriva a {money(allowance.due_amount)}", "lines": allowance.explanation,
        "total_label": label, "total": money(allowance.due_amount),
    }  # fmt: skip


def hours_of(case: Case, actor: Actor) -> Decimal:
    """The hours done in every internship of a case, as far as the actor reads registers."""
    rows = seen(RegisterDay, actor).filter(register__internship__case=case)
    found: Decimal | None = rows.aggregate(sum=Sum("worked_hours"))["sum"]
    return found or Decimal(0)


def hours_done(one: Internship) -> Decimal:
    """The hours done in an internship so far, as far as the reader goes."""
    rows = RegisterDay.objects.filter(register__internship=one)
    found: Decimal | None = rows.aggregate(sum=Sum("worked_hours"))["sum"]
    return found or Decimal(0)


def months(one: Internship, actor: Actor) -> list[Month]:
    """Every month from the start to today or to the end, the latest first."""
    if one.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        return []
    registers = {row.month_on: row for row in seen(MonthlyRegister, actor).filter(internship=one)}
    done = dict(
        RegisterDay.objects.filter(register__internship=one).order_by().values_list("register__month_on")
        .annotate(Sum("worked_hours"))
    )  # fmt: skip
    paid: dict[date, list[Allowance]] = defaultdict(list)
    for row in seen(Allowance, actor).filter(scope_id=one.scope_id, internship_number=one.number).order_by("line"):
        paid[row.month_on].append(row)
    touched = months_of(one.starts_on, min(one.last_day, clock.today()))
    return [_month(one, day, registers.get(day), done.get(day), paid[day]) for day in reversed(touched)]


def months_waiting(one: Internship, confirmed: set[date], today: date) -> list[date]:
    """The months that are over and not confirmed, the oldest first."""
    if one.state not in (InternshipState.RUNNING, InternshipState.ENDED):
        return []
    touched = months_of(one.starts_on, min(one.last_day, today))
    is_ended = one.state == InternshipState.ENDED
    return [day for day in touched if day not in confirmed and (next_month(day) <= today or is_ended)]


def confirmed_months(rows: Sequence[Internship], actor: Actor) -> dict[uuid.UUID, set[date]]:
    """The months already confirmed of many internships, in one query."""
    found: dict[uuid.UUID, set[date]] = defaultdict(set)
    closed = seen(MonthlyRegister, actor).filter(internship__in=rows, state=RegisterState.CONFIRMED)
    for internship_id, month_on in closed.values_list("internship_id", "month_on"):
        found[internship_id].add(month_on)
    return found


def register_url(one: Internship, month_on: date) -> str:
    """The page of a month."""
    return reverse("internships:register", args=[one.id, month_on.year, month_on.month])


def allowance_url(row: Allowance) -> str:
    """The page of an allowance, where the product has one."""
    return row.get_absolute_url() if "allowance" in settings.PLACES else ""


def _url(name: str, one: Internship) -> str:
    return reverse(f"internships:{name}", args=[one.id])


def _begin_url(view: View) -> str:
    may_open = may(view.actor, Action.INTERNSHIP_EDIT) and view.case.is_active()
    return reverse("internships:open", args=[view.case.id]) if may_open else ""


def _line(one: Internship, project: TrainingProject | None) -> Line:
    kind, icon = STATES[InternshipState(one.state)]
    host = str(project.host.organization) if project else ""
    tutor = f"tutor {one.tutor.user.get_full_name()}"
    return Line(one, f"Tirocinio {one.number}", " · ".join(filter(None, (host, _dates(one), tutor))), kind, icon)


def _dates(one: Internship) -> str:
    return period(one.starts_on, one.last_day)


def _support_waiting(view: View, rows: Sequence[Internship]) -> Support | None:
    """An internship promised by the plan in force and not opened yet, through whatever version it was linked."""
    if not view.reads_plan:
        return None
    linked = Support.objects.filter(id__in=[one.support_id for one in rows if one.support_id])
    promised = Support.objects.kept().filter(
        kind=SupportKind.INTERNSHIP, goal__plan__case=view.case, goal__plan__state=PlanState.SIGNED,
        goal__is_dropped=False,
    )  # fmt: skip
    return promised.exclude(lineage__in=linked.values("lineage")).first()


def _preparing(one: Internship, pack: Pack, today: date) -> tuple[NextStep, str]:
    missing = lacking(pack.facts, pack.waived)
    kind = "stop" if one.starts_on <= today else ""
    if pack.project is None:
        why = f"L’inizio è previsto {date_text(one.starts_on)}. Dice dove, che cosa, con quale orario e indennità."
        step = NextStep("project", "Scrivere il progetto formativo", why, kind, "Scrivi il progetto formativo")
        return step, _url("project", one)
    if missing:
        title = f"Non può iniziare: {'manca 1 cosa' if len(missing) == 1 else f'mancano {len(missing)} cose'}"
        label, url = _mend(one, pack)
        return NextStep("pack", title, " ".join(missing), kind, label, one.starts_on), url
    if one.starts_on > today:
        why = "Tutto è in regola. Quel giorno si avvia da questa pagina."
        return NextStep("wait", f"Pronto per {date_text(one.starts_on)}", why, "off", "", one.starts_on), ""
    why = f"Tutto è in regola. L’inizio era previsto {date_text(one.starts_on)}."
    return NextStep("start", "Avviare il tirocinio", why, "", "Avvia il tirocinio", one.starts_on), _url("start", one)


def _mend(one: Internship, pack: Pack) -> tuple[str, str]:
    """The button for the first thing missing that its reader can mend."""
    for code in missing_codes(pack.facts):
        if code == "signed" and pack.facts.is_issued:
            return "Raccogli le firme", f"{one.get_absolute_url()}#atti"
        if code not in pack.waived and ITEMS[code].page:
            return ITEMS[code].fix, mend_url(one, code)
    return "Apri il tirocinio", one.get_absolute_url()


def mend_url(one: Internship, code: str) -> str:
    """The page where a thing of the pack is put in order."""
    item = ITEMS[code]
    if item.page == "titles":
        return f"{reverse('internships:new_title')}?ente={one.promoter_id}"
    if item.page == "service_act":
        return reverse("internships:service_act", args=[one.case_id])
    if item.page == "act":
        return reverse("internships:act", args=[one.id, item.act])
    return _url(item.page, one)


def _confirming(one: Internship, waiting: list[date], today: date) -> tuple[NextStep, str]:
    first = waiting[0]
    others = f" Poi {', '.join(month(day) for day in waiting[1:])}." if waiting[1:] else ""
    why = f"Il mese è finito: finché non è confermato l’indennità non si calcola.{others}"
    title, kind = f"Confermare il registro di {month(first)}", "stop" if _is_late(one, first, today) else ""
    return NextStep("confirm", title, why, kind, "Apri il registro", next_month(first)), register_url(one, first)


def _is_late(one: Internship, month_on: date, today: date) -> bool:
    return (today - min(next_month(month_on), one.last_day)).days > LATE_DAYS


def _to_confirm(one: Internship, month_on: date, who: str, today: date) -> ToConfirm:
    is_late = _is_late(one, month_on, today)
    why = f"Finito il {date_field(min(next_month(month_on), one.last_day))}: l’indennità aspetta."
    return ToConfirm(one, month_on, who, why, register_url(one, month_on), is_late)


def _month(
    one: Internship, day: date, register: MonthlyRegister | None, done: Decimal | None, rows: list[Allowance]
) -> Month:
    closed = register is not None and register.is_confirmed
    status, kind, icon = ("confermato", "", "locked") if closed else ("da confermare", "info", "pencil")
    if not closed and next_month(day) > clock.today() and one.state == InternshipState.RUNNING:
        status = "aperto"
    standing = [row for row in rows if row.state != AllowanceState.VOID]
    if standing:
        status = standing[-1].get_state_display()
        kind, icon = ALLOWANCES[AllowanceState(standing[-1].state)]
    planned = register.planned_hours if register else None
    words = hours(done or Decimal(0)) + (f" su {hours(planned)}" if planned is not None else "")
    due = money(sum((row.due_amount for row in standing), Decimal(0))) if standing else ""
    about = " · ".join(filter(None, (words if register or not rows else "", due)))
    links = [(f"{row.get_state_display()}, {money(row.due_amount)}", allowance_url(row)) for row in rows]
    return Month(day, month(day), about, status, kind, icon, register_url(one, day), links)
