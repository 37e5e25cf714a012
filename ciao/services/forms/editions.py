"""What is asked about services, editions, meetings and enrolments."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core import clock
from ciao.core.formats import DAYS, plural
from ciao.core.forms import DateField, PlainForm, TimeField, offer, parse_date
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.outreach.forms import MandateField
from ciao.partners.models import Organization
from ciao.programmes.models import Activity, Mandate
from ciao.services import kinds
from ciao.services.enums import Modality, Presence, StaffRole, Theme
from ciao.services.models import Attendance, Room, Session
from ciao.services.rules import Mark, entry_of, hours_from, seen_as
from ciao.territories.forms import ComuneField

SHORT, LONG = 120, 4_000


class ServiceForm(Once):
    """An entry of the catalogue."""

    title = forms.CharField(label="Titolo", max_length=160, help_text="Come lo chiamano tutti: Cucina e HACCP.")
    kind = forms.ChoiceField(label="Tipo", choices=kinds.choices, widget=forms.RadioSelect)
    activity = forms.ModelChoiceField(
        label="Attività del progetto", queryset=Activity.objects.none(), empty_label="Scegli l’attività"
    )
    organization = forms.ModelChoiceField(
        label="Chi lo realizza", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    planned_hours = forms.DecimalField(
        label="Ore previste", required=False, min_value=0, max_digits=6, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    modality = forms.ChoiceField(label="Come si fa", choices=Modality.choices, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Temi", required=False, choices=Theme.choices, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label="Di che cosa si tratta", required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )

    groups = [
        ("Che cosa è", ["title", "kind", "about"]),
        ("Dove sta nel progetto", ["activity", "organization", "planned_hours"]),
        ("Come e di che cosa", ["modality", "themes"]),
    ]

    def __init__(self, *args: Any, activities: Any, bodies: Any, keeps_kind: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if keeps_kind:
            del self.fields["kind"]
        offer(self, "activity", activities)
        offer(self, "organization", bodies)


class EditionForm(Once):
    """One time a service is given."""

    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al")
    place = forms.CharField(label="Dove", required=False, max_length=SHORT)
    municipality = ComuneField(label="Comune", required=False)
    capacity = forms.IntegerField(label="Posti", required=False, min_value=1, max_value=1000)

    groups = [
        ("Quando", ["starts_on", "ends_on"]),
        ("Dove e per quanti", ["place", "municipality", "capacity"]),
    ]


class RoomField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A room of the programme."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label="Stanza", queryset=Room.objects.none(), empty_label="Nessuna", **options)

    def label_from_instance(self, obj: Any) -> str:
        """«Aula 2, Rozzano · 14 posti»."""
        return f"{obj} · {plural(obj.seats, 'posto', 'posti')}" if obj.seats else str(obj)


class RemoteLinkField(forms.URLField):
    """Where one connects from afar."""

    def __init__(self) -> None:
        super().__init__(
            label="Collegamento a distanza", required=False, max_length=300, assume_scheme="https",
            help_text="Lo vede chi conduce e chi segue le persone iscritte. Non esce mai su pagine pubbliche.",
            error_messages={"invalid": "Scrivi l’indirizzo intero, per esempio https://…"},
        )  # fmt: skip


class _WithTrainer(PlainForm):
    """A form whose trainers are those of the edition, and whose rooms are those in use."""

    def __init__(self, *args: Any, mandates: Sequence[Mandate], rooms: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "room", Room.objects.none() if rooms is None else rooms)
        offered = Mandate.objects.filter(id__in=[one.id for one in mandates])
        offer(self, "trainer", offered.select_related("user", "organization"))


class SessionForm(_WithTrainer, Once):
    """One meeting."""

    day = DateField(label="Giorno")
    from_time = TimeField(label="Dalle")
    to_time = TimeField(label="Alle")
    trainer = MandateField(label="Chi conduce", required=False)
    room = RoomField(required=False)
    place = forms.CharField(label="Dove", required=False, max_length=SHORT, help_text="Se non è il solito posto.")
    remote_link = RemoteLinkField()
    topic = forms.CharField(label="Argomento", required=False, max_length=SHORT)

    def parts(self) -> dict[str, Any]:
        """Day and hours as instants in Italian time."""
        typed = dict(self.cleaned_data)
        day = typed.pop("day")
        for name, hour in (("starts_at", typed.pop("from_time")), ("ends_at", typed.pop("to_time"))):
            typed[name] = datetime.combine(day, hour, tzinfo=clock.ROME)
        return typed


class PlanSessionsForm(_WithTrainer):
    """The same meeting every week."""

    weekdays = forms.TypedMultipleChoiceField(
        label="Giorni della settimana", choices=[(number, name) for number, name in enumerate(DAYS)], coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    from_time = TimeField(label="Dalle")
    to_time = TimeField(label="Alle")
    first = DateField(label="Dal")
    last = DateField(label="Al")
    every_weeks = forms.TypedChoiceField(
        label="Ogni quanto", coerce=int, choices=[(1, "ogni settimana"), (2, "ogni due settimane"),
                                                  (3, "ogni tre settimane"), (4, "ogni quattro settimane")],
    )  # fmt: skip
    count = forms.IntegerField(
        label="Quanti incontri", required=False, min_value=1, max_value=200,
        help_text="Se lo lasci vuoto, tutti quelli che stanno tra le due date.",
    )  # fmt: skip
    weeks_off = forms.CharField(
        label="Settimane senza incontri", required=False, max_length=400,
        help_text="Scrivi un giorno di ogni settimana da saltare: 21.12.2026, 28.12.2026.",
    )  # fmt: skip
    trainer = MandateField(label="Chi conduce", required=False)
    room = RoomField(required=False)
    place = forms.CharField(label="Dove", required=False, max_length=SHORT, help_text="Se non è il solito posto.")
    remote_link = RemoteLinkField()

    groups = [
        ("Quando", ["weekdays", "from_time", "to_time", "first", "last"]),
        ("Quanti e quali saltare", ["every_weeks", "count", "weeks_off"]),
        ("Con chi e dove", ["trainer", "room", "place", "remote_link"]),
    ]

    def clean_weeks_off(self) -> list[date]:
        """The days typed, in any of the ways a date may be written."""
        found = []
        for word in re.split(r"[,;\s]+", self.cleaned_data["weeks_off"].strip()):
            try:
                found += [parse_date(word)] if word else []
            except ValueError:
                raise forms.ValidationError(f"«{word}» non è una data: scrivila così, 21.12.2026") from None
        return found


class StaffForm(PlainForm):
    """Who leads an edition."""

    mandate = MandateField(label="Chi")
    role = forms.ChoiceField(label="Come", choices=StaffRole.choices, widget=forms.RadioSelect)
    starts_on = DateField(label="Dal")

    def __init__(self, *args: Any, mandates: Sequence[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = Mandate.objects.filter(id__in=[one.id for one in mandates])
        offer(self, "mandate", offered.select_related("user", "organization"))


class AttendanceForm(PlainForm):
    """The register of one meeting: four answers for each person, and a hidden word on what was there when it opened.

    So two people may write the same register: what one did not touch is left alone, what both changed is asked.
    """

    others_count = forms.IntegerField(
        label="Altre persone presenti", required=False, min_value=0, max_value=500,
        help_text="Chi c’era senza essere nell’elenco: solo quante.",
    )  # fmt: skip

    def __init__(self, *args: Any, session: Session, lines: Sequence[RollLine], **options: Any) -> None:
        self.session, self.lines = session, lines
        super().__init__(*args, **options)
        self.initial["others_count"] = session.others_count
        for line in lines:
            self._add(line)

    def rows(self) -> Iterator[tuple[RollLine, dict[str, forms.BoundField]]]:
        """Each person with their fields."""
        for line in self.lines:
            yield line, {part: self[f"{part}_{line.key}"] for part in ("p", "e", "n", "s")}

    def clean(self) -> dict[str, Any]:
        """Who came late has an hour; what somebody else saved meanwhile is shown before it is replaced."""
        typed: dict[str, Any] = super().clean() or {}
        for line in self.lines:
            self._check(line, typed)
        return typed

    def marks(self, *, rest: bool = False) -> dict[uuid.UUID, Mark]:
        """What is to be written; with `rest`, whoever has no answer was present."""
        found = {}
        for line in self.lines:
            presence = self.cleaned_data.get(f"p_{line.key}") or ("" if line.kept or not rest else Presence.PRESENT)
            if presence and (self._is_changed(line) or line.kept is None):
                found[line.enrolment_id] = self._mark(line, presence)
        return found

    def differences(self) -> list[tuple[str, str, str]]:
        """Who was answered otherwise than what is written now: name, what was sent, what is written."""
        labels = dict(Presence.choices)
        found = []
        for line in self.lines:
            sent, kept = self.data.get(f"p_{line.key}", ""), line.kept.presence if line.kept else ""
            if sent in labels and sent != kept:
                found.append((line.name, str(labels[sent]), str(labels.get(kept, "–"))))
        return found

    def _add(self, line: RollLine) -> None:
        kept = line.kept
        self.fields[f"p_{line.key}"] = forms.ChoiceField(label=line.name, choices=Presence.choices, required=False)
        self.fields[f"e_{line.key}"] = TimeField(label="Entra alle", required=False, help_text="")
        self.fields[f"n_{line.key}"] = forms.CharField(label="Perché", required=False, max_length=400)
        self.fields[f"s_{line.key}"] = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
        self.initial[f"p_{line.key}"] = kept.presence if kept else line.proposed
        self.initial[f"e_{line.key}"] = line.entry
        self.initial[f"n_{line.key}"] = kept.note if kept else ""
        self.initial[f"s_{line.key}"] = line.seen

    def _check(self, line: RollLine, typed: dict[str, Any]) -> None:
        presence, entry = typed.get(f"p_{line.key}"), typed.get(f"e_{line.key}")
        if presence == Presence.LATE and f"e_{line.key}" in typed:
            if entry is None:
                self.add_error(f"e_{line.key}", f"Scrivi a che ora è entrata questa persona: {line.name}")
            elif hours_from(entry, self.session.starts_at, self.session.ends_at) is None:
                self.add_error(f"e_{line.key}", f"Scrivi un’ora dell’incontro per {line.name}")
        if line.kept and self._is_changed(line) and typed.get(f"s_{line.key}") not in (line.seen, self._typed(line)):
            who = line.kept.recorded_by_label.split(",")[0]
            said = line.kept.get_presence_display()
            self.add_error(f"p_{line.key}", f"{line.name}: {who} ha segnato «{said}» mentre scrivevi. Salva di nuovo.")
            again: Any = self.data.copy()  # type: ignore[attr-defined]
            again[f"s_{line.key}"] = line.seen
            self.data = again

    def _is_changed(self, line: RollLine) -> bool:
        return self._typed(line) != self.cleaned_data.get(f"s_{line.key}")

    def _typed(self, line: RollLine) -> str:
        typed = self.cleaned_data
        return seen_as(typed.get(f"p_{line.key}") or "", typed.get(f"e_{line.key}"), typed.get(f"n_{line.key}") or "")

    def _mark(self, line: RollLine, presence: str) -> Mark:
        entry = self.cleaned_data.get(f"e_{line.key}")
        hours = hours_from(entry, self.session.starts_at, self.session.ends_at) if entry else None
        note = self.cleaned_data.get(f"n_{line.key}") or ""
        return Mark(presence, hours if presence == Presence.LATE else None, note)


class ScanForm(PlainForm):
    """A sheet that comes back signed."""

    scan = UploadField(label="Foglio", kinds=(FileKind.PDF, FileKind.JPG, FileKind.PNG), help_text="PDF, JPG o PNG.")


class DoorForm(PlainForm):
    """The code of a card, as a reader types it."""

    code = forms.CharField(
        label="Codice del cartellino", max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip


@dataclass(frozen=True)
class RollLine:
    """One person on the register: what is kept of them, and how many absences they come from."""

    enrolment_id: uuid.UUID
    name: str
    note: str
    kept: Attendance | None
    absences_before: int
    ends_at: datetime
    limit: int
    proposed: str = ""  # what a sheet of paper seems to say, where nothing is written yet

    @property
    def key(self) -> str:
        """What their fields end with."""
        return self.enrolment_id.hex

    @property
    def entry(self) -> time | None:
        """When they came in, if late."""
        late = self.kept is not None and self.kept.presence == Presence.LATE
        return entry_of(self.kept.attended_hours, self.ends_at) if late and self.kept else None

    @property
    def warns(self) -> str:
        """Absences in a row, from the limit on."""
        row = self.absences_before + 1 if self.kept and self.kept.presence == Presence.ABSENT else 0
        return f"{row} assenze di fila: avvisa chi segue questa persona." if row >= self.limit else ""

    @property
    def seen(self) -> str:
        """What is kept, as one word the form carries."""
        return seen_as(self.kept.presence, self.entry, self.kept.note) if self.kept else ""
