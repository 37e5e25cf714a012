"""Nothing typed is lost, and nobody else reads it."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from ciao.access.actor import PUBLIC, acting, job
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.drafts.actions import draft_for, drop_draft, erase_old_drafts, initial_from_draft, save_draft
from ciao.drafts.models import Draft
from ciao.drafts.rules import TooLong
from tests.cast import World

FORM = "cases-suspend"


class Sample(PlainForm):
    on = DateField(label="dal")
    why = forms.CharField(label="perché")
    ways = forms.MultipleChoiceField(
        label="come", choices=[("a", "a"), ("b", "b")], widget=forms.CheckboxSelectMultiple
    )
    is_urgent = forms.BooleanField(label="urgente")
    scan = forms.FileField(label="scansione")
    secret = forms.CharField(label="parola", widget=forms.PasswordInput)


def typed(**values: str | list[str]) -> dict[str, list[str]]:
    return {name: [value] if isinstance(value, str) else value for name, value in values.items()}


def test_what_was_typed_comes_back_as_it_was_typed(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        save_draft(form=FORM, typed=typed(on="2/11", why="È stanca", ways=["a", "b"], secret="x"), by=marta)
        initial = initial_from_draft(Sample, draft_for(FORM, marta))
    assert initial == {"on": "2/11", "why": "È stanca", "ways": ["a", "b"], "is_urgent": False}


def test_a_second_save_replaces_the_first(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        for why in ("uno", "due"):
            save_draft(form=FORM, typed=typed(why=why), by=marta)
        assert Draft.objects.get().typed == '{"why": ["due"]}'


def test_passwords_codes_and_hidden_fields_are_never_kept(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        draft = save_draft(
            form=FORM,
            typed=typed(password1="x", csrfmiddlewaretoken="y", _mandate="z", otp="1", why="ok"),
            by=marta,
        )
    assert draft is not None
    assert draft.typed == '{"why": ["ok"]}'


def test_a_draft_is_read_by_nobody_else(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        save_draft(form=FORM, typed=typed(why="È stanca"), by=marta)
    for name in ("paolo", "luca", "chiara"):
        with acting(world.actor(name)) as other:
            assert not Draft.objects.exists()
            assert draft_for(FORM, other) is None


def test_the_draft_goes_when_the_action_is_done(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        save_draft(form=FORM, typed=typed(why="È stanca"), by=marta)
        drop_draft(FORM, marta)
        drop_draft(FORM, marta)
        assert draft_for(FORM, marta) is None


def test_drafts_about_two_subjects_do_not_meet(world: World) -> None:
    with acting(world.actor("marta")) as marta:
        save_draft(
            form=FORM,
            typed=typed(why="qui"),
            by=marta,
            scope_id=world.programme.scope_id,
            subject_id=world.programme.id,
        )
        save_draft(form=FORM, typed=typed(why="altrove"), by=marta)
        about = draft_for(FORM, marta, world.programme)
        assert initial_from_draft(Sample, about)["why"] == "qui"
        assert initial_from_draft(Sample, draft_for(FORM, marta))["why"] == "altrove"


def test_the_public_has_no_drafts(world: World) -> None:
    with acting(PUBLIC) as public:
        assert save_draft(form=FORM, typed=typed(why="x"), by=public) is None
        assert draft_for(FORM, public) is None


def test_a_draft_has_a_limit(world: World) -> None:
    with acting(world.actor("marta")) as marta, pytest.raises(TooLong):
        save_draft(form=FORM, typed=typed(why="x" * 70_000), by=marta)


def test_after_thirty_days_a_job_erases_it(world: World) -> None:
    with clock.at(date(2026, 10, 23)), acting(world.actor("marta")) as marta:
        save_draft(form="old", typed=typed(why="x"), by=marta)
    with acting(world.actor("marta")) as marta:
        save_draft(form="new", typed=typed(why="x"), by=marta)
    with acting(job("erase_drafts")):
        assert erase_old_drafts() == 1
    with acting(world.actor("marta")):
        assert Draft.objects.get().form == "new"
