"""Pictures and diagrams of the docs are those of the code."""

import re
from pathlib import Path

from ciao.access.roles import ROLES
from docs import draw_layers, draw_lifecycles

DOCS = Path(__file__).resolve().parents[2] / "docs"
AGAIN = "make disegni"


def test_the_picture_of_the_layers_is_current() -> None:
    assert draw_layers.PICTURE.read_text(encoding="utf-8") == draw_layers.draw(), f"run `{AGAIN}`"


def test_the_lifecycles_are_current() -> None:
    assert draw_lifecycles.PAGE.read_text(encoding="utf-8") == draw_lifecycles.page(), f"run `{AGAIN}`"


def test_every_decision_has_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in (DOCS / "adr").glob("*.md")]
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    for path in (DOCS / "adr").glob("*.md"):
        assert path.read_text(encoding="utf-8").startswith(f"# {path.name[:4]} "), path.name


def test_decisions_and_how_tos_are_short() -> None:
    pages = [*(DOCS / "adr").glob("*.md"), *(DOCS / "come-fare").glob("*.md")]
    assert [page.name for page in pages if len(page.read_text(encoding="utf-8").splitlines()) > 40] == []


def test_no_page_links_to_something_that_is_not_there() -> None:
    pages = [*DOCS.rglob("*.md"), *DOCS.parent.glob("*.md")]
    broken = [
        f"{page.relative_to(DOCS.parent)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_role_has_its_page_in_the_manual() -> None:
    index = (DOCS / "manuale" / "README.md").read_text(encoding="utf-8")
    assert [role.label for role in ROLES.values() if f"[{role.label}](" not in index] == []


def test_every_picture_of_the_manual_is_made_and_small() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"])
    images = list((DOCS / "manuale" / "img").iterdir())
    assert [image.name for image in images if f"img/{image.name})" not in pages] == []
    assert sum(image.stat().st_size for image in images) < 6_000_000
