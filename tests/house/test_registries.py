"""Every registry of the product: one module one entry, a code of its own, an Italian label, a reason to be."""

import inspect
import re
import sys
from pathlib import Path
from typing import Any

from ciao.core.registry import Registry
from tests.house import tables, tree

CODE = re.compile(r"[a-z][a-z0-9_.-]*")
# Words that betray a label left in English.
ENGLISH = re.compile(r"\b(the|of|and|with|new|case|person|signal|plan|report|list)\b", re.IGNORECASE)


def registries() -> dict[str, Registry[Any]]:
    """Every registry there is, by the module that holds it."""
    return {
        f"{name}.{key}": value
        for name in tables.modules()
        for key, value in vars(sys.modules[name]).items()
        if isinstance(value, Registry)
    }


def test_every_entry_keeps_the_contract() -> None:
    tree.none_of(
        f"{name}: {fault}" for name, registry in registries().items() for one in registry for fault in faults(one)
    )


def test_every_module_of_a_registry_adds_an_entry() -> None:
    tree.none_of(
        f"{registry.package}.{path.stem} adds nothing"
        for registry in registries().values()
        for path in package_of(registry).iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists()) and not path.stem.startswith("_")
        if not any(home.startswith(f"{registry.package}.{path.stem}") for one in registry for home in origins(one))
    )


def test_every_entry_has_its_test() -> None:
    written = "\n".join(path.read_text() for path in (tree.ROOT / "tests").rglob("test_*.py"))
    tree.none_of(
        f"{registry.package}: no test names {entry_code(one)}"
        for registry in registries().values()
        for one in registry
        if not re.search(rf"\b{re.escape(str(entry_code(one)))}\b", written)
    )


def test_a_planted_entry_without_label_is_found() -> None:
    entry = type("Kind", (), {"code": "Bad Code", "label": "The list"})()
    assert len(list(faults(entry))) == 3


def faults(entry: Any) -> list[str]:
    """What an entry lacks."""
    code, label = str(entry_code(entry)), str(getattr(entry, "label", getattr(entry, "title", "")))
    kind = entry if inspect.isclass(entry) or inspect.isfunction(entry) else type(entry)
    return [
        *([f"«{code}» is not a plain code"] if not CODE.fullmatch(code) else []),
        *([f"{code}: label «{label}» is missing or English"] if not label or ENGLISH.search(label) else []),
        *([f"{code}: no docstring says why"] if not inspect.getdoc(kind) else []),
    ]


def entry_code(entry: Any) -> Any:
    """The name an entry is stored under."""
    return getattr(entry, "code", getattr(entry, "name", ""))


def origins(entry: Any) -> set[str]:
    """The modules an entry comes from, told by the functions it carries where it is plain data."""
    carried = [entry, *vars(entry).values()] if hasattr(entry, "__dict__") else [entry]
    parts = carried + [inner for one in carried if callable(one) for inner in getattr(one, "__dict__", {}).values()]
    return {str(getattr(part, "__module__", "")) for part in parts if callable(part)}


def package_of(registry: Registry[Any]) -> Path:
    """Where the modules of a registry stand."""
    return Path(str(sys.modules[registry.package].__file__)).parent
