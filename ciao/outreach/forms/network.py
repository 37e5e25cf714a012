"""What is asked about antennas, interviews and a first contact."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer
from ciao.outreach.enums import (
    AnswerChannel,
    AntennaKind,
    BarrierKind,
    InterviewKind,
    NeedArea,
    SignalSource,
)
from ciao.outreach.forms.asked import (
    STORY_HELP,
    AntennaField,
    MandateField,
    WithColleagues,
    phone_field,
    safe_field,
    suggest,
    words,
)
from ciao.outreach.models import Antenna
from ciao.partners.models import Organization
from ciao.people.forms import LANGUAGES
from ciao.programmes.models import ProgrammeArea
from ciao.territories.forms import ComuneField, SuggestInput


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
        offer(self, "area", areas)
        offer(self, "organization", bodies)


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
        offer(self, "antenna", antennas)

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
