"""A registry refuses doubles and finds its modules by itself."""

import importlib
import sys
from pathlib import Path

import pytest

from ciao.core.registry import Registry


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    folder = tmp_path / "planted_kinds"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from ciao.core.registry import Registry\nkinds: Registry[str] = Registry('planted_kinds')\n"
    )
    (folder / "one.py").write_text("from planted_kinds import kinds\nkinds.add('one', 'primo')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "planted_kinds"
    for name in [name for name in sys.modules if name.startswith("planted_kinds")]:
        del sys.modules[name]


def test_a_new_module_is_a_new_entry(package: str) -> None:
    kinds: Registry[str] = importlib.import_module(package).kinds
    assert list(kinds) == ["primo"]
    assert kinds["one"] == "primo"
    assert "one" in kinds
    assert "two" not in kinds


def test_an_unknown_code_is_an_error(package: str) -> None:
    with pytest.raises(KeyError):
        importlib.import_module(package).kinds["two"]


def test_a_code_is_taken_once(package: str) -> None:
    kinds: Registry[str] = importlib.import_module(package).kinds
    assert kinds.add("two", "secondo") == "secondo"
    with pytest.raises(ValueError, match="already registered"):
        kinds.add("two", "altro")
