"""What is asked about a plan: a goal with its results and supports, pledges, how a goal went."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from ciao.assessments.enums import LifeArea
from ciao.assessments.forms import LONG, SharedForm
from ciao.core.forms import DateField, PlainForm
from ciao.partners.models import Organization
from ciao.plans.enums import Attainment, Pledger, SupportKind
from ciao.plans.models import Goal, Plan
from ciao.programmes.models import Activity

RESULTS, SUPPORTS, PLEDGES = 3, 4, 6
Slot = dict[str, Any]


class SlottedForm(SharedForm):
    """A form with numbered slots of a few fields each; an empty slot is no row."""

    slots: dict[str, tuple[int, tuple[str, ...], str]] = {}

    def rows(self, name: str) -> Iterator[dict[str, BoundField]]:
        """The bound fields of each slot, in order."""
        count, parts, _ = self.slots[name]
        for place in range(1, count + 1):
            yield {part: self[f"{name}_{place}_{part}"] for part in parts}

    def filled(self, name: str) -> dict[int, Slot]:
        """What was typed, by slot, without the empty ones."""
        count, parts, _ = self.slots[name]
        found = {
            place: {part: self.cleaned_data.get(f"{name}_{place}_{part}") for part in parts}
            for place in range(1, count + 1)
        }
        return {place: values for place, values in found.items() if any(values.values())}

    def clean(self) -> dict[str, Any]:
        """A slot that says something says the main thing."""
        typed: dict[str, Any] = super().clean() or {}
        for name, (_, parts, sentence) in self.slots.items():
            for place, values in self.filled(name).items():
                if not values[parts[0]]:
                    self.add_error(f"{name}_{place}_{parts[0]}", sentence)
        return typed

    def label_of(self, name: str) -> str:
        """With the number of the slot."""
        parts = name.split("_", 2)
        return f"{self[name].label} {parts[1]}" if parts[0] in self.slots else super().label_of(name)


class GoalForm(SlottedForm):
    """One goal: the person's own words come right after the title."""

    slots = {
        "result": (RESULTS, ("measure", "due_on"), "Scrivi da che cosa si vede"),
        "support": (SUPPORTS, ("kind", "activity", "planned_hours", "note"), "Scegli il tipo di sostegno"),
    }
    row_id = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Obiettivo", max_length=200, help_text="In una riga, per esempio: lavorare in una cucina."
    )
    words = forms.CharField(
        label="Con le sue parole",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Com’è uscito dalla sua bocca, anche in un’altra lingua.",
    )
    area = forms.ChoiceField(label="Area", choices=[("", "Nessuna in particolare"), *LifeArea.choices], required=False)
    due_on = DateField(label="Entro il", required=False)

    def __init__(self, *args: Any, activities: QuerySet[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(1, SUPPORTS + 1):
            self.fields[f"support_{place}_activity"].queryset = activities  # type: ignore[attr-defined]

    def result_rows(self) -> Iterator[dict[str, BoundField]]:
        """The slots of results, for the page."""
        return self.rows("result")

    def support_rows(self) -> Iterator[dict[str, BoundField]]:
        """The slots of supports, for the page."""
        return self.rows("support")

    def parts(self) -> dict[str, Any]:
        """What the action wants."""
        typed = self.cleaned_data
        names = ("row_id", "title", "words", "area", "due_on")
        return {
            **{name: typed[name] for name in names},
            "results": self.filled("result"), "supports": self.filled("support"),
        }  # fmt: skip


class PledgesForm(SlottedForm):
    """Who promises what."""

    slots = {"pledge": (PLEDGES, ("text", "pledger", "organization"), "Scrivi che cosa")}

    def __init__(self, *args: Any, bodies: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(1, PLEDGES + 1):
            self.fields[f"pledge_{place}_organization"].queryset = bodies  # type: ignore[attr-defined]

    def pledge_rows(self) -> Iterator[dict[str, BoundField]]:
        """The slots of pledges, for the page."""
        return self.rows("pledge")

    def clean(self) -> dict[str, Any]:
        """A promise has someone who makes it; a body has its name."""
        typed = super().clean()
        for place, values in self.filled("pledge").items():
            if values["text"] and not values["pledger"]:
                self.add_error(f"pledge_{place}_pledger", "Scegli chi promette")
            if values["pledger"] == Pledger.BODY and not values["organization"]:
                self.add_error(f"pledge_{place}_organization", "Scegli l’ente")
        return typed


class RateForm(PlainForm):
    """How far a goal was reached."""

    score = forms.TypedChoiceField(
        label="Com’è andata, rispetto a quanto previsto",
        choices=[(str(one.value), f"{one.value:+d} · {one.label}".replace("-", "−")) for one in Attainment],
        coerce=int,
        widget=forms.RadioSelect,
    )
    rated_on = DateField(label="Valutato il")
    note = forms.CharField(
        label="Che cosa lo mostra", required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )


class VersionForm(forms.Form):
    """Nothing to ask: only whether."""


def kept_goal(goal: Goal | None) -> dict[str, Any]:
    """What a goal holds now, under the names of its form."""
    if goal is None:
        return {"row_id": uuid.uuid4()}
    kept = {"row_id": goal.id, "title": goal.title, "words": goal.words, "area": goal.area, "due_on": goal.due_on}
    kept |= _slots("result", goal.results.kept(), ("measure", "due_on"))
    return kept | _slots("support", goal.supports.kept(), ("kind", "activity", "planned_hours", "note"))


def kept_pledges(plan: Plan) -> dict[str, Any]:
    """What a version promises now, under the names of its form."""
    return _slots("pledge", plan.pledges.kept(), ("text", "pledger", "organization"))


def _slots(name: str, rows: Any, parts: tuple[str, ...]) -> dict[str, Any]:
    return {f"{name}_{row.place}_{part}": getattr(row, part) for row in rows for part in parts}


def _line(label: str, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=400, **options)


def _declare(form: Any, name: str, count: int, fields: Any) -> None:
    for place in range(1, count + 1):
        for part, field in fields().items():
            form.base_fields[f"{name}_{place}_{part}"] = field


_declare(
    GoalForm, "result", RESULTS,
    lambda: {
        "measure": _line("Da che cosa si vede"),
        "due_on": DateField(label="Entro il", required=False, help_text=""),
    },
)  # fmt: skip
_declare(
    GoalForm, "support", SUPPORTS,
    lambda: {
        "kind": forms.ChoiceField(label="Sostegno", choices=[("", "Nessuno"), *SupportKind.choices], required=False),
        "activity": forms.ModelChoiceField(
            label="Attività del progetto", queryset=Activity.objects.none(), required=False, empty_label="Nessuna"
        ),
        "planned_hours": forms.DecimalField(
            label="Ore previste", required=False, min_value=0, max_digits=6, decimal_places=2, localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        ),
        "note": _line("Che cosa"),
    },
)  # fmt: skip
_declare(
    PledgesForm, "pledge", PLEDGES,
    lambda: {
        "text": _line("Che cosa"),
        "pledger": forms.ChoiceField(label="Chi", choices=[("", "Scegli chi"), *Pledger.choices], required=False),
        "organization": forms.ModelChoiceField(
            label="Quale ente", queryset=Organization.objects.none(), required=False, empty_label="Nessuno"
        ),
    },
)  # fmt: skip
