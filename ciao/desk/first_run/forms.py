"""What the first start asks."""

from __future__ import annotations

from django import forms

from ciao.accounts.forms import NewUserForm
from ciao.core.forms import PlainForm


class AdministratorForm(NewUserForm):
    """Who looks after this installation, and for which body."""

    organization = forms.CharField(
        label="Ente capofila", max_length=200, help_text="L’ente che risponde dei dati"
    )  # fmt: skip
    email = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "username"}))

    field_order = ["organization", "given_name", "family_name", "email", "password"]


class KeysForm(PlainForm):
    """The proof that the sheet of the keys is on paper."""

    typed = forms.CharField(
        label="Ultimi 4 caratteri dell’ultima riga", help_text="Leggili dal foglio stampato",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )  # fmt: skip
