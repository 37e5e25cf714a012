"""The form an instrument makes: one field per question, as many as its answers leave to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from ciao.access.pages import Once
from ciao.core import clock
from ciao.core.forms import DateField
from ciao.questionnaires.enums import QuestionKind
from ciao.questionnaires.logic.conditions import governing, relevant
from ciao.questionnaires.logic.definition import Answers, Definition, Item

LONG, ROWS_UP_TO = 4_000, 6
PREFIX = "q_"


@dataclass(frozen=True)
class Asked:
    """One question as the page draws it: a field, or words to read; closed where its condition does not hold."""

    item: Item
    field: BoundField | None
    is_open: bool
    opens_others: bool = False

    @property
    def anchor(self) -> str:
        """The id of its block, by which a fragment replaces it."""
        return f"d-{self.item.name}"

    @property
    def is_flat(self) -> bool:
        """Whether its answers are short enough to stand side by side."""
        return self.item.kind == QuestionKind.SCALE or (
            self.item.bounds is not None and all(len(one.label) < 14 for one in self.item.choices)
        )


class InstrumentForm(Once):
    """The questions of an instrument; those closed by a condition ask nothing and keep nothing."""

    definition: ClassVar[Definition]
    open_now = forms.CharField(widget=forms.HiddenInput, required=False)
    answered_on = DateField(label="Compilato il", initial=clock.today)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.open = relevant(self.definition, self.heard())
        for one in self.definition.asked:
            if one.name not in self.open:
                self.fields[f"{PREFIX}{one.name}"].required = False
        self.initial["open_now"] = " ".join(sorted(self.open))

    def heard(self) -> dict[str, str | list[str]]:
        """What is written in the page so far, as it was typed; what was kept before where nothing was sent."""
        found: dict[str, str | list[str]] = {}
        for one in self.definition.asked:
            name = f"{PREFIX}{one.name}"
            sent = self.fields[name].widget.value_from_datadict
            value = sent(self.data, {}, name) if self.is_bound else self.initial.get(name)
            if value:
                found[one.name] = [str(key) for key in value] if isinstance(value, list) else str(value).strip()
        return found

    def answers(self) -> Answers:
        """What the action keeps: numbers and days in one way of writing them."""
        found: dict[str, str | list[str]] = {}
        for one in self.definition.asked:
            value = self.cleaned_data.get(f"{PREFIX}{one.name}")
            if value is not None and value not in ("", []):
                found[one.name] = value if isinstance(value, list) else str(value)
        return found

    def sections(self) -> Iterator[tuple[str, list[Asked]]]:
        """The parts of the page, each with its questions."""
        for title, items in groupby(self.definition.items, key=lambda one: one.section):
            yield title, [self._asked(one) for one in items]

    def moved(self, before: str) -> list[Asked]:
        """The questions that an answer opened or closed, on a page drawn when those named in `before` were open."""
        changed = set(before.split()) ^ set(self.open)
        return [self._asked(one) for one in self.definition.items if one.name in changed]

    def again(self) -> InstrumentForm:
        """The same page with what is typed so far, and nothing judged yet."""
        kept = {name: self.data.get(name) for name in ("row_id", "answered_on") if self.data.get(name)}
        return type(self)(initial={**kept, **initial_of(self.heard())})

    def _asked(self, item: Item) -> Asked:
        field = None if item.kind == QuestionKind.NOTE else self[f"{PREFIX}{item.name}"]
        return Asked(item, field, item.name in self.open, item.name in governing(self.definition))


class LoadForm(Once):
    """The spreadsheet of an instrument."""

    file = forms.FileField(label="Foglio di calcolo", help_text="Excel (.xlsx) o OpenDocument (.ods), fino a 2 MB.")


def form_for(definition: Definition) -> type[InstrumentForm]:
    """The form of one instrument."""
    fields = {f"{PREFIX}{one.name}": _field(one) for one in definition.asked}
    return type("FilledForm", (InstrumentForm,), {"definition": definition, **fields})


def initial_of(answers: Mapping[str, str | list[str]]) -> dict[str, Any]:
    """Earlier answers under the names of the form."""
    return {f"{PREFIX}{name}": value for name, value in answers.items()}


def _field(item: Item) -> forms.Field:
    common: dict[str, Any] = {"label": item.label, "help_text": _help(item), "required": item.is_required}
    if item.kind == QuestionKind.ONE:
        choices = [(one.key, one.label) for one in item.choices]
        if len(choices) > ROWS_UP_TO:
            return forms.ChoiceField(choices=[("", "Scegli"), *choices], **common)
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    if item.kind == QuestionKind.SCALE:
        steps = [(str(number), str(number)) for number in range(item.low or 0, (item.high or 0) + 1)]
        return forms.ChoiceField(choices=steps, widget=forms.RadioSelect, **common)
    if item.kind == QuestionKind.MANY:
        options = [(one.key, one.label) for one in item.choices]
        return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
    return _written(item, common)


def _help(item: Item) -> str:
    return " ".join(filter(None, (item.hint, "Serve una risposta." if item.is_required else "")))


def _written(item: Item, common: dict[str, Any]) -> forms.Field:
    if item.kind == QuestionKind.INTEGER:
        return forms.IntegerField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **common)
    if item.kind == QuestionKind.DECIMAL:
        return forms.DecimalField(
            widget=forms.TextInput(attrs={"inputmode": "decimal"}), localize=True, max_digits=12, **common
        )
    if item.kind == QuestionKind.DATE:
        common["help_text"] = _help(item) or "gg.mm.aaaa, per esempio 02.11.2026"
        return DateField(**common)
    return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 2}), **common)
