"""What services give to composed pages: the fascicolo's block and step, and the lines of a home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.pages import Panel
from ciao.access.roles import may
from ciao.access.visibility import scopes, visible
from ciao.cases.dossier.next_step import NextStep
from ciao.cases.enums import CaseState
from ciao.cases.models import Case
from ciao.cases.panel import View
from ciao.core import clock
from ciao.core.formats import plural
from ciao.people.models import Person
from ciao.plans.enums import PlanState, SupportKind
from ciao.plans.models import Support
from ciao.programmes.parameters import parameter
from ciao.services.enums import EditionState, EnrolmentState, Presence, RegisterState
from ciao.services.models import Attendance, Edition, EditionStaff, Enrolment, Session, Waiting
from ciao.services.rules import CAME, running_absences

IN_A_ROW = "absences_in_a_row"
STATES = {
    EditionState.PLANNED: ("info", "clock"),
    EditionState.RUNNING: ("ok", "arrow-right"),
    EditionState.DONE: ("", "check"),
    EditionState.CANCELLED: ("stop", "close"),
}
PLACES = {
    EnrolmentState.ENROLLED: ("ok", "check"),
    EnrolmentState.COMPLETED: ("info", "check"),
    EnrolmentState.WITHDRAWN: ("warn", "arrow-right"),
    EnrolmentState.VOID: ("", "close"),
}


@dataclass(frozen=True)
class Known:
    """Somebody enrolled as one reader may call them: by register name, else by the number of the case."""

    name: str
    number: int
    person_id: UUID | None

    @property
    def note(self) -> str:
        """The number, beside a name."""
        return f"caso {self.number}" if self.person_id and self.name != f"caso {self.number}" else ""


@dataclass(frozen=True)
class Tally:
    """What came of an enrolment so far: hours of closed registers and of open ones, absences, those in a row."""

    hours: Decimal = Decimal(0)
    open_hours: Decimal = Decimal(0)
    came: int = 0
    absences: int = 0
    in_a_row: int = 0


@dataclass(frozen=True)
class CourseLine:
    """One enrolment in the fascicolo."""

    enrolment: Enrolment
    title: str
    url: str
    status: str
    kind: str
    icon: str
    tally: Tally
    next_at: datetime | None
    support: str


@dataclass(frozen=True)
class SessionLine:
    """A meeting in an agenda or among late things; `url` leads to its attendance where one takes it."""

    session: Session
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    url: str


@dataclass(frozen=True)
class AbsenceLine:
    """Somebody who has not come for some meetings in a row; `person_id` is for the read log of the page."""

    name: str
    title: str
    in_a_row: int
    url: str
    person_id: UUID | None


@dataclass(frozen=True)
class OfferLine:
    """A place offered to somebody, to be answered by a day; `person_id` is for the read log of the page."""

    name: str
    title: str
    answer_on: date
    url: str
    person_id: UUID | None


def services(view: View) -> Panel | None:
    """The courses of a person: hours, absences, next meeting; none for who does not read attendance."""
    if not may(view.actor, Action.COURSE_VIEW) or not _reads(view.actor, view.case):
        return None
    lines = course_lines(view.case, view.actor)
    total = sum((one.tally.hours for one in lines if one.enrolment.state != EnrolmentState.VOID), Decimal(0))
    may_enrol = may(view.actor, Action.COURSE_ENROL) and view.case.is_active()
    context = {"lines": lines, "total": total, "may_enrol": may_enrol}
    return Panel(
        "servizi", "Corsi e gruppi", "services/panels/services.html", context, count=len(lines) or None,
        url=reverse("services:enrol_case", args=[view.case.id]) if may_enrol else "", action="Iscrivi a un corso",
    )  # fmt: skip


def step(view: View) -> tuple[NextStep, str] | None:
    """A support of the signed plan that nobody has enrolled the person for yet."""
    if not (view.may_edit and view.reads_plan and may(view.actor, Action.COURSE_ENROL)):
        return None
    waiting = open_supports(view.case, view.actor) if view.case.state == CaseState.OPEN else []
    if not waiting:
        return None
    first = waiting[0]
    more = f" Ne {plural(len(waiting) - 1, 'resta un altro', 'restano altri')}." if len(waiting) > 1 else ""
    words = first.note or first.get_kind_display()
    found = NextStep(
        "enrol", f"Iscrivere a: {words}",
        f"È un sostegno del progetto firmato e non c’è ancora un’iscrizione.{more}", "", "Iscrivi a un corso",
    )  # fmt: skip
    return found, f"{reverse('services:enrol_case', args=[view.case.id])}?sostegno={first.id}"


def sessions_of(actor: Actor, first: date, last: date) -> list[SessionLine]:
    """The meetings the actor leads between two days, both included, in order."""
    if not may(actor, Action.COURSE_VIEW):
        return []
    rows = _led(actor).filter(starts_at__date__gte=first, starts_at__date__lte=last)
    return [session_line(one, actor) for one in rows.order_by("starts_at")]


def open_registers(actor: Actor, today: date) -> list[SessionLine]:
    """Meetings the actor leads, already held by the end of `today`, whose register is still to close; oldest first."""
    if not may(actor, Action.ATTENDANCE_TAKE):
        return []
    end = min(clock.now(), datetime.combine(today + timedelta(days=1), datetime.min.time(), tzinfo=clock.ROME))
    return [session_line(one, actor) for one in _led(actor).open_before(end).order_by("starts_at")]


def hours_of(case: Case) -> Decimal:
    """Hours attended in closed registers, whoever asks; decimal hours, the sum of lines already rounded."""
    with reporting():
        rows = Attendance.objects.certain().filter(enrolment__case_id=case.id)
        return rows.aggregate(total=Sum("attended_hours"))["total"] or Decimal(0)


def absence_warnings(actor: Actor, today: date) -> list[AbsenceLine]:
    """People one follows, or leads, who have been absent for several meetings in a row; worst first."""
    if not may(actor, Action.COURSE_VIEW):
        return []
    limit = int(parameter(IN_A_ROW, today))
    rows = list(
        visible(Enrolment.objects, actor, Action.COURSE_VIEW)
        .filter(state=EnrolmentState.ENROLLED, edition__state=EditionState.RUNNING)
        .select_related("edition__service")
    )
    counts = tallies(rows, actor)
    late = [one for one in rows if counts[one.id].in_a_row >= limit]
    names = known({one.case_id for one in late}, actor)
    files = files_of(names, actor)
    found = [_absence(one, names[one.case_id], counts[one.id], files) for one in late]
    return sorted(found, key=lambda one: (-one.in_a_row, one.name))


def known(case_ids: Iterable[UUID], actor: Actor) -> dict[UUID, Known]:
    """How the actor may call people who are enrolled, in two queries; a protected one by alias, else by number.

    Who leads an edition does not read the case itself: only its number and whose it is, which name nobody.
    """
    with reporting():
        rows = list(Case.objects.filter(id__in=set(case_ids)).values_list("id", "number", "person_id"))
    seen = visible(Person.objects, actor, Action.COURSE_VIEW).filter(id__in=[one for _, _, one in rows])
    people = {one.id: one for one in seen}
    return {case_id: _known(number, people.get(person_id)) for case_id, number, person_id in rows}


def files_of(case_ids: Iterable[UUID], actor: Actor) -> dict[UUID, str]:
    """The address of the fascicolo, of those the actor may open by name; nothing for the others."""
    ids = list(case_ids)
    reach = scopes(actor, Level.ATTENDANCE).values("id")
    rows = visible(Case.objects, actor, Action.CASE_VIEW).filter(id__in=ids, scope__in=reach) if ids else []
    return {one.id: one.get_absolute_url() for one in rows}


def tallies(enrolments: Iterable[Enrolment], actor: Actor) -> dict[UUID, Tally]:
    """Hours and absences of many enrolments in one query."""
    marks: dict[UUID, list[Attendance]] = defaultdict(list)
    ids = [one.id for one in enrolments]
    rows = visible(Attendance.objects, actor, Action.COURSE_VIEW).filter(enrolment_id__in=ids)
    for one in rows.defer("note").select_related("session").order_by("session__starts_at"):
        marks[one.enrolment_id].append(one)
    return {one: _tally(marks[one]) for one in ids}


def course_lines(case: Case, actor: Actor) -> list[CourseLine]:
    """Every enrolment of a person, the latest first."""
    rows = list(
        visible(Enrolment.objects, actor, Action.COURSE_VIEW)
        .filter(case=case)
        .select_related("edition__service")
        .order_by("-enrolled_on")
    )
    counts = tallies(rows, actor)
    ahead = next_meetings({one.edition_id for one in rows})
    names = _supports([one.support_id for one in rows if one.support_id], actor)
    return [_course_line(one, counts[one.id], ahead.get(one.edition_id), names) for one in rows]


def next_meetings(edition_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each edition meets next."""
    rows = Session.objects.held().filter(edition_id__in=list(edition_ids), ends_at__gt=clock.now())
    found: dict[UUID, datetime] = {}
    for edition_id, starts_at in rows.order_by("starts_at").values_list("edition_id", "starts_at"):
        found.setdefault(edition_id, starts_at)
    return found


def open_supports(case: Case, actor: Actor) -> list[Support]:
    """Courses and groups of the plan in force that no enrolment carries out, in whatever version it was named."""
    rows = visible(Support.objects, actor, Action.CASE_VIEW).filter(
        goal__plan__case=case, goal__plan__state=PlanState.SIGNED, is_dropped=False, goal__is_dropped=False,
        kind__in=[SupportKind.COURSE, SupportKind.GROUP],
    )  # fmt: skip
    carried = Enrolment.objects.counted().filter(case=case, support__isnull=False).values("support__lineage")
    return list(rows.exclude(lineage__in=carried).select_related("activity").order_by("goal__place", "place"))


def only_support(by: Actor, case: Case, edition: Edition) -> Support | None:
    """The one support of the plan that this activity can carry out; none where there is a choice to make."""
    found = [one for one in open_supports(case, by) if one.activity_id == edition.service.activity_id]
    return found[0] if len(found) == 1 else None


def offers_to_tell(actor: Actor) -> list[OfferLine]:
    """Places offered to people one follows, the first to lapse first: somebody has to tell them."""
    if not may(actor, Action.COURSE_ENROL):
        return []
    rows = list(
        visible(Waiting.objects.offered(), actor, Action.COURSE_ENROL)
        .select_related("edition__service")
        .order_by("answer_on")
    )
    names = known({one.case_id for one in rows}, actor)
    return [
        OfferLine(
            names[one.case_id].name, one.edition.title, one.answer_on, reverse("services:waiting", args=[one.id]),
            names[one.case_id].person_id,
        )
        for one in rows
        if one.answer_on is not None
    ]  # fmt: skip


def led_by(actor: Actor, day: date) -> QuerySet[Edition]:
    """The editions the actor leads on a day."""
    staff = EditionStaff.objects.current(day).filter(Q(mandate_id=actor.mandate_id))
    return Edition.objects.filter(id__in=staff.values("edition_id"))


def session_line(one: Session, actor: Actor) -> SessionLine:
    """A meeting as lists show it."""
    takes = may(actor, Action.ATTENDANCE_TAKE)
    url = reverse("services:attendance", args=[one.id]) if takes else one.edition.get_absolute_url()
    return SessionLine(one, one.starts_at, one.ends_at, one.edition.title, one.place or one.edition.place, url)


def _led(actor: Actor) -> Any:
    rows = visible(Session.objects.held(), actor, Action.COURSE_VIEW)
    return rows.filter(edition__in=led_by(actor, clock.today())).select_related("edition__service")


def _reads(actor: Actor, case: Case) -> bool:
    return scopes(actor, Level.ATTENDANCE).filter(id=case.scope_id).exists()


def _known(number: int, person: Person | None) -> Known:
    label = f"caso {number}"
    if person is None:
        return Known(label, number, None)
    return Known(person.register_name, number, person.id)


def _tally(marks: list[Attendance]) -> Tally:
    closed = [one for one in marks if one.session.state == RegisterState.LOCKED]
    return Tally(
        hours=sum((one.attended_hours for one in closed), Decimal(0)),
        open_hours=sum((one.attended_hours for one in marks if one not in closed), Decimal(0)),
        came=sum(one.presence in CAME for one in marks),
        absences=sum(one.presence in (Presence.ABSENT, Presence.EXCUSED) for one in marks),
        in_a_row=running_absences([one.presence for one in marks]),
    )


def _course_line(one: Enrolment, tally: Tally, next_at: datetime | None, names: dict[UUID, str]) -> CourseLine:
    kind, icon = PLACES[EnrolmentState(one.state)]
    status = one.get_state_display()
    if one.edition.state == EditionState.CANCELLED and one.state == EnrolmentState.ENROLLED:
        kind, icon, status = "stop", "close", "edizione annullata"
    is_there = one.state == EnrolmentState.ENROLLED
    return CourseLine(
        one, one.edition.title, one.edition.get_absolute_url(), status, kind, icon, tally,
        next_at if is_there else None, names.get(one.support_id, "") if one.support_id else "",
    )  # fmt: skip


def _supports(ids: list[UUID], actor: Actor) -> dict[UUID, str]:
    rows = visible(Support.objects, actor, Action.CASE_VIEW).filter(id__in=ids)
    return {one.id: one.note or one.get_kind_display() for one in rows}


def _absence(one: Enrolment, who: Known, tally: Tally, files: dict[UUID, str]) -> AbsenceLine:
    url = files.get(one.case_id) or one.edition.get_absolute_url()
    return AbsenceLine(who.name, one.edition.title, tally.in_a_row, url, who.person_id)
