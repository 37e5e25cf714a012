"""What is asked in an assessment, and the shape of a form that more than one person writes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.urls import reverse_lazy

from ciao.assessments.enums import LifeArea, Priority, ProfilePhase, Score, SkillLevel
from ciao.assessments.rules import Concept, SkillLine, concepts_in
from ciao.core import clock
from ciao.core.formats import hours
from ciao.core.forms import DateField, PlainForm

LONG = 4_000


class SharedForm(PlainForm):
    """A form over something others may be writing too: it remembers what it was opened on."""

    _seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kept: Mapping[str, Any], typed: Mapping[str, Any] | None = None, **options: Any):
        self.kept = kept
        super().__init__(*args, initial={**kept, **(typed or {})}, **options)
        self.initial["_seen"] = self.version()

    def version(self) -> str:
        """What is kept now, as one short word: equal as long as nobody saves."""
        shown = [[name, self.said(name, self.kept.get(name))] for name in self.shown()]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]

    def shown(self) -> list[str]:
        """The fields somebody may write in."""
        return [name for name, field in self.fields.items() if not field.widget.is_hidden]

    def differences(self) -> list[tuple[str, str, str]]:
        """Label, what is kept now, what was typed: only where somebody saved while this was open."""
        if not self.is_bound or self.data.get("_seen") in (None, "", self.version()):
            return []
        both = [
            (name, self.said(name, self.kept.get(name)), self.said(name, self.cleaned_data.get(name)))
            for name in self.shown()
        ]
        return [(self.label_of(name), kept, mine) for name, kept, mine in both if kept != mine]

    def take_over(self) -> None:
        """From now on the form stands on what is kept: saving again keeps what is typed here."""
        again: Any = self.data.copy()  # type: ignore[attr-defined]
        again["_seen"] = self.version()
        self.data = again

    def label_of(self, name: str) -> str:
        """How a difference names its field."""
        return str(self[name].label)

    def said(self, name: str, value: Any) -> str:
        """A value as it is read."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            return str(value or "")
        if isinstance(field, forms.ChoiceField):
            return _choice(field, value)
        if isinstance(value, Decimal):
            return hours(value)
        return str(field.prepare_value(value) or "").replace("\r\n", "\n")


def _choice(field: forms.ChoiceField, value: Any) -> str:
    found = {str(key): str(label) for key, label in field.choices}  # type: ignore[misc, union-attr]
    return found.get("" if value is None else str(value), "")


def _score(label: str, unknown: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, choices=[*Score.choices, ("", unknown)], coerce=int, empty_value=None, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))


def _of_area() -> dict[str, forms.Field]:
    return {
        "strength": _text("Punti di forza"),
        "vulnerability": _text("Fragilità"),
        "score": _score("Punteggio dell’équipe", "non ancora"),
        "own_score": _score("Punteggio della persona", "non chiesto"),
        "priority": forms.ChoiceField(
            label="Priorità", choices=Priority.choices, required=False, widget=forms.RadioSelect
        ),
    }


PARTS = tuple(_of_area())


class AssessmentForm(SharedForm):
    """Six areas, five answers each; nothing is compulsory while it is a draft."""

    assessed_on = DateField(label="Valutazione fatta il")

    def areas(self) -> Iterator[tuple[LifeArea, dict[str, BoundField]]]:
        """The bound fields, area by area, in the order of the law."""
        for area in LifeArea:
            yield area, {part: self[f"{area}_{part}"] for part in PARTS}

    def ratings(self) -> dict[LifeArea, dict[str, Any]]:
        """What was typed, area by area, as the action wants it."""
        return {area: {part: self._typed(area, part) for part in PARTS} for area in LifeArea}

    def label_of(self, name: str) -> str:
        """With the area before the question."""
        area = name.split("_", 1)[0]
        return f"{LifeArea(area).label}: {self[name].label}" if area in LifeArea else super().label_of(name)

    def _typed(self, area: str, part: str) -> Any:
        value = self.cleaned_data[f"{area}_{part}"]
        return value or Priority.NONE if part == "priority" else value


for _area in LifeArea:
    for _part, _field in _of_area().items():
        AssessmentForm.base_fields[f"{_area}_{_part}"] = _field


def kept_in(assessment: Any) -> dict[str, Any]:
    """What a draft holds now, under the names of the form; a new one begins today with nothing pressing."""
    kept: dict[str, Any] = {f"{area}_priority": Priority.NONE.value for area in LifeArea}
    if assessment is None:
        return {**kept, "assessed_on": clock.today()}
    for row in assessment.ratings.all():
        kept |= {f"{row.area}_{part}": getattr(row, part) for part in PARTS}
    return {**kept, "assessed_on": assessment.assessed_on}


class ReasonForm(PlainForm):
    """A correction, with its reason."""

    note = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))


class PhaseForm(SharedForm):
    """One phase of a balance of skills; nothing is compulsory until the phase is closed."""

    def texts(self) -> dict[str, str]:
        """The long answers of the phase."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith(("skill_", "_"))}

    def skills(self) -> list[SkillLine] | None:
        """The lines of what they can do, those left empty aside; None in a phase that asks for none."""
        return None


class WelcomeForm(PhaseForm):
    """Why they are here, and where they come from."""

    expectations = _text("Che cosa si aspetta, con le sue parole")
    history = _text("La strada fatta fin qui: scuola, lavori, cura, viaggi")


class InvestigationForm(PhaseForm):
    """What they can do and where it was seen; what they like; what must be taken into account."""

    talents = _text("In che cosa riesce bene, senza fatica")
    aspirations = _text("Che cosa vorrebbe fare")
    constraints = _text("Di che cosa bisogna tenere conto")

    def lines(self) -> Iterator[tuple[int, list[BoundField]]]:
        """The three boxes of each line: those written, and a few more."""
        written = max((place for place in _places() if self[f"skill_{place}_words"].value()), default=0)
        for place in _places()[: written + SKILL_BLANKS]:
            yield place, [self[f"skill_{place}_{part}"] for part in SKILL_PARTS]

    def skills(self) -> list[SkillLine] | None:
        """The lines with something written, in their order."""
        written = [[self.cleaned_data[f"skill_{place}_{part}"] for part in SKILL_PARTS] for place in _places()]
        return [SkillLine(words, evidence, level) for words, evidence, level in written if words]

    def label_of(self, name: str) -> str:
        """With the line's number before the question."""
        return f"Riga {name.split('_')[1]}: {self[name].label}" if name.startswith("skill_") else super().label_of(name)


class ConclusionForm(PhaseForm):
    """What they take away with them."""

    synthesis = _text("Sintesi: che cosa sa fare, che cosa vuole, che cosa la o lo aiuta")
    next_steps = _text("Primi passi, con chi e quando")


class ConceptsForm(PlainForm):
    """An ESCO list."""

    file = forms.FileField(label="Elenco ESCO", help_text="Il file skills_it.csv che si scarica dal sito di ESCO.")

    def clean_file(self) -> list[Concept]:
        """The skills in the file."""
        content = self.cleaned_data["file"]
        if content.size > MAX_LIST:
            raise forms.ValidationError("Il file è troppo grande: al massimo 40 MB.")
        try:
            return concepts_in(content.read().decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            raise forms.ValidationError("Il file non è un CSV di testo: scaricalo di nuovo da ESCO.") from problem
        except ValueError as problem:
            raise forms.ValidationError(str(problem)) from problem


SKILL_LINES, SKILL_BLANKS, MAX_LIST = 12, 4, 40 * 1024**2
SKILL_PARTS = ("words", "evidence", "level")
PHASE_FORMS: dict[str, type[PhaseForm]] = {
    ProfilePhase.WELCOME: WelcomeForm,
    ProfilePhase.INVESTIGATION: InvestigationForm,
    ProfilePhase.CONCLUSION: ConclusionForm,
}


def _places() -> range:
    return range(1, SKILL_LINES + 1)


def _skill_fields() -> dict[str, forms.Field]:
    looked_up = {
        "list": "competenze", "autocomplete": "off", "hx-get": reverse_lazy("assessments:suggest_concepts"),
        "hx-trigger": "input changed delay:300ms", "hx-target": "#competenze",
    }  # fmt: skip
    levels = [("", "non si sa"), *SkillLevel.choices]
    return {
        "words": forms.CharField(
            label="Che cosa", required=False, max_length=300, widget=forms.TextInput(attrs=looked_up)
        ),
        "evidence": forms.CharField(label="Dove si è visto", required=False, max_length=500),
        "level": forms.TypedChoiceField(label="Quanto", choices=levels, coerce=int, empty_value=None, required=False),
    }


for _place in _places():
    for _name, _skill_field in _skill_fields().items():
        InvestigationForm.base_fields[f"skill_{_place}_{_name}"] = _skill_field


def kept_in_phase(profile: Any, phase: str) -> dict[str, Any]:
    """What a phase holds now, under the names of its form."""
    if profile is None:
        return {}
    names = [name for name in PHASE_FORMS[phase].base_fields if not name.startswith(("skill_", "_"))]
    kept = {name: getattr(profile, name) for name in names}
    if phase == ProfilePhase.INVESTIGATION:
        for place, one in enumerate(profile.skills.filter(is_dropped=False)[:SKILL_LINES], 1):
            kept |= {
                f"skill_{place}_words": one.words,
                f"skill_{place}_evidence": one.evidence,
                f"skill_{place}_level": one.skill_level,
            }
    return kept
