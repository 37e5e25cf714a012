"""What is asked while a budget is read: the file, the columns, what names stand for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from ciao.budget.enums import CostKind
from ciao.budget.models import BudgetPlan
from ciao.budget.reading.check import SKIP, Names
from ciao.budget.reading.columns import LONG, ROLES, SHAPES
from ciao.budget.reading.lines import headings
from ciao.budget.rules import Partner
from ciao.core.forms import DateField, MoneyField, PlainForm
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField

NONE = ""
NEEDED = {"item": "Scegli la colonna delle voci di costo",
          "amount": "Scegli la colonna degli importi"}  # fmt: skip


class UploadForm(PlainForm):
    """The file of the piano economico."""

    file = UploadField(
        label="Piano economico", kinds=(FileKind.XLSX, FileKind.ODS, FileKind.CSV),
        help_text="Excel (.xlsx), OpenDocument (.ods) o CSV, fino a 15 MB.",
    )  # fmt: skip


class ColumnsForm(PlainForm):
    """How rows are made and which column is what."""

    header = forms.IntegerField(label="Riga delle intestazioni", min_value=1)
    shape = forms.ChoiceField(label="Com’è fatto il foglio", choices=SHAPES, widget=forms.RadioSelect)
    groups = [("Il foglio", ["header", "shape"]), ("Le colonne", list(ROLES))]
    partner = forms.ChoiceField(label=ROLES["partner"], error_messages={"required": "Scegli la colonna degli enti"})
    item = forms.ChoiceField(label=ROLES["item"], required=False, help_text="Solo se c’è una riga per ogni voce.")
    activity = forms.ChoiceField(label=ROLES["activity"], required=False)
    amount = forms.ChoiceField(label=ROLES["amount"], required=False, help_text="Solo se c’è una riga per ogni voce.")
    cofinancing = forms.ChoiceField(
        label=ROLES["cofinancing"], required=False, help_text="Se manca, lo scrivi al passo dopo."
    )

    def __init__(self, *args: Any, plan: BudgetPlan, **options: Any) -> None:
        mapping = plan.reading["mapping"]
        columns = {name: str(at) for name, at in mapping["columns"].items() if at is not None}
        initial = {"header": mapping["header"] + 1, "shape": mapping["shape"], **columns}
        super().__init__(*args, initial=initial, **options)
        self.last_row = len(plan.reading["rows"])
        choices = [(NONE, "Nessuna"), *((str(at), label) for at, label in headings(plan.reading))]
        for name in ROLES:
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean_header(self) -> int:
        """A row of the file."""
        header: int = self.cleaned_data["header"]
        if header > self.last_row:
            raise forms.ValidationError(f"Il foglio ha {self.last_row} righe")
        return header

    def clean(self) -> dict[str, Any]:
        """What each shape cannot do without."""
        typed: dict[str, Any] = super().clean() or {}
        for name, sentence in NEEDED.items():
            if typed.get("shape") == LONG and not typed.get(name):
                self.add_error(name, sentence)
        return typed

    def mapping(self) -> dict[str, Any]:
        """As it is kept with the reading."""
        typed = self.cleaned_data
        columns = {name: int(typed[name]) if typed[name] else None for name in ROLES}
        if typed["shape"] != LONG:
            columns.update(item=None, amount=None)
        return {"header": typed["header"] - 1, "shape": typed["shape"], "columns": columns}


class NamesForm(PlainForm):
    """What every name of the file stands for; made by `names_form` for one file."""

    names: Names
    texts: dict[str, str]

    def mapping(self) -> dict[str, Any]:
        """As it is kept with the reading."""
        typed = self.cleaned_data
        found: dict[str, Any] = {"partners": {}, "items": {}, "activities": {}, "cofinancing": {}}
        for name, text in self.texts.items():
            kind, key = name.split("_", 1)
            if kind == "item":
                item = {part: typed[f"{kind}_{key}_{part}"] for part in ("code", "label", "kind")}
                found["items"][text] = item
            elif kind == "share":
                amount = typed[name]
                found["cofinancing"] |= {text: str(amount)} if amount else {}
            else:
                found["partners" if kind == "partner" else "activities"][text] = typed[name]
        return found


class ConfirmForm(PlainForm):
    """From which day it counts."""

    on = DateField(label="In vigore dal")


class ReasonForm(PlainForm):
    """Why something is taken back."""

    reason = forms.CharField(label="Motivo", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def names_form(
    data: Any, *, names: Names, partners: Mapping[uuid.UUID, Partner], activities: Mapping[uuid.UUID, str],
    shares: Mapping[str, str] | None,
) -> NamesForm:  # fmt: skip
    """A form with one choice for each body, item and activity of the file; amounts too where no column has them."""
    bodies = [("", "Scegli"), *((str(key), one.name) for key, one in partners.items()), (SKIP, "Salta queste righe")]
    headings = [("", "Nessuna attività"), *((str(key), title) for key, title in activities.items())]
    fields: dict[str, forms.Field] = {}
    texts: dict[str, str] = {}
    for at, (text, chosen) in enumerate(names.partners.items()):
        texts[f"partner_{at}"] = text
        fields[f"partner_{at}"] = _body_field(text, bodies, chosen)
    for at, (text, item) in enumerate(names.items.items()):
        texts[f"item_{at}"] = text
        fields.update(_item_fields(f"item_{at}", text, item.code, item.label, item.kind))
    for at, (text, chosen) in enumerate(names.activities.items()):
        texts[f"activity_{at}"] = text
        fields[f"activity_{at}"] = forms.ChoiceField(
            label=f"«{text}»", choices=headings, initial=chosen, required=False
        )
    if shares is not None:
        for at, (key, one) in enumerate((key, one) for key, one in partners.items() if one.has_budget):
            texts[f"share_{at}"] = str(key)
            initial = Decimal(shares[str(key)]) if str(key) in shares else None
            fields[f"share_{at}"] = MoneyField(label=f"Quanto mette {one.name}", initial=initial, required=False)
    groups = [(title, [name for name in fields if name.startswith(start)]) for start, title in TITLES.items()]
    built = type("FileNamesForm", (NamesForm,), {**fields, "groups": [one for one in groups if one[1]]})
    form: NamesForm = built(data)
    form.names, form.texts = names, texts
    return form


TITLES = {"partner_": "Enti", "item_": "Voci di costo", "activity_": "Attività", "share_": "Cofinanziamento"}


def _body_field(text: str, bodies: list[tuple[str, str]], chosen: str) -> forms.ChoiceField:
    sentence = f"Scegli che ente è «{text}», o salta le sue righe"
    return forms.ChoiceField(label=text, choices=bodies, initial=chosen, error_messages={"required": sentence})


def _item_fields(name: str, text: str, code: str, label: str, kind: str) -> dict[str, forms.Field]:
    return {
        f"{name}_code": forms.CharField(label=f"Codice di «{text}»", max_length=20, initial=code),
        f"{name}_label": forms.CharField(label=f"Nome di «{text}»", max_length=160, initial=label),
        f"{name}_kind": forms.ChoiceField(label=f"Tipo di «{text}»", choices=CostKind.choices, initial=kind),
    }
