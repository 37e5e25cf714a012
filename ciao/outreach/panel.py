"""What the page of one signal shows, for `desk` to compose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils import translation
from django.utils.translation import gettext_lazy

from ciao.access.actor import Actor, reporting
from ciao.access.enums import Action, Level
from ciao.access.roles import ROLES, may
from ciao.access.visibility import visible
from ciao.core import clock
from ciao.core.formats import NOT_KNOWN, date_field, date_relative, date_table
from ciao.outreach.enums import AnswerChannel, AttemptOutcome, BarrierKind, NeedArea, SafeContact, SignalState
from ciao.outreach.forms import AGE_BANDS
from ciao.outreach.lifecycle import SIGNAL
from ciao.outreach.models import Attempt, FirstContact, Orientation, Signal, SignalChange
from ciao.outreach.rules import (
    Deadlines,
    Expiry,
    SignalFacts,
    SignalStep,
    Way,
    deadlines,
    dialled,
    expiry,
    failed_in_a_row,
    keep_words,
    next_step,
    ways,
)
from ciao.programmes.models import Mandate
from ciao.programmes.parameters import parameter

LANGUAGE_CODES = {
    "italiano": "it",
    "inglese": "en",
    "francese": "fr",
    "spagnolo": "es",
    "arabo": "ar",
    "rumeno": "ro",
    "romeno": "ro",
    "ucraino": "uk",
}
READY = gettext_lazy(
    "Ciao, sono %(worker)s. Quando possiamo parlare con calma? Scrivimi il giorno e l’ora che vanno bene a te."
)
POSTER_TITLE = gettext_lazy("Serve una mano, a te o a qualcuno che conosci?")
POSTER_TEXT = gettext_lazy("Inquadra il quadrato con il telefono. È gratuito e non servono documenti.")


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
        failed_count=failed_in_a_row(signal.attempts.values_list("outcome", flat=True)),
        attempts_limit=int(parameter("signal_attempts", clock.today())),
        is_met=FirstContact.objects.filter(signal=signal).exists(),
        is_only_a_code=signal.is_only_a_code(),
    )
    return next_step(facts, clock.today())


def told(signal: Signal) -> list[tuple[str, str]]:
    """What is known of the person, with a word for what is not; a woman whom a centre tells of is her code."""
    code = [("Codice del centro", signal.code)] if signal.code else []
    name = [] if signal.is_only_a_code() else [("Nome o soprannome", signal.name or NOT_KNOWN)]
    place = [("Dove la si trova", signal.place)] if signal.place else []
    return [
        *code,
        *name,
        ("Comune", str(signal.municipality or NOT_KNOWN)),
        *place,
        ("Età", dict(AGE_BANDS).get(signal.age_band) or NOT_KNOWN),
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
    told = [(one.changed_at, _change_line(one)) for one in signal.changes.all()]
    told += [(one.attempted_at, _attempt_line(one)) for one in signal.attempts.all()]
    lines = [line for _, line in sorted(told, key=lambda one: one[0], reverse=True)]
    met = FirstContact.objects.filter(signal=signal).first()
    if met is not None:
        lines.append(StoryLine(date_table(met.met_on), f"Primo contatto: {met.get_channel_display()}", "ok", "user"))
    if signal.informed_on:
        lines.append(StoryLine(date_table(signal.informed_on), "La persona sa che abbiamo i suoi dati", "ok", "check"))
    arrived = f"Arrivata: {signal.get_source_display()}"
    return [*lines, StoryLine(date_table(signal.received_on), arrived, "", "inbox")]


def _change_line(one: SignalChange) -> StoryLine:
    when = f"{date_relative(one.changed_on)} · {one.changed_by_label.split(',')[0]}"
    kind = "warn" if SIGNAL.transitions[one.verb].is_correction else "info"
    return StoryLine(when, sentence(one.verb, one.to_state, one.reason), kind)


def _attempt_line(one: Attempt) -> StoryLine:
    when = f"{date_relative(one.attempted_on)} · {one.attempted_by_label.split(',')[0]}"
    icon = "check" if one.outcome == AttemptOutcome.ANSWERED else "telephone"
    return StoryLine(when, str(one).capitalize(), "" if one.outcome == AttemptOutcome.ANSWERED else "warn", icon)


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
    found = expiry_of(signal)
    if found.on < signal.keep_until:
        sooner = f"Se nessuno la informa, i dati si cancellano dopo il {date_field(found.on)}."
        return f"{sooner} {keep_words(signal.keep_until)}"
    return keep_words(signal.keep_until)


def expiry_of(signal: Signal) -> Expiry:
    """The last day on which its data may stay, as things are today."""
    return expiry(limits_of(signal), source=signal.source, informed_on=signal.informed_on)


@dataclass(frozen=True)
class Reach:
    """How to reach the person today: buttons, a text to copy, and what was tried."""

    ways: list[Way]
    text: str
    sender: list[Way]
    attempts: list[Attempt]
    outcomes: list[tuple[str, str]]
    channel: str


def reaching(signal: Signal, by: Actor) -> Reach:
    """Only ways that put nobody at risk; a code is reached through the centre that gave it."""
    words = ready_text(signal.language, by.label.split(",")[0])
    asked = {"channel": signal.channel, "safe": signal.safe_contact, "text": quote(words)}
    found = ways(phone=signal.phone, email=signal.email, **asked)
    sender = _sender_ways(signal.sender_contact)
    writes = any(one.channel != AnswerChannel.CALL for one in found)
    return Reach(
        ways=found,
        text=words if writes else "",
        sender=sender,
        attempts=list(signal.attempts.all()[:5]),
        outcomes=list(AttemptOutcome.choices),
        channel=signal.channel or (AnswerChannel.CALL if signal.phone or sender else AnswerChannel.IN_PERSON),
    )


def ready_text(language: str, worker: str) -> str:
    """A message that tells nothing to who reads it over a shoulder, in the person's language where we have it."""
    with translation.override(LANGUAGE_CODES.get(language.strip().lower(), "it")):
        return str(READY) % {"worker": worker}


@dataclass(frozen=True)
class PosterLine:
    """The words of a poster in one language."""

    code: str
    direction: str
    title: str
    text: str


def poster_lines() -> list[PosterLine]:
    """The same few words in the seven languages, Italian first."""
    found = []
    for code, _ in settings.LANGUAGES:
        with translation.override(code):
            direction = "rtl" if translation.get_language_bidi() else "ltr"
            found.append(PosterLine(code, direction, str(POSTER_TITLE), str(POSTER_TEXT)))
    return sorted(found, key=lambda one: one.code != "it")


def _sender_ways(contact: str) -> list[Way]:
    if "@" in contact:
        return [Way("Scrivi a chi segnala", f"mailto:{contact.strip()}", "mail", AnswerChannel.EMAIL)]
    number = dialled(contact)
    return [Way("Chiama chi segnala", f"tel:+{number}", "telephone", AnswerChannel.CALL)] if number else []


@dataclass(frozen=True)
class Met:
    """The first contact as the page of a signal shows it."""

    row: FirstContact
    needs: str
    barriers: list[tuple[str, str]]


def met_of(signal: Signal) -> Met | None:
    """What was said when the person was met; None while nobody met them."""
    row = FirstContact.objects.filter(signal=signal).prefetch_related("barriers").first()
    if row is None:
        return None
    needs = ", ".join(NeedArea(one).label for one in row.needs)
    barriers = [
        (str(one.get_kind_display()), one.arranged or "da organizzare")
        for one in sorted(row.barriers.all(), key=lambda one: list(BarrierKind).index(BarrierKind(one.kind)))
    ]
    return Met(row, needs, barriers)


def sent_to(resource_id: UUID) -> tuple[int, int, int]:
    """How many were sent to a resource, how many times it helped, how many times it did not; same for everybody."""
    rows = Orientation.objects.filter(resource_id=resource_id)
    with reporting():
        found = rows.aggregate(
            sent=Count("id"), helped=Count("id", filter=Q(worked=True)), failed=Count("id", filter=Q(worked=False))
        )
    return found["sent"], found["helped"], found["failed"]
