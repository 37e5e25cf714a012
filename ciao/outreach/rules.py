"""By when a signal is answered, its person informed, its data erased: pure, from dated parameters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ciao.core.formats import date_field, plural
from ciao.outreach.enums import LegalBasis, SignalSource, SignalState

LEGAL_BASIS_BY_SOURCE: dict[str, LegalBasis] = {
    SignalSource.HEALTH_SERVICE: LegalBasis.SOCIAL_ASSISTANCE,
    SignalSource.ANTI_VIOLENCE: LegalBasis.SOCIAL_ASSISTANCE,
}
WHY_LEGAL_BASIS = {
    LegalBasis.PUBLIC_TASK: "Il progetto è un compito di interesse pubblico affidato al capofila.",
    LegalBasis.SOCIAL_ASSISTANCE: "Si parla anche di salute o di violenza: serve l’assistenza sociale.",
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
