"""How a case went so far: the timeline and the phases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ciao.access.actor import Actor
from ciao.access.enums import Action
from ciao.access.visibility import visible
from ciao.cases.dossier.facts import seen
from ciao.cases.enums import Phase
from ciao.cases.lifecycle import PHASE
from ciao.cases.models import Case, CaseChange, CaseWorker, EsfEntryChange
from ciao.core.formats import date_relative, date_table
from ciao.outreach.models import Signal
from ciao.outreach.panel import StoryLine
from ciao.people.models import PrivacyNotice

Dated = tuple[date, StoryLine]
# A line that a part above tells: day, kind, icon, text, address or nothing.
Told = tuple[date, str, str, str, str]
PHASE_WORDS = {
    Phase.ACCESS: "Accesso",
    Phase.ASSESSMENT: "Valutazione",
    Phase.PLAN: "Progetto",
    Phase.DELIVERY: "Erogazione",
    Phase.CLOSING: "Conclusione",
}


def story_of(case: Case, actor: Actor, *, with_reasons: bool, more: Iterable[Told] = ()) -> list[StoryLine]:
    """Everything that changed, the latest first; reasons only for who works on the case.

    `more` are the lines of parts above this one, already those the reader may see.
    """
    dated = [*_changes(case, actor, with_reasons), *_team(case, actor)]
    dated += [*_notices(case, actor), *_entry(case, actor), *_arrival(case, actor)]
    dated += [_line(day, text, kind, icon, url) for day, kind, icon, text, url in more]
    return [line for _, line in sorted(dated, key=lambda one: one[0], reverse=True)]


def _changes(case: Case, actor: Actor, with_reasons: bool) -> Iterator[Dated]:
    for change in seen(CaseChange, actor).filter(case=case):
        words = change_words(change.verb, change.to_state)
        text = f"{words}: {change.reason}" if change.reason and with_reasons else words
        when = f"{date_relative(change.changed_on)} · {short(change.changed_by_label)}"
        yield change.changed_on, StoryLine(when, text, "info", "arrow-right")


def _team(case: Case, actor: Actor) -> Iterator[Dated]:
    for worker in seen(CaseWorker, actor).filter(case=case).select_related("user"):
        name = f"{worker.user.get_full_name()}, {worker.get_role_display()}"
        yield _line(worker.starts_on, f"Entra nell’équipe: {name}", "", "user")
        if worker.ends_on:
            yield _line(worker.ends_on, f"Lascia l’équipe: {name}", "", "user")


def _notices(case: Case, actor: Actor) -> Iterator[Dated]:
    for notice in seen(PrivacyNotice, actor).filter(person_id=case.person_id):
        yield _line(notice.shown_on, "Informativa mostrata", "ok", "check")


def _entry(case: Case, actor: Actor) -> Iterator[Dated]:
    words = {"sign": ("Domanda di iscrizione firmata", "ok", "check"),
             "undo_signing": ("Domanda di iscrizione: firma annullata", "warn", "warning-circle")}  # fmt: skip
    for change in seen(EsfEntryChange, actor).filter(entry__case=case, verb__in=words):
        yield _line(change.changed_on, *words[change.verb])


def _arrival(case: Case, actor: Actor) -> Iterator[Dated]:
    yield _line(case.opened_on, "Presa in carico", "ok", "check")
    signal = visible(Signal.objects, actor, Action.SIGNAL_VIEW).filter(case=case).first()
    if signal is not None:
        text = f"Segnalazione {signal.number}: {signal.get_source_display()}"
        yield _line(signal.received_on, text, "", "inbox", signal.get_absolute_url())


def _line(day: date, text: str, kind: str, icon: str, url: str = "") -> Dated:
    return day, StoryLine(date_relative(day), text, kind, icon, url)


def change_words(verb: str, to_state: str) -> str:
    """A change of state or phase in plain words."""
    if verb in PHASE.transitions:
        return f"Fase {to_state} · {Phase(to_state).label}"
    return {
        "suspend": "Percorso sospeso",
        "resume": "Percorso ripreso",
        "close": "Percorso concluso",
        "reopen": "Percorso riaperto",
        "come_back": "Rientra nel progetto",
        "void": "Aperto per errore",
    }[verb]


def short(label: str) -> str:
    """Who, without role and body: «Marta» from «Marta, case manager, Azienda…»."""
    return label.split(",")[0]


def steps(case: Case) -> list[dict[str, str]]:
    """The five phases, where the case is, since when."""
    since = {
        one.to_state: one.changed_on for one in case.changes.order_by("changed_at") if one.verb in PHASE.transitions
    }
    since.setdefault(Phase.ACCESS, case.opened_on)
    order = [one.value for one in Phase]
    here = order.index(case.phase)
    return [
        {
            "letter": one.value,
            "label": f"{one.value} · {PHASE_WORDS[one]}",
            "note": f"dal {date_table(since[one.value])}" if index <= here and one.value in since else "",
            "state": "done" if index < here else "now" if index == here else "",
        }
        for index, one in enumerate(Phase)
    ]
