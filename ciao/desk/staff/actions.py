"""Leaving: what someone holds passes to a named colleague, then their mandates end.

It lives in desk because only the top sees everything a worker can hold; each app below adds its part here.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from ciao.access.actions import end_grants
from ciao.access.actor import Actor, acting, job
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.cases.actions import covers_by, end_worker, pass_case, pass_covers, settle_supervision
from ciao.cases.models import Appointment, CaseWorker, Task
from ciao.core import clock, formats
from ciao.desk.agenda.views import end_feeds
from ciao.outreach.actions import assign_signal
from ciao.outreach.models import Signal
from ciao.partners.models import Membership
from ciao.programmes.actions import end_mandate, set_supervisor
from ciao.programmes.actions.invitations import OWN_BODY_ONLY, roles_to_invite
from ciao.programmes.models import Mandate
from ciao.services.actions import end_staff
from ciao.services.models import EditionStaff


@dataclass(frozen=True)
class Burden:
    """How much someone holds: cases they are the reference of, other teams, signals, covers; counts only."""

    leading: int
    teams: int
    signals: int
    covers: int = 0

    @property
    def needs_successor(self) -> bool:
        """Whether somebody must be named before they may leave."""
        return bool(self.leading or self.signals or self.covers)

    def in_words(self) -> list[str]:
        """What happens if they leave, one sentence each."""
        lines = ["Dal giorno dopo non entra più con questo incarico."]
        if self.leading:
            cases = formats.plural(self.leading, "percorso", "percorsi")
            lines.append(f"{cases} di cui è persona di riferimento: passano a chi scegli, con le cose da fare.")
        if self.signals:
            signals = formats.plural(self.signals, "segnalazione", "segnalazioni")
            lines.append(f"{signals} a cui deve rispondere: passano a chi scegli.")
        if self.covers:
            covers = formats.plural(self.covers, "sostituzione", "sostituzioni")
            lines.append(f"{covers} di colleghi via: dal giorno dopo le fa chi scegli.")
        if self.teams:
            teams = formats.plural(self.teams, "altra équipe", "altre équipe")
            lines.append(f"Esce da {teams}; le sue cose da fare passano a chi segue la persona.")
        return [*lines, "Diario, colloqui e documenti che ha scritto restano, con il suo nome."]


def may_end(mandate: Mandate, by: Actor) -> bool:
    """Whoever may invite a role may also end it, within their body where tied to one; never their own."""
    if mandate.user_id == by.user_id or mandate.role not in roles_to_invite(by):
        return False
    return by.role not in OWN_BODY_ONLY or mandate.organization_id == by.organization_id


def ending(mandate: Mandate, *, whole_body: bool) -> list[Mandate]:
    """The mandates that would end: this one, or every one of that person for that body."""
    rows = Mandate.objects.current(clock.today()).filter(user_id=mandate.user_id)
    rows = rows.filter(organization_id=mandate.organization_id) if whole_body else rows.filter(pk=mandate.pk)
    return list(rows.select_related("user", "organization"))


def burden_of(mandates: Sequence[Mandate]) -> Burden:
    """What these mandates hold, counted by a job: whoever ends a mandate need not read the cases."""
    with acting(job("hand_over")):
        workers = _workers(mandates)
        leading = workers.filter(is_lead=True).count()
        covers = covers_by(mandates, clock.today()).count()
        return Burden(leading, workers.count() - leading, _signals(mandates).count(), covers)


def successors(mandate: Mandate) -> list[Mandate]:
    """Case managers of the same programme who stay; those of the same body first."""
    rows = (
        Mandate.objects.current(clock.today())
        .filter(programme=mandate.programme, role="case_manager")
        .exclude(user_id=mandate.user_id)
        .select_related("user", "organization")
    )
    return sorted(rows, key=lambda one: (one.organization_id != mandate.organization_id, str(one.user)))


@transaction.atomic
def leave(*, mandates: Sequence[Mandate], successor: Mandate | None, on: date, by: Actor) -> None:
    """Hands over what is held, then ends the mandates, and the membership where none is left there.

    Raises `NotPossible` where one is not the actor's to end, the day is to come, or nobody takes over.
    """
    ensure(by, Action.STAFF_INVITE)
    if not all(may_end(one, by) for one in mandates):
        raise NotPossible("Alcuni di questi incarichi li chiude il coordinamento.")
    if on > clock.today():
        raise NotPossible("Scegli un ultimo giorno che non sia dopo oggi.")
    if successor is None and burden_of(mandates).needs_successor:
        raise NotPossible("Scegli a chi passano i percorsi e le segnalazioni.")
    pass_covers(mandates=mandates, to=successor, on=on, by=by)
    _hand_over(mandates, successor, on, by)
    for staff in EditionStaff.objects.filter(mandate__in=mandates, ends_on__isnull=True).select_related("edition"):
        end_staff(staff=staff, on=max(on, staff.starts_on), by=by)
    for mandate in mandates:
        end_mandate(mandate=mandate, on=on, by=by)
    end_feeds([one.id for one in mandates], by)
    for programme in {one.programme for one in mandates if one.programme}:
        settle_supervision(programme=programme, by=by)
    _end_membership(mandates[0], on)


@transaction.atomic
def answer_to(*, mandate: Mandate, to: Mandate | None, by: Actor) -> Mandate:
    """Names whom a worker answers to; lines they wrote for their supervisor change readers the same day."""
    ensure(by, Action.STAFF_INVITE)
    set_supervisor(mandate=mandate, to=to, by=by)
    if mandate.programme is not None:
        settle_supervision(programme=mandate.programme, by=by)
    return mandate


def _hand_over(mandates: Sequence[Mandate], to: Mandate | None, on: date, by: Actor) -> None:
    with acting(job("hand_over")):
        for worker in _workers(mandates).select_related("case__person", "case__signal"):
            if worker.is_lead and to is not None:
                pass_case(case=worker.case, to=to, on=on, by=by)
            else:
                end_worker(worker=worker, on=on, by=by)
        for signal in _signals(mandates):
            if to is not None:
                assign_signal(signal=signal, to=to, on=on, by=by)
        _pass_on_work(mandates)
        for mandate in mandates:
            end_grants(holder_id=mandate.id, on=on)


def _pass_on_work(mandates: Sequence[Mandate]) -> None:
    """Open tasks and coming appointments go to whoever is now the reference of the case."""
    for task in Task.objects.filter(owner__in=mandates, done_at__isnull=True):
        task.owner = _lead_of(task.case_id) or task.owner
        task.save(update_fields=["owner"])
    for meeting in Appointment.objects.filter(starts_by__in=mandates, starts_at__gt=clock.now()):
        meeting.starts_by = _lead_of(meeting.case_id) or meeting.starts_by
        meeting.save(update_fields=["starts_by"])


def _lead_of(case_id: uuid.UUID) -> Mandate | None:
    worker = CaseWorker.objects.filter(case_id=case_id, is_lead=True, ends_on__isnull=True).first()
    return worker.mandate if worker else None


def _workers(mandates: Sequence[Mandate]) -> QuerySet[CaseWorker]:
    return CaseWorker.objects.filter(mandate__in=mandates, ends_on__isnull=True)


def _signals(mandates: Sequence[Mandate]) -> QuerySet[Signal]:
    return Signal.objects.waiting().filter(assigned_to__in=mandates)


def _end_membership(mandate: Mandate, on: date) -> None:
    same = {"user_id": mandate.user_id, "organization_id": mandate.organization_id}
    if Mandate.objects.filter(**same, ends_on__isnull=True).exists():
        return
    for one in Membership.objects.filter(**same, ends_on__isnull=True):
        one.ends_on = max(on, one.starts_on)
        one.save(update_fields=["ends_on"])
