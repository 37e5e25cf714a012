"""The register of a meeting: written, closed, opened again."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.pages import FormPage
from ciao.access.requires import acting_in, requires
from ciao.access.visibility import visible
from ciao.cases.forms import ReasonForm
from ciao.core import clock
from ciao.core.formats import date_text, time_of_day
from ciao.programmes.parameters import parameter
from ciao.services import actions
from ciao.services.enums import EditionState, Presence, RegisterState
from ciao.services.forms import AttendanceForm, RollLine
from ciao.services.models import Attendance, Enrolment, Session, SheetScan
from ciao.services.panel import IN_A_ROW, known
from ciao.services.rules import running_absences
from ciao.services.views import check_leads, crumbs, find_session, leads, page, read
from ciao.services.views.traces import corrections, signing

CLOSE, REST = "close", "rest"
WORDS = ((Presence.PRESENT, "Presenti"), (Presence.LATE, "In ritardo"), (Presence.ABSENT, "Assenti"),
         (Presence.EXCUSED, "Giustificate"))  # fmt: skip


@requires(Action.ATTENDANCE_TAKE)
def attendance(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Four answers for each person; who leads also closes the register. A closed one is only shown."""
    by, session = acting_in(request), find_session(request, session_id, Action.ATTENDANCE_TAKE)
    lines = roll(session, by)
    is_leading = leads(by, session.edition)
    if not lines and not is_leading:
        raise Http404
    context = _frame(session, lines, is_leading, by)
    form = AttendanceForm(request.POST or None, session=session, lines=lines)
    if not context["may_write"]:
        lost = form.differences() if request.method == "POST" else []
        return TemplateResponse(
            request, "services/register.html", {**context, "lost": lost}, status=409 if lost else 200
        )
    does = request.POST.get("do", "") if is_leading or request.POST.get("do") != CLOSE else ""
    here = reverse("services:attendance", args=[session.id])
    to = session.edition.get_absolute_url() if does == CLOSE else here
    shape = FormPage("services/attendance.html", to=to, done=_done(session, does), context=context)
    return shape.answer(request, form, lambda _: _save(session, form, does, by))


@requires(Action.ATTENDANCE_TAKE)
def unlock(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Correction: a closed register is opened again; what was written stays in the history."""
    by, session = acting_in(request), find_session(request, session_id, Action.ATTENDANCE_TAKE)
    check_leads(by, session.edition)
    form = ReasonForm(request.POST or None, initial={"on": clock.today()})
    shape = page(
        session.edition, "Riapri le presenze", "Riapri le presenze", "Presenze riaperte: correggi e richiudi.",
        lead=f"{when_of(session)}. Finché restano aperte, le ore non si contano.",
        to=reverse("services:attendance", args=[session.id]),
    )  # fmt: skip
    return shape.answer(
        request, form,
        lambda typed: actions.unlock_register(session=session, reason=typed["note"], on=typed["on"], by=by),
    )  # fmt: skip


def roll(session: Session, by: Actor) -> list[RollLine]:
    """Who was enrolled that day, of those the actor sees, by name, with what is kept; logs the read."""
    rows = visible(Enrolment.objects.all(), by, Action.ATTENDANCE_TAKE).filter(edition_id=session.edition_id)
    there = list(rows.on_day(session.day))
    proposed = proposals(session, by)
    marks = visible(Attendance.objects, by, Action.ATTENDANCE_TAKE).filter(enrolment__in=there)
    kept: dict[UUID, Attendance] = {}
    before: dict[UUID, list[str]] = defaultdict(list)
    for mark in marks.select_related("session").order_by("session__starts_at"):
        if mark.session_id == session.id:
            kept[mark.enrolment_id] = mark
        elif mark.session.starts_at < session.starts_at:
            before[mark.enrolment_id].append(mark.presence)
    limit = int(parameter(IN_A_ROW, session.day))
    names = known({one.case_id for one in there}, by)
    read(session.edition, by, "presenze", names.values())
    lines = [
        RollLine(
            one.id, names[one.case_id].name, names[one.case_id].note, kept.get(one.id),
            running_absences(before[one.id]), session.ends_at, limit, proposed.get(str(one.id), ""),
        )
        for one in there
    ]  # fmt: skip
    return sorted(lines, key=lambda line: line.name.casefold())


def scans_of(session: Session, by: Actor) -> list[SheetScan]:
    """The sheets of paper that came back for a meeting."""
    rows = visible(SheetScan.objects, by, Action.ATTENDANCE_TAKE).filter(sheet__session=session)
    return list(rows.order_by("page", "joined_at"))


def proposals(session: Session, by: Actor) -> dict[str, str]:
    """What the boxes of its sheets seem to say, the latest last."""
    found: dict[str, str] = {}
    for scan in scans_of(session, by):
        found |= scan.found
    return found


def _frame(session: Session, lines: list[RollLine], is_leading: bool, by: Actor) -> dict[str, Any]:
    """What the page shows around the list."""
    counts = Counter(line.kept.presence for line in lines if line.kept)
    missing = sum(line.kept is None for line in lines)
    edition_open = session.edition.state in (EditionState.PLANNED, EditionState.RUNNING)
    is_held = session.state == RegisterState.OPEN and session.day <= clock.today() and edition_open
    return {
        "session": session, "lines": lines, "missing": missing, "marked": len(lines) - missing,
        "counts": [(key.value, label, counts[key]) for key, label in WORDS], "is_leading": is_leading,
        "may_write": is_held and (bool(lines) or is_leading), "when": when_of(session),
        "back": session.edition.get_absolute_url(), "scans": scans_of(session, by),
        "proposed": sum(bool(line.proposed) and line.kept is None for line in lines),
        "crumbs": crumbs(session.edition, "Presenze"),
        "is_today": session.day == clock.today(), "is_future": session.day > clock.today(),
        "corrections": corrections(session, lines), "signing": signing(session, by),
        "closed": session.changes.first() if session.state == RegisterState.LOCKED else None,
    }  # fmt: skip


def _save(session: Session, form: AttendanceForm, does: str, by: Actor) -> Session:
    others = form.cleaned_data.get("others_count") or 0
    saved = actions.save_attendance(session=session, marks=form.marks(rest=does == REST), others_count=others, by=by)
    return actions.lock_register(session=saved, on=clock.today(), by=by) if does == CLOSE else saved


def _done(session: Session, does: str) -> str:
    return f"Presenze chiuse: {when_of(session)}." if does == CLOSE else "Presenze salvate."


def when_of(session: Session) -> str:
    """«incontro 3, lunedì 23 novembre, 14:00–17:00»."""
    hours = f"{time_of_day(session.starts_at)}–{time_of_day(session.ends_at)}"
    return f"incontro {session.number}, {date_text(session.starts_at)}, {hours}"
