"""The plan in plain words: in the person's language, with what they decided and how it was signed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import polib
import pytest

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.cases.models import Case
from ciao.core.command.messages import compile_all
from ciao.people.models import Person
from ciao.plans import actions
from ciao.plans.models import Plan
from ciao.prints.actions import issue_document
from ciao.prints.kinds.plan_plain import kind
from ciao.prints.rules import KINDS
from ciao.signatures.actions import sign_on_screen
from tests.cast import World
from tests.prints.test_kinds import plan_to_sign, text_of

ROOT = Path(kind.__file__).resolve().parents[2]
LANGUAGES = ("en", "fr", "es", "ar", "ro", "uk")
SAID = re.compile(r'gettext_noop\("([^"]+)"\)')
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compile_all()


def printed(world: World, case: Case, language: str = "") -> str:
    with acting(world.actor("marta")) as marta:
        Person.objects.filter(id=case.person_id).update(language=language)
        plan = Plan.objects.select_related("case__person").get(id=plan_to_sign(case, marta).id)
        document = issue_document(kind=KINDS["plan_plain"], subject=plan, by=marta)
        return text_of(document.file.content()).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_word_is_translated_and_keeps_what_is_put_in_it(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
    said = set(SAID.findall(Path(kind.__file__).read_text()))
    assert {one.msgid for one in catalogue if one.translated()} == said
    for one in catalogue:
        assert set(re.findall(r"%\(\w+\)s", one.msgid)) == set(re.findall(r"%\(\w+\)s", one.msgstr)), one.msgid


def test_without_a_language_of_ours_it_is_in_italian(world: World, amina: Case) -> None:
    text = printed(world, amina, "bengalese")
    for words in ("Il mio progetto", "Non è ancora firmato.", "Lo legge solo chi mi segue.", "corso, ore: 30"):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"),
    [("francese", "Mon projet"), ("inglese e arabo", "My plan"), ("rumeno", "Proiectul meu"), ("ucraino", "Мій план")],
)
def test_the_fixed_words_are_in_the_persons_language(world: World, amina: Case, language: str, words: str) -> None:
    assert words in printed(world, amina, language)


def test_what_was_written_stays_and_the_mediators_words_come_first(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan_to_sign(amina, marta)
        actions.translate_plan(case=amina, language="fr", texts={"= Cucina": "Cuisine #strong[x]"}, by=marta)
    text = printed(world, amina, "francese")
    assert text.index("Cuisine #strong[x]") < text.index("= Cucina")
    assert "So `cucinare`" in text


def test_arabic_is_set_from_right_to_left(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        Person.objects.filter(id=amina.person_id).update(language="arabo")
        plan = Plan.objects.select_related("case__person").get(id=plan_to_sign(amina, marta).id)
        found = kind.context(plan, marta)
    assert (found["language"], found["direction"]) == ("ar", "rtl")
    assert found["words"]["heading"] == "مشروعي"
    assert "Amina" in printed(world, amina, "arabo")


def test_it_says_who_agreed_who_may_know_and_how_it_was_signed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = plan_to_sign(amina, marta)
        one = plan.goals.get()
        body = world.organizations["cooperativa"]
        actions.answer_for_goal(goal=one, agrees=True, bodies=[body], on=TODAY, by=marta)
        document = issue_document(kind=KINDS["plan"], subject=plan, by=marta)
        for signature in document.signatures.all():
            sign_on_screen(signature=signature, written_name="Nome", by=marta)
        actions.settle_plan(plan=plan, by=marta)
        paper = issue_document(kind=KINDS["plan_plain"], subject=Plan.objects.get(id=plan.id), by=marta)
        text = " ".join(text_of(paper.file.content()).split())
    assert "Sono d’accordo. Oltre a chi mi segue lo può sapere: Cooperativa La Quercia." in text
    assert "il 23.11.2026, sullo schermo" in text
    assert "Lo rileggiamo insieme entro il 21.02.2027." in text
    with acting(world.actor("marta")) as marta:
        actions.withdraw_agreement(goal=plan.goals.get(), on=TODAY, by=marta)
        assert "Ho cambiato idea." in kind.context(Plan.objects.get(id=plan.id), marta)["goals"][0]["answers"]


def test_a_draft_is_not_printed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="da firmare o in vigore"):
        issue_document(kind=KINDS["plan_plain"], subject=actions.start_plan(case=amina, by=marta), by=marta)
