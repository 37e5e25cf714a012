"""How registers are kept in the demo: cards at the door of one course, a sheet of paper, a register signed."""

from __future__ import annotations

from ciao.access.actor import acting
from ciao.desk.demo.crew import Crew
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from ciao.services import actions
from ciao.services.enums import EditionState, EnrolmentState, RegisterState
from ciao.services.models import Enrolment, Session
from ciao.services.panel import led_by
from ciao.signatures.actions import sign_on_screen

LEADER = "teo"


def keep(crew: Crew) -> None:
    """Of the course its trainer is teaching now: cards for everybody, the next sheet, the last register signed."""
    with crew.on(crew.today), acting(crew.actor(LEADER)) as leader:
        running = led_by(leader, crew.today).filter(state=EditionState.RUNNING)
        places = Enrolment.objects.filter(edition__in=running, state=EnrolmentState.ENROLLED)
        actions.issue_cards(enrolments=places, by=leader)
        meetings = Session.objects.filter(edition__in=running).select_related("edition__service__programme", "trainer")
        waiting = meetings.filter(state=RegisterState.OPEN, edition__in=places.values("edition")).order_by("starts_at")
        for session in waiting[:1]:
            actions.prepare_sheet(session=session, by=leader)
        for session in meetings.filter(state=RegisterState.LOCKED).order_by("-starts_at")[:1]:
            document = issue_document(kind=KINDS["session_register"], subject=session, by=leader)
            for signature in document.signatures.filter(signer_id=leader.user_id):
                sign_on_screen(signature=signature, by=leader, written_name="Teo")
