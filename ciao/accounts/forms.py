"""Who one is and the password one signs in with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from ciao.accounts.models import User
from ciao.core.forms import PlainForm

PLAIN = {
    "password_too_short": "Scrivi almeno 12 caratteri",
    "password_too_common": "Questa password è troppo comune: unisci 3 o 4 parole a caso",
    "password_too_similar": "La password somiglia al nome o all’indirizzo: scegline un’altra",
}


class PasswordField(forms.CharField):
    """A new password, said in words people can follow."""

    def __init__(self, **options: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
        help_text = "Almeno 12 caratteri: bastano 3 o 4 parole che ricordi solo tu"
        super().__init__(**{"label": "Password", "help_text": help_text, "widget": widget, "strip": False, **options})


class NewUserForm(PlainForm):
    """The part every new account answers; the password is held against what one says of oneself."""

    given_name = forms.CharField(label="Nome", max_length=80)
    family_name = forms.CharField(label="Cognome", max_length=80)
    password = PasswordField()

    def email_of(self) -> str:
        """The address the account will have."""
        return str(self.cleaned_data.get("email", ""))

    def clean(self) -> dict[str, Any]:
        """Holds the password against the other answers."""
        said = {name: self.cleaned_data.get(name, "") for name in ("given_name", "family_name")}
        if "password" in self.cleaned_data:
            self._check(self.cleaned_data["password"], User(email=self.email_of(), **said))
        return self.cleaned_data

    def _check(self, password: str, user: User) -> None:
        try:
            validate_password(password, user)
        except ValidationError as problems:
            codes = {problem.code for problem in problems.error_list}
            plain = [sentence for code, sentence in PLAIN.items() if code in codes]
            self.add_error("password", (plain or problems.messages)[0])
