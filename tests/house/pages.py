"""Every page of ours, found by walking the addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import get_converters

UUID = type(get_converters()["uuid"])


@dataclass(frozen=True)
class Page:
    """One address: where it is, what it is called, what it declares, what it needs."""

    route: str
    name: str
    view: Callable[..., Any]
    converters: tuple[tuple[str, Any], ...]

    @property
    def app(self) -> str:
        return self.view.__module__.split(".")[1]

    @property
    def action(self) -> str | None:
        return getattr(self.view, "ciao_action", None)

    @property
    def is_public(self) -> bool:
        return bool(getattr(self.view, "ciao_public", False))

    @property
    def declares(self) -> bool:
        return self.action is not None or self.is_public

    @property
    def takes_ids(self) -> bool:
        return any(isinstance(one, UUID) for _, one in self.converters)

    def url(self, value: Any = "x") -> str:
        """The address with every id set to `value`, other parts to something harmless."""
        filled = {
            name: value if isinstance(one, UUID) else ("1" if one.regex.startswith("[0-9") else "prova")
            for name, one in self.converters
        }
        return reverse(self.name, kwargs=filled)


def pages() -> list[Page]:
    """The pages whose view is ours, in the order of the addresses."""
    return [page for page in _walk(get_resolver(), "", "", ()) if page.view.__module__.startswith("ciao.")]


def framework_names() -> set[str]:
    """Names of pages that are not ours: login, second factor."""
    return {page.name for page in _walk(get_resolver(), "", "", ())}


def _walk(
    resolver: URLResolver, prefix: str, namespace: str, converters: tuple[tuple[str, Any], ...]
) -> Iterator[Page]:
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        found = (*converters, *getattr(one.pattern, "converters", {}).items())
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _walk(one, route, inner, found)
        elif isinstance(one, URLPattern):
            yield Page(route, f"{namespace}{one.name or ''}", one.callback, found)
