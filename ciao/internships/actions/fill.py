"""The month's register by link: given, filled a day at a time, signed, stopped."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from ciao.access.actions import create_link, revoke_link
from ciao.access.actor import Actor
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core import clock
from ciao.core.formats import date_text, hours, time_of_day
from ciao.internships.actions.register import open_register, write_days
from ciao.internships.enums import DayKind, Filler, InternshipState
from ciao.internships.models import Internship, MonthlyRegister, RegisterDay, RegisterLink, RegisterSignature
from ciao.internships.rules import Day
from ciao.signatures.rules import Stroke

LINK_LEVEL = Level.SUMMARY | Level.INTERNSHIP


class Changed(NotPossible):
    """Somebody else wrote the day meanwhile: theirs stays, and the two are shown."""


@transaction.atomic
def give_register_link(
    *, internship: Internship, filler: Filler | str, days: int, by: Actor
) -> tuple[RegisterLink, str]:
    """A link that expires, in place of any before for the same hand; its token is shown once.

    Raises `NotPossible` for an internship that is not running.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    if internship.state != InternshipState.RUNNING:
        raise NotPossible("Il collegamento si dà quando il tirocinio è in corso.")
    filler = Filler(filler)
    for one in open_register_links(internship):
        if one.filler == filler:
            revoke_link(link=one.link, by=by)
    end = datetime.combine(clock.today() + timedelta(days=days), time(23, 59), tzinfo=clock.ROME)
    link, token = create_link(
        scope=internship.scope, action=Action.REGISTER_FILL, level=LINK_LEVEL, label=filler.label, expires_at=end, by=by
    )
    project = internship.project()
    row = RegisterLink(
        scope_id=internship.scope_id, internship=internship, link=link, filler=filler,
        name=internship.case.person.register_name, daily_hours=list(project.daily_hours) if project else [0] * 7,
        given_by=by.id, given_by_label=by.label,
    )  # fmt: skip
    row.save(force_insert=True)
    return row, token


@transaction.atomic
def stop_register_links(*, internship: Internship, by: Actor) -> int:
    """Nobody writes the register by link any more; returns how many were stopped."""
    ensure(by, Action.INTERNSHIP_EDIT)
    return len([revoke_link(link=one.link, by=by) for one in open_register_links(internship)])


def open_register_links(internship: Internship) -> list[RegisterLink]:
    """The links of an internship that still open."""
    rows = RegisterLink.objects.filter(internship=internship, link__revoked_at__isnull=True).select_related("link")
    return [one for one in rows if one.is_open]


@transaction.atomic
def fill_day(*, of: RegisterLink, day: date, given: Day, seen: str, by: Actor) -> MonthlyRegister:
    """One day, as one tap says it. `seen` is what the page showed of that day.

    Raises `Changed` where somebody wrote it meanwhile: nothing is overwritten unseen.
    """
    ensure(by, Action.REGISTER_FILL)
    register = open_register(internship=of.internship, month_on=day, by=by)
    lock_register(register)
    row = register.days.filter(day_on=day).first()
    if row is not None and stamp(row) != seen and (row.kind, row.worked_hours) != (given.kind, given.hours):
        raise Changed(told(row))
    note = row.note if row else ""
    return write_days(register=register, days={day: Day(given.kind, given.hours, given.note or note)}, by=by)


@transaction.atomic
def sign_register(
    *, of: RegisterLink, month_on: date, by: Actor, name: str = "", strokes: list[Stroke] | None = None, seen: str = ""
) -> RegisterSignature:
    """The days of the month as they stand are signed today with a finger or by writing one's name.

    Raises `NotPossible` without days, without either, or where a day changed since the page was opened.
    """
    ensure(by, Action.REGISTER_FILL)
    register = MonthlyRegister.objects.filter(internship=of.internship, month_on=month_on).first()
    if register is None or not register.days.exists():
        raise NotPossible("Il mese è ancora vuoto: prima segna i giorni.")
    lock_register(register)
    if not strokes and not name.strip():
        raise NotPossible("Disegna la firma, oppure scrivi il tuo nome.")
    digest = digest_of(register)
    if seen and seen != digest:
        raise Changed("Un giorno è cambiato mentre guardavi: riguarda il mese, poi firma.")
    row = RegisterSignature(
        scope_id=register.scope_id, register=register, filler=of.filler, name=name.strip(), digest=digest,
        strokes=json.dumps(strokes) if strokes else "", signed_by=by.id,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def signatures_of(register: MonthlyRegister | None) -> Mapping[str, RegisterSignature | None]:
    """Of each hand, the signature that still holds: none where the days changed after it."""
    found: dict[str, RegisterSignature | None] = dict.fromkeys(Filler.values)
    if register is None:
        return found
    digest = digest_of(register)
    for one in register.signatures.filter(digest=digest).order_by("signed_at"):
        found[one.filler] = one
    return found


def digest_of(register: MonthlyRegister) -> str:
    """The fingerprint of its days as they are."""
    return days_digest((one.day_on, one.kind, one.worked_hours) for one in register.days.all())


def stamp(row: RegisterDay | None) -> str:
    """What tells that a day is still as it was shown."""
    return "" if row is None else f"{row.kind}|{row.worked_hours:.2f}|{row.recorded_at.isoformat()}"


def told(row: RegisterDay) -> str:
    """What somebody else wrote, when, and what to do about it."""
    what = hours(row.worked_hours) if row.kind == DayKind.PRESENT else str(row.get_kind_display())
    who, at = row.recorded_by_label.split(",")[0], time_of_day(row.recorded_at.astimezone(clock.ROME).time())
    day = date_text(row.day_on).capitalize()
    return f"{day}: alle {at} {who} ha segnato «{what}». Se non è giusto, parlatene, poi cambialo."


def days_digest(days: Iterable[tuple[date, str, Decimal]]) -> str:
    """The fingerprint of some days: the same days give the same one in any order, one changed hour another."""
    rows = sorted(f"{day:%Y-%m-%d} {kind} {worked:.2f}" for day, kind, worked in days)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def lock_register(register: MonthlyRegister) -> None:
    """The month as it is now, kept from others until this ends: two hands write one after the other."""
    register.refresh_from_db(from_queryset=MonthlyRegister.objects.select_for_update(of=("self",)))


def link_of(bearer_id: uuid.UUID | None) -> RegisterLink | None:
    """The register a bearer may fill."""
    if bearer_id is None:
        return None
    return RegisterLink.objects.filter(link_id=bearer_id).select_related("internship").first()
