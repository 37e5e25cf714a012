"""When an outcome may be written, from the day a path ended; pure arithmetic over dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ciao.cases.rules import follow_up_opens_on, immediate_result_window
from ciao.core.formats import date_field
from ciao.outcomes.enums import ContractKind, OutcomeMoment, Situation, Stage

AT_WORK = (Situation.EMPLOYED, Situation.SELF_EMPLOYED)


@dataclass(frozen=True)
class Windows:
    """The last day of a situation that counts on leaving, and the first day of the later look; both included."""

    exit_by: date
    follow_up_from: date


@dataclass(frozen=True)
class Told:
    """What somebody wants to write: when it is looked at, what it is, since which day."""

    moment: OutcomeMoment
    situation: Situation
    happened_on: date
    contract: str = ""
    has_qualification: bool | None = None
    is_improved: bool | None = None


def windows(closed_on: date, *, exit_days: int, follow_up_months: int) -> Windows:
    """Both windows of a path that ended.

    Source: Reg. (UE) 1304/2013 and ESF guidance: within 4 weeks of leaving, then six calendar months after.
    """
    return Windows(
        immediate_result_window(closed_on, days=exit_days).ends_on,
        follow_up_opens_on(closed_on, months=follow_up_months),
    )


def problem(told: Told, *, opened_on: date, closed_on: date | None, found: Windows | None, today: date) -> str:
    """Why it cannot be written, as a sentence to show; empty where it can.

    A late line is fine: what counts is the day of the fact, not the day it is written.
    """
    if told.happened_on > today:
        return "Scegli una data che non sia dopo oggi."
    if told.happened_on < opened_on:
        return f"Il percorso è iniziato il {date_field(opened_on)}: l’esito viene dopo."
    if told.contract and told.situation not in AT_WORK:
        return "Il contratto si scrive solo per chi lavora: toglilo, o cambia la situazione."
    if told.contract == ContractKind.OWN_BUSINESS and told.situation == Situation.EMPLOYED:
        return "Con un’attività propria la situazione è «lavora in proprio»."
    if told.is_improved and told.situation not in AT_WORK:
        return "La condizione di lavoro può migliorare solo per chi lavora: ricontrolla le due risposte."
    if told.situation == Situation.QUALIFIED and told.has_qualification is False:
        return "La situazione è «ha ottenuto una qualifica», e alla domanda la risposta è no: ricontrolla."
    return _against_the_end(told, closed_on, found, today)


def stage(moment: OutcomeMoment, found: Windows, today: date, *, late_days: int, soon_days: int) -> Stage | None:
    """How pressing it is to ask on a day; None while it is still far.

    On leaving it may be asked at once, and is late past the window; the later look opens on its day, is late so many
    days after, and is prepared so many days before. Source: R6; the last two are the programme's own choice.
    """
    if moment == OutcomeMoment.EXIT:
        return Stage.LATE if today > found.exit_by else Stage.NOW
    if today > found.follow_up_from + timedelta(days=late_days):
        return Stage.LATE
    if today >= found.follow_up_from:
        return Stage.NOW
    return Stage.SOON if today >= found.follow_up_from - timedelta(days=soon_days) else None


def may_give_up(attempts: int, wanted: int) -> str:
    """What to say to who writes «non si riesce a sapere» after too few attempts; empty where they are enough.

    A commitment of the programme, not a rule of the funder: it warns and stops nobody.
    """
    if attempts >= wanted:
        return ""
    return f"I tentativi scritti sono {attempts}: di solito se ne fanno {wanted} prima di rinunciare."


def _against_the_end(told: Told, closed_on: date | None, found: Windows | None, today: date) -> str:
    if told.moment == OutcomeMoment.DURING:
        if closed_on is not None and told.happened_on > closed_on:
            return f"Il percorso è finito il {date_field(closed_on)}: scegli «all’uscita» o «sei mesi dopo»."
        return ""
    if closed_on is None or found is None:
        return "Il percorso è ancora aperto: prima concludilo, poi scrivi che cosa ne è venuto."
    if told.moment == OutcomeMoment.EXIT and told.happened_on > found.exit_by:
        return (
            f"All’uscita conta ciò che è successo fino al {date_field(found.exit_by)}: "
            "se è venuto dopo, scrivilo alla verifica dei sei mesi."
        )
    if told.moment == OutcomeMoment.SIX_MONTHS and today < found.follow_up_from:
        return f"La verifica si apre il {date_field(found.follow_up_from)}: fino ad allora non si sa."
    return ""
