"""Who answers for a minor, whom nobody must find, who said yes to what, one file opened in an emergency."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from ciao.access.actor import acting
from ciao.cases.actions.emergency import open_in_emergency
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.demo.crew import Crew
from ciao.desk.protection.actions import keep_away_from, secure_person
from ciao.people.actions import Hidden, give_consent, record_responsibility, withdraw_consent
from ciao.people.enums import ConsentPurpose, ResponsibilityKind

ADULT = 18
REASON = "Ha lasciato la casa con i bambini: chi la cerca non deve trovarla."
Told = list[tuple[dict[str, str], Case]]


def answer_for(crew: Crew, row: dict[str, str], case: Case, on: date) -> None:
    """A minor has a guardian named by the court; a parent who is a danger is written down and never asked."""
    if int(row["age"]) >= ADULT:
        return
    with _day(on), acting(crew.actor(row["manager"])) as manager:
        record_responsibility(
            person=case.person, kind=ResponsibilityKind.GUARDIAN, name="Avv. Prova, tutrice", act="V.G. 118/2026",
            act_on=on - timedelta(days=40), starts_on=on - timedelta(days=40), by=manager,
        )  # fmt: skip
        record_responsibility(
            person=case.person, kind=ResponsibilityKind.PARENT, name="Padre Prova", is_danger=True, starts_on=on,
            limits="Divieto di avvicinamento.", by=manager,
        )  # fmt: skip


def play(crew: Crew, told: Told) -> None:
    """Once everything has been told, the data of whoever must not be found go out of sight."""
    for row, case in told:
        if row["is_protected"] == "True":
            _protect(crew, row, case)
    mine = [case for row, case in told if row["manager"] == "marta" and row["state"] == "open"][:2]
    for case in mine:
        _consent(crew, case)
    others = next(case for row, case in told if row["manager"] != "marta" and row["state"] == "open")
    with _day(crew.today - timedelta(days=1)), acting(crew.actor("marta")) as marta:
        open_in_emergency(
            number=others.number, by=marta,
            reason="È allo sportello senza casa per stanotte e la collega è in ferie.",
        )  # fmt: skip


def _protect(crew: Crew, row: dict[str, str], case: Case) -> None:
    with _day(crew.today - timedelta(days=3)), acting(crew.actor(row["manager"])) as manager:
        secure_person(
            case=case, alias="Luna", reason=REASON, starts_on=clock.today(), by=manager,
            readers=[crew.mandates[row["manager"]]],
            hidden=Hidden(words="Solo messaggi, dalle 9 alle 11. Firmarsi «la biblioteca».", school="Scuola serale"),
        )  # fmt: skip
        keep_away_from(case=case, by=manager, name="Un uomo di cui ha paura", tie="ex compagno")


def _consent(crew: Crew, case: Case) -> None:
    with _day(crew.today - timedelta(days=10)), acting(crew.actor("marta")) as marta:
        today, who = clock.today(), case.person
        give_consent(person=who, purpose=ConsentPurpose.AFTER_EXIT, channel="paper", on=today, by=marta)
        photos = give_consent(person=who, purpose=ConsentPurpose.PHOTOS, channel="spoken", on=today, by=marta)
    with _day(crew.today - timedelta(days=4)), acting(crew.actor("marta")) as marta:
        withdraw_consent(consent=photos, on=clock.today(), by=marta)


def _day(day: date) -> AbstractContextManager[None]:
    return clock.at(datetime.combine(day, time(10, 15), tzinfo=clock.ROME))
