"""The forms of a body."""

from django import forms

from ciao.core.forms import PlainModelForm
from ciao.partners.models import Organization


class ContactsForm(PlainModelForm):
    """How a body is reached."""

    website = forms.URLField(
        label="Sito", required=False, assume_scheme="https", help_text="per esempio https://www.esempio.it"
    )

    class Meta:
        model = Organization
        fields = ["email", "phone", "website"]
