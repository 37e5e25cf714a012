"""The forms of a programme: its sheet, its places, the acts that change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core import clock, formats
from ciao.core.forms import DateField, MoneyField, PlainForm
from ciao.programmes.actions import Act, Amendment
from ciao.programmes.models import ProgrammeVersion
from ciao.programmes.review.opening import find_places
from ciao.programmes.review.pieces import PERCENT, CountField, PlacesField
from ciao.programmes.rules import NotALogo, check_logo


class SheetForm(PlainForm):
    """The file of a project sheet; what it holds is judged by the reader."""

    file = forms.FileField(
        label="La scheda progetto",
        help_text="Un file .txt, .docx o .pdf con il testo, fino a 15 MB",
        error_messages={
            "required": "Scegli il file della scheda progetto",
            "empty": "Il file è vuoto: scegli la scheda progetto",
        },
        widget=forms.FileInput(attrs={"accept": ".txt,.docx,.pdf"}),
    )


class LogoForm(Once):
    """A logo, and whose it is."""

    label = forms.CharField(
        label="Di chi è", max_length=120, help_text="Per esempio: Unione europea. Si legge al posto dell’immagine."
    )
    upload = forms.FileField(
        label="Immagine PNG o JPEG",
        help_text="Fino a 1 MB, larga almeno 400 punti per stampare bene",
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )

    def clean_upload(self) -> Any:
        """Known by its content, whatever its name says."""
        upload = self.cleaned_data["upload"]
        try:
            check_logo(b"".join(upload.chunks()))
        except NotALogo as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return upload


class AreaForm(PlainForm):
    """The comuni of an area, by name."""

    places = PlacesField(label="Comuni, divisi da una virgola", widget=forms.Textarea(attrs={"rows": 4}))

    def clean_places(self) -> list[str]:
        """Their ISTAT codes; a name that is no comune is told."""
        codes = find_places(self.cleaned_data["places"])
        unknown = [f"«{name}»" for name in self.cleaned_data["places"] if name not in codes]
        if unknown:
            raise forms.ValidationError(f"Non troviamo {', '.join(unknown)} tra i comuni: scrivi il nome per intero")
        return list(dict.fromkeys(codes.values()))


class ActForm(PlainForm):
    """The act behind every change of a programme."""

    act = forms.CharField(
        label="Atto", max_length=200, help_text="per esempio: decreto dirigenziale n. 1234, o delibera n. 5"
    )
    decided_on = DateField(label="Data dell’atto", help_text="gg.mm.aaaa, per esempio 02.11.2026")
    reason = forms.CharField(label="Motivo", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_decided_on(self) -> date:
        """An act is never dated after today."""
        day: date = self.cleaned_data["decided_on"]
        if day > clock.today():
            raise forms.ValidationError("Scegli una data dell’atto che non sia dopo oggi")
        return day

    def decision(self) -> Act:
        """The act as the actions want it."""
        typed = self.cleaned_data
        return Act(typed["act"], typed["decided_on"], typed["reason"])


class ExtensionForm(ActForm):
    """A proroga: the new last day."""

    groups = [("La nuova fine", ["ends_on"]), ("L’atto che la decide", ["act", "decided_on", "reason"])]

    ends_on = DateField(label="Nuova fine del progetto", help_text="gg.mm.aaaa, per esempio 31.12.2026")

    def __init__(self, version: ProgrammeVersion, data: Any = None) -> None:
        super().__init__(data)
        self.version = version

    def clean_ends_on(self) -> date:
        """A proroga only moves the end further."""
        day: date = self.cleaned_data["ends_on"]
        if day <= self.version.ends_on:
            now = formats.date_field(self.version.ends_on)
            raise forms.ValidationError(f"Ora la fine è il {now}: scrivi una data più avanti")
        return day


class AmendmentForm(ActForm):
    """A rimodulazione: money, targets and months, filled with what holds now."""

    total_amount = MoneyField(label="Valore complessivo", required=False)
    contribution_amount = MoneyField(label="Contributo", required=False)
    cofinancing_percent = MoneyField(label="Cofinanziamento", help_text=PERCENT, required=False)

    def __init__(self, version: ProgrammeVersion, data: Any = None) -> None:
        money = ("total_amount", "contribution_amount", "cofinancing_percent")
        super().__init__(data, initial={name: getattr(version, name) for name in money})
        self.version = version
        self.targets = list(version.targets.all())
        for one in self.targets:
            self.fields[f"target.{one.id}"] = CountField(
                label=one.label.capitalize(), required=False, initial=one.count
            )
        people = [f"target.{one.id}" for one in self.targets]
        self.groups = [("Importi", money), ("Persone da raggiungere", people)]

    def clean(self) -> dict[str, Any]:
        """The contribution never passes the total."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        total, asked = typed.get("total_amount"), typed.get("contribution_amount")
        if total is not None and asked is not None and asked > total:
            self.add_error("contribution_amount", "Il contributo supera il valore complessivo")
        return typed

    def amendment(self, ticked: Mapping[str, Sequence[int]]) -> Amendment:
        """What changes, with the months ticked for each activity; an empty amount stays as it is."""
        typed = self.cleaned_data
        plans = self.version.work_plans.all()
        return Amendment(
            typed["total_amount"],
            typed["contribution_amount"],
            typed["cofinancing_percent"],
            {one.id: typed[f"target.{one.id}"] for one in self.targets},
            {one.activity_id: ticked.get(str(one.activity_id), []) for one in plans},
        )
