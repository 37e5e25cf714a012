"""Form fields that read what people write (2/11/26, 1.234,50) and say in Italian how to write it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.forms.utils import pretty_name

from ciao.core import clock, formats
from ciao.core.money import cents

DATE_ERROR = "Scrivi la data così: 02.11.2026"
TIME_ERROR = "Scrivi l’ora così: 14:30"
MONEY_ERROR = "Scrivi l’importo così: 1.234,50"
PLAIN: list[tuple[Any, str]] = [
    (forms.EmailField, "Scrivi l’indirizzo così: nome@esempio.it"),
    (forms.DecimalField, "Scrivi un numero, per esempio 12,5"),
    (forms.IntegerField, "Scrivi un numero intero, per esempio 12"),
    (forms.URLField, "Scrivi l’indirizzo così: https://www.esempio.it"),
    ((forms.ChoiceField, forms.ModelChoiceField), "Scegli una delle risposte dell’elenco"),
]
_DIGITS_DATE = re.compile(r"(\d{2})(\d{2})(\d{4})")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})")
_WORDED_DATE = re.compile(r"(\d{1,2})°?\s+([a-zì]{3,})\.?\s+(\d{4}|\d{2})", re.IGNORECASE)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})(?:[:.,]?(\d{2}))?")


class TriState(TextChoices):
    """The three answers to a sensitive question: nobody is made to say."""

    YES = "yes", "sì"
    NO = "no", "no"
    UNDISCLOSED = "undisclosed", "preferisce non dirlo"


def parse_date(text: str) -> date:
    """Reads 2/11/26, 02-11-2026, 02112026, 2 novembre 2026, 2026-11-02; ValueError if there is no such day.

    Two digits of the year mean the century in which the day is at most ten years ahead of today.
    """
    if iso := _ISO_DATE.fullmatch(text.strip()):
        return date(*(int(part) for part in iso.groups()))
    shapes = (_DIGITS_DATE, _NUMERIC_DATE, _WORDED_DATE)
    found = next((match for shape in shapes if (match := shape.fullmatch(text.strip()))), None)
    if not found:
        raise ValueError(text)
    day, month, year = found.groups()
    return date(_year(year), _month(month), int(day))


def parse_amount(text: str) -> Decimal:
    """Reads 1.234,50, 1234.5, € 1 234,50; ValueError for more than two decimals or no number.

    One dot followed by exactly three digits is a thousands dot, as Italian writes it (1.234 = 1234).
    """
    bare = re.sub(r"[€\s\u00a0']", "", text).replace(formats.MINUS, "-")
    if "," in bare or re.fullmatch(r"-?\d{1,3}(\.\d{3})+", bare):
        bare = bare.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(bare)
    except InvalidOperation as problem:
        raise ValueError(text) from problem
    if not amount.is_finite() or amount != cents(amount):
        raise ValueError(text)
    return cents(amount)


def parse_time(text: str) -> time:
    """Reads 14:30, 14.30, 1430, 9; ValueError if it is no hour of the day."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


class PlainErrors:
    """For forms of the product: every refusal is a sentence that says what to write, naming the field."""

    groups: Sequence[tuple[str, Sequence[str]]] = ()
    conditional: Mapping[str, tuple[str, str | Sequence[str]]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.warnings: dict[str, str] = {}
        for name, field in self.fields.items():
            _speak_plainly(field, str(field.label or pretty_name(name)))


class PlainForm(PlainErrors, forms.Form):
    """The form every page starts from."""


class PlainModelForm(PlainErrors, forms.ModelForm):  # type: ignore[type-arg]
    """The model form every page starts from."""


def offer(form: forms.BaseForm, name: str, choices: Any) -> None:
    """What one may choose in a field, words or rows, known only when the form is opened.

    Raises TypeError where the field is no choice.
    """
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = choices
    elif isinstance(field, forms.ChoiceField):
        field.choices = choices
    else:
        raise TypeError(f"{name} is no choice")


class DateField(forms.CharField):
    """A day as text with a hint, because native pickers follow the browser's language and not ours."""

    is_short = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**_hinted(options, "gg.mm.aaaa, per esempio 02.11.2026"))

    def to_python(self, value: Any) -> Any:
        """The day read, or None when nothing was written."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        return _read(parse_date, value, DATE_ERROR)

    def prepare_value(self, value: Any) -> Any:
        """How a known value is written in the box."""
        return formats.date_field(value) if isinstance(value, date) else value


class TimeField(forms.CharField):
    """An hour as text; accepts 14:30, 14.30, 9."""

    is_short = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**_hinted(options, "per esempio 14:30"))

    def to_python(self, value: Any) -> Any:
        """The hour read, or None when nothing was written."""
        if value in self.empty_values or isinstance(value, time):
            return None if value in self.empty_values else value
        return _read(parse_time, value, TIME_ERROR)

    def prepare_value(self, value: Any) -> Any:
        """How a known value is written in the box."""
        return formats.time_of_day(value) if isinstance(value, time) else value


class MoneyField(forms.CharField):
    """Euro as text, exact to the cent; accepts 1.234,50 and 1234.5. `min_amount` is the least allowed."""

    is_short = True

    def __init__(self, *, min_amount: Decimal | None = Decimal(0), **options: Any) -> None:
        self.min_amount = min_amount
        super().__init__(**_hinted(options, "in euro, per esempio 1.234,50"))

    def to_python(self, value: Any) -> Any:
        """The amount read, or None when nothing was written."""
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        return _read(parse_amount, value, MONEY_ERROR)

    def validate(self, value: Any) -> None:
        """Refuses an amount below the least allowed."""
        super().validate(value)
        if value is not None and self.min_amount is not None and value < self.min_amount:
            raise forms.ValidationError(f"Scrivi un importo da {formats.money(self.min_amount)} in su")

    def prepare_value(self, value: Any) -> Any:
        """How a known value is written in the box."""
        return formats.money(value).replace(f"€{formats.NBSP}", "") if isinstance(value, Decimal) else value


class TriStateField(forms.ChoiceField):
    """A sensitive question with three answers, none preselected."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=TriState.choices, **options)


def drawn_as(bound: forms.BoundField) -> str:
    """Which shape of the field component a bound field takes: radio, checks, check, hidden or input."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "checks"
    if isinstance(widget, forms.RadioSelect):
        return "radio"
    return "check" if isinstance(widget, forms.CheckboxInput) else "input"


def error_heading(form: forms.BaseForm, subject: str = "") -> str:
    """«1 cosa da correggere», «2 cose da correggere per sospendere il percorso» (what one is doing)."""
    found = len(error_links(form))
    heading = f"{formats.plural(found, 'cosa', 'cose')} da correggere"
    return f"{heading} per {subject}" if subject else heading


def error_links(form: forms.BaseForm) -> list[tuple[str, str]]:
    """(anchor, sentence) for each error in the order of the page; whole-form errors first, without anchor."""
    links = [("", str(message)) for message in form.non_field_errors()]
    for name in form.fields:
        if form.errors.get(name):
            links += [(_anchor(form[name]), str(message)) for message in form.errors[name]]
    return links


def _speak_plainly(field: forms.Field, label: str) -> None:
    """Replaces Django's own sentences, and leaves those a form wrote itself."""
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
    required = f"{'Scegli' if chosen else 'Scrivi'} una risposta per «{label}»"
    if isinstance(field, forms.BooleanField):
        required = f"Segna «{label}» per andare avanti"
    if isinstance(field, forms.FileField):
        required = f"Scegli un file per «{label}»"
    plain = {"required": required, **_sentences(field)}
    default: dict[str, Any] = {}
    for base in reversed(type(field).__mro__):
        default.update(getattr(base, "default_error_messages", {}))
    for key, sentence in plain.items():
        if field.error_messages.get(key) == default.get(key):
            field.error_messages[key] = sentence


def _sentences(field: forms.Field) -> dict[str, str]:
    for kind, sentence in PLAIN:
        if isinstance(field, kind):
            return {"invalid": sentence, "invalid_choice": sentence, "invalid_list": sentence}
    return {}


def _anchor(bound: forms.BoundField) -> str:
    first = drawn_as(bound) in {"radio", "checks"}
    return f"{bound.auto_id}_0" if first else bound.auto_id


def _hinted(options: dict[str, Any], hint: str) -> dict[str, Any]:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return {"help_text": hint, "widget": widget, **options}


def _read(parse: Any, value: Any, sentence: str) -> Any:
    try:
        return parse(str(value))
    except ValueError as problem:
        raise forms.ValidationError(sentence) from problem


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    short = [name[:3] for name in formats.MONTHS]
    written = text.lower()
    if written[:3] in short and formats.MONTHS[short.index(written[:3])].startswith(written):
        return short.index(written[:3]) + 1
    raise ValueError(text)


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    this = clock.today().year
    year = this - this % 100 + int(text)
    return year - 100 if year > this + 10 else year
