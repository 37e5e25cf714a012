"""What is asked in an assessment, and the shape of a form that more than one person writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from ciao.assessments.enums import LifeArea, Priority, Score
from ciao.core import clock
from ciao.core.formats import hours
from ciao.core.forms import DateField, PlainForm

LONG = 4_000


class SharedForm(PlainForm):
    """A form over something others may be writing too: it remembers what it was opened on."""

    _seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kept: Mapping[str, Any], typed: Mapping[str, Any] | None = None, **options: Any):
        self.kept = kept
        super().__init__(*args, initial={**kept, **(typed or {})}, **options)
        self.initial["_seen"] = self.version()

    def version(self) -> str:
        """What is kept now, as one short word: equal as long as nobody saves."""
        shown = [[name, self.said(name, self.kept.get(name))] for name in self.shown()]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]

    def shown(self) -> list[str]:
        """The fields somebody may write in."""
        return [name for name, field in self.fields.items() if not field.widget.is_hidden]

    def differences(self) -> list[tuple[str, str, str]]:
        """Label, what is kept now, what was typed: only where somebody saved while this was open."""
        if not self.is_bound or self.data.get("_seen") in (None, "", self.version()):
            return []
        both = [
            (name, self.said(name, self.kept.get(name)), self.said(name, self.cleaned_data.get(name)))
            for name in self.shown()
        ]
        return [(self.label_of(name), kept, mine) for name, kept, mine in both if kept != mine]

    def take_over(self) -> None:
        """From now on the form stands on what is kept: saving again keeps what is typed here."""
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["_seen"] = self.version()
        self.data = again

    def label_of(self, name: str) -> str:
        """How a difference names its field."""
        return str(self[name].label)

    def said(self, name: str, value: Any) -> str:
        """A value as it is read."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(value or "")
        if isinstance(field, forms.ChoiceField):
            return _choice(field, value)
        if isinstance(value, Decimal):
            return hours(value)
        return str(field.prepare_value(value) or "").replace("\r\n", "\n")


def _choice(field: forms.ChoiceField, value: Any) -> str:
    found = {str(key): str(label) for key, label in field.choices}  # type: ignore[misc, union-attr]
    return found.get("" if value is None else str(value), "")


def _score(label: str, unknown: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[*Score.choices, ("", unknown)], coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))


def _of_area() -> dict[str, forms.Field]:
    return {
        "strength": _text("Punti di forza"),
        "vulnerability": _text("Fragilità"),
        "score": _score("Punteggio dell’équipe", "non ancora"),
        "own_score": _score("Punteggio della persona", "non chiesto"),
        "priority": forms.ChoiceField(
            label="Priorità", choices=Priority.choices, required=False, widget=forms.RadioSelect
        ),
    }


PARTS = tuple(_of_area())


class AssessmentForm(SharedForm):
    """Six areas, five answers each; nothing is compulsory while it is a draft."""

    assessed_on = DateField(label="Valutazione fatta il")

    def areas(self) -> Iterator[tuple[LifeArea, dict[str, BoundField]]]:
        """The bound fields, area by area, in the order of the law."""
        for area in LifeArea:
            yield area, {part: self[f"{area}_{part}"] for part in PARTS}

    def ratings(self) -> dict[LifeArea, dict[str, Any]]:
        """What was typed, area by area, as the action wants it."""
        return {area: {part: self._typed(area, part) for part in PARTS} for area in LifeArea}

    def label_of(self, name: str) -> str:
        """With the area before the question."""
        area = name.split("_", 1)[0]
        return f"{LifeArea(area).label}: {self[name].label}" if area in LifeArea else super().label_of(name)

    def _typed(self, area: str, part: str) -> Any:
        value = self.cleaned_data[f"{area}_{part}"]
        return value or Priority.NONE if part == "priority" else value


for _area in LifeArea:
    for _part, _field in _of_area().items():
        AssessmentForm.base_fields[f"{_area}_{_part}"] = _field


def kept_in(assessment: Any) -> dict[str, Any]:
    """What a draft holds now, under the names of the form; a new one begins today with nothing pressing."""
    kept: dict[str, Any] = {f"{area}_priority": Priority.NONE.value for area in LifeArea}
    if assessment is None:
        return {**kept, "assessed_on": clock.today()}
    for row in assessment.ratings.all():
        kept |= {f"{row.area}_{part}": getattr(row, part) for part in PARTS}
    return {**kept, "assessed_on": assessment.assessed_on}


class ReasonForm(PlainForm):
    """A correction, with its reason."""

    note = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))
