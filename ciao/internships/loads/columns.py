"""What a sheet of past allowances may say."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from ciao.cases.loads.forms import LoadForm
from ciao.cases.loads.people import WANTED as PERSON
from ciao.core.formats import MONTHS
from ciao.core.forms import offer
from ciao.core.sheets import Cell, Unreadable, Wanted, amount, day, text
from ciao.internships.enums import InternshipKind
from ciao.outreach.forms import MandateField
from ciao.partners.models import Organization
from ciao.programmes.models import Activity

MONTH_HOURS = Decimal(400)


def month_of(cell: Cell) -> date | None:
    """The first day of a month written «ottobre 2026», «10/2026», «2026-10» or as any of its days."""
    written = str(cell).strip().casefold()
    if not written:
        return None
    figures = re.fullmatch(r"(\d{1,2})[/.\-](\d{4})", written) or re.fullmatch(r"(\d{4})[/.\-](\d{1,2})", written)
    words = re.fullmatch(r"([a-zà]+)\s+(\d{4})", written)
    if figures:
        first, second = int(figures[1]), int(figures[2])
        month, year = (second, first) if first > 12 else (first, second)
    elif words and any(name.startswith(words[1]) and len(words[1]) > 2 for name in MONTHS):
        month = next(at for at, name in enumerate(MONTHS, 1) if name.startswith(words[1]))
        year = int(words[2])
    else:
        found = day(cell)
        return found.replace(day=1) if found else None
    if not (1 <= month <= 12 and 2000 <= year <= 2100):
        raise Unreadable(f"«{written[:40]}» non è un mese: scrivi per esempio ottobre 2026.")
    return date(year, month, 1)


def month_hours(cell: Cell) -> Decimal | None:
    """Decimal hours of a month."""
    written = str(cell).strip().casefold().removesuffix("h").strip().replace(",", ".")
    if not written:
        return None
    if not re.fullmatch(r"\d{1,3}(\.\d{1,2})?", written) or Decimal(written) > MONTH_HOURS:
        raise Unreadable(f"«{str(cell)[:40]}» non sono ore di un mese: scrivi per esempio 80,5.")
    return Decimal(written)


def euro(cell: Cell) -> Decimal | None:
    """Euro, never below zero."""
    found = amount(cell)
    if found is not None and not 0 <= found < 100_000:
        raise Unreadable("L’importo di un mese va da zero in su.")
    return found


WANTED = [
    *PERSON,
    Wanted("starts_on", "Inizio del tirocinio", r"inizio|\bdal\b|decorrenza", day),
    Wanted("ends_on", "Fine del tirocinio", r"\bfine\b|\bal\b|termine|scadenza", day),
    Wanted("paid_on", "Pagata il", r"pagat|pagamento|bonifico|valuta", day),
    Wanted("month", "Mese", r"\bmese\b|competenza|mensilit", month_of, "Per esempio ottobre 2026."),
    Wanted("planned", "Ore previste", r"ore previste|ore da fare", month_hours, "Vuote: quelle fatte."),
    Wanted("hours", "Ore fatte", r"\bore\b|presenza|frequenza", month_hours),
    Wanted("amount", "Importo lordo", r"importo|indennit|lordo|euro|€", euro),
    Wanted("note", "Nota", r"\bnote?\b", lambda cell: text(cell, 400)),
]


class AllowancesForm(LoadForm):
    """What the internships of the sheet have in common."""

    activity = forms.ModelChoiceField(
        label="Attività", queryset=Activity.objects.none(), empty_label="Scegli l’attività"
    )
    promoter = forms.ModelChoiceField(
        label="Soggetto promotore", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    payer = forms.ModelChoiceField(
        label="Chi ha pagato", queryset=Organization.objects.none(), empty_label="Scegli l’ente",
        help_text="Leggerà gli importi di questi percorsi.",
    )  # fmt: skip
    tutor = MandateField(
        label="Tutor del promotore", help_text="Chi ne risponde ora: i mesi caricati sono già confermati.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="Tipo di tirocinio", choices=InternshipKind.choices)

    groups = [
        LoadForm.groups[0],
        ("I tirocini del foglio", ["activity", "promoter", "payer", "tutor", "kind"]),
        LoadForm.groups[1],
    ]

    def offer(self, programme: Any, mandates: Any) -> None:
        """The activities, the bodies and the people of a programme."""
        bodies = Organization.objects.filter(partnerships__programme=programme).distinct()
        offer(self, "activity", Activity.objects.filter(programme=programme))
        offer(self, "promoter", bodies)
        offer(self, "payer", bodies)
        offer(self, "tutor", mandates)
