"""What is asked of the team about events, proposals, the table, offers and satisfaction."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.community.enums import Channel, CountedHow, OfferKind, Photos, ProposalKind, ProposalSource
from ciao.community.models import Event
from ciao.community.rules import read_seats
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, TimeField, offer
from ciao.partners.models import Organization
from ciao.programmes.models import Activity
from ciao.services.models import Edition, Session
from ciao.territories.forms import ComuneField


def words(label: str, rows: int = 3, limit: int = 2000, **options: Any) -> forms.CharField:
    """Free words on some lines, never compulsory unless said."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, max_length=limit, **{"required": False, **options})


class EditionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An edition, by the name everybody calls it."""

    def label_from_instance(self, obj: Any) -> str:
        """«Teatro di quartiere, edizione 2»."""
        return str(obj.title)


class SessionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A meeting, by its edition and its day."""

    def label_from_instance(self, obj: Any) -> str:
        """«Teatro di quartiere, edizione 2: incontro 7»."""
        return f"{obj.edition.title}: incontro {obj.number}"


class EventField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An event, by title and day."""

    def label_from_instance(self, obj: Any) -> str:
        """«Festa dell’orto, sabato 12 dicembre»."""
        return f"{obj.title}, {obj.when}"


def edition_field(label: str = "Edizione") -> EditionField:
    """Filled by `place` with the editions one may see."""
    return EditionField(label=label, queryset=Edition.objects.none(), required=False, empty_label="Nessuna")


def event_field(label: str = "Evento") -> EventField:
    """Filled by `place` with the events one may see."""
    return EventField(label=label, queryset=Event.objects.none(), required=False, empty_label="Nessuno")


class EventForm(Once):
    """What is told to everybody."""

    title = forms.CharField(label="Titolo", max_length=160)
    about = words("Di che cosa si tratta", 4, required=True, help_text="Come lo diresti a chi passa per strada.")
    day = DateField(label="Giorno")
    starts = TimeField(label="Dalle")
    ends = TimeField(label="Alle")
    place = forms.CharField(label="Dove", max_length=160, help_text="Indirizzo, e come si riconosce.")
    municipality = ComuneField(label="Comune", required=False)
    access = forms.CharField(
        label="Come ci si arriva e si entra", required=False, max_length=300,
        help_text="Autobus, gradini, bagno accessibile, spazio per passeggini.",
    )  # fmt: skip
    languages = forms.CharField(
        label="Lingue", required=False, max_length=120, help_text="In quali lingue si parla o si traduce."
    )
    organization = forms.ModelChoiceField(label="Chi organizza", queryset=Organization.objects.none())
    activity = forms.ModelChoiceField(label="Attività", queryset=Activity.objects.none())
    is_bookable = forms.BooleanField(label="Ci si prenota", required=False, initial=True)
    capacity = forms.IntegerField(
        label="Posti", required=False, min_value=1, max_value=5000, help_text="Vuoto: nessun limite."
    )
    edition = edition_field("Nasce dal laboratorio")
    session = SessionField(label="È l’incontro", queryset=Session.objects.none(), required=False, empty_label="Nessuno")

    groups = [
        ("Che cosa", ["title", "about", "languages"]),
        ("Quando e dove", ["day", "starts", "ends", "place", "municipality", "access"]),
        ("Chi", ["organization", "activity", "edition", "session"]),
        ("I posti", ["is_bookable", "capacity"]),
    ]

    def facts(self) -> dict[str, Any]:
        """What was typed, as an event keeps it."""
        typed = dict(self.cleaned_data)
        day = typed.pop("day")
        starts, ends = (_moment(day, typed.pop(name)) for name in ("starts", "ends"))
        return {**typed, "starts_at": starts, "ends_at": ends, "session": typed.get("session")}


class HeadsForm(PlainForm):
    """How many came, counted by head."""

    adults_count = forms.IntegerField(label="Adulti", min_value=0, max_value=5000)
    children_count = forms.IntegerField(label="Bambini e ragazzi", min_value=0, max_value=5000)
    women_count = forms.IntegerField(
        label="Di cui donne e ragazze",
        min_value=0,
        max_value=9999,
        required=False,
        help_text="Solo se l’avete contato.",
    )
    counted_how = forms.ChoiceField(label="Come li avete contati", choices=CountedHow.choices, widget=forms.RadioSelect)


class StaffBookingForm(Once):
    """Somebody who calls, or who is at the door."""

    name = forms.CharField(
        label="Nome o soprannome", max_length=80,
        help_text="Un soprannome basta. Non dire mai qui se una persona è seguita.",
    )  # fmt: skip
    people_count = forms.IntegerField(label="Quante persone", min_value=1, max_value=20, initial=1)
    channel = forms.ChoiceField(
        label="Come", choices=[one for one in Channel.choices if one[0] != Channel.ONLINE], widget=forms.RadioSelect
    )
    photos = forms.ChoiceField(label="Va bene una foto?", choices=Photos.choices, widget=forms.RadioSelect)
    needs = words("Che cosa serve per venire", 2, 600)
    phone = forms.CharField(label="Telefono", required=False, max_length=40)


class ReasonForm(PlainForm):
    """A change that needs its reason."""

    reason = words("Motivo", required=True, limit=1000)


class StaffProposalForm(Once):
    """An idea heard by voice; a person helped is never named."""

    kind = forms.ChoiceField(label="Che cosa", choices=ProposalKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="In breve", max_length=120)
    idea = words("L’idea", 4, required=True)
    for_whom = forms.CharField(label="Per chi", required=False, max_length=300)
    gives = words("Che cosa mette chi propone", 2, 600)
    source = forms.ChoiceField(
        label="Da chi viene", choices=ProposalSource.choices, widget=forms.RadioSelect,
        help_text="Di una persona seguita non scrivere né nome né recapito.",
    )  # fmt: skip
    body = forms.CharField(label="Ente o associazione", required=False, max_length=160)
    name = forms.CharField(label="Nome", required=False, max_length=80)
    contact = forms.CharField(label="Telefono o e-mail", required=False, max_length=120)
    received_on = DateField(label="Arrivata il")

    def clean(self) -> dict[str, Any]:
        """A person helped leaves no name here."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("source") == ProposalSource.PERSON and (typed.get("name") or typed.get("contact")):
            self.add_error("name", "Togli nome e recapito: chi propone è una persona seguita")
        return typed


class DiscussForm(PlainForm):
    """When it was talked about, and what was said."""

    on = DateField(label="Quando")
    note = words("Che cosa si è detto")


class AnswerForm(PlainForm):
    """A decision, in words that who proposed will read."""

    on = DateField(label="Quando")
    answer = words(
        "Risposta per chi ha proposto", required=True, help_text="Gentile e concreta: la leggerà così com’è."
    )


class AcceptForm(AnswerForm):
    """Accepted, and perhaps already something."""

    event = event_field("È diventata l’evento")
    edition = edition_field("È diventata l’edizione")


class UseForm(PlainForm):
    """One event or one edition."""

    event = event_field()
    edition = edition_field()


class DayForm(PlainForm):
    """A change that only needs its day."""

    on = DateField(label="Quando")


class DesignForm(Once):
    """The table met: who, on what, and what it gave shape to."""

    title = forms.CharField(label="Di che cosa si è parlato", max_length=160)
    on = DateField(label="Quando")
    seats = words(
        "Chi c’era",
        4,
        2000,
        required=True,
        help_text="Un ruolo o un ente per riga, anche con il numero: «3 madri del corso».",
    )
    edition = edition_field("Ha dato forma all’edizione")
    event = event_field("Ha dato forma all’evento")

    def clean_seats(self) -> Any:
        """Lines become seats."""
        return read_seats(self.cleaned_data["seats"])


class ChoiceForm(Once):
    """One choice of the table."""

    question = forms.CharField(label="La domanda", max_length=200)
    options = words("Le strade considerate", 3, required=True, help_text="Una per riga.")
    chosen = forms.CharField(label="La scelta", max_length=300)
    why = words("Perché", 3, required=True)
    before = forms.CharField(label="Com’era prima", required=False, max_length=300)
    after = forms.CharField(label="Che cosa cambia", required=False, max_length=300)


class StaffOfferForm(Once):
    """Something offered by voice."""

    kind = forms.ChoiceField(label="Che cosa", choices=OfferKind.choices, widget=forms.RadioSelect)
    what = words("In parole", 3, required=True)
    where = forms.CharField(label="Dove", required=False, max_length=160)
    when = forms.CharField(label="Quando", required=False, max_length=160)
    expires_on = DateField(label="Vale fino al", required=False)
    name = forms.CharField(label="Nome", required=False, max_length=80)
    contact = forms.CharField(label="Telefono o e-mail", required=False, max_length=120)


class SurveyOpenForm(Once):
    """Of what one asks, and one more question."""

    event = event_field()
    edition = edition_field()
    question = forms.CharField(
        label="Una domanda in più", required=False, max_length=200,
        help_text="Si risponde con parole proprie. Le altre cinque domande ci sono già, in sette lingue.",
    )  # fmt: skip


def place(form: forms.BaseForm, **choices: QuerySet[Any]) -> None:
    """What the reader's programme has, for the fields the form asks."""
    for name, found in choices.items():
        if name in form.fields:
            offer(form, name, found)


def _moment(day: Any, hour: Any) -> datetime:
    return datetime.combine(day, hour or time(0), tzinfo=clock.ROME)
