"""What is asked about a signal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer
from ciao.outreach.enums import (
    AnswerChannel,
    AttemptOutcome,
    LegalBasis,
    SignalSource,
)
from ciao.outreach.forms.asked import (
    AGE_BANDS,
    STORY_HELP,
    AntennaField,
    MandateField,
    WithColleagues,
    phone_field,
    safe_field,
    suggest,
    words,
)
from ciao.outreach.models import Antenna
from ciao.outreach.rules import WHY_LEGAL_BASIS, refuses_name
from ciao.people.forms import LANGUAGES, UNKNOWN_CHOICE
from ciao.resources.forms import ResourceField
from ciao.resources.models import Resource
from ciao.territories.forms import ComuneField, SuggestInput


class SignalForm(Once):
    """Three minutes by keyboard: who tells, of whom, how to reach them; a nickname and a place are enough."""

    source = forms.ChoiceField(
        label="Da chi arriva",
        choices=[("", "Scegli da chi arriva"), *SignalSource.choices],
        widget=forms.Select(attrs={"hx-target": "#id_legal_basis", "hx-swap": "outerHTML", "autofocus": True}),
    )
    antenna = AntennaField(label="Da quale antenna", required=False)
    sender_name = forms.CharField(label="Chi segnala", required=False, max_length=120)
    sender_contact = forms.CharField(label="Telefono o e-mail di chi segnala", required=False, max_length=120)
    name = forms.CharField(
        label="Nome o soprannome",
        required=False,
        max_length=120,
        help_text="Basta un soprannome, anche inventato. Si può lasciare vuoto.",
    )
    code = forms.CharField(
        label="Codice del centro",
        required=False,
        max_length=40,
        help_text="Solo per i centri antiviolenza, al posto del nome: quello si scrive dopo, se lei vuole.",
    )
    municipality = ComuneField(label="Comune", required=False)
    place = forms.CharField(
        label="Dove la si trova",
        required=False,
        max_length=200,
        help_text="Per il lavoro in strada: «panchine della stazione, la sera».",
    )
    age_band = forms.ChoiceField(label="Età", choices=AGE_BANDS, required=False)
    language = forms.CharField(label="Lingua", required=False, max_length=40, widget=SuggestInput(LANGUAGES))
    phone = phone_field()
    email = forms.CharField(label="E-mail", required=False, max_length=120)
    channel = forms.ChoiceField(
        label="Come farsi sentire", required=False, choices=[UNKNOWN_CHOICE, *AnswerChannel.choices]
    )
    safe_contact = safe_field()
    best_time = forms.CharField(label="Quando chiamare", required=False, max_length=120)
    story = words("Che cosa succede", 5, 20_000, help_text=STORY_HELP)
    received_on = DateField(label="Arrivata il")
    legal_basis = forms.ChoiceField(
        label="Base giuridica",
        choices=LegalBasis.choices,
        initial=LegalBasis.PUBLIC_TASK,
        help_text=WHY_LEGAL_BASIS[LegalBasis.PUBLIC_TASK],
    )

    groups = [
        ("Chi segnala", ["source", "antenna", "sender_name", "sender_contact"]),
        ("La persona", ["name", "code", "municipality", "place", "age_band", "language"]),
        ("Come sentirla", ["phone", "email", "channel", "safe_contact", "best_time"]),
        ("Che cosa succede", ["story"]),
        ("Dati e scadenze", ["received_on", "legal_basis"]),
    ]

    def suggest(self, comuni: list[str], basis_url: str, antennas: QuerySet[Antenna]) -> None:
        """The programme's comuni and antennas; another source asks the server which legal basis goes with it."""
        offer(self, "antenna", antennas)
        suggest(self.fields["municipality"], comuni)
        self.fields["source"].widget.attrs["hx-get"] = basis_url

    def clean(self) -> dict[str, Any]:
        """Something must say who or where; a woman whom a centre tells of is a code, not a name."""
        typed: dict[str, Any] = super().clean() or {}
        enough = ("name", "code", "municipality", "place", "phone", "email", "sender_contact")
        if not any(typed.get(name) for name in enough):
            self.add_error("name", "Scrivi almeno un soprannome, un comune o un recapito")
        refusal = refuses_name(
            source=typed.get("source", ""), code=typed.get("code", ""), agreed_on=None,
            told=[typed.get(name, "") for name in ("name", "phone", "email")],
        )  # fmt: skip
        if refusal:
            self.add_error("name", refusal)
        return typed


class AssignForm(WithColleagues):
    """Who answers."""

    to = MandateField(label="A chi la affidi")


class OrientForm(PlainForm):
    """Where the person is sent instead, and why."""

    resource = ResourceField(label="Verso quale risorsa", help_text="Quelle del comune, per età e lingua, in alto.")
    destination = forms.CharField(label="Altro servizio o progetto, se non è in elenco", max_length=200, required=False)
    reason = forms.CharField(label="Perché è meglio così", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    on = DateField(label="Quando")

    def offer(self, rows: Iterable[Resource]) -> None:
        """The resources one may choose from, the likely ones first."""
        field = self.fields["resource"]
        if isinstance(field, ResourceField):
            field.offer(rows)

    def clean(self) -> dict[str, Any]:
        """One of the directory, or a name."""
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("resource") and not typed.get("destination") and not self.errors:
            self.add_error("resource", "Scegli una risorsa dell’elenco, o scrivi il nome qui sotto")
        return typed


class SendForm(OrientForm, Once):
    """Where somebody already in charge is sent as well."""


class AskBackForm(PlainForm):
    """Whether the orientation helped."""

    worked = forms.ChoiceField(label="Ha funzionato?", choices=[("yes", "sì"), ("no", "no")], widget=forms.RadioSelect)
    on = DateField(label="Quando l’hai saputo")


class AttemptForm(PlainForm):
    """One tap: how, and how it went."""

    channel = forms.ChoiceField(choices=AnswerChannel.choices)
    outcome = forms.ChoiceField(choices=AttemptOutcome.choices)


class AgreeForm(PlainForm):
    """She was met and agrees: her name, and how to reach her if she wants."""

    name = forms.CharField(label="Nome o soprannome", max_length=120, help_text="Quello che vuole lei.")
    phone = forms.CharField(label="Telefono", required=False, max_length=40)
    email = forms.CharField(label="E-mail", required=False, max_length=120)
    agreed_on = DateField(label="È d’accordo dal")
