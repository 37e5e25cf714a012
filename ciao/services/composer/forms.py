"""What is asked to make groups: whom, which editions, how many; then where each one sits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms

from ciao.access.pages import Once
from ciao.cases.enums import Italian
from ciao.core.forms import DateField, PlainForm, offer
from ciao.services.enums import PairKind
from ciao.services.models import Edition

OUT = "out"


class ServiceChoiceForm(PlainForm):
    """Which service the groups are for."""

    service = forms.ChoiceField(label="Servizio")

    def __init__(self, *args: Any, services: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "service", [("", "Scegli il servizio"), *services])


class ComposeForm(Once):
    """The editions to fill at once, the size of a group, and who could come."""

    editions = forms.MultipleChoiceField(label="Edizioni da riempire", widget=forms.CheckboxSelectMultiple)
    least_size = forms.IntegerField(label="Persone in un gruppo, almeno", min_value=1, max_value=200, initial=6)
    most_size = forms.IntegerField(label="Persone in un gruppo, al massimo", min_value=1, max_value=200, initial=12)
    has_childcare = forms.BooleanField(label="Durante gli incontri c’è chi tiene i bambini", required=False)
    italian = forms.ChoiceField(
        label="Quanto italiano serve", choices=[("", "Non importa"), *Italian.choices], required=False
    )
    cases = forms.MultipleChoiceField(label="Chi può partecipare", widget=forms.CheckboxSelectMultiple)

    groups = [
        ("I gruppi", ["editions", "least_size", "most_size", "has_childcare", "italian"]),
        ("Le persone", ["cases"]),
    ]

    def __init__(
        self, *args: Any, editions: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "editions", editions)
        offer(self, "cases", people)

    def clean(self) -> dict[str, Any]:
        """The largest size is not below the least."""
        typed: dict[str, Any] = super().clean() or {}
        least, most = typed.get("least_size"), typed.get("most_size")
        if least and most and most < least:
            self.add_error("most_size", "Il massimo di persone in un gruppo non sta sotto il minimo")
        return typed


class SeatsForm(PlainForm):
    """One choice per person: in which group, or out."""

    def __init__(
        self, *args: Any, seats: Sequence[tuple[UUID, str, UUID | None]], editions: Sequence[Edition], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.editions = {str(one.id): one for one in editions}
        named = [(str(one.id), f"edizione {one.number}") for one in editions]
        for seat_id, name, where in seats:
            field = forms.ChoiceField(label=name, choices=[*named, (OUT, "fuori da tutti")])
            self.fields[seat_id.hex] = field
            self.initial[seat_id.hex] = str(where) if where else OUT

    def places(self) -> dict[UUID, Edition | None]:
        """Where each seat goes."""
        return {UUID(name): self.editions.get(value) for name, value in self.cleaned_data.items()}

    def of(self, seat_ids: Sequence[UUID]) -> Iterator[forms.BoundField]:
        """The choices of some of the seats, in order."""
        return (self[one.hex] for one in seat_ids)


class EnrolGroupsForm(PlainForm):
    """From which day everybody is enrolled."""

    on = DateField(label="Iscritte dal")


class WhyForm(PlainForm):
    """A reason, in a sentence."""

    note = forms.CharField(label="Motivo", max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class PairForm(Once):
    """Two people and how they stand."""

    first = forms.ChoiceField(label="Una persona")
    second = forms.ChoiceField(label="L’altra")
    kind = forms.ChoiceField(label="Come", choices=PairKind.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="Perché", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Lo legge solo chi segue la prima persona.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first", "second"):
            offer(self, name, [("", "Scegli la persona"), *people])
