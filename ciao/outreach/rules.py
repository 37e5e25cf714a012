"""By when a signal is answered, its person informed, its data erased; how to reach them: pure, from parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ciao.core.formats import date_field, plural
from ciao.outreach.enums import (
    AnswerChannel,
    AntennaKind,
    AttemptOutcome,
    LegalBasis,
    SafeContact,
    SignalSource,
    SignalState,
)

LEGAL_BASIS_BY_SOURCE: dict[str, LegalBasis] = {
    SignalSource.HEALTH_SERVICE: LegalBasis.SOCIAL_ASSISTANCE,
    SignalSource.ANTI_VIOLENCE: LegalBasis.SOCIAL_ASSISTANCE,
}
WHY_LEGAL_BASIS = {
    LegalBasis.PUBLIC_TASK: "Il progetto è un compito di interesse pubblico affidato al capofila.",
    LegalBasis.SOCIAL_ASSISTANCE: "Si parla anche di salute o di violenza: serve l’assistenza sociale.",
}
SOURCE_BY_KIND: dict[str, SignalSource] = {
    AntennaKind.SCHOOL: SignalSource.SCHOOL,
    AntennaKind.PARISH: SignalSource.PARISH,
    AntennaKind.DOCTOR: SignalSource.HEALTH_SERVICE,
    AntennaKind.SOCIAL_SERVICE: SignalSource.SOCIAL_SERVICE,
    AntennaKind.HEALTH_SERVICE: SignalSource.HEALTH_SERVICE,
    AntennaKind.EMPLOYMENT_SERVICE: SignalSource.EMPLOYMENT_SERVICE,
    AntennaKind.ASSOCIATION: SignalSource.THIRD_SECTOR,
    AntennaKind.ANTI_VIOLENCE: SignalSource.ANTI_VIOLENCE,
}


@dataclass(frozen=True)
class Deadlines:
    """The three days that count for a signal; `informed_on` is None until the person knows."""

    answer_by: date
    inform_by: date
    keep_until: date


def deadlines(received_on: date, keep_until: date, *, answer_days: int, inform_days: int) -> Deadlines:
    """Both count from the day it arrived (for the information, Reg. (EU) 2016/679 art. 14.3.a)."""
    return Deadlines(
        answer_by=received_on + timedelta(days=answer_days),
        inform_by=received_on + timedelta(days=inform_days),
        keep_until=keep_until,
    )


def age_words(received_on: date, today: date) -> str:
    """How long a signal has been here: «arrivata oggi», «arrivata ieri», «arrivata 6 giorni fa»."""
    days = (today - received_on).days
    if days <= 0:
        return "arrivata oggi"
    return "arrivata ieri" if days == 1 else f"arrivata {plural(days, 'giorno', 'giorni')} fa"


def late_words(answer_by: date, today: date) -> str:
    """How late an answer is; empty while it is in time."""
    days = (today - answer_by).days
    return f"in ritardo di {plural(days, 'giorno', 'giorni')}" if days > 0 else ""


@dataclass(frozen=True)
class Waiting:
    """How long a signal has waited: the tint and the words, because colour alone does not speak."""

    kind: str
    words: str


def waiting(received_on: date, answer_by: date, today: date) -> Waiting:
    """In time, on its last day, or late by so many days."""
    age = age_words(received_on, today)
    late = late_words(answer_by, today)
    if late:
        return Waiting("stop", f"{age}, {late}")
    return Waiting("warn", f"{age}, oggi è l’ultimo giorno") if answer_by == today else Waiting("info", age)


@dataclass(frozen=True)
class Expiry:
    """The last day on which the data of a person not in charge may stay, and why they go after it."""

    on: date
    why: str


def expiry(limits: Deadlines, *, source: str, informed_on: date | None) -> Expiry:
    """Whoever was not informed in time is forgotten sooner (Reg. (EU) 2016/679 art. 14.3); who wrote knows."""
    knows = informed_on is not None or source == SignalSource.SELF
    if not knows and limits.inform_by < limits.keep_until:
        return Expiry(limits.inform_by, "la persona non sa che abbiamo i suoi dati")
    return Expiry(limits.keep_until, "non l’abbiamo incontrata")


def expiry_words(found: Expiry, today: date, *, warn_days: int) -> str:
    """«tra 5 giorni si cancella: la persona non sa che abbiamo i suoi dati»; empty while there is time."""
    left = (found.on - today).days + 1
    if left > warn_days:
        return ""
    when = "stanotte" if left <= 0 else "domani" if left == 1 else f"tra {plural(left, 'giorno', 'giorni')}"
    return f"{when} si cancella: {found.why}"


def failed_in_a_row(outcomes: Iterable[str]) -> int:
    """Attempts without an answer since the last answer; `outcomes` come latest first."""
    count = 0
    for outcome in outcomes:
        if outcome == AttemptOutcome.ANSWERED:
            break
        count += outcome != AttemptOutcome.CALL_BACK
    return count


def refuses_name(*, source: str, code: str, agreed_on: date | None, told: Sequence[str]) -> str:
    """Why a name or a way to reach her may not be written yet; empty where it may."""
    if source != SignalSource.ANTI_VIOLENCE and not code:
        return ""
    if agreed_on is not None or not any(told):
        return ""
    return (
        "Un centro antiviolenza segnala con un codice. Nome e recapiti si scrivono dopo averla incontrata, "
        "se è d’accordo: per ora lasciali vuoti e senti il centro."
    )


@dataclass(frozen=True)
class Way:
    """One way to reach a person that puts nobody at risk: an address of this device and what it opens."""

    label: str
    url: str
    icon: str
    channel: str


def ways(*, phone: str, email: str, channel: str, safe: str, text: str) -> list[Way]:
    """Only the way the person chose, and no message where a message is a danger; empty where none is left.

    `text` is written in advance in messages and e-mails; who did not say is only called.
    """
    writes = safe in (SafeContact.ALWAYS, SafeContact.SOME_HOURS)
    number, found = dialled(phone), []
    if (number and channel in ("", AnswerChannel.CALL)) or (number and not writes and channel == AnswerChannel.MESSAGE):
        found.append(Way("Chiama", f"tel:+{number}", "telephone", AnswerChannel.CALL))
    if number and writes and channel in ("", AnswerChannel.MESSAGE):
        found.append(
            Way("Scrivi su WhatsApp", f"https://wa.me/{number}?text={text}", "whatsapp", AnswerChannel.MESSAGE)
        )
        found.append(Way("Scrivi un SMS", f"sms:+{number}?body={text}", "comment", AnswerChannel.MESSAGE))
    if email and writes and channel in ("", AnswerChannel.EMAIL):
        found.append(Way("Scrivi un’e-mail", f"mailto:{email}?body={text}", "mail", AnswerChannel.EMAIL))
    return found


def dialled(phone: str) -> str:
    """Digits with the country's prefix, Italy's where none is written; empty where it is no number."""
    digits = "".join(one for one in phone if one.isdigit())
    if len(digits) < 6:
        return ""
    if phone.strip().startswith("+"):
        return digits
    return digits[2:] if digits.startswith("00") else f"39{digits}"


def legal_basis_for(source: str) -> tuple[LegalBasis, str]:
    """The legal basis to propose for a source, and the reason beside it; the operator may change it."""
    basis = LEGAL_BASIS_BY_SOURCE.get(source, LegalBasis.PUBLIC_TASK)
    return basis, WHY_LEGAL_BASIS[basis]


def keep_words(keep_until: date) -> str:
    """The line that says when data go."""
    return f"Se non incontriamo la persona, nome, recapiti e racconto si cancellano il {date_field(keep_until)}."


@dataclass(frozen=True)
class SignalFacts:
    """What the next step of a signal depends on; `worked` is None until somebody asked."""

    state: str
    limits: Deadlines
    informed_on: date | None = None
    oriented_to: str = ""
    worked: bool | None = None
    failed_count: int = 0
    attempts_limit: int = 0
    is_met: bool = False
    is_only_a_code: bool = False


@dataclass(frozen=True)
class SignalStep:
    """The band on top of a signal: what to do, why, how pressing, and the code of the page that does it."""

    code: str
    title: str
    why: str
    kind: str = ""


def next_step(facts: SignalFacts, today: date) -> SignalStep:
    """The one thing to do now about a signal, said in a sentence."""
    settled = _settled_step(facts)
    if settled is not None:
        return settled
    late = late_words(facts.limits.answer_by, today)
    if 0 < facts.attempts_limit <= facts.failed_count and not facts.is_met:
        return SignalStep(
            "give_up",
            f"{plural(facts.failed_count, 'tentativo', 'tentativi')} senza risposta: segnare non raggiungibile?",
            "Prova prima un altro modo, o chi segnala. Si può sempre riaprire.",
        )
    if facts.is_met and facts.is_only_a_code:
        return SignalStep(
            "agree", "Chiedere se è d’accordo", "Solo allora si scrive il nome e si può prendere in carico."
        )
    title = (
        "Sentire la persona e decidere" if facts.state == SignalState.ASSIGNED else "Leggere e decidere chi risponde"
    )
    if late:
        return SignalStep(
            "decide",
            title,
            f"La risposta è {late}: era attesa entro il {date_field(facts.limits.answer_by)}.",
            "stop",
        )
    return SignalStep(
        "decide", title, f"Rispondi entro il {date_field(facts.limits.answer_by)}. {_inform(facts)}".strip()
    )


def _settled_step(facts: SignalFacts) -> SignalStep | None:
    if facts.state == SignalState.ACCEPTED:
        return SignalStep("follow", "La persona è in carico", "Tutto continua nel suo fascicolo.")
    if facts.state == SignalState.EXPIRED:
        return SignalStep(
            "none", "Scaduta: i dati sono cancellati", "Restano fonte, comune e date, per i conteggi.", "off"
        )
    if facts.state == SignalState.UNREACHABLE:
        return SignalStep(
            "reopen",
            "Non raggiungibile",
            f"Se si fa viva, riaprila. {keep_words(facts.limits.keep_until)}",
            "off",
        )
    if facts.state != SignalState.ORIENTED:
        return None
    if facts.worked is None:
        return SignalStep("ask_back", "Chiedere se ha funzionato", f"È stata orientata verso: {facts.oriented_to}.")
    outcome = "Ha funzionato." if facts.worked else "Non ha funzionato: se serve ancora una mano, riaprila."
    return SignalStep("reopen", f"Orientata verso: {facts.oriented_to}", outcome, "off")


def _inform(facts: SignalFacts) -> str:
    if facts.informed_on is not None:
        return ""
    return f"Informa la persona che abbiamo i suoi dati entro il {date_field(facts.limits.inform_by)}."
