"""What lacks before the start, item by item, as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ciao.internships.pack.facts import ActFacts, Asked, StartFacts
from ciao.internships.pack.items import ITEMS, cob_warning, lacking, missing_codes, pack

DONE = ActFacts("Formazione Sicura", date(2026, 8, 20))
READY = StartFacts(
    date(2026, 9, 1), date(2027, 2, 28), has_project=True, signed_on=date(2026, 8, 31), agreement="2026/014",
    agreement_span=(date(2026, 8, 1), date(2027, 8, 31)), inail_number="INAIL-1", liability_policy="RC-9",
    cob_number="COB-7", cob_on=date(2026, 8, 28), has_goals=True, has_skills=True, host_tutor="Rita",
    title="ente accreditato, 12", promoter="Capofila",
    acts={"safety": DONE, "fitness": ActFacts(not_due_reason="La mansione non la chiede")},
)  # fmt: skip
LATE = ActFacts("Medico", date(2025, 1, 1), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, []),
        ({"signed_on": None}, ["non è ancora firmato"]),
        ({"agreement_span": None}, ["convenzione"]),
        ({"agreement_span": (date(2026, 8, 1), date(2026, 12, 31))}, ["convenzione"]),
        ({"agreement_span": (date(2026, 9, 2), date(2027, 12, 31))}, ["convenzione"]),
        ({"agreement_signed": False}, ["convenzione firmata"]),
        ({"inail_number": "", "liability_policy": ""}, ["INAIL", "responsabilità"]),
        ({"cob_number": ""}, ["COB"]),
        ({"title": ""}, ["titolo"]),
        ({"host_tutor": ""}, ["tutor dell’ente"]),
        ({"has_goals": False}, ["obiettivi e competenze"]),
        ({"has_skills": False}, ["obiettivi e competenze"]),
        ({"acts": {}}, ["sicurezza", "idoneità"]),
        ({"acts": {"safety": DONE, "fitness": LATE}}, ["idoneità"]),
        ({"acts": {"safety": DONE, "fitness": replace(LATE, valid_to=date(2026, 9, 1))}}, []),
        ({"acts": {"safety": ActFacts("Formazione Sicura"), "fitness": DONE}}, ["sicurezza"]),
        ({"kind": "curricular"}, ["scuola"]),
        ({"kind": "inclusion"}, ["servizio pubblico", "perché il tirocinio si attiva"]),
        ({"kind": "inclusion", "care": "Servizio del comune", "motive": "Inclusione"}, []),
        ({"has_holder": True}, []),
        ({"has_holder": False}, ["Nessuno può firmare"]),
    ],
)
def test_what_lacks_before_the_start(change: dict[str, Any], words: list[str]) -> None:
    found = lacking(replace(READY, **change))
    assert len(found) == len(words)
    assert all(word in one for word, one in zip(words, found, strict=True))


def test_without_anything_everything_lacks_and_each_says_why() -> None:
    empty = StartFacts(date(2026, 9, 1), date(2027, 2, 28))
    assert len(lacking(empty)) == 11
    assert all(one.why.strip().endswith((".", "?")) for one in pack(empty))
    short = pack(replace(READY, agreement_span=(date(2026, 8, 1), date(2026, 12, 31))))
    assert "vale dal 01.08.2026 al 31.12.2026" in next(one.why for one in short if one.code == "agreement")


def test_what_was_waived_lacks_no_more_but_what_must_be_there_does() -> None:
    facts = replace(READY, kind="inclusion", cob_number="")
    assert missing_codes(facts) == ["care", "motive", "cob"]
    assert lacking(facts, {"cob", "care", "motive"}) == [ITEMS["care"].lacking]


def test_who_has_not_signed_is_named_with_since_when() -> None:
    facts = replace(READY, signed_on=None, unsigned=(Asked("Rita", date(2026, 8, 20)),))
    why = next(one.why for one in pack(facts) if one.code == "signed")
    assert why == "Non ha ancora firmato: Rita (dal 20.08.2026)."


def test_a_notice_sent_late_is_said() -> None:
    assert cob_warning(READY) == ""
    assert cob_warning(replace(READY, cob_on=None)) == ""
    assert "01.09.2026" in cob_warning(replace(READY, cob_on=date(2026, 9, 1)))
