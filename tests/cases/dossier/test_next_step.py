"""The next step is one sentence, and what is late comes before what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ciao.cases.dossier.next_step import CaseFacts, next_step
from ciao.core.clock import ROME

TODAY = date(2026, 11, 23)
CALM = CaseFacts(
    state="open", phase="D", opened_on=date(2026, 3, 12), silence_days=21, last_contact_on=date(2026, 11, 19)
)  # fmt: skip
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=ROME)


@pytest.mark.parametrize(
    ("changes", "code", "title", "kind"),
    [
        ({}, "appointment", "Fissare il prossimo colloquio", ""),
        ({"state": "void"}, "none", "Percorso aperto per errore", "off"),
        ({"state": "closed", "ended_on": TODAY, "end_words": "percorso concluso"}, "reopen",
         "Percorso concluso il 23.11.2026", "off"),
        ({"state": "suspended"}, "resume", "Percorso in pausa", "off"),
        ({"state": "suspended", "review_on": TODAY}, "resume", "Rivedere la pausa", "stop"),
        ({"state": "suspended", "review_on": TODAY - timedelta(days=2)}, "resume", "Rivedere la pausa", "stop"),
        ({"state": "suspended", "review_on": date(2026, 12, 1)}, "resume",
         "In pausa fino a martedì 1° dicembre", "off"),
        ({"task": "Chiamare la scuola", "task_due_on": date(2026, 11, 20)}, "task", "Chiamare la scuola", "stop"),
        ({"task": "Chiamare la scuola", "task_due_on": TODAY}, "task", "Chiamare la scuola", ""),
        ({"unmarked_at": NOON - timedelta(days=4)}, "mark", "Dire com’è andato il colloquio", ""),
        ({"last_contact_on": date(2026, 11, 1)}, "appointment", "Sentire la persona", "stop"),
        ({"last_contact_on": date(2026, 11, 2)}, "appointment", "Fissare il prossimo colloquio", ""),
        ({"has_notice": False}, "notice", "Mostrare l’informativa", ""),
        ({"has_notice": False, "inform_by": TODAY}, "notice", "Mostrare l’informativa", ""),
        ({"has_notice": False, "inform_by": date(2026, 11, 20)}, "notice", "Mostrare l’informativa", "stop"),
        ({"opened_on": TODAY, "last_contact_on": None}, "appointment", "Fissare il primo colloquio", ""),
        ({"missing": ("cittadinanza",)}, "identity", "Completare i dati: manca 1 risposta", ""),
        ({"missing": ("cittadinanza", "titolo di studio")}, "identity", "Completare i dati: mancano 2 risposte", ""),
        ({"has_target": False}, "target", "Scegliere il gruppo di destinatari", ""),
        ({"phase": "A"}, "phase", "Passare alla valutazione", ""),
        ({"next_at": NOON}, "diary", "Colloquio giovedì 26 novembre alle 12:00", ""),
    ],
)  # fmt: skip
def test_one_sentence_for_each_situation(changes: dict[str, Any], code: str, title: str, kind: str) -> None:
    step = next_step(replace(CALM, **changes), TODAY)
    assert (step.code, step.title, step.kind) == (code, title, kind)


def test_a_late_thing_comes_before_missing_answers() -> None:
    facts = replace(CALM, missing=("cittadinanza",), task="Scrivere", task_due_on=date(2026, 11, 1), has_notice=False)
    assert next_step(facts, TODAY).code == "task"


def test_silence_says_how_long_and_since_when_it_was_due() -> None:
    step = next_step(replace(CALM, last_contact_on=date(2026, 10, 30)), TODAY)
    assert step.why == "24 giorni senza contatto: la soglia è 21."
    assert step.due_on == date(2026, 11, 20)


def test_a_meeting_already_fixed_breaks_the_silence() -> None:
    facts = replace(CALM, last_contact_on=None, next_at=NOON)
    assert next_step(facts, TODAY).code == "diary"


def test_nobody_is_asked_to_show_the_notice_before_meeting_the_person_unless_it_is_late() -> None:
    facts = replace(CALM, phase="A", last_contact_on=None, opened_on=TODAY, has_notice=False)
    assert next_step(facts, TODAY).code == "appointment"
    assert next_step(replace(facts, next_at=NOON), TODAY).code == "diary"
    late = replace(facts, next_at=NOON, inform_by=date(2026, 11, 20))
    assert next_step(late, TODAY).code == "notice"
