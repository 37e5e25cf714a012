"""What is asked of when somebody can come and what work they would like, and the fields that recur in it."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.cases.enums import DayPart, Italian, Reach, Title, WorkBurden, WorkField
from ciao.core.formats import DAYS
from ciao.core.forms import DateField, PlainForm
from ciao.outreach.enums import BarrierKind
from ciao.territories.forms import ComuneField

MOST = 48


def several(label: str, choices: Any, coerce: Any = str, help_text: str = "") -> forms.TypedMultipleChoiceField:
    """As many answers as one likes, none too."""
    return forms.TypedMultipleChoiceField(
        label=label, choices=choices, coerce=coerce, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )  # fmt: skip


def one_of(label: str, choices: Any) -> forms.ChoiceField:
    """One answer, or that nobody knows yet."""
    return forms.ChoiceField(label=label, choices=[("", "Non lo sappiamo ancora"), *choices], required=False)


def hours_field(label: str, most: int = MOST) -> forms.DecimalField:
    """Hours of a week, written as Italians do."""
    return forms.DecimalField(
        label=label, required=False, min_value=1, max_value=most, max_digits=4, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


class AvailabilityForm(PlainForm):
    """When a person can come and what work they would like: one page, a minute, nothing compulsory but a day."""

    starts_on = DateField(label="Disponibile dal")
    ends_on = DateField(label="Fino al", required=False)
    days = several("Giorni", list(enumerate(DAYS)), coerce=int)
    parts = several("In quale parte del giorno", DayPart.choices)
    weekly_hours = hours_field("Ore a settimana, al massimo")
    starts_from = ComuneField(label="Da quale comune parte", required=False)
    reach = one_of("Fin dove arriva", Reach.choices)
    italian = one_of("Quanto capisce l’italiano", Italian.choices)
    barriers = several("Che cosa può impedire di venire", BarrierKind.choices)

    wanted = several("Che lavoro vorrebbe", WorkField.choices)
    unwanted = several("Che lavoro non vuole", WorkField.choices)
    burdens = several("Che cosa deve evitare", WorkBurden.choices)
    titles = several("Che cosa ha già", Title.choices)
    wanted_hours = hours_field("Ore a settimana che vorrebbe")
    words = forms.CharField(
        label="Con parole sue", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Che lavoro le piacerebbe, che cosa sa fare.",
    )  # fmt: skip

    groups = [
        ("Quando può", ["starts_on", "ends_on", "days", "parts", "weekly_hours"]),
        ("Come ci arriva", ["starts_from", "reach", "italian", "barriers"]),
        ("Che lavoro", ["wanted", "unwanted", "burdens", "titles", "wanted_hours", "words"]),
    ]

    WISHES = ("wanted", "unwanted", "burdens", "titles", "wanted_hours", "words")

    def wishes(self) -> dict[str, Any]:
        """What was typed about work."""
        return {name: self.cleaned_data[name] for name in self.WISHES}

    def times(self) -> dict[str, Any]:
        """What was typed about when and from where."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.WISHES}
