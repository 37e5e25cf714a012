"""What is asked about looking for a job."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer
from ciao.job_search.enums import Channel, CvSection, Help, HiringContract, InterviewOutcome
from ciao.job_search.models import Cv, JobOpening
from ciao.job_search.rules import CvItem, items_of, text_of

# Experiences and studies have what, where, when; the rest is one thing a line.
SLOTS = {CvSection.EXPERIENCE: 5, CvSection.TRAINING: 4}
BOXES = {CvSection.SKILL: "skills", CvSection.LANGUAGE: "languages", CvSection.OTHER: "others"}
PARTS = (("words", "Che cosa", 160), ("place", "Dove", 120), ("period", "Quando", 60))


def box(label: str, help_text: str = "", rows: int = 3, **more: Any) -> forms.CharField:
    """A free text that may stay empty."""
    options: dict[str, Any] = {"required": False, "max_length": 2000, **more}
    return forms.CharField(label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), **options)


class CvForm(Once):
    """A short CV: what one looks for, what one has done, what one can do."""

    headline = forms.CharField(label="Che lavoro cerca", max_length=120, help_text="Per esempio: aiuto cuoca.")
    about = box("Chi è, in due righe", rows=2)
    availability = forms.CharField(
        label="Quando e dove può lavorare", required=False, max_length=160,
        help_text="Per esempio: la mattina, con i mezzi pubblici.",
    )  # fmt: skip
    skills = box("Che cosa sa fare", "Una cosa per riga, con parole sue.", rows=5)
    languages = box("Lingue", "Una per riga: arabo, lingua madre.")
    others = box("Altro", "Patente, disponibilità, altro che aiuta. Una cosa per riga.")
    has_contact = forms.BooleanField(label="Mostra telefono ed e-mail", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for section, many in SLOTS.items():
            for slot in range(1, many + 1):
                for part, label, length in PARTS:
                    field = forms.CharField(label=f"{label} ({slot})", required=False, max_length=length)
                    self.fields[f"{section.value}_{slot}_{part}"] = field
        names = {section: [f"{section.value}_{slot}_{part}" for slot in range(1, many + 1) for part, _, _ in PARTS]
                 for section, many in SLOTS.items()}  # fmt: skip
        self.groups = [
            ("Chi si presenta", ["headline", "about", "availability", "has_contact"]),
            ("Esperienze, anche senza contratto", names[CvSection.EXPERIENCE]),
            ("Studi e corsi", names[CvSection.TRAINING]),
            ("Che cosa sa fare", list(BOXES.values())),
        ]

    def clean(self) -> dict[str, Any]:
        """A place or a time without what was done says nothing; a CV says at least one thing."""
        typed = super().clean() or {}
        for section, many in SLOTS.items():
            for slot in range(1, many + 1):
                words, *rest = (typed.get(f"{section.value}_{slot}_{part}") for part, _, _ in PARTS)
                if any(rest) and not words:
                    self.add_error(f"{section.value}_{slot}_words", "Scrivi che cosa ha fatto")
        return typed

    def items(self) -> list[CvItem]:
        """What was typed, as lines of the CV, in the order of the page."""
        typed, found = self.cleaned_data, []
        for section, many in SLOTS.items():
            for slot in range(1, many + 1):
                words, place, period = (typed.get(f"{section.value}_{slot}_{part}", "") for part, _, _ in PARTS)
                found += [CvItem(section.value, words, place, period)] if words else []
        for section, name in BOXES.items():
            found += items_of(typed.get(name, ""), section.value)
        return found

    def about_person(self) -> dict[str, Any]:
        """The head of the CV."""
        names = ("row_id", "headline", "about", "availability", "has_contact")
        return {name: self.cleaned_data[name] for name in names}


def cv_initial(cv: Cv | None, items: list[CvItem]) -> dict[str, Any]:
    """The next version starts from the last; the first from what is already known of the person."""
    shown: dict[str, Any] = {"has_contact": True}
    if cv is not None:
        shown = {name: getattr(cv, name) for name in ("headline", "about", "availability", "has_contact")}
    for section, many in SLOTS.items():
        for slot, one in enumerate([one for one in items if one.section == section][:many], start=1):
            shown |= {f"{section.value}_{slot}_{part}": getattr(one, part) for part, _, _ in PARTS}
    return shown | {name: text_of(items, section) for section, name in BOXES.items()}


class OpeningForm(Once):
    """A job the programme knows of."""

    title = forms.CharField(label="Che lavoro è", max_length=160)
    employer = forms.CharField(label="Chi cerca", max_length=160)
    place = forms.CharField(label="Dove", required=False, max_length=120)
    until_on = DateField(label="Fino al", required=False)
    link = forms.URLField(
        label="Indirizzo dell’annuncio", required=False, max_length=300, assume_scheme="https",
        help_text="per esempio https://www.esempio.it/annuncio",
    )  # fmt: skip
    about = box("Che cosa chiede", rows=4)


class ApplicationForm(Once):
    """For what, to whom; sent already, or still to send."""

    opening = forms.ModelChoiceField(
        label="Offerta conosciuta", queryset=JobOpening.objects.none(), required=False, empty_label="Un’altra"
    )
    title = forms.CharField(
        label="Per quale lavoro",
        max_length=160,
        required=False,
        help_text="Se l’offerta è nell’elenco basta sceglierla.",
    )
    employer = forms.CharField(label="A chi", max_length=160, required=False)
    applied_on = DateField(label="Mandata il", required=False, help_text="Vuoto se è ancora da mandare.")
    channel = forms.ChoiceField(label="Come", choices=[("", "Non lo sappiamo"), *Channel.choices], required=False)
    helped_by = forms.ChoiceField(
        label="Con l’aiuto di chi", choices=[("", "Non lo sappiamo"), *Help.choices], required=False
    )
    note = box("Nota", rows=2)

    def __init__(self, *args: Any, openings: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "opening", openings)

    def clean(self) -> dict[str, Any]:
        """An opening says the job and who looks; without it both are typed."""
        typed = super().clean() or {}
        opening = typed.get("opening")
        if opening is not None:
            typed["title"] = typed.get("title") or opening.title
            typed["employer"] = typed.get("employer") or opening.employer
        elif not typed.get("title") and "opening" not in self.errors:
            self.add_error("title", "Scrivi per quale lavoro, o scegli un’offerta")
        return typed


class SendForm(PlainForm):
    """When it left, how, with whose help."""

    applied_on = DateField(label="Mandata il")
    channel = forms.ChoiceField(label="Come", choices=Channel.choices)
    helped_by = forms.ChoiceField(label="Con l’aiuto di chi", choices=Help.choices, widget=forms.RadioSelect)


class AnswerForm(PlainForm):
    """What came of an application."""

    verb = forms.ChoiceField(label="Che cosa è successo", widget=forms.RadioSelect)
    on = DateField(label="Quando")
    note = box("Nota", "Che cosa hanno detto, o perché la riapri.", rows=2)

    def __init__(self, *args: Any, verbs: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "verb", verbs)


class InterviewForm(Once):
    """When and where one is met."""

    held_on = DateField(label="Quando")
    place = forms.CharField(label="Dove e con chi", required=False, max_length=160)


class TellForm(PlainForm):
    """How an interview went."""

    outcome = forms.ChoiceField(label="Com’è andato", choices=InterviewOutcome.choices, widget=forms.RadioSelect)
    to_improve = box("Che cosa migliorare la prossima volta")
    note = box("Nota", rows=2)


class HiringForm(Once):
    """The job found."""

    contract = forms.ChoiceField(label="Con quale contratto", choices=HiringContract.choices, widget=forms.RadioSelect)
    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al", required=False, help_text="Vuoto se non ha una fine.")
    weekly_hours = forms.DecimalField(
        label="Ore alla settimana", required=False, min_value=1, max_value=60, max_digits=4, decimal_places=2,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


class VoidForm(PlainForm):
    """Why it was wrong."""

    note = forms.CharField(label="Perché era sbagliata", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
