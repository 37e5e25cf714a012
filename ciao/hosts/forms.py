"""What is asked about a host and its places."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm
from ciao.hosts.models import Host, Vacancy
from ciao.territories.forms import ComuneField, SuggestInput

LONG = 2000
HOST_FACTS = ("trade", "headcount", "is_public", "referent", "phone", "email", "note")
PLACE_FACTS = ("title", "tasks", "municipality", "access", "weekly_hours", "starts_on", "ends_on")


class HostFactsForm(PlainForm):
    """What is known of a host; everything may come later."""

    trade = forms.CharField(
        label="Di che cosa si occupa", max_length=120, required=False, help_text="per esempio ristorazione"
    )
    headcount = forms.IntegerField(
        label="Quante persone ci lavorano", min_value=0, max_value=100_000, required=False,
        help_text="Chi ha un contratto, senza apprendisti: da qui viene quanti tirocini può ospitare.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    is_public = forms.BooleanField(label="È una pubblica amministrazione", required=False)
    referent = forms.CharField(label="Con chi parlare", max_length=120, required=False)
    phone = forms.CharField(
        label="Telefono", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label="E-mail", required=False)
    note = forms.CharField(
        label="Nota", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sull’ente, non sulle persone che accoglie.",
    )  # fmt: skip

    groups = [
        ("Che ente è", ["trade", "headcount", "is_public"]),
        ("Con chi parlare", ["referent", "phone", "email", "note"]),
    ]

    def facts(self) -> dict[str, Any]:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in HOST_FACTS}


class NewHostForm(HostFactsForm, Once):
    """A body, chosen by name among those known, or a new one."""

    name = forms.CharField(
        label="Nome dell’ente", max_length=200, widget=SuggestInput(),
        help_text="Se c’è già lo trovi scrivendo; altrimenti si aggiunge.",
    )  # fmt: skip

    groups = [("Chi è", ["name"]), *HostFactsForm.groups]

    def __init__(self, *args: Any, names: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.suggestions = names


class PlaceForm(Once):
    """A place at a host."""

    title = forms.CharField(label="Che cosa si fa", max_length=120, help_text="per esempio aiuto cucina")
    tasks = forms.CharField(label="Mansioni", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    municipality = ComuneField(label="Comune", required=False)
    access = forms.CharField(
        label="Come ci si arriva", max_length=120, required=False, help_text="per esempio autobus 130, due fermate"
    )
    weekly_hours = forms.DecimalField(
        label="Ore a settimana", required=False, min_value=0, max_value=60, max_digits=4, decimal_places=2,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    starts_on = DateField(label="Libero dal")
    ends_on = DateField(label="Fino al", required=False)

    def facts(self) -> dict[str, Any]:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in PLACE_FACTS}


class StepForm(PlainForm):
    """A step of the talk: when, and why where the step asks it."""

    on = DateField(label="Il")
    note = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            self.fields["note"].label, self.fields["note"].required = "Nota", False


def known_host(host: Host) -> dict[str, Any]:
    """What a host holds now, under the names of its form."""
    return {name: getattr(host, name) for name in HOST_FACTS}


def known_place(vacancy: Vacancy) -> dict[str, Any]:
    """What a place holds now, under the names of its form."""
    return {name: getattr(vacancy, name) for name in PLACE_FACTS}
