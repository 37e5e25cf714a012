"""An internship starts, stops for a while, ends; and the corrections of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.lifecycle import NotPossible
from ciao.access.requires import ensure
from ciao.core.formats import date_field, hours, plural
from ciao.hosts.enums import HostState
from ciao.internships.actions.extending import judge, stop_at_law
from ciao.internships.actions.opening import let_payer_out
from ciao.internships.actions.terms import number_on
from ciao.internships.enums import DayKind, InternshipState, PauseReason, RegisterState
from ciao.internships.lifecycle import INTERNSHIP
from ciao.internships.models import Internship, InternshipPause, RegisterDay, TrainingProject
from ciao.internships.pack.gather import pack_of
from ciao.internships.pack.items import lacking

SHUT = {HostState.PAUSED}  # doors behind which nobody begins


@transaction.atomic
def start_internship(*, internship: Internship, on: date, by: Actor) -> Internship:
    """The first day there was; raises `NotPossible` with exactly what is missing and not waived (T19–T21, T26).

    It also stops at a host that is closed, at a length the law of its kind forbids, at more hours a week than the
    working-time law admits with the person's other internships (T16).
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    if on > internship.ends_on:
        raise NotPossible(f"Il tirocinio finisce il {date_field(internship.ends_on)}: l’inizio viene prima.")
    if on < internship.case.opened_on:
        raise NotPossible(f"La presa in carico è del {date_field(internship.case.opened_on)}: l’inizio viene dopo.")
    pack = pack_of(internship, by)
    missing = lacking(replace(pack.facts, starts_on=on), pack.waived)
    if missing:
        raise NotPossible(
            f"Non può iniziare: {plural(len(missing), 'cosa manca', 'cose mancano')}. {' '.join(missing)}"
        )
    _check_start(internship, pack.project, on)
    INTERNSHIP.move(internship, "start", by=by, on=on)
    internship.starts_on = on
    internship.save(update_fields=["starts_on"])
    return internship


def weekly_beside(internship: Internship) -> Decimal:
    """Hours a week of the same path's other internships being run in these dates."""
    others = TrainingProject.objects.filter(
        internship__case_id=internship.case_id, internship__state=InternshipState.RUNNING,
        internship__starts_on__lte=internship.ends_on, internship__ends_on__gte=internship.starts_on,
    ).exclude(internship=internship)  # fmt: skip
    return sum((sum(one, Decimal(0)) for one in others.values_list("daily_hours", flat=True)), Decimal(0))


def _check_start(internship: Internship, project: TrainingProject | None, on: date) -> None:
    if project is None:
        return
    if project.host.state in SHUT:
        raise NotPossible(
            f"{project.host.organization} ora è {project.host.get_state_display()}: scegli un altro ente ospitante, o "
            "chiedi a chi cerca gli enti di rimetterlo disponibile."
        )
    stop_at_law(judge(internship, on, internship.ends_on, project))
    together = sum(project.daily_hours, Decimal(0)) + weekly_beside(internship)
    most = number_on("week_hours", on)
    if together > most:
        raise NotPossible(
            f"Con gli altri tirocini in corso sono {hours(together)} a settimana: la legge ne ammette {most}. "
            "Cambia orario o date."
        )


@transaction.atomic
def end_internship(*, internship: Internship, on: date, reason: str, by: Actor) -> Internship:
    """The last day there was, with why; nothing is written after it."""
    ensure(by, Action.INTERNSHIP_EDIT)
    if not internship.starts_on <= on <= internship.ends_on:
        dates = f"dal {date_field(internship.starts_on)} al {date_field(internship.ends_on)}"
        raise NotPossible(f"Scegli un giorno del tirocinio, {dates}.")
    later = RegisterDay.objects.filter(register__internship=internship, day_on__gt=on).exclude(kind=DayKind.OFF)
    if later.exists():
        last = later.order_by("-day_on")[0].day_on
        raise NotPossible(f"Il registro ha un giorno scritto dopo, il {date_field(last)}: prima correggi il registro.")
    if internship.registers.filter(state=RegisterState.CONFIRMED, month_on__gte=on.replace(day=1)).exists():
        raise NotPossible("Quel mese è già confermato: riapri il suo registro, poi concludi il tirocinio.")
    INTERNSHIP.move(internship, "end", by=by, on=on, reason=reason)
    internship.ended_on = on
    internship.save(update_fields=["ended_on"])
    return internship


@transaction.atomic
def cancel_internship(*, internship: Internship, on: date, reason: str, by: Actor) -> Internship:
    """It never begins; who would have paid reads nothing more."""
    ensure(by, Action.INTERNSHIP_EDIT)
    INTERNSHIP.move(internship, "cancel", by=by, on=on, reason=reason)
    let_payer_out(internship, on)
    return internship


@transaction.atomic
def undo_start(*, internship: Internship, on: date, reason: str, by: Actor) -> Internship:
    """Correction: it had not begun; possible while no day of it is written."""
    ensure(by, Action.INTERNSHIP_EDIT)
    if RegisterDay.objects.filter(register__internship=internship).exists():
        raise NotPossible("Il registro ha già dei giorni scritti: il tirocinio è iniziato, si può solo concludere.")
    INTERNSHIP.move(internship, "undo_start", by=by, on=on, reason=reason)
    return internship


@transaction.atomic
def resume_internship(*, internship: Internship, on: date, reason: str, by: Actor) -> Internship:
    """Correction: it was ended too early; the dates planned hold again."""
    ensure(by, Action.INTERNSHIP_EDIT)
    last = internship.ended_on
    if (
        last is not None
        and internship.registers.filter(state=RegisterState.CONFIRMED, month_on__gte=last.replace(day=1)).exists()
    ):
        raise NotPossible("L’ultimo mese è già confermato: riapri il suo registro, poi riapri il tirocinio.")
    INTERNSHIP.move(internship, "resume", by=by, on=on, reason=reason)
    internship.ended_on = None
    internship.save(update_fields=["ended_on"])
    return internship


@transaction.atomic
def add_pause(
    *, internship: Internship, reason: PauseReason | str, starts_on: date, ends_on: date, by: Actor
) -> InternshipPause:
    """Days in which it stands still; they may lie ahead. A pause shorter than the rule warns elsewhere (T24).

    Raises `NotPossible` outside the dates, over another pause, in a confirmed month, over days of presence.
    """
    ensure(by, Action.INTERNSHIP_EDIT)
    _check_pause(internship, starts_on, ends_on)
    return InternshipPause.objects.create(
        scope_id=internship.scope_id, internship=internship, reason=PauseReason(reason), starts_on=starts_on,
        ends_on=ends_on, recorded_by=by.id,
    )  # fmt: skip


def _check_pause(internship: Internship, starts_on: date, ends_on: date) -> None:
    if internship.state != InternshipState.RUNNING:
        raise NotPossible(f"Ora il tirocinio è {INTERNSHIP.labels[internship.state]}: si sospende mentre è in corso.")
    if ends_on < starts_on:
        raise NotPossible(f"La sospensione comincia il {date_field(starts_on)}: la fine viene dopo.")
    if starts_on < internship.starts_on or ends_on > internship.last_day:
        dates = f"dal {date_field(internship.starts_on)} al {date_field(internship.last_day)}"
        raise NotPossible(f"La sospensione sta dentro il tirocinio, {dates}.")
    if internship.pauses.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).exists():
        raise NotPossible("In quei giorni il tirocinio è già sospeso.")
    months = internship.registers.filter(
        state=RegisterState.CONFIRMED, month_on__gte=starts_on.replace(day=1), month_on__lte=ends_on
    )
    if months.exists():
        raise NotPossible("Tocca un mese già confermato: riapri prima il suo registro.")
    days = RegisterDay.objects.filter(register__internship=internship, day_on__range=(starts_on, ends_on))
    present = days.filter(kind=DayKind.PRESENT).first()
    if present is not None:
        raise NotPossible(f"Il {date_field(present.day_on)} è scritta una presenza: prima correggi il registro.")
