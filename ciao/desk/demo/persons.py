"""The people of the demo: each is signalled, taken in charge and accompanied through the product's own actions."""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ciao.access.actor import acting
from ciao.cases import actions
from ciao.cases.enums import CaseRole, CloseReason, SuspendReason
from ciao.cases.models import Case
from ciao.core import clock
from ciao.desk.demo import entries, network, path, trust
from ciao.desk.demo.crew import Crew
from ciao.outreach.actions import assign_signal, give_up_signal, orient_signal, record_signal
from ciao.outreach.models import Signal
from ciao.people.actions import show_notice
from ciao.people.enums import Gender
from ciao.people.models import Person
from ciao.people.rules import compute_fiscal_code

FOLDER = Path(__file__).parent
FIRST = "Primo colloquio: racconta la sua storia con calma. Vuole lavorare, preferisce la mattina."
DIARY = (
    "Abbiamo guardato insieme che cosa sa fare e che cosa le piacerebbe imparare.",
    "Telefonata breve: tutto procede, ci rivediamo fra due settimane.",
    "È passata in sede: porta i documenti che mancavano.",
    "Contenta del gruppo, preoccupata per gli orari della scuola dei figli.",
)
CLOSED_SINCE = 21
BETWEEN, SILENT_EVERY, UNINFORMED_EVERY, INCOMPLETE_EVERY = 18, 13, 17, 4
EDUCATION = ("lower_secondary", "upper_secondary_short", "upper_secondary", "primary", "none")
CITIZENSHIP = {
    "arabo": "MA",
    "francese": "SN",
    "romeno": "RO",
    "ucraino": "UA",
    "russo": "RU",
    "persiano": "IR",
}
ROOMS = ("Melegnano, stanza 2", "San Giuliano Milanese, sportello", "Rozzano, sede del comune")
WAITING = [
    ("parish", "Sta cercando lavoro da un anno, è sola con due figli.", "015140", 6, "dopo le 17"),
    ("self", "Ho finito la scuola e non so da dove cominciare.", "015195", 4, ""),
    ("school", "Non viene più a lezione da settembre.", "015189", 3, "al mattino"),
    ("social_service", "Seguita dal comune, oggi senza misure attive.", "015093", 1, ""),
    ("self", "Vorrei parlare con qualcuno di lavoro.", "015192", 0, "la sera"),
]


Told = list[tuple[dict[str, str], Case]]


def play(crew: Crew) -> Told:
    """Tells every person's story up to today, oldest first; how some pause or end is told by `leave`."""
    with (FOLDER / "persons.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: -int(row["weeks_ago"]))
    told = [_one_person(crew, row, index) for index, row in enumerate(rows)]
    _meetings(crew)
    _waiting_signals(crew)
    _decided_signals(crew)
    return told


def leave(crew: Crew, told: Told) -> None:
    """Whoever pauses or ends does so once everything before has been told."""
    for row, case in told:
        _pause_or_end(crew, row, case)


def _one_person(crew: Crew, row: dict[str, str], index: int) -> tuple[dict[str, str], Case]:
    first_day = crew.today - timedelta(weeks=int(row["weeks_ago"]), days=index % 5)
    with clock.at(_morning(first_day)), acting(crew.actor("nora")) as nora:
        signal = record_signal(
            programme=crew.programme, by=nora, source=row["source"], name=row["given_name"],
            phone=f"333 000{index:04}", municipality_id=row["municipality"], language=row["language"],
            story="Cerca lavoro e una rete su cui contare.", informed_on=first_day,
            **network.origin(crew, row["source"], first_day),
        )  # fmt: skip
    opened_on = min(crew.today, first_day + timedelta(days=2 + index % 6))
    case = _take_in_charge(crew, row, index, signal, opened_on)
    trust.answer_for(crew, row, case, opened_on)
    _accompany(crew, row, case, opened_on)
    return row, case


def _take_in_charge(crew: Crew, row: dict[str, str], index: int, signal: Signal, opened_on: date) -> Case:
    birth = _birth_date(crew.today, int(row["age"]), index)
    sex = Gender.MALE if row["gender"] == "M" else Gender.FEMALE
    code = compute_fiscal_code(
        given_name=row["given_name"], family_name="Prova", sex=sex, birth_date=birth, birth_place_code="F205"
    )
    with clock.at(_morning(opened_on)), acting(crew.actor("paolo")) as paolo:
        targets = {one.gender: one for one in crew.programme.current_version.targets.all()}
        return actions.open_case(
            programme=crew.programme,
            manager=crew.mandates[row["manager"]],
            opened_on=opened_on,
            by=paolo,
            signal=signal,
            target=targets["F" if row["target"] == "women" else "all"],
            person={
                "given_name": row["given_name"],
                "language": row["language"],
            },
            identity={
                "gender": row["gender"],
                "birth_date": birth,
                "fiscal_code": code,
                "residence_id": row["municipality"],
                "employment": row["employment"],
                "citizenship_id": CITIZENSHIP.get(row["language"], "IT"),
                "education": EDUCATION[index % len(EDUCATION)] if index % INCOMPLETE_EVERY else "",
            },
            contact={"phone": signal.phone, "channel": "call", "hours": "al mattino"},
        )


def _birth_date(today: date, age: int, index: int) -> date:
    """A birthday that makes the person this old today."""
    birth = date(today.year - age, 1 + index % 12, 1 + index % 27)
    return birth if birth.replace(year=today.year) <= today else birth.replace(year=birth.year - 1)


def _accompany(crew: Crew, row: dict[str, str], case: Case, opened_on: date) -> None:
    key = row["manager"]
    if case.number % UNINFORMED_EVERY:
        _inform(crew, key, case, row["language"], opened_on)
    path.walk(crew, row, case, opened_on)
    last = crew.today - timedelta(days=CLOSED_SINCE) if row["state"] == "closed" else crew.today
    _write_diary(crew, key, case, opened_on, last)
    if key == "marta":
        _build_team(crew, case, opened_on)
    entries.tell(crew, key, case, row["employment"], opened_on)


def _inform(crew: Crew, key: str, case: Case, language: str, on: date) -> None:
    with clock.at(_morning(on)), acting(crew.actor(key)) as manager:
        person = Person.objects.get(id=case.person_id)
        show_notice(person=person, version="2026-01", language=language, channel="in_person", on=on, by=manager)


def _write_diary(crew: Crew, key: str, case: Case, opened_on: date, last: date) -> None:
    """A line every two or three weeks; some people have not been heard for too long."""
    silence = 30 if case.number % SILENT_EVERY == 0 else case.number % 12
    day, number = opened_on, 0
    while day <= min(last, crew.today - timedelta(days=silence)):
        text = FIRST if number == 0 else DIARY[(case.number + number) % len(DIARY)]
        with clock.at(_morning(day)), acting(crew.actor(key)) as manager:
            actions.write_note(case=case, text=text, happened_on=day, by=manager)
        day, number = day + timedelta(days=BETWEEN), number + 1


def _meetings(crew: Crew) -> None:
    """What Marta has in her diary for today and tomorrow, and two things she should have done."""
    mandate = crew.mandates["marta"]
    with clock.at(_morning(crew.today - timedelta(days=5))), acting(crew.actor("marta")) as marta:
        mine = list(Case.objects.active().followed_by(mandate.id, crew.today).order_by("number"))
        for index, (days, hour) in enumerate([(0, 17), (0, 19), (1, 9)]):
            moment = datetime.combine(crew.today + timedelta(days=days), time(hour, 30), tzinfo=clock.ROME)
            actions.fix_appointment(
                case=mine[index + 2], starts_at=moment, starts_by=mandate, by=marta, place=ROOMS[index],
                about="Vedere insieme come vanno le prime settimane.",
            )  # fmt: skip
        for index, (title, days) in enumerate([("Chiedere il numero del permesso", 3), ("Mandare il curriculum", 1)]):
            due = crew.today - timedelta(days=days)
            actions.add_task(case=mine[index + 6], title=title, due_on=due, owner=mandate, by=marta)


def _build_team(crew: Crew, case: Case, opened_on: date) -> None:
    members = [("luca", CaseRole.TUTOR), ("karim", CaseRole.MEDIATOR), ("nadia", CaseRole.PSYCHOLOGIST)]
    day = min(crew.today, opened_on + timedelta(days=12))
    with clock.at(_morning(day)), acting(crew.actor("marta")) as marta:
        for key, role in members[: 1 + case.number % 3]:
            actions.add_worker(case=case, mandate=crew.mandates[key], role=role, starts_on=day, by=marta)


def _pause_or_end(crew: Crew, row: dict[str, str], case: Case) -> None:
    day = crew.today - timedelta(days=CLOSED_SINCE)
    with clock.at(_morning(day)), acting(crew.actor(row["manager"])) as manager:
        if row["state"] == "suspended":
            actions.suspend_case(
                case=case, reason=SuspendReason.FAMILY, note="La madre è in ospedale.", on=day,
                review_on=crew.today, by=manager,
            )  # fmt: skip
        if row["state"] == "closed":
            actions.close_case(
                case=case, reason=CloseReason.FOUND_WORK, note="Contratto in una mensa.", on=day, by=manager
            )


def _waiting_signals(crew: Crew) -> None:
    for number, (source, story, municipality, days, hours) in enumerate(WAITING):
        day = crew.today - timedelta(days=days)
        with clock.at(_morning(day)), acting(crew.actor("nora")) as nora:
            signal = record_signal(
                programme=crew.programme, by=nora, source=source, name=f"Persona {number + 1}",
                phone=f"344 000{number:04}", municipality_id=municipality, story=story, best_time=hours,
                **network.origin(crew, source, day),
            )  # fmt: skip
        if number % 2 == 0:
            with clock.at(_morning(day)), acting(crew.actor("paolo")) as paolo:
                assign_signal(signal=signal, to=crew.mandates["marta"], on=day, by=paolo)


def _decided_signals(crew: Crew) -> None:
    day = crew.today - timedelta(days=40)
    for number in range(3):
        with clock.at(_morning(day)), acting(crew.actor("paolo")) as paolo:
            signal = record_signal(
                programme=crew.programme, by=paolo, source="third_sector", name=f"Persona {number + 20}",
                municipality_id="015024", story="Chiede un corso di italiano.",
            )  # fmt: skip
            if number < 2:
                orient_signal(
                    signal=signal, destination="Scuola di italiano per adulti", on=day, by=paolo,
                    reason="Ha bisogno prima della lingua; la risentiamo a gennaio.",
                )  # fmt: skip
            else:
                give_up_signal(signal=signal, reason="Tre telefonate in giorni diversi.", on=day, by=paolo)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), tzinfo=clock.ROME)
