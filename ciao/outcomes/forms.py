"""What is asked about an outcome."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer
from ciao.files.forms import UploadField
from ciao.outcomes.enums import AttemptResult, ContractKind, OutcomeMoment, Situation
from ciao.people.enums import ContactChannel

IMPROVED_HELP = "Per chi lavorava già all’ingresso: più stabile, più ore se ne voleva, un lavoro più adatto."
EVIDENCE_HELP = "per esempio il contratto o una comunicazione. Basta una foto."


def yes_or_no(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """A plain question that may stay without an answer."""
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=[("True", "sì"), ("False", "no"), ("", "non lo sappiamo")],
        coerce=lambda text: text == "True", empty_value=None, required=False, widget=forms.RadioSelect,
    )  # fmt: skip


class OutcomeForm(Once):
    """When it is looked at, what the person does, since when, how one knows."""

    moment = forms.ChoiceField(label="A che punto", widget=forms.RadioSelect)
    situation = forms.ChoiceField(label="Che cosa fa la persona", choices=Situation.choices, widget=forms.RadioSelect)
    contract = forms.ChoiceField(
        label="Con quale contratto", choices=[("", "Non lo sappiamo"), *ContractKind.choices], required=False,
        help_text="Solo per chi lavora.",
    )  # fmt: skip
    happened_on = DateField(label="Dal giorno")
    is_studying = yes_or_no("Studia o si forma, anche insieme al lavoro")
    has_qualification = yes_or_no("Ha ottenuto una qualifica o un attestato")
    qualification = forms.CharField(label="Quale", required=False, max_length=200)
    is_improved = yes_or_no("La sua condizione di lavoro è migliorata", IMPROVED_HELP)
    evidence = UploadField(label="Prova", required=False, help_text=EVIDENCE_HELP)
    note = forms.CharField(label="Nota", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    conditional = {
        "contract": ("situation", [Situation.EMPLOYED, Situation.SELF_EMPLOYED]),
        "is_improved": ("situation", [Situation.EMPLOYED, Situation.SELF_EMPLOYED]),
        "qualification": ("has_qualification", "True"),
    }
    groups = [
        ("La situazione", ["moment", "situation", "contract", "happened_on"]),
        ("Che altro conta per chi finanzia", ["is_studying", "has_qualification", "qualification", "is_improved"]),
        ("Come lo sappiamo", ["evidence", "note"]),
    ]

    def __init__(self, *args: Any, moments: list[OutcomeMoment], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.value), str(one.label)) for one in moments]
        offer(self, "moment", choices)


class AttemptForm(Once):
    """Trying to hear from somebody: for what, how, how it went."""

    moment = forms.ChoiceField(label="Per sapere com’è", widget=forms.RadioSelect)
    channel = forms.ChoiceField(label="Come", choices=ContactChannel.choices, widget=forms.RadioSelect)
    result = forms.ChoiceField(label="Com’è andata", choices=AttemptResult.choices, widget=forms.RadioSelect)
    tried_on = DateField(label="Quando")
    note = forms.CharField(label="Nota", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, moments: list[OutcomeMoment], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.value), str(one.label)) for one in moments]
        offer(self, "moment", choices)


class VoidForm(PlainForm):
    """Why it was wrong."""

    note = forms.CharField(label="Perché era sbagliato", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
