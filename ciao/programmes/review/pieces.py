"""One value to read again: its field, its text as the sheet gives it, and the proof of where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from ciao.core import formats
from ciao.core.forms import DateField, MoneyField
from ciao.programmes.sheet.draft import Found

COUNT_LIMIT = 30_000
PERCENT = "in percento, per esempio 20"


@dataclass(frozen=True)
class Piece:
    """One editable value; `required` means the programme cannot be born without it."""

    name: str
    field: forms.Field
    text: str = ""
    proof: Found[Any] | None = None


class CountField(forms.IntegerField):
    """A whole number that may be written with the dot for thousands (119.760)."""

    is_short = True

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, widget=widget, **options)
        self.error_messages["invalid"] = "Scrivi un numero intero, per esempio 12"

    def to_python(self, value: Any) -> int | None:
        """Reads the number without its dots."""
        return super().to_python(str(value).replace(".", "").strip() if value else value)


class PlacesField(forms.CharField):
    """Names of comuni divided by commas or lines; «(capofila)» and the like are left out."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The names as a list."""
        return names_in(str(value or ""))

    def prepare_value(self, value: Any) -> Any:
        """What the box shows: what was typed, or the names with commas."""
        return value if isinstance(value, str) else ", ".join(value or ())


def names_in(text: str) -> list[str]:
    """The names written in a text, in order and once each."""
    bare = (part.split("(capofila")[0].strip(" .\t") for part in text.replace("\n", ",").replace(";", ",").split(","))
    return list(dict.fromkeys(name for name in bare if name))


def line(name: str, label: str, found: Found[str] | None = None, *, limit: int = 200, **options: Any) -> Piece:
    """One line of text."""
    return Piece(name, _text(label, limit, forms.TextInput(), **options), found.value if found else "", found)


def words(name: str, label: str, found: Found[str] | None = None, *, limit: int = 4000) -> Piece:
    """A text of several lines."""
    rows = 3 if found and len(found.value) > 90 else 2
    widget = forms.Textarea(attrs={"rows": rows})
    return Piece(name, _text(label, limit, widget), found.value if found else "", found)


def day(name: str, label: str, found: Found[date] | None = None, **options: Any) -> Piece:
    """A day, as 16.07.2020."""
    field = DateField(label=label, help_text="gg.mm.aaaa", **{"required": False, **options})
    return Piece(name, field, formats.date_field(found.value) if found else "", found)


def amount(name: str, label: str, found: Found[Decimal] | None = None, help_text: str = "in euro") -> Piece:
    """An amount or a percentage, as 374.986,52."""
    field = MoneyField(label=label, required=False, help_text=help_text)
    return Piece(name, field, _figure(found.value) if found else "", found)


def number(name: str, label: str, found: Found[int] | None = None, *, limit: int = COUNT_LIMIT) -> Piece:
    """A whole number from 0 up."""
    field = CountField(label=label, required=False, max_value=limit)
    field.error_messages["max_value"] = f"Scrivi un numero fino a {formats.count(limit)}"
    return Piece(name, field, formats.count(found.value) if found else "", found)


def choice(name: str, label: str, choices: Sequence[tuple[str, str]], text: str = "", **options: Any) -> Piece:
    """One answer among some; an empty first answer means it is not said yet."""
    field = forms.ChoiceField(label=label, choices=choices, **{"required": False, **options})
    return Piece(name, field, text)


def places(name: str, label: str, found: Sequence[Found[str]]) -> Piece:
    """Comuni, in the order of the sheet."""
    text = ", ".join(one.value for one in found)
    field = PlacesField(label=label, required=False)
    field.widget.attrs["rows"] = 2 + len(text) // 70
    return Piece(name, field, text)


def _text(label: str, limit: int, widget: forms.Widget, **options: Any) -> forms.CharField:
    field = forms.CharField(label=label, max_length=limit, widget=widget, **{"required": False, **options})
    field.error_messages["max_length"] = f"«{label}»: scrivi al massimo {formats.count(limit)} caratteri"
    field.widget.attrs.pop("maxlength", None)
    return field


def _figure(value: Decimal) -> str:
    whole = value == value.to_integral_value() and value <= 100
    return f"{value.normalize():f}" if whole else formats.money(value).replace(f"€{formats.NBSP}", "")
