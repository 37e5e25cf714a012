"""Instruments in the demo: the grid and the employability profile through time, balances of skills, first contacts."""

from __future__ import annotations

from datetime import date, timedelta

from ciao.access.actor import acting
from ciao.access.enums import Level
from ciao.assessments.actions.skills import close_profile_phase, save_skill_profile
from ciao.assessments.enums import ProfilePhase
from ciao.assessments.rules import SkillLine
from ciao.cases.models import Case
from ciao.desk.demo.crew import Crew
from ciao.desk.demo.persons import Told
from ciao.outreach.models import Signal
from ciao.questionnaires.actions import record_response
from ciao.questionnaires.enums import Occasion, Voice
from ciao.questionnaires.models import Instrument

ENTRY_AFTER, MID_AFTER, EXIT_AFTER = 20, 152, 212
CAST, SPOKEN = ("Amina", "Sara", "Davide", "Ines"), ("Amina", "Sara")
PEOPLE = 10
NEEDS = (
    (["work", "children"], ["care", "hours"]), (["work", "language"], ["language"]), (["training"], ["transport"]),
    (["money", "housing"], ["none"]), (["work", "documents"], ["documents", "phone"]),
)  # fmt: skip
SKILLS = {
    "Sara": (
        SkillLine("Tenere i conti di casa", "Da due anni, per sé e per la madre", 3),
        SkillLine("Stare con i bambini", "Doposcuola in parrocchia", 3),
        SkillLine("Usare il foglio di calcolo", "Laboratorio del progetto", 2),
    ),
    "Amina": (
        SkillLine("Cucinare per molte persone", "Feste del quartiere, mensa della scuola", 4),
        SkillLine("Parlare arabo e francese", "In famiglia", 4),
    ),
}
TEXTS = {
    ProfilePhase.WELCOME: {
        "expectations": "Un lavoro che le lasci il pomeriggio libero.",
        "history": "Scuola finita tardi, lavori brevi, molta cura in casa.",
    },
    ProfilePhase.INVESTIGATION: {
        "talents": "Spiega bene, è precisa.", "aspirations": "Lavorare con i numeri, o con i bambini.",
        "constraints": "Si sposta con i mezzi.",
    },
    ProfilePhase.CONCLUSION: {
        "synthesis": "Sa organizzarsi e tenere i conti. Cerca un posto in ufficio, vicino, anche a metà giornata.",
        "next_steps": "Curriculum con Luca entro il mese. Due candidature a settimana.",
    },
}  # fmt: skip


def play(crew: Crew, told: Told) -> None:
    """The people Marta follows longest, at entry and midway; the cast in both voices; the signals that wait."""
    found = {one.code: one for one in Instrument.objects.current_in(crew.programme.id).prefetch_related("questions")}
    mine = [(row, case) for row, case in told if row["manager"] == "marta" and row["phase"] in "DE"]
    for row, case in mine[:PEOPLE]:
        _grid(crew, found["lifecomp"], row["given_name"], case)
    for row, case in mine:
        if row["given_name"] in CAST:
            _employability(crew, found["occupabilita"], case)
        if row["given_name"] in SKILLS:
            _balance(crew, row["given_name"], case)
    _first_contacts(crew, found["primo-contatto"])


def _grid(crew: Crew, grid: Instrument, name: str, case: Case) -> None:
    _fill(crew, grid, case, Occasion.ENTRY, Voice.TEAM, 0)
    if name in SPOKEN:
        _fill(crew, grid, case, Occasion.ENTRY, Voice.PERSON, 0)
    if _day(crew, case, Occasion.MID) <= crew.today:
        _fill(crew, grid, case, Occasion.MID, Voice.TEAM, 1)
        if name in SPOKEN:
            _fill(crew, grid, case, Occasion.MID, Voice.PERSON, 1)
    if name == "Sara":
        _fill(crew, grid, case, Occasion.EXIT, Voice.TEAM, 2)


def _employability(crew: Crew, profile: Instrument, case: Case) -> None:
    _fill(crew, profile, case, Occasion.ENTRY, Voice.TEAM, 0)
    if _day(crew, case, Occasion.MID) <= crew.today:
        _fill(crew, profile, case, Occasion.MID, Voice.TEAM, 1)


def _fill(crew: Crew, one: Instrument, case: Case, occasion: Occasion, voice: Voice, steps: int) -> None:
    day = min(crew.today, _day(crew, case, occasion))
    own = 1 if voice == Voice.PERSON else 0
    answers: dict[str, str | list[str]] = {"situazione": "seeking", "mesi_senza": str(6 + case.number % 9)}
    for place, item in enumerate(one.definition().asked):
        if item.bounds:
            answers[item.name] = str(_points(case.number, place, steps, own))
    with crew.on(day), acting(crew.actor("marta")) as marta:
        record_response(
            instrument=one, subject=case, level=Level.WORK, occasion=occasion, voice=voice, answered_on=day,
            answers=answers, by=marta,
        )  # fmt: skip


def _points(number: int, place: int, steps: int, own: int) -> int:
    """Low at first, up for most at the next and down for some; here and there the person sees it better."""
    part = place // 3
    start = 1 + (number * 3 + part * part + place * (number % 4 + 1)) % 3 + (part * number) % 2
    turn = (number * 5 + part * 7 + place) % 6
    moved = steps * (-1 if turn == 0 else 0 if turn in (1, 4) else 1)
    return max(1, min(5, start + moved + (own if (number + place) % 4 == 0 else 0)))


def _day(crew: Crew, case: Case, occasion: Occasion) -> date:
    after = {Occasion.ENTRY: ENTRY_AFTER, Occasion.MID: MID_AFTER, Occasion.EXIT: EXIT_AFTER}[occasion]
    return case.opened_on + timedelta(days=after)


def _balance(crew: Crew, name: str, case: Case) -> None:
    """Sara's is concluded; Amina's goes on."""
    day = min(crew.today, case.opened_on + timedelta(days=60))
    phases = [ProfilePhase.WELCOME, ProfilePhase.INVESTIGATION, ProfilePhase.CONCLUSION][: 3 if name == "Sara" else 2]
    with crew.on(day), acting(crew.actor("marta")) as marta:
        for phase in phases:
            skills = SKILLS[name] if phase == ProfilePhase.INVESTIGATION else None
            row = save_skill_profile(case=case, phase=phase, texts=TEXTS[phase], skills=skills, by=marta)
            if name == "Sara" or phase == ProfilePhase.WELCOME:
                close_profile_phase(profile=row, on=day, by=marta)


def _first_contacts(crew: Crew, one: Instrument) -> None:
    with crew.on(crew.today), acting(crew.actor("paolo")) as paolo:
        waiting = list(Signal.objects.filter(programme=crew.programme).waiting().order_by("number"))
        for signal, (needs, barriers) in zip(waiting, NEEDS, strict=False):
            record_response(
                instrument=one, subject=signal, level=Level.SIGNAL, occasion=Occasion.ENTRY, voice=Voice.TEAM,
                answered_on=crew.today, by=paolo,
                answers={"chiede": "Un lavoro, e qualcuno con cui parlarne.", "bisogni": needs, "urgente": "no",
                         "ostacoli": barriers},
            )  # fmt: skip
