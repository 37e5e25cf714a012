"""The daily work in a fascicolo: diary, meetings, things to do, conferences, approvals."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import Panel
from ciao.access.roles import ROLES, may
from ciao.cases.dossier.facts import seen
from ciao.cases.enums import ApprovalKind, ApprovalState, Audience, CalledOff
from ciao.cases.models import Appointment, Approval, ApprovalRule, Conference, Note, Task
from ciao.core import clock
from ciao.core.formats import date_table, date_text
from ciao.programmes.models import Mandate

if TYPE_CHECKING:
    from ciao.cases.panel import View

SHOWN = 20
NOTES_SHOWN = 6
TONES = {
    ApprovalState.ASKED: ("warn", "clock"),
    ApprovalState.APPROVED: ("ok", "check"),
    ApprovalState.RETURNED: ("stop", "arrow-left"),
    ApprovalState.WITHDRAWN: ("", "close"),
}


@dataclass(frozen=True)
class NoteLine:
    """A line of the diary with who else reads it, where that is not the team."""

    note: Note
    kind: str
    readers: str


def diary(view: View) -> Panel | None:
    """What happened, as far as this reader is named: nothing says whether there is more."""
    notes = list(seen(Note, view.actor).filter(case=view.case))
    if not view.reads_diary and not notes:
        return None
    professions = _professions(notes)
    lines = [NoteLine(one, one.get_kind_display(), _readers(one, view.actor, professions)) for one in notes]
    return Panel(
        "diario",
        "Diario",
        "cases/panels/diary.html",
        folded(lines, NOTES_SHOWN),
        url=view.link("write_note"),
        action="Scrivi",
    )


def _professions(notes: list[Note]) -> dict[Any, str]:
    ids = [one.written_by for one in notes if one.audience == Audience.PROFESSION and one.written_by]
    return {one.id: one.role_label for one in Mandate.objects.filter(id__in=ids)} if ids else {}


def _readers(note: Note, actor: Actor, professions: dict[Any, str]) -> str:
    if note.audience == Audience.TEAM:
        return ""
    if note.audience == Audience.PROFESSION:
        return f"solo {professions.get(note.written_by, 'la professione')}"
    return "tu e la tua supervisione" if note.written_by == actor.id else "per la supervisione"


def folded(lines: list[Any], shown: int) -> dict[str, Any]:
    """The latest lines in sight, the others under one fold that says how many they are."""
    rest = lines[shown:]
    words = "Un’altra voce" if len(rest) == 1 else f"Altre {len(rest)} voci"
    return {"lines": lines[:shown], "rest": rest, "rest_words": words}


@dataclass(frozen=True)
class Meeting:
    """An appointment as the panel shows it."""

    id: uuid.UUID
    starts_at: datetime
    about: str
    where: str
    state: str

    @classmethod
    def of(cls, one: Appointment) -> Meeting:
        """Called off, future, kept, missed, or still to be marked."""
        where = ", ".join(filter(None, (f"con {one.starts_by.user.get_full_name()}", one.place)))
        return cls(one.id, one.starts_at, one.about, where, state_of(one))


def state_of(one: Appointment) -> str:
    """moved, cancelled, future, kept, missed or open."""
    if one.called_off:
        return CalledOff(one.called_off).value
    if one.was_kept is not None:
        return "kept" if one.was_kept else "missed"
    return "future" if one.starts_at > clock.now() else "open"


def meetings(view: View) -> Panel | None:
    """Meetings, the next ones first, then the last held."""
    if not view.reads_work:
        return None
    rows = seen(Appointment, view.actor).filter(case=view.case).select_related("starts_by__user").order_by("-starts_at")
    shown = [Meeting.of(one) for one in rows[:SHOWN]]
    context = {"meetings": shown, "may_edit": view.may_edit, "reach_url": view.begin("reach")}
    return Panel(
        "colloqui",
        "Colloqui",
        "cases/panels/appointments.html",
        context,
        url=view.begin("fix_appointment"),
        action="Fissa un colloquio",
    )


@dataclass(frozen=True)
class ToDo:
    """A task as the panel shows it."""

    id: uuid.UUID
    title: str
    why: str
    is_late: bool

    @classmethod
    def of(cls, one: Task) -> ToDo:
        """Who, by when, how often."""
        parts = (f"{one.owner.user.get_full_name()}, entro {date_text(one.due_on)}", one.get_repeats_display())
        return cls(one.id, one.title, ", ".join(filter(None, parts)), one.due_on < clock.today())


def tasks(view: View) -> Panel | None:
    """What is to be done, the late things first."""
    if not view.reads_work:
        return None
    rows = seen(Task, view.actor).filter(case=view.case, done_at__isnull=True).select_related("owner__user")
    shown = [ToDo.of(one) for one in rows.order_by("due_on")]
    context = {"tasks": shown, "may_edit": view.may_edit}
    return Panel(
        "da-fare",
        "Cose da fare",
        "cases/panels/tasks.html",
        context,
        count=len(shown) or None,
        url=view.begin("add_task"),
        action="Aggiungi",
    )


def conferences(view: View) -> Panel | None:
    """The meetings on this case, the next one first; nothing where there was none yet and none may be called."""
    rows = list(seen(Conference, view.actor).filter(case=view.case)[:SHOWN]) if view.reads_work else []
    url = view.begin("new_conference")
    if not rows and not url:
        return None
    return Panel(
        "riunioni", "Riunioni sul caso", "cases/panels/conferences.html", {"conferences": rows, "now": clock.now()},
        url=url, action="Convoca una riunione",
    )  # fmt: skip


@dataclass(frozen=True)
class ApprovalLine:
    """One step of the case before its supervisor: where the request stands and what one may do."""

    title: str
    why: str
    status: str
    kind: str
    icon: str
    url: str
    action: str


def approvals(view: View) -> Panel | None:
    """The steps somebody supervises, where the programme asks for it or something was asked already."""
    rows = list(seen(Approval, view.actor).filter(case=view.case).prefetch_related("changes"))
    asked = ApprovalRule.objects.asked_on(clock.today()).filter(programme_id=view.case.programme_id)
    kinds = [ApprovalKind(one) for one in asked.values_list("kind", flat=True)]
    waiting = {one.kind for one in rows if one.state == ApprovalState.ASKED}
    ready = {one.kind for one in rows if one.state == ApprovalState.APPROVED and one.used_on is None}
    lines = [_approval(one, view) for one in reversed(rows)]
    lines += [_to_ask(kind, view) for kind in kinds if kind not in waiting | ready and view.begin("reach")]
    if not lines:
        return None
    return Panel("approvazioni", "Approvazioni", "cases/panels/approvals.html", {"approvals": lines})


def _approval(one: Approval, view: View) -> ApprovalLine:
    kind, icon = TONES[ApprovalState(one.state)]
    last = next(iter(one.changes.all()), None)
    said = f" {last.reason}" if last and last.reason else ""
    why = f"Chiesta da {one.asked_by_label}, {date_table(one.asked_on)}.{said}"
    url, action = "", ""
    if one.state == ApprovalState.ASKED and may(view.actor, Action.CASE_APPROVE):
        url, action = reverse("cases:decide_approval", args=[one.id]), "Rispondi"
    elif one.state == ApprovalState.ASKED and view.may_edit:
        url, action = reverse("cases:withdraw_approval", args=[one.case_id, one.id]), "Ritira"
    return ApprovalLine(one.get_kind_display().capitalize(), why, one.get_state_display(), kind, icon, url, action)


def _to_ask(kind: ApprovalKind, view: View) -> ApprovalLine:
    url = reverse("cases:request_approval", args=[view.case.id, kind.value])
    label = str(kind.label).capitalize()
    return ApprovalLine(label, "Il progetto chiede l’approvazione.", "", "", "help-circle", url, "Chiedi")


def supervises(actor: Actor) -> bool:
    """Whether somebody may be read the lines meant for a supervisor."""
    return actor.role in ROLES and may(actor, Action.CASE_VIEW)
