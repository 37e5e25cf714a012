"""What is asked about what was done one to one: three answers, the rest is already filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, TimeField, offer
from ciao.deliveries.enums import DeliveryKind, DeliveryWay
from ciao.deliveries.rules import fault_of
from ciao.outreach.forms import MandateField
from ciao.programmes.models import Activity, Mandate


class DeliveryForm(Once):
    """What, when, how long; where, who and on what come filled and may be changed."""

    kind = forms.ChoiceField(label="Che cosa avete fatto", choices=[("", "Scegli"), *DeliveryKind.choices])
    happened_on = DateField(label="Quando")
    minutes = forms.IntegerField(
        label="Minuti", min_value=1, help_text="Per esempio 60 per un’ora.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    way = forms.ChoiceField(label="Come", choices=DeliveryWay.choices, widget=forms.RadioSelect)
    activity = forms.ModelChoiceField(
        label="Attività del progetto", queryset=Activity.objects.none(), empty_label="Scegli l’attività"
    )
    support = forms.ChoiceField(
        label="Sostegno del progetto", required=False, widget=forms.RadioSelect,
        help_text="Così dal progetto si arriva alle ore.",
    )  # fmt: skip
    mandate = MandateField(label="Chi lo ha fatto")
    from_time = TimeField(label="Dalle", required=False)
    place = forms.CharField(label="Dove", required=False, max_length=120)
    topic = forms.CharField(
        label="Su che cosa", required=False, max_length=200, help_text="In poche parole. Il resto va nel diario."
    )

    groups = [
        ("Che cosa, quando, quanto", ["kind", "happened_on", "minutes"]),
        ("Già compilato: cambia se serve", ["way", "activity", "support", "mandate"]),
        ("Facoltativo", ["from_time", "place", "topic"]),
    ]

    def __init__(
        self, *args: Any, activities: Any, mandates: Sequence[Mandate], supports: dict[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "activity", activities)
        offered = Mandate.objects.filter(id__in=[one.id for one in mandates])
        offer(self, "mandate", offered.select_related("user", "organization"))
        if supports:
            offer(self, "support", [*supports.items(), ("", "Nessuno di questi")])
        else:
            del self.fields["support"]

    def clean_minutes(self) -> int:
        """No longer than one meeting may last."""
        minutes: int = self.cleaned_data["minutes"]
        if fault := fault_of(minutes):
            raise forms.ValidationError(fault)
        return minutes
