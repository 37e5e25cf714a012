"""The form of the review page: made from its pieces, and the checks that need more than one value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms

from ciao.core.forms import PlainForm
from ciao.core.names import search_key
from ciao.programmes.review.pieces import Piece, PlacesField

Finder = Callable[[Sequence[str]], Mapping[str, str]]
NO_SECTOR = "Scegli se {} è pubblico, del terzo settore o privato"


class ReviewForm(PlainForm):
    """Every value of the sheet; bound only when the person wants to go on, so drafts are never scolded."""

    finder: Finder
    codes: Mapping[str, str] = {}

    def clean(self) -> dict[str, Any]:
        """Adds the sentences about values that contradict each other or that nothing can be made of."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        checks = (_dates, _amounts, _lead, _sectors, _bodies_once, _ages, _numbers_once)
        for name, sentence in [problem for check in checks for problem in check(values)]:
            self.add_error(name, sentence)
        self._find_places(values)
        return values

    def _find_places(self, values: Mapping[str, Any]) -> None:
        fields = [name for name, field in self.fields.items() if isinstance(field, PlacesField)]
        written = [place for name in fields for place in values.get(name) or ()]
        self.codes = self.finder(written) if written else {}
        for name in fields:
            unknown = [f"«{place}»" for place in values.get(name) or () if place not in self.codes]
            if unknown:
                listed = ", ".join(unknown)
                self.add_error(name, f"Non troviamo {listed} tra i comuni: scrivi il nome per intero")


def build(
    pieces: Iterable[Piece],
    extra: Mapping[str, forms.Field],
    *,
    initial: Mapping[str, Any],
    data: Mapping[str, Any] | None,
    finder: Finder,
) -> ReviewForm:
    """A form with one field for each piece, in the order of the page."""
    fields: dict[str, Any] = {piece.name: piece.field for piece in pieces}
    made: type[ReviewForm] = type("SheetReviewForm", (ReviewForm,), {**fields, **extra, "finder": None})
    form = made(data, initial=dict(initial))
    form.finder = finder
    return form


def numbered(values: Mapping[str, Any], code: str) -> Iterator[tuple[str, str]]:
    """The rows of a list that are not blank: their prefix and their first value (name, label or title)."""
    for name, value in values.items():
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == code and parts[2] in {"name", "label", "title"} and value:
            yield f"{code}.{parts[1]}", value


Problems = Iterator[tuple[str, str]]


def _dates(values: Mapping[str, Any]) -> Problems:
    start, end = values.get("starts_on"), values.get("ends_on")
    if start and end and end < start:
        yield "ends_on", "La fine del progetto viene prima dell’inizio: controlla le due date"


def _amounts(values: Mapping[str, Any]) -> Problems:
    total, asked, percent = (
        values.get(name) for name in ("total_amount", "contribution_amount", "cofinancing_percent")
    )
    if total is not None and asked is not None and asked > total:
        yield "contribution_amount", "Il contributo supera il valore complessivo: controlla i due importi"
    if percent is not None and percent > 100:
        yield "cofinancing_percent", "Scrivi una percentuale fino a 100"


def _lead(values: Mapping[str, Any]) -> Problems:
    if not any(True for _ in numbered(values, "partners")):
        yield "partners.lead", "Scrivi almeno l’ente capofila tra gli enti"


def _sectors(values: Mapping[str, Any]) -> Problems:
    for prefix, name in numbered(values, "partners"):
        if not values.get(f"{prefix}.sector"):
            yield f"{prefix}.sector", NO_SECTOR.format(name)


def _bodies_once(values: Mapping[str, Any]) -> Problems:
    rows = [*numbered(values, "partners"), *numbered(values, "supporters")]
    seen = Counter(search_key(name) for _, name in rows)
    for prefix, name in reversed(rows):
        if seen[search_key(name)] > 1:
            seen[search_key(name)] -= 1
            yield f"{prefix}.name", f"«{name}» è scritto due volte: togli una riga o cambia il nome"


def _ages(values: Mapping[str, Any]) -> Problems:
    for prefix, label in numbered(values, "targets"):
        low, high = values.get(f"{prefix}.age_min"), values.get(f"{prefix}.age_max")
        if low is not None and high is not None and low > high:
            yield f"{prefix}.age_max", f"«{label}»: l’età massima è più bassa della minima"


def _numbers_once(values: Mapping[str, Any]) -> Problems:
    seen: set[int] = set()
    for prefix, _ in numbered(values, "activities"):
        number = values.get(f"{prefix}.number")
        if number is not None and number in seen:
            yield f"{prefix}.number", f"C’è già un’attività {number}: scegli un altro numero"
        seen |= {number} if number is not None else set()
