"""What persons asked of their data in the story, and the day from which the demo counts its years."""

from __future__ import annotations

from datetime import timedelta

from ciao.access.actor import acting
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.persons import Told
from ciao.privacy import actions
from ciao.privacy.enums import Right
from ciao.privacy.rules import after_months


def play(crew: Crew, told: Told) -> None:
    """Amina had her copy, Davide waits for a correction; who has left is on the list of the end of retention."""
    named = {row["given_name"]: case for row, case in told}
    _copy(crew, named["Amina"])
    _correction(crew, named["Davide"])
    with crew.on(crew.today), acting(crew.actor("paolo")) as paolo:
        actions.enter_start(
            programme=crew.programme, rule_code="under_one_million", starts_on=after_months(crew.today, -37),
            act="Data inventata per la demo: quella vera la comunica l’autorità di gestione", by=paolo,
        )  # fmt: skip


def _copy(crew: Crew, case: Case) -> None:
    asked_on = crew.today - timedelta(days=20)
    with crew.on(asked_on), acting(crew.actor("marta")) as marta:
        request = actions.record_request(
            case=Case.objects.get(id=case.id), kind=Right.ACCESS, received_on=asked_on, by=marta,
            asked="Vorrei avere tutto quello che c’è scritto su di me.",
        )  # fmt: skip
    with crew.on(asked_on + timedelta(days=6)), acting(crew.actor("marta")) as marta:
        actions.make_copy(request=request, by=marta)
        answered_on = asked_on + timedelta(days=6)
        actions.answer_request(
            request=request, answer="Consegnata a mano, letta insieme.", on=answered_on, by=marta
        )  # fmt: skip


def _correction(crew: Crew, case: Case) -> None:
    asked_on = crew.today - timedelta(days=9)
    with crew.on(asked_on), acting(crew.actor("marta")) as marta:
        actions.record_request(
            case=Case.objects.get(id=case.id), kind=Right.RECTIFICATION, received_on=asked_on, by=marta,
            asked="Il telefono non è più quello.",
        )  # fmt: skip
