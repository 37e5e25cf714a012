"""What is asked of whoever loads a sheet: where it comes from, which column is what, why it is taken back."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.cases.loads.kind import LoadKind
from ciao.core.forms import DateField, PlainForm
from ciao.core.sheets import Mapping
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.outreach.enums import LegalBasis

TOLD = ("file", "title", "source", "given_by", "given_on", "legal_basis", "expires_on", "row_id")


class LoadForm(Once):
    """The sheet, its source and its legal basis; a kind may ask more in a form that extends this one."""

    file = UploadField(
        label="Foglio", kinds=(FileKind.XLSX, FileKind.ODS, FileKind.CSV, FileKind.TXT),
        help_text="Excel (.xlsx), OpenDocument (.ods) o CSV, fino a 15 MB e 20.000 righe.",
    )  # fmt: skip
    title = forms.CharField(
        label="Titolo", max_length=110, help_text="Per esempio: ore dei laboratori, primavera 2026."
    )
    source = forms.CharField(label="Da quale ente o ufficio viene", max_length=110)
    given_by = forms.CharField(label="Chi l’ha dato", max_length=120, required=False)
    given_on = DateField(label="Ricevuto il")
    legal_basis = forms.ChoiceField(
        label="Base giuridica", choices=LegalBasis.choices, initial=LegalBasis.PUBLIC_TASK,
        help_text="Perché questi dati possono arrivare a noi. Se non lo sai, chiedilo a chi te li ha dati.",
    )  # fmt: skip
    expires_on = DateField(
        label="Righe da correggere fino al", help_text="Dopo, ciò che non si è potuto caricare si cancella."
    )

    groups = [
        ("Il foglio", ["file", "title"]),
        ("Da dove viene", ["source", "given_by", "given_on", "legal_basis", "expires_on"]),
    ]

    def told(self) -> dict[str, Any]:
        """What the action is told; what a kind asks besides goes into its options, rows by their id."""
        typed = dict(self.cleaned_data)
        more = {name: _plain(value) for name, value in typed.items() if name not in TOLD}
        return {**{name: typed[name] for name in TOLD if name != "file"}, "upload": typed["file"], "options": more}


class ColumnsForm(PlainForm):
    """Which row holds the headings and which column is what, as guessed."""

    header = forms.IntegerField(label="Riga delle intestazioni", min_value=1)

    def __init__(
        self, *args: Any, kind: LoadKind, mapping: Mapping, names: list[str], last_row: int, **options: Any
    ) -> None:
        guessed = {name: str(at) for name, at in mapping.columns.items() if at is not None}
        super().__init__(*args, initial={"header": mapping.header + 1, **guessed}, **options)
        self.kind, self.last_row = kind, last_row
        self.groups = [("Il foglio", ["header"]), ("Le colonne", [one.name for one in kind.wanted])]
        choices = [("", "Nessuna"), *((str(at), name) for at, name in enumerate(names))]
        for one in kind.wanted:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label, choices=choices, required=False, help_text=one.help_text,
                error_messages={"invalid_choice": "Scegli una delle colonne del foglio"},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What a kind cannot do without is there, and a column is one thing only."""
        typed: dict[str, Any] = super().clean() or {}
        if (typed.get("header") or 0) > self.last_row:
            self.add_error("header", f"Il foglio ha {self.last_row} righe")
        labels = {one.name: one.label for one in self.kind.wanted}
        for group in self.kind.needed:
            if not any(typed.get(name) for name in group):
                self.add_error(group[0], f"Scegli la colonna: {' o '.join(labels[name] for name in group)}")
        taken: dict[str, str] = {}
        for name, label in labels.items():
            place = typed.get(name)
            if place and place in taken:
                self.add_error(name, f"Questa colonna è già «{taken[place]}»")
            elif place:
                taken[place] = label
        return typed

    def columns(self) -> dict[str, int | None]:
        """As the action is told."""
        typed = self.cleaned_data
        return {one.name: int(typed[one.name]) if typed[one.name] else None for one in self.kind.wanted}


class ReasonForm(PlainForm):
    """Why a load is taken back."""

    reason = forms.CharField(label="Motivo", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


def _plain(value: Any) -> Any:
    return str(value.pk) if hasattr(value, "pk") else value
