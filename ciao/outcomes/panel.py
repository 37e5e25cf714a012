"""The block of outcomes in a fascicolo, the step they ask for, and what is due for the home."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case as Pick
from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import names_for, seen, title_of
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.enums import CaseState, CloseReason
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core import clock
from ciao.core.formats import date_field
from ciao.internships.enums import HiredBy
from ciao.internships.models import InternshipResult
from ciao.job_search.models import Hiring
from ciao.outcomes.actions import windows_of
from ciao.outcomes.enums import OutcomeMoment, Stage
from ciao.outcomes.models import FollowUp, Outcome
from ciao.outcomes.rules import AT_WORK, stage
from ciao.programmes.parameters import parameter

# Paths after which nobody is asked what came of them.
NO_FOLLOW_UP = (CloseReason.DIED, CloseReason.OPENED_BY_MISTAKE, CloseReason.NOT_ELIGIBLE)
EXIT, LATER = OutcomeMoment.EXIT, OutcomeMoment.SIX_MONTHS
CADENCE = ("esf_exit_days", "esf_follow_up_months", "esf_follow_up_days", "esf_soon_days")
AFTER = "(%(expressions)s + make_interval(months => {months:d}))::date"


@dataclass(frozen=True)
class Due:
    """Somebody who left and of whom something is still to be asked, with the day it is (or was) due."""

    case: Case
    name: str
    moment: OutcomeMoment
    due_on: date
    stage: Stage
    tries: int
    url: str

    @property
    def is_late(self) -> bool:
        """Whether it should have been asked already."""
        return self.stage == Stage.LATE

    @property
    def title(self) -> str:
        """What is to be done, in words."""
        return "Scrivere l’esito all’uscita" if self.moment == EXIT else "Sentire la persona, sei mesi dopo"


def outcomes(view: View) -> Panel | None:
    """What came of the path so far, and what is still to be asked."""
    if not view.reads_work:
        return None
    every = list(seen(Outcome, view.actor).filter(case=view.case).counted())
    rows = _current(every, view.case)
    if not rows and view.case.is_active() and not view.may_edit:
        return None
    url = reverse("outcomes:record", args=[view.case.id]) if _may_write(view) else ""
    latest = rows[0] if rows else None
    status = str(latest.get_situation_display()) if latest else ""
    kind = "ok" if latest and latest.situation in AT_WORK else "info"
    asked = _asked(view.case, rows)
    context = {
        "rows": rows, "case": view.case, "may_edit": view.may_edit, "asked": asked,
        "earlier": [one for one in every if one not in rows], "attempts": attempts_of(view.case, view.actor),
        "hirings": [(one, hiring_url(one)) for one in hirings_waiting(view.case, view.actor)] if view.may_edit else [],
        "attempt_url": reverse("outcomes:attempt", args=[view.case.id]) if asked and view.may_edit else "",
    }  # fmt: skip
    return Panel(
        "esiti", "Esiti", "outcomes/panels/outcomes.html", context, count=len(rows) or None, url=url,
        action="Scrivi un esito", status=status, kind=kind if latest else "",
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """After the end of a path: the situation on leaving, then the look six months later."""
    if not view.may_edit:
        return None
    found = hirings_waiting(view.case, view.actor)
    if found:
        why = f"Lavora dal {date_field(found[0].starts_on)}: finché non è un esito, nessun conteggio la vede."
        said = NextStep("outcome", "C’è un’assunzione da riportare", why, "", "Scrivi l’esito", found[0].starts_on)
        return said, hiring_url(found[0])
    rows = list(seen(Outcome, view.actor).filter(case=view.case).counted())
    asked = _asked(view.case, _current(rows, view.case))
    if asked is None:
        return _from_internship(view, rows)
    moment, due_on = asked
    url = f"{reverse('outcomes:record', args=[view.case.id])}?momento={moment}"
    kind = "stop" if stage_of(moment, view.case.closed_on, clock.today()) == Stage.LATE else ""
    if moment == EXIT:
        why = f"Entro il {date_field(due_on)}: lavora, studia, cerca? Il finanziatore conta solo ciò che è scritto."
        return NextStep("outcome", "Scrivere l’esito all’uscita", why, kind, "Scrivi l’esito", due_on), url
    why = f"La verifica è aperta dal {date_field(due_on)}. Se non si riesce a sapere, si scrive anche quello."
    return NextStep("outcome", "Sentire la persona, sei mesi dopo", why, kind, "Scrivi l’esito", due_on), url


def hirings_waiting(case: Case, actor: Actor) -> list[Hiring]:
    """Jobs found while looking for one, begun, and not told as an outcome yet; the earliest first."""
    told = seen(Outcome, actor).counted().filter(case=case, hiring__isnull=False).values("hiring_id")
    rows = visible(Hiring.objects, actor, Action.JOB_SEARCH_VIEW).filter(case=case, is_void=False)
    return list(rows.filter(starts_on__lte=clock.today()).exclude(id__in=told).order_by("starts_on"))


def hiring_url(hiring: Hiring) -> str:
    """Where a hiring is told, already filled in."""
    return f"{reverse('outcomes:record', args=[hiring.case_id])}?assunzione={hiring.id}"


def _from_internship(view: View, rows: Sequence[Outcome]) -> tuple[NextStep, str] | None:
    """Work that came of an internship, written by its tutor, proposed as an outcome until one says so."""
    found = seen(InternshipResult, view.actor).filter(internship__case=view.case).exclude(hired_by=HiredBy.NOBODY)
    result = found.select_related("internship").order_by("-happened_on").first()
    if result is None or not view.case.is_active():
        return None
    if any(one.situation in AT_WORK and one.happened_on >= result.happened_on for one in rows):
        return None
    url = f"{reverse('outcomes:record', args=[view.case.id])}?momento={OutcomeMoment.DURING}&tirocinio={result.id}"
    why = f"Dal tirocinio {result.internship.number} è venuto un lavoro, dal {date_field(result.happened_on)}."
    return NextStep("outcome", "Scrivere il lavoro negli esiti", why, "", "Scrivi l’esito", result.happened_on), url


def due(actor: Actor, today: date) -> list[Due]:
    """What is to be asked now of the paths the actor works on, the oldest first; a fixed number of queries."""
    rows = leavers(actor, today).exclude(stage=Stage.SOON)
    return lines(list(rows.order_by("due_on", "number")), actor, today)


def lines(cases: list[Case], actor: Actor, today: date) -> list[Due]:
    """Cases of `leavers` as a list shows them."""
    names = names_for(cases, actor)
    return [_line(one, title_of(one, names.get(one.person_id))) for one in cases]


def leavers(actor: Actor, today: date) -> QuerySet[Any]:
    """Ended paths that lack the outcome on leaving, or the later one once six months have gone by, or nearly.

    Each row carries `moment` (what is asked first), `due_on`, `stage` and `tries` (attempts written for it).
    """
    days, months, late, soon = (int(parameter(code, today)) for code in CADENCE)
    rows = visible(Case.objects, actor, Action.CASE_EDIT).filter(state=CaseState.CLOSED, closed_on__isnull=False)
    is_late = Q(has_exit=False, exit_by__lt=today) | Q(has_exit=True, later_from__lt=today - timedelta(days=late))
    is_soon = Q(has_exit=True, later_from__gt=today)
    tried = FollowUp.objects.filter(case=OuterRef("pk"), exit_on=OuterRef("closed_on"), moment=OuterRef("moment"))
    return (
        rows.exclude(close_reason__in=NO_FOLLOW_UP)
        .annotate(
            has_exit=Exists(_standing(EXIT)), has_later=Exists(_standing(LATER)),
            exit_by=ExpressionWrapper(F("closed_on") + Value(days), output_field=DateField()),
            # Literal months: an int of ours, clamped by PostgreSQL to the month's last day as `add_months` does.
            later_from=Func(F("closed_on"), template=AFTER.format(months=months), output_field=DateField()),
        )
        .filter(Q(has_exit=False) | Q(has_later=False, later_from__lte=today + timedelta(days=soon)))
        .annotate(
            due_on=Pick(When(has_exit=False, then=F("exit_by")), default=F("later_from")),
            moment=Pick(When(has_exit=False, then=Value(str(EXIT))), default=Value(str(LATER))),
            stage=Pick(When(is_late, then=Value(str(Stage.LATE))), When(is_soon, then=Value(str(Stage.SOON))),
                       default=Value(str(Stage.NOW)), output_field=CharField()),
        )
        .annotate(tries=Coalesce(Subquery(_counted(tried)), 0))
    )  # fmt: skip


def stage_of(moment: OutcomeMoment, closed_on: date | None, today: date) -> Stage | None:
    """How pressing one moment of a path that ended is, by the programme's own figures."""
    if closed_on is None:
        return None
    _, _, late, soon = (int(parameter(code, today)) for code in CADENCE)
    return stage(moment, windows_of(closed_on), today, late_days=late, soon_days=soon)


def attempts_of(case: Case, actor: Actor) -> list[FollowUp]:
    """What was tried since the path last ended, the latest first."""
    return list(seen(FollowUp, actor).filter(case=case, exit_on=case.closed_on)) if case.closed_on else []


def record_moments(case: Case, actor: Actor) -> list[OutcomeMoment]:
    """What may still be written, in the order of time."""
    rows = seen(Outcome, actor).filter(case=case).counted().of_last_exit()
    written = set(rows.values_list("moment", flat=True))
    found = [OutcomeMoment.DURING]
    if case.closed_on is None:
        return found
    found += [EXIT] if EXIT not in written else []
    opened = windows_of(case.closed_on).follow_up_from <= clock.today()
    return found + ([LATER] if opened and LATER not in written else [])


def _may_write(view: View) -> bool:
    return view.may_edit and view.case.state != CaseState.VOID


def _asked(case: Case, rows: list[Outcome]) -> tuple[OutcomeMoment, date] | None:
    """The first outcome that is missing and may be written, with its day."""
    if case.state != CaseState.CLOSED or case.closed_on is None or case.close_reason in NO_FOLLOW_UP:
        return None
    found, written = windows_of(case.closed_on), {one.moment for one in rows}
    if EXIT not in written:
        return EXIT, found.exit_by
    if LATER not in written and clock.today() >= found.follow_up_from:
        return LATER, found.follow_up_from
    return None


def _line(case: Any, name: str) -> Due:
    moment = OutcomeMoment(case.moment)
    url = f"{reverse('outcomes:record', args=[case.id])}?momento={moment}"
    return Due(case, name, moment, case.due_on, Stage(case.stage), case.tries, url)


def _current(rows: list[Outcome], case: Case) -> list[Outcome]:
    """Without those of an earlier exit."""
    return [one for one in rows if one.moment == OutcomeMoment.DURING or one.exit_on in (None, case.closed_on)]


def _counted(rows: QuerySet[Any]) -> QuerySet[Any]:
    counted: QuerySet[Any] = rows.order_by().values("case").annotate(many=Count("pk")).values("many")
    return counted


def _standing(moment: OutcomeMoment) -> QuerySet[Outcome]:
    return Outcome.objects.counted().of_last_exit().filter(case=OuterRef("pk"), moment=moment)


def person_ids(shown: list[Due]) -> list[uuid.UUID]:
    """Whom the page showed, for the read log."""
    return [one.case.person_id for one in shown]
