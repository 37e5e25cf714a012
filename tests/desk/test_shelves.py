"""Pages the menu has no room for are sorted by matter, each in one place."""

from __future__ import annotations

from collections import Counter

from ciao.desk.menu import PLACES, SECTIONS, elsewhere
from tests.cast import World
from tests.house import tree


def test_every_page_a_menu_may_name_stands_on_one_shelf() -> None:
    on_shelves = Counter(word for words in SECTIONS.values() for word in words.split())
    tree.none_of(
        f"{word} stands on {on_shelves[word]} shelves" for word in PLACES if on_shelves[word] != 1 and word != "desk"
    )
    tree.none_of(f"{word} is no page" for word in on_shelves if word not in PLACES)


def test_a_case_manager_finds_few_shelves_and_no_page_of_the_menu(world: World) -> None:
    shelves = elsewhere(world.actor("marta"))
    assert [one.title for one in shelves][:2] == ["Persone", "Territorio ed eventi"]
    labels = [label for one in shelves for label, _ in one.pages]
    assert "Agenda" in labels
    assert "Persone" not in labels
