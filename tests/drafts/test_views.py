"""The address forms write to while one types."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import reverse

from ciao.access.actor import acting
from ciao.drafts.actions import draft_for
from tests.cast import World


def test_saving_answers_with_the_hour(world: World, as_user: Any) -> None:
    answer = as_user("marta").post(reverse("drafts:save", args=["outreach-new"]), {"story": "Cerca lavoro"})
    assert answer.status_code == 200
    assert "Bozza salvata alle 10:00" in answer.content.decode()
    with acting(world.actor("marta")) as marta:
        draft = draft_for("outreach-new", marta)
        assert draft is not None
        assert draft.typed == '{"story": ["Cerca lavoro"]}'


def test_a_circle_out_of_reach_is_absent(world: World, as_user: Any) -> None:
    url = reverse("drafts:save_about", args=["x", uuid.uuid4(), uuid.uuid4()])
    assert as_user("marta").post(url, {"a": "b"}).status_code == 404


def test_a_circle_in_reach_keeps_the_subject(world: World, as_user: Any) -> None:
    programme = world.programme
    url = reverse("drafts:save_about", args=["x", programme.scope_id, programme.id])
    assert as_user("marta").post(url, {"a": "b"}).status_code == 200
    with acting(world.actor("marta")) as marta:
        assert draft_for("x", marta, programme) is not None


def test_too_much_text_is_said_and_changes_nothing(world: World, as_user: Any) -> None:
    answer = as_user("marta").post(reverse("drafts:save", args=["x"]), {"a": "b" * 70_000})
    assert "troppo lungo" in answer.content.decode()
    with acting(world.actor("marta")) as marta:
        assert draft_for("x", marta) is None
