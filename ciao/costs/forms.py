"""What is asked about money spent: a document, a payment, hours, a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.budget.models import CostItem
from ciao.core.formats import month
from ciao.core.forms import DateField, MoneyField, PlainForm, offer
from ciao.files.forms import UploadField
from ciao.programmes.models import Activity, Mandate, Partnership

MONTHS_BACK = 12


class PartnerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body of the programme, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """The organization's name."""
        return str(obj.organization.name)


class MandateChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Someone who works here, with role and body."""

    def label_from_instance(self, obj: Any) -> str:
        """«Luca, tutor di tirocinio, Cooperativa»."""
        return f"{obj.user.get_full_name()}, {obj.role_label}, {obj.organization}"


class PurchaseForm(Once):
    """A supplier's document."""

    groups = [
        ("Il documento", ["supplier", "document_number", "document_on", "due_amount", "document"]),
        ("Dove va", ["title", "partnership", "item", "activity"]),
    ]
    supplier = forms.CharField(label="Fornitore", max_length=120)
    document_number = forms.CharField(
        label="Numero del documento", max_length=40, help_text="Come è scritto sul documento."
    )
    document_on = DateField(label="Data del documento")
    due_amount = MoneyField(label="Importo", min_amount=Decimal("0.01"))
    document = UploadField(label="Il documento", help_text="Fattura o ricevuta, in PDF o immagine.")
    title = forms.CharField(label="Che cosa", max_length=160, help_text="In poche parole, senza nomi di persone.")
    partnership = PartnerChoice(label="Ente", queryset=Partnership.objects.none(), empty_label="Scegli")
    item = forms.ModelChoiceField(label="Voce di costo", queryset=CostItem.objects.none(), empty_label="Scegli")
    activity = forms.ModelChoiceField(label="Attività", queryset=Activity.objects.none(), empty_label="Scegli")

    def offer(
        self, partnerships: QuerySet[Partnership], items: QuerySet[CostItem], activities: QuerySet[Activity]
    ) -> None:
        """What there is to choose from; where there is one body only it is chosen."""
        offered: dict[str, QuerySet[Any]] = {"partnership": partnerships, "item": items, "activity": activities}
        for name, rows in offered.items():
            offer(self, name, rows)
        only = list(partnerships[:2])
        if len(only) == 1:
            self.fields["partnership"].initial = only[0].id


class PayForm(PlainForm):
    """When it was paid, and the paper that proves it."""

    paid_on = DateField(label="Pagata il")
    proof = UploadField(label="Prova del pagamento", help_text="La contabile del bonifico, in PDF o immagine.")

    def __init__(self, *args: Any, due_amount: Decimal, **options: Any) -> None:
        super().__init__(*args, **options)
        if due_amount == 0:
            del self.fields["proof"]
        elif due_amount < 0:
            self.fields["paid_on"].label = "Recuperata il"
            self.fields["proof"].label = "Prova del recupero"


class ReasonForm(PlainForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Motivo",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Resta scritto nella storia.",
    )


class ApproveForm(PlainForm):
    """The day of the approval."""

    on = DateField(label="Approvata il")


class SheetForm(Once):
    """Whose month, and at which hourly cost."""

    mandate = MandateChoice(label="Chi", queryset=Mandate.objects.none(), empty_label="Scegli")
    month_on = forms.ChoiceField(label="Mese")
    hourly_amount = MoneyField(
        label="Costo orario",
        min_amount=Decimal("0.01"),
        help_text="Il costo lordo annuo diviso per 1.720 ore, in proporzione se è a tempo parziale.",
    )

    def offer(self, mandates: QuerySet[Mandate], today: date) -> None:
        """Who works here, and the last months, the present one first."""
        offer(self, "mandate", mandates)
        months = list(_months(today))
        offer(self, "month_on", [(one.isoformat(), month(one)) for one in months])

    def clean_month_on(self) -> date:
        """The first day of the month chosen."""
        return date.fromisoformat(self.cleaned_data["month_on"])


class HoursForm(Once):
    """Hours of a day."""

    day_on = DateField(label="Giorno")
    activity = forms.ModelChoiceField(label="Attività", queryset=Activity.objects.none(), empty_label="Scegli")
    worked_hours = forms.DecimalField(
        label="Ore", min_value=0, max_value=24, decimal_places=2, max_digits=4, localize=True,
        help_text="Per esempio 3,5. Scrivi 0 per togliere un giorno.",
        error_messages={
            "min_value": "Scrivi le ore da 0 a 24", "max_value": "Scrivi le ore da 0 a 24",
            "max_decimal_places": "Scrivi le ore con due decimali al massimo, per esempio 3,25",
            "max_digits": "Scrivi le ore da 0 a 24",
        },
    )  # fmt: skip
    note = forms.CharField(label="Che cosa", max_length=120, required=False, help_text="Senza nomi di persone.")

    def offer(self, activities: QuerySet[Activity]) -> None:
        """The activities of the programme."""
        offer(self, "activity", activities)


def _months(today: date) -> Iterable[date]:
    first = today.replace(day=1)
    for back in range(MONTHS_BACK):
        index = first.year * 12 + first.month - 1 - back
        yield date(index // 12, index % 12 + 1, 1)
