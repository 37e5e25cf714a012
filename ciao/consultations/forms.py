"""What is asked about a consultation."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.consultations.enums import Agreement, ConsultationKind, Presence, Urgency
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, TimeField
from ciao.files.forms import UploadField
from ciao.outreach.forms import MandateField, WithColleagues
from ciao.partners.models import Organization

LONG = 20_000


def long_text(label: str, help_text: str = "", *, required: bool = True, rows: int = 5) -> forms.CharField:
    """A free text."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONG, widget=area)


class AskForm(Once):
    """To whom, what, how soon, and that the person agrees."""

    organization = forms.ModelChoiceField(
        label="A quale ente", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    kind = forms.ChoiceField(label="Che cosa chiedi", choices=ConsultationKind.choices, widget=forms.RadioSelect)
    question = long_text("Domanda", "Non scrivere il nome: chi risponde lo vede solo se accoglie la richiesta.")
    urgency = forms.ChoiceField(label="Urgenza", choices=Urgency.choices, widget=forms.RadioSelect)
    agreed_how = forms.ChoiceField(
        label="La persona è d’accordo: come l’ha detto", choices=Agreement.choices, widget=forms.RadioSelect
    )
    agreed_on = DateField(label="Quando l’ha detto")

    groups = [
        ("La richiesta", ["organization", "kind", "question", "urgency"]),
        ("L’accordo della persona", ["agreed_how", "agreed_on"]),
    ]

    def __init__(self, *args: Any, bodies: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["organization"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = bodies


class DayForm(PlainForm):
    """The day something happened."""

    on = DateField(label="Quando")


class ReasonForm(DayForm):
    """The day, and why."""

    reason = forms.CharField(label="Perché", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("reason", "on")


class PassForm(WithColleagues, DayForm):
    """Who goes on."""

    to = MandateField(label="Chi la segue da ora")
    field_order = ("to", "on")


class MeetingForm(Once):
    """When and where the specialist sees the person."""

    day = DateField(label="Giorno")
    hour = TimeField(label="Ora")
    place = forms.CharField(label="Dove", max_length=200, required=False)

    def parts(self) -> dict[str, Any]:
        """Day and hour as one instant in Italian time."""
        typed = dict(self.cleaned_data)
        at = datetime.combine(typed.pop("day"), typed.pop("hour"), tzinfo=clock.ROME)
        return {**typed, "starts_at": at}


class MarkForm(PlainForm):
    """How a meeting went."""

    presence = forms.ChoiceField(label="Com’è andata", choices=Presence.choices, widget=forms.RadioSelect)


class AdviceForm(Once):
    """What the team may know."""

    text = long_text(
        "Che cosa consigli all’équipe", "Lo legge tutta l’équipe: solo ciò che le serve per lavorare. Niente diagnosi."
    )
    next_on = DateField(label="Da rivedere il", required=False)
    on = DateField(label="Data")


class ReportForm(Once):
    """What stays sealed."""

    text = long_text(
        "Relazione", "La leggi tu e chi nominerai. L’équipe vede solo che la consulenza c’è stata.",
        required=False, rows=12,
    )  # fmt: skip
    file = UploadField(label="Oppure allegala", required=False)
    on = DateField(label="Data")


class ReaderForm(WithColleagues, PlainForm):
    """Who may read it, and why."""

    mandate = MandateField(label="Chi può leggerla")
    why = forms.CharField(label="Perché", max_length=400)


class SupportForm(Once):
    """By whom, since when; never for what."""

    body = forms.CharField(
        label="Da quale ente o servizio", max_length=200,
        help_text="Per esempio il consultorio o il centro di salute mentale. Il motivo non si scrive.",
    )  # fmt: skip
    starts_on = DateField(label="Dal")
