"""The attendance register of an edition: every closed meeting, who came and for how long, the totals.

One paper for the whole edition rather than one for each meeting: it holds the totals a funder asks for, and issuing it
again with more meetings replaces the one before. It shows many people, so it stands in the circle of who leads the
edition (`Edition.register_scope`), at ATTENDANCE. A register also holds who has left since, so its rows are read by the
job that opens and closes reading: whoever is in that circle may see this paper, not those rows.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from decimal import Decimal
from typing import Any

from ciao.access.actor import Actor, acting, job, reporting
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field, hours, time_of_day
from ciao.prints.rules import Kind, Signer, declare
from ciao.services.actions.readers import READER
from ciao.services.enums import RegisterState
from ciao.services.models import Attendance, Edition, Session
from ciao.services.panel import Known, known
from ciao.services.rules import CAME
from ciao.signatures.enums import Method, SignerKind

Marks = dict[uuid.UUID, list[Attendance]]


def context(edition: Edition, by: Actor) -> dict[str, Any]:
    """Closed meetings in order, by person; raises `NotPossible` with none closed."""
    sessions = list(_closed(edition))
    if not sessions:
        raise NotPossible("Nessun registro è chiuso: prima chiudi le presenze di un incontro.")
    marks, names = _marks(edition)
    return {
        "title": edition.title, "body": str(edition.service.organization), "activity": str(edition.service.activity),
        "dates": f"dal {date_field(edition.starts_on)} al {date_field(edition.ends_on)}", "place": edition.place,
        "sessions": [_session(one, marks[one.id], names) for one in sessions],
        "totals": _totals([one for rows in marks.values() for one in rows], names),
        "hours": hours(sum((one.length_hours for one in sessions), Decimal(0))),
        "others": sum(one.others_count for one in sessions),
    }  # fmt: skip


def people(edition: Edition) -> list[uuid.UUID]:
    """Everybody named on it."""
    with reporting():
        rows = Attendance.objects.filter(session__edition_id=edition.id, session__state=RegisterState.LOCKED)
        return list(rows.values_list("enrolment__case__person_id", flat=True).distinct())


def scope_id(edition: Edition) -> uuid.UUID:
    """The circle of who leads it."""
    return edition.register_scope_id or edition.scope_id


def signers(edition: Edition) -> list[Signer]:
    """Whoever taught a meeting that is closed, or leads the edition where no meeting says who."""
    taught = {one.trainer_id: one.trainer for one in _closed(edition) if one.trainer is not None}
    leading = [one.mandate for one in edition.staff.select_related("mandate__user").filter(ends_on__isnull=True)]
    return [
        Signer(SignerKind.USER, one.user_id, str(one.user), "chi conduce") for one in (list(taught.values()) or leading)
    ]


def _closed(edition: Edition) -> Any:
    rows = edition.sessions.filter(state=RegisterState.LOCKED)
    return rows.select_related("trainer__user").order_by("starts_at")


def _marks(edition: Edition) -> tuple[Marks, dict[uuid.UUID, Known]]:
    """Attendance by meeting, and names by case: also of who has left, whom nobody who leads sees any more."""
    with acting(job(READER)) as reader:
        rows = Attendance.objects.filter(session__edition=edition, session__state=RegisterState.LOCKED)
        found = list(rows.select_related("enrolment"))
        names = known({one.enrolment.case_id for one in found}, reader)
    marks: Marks = defaultdict(list)
    for one in sorted(found, key=lambda row: names[row.enrolment.case_id].name.casefold()):
        marks[one.session_id].append(one)
    return marks, names


def _session(one: Session, marks: list[Attendance], names: dict[uuid.UUID, Known]) -> dict[str, Any]:
    return {
        "number": one.number, "day": date_field(one.starts_at), "topic": one.topic, "others": one.others_count,
        "time": f"{time_of_day(one.starts_at)}–{time_of_day(one.ends_at)}", "hours": hours(one.length_hours),
        "trainer": str(one.trainer.user) if one.trainer else "",
        "rows": [
            {
                "name": names[mark.enrolment.case_id].name, "presence": mark.get_presence_display(),
                "hours": hours(mark.attended_hours),
            }
            for mark in marks
        ],
    }  # fmt: skip


def _totals(marks: list[Attendance], names: dict[uuid.UUID, Known]) -> list[dict[str, Any]]:
    by_case: dict[uuid.UUID, list[Attendance]] = defaultdict(list)
    for one in marks:
        by_case[one.enrolment.case_id].append(one)
    rows = sorted(by_case.items(), key=lambda pair: names[pair[0]].name.casefold())
    return [
        {
            "name": names[case_id].name, "number": names[case_id].number,
            "came": sum(one.presence in CAME for one in found), "of": len(found),
            "hours": hours(sum((one.attended_hours for one in found), Decimal(0))),
        }
        for case_id, found in rows
    ]  # fmt: skip


KIND = declare(
    Kind(
        code="attendance_register",
        label="registro delle presenze",
        about="Gli incontri con il registro chiuso: chi c’era, per quante ore, i totali; lo firma chi conduce.",
        action=Action.ATTENDANCE_TAKE,
        level=Level.ATTENDANCE,
        subject=Edition,
        subject_action=Action.COURSE_VIEW,
        reads=(Group.NAME, Group.ATTENDANCE),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda edition: f"Registro delle presenze, {edition.title}",
        programme=lambda edition: edition.service.programme,
        person_id=lambda edition: None,
        context=context,
        signers=signers,
        scope_id=scope_id,
        person_ids=people,
    )
)
