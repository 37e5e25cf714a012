"""ESF common indicators of result, CR01 to CR09, on participants who left (Reg. (UE) 1304/2013 annex I).

The situation on entry is that of the first entry, the one on leaving that of the last exit (R7).
"""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Q, Subquery

from ciao.cases.enums import CaseState, CloseReason
from ciao.indicators.catalogue import Among, At, count, indicator
from ciao.indicators.catalogue.esf import CUTS, DISADVANTAGED, INACTIVE, OVER_54, UNEMPLOYED, participants
from ciao.indicators.enums import Kind
from ciao.outcomes.enums import OutcomeMoment, Situation
from ciao.outcomes.models import Outcome
from ciao.outcomes.rules import AT_WORK
from ciao.people.enums import EmploymentStatus

# Why a path that ended tells of no result: it never was one, or there is nobody to ask.
OUT = (CloseReason.DIED, CloseReason.OPENED_BY_MISTAKE, CloseReason.NOT_ELIGIBLE)
AT_ONCE, LATER = "on_leaving", "later"
ANSWERED = {
    AT_ONCE: Q(exit_situation__isnull=False) & ~Q(exit_situation=Situation.NOT_REACHED),
    LATER: Q(later_situation__isnull=False) & ~Q(later_situation=Situation.NOT_REACHED),
}
BASE_WORDS = {AT_ONCE: "persone uscite di cui si sa com’è andata", LATER: "persone risentite dopo sei mesi"}
OUT_OF_WORK = UNEMPLOYED | INACTIVE
SEARCHING = INACTIVE & Q(exit_situation=Situation.SEARCHING)
LEARNING = ~Q(is_studying=True) & (Q(exit_studying=True) | Q(exit_situation=Situation.TRAINING))
QUALIFIED = Q(exit_qualified=True) | Q(exit_situation=Situation.QUALIFIED)
WORKING = OUT_OF_WORK & Q(exit_situation__in=AT_WORK)
WORKING_LATER = Q(later_situation__in=AT_WORK)


def leavers(at: At) -> Any:
    """Participants whose path has ended by the day, each with what is written of that exit and of six months later."""
    rows = participants(at).filter(case__state=CaseState.CLOSED, case__closed_on__lte=at.on)
    return rows.exclude(case__close_reason__in=OUT).annotate(
        exit_situation=_told(at, OutcomeMoment.EXIT, "situation"),
        exit_studying=_told(at, OutcomeMoment.EXIT, "is_studying"),
        exit_qualified=_told(at, OutcomeMoment.EXIT, "has_qualification"),
        later_situation=_told(at, OutcomeMoment.SIX_MONTHS, "situation"),
        later_improved=_told(at, OutcomeMoment.SIX_MONTHS, "is_improved"),
    )


def _told(at: At, moment: OutcomeMoment, column: str) -> Subquery:
    of_exit = Q(exit_on__isnull=True) | Q(exit_on=F("case__closed_on"))
    rows = Outcome.objects.counted().filter(of_exit, case=OuterRef("case"), moment=moment, happened_on__lte=at.on)
    return Subquery(rows.order_by("-happened_on", "-id").values(column)[:1])


def _declare(code: str, label: str, definition: str, which: Q, of: Q, when: str) -> None:
    """`of` is the group the funder holds the result against, by the situation on entry."""

    def of_them(at: At) -> Q:
        return of & which

    of_them.__doc__ = (
        f"{definition} Fonte: Reg. (UE) 1304/2013 allegato I, tra i partecipanti usciti ({code.upper()}); "
        "codice e gruppo di riferimento da verificare."
    )
    indicator(
        code, label, kind=Kind.ESF, measure=count(), among=leavers, cuts=CUTS, is_verified=False,
        base=Among(leavers, lambda at: of & ANSWERED[when]), whole=Among(leavers, lambda at: of),
        base_words=BASE_WORDS[when],
    )(of_them)  # fmt: skip


EVERYBODY = Q(pk__isnull=False)

_declare("cr01", "Inattive che cercano lavoro all’uscita",
         "Non lavoravano e non cercavano lavoro all’ingresso; all’uscita, o entro 28 giorni, lo cercano.",
         SEARCHING, INACTIVE, AT_ONCE)  # fmt: skip
_declare("cr02", "Studiano o si formano all’uscita",
         "Non studiavano all’ingresso; all’uscita, o entro 28 giorni, studiano o si formano, anche lavorando.",
         LEARNING, ~Q(is_studying=True), AT_ONCE)  # fmt: skip
_declare("cr03", "Con una qualifica all’uscita",
         "All’uscita, o entro 28 giorni, hanno ottenuto una qualifica o un attestato.",
         QUALIFIED, EVERYBODY, AT_ONCE)  # fmt: skip
_declare("cr04", "Al lavoro all’uscita",
         "Non lavoravano all’ingresso; all’uscita, o entro 28 giorni, lavorano, anche in proprio.",
         WORKING, OUT_OF_WORK, AT_ONCE)  # fmt: skip
_declare("cr05", "Persone svantaggiate con un risultato all’uscita",
         "Casa dove nessuno lavora, un solo adulto con figli, o nessun titolo di studio: all’uscita cercano lavoro, "
         "studiano, hanno una qualifica o lavorano, e all’ingresso no. Le risposte delicate non entrano nel conto.",
         SEARCHING | LEARNING | QUALIFIED | WORKING, DISADVANTAGED, AT_ONCE)  # fmt: skip
_declare("cr06", "Al lavoro dopo sei mesi",
         "Non lavoravano all’ingresso; sei mesi dopo l’uscita lavorano, anche in proprio.",
         WORKING_LATER, OUT_OF_WORK, LATER)  # fmt: skip
_declare("cr07", "Condizione di lavoro migliorata dopo sei mesi",
         "Lavoravano all’ingresso; sei mesi dopo l’uscita il lavoro è più stabile, con più ore se le volevano, più "
         "adatto o di grado più alto.",
         Q(later_improved=True), Q(employment=EmploymentStatus.EMPLOYED), LATER)  # fmt: skip
_declare("cr08", "Oltre i 54 anni, al lavoro dopo sei mesi",
         "Avevano almeno 55 anni all’ingresso; sei mesi dopo l’uscita lavorano.",
         WORKING_LATER, OVER_54, LATER)  # fmt: skip
_declare("cr09", "Persone svantaggiate al lavoro dopo sei mesi",
         "Casa dove nessuno lavora, un solo adulto con figli, o nessun titolo di studio: sei mesi dopo l’uscita "
         "lavorano. Le risposte delicate non entrano nel conto.",
         WORKING_LATER, DISADVANTAGED, LATER)  # fmt: skip
