"""The balance of skills: three phases, what each needs, the synthesis, the ESCO list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from ciao.access.actor import Actor, acting
from ciao.access.lifecycle import NotPossible
from ciao.assessments.actions.skills import (
    close_profile_phase,
    load_concepts,
    reopen_skill_profile,
    save_skill_profile,
)
from ciao.assessments.enums import ProfilePhase
from ciao.assessments.models import Skill, SkillConcept, SkillProfile
from ciao.assessments.rules import Concept, SkillLine, concepts_in
from ciao.cases.actions import void_case
from ciao.cases.models import Case
from tests.assessments.test_actions import amina as amina
from tests.cast import World
from tests.journeys.forms import typed

Open = Callable[[str], Any]
DAY = date(2026, 11, 23)
COOKING = SkillLine("Cucinare per venti", "Feste di quartiere", 3)
ESCO = (
    "conceptType,conceptUri,skillType,preferredLabel,altLabels\n"
    'KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,skill/competence,preparare pasti,"cucinare\n'
    'fare da mangiare"\n'
    "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,knowledge,igiene degli alimenti,\n"
    "KnowledgeSkillCompetence,,knowledge,senza indirizzo,\n"
)


def begun(case: Case, by: Actor, **texts: str) -> SkillProfile:
    return save_skill_profile(
        case=case, phase=ProfilePhase.WELCOME, texts={"expectations": "Un lavoro vicino a casa.", **texts}, by=by
    )


def deepened(case: Case, by: Actor, skills: list[SkillLine] | None = None) -> SkillProfile:
    row = close_profile_phase(profile=begun(case, by), on=DAY, by=by)
    return save_skill_profile(case=case, phase=ProfilePhase(row.phase), texts={}, skills=skills or [COOKING], by=by)


def test_the_first_words_open_the_balance_and_each_phase_needs_something(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        empty = save_skill_profile(case=amina, phase=ProfilePhase.WELCOME, texts={}, by=marta)
        with pytest.raises(NotPossible, match="che cosa si aspetta"):
            close_profile_phase(profile=empty, on=DAY, by=marta)
        row = close_profile_phase(profile=begun(amina, marta), on=DAY, by=marta)
        assert (row.id, row.phase) == (empty.id, "investigation")
        with pytest.raises(NotPossible, match="almeno una cosa"):
            close_profile_phase(profile=row, on=DAY, by=marta)
        save_skill_profile(case=amina, phase=ProfilePhase.INVESTIGATION, texts={}, skills=[COOKING], by=marta)
        row = close_profile_phase(profile=row, on=DAY, by=marta)
        with pytest.raises(NotPossible, match="Scrivi la sintesi"):
            close_profile_phase(profile=row, on=DAY, by=marta)
        row = save_skill_profile(
            case=amina, phase=ProfilePhase.CONCLUSION, texts={"synthesis": "Sa cucinare."}, by=marta
        )
        row = close_profile_phase(profile=row, on=DAY, by=marta)
        assert (row.phase, row.concluded_on) == ("done", DAY)
        assert [one.verb for one in row.changes.order_by("changed_at")] == ["deepen", "conclude", "close"]
        for again in (
            lambda: close_profile_phase(profile=row, on=DAY, by=marta),
            lambda: begun(amina, marta),
        ):
            with pytest.raises(NotPossible, match="riaprilo"):
                again()
        reopen_skill_profile(profile=row, note="Mancano i primi passi", on=DAY, by=marta)
        assert (row.phase, row.concluded_on) == ("conclusion", None)
        assert row.changes.get(verb="reopen").label == "riapri"


def test_a_phase_to_come_is_not_written(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="Prima chiudi la fase di accoglienza"):
        save_skill_profile(case=amina, phase=ProfilePhase.CONCLUSION, texts={}, by=marta)


def test_a_case_opened_by_mistake_has_no_balance(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        void_case(case=amina, note="Doppio", on=DAY, by=marta)
        with pytest.raises(NotPossible, match="aperto per errore"):
            begun(amina, marta)


def test_skills_left_out_stay_on_record_and_esco_names_are_recognised(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        load_concepts(concepts=concepts_in(ESCO), by=marta)
        deepened(amina, marta, [COOKING, SkillLine("preparare pasti")])
        assert [one.concept.label if one.concept else "" for one in Skill.objects.all()] == ["", "preparare pasti"]
        save_skill_profile(case=amina, phase=ProfilePhase.INVESTIGATION, texts={}, skills=[COOKING], by=marta)
        save_skill_profile(case=amina, phase=ProfilePhase.INVESTIGATION, texts={}, skills=[COOKING], by=marta)
        assert [one.is_dropped for one in Skill.objects.all()] == [False, True]


def test_an_esco_list_is_read_added_to_and_brought_up_to_date(world: World) -> None:
    found = concepts_in(ESCO)
    assert [(one.label, one.is_knowledge) for one in found] == [
        ("preparare pasti", False),
        ("igiene degli alimenti", True),
    ]
    assert found[0].other_labels == "cucinare fare da mangiare"
    with acting(world.actor("marta")) as marta:
        assert load_concepts(concepts=found, by=marta) == 2
        load_concepts(concepts=[Concept(found[0].uri, "preparare i pasti")], by=marta)
        assert set(SkillConcept.objects.values_list("label", flat=True)) == {
            "preparare i pasti",
            "igiene degli alimenti",
        }
    with acting(world.actor("nadia")) as nadia, pytest.raises(PermissionDenied):
        load_concepts(concepts=found, by=nadia)


@pytest.mark.parametrize("text", ["", "nome,cognome\na,b\n", "conceptUri,preferredLabel\n,\n"])
def test_another_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"colonne|nessuna"):
        concepts_in(text)


def test_only_the_team_reads_a_balance(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        deepened(amina, marta)
    for name in ("chiara", "paolo", "elena"):
        with acting(world.actor(name)):
            assert not SkillProfile.objects.exists()
            assert not Skill.objects.exists()


def test_marta_goes_through_the_three_phases(world: World, amina: Case, as_user: Open) -> None:
    marta, base = as_user("marta"), f"/persone/{amina.id}/bilancio/"
    assert "Comincia il bilancio" in marta.get(base).content.decode()
    assert marta.get(f"{base}conclusion/").status_code == 404
    first = typed(marta.get(f"{base}welcome/"), "_seen", expectations="Un lavoro.")
    assert marta.post(f"{base}welcome/", {**first, "do": "draft"})["Location"] == f"{base}welcome/"
    again = typed(marta.get(f"{base}welcome/"), "_seen")
    assert again["expectations"].strip() == "Un lavoro."
    assert marta.post(f"{base}welcome/", again)["Location"] == f"{base}investigation/"
    second = typed(marta.get(f"{base}investigation/"), "_seen")
    assert marta.post(f"{base}investigation/", second).status_code == 422
    lines = {"skill_2_words": "Tenere i conti", "skill_2_evidence": "In casa", "skill_2_level": "3"}
    assert marta.post(f"{base}investigation/", {**second, **lines})["Location"] == f"{base}conclusion/"
    third = typed(marta.get(f"{base}conclusion/"), "_seen", synthesis="Sa tenere i conti.")
    assert marta.post(f"{base}conclusion/", third)["Location"] == base
    page = marta.get(base).content.decode()
    assert "Stampa la sintesi" in page
    assert "Tenere i conti" in page
    assert marta.get(f"{base}welcome/")["Location"] == base
    assert marta.post(f"{base}riapri/", {"note": "Manca un passo"})["Location"] == f"{base}conclusion/"


def test_two_people_see_the_difference(world: World, amina: Case, as_user: Open) -> None:
    with acting(world.actor("marta")) as who:
        begun(amina, who)
    marta, url = as_user("marta"), f"/persone/{amina.id}/bilancio/welcome/"
    mine = typed(marta.get(url), "_seen", expectations="Un corso.", do="draft")
    with acting(world.actor("marta")) as who:
        begun(amina, who, expectations="Una casa.")
    answer = marta.post(url, mine)
    assert answer.status_code == 409
    assert "Una casa." in answer.content.decode()
    assert "Un corso." in answer.content.decode()


def test_words_are_completed_from_the_list(world: World, as_user: Open) -> None:
    marta = as_user("marta")
    answer = marta.post("/strumenti/competenze/", {"file": SimpleUploadedFile("skills_it.csv", ESCO.encode())})
    assert answer.status_code == 302
    assert "2 competenze" in marta.get("/strumenti/competenze/").content.decode()
    assert "preparare pasti" in marta.get("/strumenti/competenze/cerca/?skill_1_words=cucin").content.decode()
    assert "option" not in marta.get("/strumenti/competenze/cerca/?skill_1_words=cu").content.decode()
    for wrong in (b"a,b\n1,2\n", b"\xff\xfe\x00"):
        page = marta.post("/strumenti/competenze/", {"file": SimpleUploadedFile("skills_it.csv", wrong)})
        assert page.status_code == 422
