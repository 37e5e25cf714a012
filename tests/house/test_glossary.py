"""One word, one meaning: docs/glossario.md and the code say the same, both ways."""

import re
from collections import Counter
from collections.abc import Iterator

from django.apps import apps as django_apps

from tests.house import tables, tree

PAGE = tree.ROOT / "docs" / "glossario.md"


def test_every_app_has_its_row_and_every_row_its_app() -> None:
    written = {(label, code, place) for label, code, place, _ in rows("Le parti")}
    built = {
        (str(app.verbose_name), app.label, floor(app.label))
        for app in django_apps.get_app_configs()
        if app.name.startswith("ciao.")
    }
    tree.none_of(differences(written, built))


def test_every_table_has_its_row_and_every_row_its_table() -> None:
    written = {(word, code, app) for word, code, app, _ in rows("Le parole")}
    built = {(str(model._meta.verbose_name), model.__name__, model._meta.app_label) for model in tables.tables()}
    tree.none_of(differences(written, built))


def test_every_row_has_a_meaning_that_ends_like_a_sentence() -> None:
    for title in ("Le parti", "Le parole"):
        tree.none_of(row[0] for row in rows(title) if not re.fullmatch(r"[A-ZÈ].{15,}\.", row[3]))


def test_no_word_and_no_name_has_two_meanings() -> None:
    words = Counter(str(model._meta.verbose_name) for model in tables.tables())
    names = Counter(model.__name__ for model in tables.tables())
    tree.none_of(f"«{word}» names {many} tables" for word, many in (words + names).items() if many > 1)


def test_plurals_are_italian() -> None:
    tree.none_of(
        f"{model._meta.label}: verbose_name_plural is missing"
        for model in tables.tables()
        if model._meta.verbose_name_plural == f"{model._meta.verbose_name}s"
    )


def test_the_banned_word_is_not_used() -> None:
    named = re.compile(r"\bclass \w*Project(?!Sheet)\w*\b|\bproject_id\b")
    tree.none_of(
        f"{tree.shown(path)}: {found.group()}"
        for path in tree.python_files()
        for found in named.finditer(path.read_text())
        if "TrainingProject" not in found.group()
    )


def rows(title: str) -> list[tuple[str, str, str, str]]:
    """The four cells of each row of one table of the glossary."""
    part = PAGE.read_text().split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    cells = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in lines]
    assert all(len(one) == 4 for one in cells), [one for one in cells if len(one) != 4]
    return cells  # type: ignore[return-value]


def differences(written: set[tuple[str, ...]], built: set[tuple[str, ...]]) -> Iterator[str]:
    """What stands on one side only."""
    yield from (f"in the glossary only: {one}" for one in written - built)
    yield from (f"missing from the glossary: {one}" for one in built - written)


def floor(app: str) -> str:
    """How many rows of pyproject's layers lie below; core is 0."""
    return str(tree.height(app) - 1)
