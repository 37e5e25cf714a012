"""What is asked about a plan: goals, pledges, how goals go, what the person agrees to, words in another language."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from ciao.access.pages import Once
from ciao.assessments.enums import LifeArea, Moment
from ciao.assessments.forms import LONG, SharedForm
from ciao.core.forms import DateField, PlainForm, offer
from ciao.partners.models import Organization
from ciao.plans.enums import Attainment, Pledger, ReviewOutcome, SupportKind
from ciao.plans.models import LEVELS, Goal, Plan
from ciao.plans.rules import merged
from ciao.programmes.models import Activity

RESULTS, SUPPORTS, PLEDGES = 3, 4, 6
UNTOUCHED = "non l’hai toccato: resta quello salvato"
Slot = dict[str, Any]


class MergingForm(SharedForm):
    """A form that remembers each field as it was opened: what only somebody else changed stays theirs."""

    def version(self) -> str:
        """What is kept now, field by field, in short."""
        return ".".join(_short(self.said(name, self.kept.get(name))) for name in self.shown())

    def differences(self) -> list[tuple[str, str, str]]:
        """Label, what is kept now, what was typed: what both changed, then what only the other one did."""
        found = []
        if self._is_stale():
            theirs, both = self._merged()
            found = [(self.label_of(name), self._kept_words(name), self._typed_words(name)) for name in both]
            found += [(self.label_of(name), self._kept_words(name), UNTOUCHED) for name in theirs]
        return found

    def take_over(self) -> None:
        """From now on the form stands on what is kept, and carries what only the other one changed."""
        theirs, _ = self._merged()
        super().take_over()
        again: Any = self.data
        for name in theirs:
            field = self.fields[name]
            again[name] = field.widget.format_value(field.prepare_value(self.kept.get(name))) or ""

    def _is_stale(self) -> bool:
        return self.is_bound and self.data.get("_seen") not in (None, "", self.version())

    def _merged(self) -> tuple[list[str], list[str]]:
        names = self.shown()
        opened = (self.data.get("_seen") or "").split(".")
        base = dict(zip(names, opened, strict=True)) if len(opened) == len(names) else {}
        kept = {name: _short(self._kept_words(name)) for name in names}
        typed = {name: _short(self._typed_words(name)) for name in names}
        return merged(base, kept, typed)

    def _kept_words(self, name: str) -> str:
        return self.said(name, self.kept.get(name))

    def _typed_words(self, name: str) -> str:
        return self.said(name, self.cleaned_data.get(name))


class SlottedForm(MergingForm):
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
    weight = forms.TypedChoiceField(
        label="Quanto conta per la persona",
        choices=[(1, "come gli altri"), (2, "di più"), (3, "molto di più")],
        coerce=int,
        empty_value="1",
        required=False,
    )

    def __init__(self, *args: Any, activities: QuerySet[Activity], **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(1, SUPPORTS + 1):
            offer(self, f"support_{place}_activity", activities)

    def result_rows(self) -> Iterator[dict[str, BoundField]]:
        """The slots of results, for the page."""
        return self.rows("result")

    def support_rows(self) -> Iterator[dict[str, BoundField]]:
        """The slots of supports, for the page."""
        return self.rows("support")

    def level_fields(self) -> list[BoundField]:
        """The five described levels, from the worst to the best, for the page."""
        return [self[f"level_{name}"] for name in LEVELS.values()]

    def parts(self) -> dict[str, Any]:
        """What the action wants."""
        typed = self.cleaned_data
        names = ("row_id", "title", "words", "area", "due_on")
        return {
            **{name: typed[name] for name in names},
            "weight": int(typed["weight"]),
            "levels": {score: typed[f"level_{name}"] for score, name in LEVELS.items()},
            "results": self.filled("result"), "supports": self.filled("support"),
        }  # fmt: skip


class PledgesForm(SlottedForm):
    """Who promises what."""

    slots = {"pledge": (PLEDGES, ("text", "pledger", "organization"), "Scrivi che cosa")}

    def __init__(self, *args: Any, bodies: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        for place in range(1, PLEDGES + 1):
            offer(self, f"pledge_{place}_organization", bodies)

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


class RateForm(Once):
    """How far a goal was reached; the five levels say what was agreed, where somebody wrote it."""

    moment = forms.ChoiceField(label="A che punto", choices=Moment.choices, widget=forms.RadioSelect)
    score = forms.TypedChoiceField(
        label="Com’è andata, rispetto a quanto previsto", coerce=int, widget=forms.RadioSelect
    )
    rated_on = DateField(label="Valutato il")
    note = forms.CharField(
        label="Che cosa lo mostra", required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, goal: Goal, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(score.value), _level_words(score, text)) for score, text in goal.levels.items()]
        offer(self, "score", choices)


class ReviewForm(Once):
    """The plan in force gone through again, together."""

    reviewed_on = DateField(label="Rivisto insieme il")
    words = forms.CharField(
        label="Che cosa dice la persona", required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )
    note = forms.CharField(
        label="Che cosa abbiamo visto", required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )
    outcome = forms.ChoiceField(label="Che cosa si decide", choices=ReviewOutcome.choices, widget=forms.RadioSelect)
    next_on = DateField(
        label="Da rivedere ancora il", required=False, help_text="Se lo lasci vuoto, vale la cadenza del progetto."
    )


class ConsentForm(PlainForm):
    """Two answers apart: whether the person agrees, and which bodies may know."""

    agrees = forms.ChoiceField(
        label="La persona è d’accordo con questo obiettivo?",
        choices=[("yes", "sì"), ("no", "no, o ci ha ripensato"), ("", "non gliel’abbiamo ancora chiesto")],
        required=False,
        widget=forms.RadioSelect,
    )
    bodies = forms.ModelMultipleChoiceField(
        label="Quali enti possono saperne",
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="L’équipe che segue la persona lo legge sempre. Gli altri solo se la persona lo vuole.",
    )
    on = DateField(label="L’ha detto il")
    note = forms.CharField(
        label="Con quali parole", required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, offered: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "bodies", offered)

    def answers(self) -> dict[str, Any]:
        """What the action wants."""
        typed = self.cleaned_data
        agrees = {"yes": True, "no": False}.get(typed["agrees"])
        return {"agrees": agrees, "bodies": list(typed["bodies"]), "on": typed["on"], "note": typed["note"]}


def translating(sentences: Sequence[str]) -> type[MergingForm]:
    """The form that asks each sentence of a plan in another language, with the sentence itself as its label."""
    fields = {
        f"text_{place}": forms.CharField(
            label=text, required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"})
        )
        for place, text in enumerate(sentences)
    }
    return type("TranslateForm", (MergingForm,), fields)


class VersionForm(forms.Form):
    """Nothing to ask: only whether."""


def kept_goal(goal: Goal | None) -> dict[str, Any]:
    """What a goal holds now, under the names of its form."""
    if goal is None:
        return {"row_id": uuid.uuid4(), "weight": 1}
    names = ("title", "words", "area", "due_on", "weight")
    kept = {"row_id": goal.id, **{name: getattr(goal, name) for name in names}}
    kept |= {f"level_{name}": getattr(goal, name) for name in LEVELS.values()}
    kept |= _slots("result", goal.results.kept(), ("measure", "due_on"))
    return kept | _slots("support", goal.supports.kept(), ("kind", "activity", "planned_hours", "note"))


def kept_pledges(plan: Plan) -> dict[str, Any]:
    """What a version promises now, under the names of its form."""
    return _slots("pledge", plan.pledges.kept(), ("text", "pledger", "organization"))


def _slots(name: str, rows: Any, parts: tuple[str, ...]) -> dict[str, Any]:
    return {f"{name}_{row.place}_{part}": getattr(row, part) for row in rows for part in parts}


def _level_words(score: Attainment, text: str) -> str:
    words = f"{score.value:+d} · {score.label}".replace("-", "−").replace("+0", "0")
    return f"{words}: «{text}»" if text else words


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


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
for _score, _name in LEVELS.items():
    GoalForm.base_fields[f"level_{_name}"] = forms.CharField(
        label=_level_words(_score, ""), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 1})
    )
