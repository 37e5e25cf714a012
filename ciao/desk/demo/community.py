"""The community of the demo: parties and open doors, who booked, ideas and what came of them, and how it was."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from ciao.access.actions import bearer_of
from ciao.access.actor import PUBLIC, acting
from ciao.community import actions
from ciao.community.models import Event
from ciao.community.rules import Seat
from ciao.core import clock
from ciao.desk.demo.crew import Crew
from ciao.partners.models import Organization
from ciao.programmes.models import Activity
from ciao.services.models import Edition
from ciao.territories.models import Municipality

# title, what, days from today, hour, how long, place, comune, places, adults, children, women
EVENTS: tuple[tuple[str, str, int, int, int, str, str, int | None, int, int, int | None], ...] = (
    ("Colazione in cortile", "Caffè, giochi e chiacchiere tra vicini di casa.", -62, 9, 3,
     "Cortile di via Prova", "Corsico", 40, 27, 14, 22),
    ("Pomeriggio dei mestieri", "Chi sa fare qualcosa lo mostra: cucire, aggiustare, impastare.", -20, 15, 3,
     "Spazio di quartiere", "Rozzano", 30, 31, 6, None),
    ("Cena di tutte le cucine", "Ognuno porta un piatto e lo racconta.", -1, 19, 3,
     "Oratorio San Rocco", "Melegnano", 50, 0, 0, None),
    ("Mercatino dello scambio", "Vestiti, giochi e libri: si porta, si prende, non si paga.", 12, 15, 4,
     "Piazza di prova", "Opera", 60, 0, 0, None),
    ("Orto aperto d’inverno", "Si pota, si semina in serra, si beve qualcosa di caldo.", 26, 10, 3,
     "Orto di quartiere", "Lacchiarella", 12, 0, 0, None),
)  # fmt: skip
# who, how many, photos, what is needed, language
GUESTS = (
    ("Farfalla", 2, "no", "uno spazio per il passeggino", "it"),
    ("Yassine", 4, "yes", "", "ar"),
    ("Oksana", 1, "no", "qualcuno che traduca in ucraino", "uk"),
    ("Nonna Pina", 1, "yes", "niente scale", "it"),
    ("Diego", 3, "yes", "", "es"),
)
MARKS = (5, 5, 4, 5, 3, 4, 5, 5, 4, 5, 5, 4, 2, 5)
LIKED = ("Ho parlato con chi non conoscevo", "Il pane fatto insieme", "Nessuno mi ha chiesto niente", "Il posto")
CHANGE = ("Più sedie", "Cominciare più tardi, si lavora")


def play(crew: Crew) -> int:
    """Tells the community up to today; returns how many events there are."""
    events = [_event(crew, facts) for facts in EVENTS]
    for event in events[3:]:
        _booked(crew, event)
    _ideas(crew, events)
    _offers(crew, events)
    _table(crew)
    _liked(crew, events[0], MARKS)
    _liked(crew, events[1], MARKS[:4])
    return len(events)


def _event(crew: Crew, facts: tuple[Any, ...]) -> Event:
    title, about, days, hour, long, place, comune, capacity, adults, children, women = facts
    day = crew.today + timedelta(days=days)
    starts = datetime.combine(day, time(hour), tzinfo=clock.ROME)
    with crew.on(min(day, crew.today) - timedelta(days=15)), acting(crew.actor("mia")) as mia:
        event = actions.prepare_event(
            programme=crew.programme, by=mia, title=title, about=about, starts_at=starts,
            ends_at=starts + timedelta(hours=long), place=place, capacity=capacity,
            municipality=Municipality.objects.get(name=comune), languages="italiano, arabo, ucraino",
            access="Senza gradini; bagno accessibile; fermata dell’autobus davanti.",
            organization=Organization.objects.get(name="Associazione Filo Rosso"),
            activity=Activity.objects.get(programme=crew.programme, number=8),
        )  # fmt: skip
        actions.publish_event(event=event, by=mia)
    if adults:
        with crew.on(day + timedelta(days=1)), acting(crew.actor("mia")) as mia:
            actions.hold_event(
                event=event, adults_count=adults, children_count=children, women_count=women,
                counted_how="at_the_door", by=mia,
            )  # fmt: skip
    return event


def _booked(crew: Crew, event: Event) -> None:
    with crew.on(crew.today - timedelta(days=1)), acting(PUBLIC):
        for number, (name, many, photos, needs, language) in enumerate(GUESTS):
            actions.book(
                event_id=event.id, by=PUBLIC, row_id=uuid.uuid4(), name=name, people_count=many, photos=photos,
                needs=needs, language=language, phone=f"333 000 00{number:02}" if number % 2 else "",
            )  # fmt: skip


def _ideas(crew: Crew, events: list[Event]) -> None:
    """One became a party, one was put off with its reason, one is discussed, two have just arrived."""
    first = _idea(crew, 80, "event", "citizen", "Mangiare insieme in cortile", "Tavoli lunghi, ognuno porta una sedia.")
    _idea(crew, 2, "lab", "person", "Cucito serale", "Dopo il lavoro, con i bambini in un angolo.")
    _idea(crew, 1, "other", "body", "Biblioteca delle cose", "Trapani, tende, passeggini: si prestano.")
    later = _idea(crew, 50, "lab", "citizen", "Sala prove per ragazzi", "Musica nel seminterrato.")
    talked = _idea(crew, 15, "lab", "group", "Radio di quartiere", "Un’ora a settimana, in più lingue.")
    with acting(crew.actor("paolo")) as paolo:
        on = crew.today - timedelta(days=70)
        words = "Bella idea: la facciamo a settembre, in cortile. Ci dai una mano con i tavoli?"
        actions.accept_proposal(proposal=first, answer=words, on=on, event=events[0], by=paolo)
        actions.tell_back(proposal=first, on=on, by=paolo)
        on = crew.today - timedelta(days=30)
        words = "Adesso manca uno spazio senza vicini sopra. Se lo troviamo ti chiamiamo per prima."
        actions.put_off_proposal(proposal=later, answer=words, on=on, by=paolo)
        actions.discuss_proposal(
            proposal=talked, on=crew.today - timedelta(days=6), note="piace: serve un’antenna", by=paolo
        )


def _idea(crew: Crew, ago: int, kind: str, source: str, title: str, idea: str) -> Any:
    day: date = crew.today - timedelta(days=ago)
    with crew.on(day), acting(crew.actor("nora")) as nora:
        return actions.receive_proposal(
            programme_id=crew.programme.id, by=nora, kind=kind, source=source, title=title, idea=idea,
            body="Comitato di via Prova" if source == "body" else "",
        )  # fmt: skip


def _offers(crew: Crew, events: list[Event]) -> None:
    told = (("room", "Una sala con cucina, trenta posti", "Ida"), ("skill", "So riparare biciclette", "Ugo"),
            ("time", "Due ore il sabato mattina", "Rina"))  # fmt: skip
    with acting(crew.actor("nora")) as nora:
        rows = [
            actions.receive_offer(
                programme_id=crew.programme.id, by=nora, kind=kind, what=what, name=name, contact="02 000 0000"
            )
            for kind, what, name in told
        ]
        actions.match_offer(offer=rows[0], event=events[3], by=nora)
        actions.thank_offer(offer=rows[0], on=crew.today, by=nora)
        actions.match_offer(offer=rows[1], event=events[4], by=nora)


def _table(crew: Crew) -> None:
    seats = [Seat("madri del laboratorio", 3), Seat("scuola media"), Seat("comitato di quartiere", 2)]
    with acting(crew.actor("ugo")) as ugo:
        edition = Edition.objects.filter(
            service__programme=crew.programme, service__title="Laboratorio di comunità"
        ).first()
        meeting = actions.record_design_meeting(
            programme=crew.programme, title="Gli orari del laboratorio", on=crew.today - timedelta(days=35),
            seats=seats, edition=edition, by=ugo,
        )  # fmt: skip
        actions.add_choice(
            meeting=meeting, question="A che ora ci si trova?", options="la mattina\ndopo la scuola\nla sera",
            chosen="dopo la scuola, con un angolo per i bambini", why="la mattina lavora metà del gruppo",
            before="dalle 10 alle 12, senza bambini", after="dalle 17, con chi tiene i bambini", by=ugo,
        )  # fmt: skip


def _liked(crew: Crew, event: Event, marks: tuple[int, ...]) -> None:
    with crew.on(crew.today - timedelta(days=10)):
        with acting(crew.actor("ugo")) as ugo:
            survey, token = actions.open_survey(programme=crew.programme, event=event, by=ugo)
        bearer = bearer_of(token)
        if bearer is None:
            raise ValueError("a link just opened is open")
        with acting(bearer):
            for number, mark in enumerate(marks):
                actions.answer_survey(
                    survey=survey, by=bearer, row_id=uuid.uuid4(), overall=mark, useful=max(1, mark - number % 2),
                    welcome=5, clear=mark, comfortable=4 if number % 3 else None,
                    liked=LIKED[number] if number < len(LIKED) else "",
                    change=CHANGE[number] if number < len(CHANGE) else "",
                )  # fmt: skip
