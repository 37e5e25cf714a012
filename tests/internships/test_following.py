"""Diary, reports, result, and what the tutor has to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.panel import view_of
from ciao.internships import actions
from ciao.internships.models import FinalReport, InternshipResult, TutorEntry
from ciao.internships.pack.todo import todo
from ciao.internships.pack.unsigned import unsigned
from ciao.outcomes import panel as outcomes
from ciao.outcomes.actions import record_outcome
from ciao.outcomes.enums import OutcomeMoment, Situation
from ciao.prints.actions import issue_document
from ciao.prints.rules import KINDS
from tests.cast import World
from tests.internships.conftest import START, Kitchen
from tests.protected import hide

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"happened_on": date(2026, 11, 24)}, "dopo oggi"),
        ({"happened_on": date(2026, 8, 31)}, "il diario viene dopo"),
        ({"text": " "}, "Scrivi com’è andata"),
        ({"kind": "visit"}, "con chi hai parlato"),
        ({"kind": "midterm"}, "a che punto"),
        ({"kind": "incident", "inail_told_on": date(2026, 10, 31)}, "la denuncia viene dopo"),
    ],
)
def test_a_line_that_cannot_be_says_why(world: World, kitchen: Kitchen, given: dict[str, Any], words: str) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        line: dict[str, Any] = {"kind": "note", "happened_on": date(2026, 11, 2), "text": "Bene", **given}
        with pytest.raises(NotPossible, match=words):
            actions.write_entry(internship=one, by=luca, **line)


def test_the_diary_is_written_once_and_corrected_in_sight(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        with pytest.raises(NotPossible, match="da quando è iniziato"):
            actions.write_entry(internship=kitchen.open(luca), kind="note", happened_on=TODAY, text="x", by=luca)
        one = kitchen.running(luca)
        row = actions.write_entry(internship=one, kind="incident", happened_on=TODAY, text="Un taglio", by=luca)
        again = actions.write_entry(
            internship=one, kind="incident", happened_on=TODAY, text="Un taglio", by=luca, row_id=row.id
        )
        assert again == row
        with pytest.raises(NotPossible, match="non dopo oggi"):
            actions.tell_inail(entry=row, on=date(2026, 11, 24), by=luca)
        assert actions.tell_inail(entry=row, on=TODAY, by=luca).inail_told_on == TODAY
        with pytest.raises(NotPossible, match="Scrivi il motivo"):
            actions.void_entry(entry=row, reason="", by=luca)
        actions.void_entry(entry=row, reason="Era un’altra persona", by=luca)
        with pytest.raises(NotPossible, match="già segnata"):
            actions.void_entry(entry=row, reason="x", by=luca)
        assert (TutorEntry.objects.count(), TutorEntry.objects.kept().count()) == (1, 0)
        note = actions.write_entry(internship=one, kind="note", happened_on=TODAY, text="x", by=luca)
        with pytest.raises(NotPossible, match="Si denuncia un infortunio"):
            actions.tell_inail(entry=note, on=TODAY, by=luca)


def test_reports_are_signed_together_and_stand_still_once_issued(world: World, kitchen: Kitchen) -> None:
    given: dict[str, Any] = {"written_on": TODAY, "learnt": "Cucinare", "went": "Bene"}
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        for change, words in (({"learnt": ""}, "che cosa ha imparato"), ({"written_on": date(2026, 8, 1)}, "da lì a")):
            with pytest.raises(NotPossible, match=words):
                actions.write_report(internship=one, author="host", by=luca, **{**given, **change})
        actions.write_report(internship=one, author="host", by=luca, **given)
        with pytest.raises(NotPossible, match="Manca la relazione finale di: tirocinante"):
            issue_document(kind=KINDS["internship_report"], subject=one, by=luca)
        actions.write_report(internship=one, author="host", by=luca, **{**given, "went": "Molto bene"})
        actions.write_report(internship=one, author="trainee", by=luca, **given)
        document = issue_document(kind=KINDS["internship_report"], subject=one, by=luca)
        assert {row.role for row in document.signatures.all()} == {
            "tirocinante", "tutor dell’ente ospitante", "tutor del promotore",
        }  # fmt: skip
        with pytest.raises(NotPossible, match="annulla prima quello"):
            actions.write_report(internship=one, author="host", by=luca, **given)
        assert [row.went for row in FinalReport.objects.order_by("author")] == ["Molto bene", "Bene"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"hired_by": "host"}, "ha un contratto"),
        ({"hired_by": "nobody", "contract": "permanent"}, "Chi non lavora no"),
        ({"hired_by": "host", "contract": "permanent", "contract_months": 3}, "contratto che finisce"),
        ({"hired_by": "nobody", "happened_on": date(2026, 8, 1)}, "da lì a oggi"),
    ],
)
def test_a_result_that_cannot_be_says_why(world: World, kitchen: Kitchen, given: dict[str, Any], words: str) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        with pytest.raises(NotPossible, match="si scrive alla fine"):
            actions.record_result(internship=one, hired_by="nobody", happened_on=TODAY, by=luca)
        actions.end_internship(internship=one, on=TODAY, reason="Ha trovato lavoro", by=luca)
        with pytest.raises(NotPossible, match=words):
            actions.record_result(internship=one, by=luca, **{"happened_on": TODAY, **given})


def test_what_the_tutor_has_to_do_comes_with_its_page_and_goes_when_done(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        assert [row.what for row in todo(luca, date(2026, 10, 15))] == []
        first = todo(luca, date(2026, 12, 1))
        assert [(row.who, row.what) for row in first] == [
            ("Amina", "visita da fare"), ("Amina", "verifica a metà da fare"),
        ]  # fmt: skip
        assert first[0].url == f"/tirocini/{one.id}/diario/visit/"
        actions.write_entry(
            internship=one, kind="midterm", happened_on=TODAY, progress="on_track", text="Bene", by=luca
        )
        actions.write_entry(internship=one, kind="incident", happened_on=TODAY, text="Un taglio", by=luca)
        assert [row.what for row in todo(luca, date(2026, 12, 1))] == ["infortunio da denunciare all’INAIL"]
        actions.tell_inail(entry=TutorEntry.objects.get(kind="incident"), on=TODAY, by=luca)
        actions.end_internship(internship=one, on=TODAY, reason="Ha trovato lavoro", by=luca)
        assert [row.action for row in todo(luca, TODAY)] == [
            "Scrivi la relazione", "Scrivi la relazione", "Scrivi l’esito",
        ]  # fmt: skip
        actions.record_result(
            internship=one, hired_by="host", contract="fixed_term", contract_months=6, happened_on=TODAY, by=luca
        )
        assert InternshipResult.objects.get().contract_months == 6
        assert len(todo(luca, TODAY)) == 2
    with acting(world.actor("giulia")) as giulia:
        assert todo(giulia, TODAY) == []


def test_who_has_not_signed_is_listed_with_a_text_to_remind(world: World, kitchen: Kitchen) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.open(luca)
        assert unsigned(luca, TODAY) == []
        project = kitchen.write(one, luca)
        assert [row.name for row in unsigned(luca, TODAY)] == ["Documento da preparare"]
        issue_document(kind=KINDS["training_project"], subject=project, by=luca)
        found = unsigned(luca, date(2026, 11, 30))
        assert [row.name for row in found] == ["Amina", "Luca", "Per Azienda Sociale Tre Ponti", "Rita"]
        assert "7 giorni" in found[0].reminder
        actions.sign_training_project(training_project=project, on=START, by=luca)
        assert unsigned(luca, TODAY) == []
    with acting(world.actor("paolo")) as paolo:
        actions.sign_agreement(
            programme=world.programme, host=kitchen.host, promoter=world.organizations["capofila"], number="2027/1",
            signed_on=None, starts_on=TODAY, ends_on=date(2027, 12, 31), by=paolo,
        )  # fmt: skip
    with acting(world.actor("luca")) as luca:
        assert [(row.what, row.about) for row in unsigned(luca, TODAY)] == [("Convenzione n. 2027/1", "Cucina Aperta")]


def test_work_that_came_of_it_is_proposed_as_an_outcome_until_one_says_so(
    world: World, kitchen: Kitchen, as_user: Any
) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        actions.end_internship(internship=one, on=TODAY, reason="Ha trovato lavoro", by=luca)
        actions.record_result(internship=one, hired_by="host", contract="permanent", happened_on=TODAY, by=luca)
    with acting(world.actor("marta")) as marta:
        asked = outcomes.step(view_of(kitchen.case, marta))
        assert asked is not None
        assert asked[0].title == "Scrivere il lavoro negli esiti"
    page = as_user("marta").get(asked[1]).content.decode()
    assert 'value="permanent" selected' in page or 'value="permanent" checked' in page
    with acting(world.actor("marta")) as marta:
        record_outcome(
            case=kitchen.case, moment=OutcomeMoment.DURING, situation=Situation.EMPLOYED, happened_on=TODAY,
            contract="permanent", by=marta,
        )  # fmt: skip
        assert outcomes.step(view_of(kitchen.case, marta)) is None


def test_who_does_not_enter_the_circle_of_a_protected_person_writes_nothing_there(
    world: World, kitchen: Kitchen
) -> None:
    with acting(world.actor("luca")) as luca:
        one = kitchen.running(luca)
        assert len(todo(luca, date(2026, 12, 1))) == 2
    hide(world, kitchen.case, "Luna")
    with acting(world.actor("luca")) as luca:
        assert todo(luca, date(2026, 12, 1)) == []
        with pytest.raises(NotPossible, match="persona di riferimento"):
            actions.write_entry(internship=one, kind="note", happened_on=TODAY, text="Bene", by=luca)
        with pytest.raises(NotPossible, match="persona di riferimento"):
            actions.record_act(internship=one, kind="fitness", not_due_reason="x", by=luca)
    with acting(world.actor("marta")) as marta:
        assert actions.write_entry(internship=one, kind="note", happened_on=TODAY, text="Bene", by=marta).text == "Bene"
