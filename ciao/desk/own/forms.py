"""One's own name and habits."""

from django import forms

from ciao.accounts.models import User
from ciao.core.forms import PlainModelForm


class ProfileForm(PlainModelForm):
    """What colleagues read of one, and whether single keys do things."""

    class Meta:
        model = User
        fields = ["given_name", "family_name", "shortcuts_enabled"]
        labels = {"shortcuts_enabled": "Usa i tasti rapidi"}
        help_texts = {"shortcuts_enabled": "Per esempio n apre una cosa nuova"}
        widgets = {"given_name": forms.TextInput(attrs={"autocomplete": "given-name"})}
