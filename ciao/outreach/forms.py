"""What operators write about a signal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm
from ciao.outreach.enums import (
    AnswerChannel,
    AntennaKind,
    AttemptOutcome,
    BarrierKind,
    InterviewKind,
    LegalBasis,
    NeedArea,
    SafeContact,
    SignalSource,
)
from ciao.outreach.models import Antenna
from ciao.outreach.rules import WHY_LEGAL_BASIS, refuses_name
from ciao.partners.models import Organization
from ciao.people.forms import LANGUAGES, UNKNOWN_CHOICE
from ciao.programmes.models import Mandate, ProgrammeArea
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


def words(label: str, rows: int, limit: int, **options: Any) -> forms.CharField:
    """Free words on some lines, never compulsory unless said."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=limit, **{"required": False, **options})


def phone_field() -> forms.CharField:
    """A number, with the keys for it on a phone."""
    widget = forms.TextInput(attrs={"inputmode": "tel"})
    return forms.CharField(label="Telefono", required=False, max_length=40, widget=widget)


def safe_field() -> forms.ChoiceField:
    """The question asked before any message leaves."""
    return forms.ChoiceField(
        label="Si può chiamare o lasciare messaggi senza rischi?",
        required=False,
        choices=[UNKNOWN_CHOICE, *SafeContact.choices],
    )


class AntennaField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A node of the network; a page offers those its reader sees."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Antenna.objects.none(), empty_label="Nessuna", **options)


class SignalForm(Once):
    """Three minutes by keyboard: who tells, of whom, how to reach them; a nickname and a place are enough."""

    source = forms.ChoiceField(
        label="Da chi arriva",
        choices=[("", "Scegli da chi arriva"), *SignalSource.choices],
        widget=forms.Select(attrs={"hx-target": "#id_legal_basis", "hx-swap": "outerHTML", "autofocus": True}),
    )
    antenna = AntennaField(label="Da quale antenna", required=False)
    sender_name = forms.CharField(label="Chi segnala", required=False, max_length=120)
    sender_contact = forms.CharField(label="Telefono o e-mail di chi segnala", required=False, max_length=120)
    name = forms.CharField(
        label="Nome o soprannome",
        required=False,
        max_length=120,
        help_text="Basta un soprannome, anche inventato. Si può lasciare vuoto.",
    )
    code = forms.CharField(
        label="Codice del centro",
        required=False,
        max_length=40,
        help_text="Solo per i centri antiviolenza, al posto del nome: quello si scrive dopo, se lei vuole.",
    )
    municipality = ComuneField(label="Comune", required=False)
    place = forms.CharField(
        label="Dove la si trova",
        required=False,
        max_length=200,
        help_text="Per il lavoro in strada: «panchine della stazione, la sera».",
    )
    age_band = forms.ChoiceField(label="Età", choices=AGE_BANDS, required=False)
    language = forms.CharField(label="Lingua", required=False, max_length=40, widget=SuggestInput(LANGUAGES))
    phone = phone_field()
    email = forms.CharField(label="E-mail", required=False, max_length=120)
    channel = forms.ChoiceField(
        label="Come farsi sentire", required=False, choices=[UNKNOWN_CHOICE, *AnswerChannel.choices]
    )
    safe_contact = safe_field()
    best_time = forms.CharField(label="Quando chiamare", required=False, max_length=120)
    story = words("Che cosa succede", 5, 20_000, help_text=STORY_HELP)
    received_on = DateField(label="Arrivata il")
    legal_basis = forms.ChoiceField(
        label="Base giuridica",
        choices=LegalBasis.choices,
        initial=LegalBasis.PUBLIC_TASK,
        help_text=WHY_LEGAL_BASIS[LegalBasis.PUBLIC_TASK],
    )

    groups = [
        ("Chi segnala", ["source", "antenna", "sender_name", "sender_contact"]),
        ("La persona", ["name", "code", "municipality", "place", "age_band", "language"]),
        ("Come sentirla", ["phone", "email", "channel", "safe_contact", "best_time"]),
        ("Che cosa succede", ["story"]),
        ("Dati e scadenze", ["received_on", "legal_basis"]),
    ]

    def suggest(self, comuni: list[str], basis_url: str, antennas: QuerySet[Antenna]) -> None:
        """The programme's comuni and antennas; another source asks the server which legal basis goes with it."""
        self.fields["antenna"].queryset = antennas  # type: ignore[attr-defined]
        suggest(self.fields["municipality"], comuni)
        self.fields["source"].widget.attrs["hx-get"] = basis_url

    def clean(self) -> dict[str, Any]:
        """Something must say who or where; a woman whom a centre tells of is a code, not a name."""
        typed: dict[str, Any] = super().clean() or {}
        enough = ("name", "code", "municipality", "place", "phone", "email", "sender_contact")
        if not any(typed.get(name) for name in enough):
            self.add_error("name", "Scrivi almeno un soprannome, un comune o un recapito")
        refusal = refuses_name(
            source=typed.get("source", ""), code=typed.get("code", ""), agreed_on=None,
            told=[typed.get(name, "") for name in ("name", "phone", "email")],
        )  # fmt: skip
        if refusal:
            self.add_error("name", refusal)
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


class AttemptForm(PlainForm):
    """One tap: how, and how it went."""

    channel = forms.ChoiceField(choices=AnswerChannel.choices)
    outcome = forms.ChoiceField(choices=AttemptOutcome.choices)


class MetForm(PlainForm):
    """The first contact in three minutes by keyboard: ticks first, then as many words as one has time for."""

    met_on = DateField(label="Quando")
    channel = forms.ChoiceField(label="Come", choices=AnswerChannel.choices, initial=AnswerChannel.IN_PERSON)
    place = forms.CharField(label="Dove", required=False, max_length=200)
    needs = forms.MultipleChoiceField(
        label="Di che cosa ha bisogno",
        required=False,
        choices=NeedArea.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    own_words = words("Con parole sue", 3, 20_000, help_text=STORY_HELP)
    barriers = forms.MultipleChoiceField(
        label="Che cosa le rende difficile venire",
        required=False,
        choices=BarrierKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Per ognuno, sotto, scrivi che cosa avete organizzato.",
    )
    agreed_next = words("Che cosa avete deciso insieme", 2, 2000)
    is_informed = forms.BooleanField(
        label="Le ho spiegato che abbiamo i suoi dati, perché, e che può chiedere di cancellarli", required=False
    )

    conditional = {f"arranged_{one.value}": ("barriers", BarrierKind.values) for one in BarrierKind}
    groups = [
        ("L’incontro", ["met_on", "channel", "place"]),
        ("Che cosa serve", ["needs", "own_words"]),
        ("Gli ostacoli", ["barriers"]),
        ("E adesso", ["agreed_next", "is_informed"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in BarrierKind:
            self.fields[f"arranged_{one.value}"] = forms.CharField(
                label=f"{str(one.label).split(':')[0].capitalize()}: che cosa avete organizzato",
                required=False,
                max_length=400,
            )

    def met(self) -> dict[str, Any]:
        """What was typed, as a first contact keeps it; words about an obstacle tick it."""
        typed = self.cleaned_data
        names = ("met_on", "channel", "place", "needs", "own_words", "agreed_next", "is_informed")
        said = {one.value: typed[f"arranged_{one.value}"] for one in BarrierKind}
        barriers = {kind: words for kind, words in said.items() if words or kind in typed["barriers"]}
        return {**{name: typed[name] for name in names}, "barriers": barriers}


class MeetForm(Once, MetForm):
    """Somebody met before anybody signals them: who or where, and the first contact in one go."""

    name = forms.CharField(
        label="Nome o soprannome",
        required=False,
        max_length=120,
        help_text="Basta un soprannome, anche inventato.",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    municipality = ComuneField(label="Comune", required=False)
    where = forms.CharField(
        label="Dove la si trova di solito",
        required=False,
        max_length=200,
        help_text="«Panchine della stazione, la sera».",
    )
    language = forms.CharField(label="Lingua", required=False, max_length=40, widget=SuggestInput(LANGUAGES))
    phone = phone_field()
    safe_contact = safe_field()

    groups = [("La persona", ["name", "municipality", "where", "language", "phone", "safe_contact"]), *MetForm.groups]

    def clean(self) -> dict[str, Any]:
        """A nickname or a place is enough; one of the two is needed."""
        typed: dict[str, Any] = super().clean() or {}
        if not any(typed.get(name) for name in ("name", "municipality", "where")):
            self.add_error("name", "Scrivi almeno un soprannome, un comune o un posto")
        return typed

    def told(self) -> dict[str, Any]:
        """What was typed, as a signal keeps it."""
        typed = self.cleaned_data
        names = ("name", "municipality", "language", "phone", "safe_contact")
        source = SignalSource.COMMUNITY_AGENT
        return {**{name: typed[name] for name in names}, "place": typed["where"], "source": source}


class AgreeForm(PlainForm):
    """She was met and agrees: her name, and how to reach her if she wants."""

    name = forms.CharField(label="Nome o soprannome", max_length=120, help_text="Quello che vuole lei.")
    phone = forms.CharField(label="Telefono", required=False, max_length=40)
    email = forms.CharField(label="E-mail", required=False, max_length=120)
    agreed_on = DateField(label="È d’accordo dal")


class AntennaForm(Once):
    """A node of the network: what it is, where, and whom to call there."""

    name = forms.CharField(label="Nome", max_length=120, help_text="Come la chiama chi la conosce.")
    kind = forms.ChoiceField(label="Che cos’è", choices=[("", "Scegli"), *AntennaKind.choices])
    municipality = ComuneField(label="Comune", required=False)
    area = forms.ModelChoiceField(
        label="Zona", queryset=ProgrammeArea.objects.none(), required=False, empty_label="Tutto il territorio"
    )
    organization = forms.ModelChoiceField(
        label="Ente del progetto", queryset=Organization.objects.none(), required=False, empty_label="Nessuno"
    )
    referent_name = forms.CharField(label="Referente", required=False, max_length=120)
    referent_contact = forms.CharField(label="Telefono o e-mail del referente", required=False, max_length=120)
    started_on = DateField(label="Nella rete dal")
    notes = words("Note", 3, 4000, help_text="Orari, accordi presi. Niente nomi di persone aiutate.")

    groups = [
        ("Che cos’è", ["name", "kind", "organization"]),
        ("Dove", ["municipality", "area"]),
        ("Chi sentire", ["referent_name", "referent_contact", "started_on", "notes"]),
    ]

    def offer(self, comuni: list[str], areas: QuerySet[ProgrammeArea], bodies: QuerySet[Organization]) -> None:
        """What the reader's programme has."""
        suggest(self.fields["municipality"], comuni)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        self.fields["organization"].queryset = bodies  # type: ignore[attr-defined]


class InterviewForm(Once, WithColleagues):
    """Who was heard, about what, what emerged and what follows."""

    kind = forms.ChoiceField(label="Tipo", choices=InterviewKind.choices, widget=forms.RadioSelect)
    antenna = AntennaField(label="Antenna", required=False)
    held_on = DateField(label="Quando")
    with_whom = forms.CharField(label="Con chi", max_length=200, help_text="Ruoli più che nomi: «due insegnanti».")
    participants_count = forms.IntegerField(label="Quante persone", min_value=1, max_value=500, initial=1)
    municipality = ComuneField(label="Comune", required=False, help_text="Se manca, vale quello dell’antenna.")
    themes = forms.MultipleChoiceField(label="Temi", choices=NeedArea.choices, widget=forms.CheckboxSelectMultiple)
    emerged = words("Quali bisogni sono emersi", 5, 20_000, required=True, help_text="Niente nomi di persone aiutate.")
    follow_up = words("Che cosa ne segue", 2, 2000)
    follow_up_on = DateField(label="Entro il", required=False)
    follow_up_owner = MandateField(label="Chi se ne occupa", required=False)

    groups = [
        ("L’incontro", ["kind", "antenna", "held_on", "with_whom", "participants_count", "municipality"]),
        ("Che cosa è emerso", ["themes", "emerged"]),
        ("E adesso", ["follow_up", "follow_up_on", "follow_up_owner"]),
    ]

    def offer(self, comuni: list[str], antennas: QuerySet[Antenna]) -> None:
        """The programme's comuni and antennas."""
        suggest(self.fields["municipality"], comuni)
        self.fields["antenna"].queryset = antennas  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What follows has a day, so that somebody remembers it."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("follow_up") and not typed.get("follow_up_on") and "follow_up_on" not in self.errors:
            self.add_error("follow_up_on", "Scrivi entro quando: così qualcuno se ne ricorda")
        return typed


class LinkForm(PlainForm):
    """For whom a link is opened, so that one knows which to revoke."""

    label = forms.CharField(label="Per chi è", max_length=120, help_text="«Segreteria», «parroco»: chi lo userà.")


class PublicPageForm(PlainForm):
    """The last part of the public address."""

    slug = forms.SlugField(
        label="Indirizzo",
        max_length=60,
        help_text="Solo lettere minuscole, cifre e trattini: finisce su volantini e manifesti.",
    )


def suggest(field: forms.Field, comuni: list[str]) -> None:
    """The programme's comuni first."""
    if isinstance(field, ComuneField):
        field.suggest(comuni)


def today() -> dict[str, Any]:
    """Most things are written the day they happen."""
    return {"on": clock.today()}
