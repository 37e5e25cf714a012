"""What is asked about an outcome."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm
from ciao.files.forms import UploadField
from ciao.outcomes.enums import ContractKind, OutcomeMoment, Situation

EVIDENCE_HELP = "per esempio il contratto o una comunicazione. Basta una foto."


class OutcomeForm(Once):
    """When it is looked at, what the person does, since when, how one knows."""

    moment = forms.ChoiceField(label="A che punto", widget=forms.RadioSelect)
    situation = forms.ChoiceField(label="Che cosa fa la persona", choices=Situation.choices, widget=forms.RadioSelect)
    contract = forms.ChoiceField(
        label="Con quale contratto", choices=[("", "Non lo sappiamo"), *ContractKind.choices], required=False,
        help_text="Solo per chi lavora.",
    )  # fmt: skip
    happened_on = DateField(label="Dal giorno")
    evidence = UploadField(label="Prova", required=False, help_text=EVIDENCE_HELP)
    note = forms.CharField(label="Nota", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, moments: list[OutcomeMoment], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.value), str(one.label)) for one in moments]
        self.fields["moment"].choices = choices  # type: ignore[attr-defined]


class VoidForm(PlainForm):
    """Why it was wrong."""

    note = forms.CharField(label="Perché era sbagliato", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
