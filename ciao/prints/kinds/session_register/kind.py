"""The closed register of one meeting: who came, for how long; signed by whoever led it, on the screen or on paper.

Opened again and closed, it is issued anew and replaces the one before, with its signatures.
"""

from __future__ import annotations

import uuid
from typing import Any

from ciao.access.actor import Actor, acting, job, reporting
from ciao.access.enums import Action, Level
from ciao.access.lifecycle import NotPossible
from ciao.audit.enums import Group
from ciao.core.formats import date_field, hours, time_of_day
from ciao.prints.rules import Kind, Signer, declare
from ciao.services.actions.readers import READER
from ciao.services.enums import RegisterState
from ciao.services.models import Attendance, Session
from ciao.services.panel import known
from ciao.signatures.enums import Method, SignerKind


def context(session: Session, by: Actor) -> dict[str, Any]:
    """Every row of the register by name; raises `NotPossible` while it is open."""
    if session.state != RegisterState.LOCKED:
        raise NotPossible("Il registro è aperto: chiudi le presenze, poi si firma.")
    with acting(job(READER)) as reader:
        rows = list(Attendance.objects.filter(session=session).select_related("enrolment"))
        names = known({one.enrolment.case_id for one in rows}, reader)
    rows.sort(key=lambda one: names[one.enrolment.case_id].name.casefold())
    edition, trainer = session.edition, session.trainer
    return {
        "title": edition.title, "body": str(edition.service.organization), "activity": str(edition.service.activity),
        "number": session.number, "day": date_field(session.starts_at), "topic": session.topic,
        "place": session.place or edition.place, "trainer": str(trainer.user) if trainer else "",
        "time": f"{time_of_day(session.starts_at)}–{time_of_day(session.ends_at)}",
        "hours": hours(session.length_hours), "others": session.others_count,
        "rows": [
            {
                "name": names[one.enrolment.case_id].name, "presence": one.get_presence_display(),
                "hours": hours(one.attended_hours),
            }
            for one in rows
        ],
    }  # fmt: skip


def people(session: Session) -> list[uuid.UUID]:
    """Everybody named on it."""
    with reporting():
        rows = Attendance.objects.filter(session_id=session.id)
        return list(rows.values_list("enrolment__case__person_id", flat=True).distinct())


def scope_id(session: Session) -> uuid.UUID:
    """The circle of who leads the edition."""
    return session.edition.register_scope_id or session.scope_id


def signers(session: Session) -> list[Signer]:
    """Whoever led the meeting, or leads the edition where it says nobody."""
    staff = session.edition.staff.select_related("mandate__user").filter(ends_on__isnull=True)
    leading = [session.trainer] if session.trainer else [one.mandate for one in staff]
    return [Signer(SignerKind.USER, one.user_id, str(one.user), "chi conduce") for one in leading]


KIND = declare(
    Kind(
        code="session_register",
        label="registro di un incontro",
        about="Un registro chiuso: chi c’era e per quante ore. Lo firma chi conduce.",
        action=Action.ATTENDANCE_TAKE,
        level=Level.ATTENDANCE,
        subject=Session,
        subject_action=Action.COURSE_VIEW,
        reads=(Group.NAME, Group.ATTENDANCE),
        methods=(Method.ON_SCREEN, Method.PAPER, Method.CODE, Method.SIGNED_FILE),
        title=lambda session: f"Registro, {session.edition.title}, incontro {session.number}",
        programme=lambda session: session.edition.service.programme,
        person_id=lambda session: None,
        context=context,
        signers=signers,
        is_timely=lambda session: session.state == RegisterState.LOCKED,
        scope_id=scope_id,
        person_ids=people,
    )
)
