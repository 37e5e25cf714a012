"""What the fascicolo gets from a case: the entry form, the story, and a page that makes sense without the work."""

from __future__ import annotations

from datetime import date

import pytest

from ciao.access.actor import acting
from ciao.assessments import panel as assessments
from ciao.assessments.actions import confirm_assessment, save_assessment
from ciao.assessments.enums import LifeArea, Moment
from ciao.cases import panel
from ciao.cases.actions import add_worker, close_case, move_phase, suspend_case
from ciao.cases.enums import CaseRole, CloseReason, SuspendReason
from ciao.cases.models import Case
from ciao.plans import panel as plans
from ciao.signatures.actions import sign_on_screen
from tests.cases.test_entry import _own_folder as _own_folder
from tests.cases.test_entry import amina as amina
from tests.cases.test_entry import filled, shown, signed
from tests.cast import World
from tests.plans.test_actions import signed as signed_plan

TODAY = date(2026, 11, 23)


@pytest.fixture
def with_luca(world: World, amina: Case) -> Case:
    with acting(world.actor("marta")) as marta:
        add_worker(case=amina, mandate=world.mandates["luca"], role=CaseRole.TUTOR, starts_on=TODAY, by=marta)
    return amina


def texts(found: panel.Panel) -> list[str]:
    return [line.text for line in (*found.context["lines"], *found.context["rest"])]


def test_the_entry_form_asks_one_thing_after_the_other(world: World, amina: Case) -> None:
    def asked() -> tuple[str, str]:
        found = panel.entry_step(panel.view_of(Case.objects.get(), marta))
        assert found is not None
        return found[0].title, found[1]

    page = f"/persone/{amina.id}/iscrizione/"
    with acting(world.actor("marta")) as marta:
        assert asked() == ("Compilare la domanda di iscrizione", f"{page}risposte/")
        filled(amina, marta, education="")
        assert asked() == ("Finire la domanda di iscrizione", f"{page}risposte/")
        filled(amina, marta)
        assert asked() == ("Presentare la domanda alla firma", page)
        _, document = shown(amina, marta)
        assert asked() == ("Far firmare la domanda di iscrizione", page)
        sign_on_screen(signature=document.signatures.get(), written_name="Amina", by=marta)
        assert asked() == ("Chiudere la domanda di iscrizione", page)


def test_signed_it_asks_nothing_and_the_panel_says_when(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        before = panel.entry(panel.view_of(amina, marta))
        assert before is not None
        assert (before.status, before.kind, before.context["progress"]) == ("da compilare", "warn", None)
        signed(amina, marta)
        view = panel.view_of(amina, marta)
        found = panel.entry(view)
        assert panel.entry_step(view) is None
        assert found is not None
        assert (found.status, found.kind) == ("firmata il 23.11.2026", "ok")


def test_once_supports_begin_the_entry_form_is_late(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        for verb in ("to_assessment", "to_plan", "to_delivery"):
            found = panel.entry_step(panel.view_of(amina, marta))
            assert found is not None
            assert found[0].kind == ""
            move_phase(case=amina, verb=verb, on=TODAY, by=marta)
        found = panel.entry_step(panel.view_of(amina, marta))
        assert found is not None
        assert found[0].kind == "stop"


def test_a_path_that_pauses_asks_no_entry_form(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        suspend_case(case=amina, reason=SuspendReason.HEALTH, note="", on=TODAY, review_on=None, by=marta)
        assert panel.entry_step(panel.view_of(amina, marta)) is None


def test_the_story_tells_of_entry_assessments_and_plans(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        signed(amina, marta)
        ratings = {LifeArea.WORK: {"score": 2}}
        one = save_assessment(case=amina, moment=Moment.ENTRY, assessed_on=TODAY, ratings=ratings, by=marta)
        confirm_assessment(assessment=one, on=TODAY, by=marta)
        plan = signed_plan(amina, marta)
        view = panel.view_of(amina, marta)
        told = [*assessments.story_lines(view), *plans.story_lines(view)]
        found = texts(panel.story(view, told))
        links = {line.text: line.url for line in panel.story(view, told).context["lines"]}
    for words in ("Domanda di iscrizione firmata", "Valutazione confermata: ingresso", "Progetto firmato, versione 1"):
        assert words in found
    assert links["Progetto firmato, versione 1"] == plan.get_absolute_url()


def test_lines_from_above_take_their_place_by_day(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        told = [(date(2026, 11, 10), "ok", "check", "Iscritta al corso", "")]
        found = texts(panel.story(panel.view_of(amina, marta), told))
    assert found[0] == "Iscritta al corso"
    assert found.index("Iscritta al corso") < found.index("Presa in carico")


def test_luca_reads_no_work_and_gets_no_panel_of_it(world: World, with_luca: Case) -> None:
    with acting(world.actor("marta")) as marta:
        signed(with_luca, marta)
    with acting(world.actor("luca")) as luca:
        view = panel.view_of(with_luca, luca)
        hidden = (
            panel.entry, panel.entry_step, panel.requirements, panel.data, panel.delicate, panel.diary, panel.meetings,
            panel.tasks, assessments.assessment,
        )  # fmt: skip
        assert [one(view) for one in hidden] == [None] * len(hidden)
        contacts = panel.contacts(view)
        assert contacts is not None
        assert contacts.url == ""
        assert [one["text"] for one in panel.in_order(view)] == ["Informativa da mostrare"]
        assert "Domanda di iscrizione firmata" not in texts(panel.story(view))
        assert assessments.story_lines(view) == []


def test_luca_has_a_band_that_says_where_it_stands_and_whom_to_ask(world: World, with_luca: Case) -> None:
    with acting(world.actor("luca")) as luca:
        step = panel.standing_step(panel.view_of(with_luca, luca))
        assert (step.title, step.kind) == ("Fase A · Accesso e orientamento", "off")
        assert step.why == "Il percorso lo segue Marta. Per ciò che qui non vedi, chiedi a Marta."
    with acting(world.actor("marta")) as marta:
        close_case(case=with_luca, reason=CloseReason.DIED, note="Malattia", on=TODAY, by=marta)
    with acting(world.actor("luca")) as luca:
        step = panel.standing_step(panel.view_of(Case.objects.get(), luca))
        assert step.title == "Percorso concluso"
        assert "Malattia" not in " ".join(texts(panel.story(panel.view_of(Case.objects.get(), luca))))
