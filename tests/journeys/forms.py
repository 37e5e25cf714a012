"""A page's form as a browser would send it back: whatever is written in it, plus what one types."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Reader(HTMLParser):
    """Collects the values of inputs, text areas and chosen options, form by form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": found.get("action", "")})
        if not self.forms:
            return
        name, form = found.get("name", ""), self.forms[-1]
        if tag == "input" and name:
            self._input(form, name, found)
        elif tag == "textarea":
            self._area = name
            form[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in found:
            form[self._select] = found.get("value", "")

    def _input(self, form: dict[str, str], name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in found:
            return
        if kind not in {"submit", "button", "file"}:
            form[name] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1][self._area] += data


def typed(page: Any, holding: str, **answers: str) -> dict[str, str]:
    """The values of the form with that address, or a field of that name, with `answers` over them."""
    reader = _Reader()
    reader.feed(page.content.decode())
    form = next(one for one in reader.forms if holding in one or one["action"] == holding)
    return {name: value for name, value in form.items() if name != "action"} | answers
