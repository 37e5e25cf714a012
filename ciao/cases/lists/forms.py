"""What is asked of whoever loads a list: where it comes from, until when, and which column is what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.cases.enums import ListKind
from ciao.cases.lists.columns import WANTED
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.core.sheets import Mapping
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.outreach.enums import LegalBasis
from ciao.outreach.forms import MandateField, WithColleagues
from ciao.programmes.parameters import parameter

NONE = ""


class ListForm(WithColleagues, Once):
    """The file, its source and its legal basis; a list without these is not loaded."""

    file = UploadField(
        label="Elenco", kinds=(FileKind.XLSX, FileKind.ODS, FileKind.CSV, FileKind.TXT),
        help_text="Excel (.xlsx), OpenDocument (.ods) o CSV, fino a 15 MB e 20.000 righe.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Che elenco è", choices=ListKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Titolo", max_length=110, help_text="Per esempio: NEET segnalati dal comune, 2026.")
    manager = MandateField(
        label="Case manager, se le persone sono già in carico", required=False,
        help_text="I percorsi si possono passare dopo ad altri.",
    )  # fmt: skip
    opened_on = DateField(label="In carico dal, dove il file non lo dice", required=False, help_text="Vuoto: da oggi.")
    source = forms.CharField(label="Da quale ente o ufficio viene", max_length=110)
    given_by = forms.CharField(label="Chi l’ha dato", max_length=120, required=False)
    given_on = DateField(label="Ricevuto il")
    legal_basis = forms.ChoiceField(
        label="Base giuridica", choices=LegalBasis.choices, initial=LegalBasis.PUBLIC_TASK,
        help_text="Perché questi dati possono arrivare a noi. Se non lo sai, chiedilo a chi te li ha dati.",
    )  # fmt: skip
    expires_on = DateField(
        label="Da conservare fino al",
        help_text="Dopo, le righe che non hanno trovato nessuno si cancellano.",
    )

    groups = [
        ("Il file", ["file", "kind", "title"]),
        ("Se si aprono i percorsi", ["manager", "opened_on"]),
        ("Da dove viene", ["source", "given_by", "given_on", "legal_basis", "expires_on"]),
    ]

    def clean(self) -> dict[str, Any]:
        """Whoever is taken in charge has somebody who follows them, from a day that has come."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("kind") == ListKind.IN_CHARGE and not typed.get("manager"):
            self.add_error("manager", "Scegli chi segue le persone dell’elenco")
        opened: date | None = typed.get("opened_on")
        if opened and opened > clock.today():
            self.add_error("opened_on", "Scegli una data che non sia dopo oggi")
        return typed

    def told(self) -> dict[str, Any]:
        """What the action is told; who follows and from when only where cases are opened."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        if typed["kind"] != ListKind.IN_CHARGE:
            typed.update(manager=None, opened_on=None)
        return {**typed, "upload": self.cleaned_data["file"]}


def proposed() -> dict[str, Any]:
    """Most lists arrive the day they are loaded, and are kept as long as the parameter says."""
    today = clock.today()
    return {"given_on": today, "expires_on": today + timedelta(days=int(parameter("list_keep_days", today)))}


class ColumnsForm(PlainForm):
    """Which row holds the headings and which column is what, as guessed."""

    header = forms.IntegerField(label="Riga delle intestazioni", min_value=1)

    def __init__(self, *args: Any, mapping: Mapping, names: list[str], last_row: int, **options: Any) -> None:
        guessed = {name: str(at) for name, at in mapping.columns.items() if at is not None}
        super().__init__(*args, initial={"header": mapping.header + 1, **guessed}, **options)
        self.last_row = last_row
        self.groups = [("Il foglio", ["header"]), ("Le colonne", [one.name for one in WANTED])]
        choices = [(NONE, "Nessuna"), *((str(at), name) for at, name in enumerate(names))]
        for one in WANTED:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label, choices=choices, required=False, help_text=one.help_text,
                error_messages={"invalid_choice": "Scegli una delle colonne del foglio"},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Something must say who the person is, and a column is one thing only."""
        typed: dict[str, Any] = super().clean() or {}
        if (typed.get("header") or 0) > self.last_row:
            self.add_error("header", f"Il foglio ha {self.last_row} righe")
        if not any(typed.get(name) for name in ("given_name", "full_name", "fiscal_code", "family_name")):
            self.add_error("given_name", "Scegli la colonna del nome, o quella del codice fiscale")
        taken: dict[str, str] = {}
        for one in WANTED:
            place = typed.get(one.name)
            if place and place in taken:
                self.add_error(one.name, f"Questa colonna è già «{taken[place]}»")
            elif place:
                taken[place] = one.label
        return typed

    def columns(self) -> dict[str, int | None]:
        """As the action is told."""
        typed = self.cleaned_data
        return {one.name: int(typed[one.name]) if typed[one.name] else None for one in WANTED}


class ReasonForm(PlainForm):
    """Why a list is taken back."""

    reason = forms.CharField(label="Motivo", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
