"""What the community gives to pages: the next step of an event and its facts, and the lines of a home."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.roles import may
from ciao.access.visibility import visible
from ciao.community.enums import EventState, OfferState, ProposalState
from ciao.community.models import CitizenOffer, Event, Proposal, Survey
from ciao.community.rules import heads_in_words
from ciao.core import clock
from ciao.core.formats import date_table, plural
from ciao.outreach.models import PublicPage

STATES = {
    EventState.DRAFT: ("", "pencil"),
    EventState.PUBLISHED: ("info", "horn"),
    EventState.HELD: ("ok", "check"),
    EventState.CANCELLED: ("stop", "close"),
}
PROPOSAL_STATES = {
    ProposalState.RECEIVED: ("warn", "inbox"),
    ProposalState.DISCUSSED: ("info", "comment"),
    ProposalState.ACCEPTED: ("ok", "check"),
    ProposalState.NOT_NOW: ("", "clock"),
}
OFFER_STATES = {
    OfferState.OFFERED: ("warn", "inbox"),
    OfferState.MATCHED: ("info", "link"),
    OfferState.THANKED: ("ok", "check"),
    OfferState.CLOSED: ("", "minus"),
}


@dataclass(frozen=True)
class Step:
    """What to do now: title, why, and where; `is_post` does it at once."""

    title: str
    why: str
    label: str = ""
    url: str = ""
    is_post: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Waiting:
    """One line of a home: something of the community that waits for somebody."""

    title: str
    why: str
    url: str
    label: str


def event_step(event: Event, page: PublicPage | None, by: Actor) -> Step:
    """The next step of an event, for who may do it."""
    if not may(by, Action.EVENT_EDIT):
        return Step("Niente da fare qui", "Lo cura chi organizza gli eventi.", kind="off")
    if event.state == EventState.DRAFT:
        if page is None:
            why = "Prima serve la pagina pubblica del progetto: la apre il coordinamento, in fondo alle segnalazioni."
            return Step("Manca la pagina pubblica", why, kind="stop")
        return Step("Pubblicare", "Finché è una bozza, lo vede solo chi lavora qui.", "Pubblica l’evento",
                    reverse("community:publish", args=[event.id]), is_post=True)  # fmt: skip
    if event.state == EventState.CANCELLED:
        return Step("È annullato: avvisa chi si era prenotato", "Il testo è pronto, in ogni lingua.",
                    "Apri gli avvisi", reverse("community:reminders", args=[event.id]))  # fmt: skip
    if event.state == EventState.HELD:
        return _after(event, by)
    if event.has_begun():
        return Step("Dire quante persone sono venute", "Contate le teste, non i nomi.", "Conta chi è venuto",
                    reverse("community:heads", args=[event.id]))  # fmt: skip
    return Step("Mandare un promemoria", "Il testo è pronto, nella lingua di chi si è prenotato.",
                "Apri i promemoria", reverse("community:reminders", args=[event.id]))  # fmt: skip


def _after(event: Event, by: Actor) -> Step:
    """Once heads are counted: ask how it was, or read it; for who does neither, it is done."""
    found = visible(Survey.objects, by, Action.SATISFACTION_VIEW).filter(event=event).first()
    if found is not None:
        return Step("Leggere com’è andata", "Le risposte arrivano senza nome.", "Apri le risposte",
                    found.get_absolute_url())  # fmt: skip
    if may(by, Action.SATISFACTION_EDIT):
        return Step("Chiedere com’è andata", "Un minuto, senza nome: un foglio con un quadrato da inquadrare.",
                    "Apri il gradimento", f"{reverse('community:new_survey')}?evento={event.id}")  # fmt: skip
    return Step("Fatto", "È svolto e contato. Il gradimento lo chiede chi coordina o segue l’attività.", kind="off")


def facts_of(event: Event) -> list[tuple[str, object]]:
    """What is known of an event, in words."""
    heads = ""
    if event.adults_count is not None and event.children_count is not None:
        counted = event.get_counted_how_display()
        heads = f"{heads_in_words(event.adults_count, event.children_count, event.women_count)} ({counted})"
    place = ", ".join(str(one) for one in (event.place, event.municipality) if one)
    rows: list[tuple[str, object]] = [
        ("Quando", event.when), ("Dove", place), ("Come si arriva e si entra", event.access),
        ("Lingue", event.languages), ("Chi organizza", event.organization), ("Attività", event.activity),
        ("Posti", event.capacity or "senza limite"), ("Sono venute", heads),
    ]  # fmt: skip
    return [(label, value) for label, value in rows if value]


def waiting(by: Actor) -> list[Waiting]:
    """What waits for whoever looks after the community: heads to count, ideas to decide and to tell, offers to use."""
    found: list[Waiting] = []
    if may(by, Action.EVENT_EDIT):
        rows = visible(Event.objects.all(), by, Action.EVENT_VIEW).to_count(clock.now())
        found += [
            Waiting(f"{one.title}: quante persone sono venute?", f"Era il {date_table(one.ends_at)}.",
                    reverse("community:heads", args=[one.id]), "Conta")
            for one in rows.order_by("ends_at")[:3]
        ]  # fmt: skip
    if may(by, Action.PROPOSAL_EDIT):
        found += _ideas(by)
    return found


def _ideas(by: Actor) -> list[Waiting]:
    proposals = visible(Proposal.objects.all(), by, Action.PROPOSAL_VIEW)
    offers = visible(CitizenOffer.objects, by, Action.PROPOSAL_VIEW).filter(state=OfferState.OFFERED)
    url = reverse("community:proposals")
    lines = [
        (proposals.filter(state=ProposalState.RECEIVED).count(), ("proposta da leggere", "proposte da leggere"),
         "Chi propone aspetta una risposta.", f"{url}?stato=received"),
        (proposals.to_tell().count(), ("risposta da dare", "risposte da dare"),
         "È deciso: manca solo dirlo a chi ha proposto.", f"{url}?risposta=manca"),
        (offers.count(), ("offerta da abbinare", "offerte da abbinare"),
         "Qualcuno mette a disposizione tempo, spazi o capacità.", f"{reverse('community:offers')}?stato=offered"),
    ]  # fmt: skip
    return [Waiting(plural(many, *words), why, where, "Vedi") for many, words, why, where in lines if many]
