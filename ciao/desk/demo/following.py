"""What follows a signature in the demo: the person's yes, who may know, levels and scores, reviews, words in Arabic."""

from __future__ import annotations

from datetime import timedelta

from ciao.access.actor import acting
from ciao.assessments.enums import Moment
from ciao.cases.actions import close_case
from ciao.cases.enums import CloseReason, Phase
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.persons import Told
from ciao.outcomes.actions import record_attempt
from ciao.outcomes.enums import AttemptResult
from ciao.partners.models import Organization
from ciao.plans import actions
from ciao.plans.enums import Attainment
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS

CAST = ("Amina", "Sara", "Davide", "Ines")
ARABIC = {
    "Lavorare in una cucina": "العمل في مطبخ",
    "Capire e farmi capire in italiano": "أن أفهم الإيطالية وأن يفهمني الآخرون",
    "Mettere in ordine i conti di casa": "ترتيب مصاريف البيت",
    "Ha un contratto in una cucina o in una mensa": "لديها عقد عمل في مطبخ أو مطعم جماعي",
    "Parla con la maestra senza interprete": "تتحدث مع المعلمة دون مترجم",
    "Sa che cosa entra e che cosa esce ogni mese": "تعرف ما يدخل وما يخرج كل شهر",
    "Viene al corso due volte a settimana e avvisa se non può.": "تأتي إلى الدورة مرتين في الأسبوع وتخبرنا إن تعذّر.",
    "Telefona ogni due settimane e accompagna al primo giorno.": "تتصل كل أسبوعين وترافقها في اليوم الأول.",
}
LEAVERS, SINCE = 1, 12
TRIED = ((9, "call", AttemptResult.NO_ANSWER), (4, "whatsapp", AttemptResult.NO_ANSWER))


def tell(crew: Crew, told: Told) -> None:
    """The cast in full; of the others, one has just left and does not answer the phone."""
    for row, case in told:
        if row["given_name"] in CAST:
            _decide(crew, row["manager"], case, row["given_name"])
    leaving = [(row, case) for row, case in told if row["phase"] == Phase.CLOSING and row["state"] == "open"]
    for row, case in leaving[:LEAVERS]:
        _leave(crew, row["manager"], case)


def _decide(crew: Crew, key: str, case: Case, name: str) -> None:
    """Yes to every goal but, for Ines, the last; only the first is told to the body that leads the internship."""
    with crew.on(crew.today - timedelta(days=6)), acting(crew.actor(key)) as manager:
        plan = case.plans.signed().first()
        if plan is None:
            return
        body = Organization.objects.get(id=crew.mandates["luca"].organization_id)
        goals, on = list(plan.goals.kept()), max(plan.signed_on or case.opened_on, case.opened_on)
        for place, goal in enumerate(goals):
            bodies = [body] if place == 0 and name != "Ines" else []
            agrees = None if name == "Ines" and place else True
            actions.answer_for_goal(goal=goal, agrees=agrees, bodies=bodies, on=on, by=manager)
            actions.rate_goal(
                goal=goal, score=Attainment.LESS if place else Attainment.MUCH_LESS, moment=Moment.ENTRY, rated_on=on,
                by=manager, note="Da dove si parte.",
            )  # fmt: skip
        if name == "Amina":
            actions.translate_plan(case=case, language="ar", texts=ARABIC, by=manager)
            issue_document(kind=KINDS["plan_plain"], subject=plan, by=manager)


def _leave(crew: Crew, key: str, case: Case) -> None:
    left = crew.today - timedelta(days=SINCE)
    with crew.on(left), acting(crew.actor(key)) as manager:
        fresh = Case.objects.get(id=case.id)
        close_case(case=fresh, reason=CloseReason.COMPLETED, note="Percorso finito insieme.", on=left, by=manager)
    for days, channel, result in TRIED:
        day = crew.today - timedelta(days=days)
        with crew.on(day), acting(crew.actor(key)) as manager:
            record_attempt(
                case=Case.objects.get(id=case.id), moment="exit", tried_on=day, channel=channel, result=result,
                by=manager,
            )  # fmt: skip
