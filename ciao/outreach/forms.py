"""What operators write about a signal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.outreach.enums import AnswerChannel, LegalBasis, SafeContact, SignalSource
from ciao.outreach.rules import WHY_LEGAL_BASIS
from ciao.people.forms import LANGUAGES, UNKNOWN_CHOICE
from ciao.programmes.models import Mandate
from ciao.resources.forms import ResourceField
from ciao.resources.models import Resource
from ciao.territories.forms import ComuneField, SuggestInput

AGE_BANDS = [
    UNKNOWN_CHOICE,
    ("<16", "meno di 16"),
    ("16-17", "16–17"),
    ("18-35", "18–35"),
    ("36-55", "36–55"),
    (">55", "più di 55"),
]
STORY_HELP = "Con poche parole. Niente diagnosi, niente nomi di altre persone."


class SignalForm(Once):
    """Three minutes by keyboard: who tells, of whom, how to reach them; a nickname and a place are enough."""

    source = forms.ChoiceField(
        label="Da chi arriva",
        choices=[("", "Scegli da chi arriva"), *SignalSource.choices],
        widget=forms.Select(attrs={"hx-target": "#id_legal_basis", "hx-swap": "outerHTML", "autofocus": True}),
    )
    sender_name = forms.CharField(label="Chi segnala", required=False, max_length=120)
    sender_contact = forms.CharField(label="Telefono o e-mail di chi segnala", required=False, max_length=120)
    name = forms.CharField(
        label="Nome o soprannome",
        required=False,
        max_length=120,
        help_text="Basta un soprannome, anche inventato. Si può lasciare vuoto.",
    )
    municipality = ComuneField(label="Comune", required=False)
    age_band = forms.ChoiceField(label="Età", choices=AGE_BANDS, required=False)
    language = forms.CharField(label="Lingua", required=False, max_length=40, widget=SuggestInput(LANGUAGES))
    phone = forms.CharField(
        label="Telefono", required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.CharField(label="E-mail", required=False, max_length=120)
    channel = forms.ChoiceField(
        label="Come farsi sentire", required=False, choices=[UNKNOWN_CHOICE, *AnswerChannel.choices]
    )
    safe_contact = forms.ChoiceField(
        label="Si può chiamare o lasciare messaggi senza rischi?",
        required=False,
        choices=[UNKNOWN_CHOICE, *SafeContact.choices],
    )
    best_time = forms.CharField(label="Quando chiamare", required=False, max_length=120)
    story = forms.CharField(
        label="Che cosa succede",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=STORY_HELP,
    )
    received_on = DateField(label="Arrivata il")
    legal_basis = forms.ChoiceField(
        label="Base giuridica",
        choices=LegalBasis.choices,
        initial=LegalBasis.PUBLIC_TASK,
        help_text=WHY_LEGAL_BASIS[LegalBasis.PUBLIC_TASK],
    )

    groups = [
        ("Chi segnala", ["source", "sender_name", "sender_contact"]),
        ("La persona", ["name", "municipality", "age_band", "language"]),
        ("Come sentirla", ["phone", "email", "channel", "safe_contact", "best_time"]),
        ("Che cosa succede", ["story"]),
        ("Dati e scadenze", ["received_on", "legal_basis"]),
    ]

    def suggest(self, comuni: list[str], basis_url: str) -> None:
        """The programme's comuni first; another source asks the server which legal basis goes with it."""
        comune = self.fields["municipality"]
        if isinstance(comune, ComuneField):
            comune.suggest(comuni)
        self.fields["source"].widget.attrs["hx-get"] = basis_url

    def clean(self) -> dict[str, Any]:
        """Something must say who or where: a name, a comune or a way to answer."""
        typed: dict[str, Any] = super().clean() or {}
        if not any(typed.get(name) for name in ("name", "municipality", "phone", "email", "sender_contact")):
            self.add_error("name", "Scrivi almeno un soprannome, un comune o un recapito")
        return typed


class MandateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague, by name, role and body."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Mandate.objects.none(), empty_label="Scegli chi", **options)

    def label_from_instance(self, obj: Any) -> str:
        """«Luca, tutor di tirocinio, Cooperativa La Quercia»."""
        return f"{obj.user.get_full_name()}, {obj.role_label}, {obj.organization}"


class WithColleagues(PlainForm):
    """A form whose colleagues are those given, and no others."""

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Mandate.objects.filter(id__in=[one.id for one in mandates])
        for field in self.fields.values():
            if isinstance(field, MandateField):
                field.queryset = offered.select_related("user", "organization")


class AssignForm(WithColleagues):
    """Who answers."""

    to = MandateField(label="A chi la affidi")


class OrientForm(PlainForm):
    """Where the person is sent instead, and why."""

    resource = ResourceField(label="Verso quale risorsa", help_text="Quelle del comune, per età e lingua, in alto.")
    destination = forms.CharField(label="Altro servizio o progetto, se non è in elenco", max_length=200, required=False)
    reason = forms.CharField(label="Perché è meglio così", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    on = DateField(label="Quando")

    def offer(self, rows: Iterable[Resource]) -> None:
        """The resources one may choose from, the likely ones first."""
        field = self.fields["resource"]
        if isinstance(field, ResourceField):
            field.offer(rows)

    def clean(self) -> dict[str, Any]:
        """One of the directory, or a name."""
        typed: dict[str, Any] = super().clean() or {}
        if not typed.get("resource") and not typed.get("destination") and not self.errors:
            self.add_error("resource", "Scegli una risorsa dell’elenco, o scrivi il nome qui sotto")
        return typed


class SendForm(OrientForm, Once):
    """Where somebody already in charge is sent as well."""


class ReasonForm(PlainForm):
    """A change that needs its reason."""

    reason = forms.CharField(label="Motivo", widget=forms.Textarea(attrs={"rows": 3}), max_length=4000)
    on = DateField(label="Quando")


class DayForm(PlainForm):
    """A change that only needs its day."""

    on = DateField(label="Quando")


class AskBackForm(PlainForm):
    """Whether the orientation helped."""

    worked = forms.ChoiceField(label="Ha funzionato?", choices=[("yes", "sì"), ("no", "no")], widget=forms.RadioSelect)
    on = DateField(label="Quando l’hai saputo")


class PublicPageForm(PlainForm):
    """The last part of the public address."""

    slug = forms.SlugField(
        label="Indirizzo",
        max_length=60,
        help_text="Solo lettere minuscole, cifre e trattini: finisce su volantini e manifesti.",
    )


def today() -> dict[str, Any]:
    """Most things are written the day they happen."""
    return {"on": clock.today()}
