"""What the pages of the daily work ask: moves, attempts, conferences, approvals, what is remembered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.cases.enums import ApprovalKind, Evidence, MeasureOutcome
from ciao.cases.models import ConferenceSeat
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, TimeField
from ciao.outreach.forms import MandateField, WithColleagues
from ciao.people.enums import EmploymentStatus
from ciao.programmes.models import Mandate

LONG = 20_000


class MoveForm(Once):
    """Another day for a meeting."""

    day = DateField(label="Nuovo giorno")
    hour = TimeField(label="Ora")
    place = forms.CharField(label="Dove", max_length=200, required=False, help_text="Vuoto: resta il posto di prima.")

    def parts(self) -> dict[str, Any]:
        """Day and hour as one instant in Italian time."""
        typed = dict(self.cleaned_data)
        at = datetime.combine(typed.pop("day"), typed.pop("hour"), tzinfo=clock.ROME)
        return {**typed, "starts_at": at}


class GiveForm(WithColleagues):
    """Who does it from now on."""

    to = MandateField(label="A chi tocca ora")


class ConferenceForm(Once):
    """Calling the team, and others, to talk about one case."""

    day = DateField(label="Giorno")
    hour = TimeField(label="Ora")
    place = forms.CharField(label="Dove", max_length=200, required=False)
    issues = forms.CharField(label="Di che cosa si parla", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))
    colleagues = forms.MultipleChoiceField(label="Chi dell’équipe", widget=forms.CheckboxSelectMultiple, required=False)
    guests = forms.CharField(
        label="Chi da fuori",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Una persona per riga: nome, ente. Chi è invitato non vede il fascicolo.",
    )
    groups = [("Quando e dove", ["day", "hour", "place"]), ("Chi e che cosa", ["issues", "colleagues", "guests"])]

    def __init__(self, *args: Any, team: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.team = {str(one.id): one for one in team}
        field = self.fields["colleagues"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, f"{one.user.get_full_name()}, {one.role_label}") for key, one in self.team.items()]

    def parts(self) -> dict[str, Any]:
        """One instant, the mandates chosen, the guests as name and body."""
        typed = dict(self.cleaned_data)
        at = datetime.combine(typed.pop("day"), typed.pop("hour"), tzinfo=clock.ROME)
        lines = [line.partition(",") for line in typed.pop("guests").splitlines() if line.strip()]
        guests = [(name.strip(), body.strip()[:120]) for name, _, body in lines]
        return {
            **typed,
            "starts_at": at,
            "colleagues": [self.team[key] for key in typed["colleagues"]],
            "guests": guests,
        }


class MinutesForm(PlainForm):
    """What was decided, and who was there."""

    issues = forms.CharField(
        label="Di che cosa si è parlato", max_length=LONG, widget=forms.Textarea(attrs={"rows": 4})
    )
    decisions = forms.CharField(label="Che cosa si è deciso", max_length=LONG, widget=forms.Textarea(attrs={"rows": 5}))
    present = forms.MultipleChoiceField(label="Chi c’era", widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, seats: list[tuple[ConferenceSeat, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {str(seat.id): seat.id for seat, _ in seats}
        field = self.fields["present"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(str(seat.id), name) for seat, name in seats]

    def parts(self) -> dict[str, Any]:
        """The seats of those who were there, by id."""
        typed = dict(self.cleaned_data)
        return {**typed, "present": [self.seats[key] for key in typed["present"]]}


class DecideForm(PlainForm):
    """A supervisor's answer."""

    answer = forms.ChoiceField(
        label="Risposta", widget=forms.RadioSelect, choices=[("yes", "Approva"), ("no", "Rimanda con un motivo")]
    )
    note = forms.CharField(
        label="Perché, o che cosa manca",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Serve per rimandare. Niente nomi: lo legge chi vede il numero del caso.",
    )


class AskForm(Once):
    """Asking needs nothing more than saying so."""


class WhyForm(PlainForm):
    """A reason."""

    note = forms.CharField(label="Motivo", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class RulesForm(PlainForm):
    """Which steps a supervisor looks at, from today."""

    kinds = forms.MultipleChoiceField(
        label="La supervisione approva",
        choices=ApprovalKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class EntryCheckForm(PlainForm):
    """Not in work on first entry, and what shows it."""

    employment = forms.ChoiceField(
        label="Lavoro quel giorno", choices=EmploymentStatus.choices, widget=forms.RadioSelect
    )
    checked_on = DateField(label="Verificato il")
    evidence = forms.ChoiceField(label="Che cosa lo mostra", choices=Evidence.choices, widget=forms.RadioSelect)
    evidence_on = DateField(label="Datato", required=False)
    reference = forms.CharField(label="Dove si trova", max_length=200, required=False)


class MeasureCheckForm(Once):
    """Another measure and what came of it."""

    measure = forms.CharField(label="Quale misura", max_length=100, help_text="Per esempio: Assegno di inclusione")
    outcome = forms.ChoiceField(label="Esito", choices=MeasureOutcome.choices, widget=forms.RadioSelect)
    checked_on = DateField(label="Guardata il")
    why = forms.CharField(label="Perché", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
