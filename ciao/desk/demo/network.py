"""The network of the demo: antennas, what key figures told, who was tried and met, a code and a nickname."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ciao.access.actions import bearer_of
from ciao.access.actor import acting
from ciao.desk.demo.crew import Crew
from ciao.outreach import actions
from ciao.outreach.enums import NeedArea, SignalSource
from ciao.outreach.models import Antenna, Signal
from ciao.outreach.rules import SOURCE_BY_KIND
from ciao.programmes.models import ProgrammeArea
from ciao.territories.models import Municipality

# name, kind, comune, referent
ANTENNAS = (
    ("Istituto comprensivo Verdi", "school", "Rozzano", "la vicepreside"),
    ("Parrocchia San Rocco", "parish", "Melegnano", "don Aldo"),
    ("Ambulatorio di via dei Tigli", "doctor", "Corsico", "la dottoressa del mattino"),
    ("Segretariato sociale di Pieve Emanuele", "social_service", "Pieve Emanuele", "l’assistente sociale di turno"),
    ("Sportello lavoro del Naviglio", "employment_service", "Cesano Boscone", "chi sta al banco"),
    ("Banco alimentare Il Ponte", "association", "San Giuliano Milanese", "Rina, volontaria"),
    ("Centro antiviolenza Le Ginestre", "anti_violence", "", "l’operatrice di turno"),
    ("Lavanderia Bianca", "employer", "Opera", "il titolare"),
)
# antenna, kind, days ago, how many, themes, what emerged, what follows, in how many days it was due
INTERVIEWS: tuple[tuple[int, str, int, int, list[str], str, str, int], ...] = (
    (0, "focus_group", 120, 6, ["training", "language", "relationships"],
     "Ragazzi che smettono a metà anno; le famiglie non capiscono le comunicazioni della scuola.", "", 0),
    (1, "interview", 95, 1, ["work", "children", "home"],
     "Donne sole con figli: cercano poche ore al mattino, l’affitto arriva prima dello stipendio.", "", 0),
    (2, "interview", 60, 1, ["health", "relationships"],
     "Chi viene spesso per piccoli dolori, e invece non parla con nessuno da settimane.",
     "Lasciare i volantini in sala d’attesa", 20),
    (5, "focus_group", 38, 9, ["home", "money", "documents"],
     "Fila del sabato: residenza persa, permessi in scadenza, bollette.",
     "Portare lo sportello documenti al banco una volta al mese", 30),
    (7, "interview", 15, 2, ["work", "language"],
     "Assumerebbe, ma serve capire le istruzioni delle macchine.", "Proporre il corso di italiano di base", 40),
)  # fmt: skip
NEEDS = (["work", "children"], ["work", "language"], ["home", "money"], ["training"], ["work", "documents"])
ARRANGED: tuple[dict[str, str], ...] = (
    {"childcare": "la vicina il martedì"},
    {},
    {"transport": "biglietti del progetto"},
    {"hours": ""},
    {},
)
MET = 30


def plant(crew: Crew) -> None:
    """In the first month the community agent names the antennas, and prepares the first posters."""
    with crew.on(crew.starts_on + timedelta(days=20)), acting(crew.actor("nora")) as nora:
        area = ProgrammeArea.objects.filter(programme=crew.programme).first()
        for number, (name, kind, comune, referent) in enumerate(ANTENNAS):
            antenna = actions.add_antenna(
                programme=crew.programme, by=nora, name=name, kind=kind, referent_name=referent,
                referent_contact=f"02 000 00{number:02}", started_on=crew.starts_on + timedelta(days=20),
                municipality=Municipality.objects.get(name=comune) if comune else None,
                area=None if comune else area,
            )  # fmt: skip
            if number < 4:
                actions.make_poster(antenna=antenna, by=nora)


def origin(crew: Crew, source: str, on: date) -> dict[str, Any]:
    """The antenna a signal comes from, if its source has one; a centre's woman has agreed to be named."""
    if on < crew.starts_on + timedelta(days=20):
        return {"agreed_on": on} if source == SignalSource.ANTI_VIOLENCE else {}
    kinds = [kind for kind, known in SOURCE_BY_KIND.items() if known == source]
    found = Antenna.objects.filter(programme=crew.programme, kind__in=kinds).first()
    agreed = {"agreed_on": on} if source == SignalSource.ANTI_VIOLENCE else {}
    return {"antenna": found, **agreed} if found else agreed


def play(crew: Crew) -> None:
    """What was told, tried and said up to today."""
    antennas = _antennas(crew)
    _interviews(crew, antennas)
    _met(crew)
    _tried(crew)
    _by_code(crew, antennas[6])
    _on_the_street(crew)


def _antennas(crew: Crew) -> list[Antenna]:
    with acting(crew.actor("nora")):
        known = {one.name: one for one in Antenna.objects.filter(programme=crew.programme)}
    return [known[name] for name, *_ in ANTENNAS]


def _interviews(crew: Crew, antennas: list[Antenna]) -> None:
    for index, kind, ago, many, themes, emerged, follow_up, due in INTERVIEWS:
        day = crew.today - timedelta(days=ago)
        with crew.on(day), acting(crew.actor("nora")) as nora:
            actions.record_interview(
                programme=crew.programme, by=nora, antenna=antennas[index], kind=kind, held_on=day,
                with_whom=ANTENNAS[index][3], participants_count=many, themes=themes, emerged=emerged,
                follow_up=follow_up, follow_up_on=day + timedelta(days=due) if follow_up else None,
                follow_up_owner=crew.mandates["nora"] if follow_up else None,
            )  # fmt: skip


def _met(crew: Crew) -> None:
    """The community agent wrote the first contact of the latest people who came in."""
    with acting(crew.actor("nora")) as nora:
        found = Signal.objects.filter(state="accepted", recorded_by=nora.id).order_by("-received_on", "number")[:MET]
        for number, signal in enumerate(found):
            day = min(signal.received_on + timedelta(days=1), crew.today)
            actions.record_first_contact(
                signal=signal, by=nora, met_on=day, channel="in_person", needs=NEEDS[number % len(NEEDS)],
                barriers=ARRANGED[number % len(ARRANGED)], own_words="Vorrei ricominciare, ma con calma.",
            )  # fmt: skip


def _tried(crew: Crew) -> None:
    """The oldest that waits was called three times; another answered, and will come."""
    with acting(crew.actor("marta")) as marta:
        mine = list(Signal.objects.waiting().filter(assigned_to=crew.mandates["marta"]).order_by("received_on"))
        for signal in mine[:1]:
            for day in (3, 2, 1):
                on = max(signal.received_on, crew.today - timedelta(days=day))
                actions.record_attempt(signal=signal, channel="call", outcome="no_answer", on=on, by=marta)
        for signal in mine[1:2]:
            on = max(signal.received_on, crew.today - timedelta(days=1))
            actions.record_attempt(signal=signal, channel="call", outcome="answered", on=on, by=marta)


def _by_code(crew: Crew, centre: Antenna) -> None:
    """The centre signals by its link: a code, and no name."""
    day = crew.today - timedelta(days=2)
    with crew.on(day):
        with acting(crew.actor("nora")) as nora:
            row, token = actions.open_antenna_link(antenna=centre, label="operatrici di turno", by=nora)
        bearer = bearer_of(token)
        if bearer is None:
            raise ValueError("a link just opened is open")
        with acting(bearer):
            actions.record_signal(
                programme=crew.programme, by=bearer, source="anti_violence", code="LG-31", antenna_id=row.antenna_id,
                sender_name="Le Ginestre", sender_contact="02 000 0006", legal_basis="social_assistance",
                story="Cerca un lavoro lontano da casa. Sentire solo il centro.",
            )  # fmt: skip


def _on_the_street(crew: Crew) -> None:
    """Somebody met by night: a nickname, a place, and nothing more."""
    day = crew.today - timedelta(days=1)
    with crew.on(day), acting(crew.actor("nora")) as nora:
        actions.meet_person(
            programme=crew.programme, by=nora,
            told={"source": "community_agent", "name": "Volpe", "place": "Stazione, panchine del binario 1",
                  "municipality": Municipality.objects.get(name="Melegnano")},
            met={"met_on": day, "channel": "in_person", "place": "stazione", "is_informed": True,
                 "needs": [NeedArea.HOME.value, NeedArea.HEALTH.value], "barriers": {"documents": "", "phone": ""},
                 "own_words": "Qui mi conoscono tutti, ma nessuno sa come mi chiamo."},
        )  # fmt: skip
