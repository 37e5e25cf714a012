"""What is asked about a resource, and the field with which a person is sent to one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Case, When

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm
from ciao.resources.enums import Audience, ResourceKind
from ciao.resources.models import Resource
from ciao.resources.rules import age_words
from ciao.territories.forms import ComuneField

ELSEWHERE = "altro: lo scrivo sotto"


def _text(label: str, length: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, **options)


class ResourceForm(Once):
    """One entry of the directory; only who, what and for whom are compulsory."""

    kind = forms.ChoiceField(
        label="Che cos’è", choices=ResourceKind.choices, widget=forms.RadioSelect, initial=ResourceKind.SERVICE
    )
    name = forms.CharField(label="Nome", max_length=200)
    organization_name = forms.CharField(label="Ente che lo offre", max_length=200)
    description = _text("Che cosa fa", 4000, widget=forms.Textarea(attrs={"rows": 3}))
    funder = _text("Chi finanzia", 200)
    starts_on = DateField(label="Dal", required=False)
    ends_on = DateField(label="Al", required=False)
    audience = forms.ChoiceField(label="Per chi", choices=Audience.choices, initial=Audience.ALL)
    age_min = forms.IntegerField(label="Età da", required=False, min_value=0, max_value=120)
    age_max = forms.IntegerField(label="Età fino a", required=False, min_value=0, max_value=120)
    conditions = _text("Condizioni", 400, help_text="Per esempio: residenza nel comune, ISEE, non al lavoro.")
    access = _text("Come si accede", 400, help_text="Per esempio: su appuntamento, con l’assistente sociale.")
    address = _text("Indirizzo", 200)
    municipality = ComuneField(label="Comune", required=False, help_text="Vuoto se accoglie da tutto il territorio.")
    hours = _text("Orari", 200)
    phone = _text("Telefono", 60, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = forms.EmailField(label="E-mail", required=False)
    web = forms.URLField(label="Sito", required=False, assume_scheme="https")
    languages = _text("Lingue", 200, help_text="Separate da una virgola: italiano, arabo.")
    cost = _text("Costo", 200, help_text="Per esempio: gratuito.")
    documents = _text("Documenti da portare", 400, help_text="Separati da una virgola.")

    groups = [
        ("Che cos’è", ["kind", "name", "organization_name", "description"]),
        ("Se è un altro progetto", ["funder", "starts_on", "ends_on"]),
        ("Per chi", ["audience", "age_min", "age_max", "conditions"]),
        ("Come si arriva", ["access", "address", "municipality", "hours"]),
        ("Contatti", ["phone", "email", "web"]),
        ("Che cosa serve", ["languages", "cost", "documents"]),
    ]

    def clean(self) -> dict[str, Any]:
        """A measure says when it runs, or overlaps could not be seen."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("kind") == ResourceKind.MEASURE and not typed.get("starts_on") and "starts_on" not in self.errors:
            self.add_error("starts_on", "Scrivi da quando è attiva la misura")
        return typed

    def told(self) -> dict[str, Any]:
        """What goes into the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "row_id"}


def known(resource: Resource) -> dict[str, Any]:
    """What is written of a resource, as the form shows it."""
    return {name: getattr(resource, name) for name in ResourceForm.base_fields if hasattr(resource, name)}


class ResourceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One entry of the directory, with enough beside its name to choose well."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Resource.objects.none(), empty_label=ELSEWHERE, required=False, **options)

    def offer(self, rows: Iterable[Resource]) -> None:
        """Only these, in this order."""
        ids = [one.id for one in rows]
        found = Resource.objects.filter(id__in=ids).select_related("municipality")
        placed = Case(*(When(pk=one, then=at) for at, one in enumerate(ids)), default=len(ids))
        self.queryset = found.order_by(placed, "name") if ids else found

    def label_from_instance(self, obj: Any) -> str:
        """«Sportello donna, Associazione Aurora (Rozzano, donne, 18–55 anni)»."""
        about = [
            str(obj.municipality or "tutto il territorio"),
            obj.get_audience_display() if obj.audience != "all" else "",
        ]
        words = ", ".join(filter(None, [*about, age_words(obj.age_min, obj.age_max), obj.languages]))
        return f"{obj.name}, {obj.organization_name} ({words})"


class ReasonForm(PlainForm):
    """A change of the directory, with its day and why."""

    reason = forms.CharField(label="Motivo", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    on = DateField(label="Quando")


class DayForm(PlainForm):
    """A change that only needs its day."""

    on = DateField(label="Quando")


class MeasureForm(Once):
    """Another funded measure a person is in; those of the directory already say their period."""

    resource = ResourceField(label="Quale misura")
    name = _text("Altra misura, se non è in elenco", 200)
    starts_on = DateField(label="Dal", required=False)
    ends_on = DateField(label="Al", required=False)
    source = _text("Come lo sappiamo", 110, help_text="Per esempio: lo dice la persona, ce lo ha scritto il comune.")

    def offer(self, rows: Iterable[Resource]) -> None:
        """The measures of the directory."""
        field = self.fields["resource"]
        if isinstance(field, ResourceField):
            field.offer(rows)

    def clean(self) -> dict[str, Any]:
        """One of the directory, or a name."""
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("resource") and not typed.get("name") and not self.errors:
            self.add_error("resource", "Scegli la misura dall’elenco, o scrivi il nome qui sotto")
        return typed
