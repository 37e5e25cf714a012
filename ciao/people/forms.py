"""What is asked about a person, in pieces by who may read them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from ciao.core import clock
from ciao.core.formats import NOT_KNOWN
from ciao.core.forms import DateField, PlainForm
from ciao.people.actions import Sheet, version_of
from ciao.people.enums import ContactChannel, EducationLevel, EmploymentStatus, Gender, TriState
from ciao.people.rules import check_fiscal_code, fiscal_code_warnings
from ciao.territories.forms import ComuneField, SuggestInput
from ciao.territories.models import Country

UNKNOWN_CHOICE = ("", NOT_KNOWN.capitalize())
LANGUAGES = (
    *("italiano", "arabo", "inglese", "francese", "spagnolo", "rumeno", "ucraino", "cinese", "bengalese"),
    *("urdu", "albanese", "russo", "portoghese", "punjabi", "wolof"),
)
NOTICE_CHANNELS = [
    ("screen", "letta insieme sullo schermo"),
    ("paper", "su carta"),
    ("spoken", "a voce, con parole semplici"),
    ("mediator", "con chi fa mediazione"),
]
ANSWERS = {
    "foreign_background": (
        "Ha origine straniera?",
        "Serve all’Unione europea per contare a chi arriva il progetto.",
    ),
    "minority": ("Appartiene a una minoranza?", "Anche rom e sinti. Serve allo stesso conteggio."),
    "disability": (
        "Ha una disabilità?",
        "Serve al conteggio e a trovare il posto giusto. Non si scrive quale.",
    ),
    "homeless": ("È senza una casa stabile?", "Serve al conteggio e a capire da dove cominciare."),
    "other_disadvantage": (
        "Ha un’altra difficoltà?",
        "Per esempio dipendenze, carcere, violenza. Non si scrive quale.",
    ),
}


class SheetForm(PlainForm):
    """A form over one table of a person; it remembers what it was opened on, so nobody overwrites blindly."""

    _seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, row: Sheet, **kwargs: Any) -> None:
        self.row = row
        self.shown = [name for name in self.base_fields if name != "_seen"]
        kwargs["initial"] = {**{name: getattr(row, name) for name in self.shown}, **kwargs.get("initial", {})}
        kwargs["initial"]["_seen"] = version_of(row, self.shown)
        super().__init__(*args, **kwargs)

    def typed(self) -> dict[str, Any]:
        """What goes into the row."""
        return {name: self.cleaned_data[name] for name in self.shown if name in self.cleaned_data}

    def differences(self) -> list[tuple[str, str, str]]:
        """Label, what is kept now, what was typed: only where somebody else saved while this was open."""
        if not self.is_bound or self.data.get("_seen") in (None, "", version_of(self.row, self.shown)):
            return []
        rows = [(name, str(self[name].label), self._words(name, getattr(self.row, name))) for name in self.shown]
        return [
            (label, kept, self._words(name, self.cleaned_data.get(name)))
            for name, label, kept in rows
            if kept != self._words(name, self.cleaned_data.get(name))
        ]

    def _words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            return str(dict(field.choices).get(value or "", ""))  # type: ignore[arg-type]
        return str(field.prepare_value(value) or "") if isinstance(field, DateField) else str(value or "")


class PersonForm(SheetForm):
    """How the person is called."""

    given_name = forms.CharField(label="Nome", max_length=80, help_text="Anche uno solo, in qualsiasi alfabeto.")
    family_name = forms.CharField(label="Cognome", max_length=80, required=False)
    alias = forms.CharField(
        label="Nome da usare nei registri",
        max_length=80,
        required=False,
        help_text="Se la persona preferisce non comparire col suo nome.",
    )
    language = forms.CharField(label="Lingua", max_length=40, required=False, widget=SuggestInput(LANGUAGES))


def gender_field() -> forms.ChoiceField:
    """Gender as the person says it, none preselected."""
    return forms.ChoiceField(label="Genere", choices=Gender.choices, widget=forms.RadioSelect)


def fiscal_code_field() -> forms.CharField:
    """Never compulsory: many have none yet."""
    return forms.CharField(
        label="Codice fiscale",
        max_length=20,
        required=False,
        help_text="Se non ce l’ha, lascia vuoto.",
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}),
    )


def birth_field() -> DateField:
    """A birth date may be unknown at the first meeting."""
    return DateField(label="Data di nascita", required=False)


def employment_field() -> forms.ChoiceField:
    """What rule R2 looks at."""
    return forms.ChoiceField(
        label="Lavoro oggi",
        choices=[UNKNOWN_CHOICE, *EmploymentStatus.choices],
        required=False,
    )


class IdentityForm(SheetForm):
    """What the funder asks to know."""

    gender = gender_field()
    birth_date = birth_field()
    fiscal_code = fiscal_code_field()
    birth_municipality = ComuneField(label="Comune di nascita, se in Italia", required=False)
    birth_country = forms.ModelChoiceField(
        label="Stato di nascita, se all’estero",
        queryset=Country.objects.filter(is_active=True),
        required=False,
        empty_label="Scegli lo Stato",
    )
    citizenship = forms.ModelChoiceField(
        label="Cittadinanza",
        queryset=Country.objects.filter(is_active=True),
        required=False,
        empty_label="Scegli lo Stato",
    )
    residence = ComuneField(label="Comune di residenza", required=False)
    domicile = ComuneField(label="Comune dove vive, se diverso", required=False)
    employment = employment_field()
    education = forms.ChoiceField(
        label="Titolo di studio",
        choices=[UNKNOWN_CHOICE, *EducationLevel.choices],
        required=False,
    )

    groups = [
        (
            "Chi è",
            ["gender", "birth_date", "fiscal_code", "birth_municipality", "birth_country", "citizenship"],
        ),
        ("Dove vive", ["residence", "domicile"]),
        ("Studio e lavoro all’ingresso", ["employment", "education"]),
    ]


class ContactForm(SheetForm):
    """How, when and in which words the person wants to be reached."""

    phone = forms.CharField(
        label="Telefono", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label="E-mail", required=False)
    address = forms.CharField(label="Indirizzo", max_length=200, required=False)
    channel = forms.ChoiceField(
        label="Come preferisce",
        choices=[UNKNOWN_CHOICE, *ContactChannel.choices],
        required=False,
    )
    hours = forms.CharField(label="In quali ore", max_length=120, required=False)
    words = forms.CharField(
        label="Che cosa si può dire",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Se risponde un’altra persona, o se il telefono è controllato.",
    )


def answer_field(name: str) -> forms.ChoiceField:
    """A delicate question with its purpose beside it; nobody is made to answer."""
    label, purpose = ANSWERS[name]
    return forms.ChoiceField(
        label=label, help_text=purpose, choices=TriState.choices, required=False, widget=forms.RadioSelect
    )


class AnswersForm(SheetForm):
    """Delicate answers: yes, no, or prefers not to say; each with what it is for."""

    foreign_background = answer_field("foreign_background")
    minority = answer_field("minority")
    disability = answer_field("disability")
    homeless = answer_field("homeless")
    other_disadvantage = answer_field("other_disadvantage")


class NoticeForm(PlainForm):
    """How the privacy notice was shown."""

    version = forms.CharField(label="Versione dell’informativa", max_length=20, initial="1")
    language = forms.ChoiceField(label="In quale lingua", choices=settings.LANGUAGES, initial="it")
    channel = forms.ChoiceField(label="Come", choices=NOTICE_CHANNELS, widget=forms.RadioSelect)
    on = DateField(label="Quando")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": clock.today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


def warnings_about(person: dict[str, Any], identity: dict[str, Any]) -> list[str]:
    """Amber sentences on a codice fiscale that disagrees with the rest; they never stop anyone."""
    code = identity.get("fiscal_code") or ""
    if not code:
        return []
    problem = check_fiscal_code(code)
    if problem is not None:
        return [problem.sentence]
    place = identity.get("birth_municipality") or identity.get("birth_country")
    return fiscal_code_warnings(
        code,
        given_name=person.get("given_name", ""),
        family_name=person.get("family_name", ""),
        sex=Gender(identity["gender"]) if identity.get("gender") else None,
        birth_date=identity.get("birth_date"),
        birth_place_code=place.cadastral_code if place else "",
    )
