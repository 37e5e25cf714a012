"""A registry that refuses doubles and finds its entries by importing a package."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """One new module in the package is one new entry; nothing else changes."""

    def __init__(self, package: str) -> None:
        self.package = package
        self._entries: dict[str, T] = {}
        self._loaded = False

    def add(self, code: str, entry: T) -> T:
        """Raises ValueError where the code is taken: two things under one name would hide each other."""
        if code in self._entries:
            raise ValueError(f"{code} is already registered in {self.package}")
        self._entries[code] = entry
        return entry

    def __getitem__(self, code: str) -> T:
        self._load()
        return self._entries[code]

    def __iter__(self) -> Iterator[T]:
        self._load()
        return iter(self._entries.values())

    def __contains__(self, code: str) -> bool:
        self._load()
        return code in self._entries

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        module = import_module(self.package)
        for found in iter_modules(module.__path__):
            import_module(f"{self.package}.{found.name}")
