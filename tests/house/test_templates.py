"""Templates only show: none unused, no script nor style inside, nothing unescaped without a reason."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps as django_apps
from django.urls import get_resolver

from tests.house import pages, tree

# Found by Django by their name.
BY_NAME = {"404.html", "403.html", "400.html", "500.html", "403_csrf.html"}
INLINE = {
    "an inline script": r"""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")[^>]*>""",
    "an inline style": r"<style\b",
    "a style attribute": r"""<[^>]*\sstyle\s*=""",
    "an event attribute": r"""<[a-zA-Z][^>]*\son[a-z]+\s*=\s*["']""",
    "a javascript address": r"javascript:",
}


def test_every_template_is_used() -> None:
    words = everything_written()
    tree.none_of(f"{tree.shown(path)} is used nowhere" for path in tree.templates() if not is_used(path, words))


def test_no_script_nor_style_in_the_markup() -> None:
    tree.none_of(f"{tree.shown(path)}: {what}" for path in tree.templates() for what in inline(tree.markup(path)))


def test_unescaped_text_says_why() -> None:
    tree.none_of(
        f"{tree.shown(path)}:{number}: unescaped without a {{# reason #}} on the line or above"
        for path in tree.templates()
        for number in unescaped(path.read_text())
    )


def test_templates_name_only_pages_that_exist() -> None:
    known = {page.name for page in pages.pages()} | pages.framework_names()
    tree.none_of(
        f"{tree.shown(path)} names {name}"
        for path in tree.templates()
        for name in re.findall(r"""\{%\s*url\s+["']([\w:-]+)["']""", tree.markup(path))
        if name not in known
    )


def test_every_component_named_exists() -> None:
    components = {tree.template_name(path) for path in tree.templates()}
    tree.none_of(
        f"{tree.shown(path)} uses <c-{name}>"
        for path in tree.templates()
        for name in re.findall(r"<c-([a-z][\w.-]*)", tree.markup(path))
        if name not in {"vars", "slot", "component"}
        if f"cotton/{name.replace('.', '/').replace('-', '_')}.html" not in components
        if f"cotton/{name.replace('.', '/').replace('-', '_')}/index.html" not in components
    )


def test_planted_faults_are_found() -> None:
    assert list(inline('<p style="color:red">')) == ["a style attribute"]
    assert list(inline("<script>alert(1)</script>")) == ["an inline script"]
    assert list(inline('<a onclick="f()">')) == ["an event attribute"]
    assert not list(inline('<script src="/static/a.js"></script><c-card stylish="1">'))
    assert unescaped("{{ a|safe }}") == [1]
    assert unescaped("{# our own SVG #}\n{{ a|safe }}") == []
    assert not is_used(tree.CIAO / "desk" / "templates" / "desk" / "forgotten.html", "")
    assert get_resolver().reverse_dict is not None


def inline(text: str) -> Iterator[str]:
    """What a strict content policy would refuse."""
    return (what for what, pattern in INLINE.items() if re.search(pattern, text))


def unescaped(text: str) -> list[int]:
    """Lines where markup is trusted and nobody says why."""
    lines = text.splitlines()
    trusted = re.compile(r"\|\s*safe\b|\{%\s*autoescape off")
    return [
        number
        for number, line in enumerate(lines, 1)
        if trusted.search(line) and "{#" not in line and "{#" not in (lines[number - 2] if number > 1 else "")
    ]


def everything_written() -> str:
    """All Python and all markup of ours, where a template may be named."""
    config = sorted((tree.ROOT / "config").rglob("*.py"))
    python = "\n".join(path.read_text() for path in [*tree.python_files(), *config])
    return python + "\n".join(tree.markup(path) for path in tree.templates())


def is_used(path: Path, words: str) -> bool:
    """Extended, included, rendered, a component somebody uses, or the framework's page in our look."""
    name = tree.template_name(path)
    if name in BY_NAME or f'"{name}"' in words or f"'{name}'" in words:
        return True
    if name.startswith("cotton/"):
        called = name.removeprefix("cotton/").removesuffix(".html").replace("/", ".")
        return re.search(rf"<c-{re.escape(called).replace('_', '[_-]')}[\s/>]", words) is not None
    return any(
        (Path(app.path) / "templates" / name).exists()
        for app in django_apps.get_app_configs()
        if not app.name.startswith("ciao.")
    )
