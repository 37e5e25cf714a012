"""How goals go at entry, on the way and on leaving; going through a plan again; words in another language."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings

from ciao.access.actor import acting
from ciao.access.lifecycle import NotPossible
from ciao.assessments.enums import Moment
from ciao.cases.models import Case
from ciao.plans import actions
from ciao.plans.enums import Attainment
from ciao.plans.models import GoalRating, PlanReview, Translation
from tests.cast import World
from tests.plans.test_actions import amina as amina
from tests.plans.test_actions import goal, signed, whole

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _own_folder(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def test_the_five_levels_are_agreed_at_the_start_and_kept_by_later_versions(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan = whole(amina, marta)
        one = plan.goals.get()
        goal(plan, marta, row_id=one.id, levels={Attainment.EXPECTED: "Un contratto", -2: "Niente"}, weight=2)
        goal(plan, marta, row_id=one.id)
        one.refresh_from_db()
        assert (one.levels[Attainment.EXPECTED], one.levels[Attainment.MUCH_LESS]) == ("Un contratto", "Niente")
        assert one.levels[Attainment.MORE] == ""
        signed(amina, marta)
        assert actions.start_plan(case=amina, by=marta).goals.get().levels == one.levels


def test_a_rating_has_its_moment_and_sent_twice_is_kept_once(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        one = signed(amina, marta).goals.get()
        given: dict[str, Any] = {"goal": one, "rated_on": TODAY, "by": marta, "row_id": uuid.uuid4()}
        first = actions.rate_goal(score=Attainment.MUCH_LESS, moment=Moment.ENTRY, **given)
        assert actions.rate_goal(score=Attainment.MORE, moment=Moment.MID, **given) == first
        assert GoalRating.objects.get().moment == Moment.ENTRY


def test_a_review_says_what_is_decided_and_when_is_the_next(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        plan, key = signed(amina, marta), uuid.uuid4()
        for _ in range(2):
            one = actions.review_plan(
                plan=plan, reviewed_on=TODAY, outcome="goes_on", words=" Va bene ", next_on=date(2027, 1, 11),
                row_id=key, by=marta,
            )  # fmt: skip
        assert (one.words, PlanReview.objects.count()) == ("Va bene", 1)


@pytest.mark.parametrize(
    ("day", "next_on", "says"),
    [
        (date(2026, 11, 24), None, "dopo oggi"),
        (date(2026, 11, 20), None, "da quel giorno"),
        (TODAY, TODAY, "viene dopo"),
    ],
)
def test_the_days_of_a_review_are_in_order(
    world: World, amina: Case, day: date, next_on: date | None, says: str
) -> None:
    with acting(world.actor("marta")) as marta:
        plan = signed(amina, marta)
        with pytest.raises(NotPossible, match=says):
            actions.review_plan(plan=plan, reviewed_on=day, outcome="goes_on", next_on=next_on, by=marta)


def test_a_draft_is_not_reviewed(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="non è in vigore"):
        actions.review_plan(plan=whole(amina, marta), reviewed_on=TODAY, outcome="goes_on", by=marta)


def test_a_sentence_is_translated_once_and_serves_only_while_it_says_the_same(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        assert actions.translate_plan(case=amina, language="ar", texts={"Casa": "بيت", "Lavoro": ""}, by=marta) == 1
        assert actions.translate_plan(case=amina, language="ar", texts={"Casa": " بيت "}, by=marta) == 0
        assert actions.translations_of(amina, "ar") == {"Casa": "بيت"}
        assert actions.translations_of(amina, "fr") == {}
        assert actions.translate_plan(case=amina, language="ar", texts={"Casa": ""}, by=marta) == 1
        assert actions.translations_of(amina, "ar") == {}
        assert Translation.objects.count() == 1


@pytest.mark.parametrize("language", ["it", "xx"])
def test_italian_needs_no_translation(world: World, amina: Case, language: str) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(NotPossible, match="lingua diversa"):
        actions.translate_plan(case=amina, language=language, texts={"Casa": "x"}, by=marta)


def test_a_stranger_sees_neither_reviews_nor_translations(world: World, amina: Case) -> None:
    with acting(world.actor("marta")) as marta:
        actions.review_plan(plan=signed(amina, marta), reviewed_on=TODAY, outcome="ends", by=marta)
        actions.translate_plan(case=amina, language="ar", texts={"Casa": "بيت"}, by=marta)
    for name in ("chiara", "paolo", "luca"):
        with acting(world.actor(name)):
            assert not PlanReview.objects.exists()
            assert not Translation.objects.exists()
