"""When data have been kept long enough: the list, the notice, the hold."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.visibility import visible
from ciao.accounts.models import User
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.core import clock
from ciao.notifications.actions import notify
from ciao.privacy.enums import ErasureState
from ciao.privacy.lifecycle import ERASURE
from ciao.privacy.models import Erasure, RetentionRule, RetentionStart
from ciao.privacy.rules import kept_until, notice_ends
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.parameters import parameter

NOTICE = "erasure_noticed"
TOLD = ("coordinator", "data_protection_officer")


@dataclass(frozen=True)
class Due:
    """One case whose time has passed: which rule says so, since when."""

    case: Case
    rule: RetentionRule
    start: RetentionStart
    due_on: date


@transaction.atomic
def enter_start(*, programme: Programme, rule_code: str, starts_on: date, act: str, by: Actor) -> RetentionStart:
    """The managing authority told the day; a later word of theirs replaces it, and history keeps the first."""
    if not act.strip():
        raise NotPossible("Scrivi chi ha comunicato la data, e con quale atto.")
    if rule_on(rule_code, starts_on) is None:
        raise NotPossible("In quella data la regola non c’è: scegline un’altra.")
    start = RetentionStart.objects.filter(programme=programme).first()
    if start is None:
        start = RetentionStart(scope_id=programme.scope_id, programme=programme)
    start.rule_code, start.starts_on, start.act = rule_code, starts_on, act.strip()
    start.entered_at, start.entered_by, start.entered_by_label = clock.now(), by.id, by.label
    start.save()
    return start


def rule_on(code: str, day: date) -> RetentionRule | None:
    """The rule in force on a day."""
    return RetentionRule.objects.valid_on(day).filter(code=code).order_by("-valid_from").first()


def due_cases(by: Actor, today: date) -> list[Due]:
    """The dry run: every closed case whose programme's years are over and of which nothing is announced yet."""
    found = []
    starts = RetentionStart.objects.select_related("programme").order_by("starts_on", "pk")
    for start in starts:
        rule = rule_on(start.rule_code, start.starts_on)
        if rule is None or (due_on := kept_until(start.starts_on, rule.years_count)) >= today:
            continue
        found += [Due(case, rule, start, due_on) for case in _over(start.programme_id, by)]
    return found


def due_of(case: Case, today: date) -> Due | None:
    """Whether one case is due: closed, and its programme's years are over."""
    start = RetentionStart.objects.filter(programme_id=case.programme_id).first()
    rule = rule_on(start.rule_code, start.starts_on) if start is not None else None
    if start is None or rule is None or case.state != CaseState.CLOSED:
        return None
    due_on = kept_until(start.starts_on, rule.years_count)
    return Due(case, rule, start, due_on) if due_on < today else None


@transaction.atomic
def give_notice(*, case: Case, by: Actor) -> Erasure:
    """Announces that a person's data will go; from now the days run in which it may be held with a reason."""
    today = clock.today()
    due = due_of(case, today)
    if due is None:
        raise NotPossible("Il tempo di conservazione non è finito, o il percorso è ancora aperto.")
    already = Erasure.objects.filter(case=case).exclude(state=ErasureState.STOPPED).first()
    if already is not None:
        return already
    erasure = Erasure(
        scope_id=case.scope_id, case=case, rule_code=due.rule.code, due_on=due.due_on, noticed_on=today,
        erasable_on=notice_ends(today, int(parameter("erasure_notice_days", today))), recorded_by=by.id,
    )  # fmt: skip
    erasure.save(force_insert=True)
    return erasure


@transaction.atomic
def notice_all_due(*, by: Actor) -> int:
    """Announces every case on the list; coordinator and data-protection officer are told once, not once a person."""
    made: dict[uuid.UUID, list[Erasure]] = {}
    for due in due_cases(by, clock.today()):
        made.setdefault(due.case.programme_id, []).append(give_notice(case=due.case, by=by))
    for programme_id, erasures in made.items():
        _tell(Programme.objects.get(id=programme_id), erasures, by)
    return sum(len(one) for one in made.values())


@transaction.atomic
def hold_erasure(*, erasure: Erasure, reason: str, by: Actor) -> Erasure:
    """Something still needs these data: a dispute, a check under way, a duty that lasts longer."""
    ERASURE.move(erasure, "hold", by=by, on=clock.today(), reason=reason)
    return erasure


@transaction.atomic
def release_erasure(*, erasure: Erasure, reason: str, by: Actor) -> Erasure:
    """What held it is over; the days of notice begin again."""
    ERASURE.move(erasure, "release", by=by, on=clock.today(), reason=reason)
    today = clock.today()
    erasure.noticed_on = today
    erasure.erasable_on = notice_ends(today, int(parameter("erasure_notice_days", today)))
    erasure.save()
    return erasure


@transaction.atomic
def stop_erasure(*, erasure: Erasure, reason: str, by: Actor) -> Erasure:
    """Correction: it was announced by mistake, for instance on a wrong start."""
    ERASURE.move(erasure, "stop", by=by, on=clock.today(), reason=reason)
    return erasure


def _over(programme_id: uuid.UUID, by: Actor) -> QuerySet[Case]:
    standing = Erasure.objects.exclude(state=ErasureState.STOPPED).values("case_id")
    rows = visible(Case.objects, by, Action.RETENTION_EDIT).filter(programme_id=programme_id, state=CaseState.CLOSED)
    return rows.exclude(id__in=standing).order_by("number")


def _tell(programme: Programme, erasures: list[Erasure], by: Actor) -> None:
    today = clock.today()
    holders = Mandate.objects.filter(programme=programme, role__in=TOLD, starts_on__lte=today)
    users = User.objects.filter(id__in=[one.user_id for one in holders if one.ends_on is None or one.ends_on >= today])
    for user in users:
        notify(
            kind=NOTICE, user=user, scope=programme.scope, by=by, url="/conservazione/", count=len(erasures),
            day=erasures[0].erasable_on.strftime("%d.%m.%Y"),
        )  # fmt: skip
