"""What is asked about a host and its places."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm
from ciao.hosts.enums import ItalianLevel, PlaceLimit, StopKind, TalkWay, Weekday
from ciao.hosts.models import Host, HostContact, HostSite, Vacancy
from ciao.territories.forms import ComuneField, SuggestInput

LONG = 2000
HOST_FACTS = ("trade", "ateco", "headcount", "is_public", "referent", "phone", "email", "note")
PLACE_FACTS = (
    "title", "tasks", "skills", "site", "municipality", "is_reachable", "access", "weekly_hours", "days", "shifts",
    "starts_on", "ends_on", "limits", "italian", "is_for_minors", "who",
)  # fmt: skip
REACHED = {True: "yes", False: "no", None: ""}


class PeopleField(forms.IntegerField):
    """How many people, or nothing where nobody has asked yet."""

    def __init__(self, **options: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(min_value=0, max_value=100_000, required=False, widget=box, **options)


class HostFactsForm(PlainForm):
    """What is known of a host; everything may come later."""

    trade = forms.CharField(
        label="Di che cosa si occupa", max_length=120, required=False, help_text="per esempio ristorazione"
    )
    ateco = forms.CharField(
        label="Codice ATECO", max_length=8, required=False, help_text="Se lo sai, per esempio 56.10.11"
    )
    headcount = forms.IntegerField(
        label="Quante persone ci lavorano", min_value=0, max_value=100_000, required=False,
        help_text="Senza apprendisti. Se ha più sedi, scrivile nella sua pagina: si conta in ogni sede.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    is_public = forms.BooleanField(label="È una pubblica amministrazione", required=False)
    referent = forms.CharField(label="Con chi parlare", max_length=120, required=False)
    phone = forms.CharField(
        label="Telefono", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label="E-mail", required=False)
    note = forms.CharField(
        label="Nota", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sull’ente, non sulle persone che accoglie.",
    )  # fmt: skip

    groups = [
        ("Che ente è", ["trade", "ateco", "headcount", "is_public"]),
        ("Con chi parlare", ["referent", "phone", "email", "note"]),
    ]

    def facts(self) -> dict[str, Any]:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in HOST_FACTS}


class NewHostForm(HostFactsForm, Once):
    """A body, chosen by name among those known, or a new one."""

    name = forms.CharField(
        label="Nome dell’ente", max_length=200, widget=SuggestInput(),
        help_text="Se c’è già lo trovi scrivendo; altrimenti si aggiunge.",
    )  # fmt: skip

    groups = [("Chi è", ["name"]), *HostFactsForm.groups]

    def __init__(self, *args: Any, names: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.suggestions = names


class PlaceForm(Once):
    """A place at a host: what is done, where and when, what it asks."""

    title = forms.CharField(label="Che cosa si fa", max_length=120, help_text="per esempio aiuto cucina")
    tasks = forms.CharField(label="Mansioni", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    skills = forms.CharField(
        label="Capacità", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Quelle che servono e quelle che si imparano, una per riga. Anche con le parole di ESCO.",
    )  # fmt: skip
    site = forms.ModelChoiceField(
        label="Sede", queryset=HostSite.objects.none(), required=False, empty_label="Non detta"
    )
    municipality = ComuneField(label="Comune", required=False)
    is_reachable = forms.TypedChoiceField(
        label="Si arriva con i mezzi pubblici", choices=[("", "Non si sa"), ("yes", "Sì"), ("no", "No")],
        required=False, coerce=lambda value: value == "yes", empty_value=None,
    )  # fmt: skip
    access = forms.CharField(
        label="Come ci si arriva", max_length=120, required=False, help_text="per esempio autobus 130, due fermate"
    )
    weekly_hours = forms.DecimalField(
        label="Ore a settimana", required=False, min_value=0, max_value=60, max_digits=4, decimal_places=2,
        localize=True, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    days = forms.MultipleChoiceField(
        label="Giorni", choices=Weekday.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    shifts = forms.CharField(label="Orario", max_length=120, required=False, help_text="per esempio 9–13")
    starts_on = DateField(label="Libero dal")
    ends_on = DateField(label="Fino al", required=False)
    limits = forms.MultipleChoiceField(
        label="Che cosa chiede", choices=PlaceLimit.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    italian = forms.ChoiceField(
        label="Quanto italiano serve", choices=[("", "Non si sa"), *ItalianLevel.choices], required=False
    )
    is_for_minors = forms.BooleanField(label="Può venire anche chi ha meno di 18 anni", required=False)
    who = forms.CharField(
        label="Chi può venire", max_length=200, required=False,
        help_text="Solo ciò che chiede il lavoro, per esempio: chi ha già la patente del muletto.",
    )  # fmt: skip

    groups = [
        ("Che cosa si fa", ["title", "tasks", "skills"]),
        ("Dove", ["site", "municipality", "is_reachable", "access"]),
        ("Quando", ["weekly_hours", "days", "shifts", "starts_on", "ends_on"]),
        ("Per chi", ["limits", "italian", "is_for_minors", "who"]),
    ]

    def facts(self) -> dict[str, Any]:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in PLACE_FACTS}


class SiteForm(Once):
    """An operating unit and the people at work there, as the quota tells them apart."""

    name = forms.CharField(label="Nome della sede", max_length=120, help_text="per esempio cucina di via Roma")
    address = forms.CharField(label="Indirizzo", max_length=200, required=False)
    municipality = ComuneField(label="Comune", required=False)
    access = forms.CharField(label="Come ci si arriva", max_length=120, required=False)
    owners_count = PeopleField(label="Titolari e soci che ci lavorano")
    permanent_count = PeopleField(label="A tempo indeterminato")
    fixed_term_count = PeopleField(
        label="A tempo determinato",
        help_text="Solo chi ha un contratto più lungo di tutto il tirocinio.",
    )
    members_count = PeopleField(label="Soci lavoratori di cooperativa")
    apprentices_count = PeopleField(label="Apprendisti", help_text="Si scrivono, e non contano.")
    counted_on = DateField(label="Contate il", required=False, help_text="Vuoto: oggi.")

    groups = [
        ("Dov’è", ["name", "address", "municipality", "access"]),
        ("Chi ci lavora", ["owners_count", "permanent_count", "fixed_term_count", "members_count",
                           "apprentices_count", "counted_on"]),
    ]  # fmt: skip


class EditSiteForm(SiteForm):
    """A unit that is already there; it may close."""

    row_id = None  # type: ignore[assignment]  # a row that is there is not made twice
    closed_on = DateField(label="Chiusa il", required=False, help_text="I posti di una sede chiusa non si propongono.")

    groups = [*SiteForm.groups, ("Se non c’è più", ["closed_on"])]


class HiringForm(Once):
    """How many ended, how many were hired."""

    site = forms.ModelChoiceField(
        label="Sede", queryset=HostSite.objects.none(), required=False, empty_label="Tutto l’ente"
    )
    ended_on = DateField(label="Tirocini finiti il")
    ended_count = forms.IntegerField(label="Quanti tirocini sono finiti", min_value=1, max_value=500, initial=1)
    hired_count = forms.IntegerField(label="Quante persone sono state assunte", min_value=0, max_value=500)

    def clean(self) -> dict[str, Any]:
        """Who was hired is among who ended."""
        typed: dict[str, Any] = super().clean() or {}
        if (typed.get("hired_count") or 0) > (typed.get("ended_count") or 0):
            self.add_error("hired_count", "Non possono essere più dei tirocini finiti")
        return typed


class StopForm(Once):
    """Dismissals, or short time."""

    site = forms.ModelChoiceField(
        label="Sede", queryset=HostSite.objects.none(), required=False, empty_label="Tutto l’ente"
    )
    kind = forms.ChoiceField(label="Che cosa è successo", choices=StopKind.choices, widget=forms.RadioSelect)
    happened_on = DateField(label="Il")
    tasks = forms.CharField(label="Per quali mansioni", max_length=200, required=False)


class ContactForm(Once):
    """Somebody to talk with at a host."""

    name = forms.CharField(label="Nome", max_length=120)
    role = forms.CharField(label="Che cosa fa", max_length=120, required=False, help_text="per esempio responsabile")
    site = forms.ModelChoiceField(
        label="Sede", queryset=HostSite.objects.none(), required=False, empty_label="Tutto l’ente"
    )
    phone = forms.CharField(
        label="Telefono", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label="E-mail", required=False)


class EditContactForm(ContactForm):
    """Somebody already known, who may have left."""

    row_id = None  # type: ignore[assignment]  # a row that is there is not made twice
    left_on = DateField(label="Non c’è più dal", required=False)


class TalkForm(Once):
    """One talk with a host, and the next."""

    talked_on = DateField(label="Quando")
    way = forms.ChoiceField(label="Come", choices=TalkWay.choices, widget=forms.RadioSelect)
    contact = forms.ModelChoiceField(
        label="Con chi", queryset=HostContact.objects.none(), required=False, empty_label="Non detto"
    )
    said = forms.CharField(
        label="Che cosa si è detto", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sull’ente e sui posti, non sulle persone che accoglie.",
    )  # fmt: skip
    next_on = DateField(label="Risentirsi il", required=False)
    next_step = forms.CharField(label="Per che cosa", max_length=120, required=False)

    groups = [
        ("Il contatto", ["talked_on", "way", "contact", "said"]),
        ("La prossima volta", ["next_on", "next_step"]),
    ]


class StepForm(PlainForm):
    """A step of the talk: when, and why where the step asks it."""

    on = DateField(label="Il")
    note = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_reason:
            self.fields["note"].label, self.fields["note"].required = "Nota", False


def known_host(host: Host) -> dict[str, Any]:
    """What a host holds now, under the names of its form."""
    return {name: getattr(host, name) for name in HOST_FACTS}


def known_place(vacancy: Vacancy) -> dict[str, Any]:
    """What a place holds now, under the names of its form."""
    known = {name: getattr(vacancy, name) for name in PLACE_FACTS}
    return {**known, "is_reachable": REACHED[vacancy.is_reachable]}
