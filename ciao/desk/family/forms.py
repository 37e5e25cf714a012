"""What is asked on who answers for a minor, and on what a person says yes to."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.people.enums import ConsentChannel, ConsentPurpose, ResponsibilityKind


class HolderForm(Once):
    """Who answers for a minor: by which act, within which limits, and whether they are a danger."""

    kind = forms.ChoiceField(label="Chi è", choices=ResponsibilityKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="Nome e cognome, o nome del servizio", max_length=160)
    phone = forms.CharField(label="Telefono", max_length=40, required=False)
    starts_on = DateField(label="Da quando")
    act = forms.CharField(label="Atto del tribunale, numero", max_length=120, required=False)
    act_on = DateField(label="Atto del", required=False)
    limits = forms.CharField(
        label="Limiti decisi dal tribunale", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    may_sign = forms.BooleanField(label="Può firmare", required=False, initial=True)
    is_danger = forms.BooleanField(
        label="È un pericolo per la persona", required=False,
        help_text="Non gli si chiede niente, non compare in nessuna pagina e in nessun documento.",
    )  # fmt: skip

    groups = [
        ("Chi è", ["kind", "name", "phone", "starts_on"]),
        ("Che cosa ha deciso il tribunale", ["act", "act_on", "limits"]),
        ("Firma e sicurezza", ["may_sign", "is_danger"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts_on": clock.today(), "may_sign": True}, **kwargs)


class EndHolderForm(PlainForm):
    """From when, and why, they answer no more."""

    on = DateField(label="Fino a quando")
    reason = forms.CharField(label="Perché", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)


class ConsentForm(Once):
    """One yes, to one purpose."""

    purpose = forms.ChoiceField(label="Per che cosa", choices=ConsentPurpose.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label="Come l’ha detto", choices=[one for one in ConsentChannel.choices if one[0] != ConsentChannel.PAGE],
        widget=forms.RadioSelect,
    )  # fmt: skip
    on = DateField(label="Quando")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)


class DayForm(PlainForm):
    """From when."""

    on = DateField(label="Da quando")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
