"""From an edition one goes on to certificates, satisfaction and groups, as far as one's rights go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ciao.access.actor import acting
from ciao.services import actions
from ciao.services.views.beyond import beyond
from tests.cast import World
from tests.services.conftest import FIRST, Course


@pytest.mark.parametrize(
    ("who", "before", "during"),
    [
        ("marta", ["Componi un gruppo misto"], ["Attestati", "Chiedi com’è andata"]),
        ("teo", [], ["Attestati", "Chiedi com’è andata"]),
        ("luca", [], ["Attestati"]),
        ("elena", [], ["Chiedi com’è andata"]),
    ],
)
def test_who_goes_where(world: World, course: Course, who: str, before: list[str], during: list[str]) -> None:
    assert [words for _, words in beyond(course.edition, world.actor(who))] == before
    with acting(world.actor("marta")) as marta:
        edition = actions.start_edition(edition=course.edition, on=FIRST, by=marta)
    assert [words for _, words in beyond(edition, world.actor(who))] == during


def test_each_address_opens(world: World, course: Course, as_user: Callable[[str], Any]) -> None:
    with acting(world.actor("marta")) as marta:
        edition = actions.start_edition(edition=course.edition, on=FIRST, by=marta)
    page = as_user("teo")
    shown = page.get(edition.get_absolute_url()).content.decode()
    for url, words in beyond(edition, world.actor("teo")):
        assert f'<a href="{url}">{words}</a>' in shown
        assert page.get(url).status_code == 200
