"""What is asked before a document is issued, annulled or given a protocol."""

from __future__ import annotations

from django import forms

from ciao.core.forms import DateField, PlainForm


class IssueForm(PlainForm):
    """The day the document bears, and for a reissue the reason."""

    issued_on = DateField(label="Data del documento")
    reason = forms.CharField(
        label="Perché lo emetti di nuovo", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, is_reissue: bool = False, **options: object) -> None:
        super().__init__(*args, **options)
        if is_reissue:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class ReasonForm(PlainForm):
    """Why a document is annulled."""

    reason = forms.CharField(label="Perché lo annulli", widget=forms.Textarea(attrs={"rows": 3}))


class ProtocolForm(PlainForm):
    """The number of the body's own register."""

    protocol = forms.CharField(label="Numero di protocollo", max_length=60)
    on = DateField(label="Protocollato il")
