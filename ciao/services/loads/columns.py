"""What a sheet of past hours may say."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from ciao.cases.loads.forms import LoadForm
from ciao.cases.loads.people import WANTED as PERSON
from ciao.core.forms import offer
from ciao.core.sheets import Cell, Unreadable, Wanted, day, text, whole
from ciao.partners.models import Organization
from ciao.programmes.models import Activity
from ciao.services.enums import ServiceKind

DAY_HOURS = Decimal(24)


def hours_of(cell: Cell, most: Decimal = DAY_HOURS) -> Decimal | None:
    """Decimal hours, written «1,5», «1.5» or «1:30»; None for an empty cell. At most a day."""
    written = str(cell).strip().casefold().removesuffix("h").strip()
    if not written:
        return None
    try:
        if ":" in written:
            whole_hours, minutes = written.split(":")[:2]
            found = Decimal(int(whole_hours)) + Decimal(int(minutes)) / 60
        else:
            found = Decimal(written.replace(",", "."))
    except (InvalidOperation, ValueError) as problem:
        raise Unreadable(f"«{written[:40]}» non sono ore: scrivi per esempio 2,5.") from problem
    if not found.is_finite() or not 0 <= found <= most:
        raise Unreadable(f"«{written[:40]}»: le ore vanno da 0 a {most}.")
    return found.quantize(Decimal("0.01"))


def _edition(cell: Cell) -> int:
    found = whole(cell)
    if found is not None and not 1 <= found <= 999:
        raise Unreadable("Il numero dell’edizione va da 1 a 999.")
    return found or 1


WANTED = [
    *PERSON,
    Wanted("service", "Corso o servizio", r"corso|servizio|laboratorio|gruppo|titolo", lambda cell: text(cell, 160)),
    Wanted("edition", "Edizione", r"edizione|gruppo n|\bed\b", _edition, "Vuota: la prima."),
    Wanted("day", "Giorno", r"giorno|data\b|incontro", day),
    Wanted("hours", "Ore", r"\bore\b|durata|presenza", hours_of, "Zero vuol dire assente."),
]


class HoursForm(LoadForm):
    """Where services that nobody has in the catalogue yet belong."""

    activity = forms.ModelChoiceField(
        label="Attività", queryset=Activity.objects.none(), empty_label="Scegli l’attività",
        help_text="Dove contano i corsi che non sono ancora nel catalogo.",
    )  # fmt: skip
    organization = forms.ModelChoiceField(
        label="Chi li ha tenuti", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    kind = forms.ChoiceField(label="Che cosa sono", choices=ServiceKind.choices)

    groups = [
        LoadForm.groups[0],
        ("I corsi che non sono nel catalogo", ["activity", "organization", "kind"]),
        LoadForm.groups[1],
    ]

    def offer(self, programme: Any) -> None:
        """The activities and the bodies of a programme."""
        offer(self, "activity", Activity.objects.filter(programme=programme))
        offer(self, "organization", Organization.objects.filter(partnerships__programme=programme).distinct())
