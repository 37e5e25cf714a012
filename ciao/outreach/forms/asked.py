"""Fields and shapes that several forms of outreach ask alike."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.outreach.enums import (
    SafeContact,
)
from ciao.outreach.models import Antenna
from ciao.people.forms import UNKNOWN_CHOICE
from ciao.programmes.models import Mandate
from ciao.territories.forms import ComuneField

AGE_BANDS = [
    UNKNOWN_CHOICE,
    ("<16", "meno di 16"),
    ("16-17", "16–17"),
    ("18-35", "18–35"),
    ("36-55", "36–55"),
    (">55", "più di 55"),
]
STORY_HELP = "Con poche parole. Niente diagnosi, niente nomi di altre persone."


def words(label: str, rows: int, limit: int, **options: Any) -> forms.CharField:
    """Free words on some lines, never compulsory unless said."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=limit, **{"required": False, **options})


def phone_field() -> forms.CharField:
    """A number, with the keys for it on a phone."""
    widget = forms.TextInput(attrs={"inputmode": "tel"})
    return forms.CharField(label="Telefono", required=False, max_length=40, widget=widget)


def safe_field() -> forms.ChoiceField:
    """The question asked before any message leaves."""
    return forms.ChoiceField(
        label="Si può chiamare o lasciare messaggi senza rischi?",
        required=False,
        choices=[UNKNOWN_CHOICE, *SafeContact.choices],
    )


class AntennaField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A node of the network; a page offers those its reader sees."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Antenna.objects.none(), empty_label="Nessuna", **options)


class MandateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague, by name, role and body."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Mandate.objects.none(), empty_label="Scegli chi", **options)

    def label_from_instance(self, obj: Any) -> str:
        """«Luca, tutor di tirocinio, Cooperativa La Quercia»."""
        return f"{obj.user.get_full_name()}, {obj.role_label}, {obj.organization}"


class WithColleagues(PlainForm):
    """A form whose colleagues are those given, and no others."""

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Mandate.objects.filter(id__in=[one.id for one in mandates])
        for field in self.fields.values():
            if isinstance(field, MandateField):
                field.queryset = offered.select_related("user", "organization")


class ReasonForm(PlainForm):
    """A change that needs its reason."""

    reason = forms.CharField(label="Motivo", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    on = DateField(label="Quando")


class DayForm(PlainForm):
    """A change that only needs its day."""

    on = DateField(label="Quando")


def suggest(field: forms.Field, comuni: list[str]) -> None:
    """The programme's comuni first."""
    if isinstance(field, ComuneField):
        field.suggest(comuni)


def today() -> dict[str, Any]:
    """Most things are written the day they happen."""
    return {"on": clock.today()}
