"""What one gives when signing."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.signatures.rules import NotDrawn, parse_strokes


class OnScreenForm(PlainForm):
    """A drawing, or one's own name typed where drawing is not possible."""

    strokes = forms.CharField(required=False, widget=forms.HiddenInput)
    written_name = forms.CharField(
        label="Oppure scrivi il tuo nome e cognome",
        help_text="vale come il disegno, se il dito o il mouse non vanno bene",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_strokes(self) -> Any:
        """The drawing as numbers, or none."""
        text = self.cleaned_data["strokes"]
        try:
            return parse_strokes(text) if text else None
        except NotDrawn as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean(self) -> dict[str, Any]:
        """One of the two is enough."""
        given = self.cleaned_data
        if not self.errors and not given.get("strokes") and not given.get("written_name", "").strip():
            self.add_error("written_name", "Disegna la firma, oppure scrivi il tuo nome.")
        return given


class _DatedForm(PlainForm):
    """A day of signing, today unless said otherwise."""

    signed_on = DateField(label="Firmato il")

    def clean_signed_on(self) -> Any:
        """A signature is never of a day to come."""
        day = self.cleaned_data["signed_on"]
        if day and day > clock.today():
            raise forms.ValidationError("Scegli una data che non sia dopo oggi.")
        return day


class PaperForm(_DatedForm):
    """The scan of a page signed by hand."""

    scan = UploadField(
        label="Scansione o foto della pagina firmata",
        kinds=(FileKind.PDF, FileKind.JPG, FileKind.PNG, FileKind.WEBP),
    )


class SignedFileForm(_DatedForm):
    """A file signed with a digital signature."""

    upload = UploadField(label="File firmato (P7M o PDF)", kinds=(FileKind.P7M, FileKind.PDF))


class SendCodeForm(PlainForm):
    """Where the code goes."""

    to = forms.EmailField(label="E-mail di chi firma")


class CodeForm(PlainForm):
    """The six digits."""

    code = forms.CharField(
        label="Codice di 6 cifre",
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class WithdrawForm(PlainForm):
    """Why a signature is taken back."""

    reason = forms.CharField(label="Perché la ritiri", widget=forms.Textarea(attrs={"rows": 3}))
