"""What is asked about places, matches, and where a person does not go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.cases.dossier.asking import several
from ciao.cases.enums import DayPart, Italian, Title, WorkBurden, WorkField
from ciao.core.formats import DAYS
from ciao.core.forms import DateField, PlainForm, offer
from ciao.hosts.models import Host
from ciao.matches.enums import BarKind, RefusedBy
from ciao.partners.models import Organization
from ciao.territories.forms import ComuneField

SHORT = 400


def reason_field(label: str = "Motivo", *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A reason, in a sentence."""
    return forms.CharField(
        label=label, required=required, max_length=SHORT, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2})
    )


class TermsForm(PlainForm):
    """What a place asks of who comes."""

    seats = forms.IntegerField(label="Quante persone insieme", min_value=1, max_value=50, initial=1)
    days = several("Giorni", list(enumerate(DAYS)), coerce=int)
    parts = several("In quale parte del giorno", DayPart.choices)
    least_age = forms.IntegerField(label="Da quanti anni", min_value=16, max_value=99, required=False)
    italian = forms.ChoiceField(label="Quanto italiano serve", choices=[("", "Non importa"), *Italian.choices],
                                required=False)  # fmt: skip
    titles = several("Che cosa serve avere", Title.choices)
    burdens = several("Che cosa chiede il lavoro", WorkBurden.choices)
    fields_of_work = several(
        "Che lavoro è", WorkField.choices, help_text="Se non lo segni, si capisce dalle mansioni scritte."
    )

    groups = [
        ("Quando e per quanti", ["seats", "days", "parts"]),
        ("Per chi", ["least_age", "italian", "titles"]),
        ("Il lavoro", ["fields_of_work", "burdens"]),
    ]

    def facts(self) -> dict[str, Any]:
        """What was typed, as the table names it."""
        typed = dict(self.cleaned_data)
        typed["fields"] = typed.pop("fields_of_work")
        return typed


class RoundForm(Once):
    """Whom to match, all together."""

    cases = forms.MultipleChoiceField(label="Chi cerca un posto", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "cases", people)


class ProposeForm(Once):
    """A place for a person; where a rule is not met, why it is proposed all the same."""

    reason = reason_field("Perché lo proponi lo stesso", help_text="Resta scritto con il tuo nome e il tuo ruolo.")

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            del self.fields["reason"]


class MoveForm(PlainForm):
    """Another place for the same person."""

    vacancy = forms.ChoiceField(label="Nuovo posto")
    reason = reason_field(
        "Perché, se una regola non è rispettata", required=False, help_text="Resta scritto con il tuo nome e il ruolo."
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "vacancy", [("", "Scegli il posto"), *places])


class StepForm(PlainForm):
    """One step of a match: the day, and where it is asked who said no and why."""

    refused_by = forms.ChoiceField(label="Chi ha detto di no", choices=RefusedBy.choices, widget=forms.RadioSelect)
    note = reason_field()
    on = DateField(label="Quando")

    def __init__(self, *args: Any, needs_reason: bool, is_refusal: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            del self.fields["note"]
        if not is_refusal:
            del self.fields["refused_by"]


class BarForm(Once):
    """A host the person does not go to."""

    host = forms.ModelChoiceField(label="Ente ospitante", queryset=Host.objects.none(), empty_label="Scegli l’ente")
    kind = forms.ChoiceField(label="Perché", choices=BarKind.choices, widget=forms.RadioSelect)
    note = reason_field("Nota", required=False)

    def __init__(self, *args: Any, hosts: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "host", hosts)
        self.fields["host"].label_from_instance = lambda one: str(one.organization)  # type: ignore[attr-defined]


class DangerForm(Once):
    """Somewhere a person must never be sent."""

    municipality = ComuneField(label="Comune", required=False)
    organization = forms.ModelChoiceField(
        label="Ente", queryset=Organization.objects.none(), required=False, empty_label="Nessun ente"
    )
    words = forms.CharField(
        label="Altro luogo o nome", required=False, max_length=200,
        help_text="Un bar, una piazza, il nome di chi non deve incontrare: i posti che lo nominano non si propongono.",
    )  # fmt: skip
    why = reason_field(
        "Perché", required=False, help_text="Lo legge solo chi è nominato fra chi legge i dati protetti."
    )

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organization", bodies)


class LiftForm(PlainForm):
    """Why a place is dangerous no more."""

    note = reason_field()
