"""Three questions to specialists: one followed to a sealed report, one waiting, one not accepted."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.consultations import actions
from ciao.consultations.enums import Agreement, ConsultationKind, Presence, Urgency
from ciao.consultations.models import ConsultationRequest
from ciao.core import clock
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.persons import Told

SLEEP = (
    "Fa fatica a uscire di casa la mattina e salta gli appuntamenti presto. Chiediamo se serve un sostegno, e a quali "
    "orari conviene proporre le attività."
)
ADVICE = (
    "Meglio attività dal pomeriggio, in piccoli gruppi. Avvisare il giorno prima. Nessun problema con i turni serali."
)
REPORT = "Tre colloqui. La relazione completa resta qui: la leggono solo le persone nominate."


def play(crew: Crew, told: Told) -> None:
    """Each on its day; nothing here says what a real specialist would write."""
    cases = {row["given_name"]: case for row, case in told if row["given_name"] in ("Davide", "Amina", "Ines")}
    _followed(crew, cases["Davide"])
    _ask(crew, cases["Amina"], 5, ConsultationKind.SOCIAL, "Orari del tirocinio e dei figli: come tenerli insieme?")
    refused = _ask(
        crew, cases["Ines"], 21, ConsultationKind.LEGAL, "Ha lettere di recupero crediti: che cosa può fare?"
    )
    with crew.on(crew.today - timedelta(days=18)), acting(crew.actor("dino")) as dino:
        reason = "Non abbiamo un legale: lo fa lo sportello del Consorzio."
        actions.refuse_request(request=refused, reason=reason, on=clock.today(), by=dino)


def _ask(
    crew: Crew, case: Case, days: int, kind: ConsultationKind, question: str, urgency: Urgency = Urgency.ORDINARY
) -> ConsultationRequest:
    body = crew.mandates["dino"].organization
    with crew.on(crew.today - timedelta(days=days)), acting(crew.actor("marta")) as marta:
        return actions.ask_consultation(
            case=Case.objects.get(id=case.id), organization=body, kind=kind, question=question, urgency=urgency,
            agreed_on=clock.today(), agreed_how=Agreement.SPOKEN, by=marta,
        )  # fmt: skip


def _followed(crew: Crew, case: Case) -> None:
    found = _ask(crew, case, 40, ConsultationKind.CLINICAL, SLEEP, Urgency.SOON)
    with crew.on(crew.today - timedelta(days=36)), acting(crew.actor("dino")) as dino:
        actions.accept_request(request=found, on=clock.today(), by=dino)
        at = datetime.combine(clock.today() + timedelta(days=6), time(15), tzinfo=clock.ROME)
        meeting = actions.fix_meeting(request=found, starts_at=at, place="Via dei Tigli 4", by=dino)
    with crew.on(crew.today - timedelta(days=20)), acting(crew.actor("dino")) as dino:
        actions.mark_meeting(meeting=meeting, presence=Presence.CAME, by=dino)
        following = clock.today() + timedelta(days=60)
        actions.advise_team(request=found, text=ADVICE, next_on=following, on=clock.today(), by=dino)
        report = actions.write_report(request=found, text=REPORT, on=clock.today(), by=dino)
        why = "segue Davide anche nel gruppo del giovedì"
        actions.name_reader(report=report, mandate=crew.mandates["nadia"], why=why, by=dino)
