"""What is asked about figures: on which day, what they should reach, which of them show a promised result."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from ciao.core.formats import UNKNOWN
from ciao.core.forms import DateField, PlainForm
from ciao.indicators.catalogue import CATALOGUE, Indicator
from ciao.indicators.enums import Kind, Unit
from ciao.indicators.figures.board import Expected
from ciao.indicators.rules import written

HINTS = {Unit.COUNT: "", Unit.HOURS: "in ore", Unit.MONEY: "in euro", Unit.PERCENT: "per cento"}


class DayForm(PlainForm):
    """The day figures are asked for."""

    al = DateField(label="Valori al", required=False)


class NumberField(forms.CharField):
    """A value as people write it (1.200, 12,5), exact to the cent; empty is no value."""

    is_short = True

    def to_python(self, value: Any) -> Any:
        """The number read, or None when nothing was written."""
        text = str(value or "").strip().replace(" ", "")
        if not text:
            return None
        if "," in text or text.count(".") > 1 or (text.count(".") == 1 and len(text.split(".")[1]) == 3):
            text = text.replace(".", "").replace(",", ".")
        try:
            number = Decimal(text)
        except InvalidOperation as problem:
            raise forms.ValidationError("Scrivi un numero, per esempio 60") from problem
        if not number.is_finite() or number <= 0 or number != number.quantize(Decimal("0.01")):
            raise forms.ValidationError("Scrivi un numero più grande di zero, con al massimo due decimali")
        return number

    def prepare_value(self, value: Any) -> Any:
        """How a known value is written in the box."""
        if not isinstance(value, Decimal):
            return value
        text = f"{value.normalize():f}"
        return text.replace(".", ",")


class ExpectedForm(PlainForm):
    """One value for each figure of the programme, and where the values come from."""

    source = forms.CharField(
        label="Da dove vengono", required=False, max_length=120,
        help_text="Per esempio: scheda progetto, o decisione della cabina di regia.",
    )  # fmt: skip

    def __init__(self, *args: Any, expected: Mapping[str, Expected], **options: Any) -> None:
        super().__init__(*args, **options)
        self.expected = expected
        groups: dict[str, list[str]] = {}
        for one in sorted(asked(), key=lambda one: (one.activity is None, one.activity or 0)):
            self.fields[one.code] = self._field(one)
            groups.setdefault(_group(one), []).append(one.code)
        self.groups = [("", ["source"]), *groups.items()]

    def changed(self) -> dict[str, Decimal | None]:
        """Codes whose value is not what the version already says; the version's own figures are not copied."""
        found = {}
        for one in asked():
            typed, there = self.cleaned_data[one.code], self.expected.get(one.code)
            is_gone = typed is None and (there is None or not there.is_typed)
            if not is_gone and typed != (there.value if there else None):
                found[one.code] = typed
        return found

    def _field(self, one: Indicator) -> NumberField:
        there = self.expected.get(one.code)
        words = [HINTS[one.unit]]
        if there is not None and not there.is_typed:
            words.append(f"la versione {there.version.number} dice {written(there.value, one.unit) or UNKNOWN}")
        return NumberField(
            label=one.label, required=False, initial=there.value if there else None,
            help_text=", ".join(filter(None, words)), widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        )  # fmt: skip


class MeasuresForm(PlainForm):
    """The figures by which one sees a promised result; those whose words speak of it come first."""

    indicators = forms.MultipleChoiceField(label="Si vede da", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, hints: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        found = sorted(asked(), key=lambda one: one.code not in hints)
        self.fields["indicators"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.label} ({one.name}){', proposto' if one.code in hints else ''}") for one in found
        ]


def asked() -> list[Indicator]:
    """Figures of the programme; the funder's own are not promised here."""
    return [one for one in CATALOGUE if one.kind != Kind.ESF]


def _group(one: Indicator) -> str:
    return "Tutto il progetto" if one.activity is None else f"Attività {one.activity}"
