"""What is still open on the review page: the sheet's questions and contradictions, and what settles them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from ciao.core.forms import parse_date
from ciao.programmes.review.pieces import Piece, PlacesField, names_in
from ciao.programmes.rules import months_between
from ciao.programmes.sheet.draft import Conflict, Question, SheetDraft

CANNOT_WAIT = {"title", "starts_on", "ends_on", "partners.lead"}
OTHER = "other"
LATER, CHECKED, CHOICE = "later:", "checked:", "choice:"


class Points:
    """The sheet's questions and conflicts against what has been answered so far."""

    def __init__(self, draft: SheetDraft, pieces: Mapping[str, Piece], answers: Mapping[str, Any]) -> None:
        self.draft = draft
        self.pieces = pieces
        self.values: Mapping[str, str] = answers.get("values", {})
        self.months: Mapping[str, Any] = answers.get("months", {})
        self.choices = {one.field: one for one in reversed(draft.conflicts) if one.options and self._is_choosable(one)}

    def text(self, name: str) -> str:
        """What a value is now: the option chosen, else what was typed, else what was read."""
        chosen = self.values.get(CHOICE + name, "")
        if name in self.choices and chosen.isdigit():
            return self.option(self.choices[name], int(chosen))
        piece = self.pieces.get(name)
        return self.values.get(name, piece.text if piece else "")

    def option(self, conflict: Conflict, at: int) -> str:
        """The value an option stands for; months by the dates are those of the calendar, both ends in."""
        if conflict.field == "months":
            return self._months(at)
        return conflict.options[at]

    def is_asked(self, question: Question) -> bool:
        """Whether a question still waits for an answer or for «Lo faccio dopo»."""
        if self.values.get(LATER + question.field):
            return False
        if question.field == "activities.months":
            return not self.painted()
        if question.field.endswith(".municipalities"):
            return len(names_in(self.text(question.field))) < self._declared(question.field)
        return not self.text(question.field).strip()

    def is_disputed(self, conflict: Conflict) -> bool:
        """Whether a contradiction has not been looked at yet."""
        if conflict.field in self.choices:
            return not self.values.get(CHOICE + conflict.field)
        if conflict.field == "partners":
            return not self.text("partners.lead")
        return not self.values.get(CHECKED + conflict.field)

    def painted(self) -> bool:
        """Whether every activity has its months."""
        rows = [name for name in self.pieces if name.startswith("activities.") and name.endswith(".title")]
        alive = [name.split(".")[1] for name in rows if self.text(name).strip()]
        return bool(alive) and all(self.months_of(at) for at in alive)

    def months_of(self, at: str) -> list[int]:
        """The months of an activity: those painted, else those the sheet tells."""
        known = self.draft.activities
        read = list(known[int(at)].months) if int(at) < len(known) else []
        return [int(month) for month in self.months.get(at, read)]

    def fields(self) -> dict[str, forms.Field]:
        """The extra answers of the page: which option, looked at, later."""
        made: dict[str, forms.Field] = {}
        for name, conflict in self.choices.items():
            options = [(str(at), text) for at, text in enumerate(conflict.options)]
            made[CHOICE + name] = forms.ChoiceField(
                label=conflict.sentence, choices=[*options, (OTHER, "Un altro valore")],
                widget=forms.RadioSelect, required=False,
            )  # fmt: skip
        for conflict in self.draft.conflicts:
            if conflict.field not in self.choices and conflict.field != "partners":
                made[CHECKED + conflict.field] = _tick("Ho controllato: va bene così")
        for question in self.draft.questions:
            if question.field not in CANNOT_WAIT and not question.field.endswith(".sector"):
                made[LATER + question.field] = _tick("Lo faccio dopo")
        return made

    def _is_choosable(self, conflict: Conflict) -> bool:
        piece = self.pieces.get(conflict.field)
        return piece is not None and not isinstance(piece.field, PlacesField)

    def _declared(self, field: str) -> int:
        area = self.draft.areas[int(field.split(".")[1])]
        return area.declared.value if area.declared else 1

    def _months(self, at: int) -> str:
        written = str(self.draft.months.value) if self.draft.months else ""
        try:
            counted = months_between(parse_date(self.text("starts_on")), parse_date(self.text("ends_on")))
        except ValueError:
            return written
        return written if at == 0 else str(counted)


def _tick(label: str) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)
