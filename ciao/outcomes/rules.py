"""When an outcome may be written, from the day a path ended; pure arithmetic over dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ciao.cases.rules import follow_up_opens_on, immediate_result_window
from ciao.core.formats import date_field
from ciao.outcomes.enums import ContractKind, OutcomeMoment, Situation

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
    return _against_the_end(told, closed_on, found, today)


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
