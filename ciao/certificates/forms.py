"""What is asked about rules, tests and certificates."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.certificates.enums import Subject
from ciao.certificates.rules import CODE_LENGTH, bare_code
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, offer
from ciao.files.forms import UploadField

REQUISITES = "Chi scelgo ha anche questo"
EITHER = "Scrivi la parte delle ore, le ore, o segna che serve la prova finale"
TYPED = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


def number(label: str, help_text: str, **limits: Any) -> forms.DecimalField:
    """A figure with a comma, typed as text."""
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.DecimalField(
        label=label, help_text=help_text, required=False, localize=True, decimal_places=2, widget=widget, **limits
    )


class RuleForm(Once):
    """What a service asks for its certificate, from a day on."""

    starts_on = DateField(label="Per le edizioni che cominciano dal")
    title = forms.CharField(label="Titolo dell’attestato", max_length=160, help_text="Come si legge sul foglio.")
    subject = forms.ChoiceField(
        label="Di che cosa", choices=Subject.choices, widget=forms.RadioSelect,
        help_text="HACCP, sicurezza e primo soccorso scadono: il prodotto avvisa in tempo.",
    )  # fmt: skip
    share_percent = number(
        "Parte delle ore previste", "in percentuale, per esempio 80", min_value=1, max_value=100, max_digits=5
    )
    least_hours = number("Ore almeno", "per esempio 20; vale la più alta delle due", min_value=1, max_digits=6)
    needs_test = forms.BooleanField(label="Serve la prova finale superata", required=False)
    requisites = forms.CharField(
        label="Serve anche", required=False, max_length=300,
        help_text="Per esempio: visita medica fatta. Lo controlla chi rilascia.",
    )  # fmt: skip
    groups = [
        ("L’attestato", ["title", "subject", "starts_on"]),
        ("Che cosa serve", ["share_percent", "least_hours", "needs_test", "requisites"]),
    ]

    def clean(self) -> dict[str, Any]:
        """A rule asks at least one thing."""
        typed = super().clean() or {}
        asked = [typed.get(name) for name in ("share_percent", "least_hours", "needs_test")]
        if not any(asked) and not {"share_percent", "least_hours"} & set(self.errors):
            self.add_error("share_percent", EITHER)
        return typed


class ResultForm(Once):
    """How a final test went."""

    taken_on = DateField(label="Fatta il")
    is_passed = forms.TypedChoiceField(
        label="Com’è andata", choices=[("True", "superata"), ("False", "non superata")],
        coerce=lambda text: text == "True", widget=forms.RadioSelect,
    )  # fmt: skip
    score = forms.CharField(label="Punteggio", required=False, max_length=40, help_text="Per esempio: 28 su 30.")
    note = forms.CharField(label="Nota", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class GiveForm(PlainForm):
    """Who receives the certificate, and its day."""

    people = forms.MultipleChoiceField(label="A chi", widget=forms.CheckboxSelectMultiple)
    issued_on = DateField(label="Data dell’attestato")
    has_requisites = forms.BooleanField(label=REQUISITES)

    def __init__(self, *args: Any, people: list[tuple[str, str]], requisites: str, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "people", people)
        if requisites:
            self.fields["has_requisites"].label = f"{REQUISITES}: {requisites}"
        else:
            del self.fields["has_requisites"]


class IssueForm(Once):
    """The day of the certificate of an internship."""

    issued_on = DateField(label="Data dell’attestazione")


class OutsideForm(Once):
    """A certificate the person brings."""

    title = forms.CharField(label="Che attestato è", max_length=200)
    subject = forms.ChoiceField(label="Di che cosa", choices=Subject.choices, widget=forms.RadioSelect)
    issuer = forms.CharField(label="Chi l’ha rilasciato", required=False, max_length=160)
    issued_on = DateField(label="Rilasciato il")
    expires_on = DateField(
        label="Vale fino al", required=False,
        help_text="Se è scritto sul foglio. Se lo lasci vuoto contano gli anni della regola, quando ce n’è una.",
    )  # fmt: skip
    file = UploadField(label="Copia", required=False, help_text="Basta una foto.")

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning, and the day is not to come."""
        typed = super().clean() or {}
        issued, end = typed.get("issued_on"), typed.get("expires_on")
        if issued and issued > clock.today():
            self.add_error("issued_on", "Scegli una data che non sia dopo oggi")
        if issued and end and end < issued:
            self.add_error("expires_on", "La scadenza viene dopo il rilascio")
        return typed


class ReasonForm(PlainForm):
    """Why, and since when."""

    note = forms.CharField(label="Perché", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    on = DateField(label="Dal giorno")


class VoidForm(PlainForm):
    """Why it was wrong."""

    note = forms.CharField(label="Perché era sbagliata", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class CodeForm(forms.Form):
    """The code of a certificate, as anybody types it; a code of another length is simply none of ours."""

    code = forms.CharField(max_length=60, widget=TYPED)

    def clean_code(self) -> str:
        """The code without spaces and dashes; empty where it cannot be one."""
        code = bare_code(self.cleaned_data["code"])
        return code if len(code) == CODE_LENGTH else ""
