"""What the page of one signal shows, for `desk` to compose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import NOT_KNOWN, date_field, date_relative, date_table
from ciao.outreach.enums import AnswerChannel, SafeContact, SignalState
from ciao.outreach.forms import AGE_BANDS
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import Orientation, Signal
from ciao.outreach.rules import Deadlines, SignalFacts, SignalStep, deadlines, keep_words, next_step
from ciao.programmes.models import Mandate
from ciao.programmes.parameters import parameter


@dataclass(frozen=True)
class StoryLine:
    """One line of a timeline."""

    when: str
    text: str
    kind: str = ""
    icon: str = "arrow-right"
    url: str = ""


def limits_of(signal: Signal) -> Deadlines:
    """The three days that count, from the parameters in force when it arrived."""
    return deadlines(
        signal.received_on,
        signal.keep_until,
        answer_days=int(parameter("signal_answer_days", signal.received_on)),
        inform_days=int(parameter("signal_inform_days", signal.received_on)),
    )


def step_of(signal: Signal) -> SignalStep:
    """The next step of a signal today."""
    sent = Orientation.objects.filter(signal=signal).first()
    facts = SignalFacts(
        state=signal.state,
        limits=limits_of(signal),
        informed_on=signal.informed_on,
        oriented_to=sent.destination if sent else "",
        worked=sent.worked if sent else None,
    )
    return next_step(facts, clock.today())


def told(signal: Signal) -> list[tuple[str, str]]:
    """What is known of the person, with a word for what is not."""
    return [
        ("Nome o soprannome", signal.name or NOT_KNOWN),
        ("Comune", str(signal.municipality or NOT_KNOWN)),
        ("Età", dict(AGE_BANDS)[signal.age_band] if signal.age_band else NOT_KNOWN),
        ("Lingua", signal.language or NOT_KNOWN),
    ]


def reach(signal: Signal) -> list[tuple[str, str]]:
    """How to answer without putting anyone at risk."""
    channel = AnswerChannel(signal.channel).label if signal.channel else NOT_KNOWN
    safe = SafeContact(signal.safe_contact).label if signal.safe_contact else NOT_KNOWN
    rows = [("Come", channel), ("Telefono", signal.phone), ("E-mail", signal.email), ("Senza rischi", safe)]
    rows += [("Quando", signal.best_time), ("Chi segnala", signal.sender_name)]
    rows += [("Recapito di chi segnala", signal.sender_contact)]
    return [(label, value) for label, value in rows if value]


def story(signal: Signal) -> list[StoryLine]:
    """Everything that happened, the latest first, ending with the arrival."""
    lines = [
        StoryLine(
            f"{date_relative(one.changed_on)} · {one.changed_by_label.split(',')[0]}",
            sentence(one.verb, one.to_state, one.reason),
            "warn" if SIGNAL.transitions[one.verb].is_correction else "info",
        )
        for one in signal.changes.order_by("-changed_at")
    ]
    if signal.informed_on:
        lines.append(StoryLine(date_table(signal.informed_on), "La persona sa che abbiamo i suoi dati", "ok", "check"))
    arrived = f"Arrivata: {signal.get_source_display()}"
    return [*lines, StoryLine(date_table(signal.received_on), arrived, "", "inbox")]


def sentence(verb: str, to_state: str, reason: str) -> str:
    """A change in words: «orientata altrove: verso lo sportello lavoro»."""
    words = "riaperta" if verb == "reopen" else SignalState(to_state).label
    return f"{words[:1].upper()}{words[1:]}: {reason}" if reason else f"{words[:1].upper()}{words[1:]}"


def answerers(actor: Actor) -> list[Mandate]:
    """Colleagues whose role may read signals, so that one can be given to them."""
    rows = visible(Mandate.objects.all(), actor, Action.PROGRAMME_VIEW)
    roles = [code for code, role in ROLES.items() if Level.SIGNAL in role.cap]
    return list(rows.at_work(actor.programme_id, roles, clock.today()))


def may_decide(actor: Actor, signal: Signal) -> bool:
    """Whether this reader may give the signal to someone, accept it or send the person elsewhere."""
    return may(actor, Action.SIGNAL_DECIDE) and signal.is_waiting()


def inform_by(signal: Signal) -> date | None:
    """By when the person must know, or None when they already do."""
    return None if signal.informed_on or not signal.is_waiting() else limits_of(signal).inform_by


def keeping(signal: Signal) -> str:
    """When the data go, or why they stay."""
    if signal.is_erased():
        return f"Nome, recapiti e racconto sono stati cancellati il {date_field(signal.erased_on)}."
    if signal.state == SignalState.ACCEPTED:
        return "La segnalazione resta con il fascicolo della persona."
    return keep_words(signal.keep_until)


def sent_to(resource_id: UUID) -> tuple[int, int, int]:
    """How many were sent to a resource, how many times it helped, how many times it did not; same for everybody."""
    rows = Orientation.objects.filter(resource_id=resource_id)
    with reporting():
        found = rows.aggregate(
            sent=Count("id"), helped=Count("id", filter=Q(worked=True)), failed=Count("id", filter=Q(worked=False))
        )
    return found["sent"], found["helped"], found["failed"]
