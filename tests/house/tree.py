"""The source tree as the house tests walk it: apps, files, templates, and the layers of pyproject.toml."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CIAO = ROOT / "ciao"


def none_of(problems: Iterable[str]) -> None:
    """Fails with one problem a line."""
    found = sorted(set(problems))
    assert not found, f"{len(found)} to mend:\n  " + "\n  ".join(found)


@cache
def layers() -> list[set[str]]:
    """The one-way street, top first, as import-linter reads it."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    rows = config["tool"]["importlinter"]["contracts"][0]["layers"]
    return [set(re.findall(r"\w+", row)) for row in rows]


def may_know(app: str, other: str) -> bool:
    """Whether `app` may name `other`: itself or a lower layer, never up, never sideways."""
    return app == other or height(other) < height(app)


def height(app: str) -> int:
    """How high an app stands; the lowest is 1."""
    for index, names in enumerate(layers()):
        if app in names:
            return len(layers()) - index
    raise LookupError(f"{app} has no layer in pyproject.toml")


def apps() -> list[str]:
    """Every app that exists today."""
    return sorted(path.parent.name for path in CIAO.glob("*/apps.py"))


def app_of(path: Path) -> str:
    """The app a file of ours belongs to."""
    return path.relative_to(CIAO).parts[0]


def shown(path: Path) -> str:
    """A path as people read it."""
    return str(path.relative_to(ROOT))


@cache
def python_files() -> list[Path]:
    """Every module of the product; migrations are written by Django."""
    return sorted(path for path in CIAO.rglob("*.py") if "migrations" not in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a module."""
    return ast.parse(path.read_text())


def functions(module: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a module, inner ones too."""
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code of a function, without decorators, signature and docstring."""
    body = node.body[1:] if ast.get_docstring(node) else node.body
    return (node.end_lineno or 0) - body[0].lineno + 1 if body else 0


@cache
def templates() -> list[Path]:
    """Every template of ours."""
    return sorted(CIAO.glob("*/templates/**/*.html"))


def template_name(path: Path) -> str:
    """The name a template is rendered by."""
    parts = path.parts
    return "/".join(parts[parts.index("templates", len(CIAO.parts)) + 1 :])


def markup(path: Path) -> str:
    """A template without its comments."""
    text = path.read_text()
    text = re.sub(r"\{% comment[^%]*%\}.*?\{% endcomment %\}", "", text, flags=re.DOTALL)
    return re.sub(r"\{#.*?#\}|<!--.*?-->", "", text, flags=re.DOTALL)
