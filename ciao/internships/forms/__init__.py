"""What is asked about an internship: opening it, its training project, its pauses, the days of a month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from ciao.access.pages import Once
from ciao.core.formats import DAYS, date_field, date_text, hours
from ciao.core.forms import DateField, MoneyField, PlainForm, offer
from ciao.hosts.models import Host, Vacancy
from ciao.internships.enums import DayKind, InternshipKind, PauseReason
from ciao.internships.forms.pack import paper
from ciao.internships.kinds import KINDS as RULES
from ciao.internships.models import Agreement, RegisterDay
from ciao.internships.rules import Day
from ciao.outreach.forms import MandateField, WithColleagues
from ciao.partners.models import Organization
from ciao.plans.models import Support
from ciao.programmes.models import Activity

LONG = 2000
HOURS_ERROR = "Scrivi le ore così: 5 oppure 3,5 oppure 3:30"
_CLOCKED = re.compile(r"(\d{1,3}):([0-5]\d)")
EQF = [("", "da scrivere"), *[(str(one), f"livello {one}") for one in range(1, 9)]]
KINDS = [
    ("", "da scrivere"), (DayKind.PRESENT, "presente"), (DayKind.ABSENT, "assente"),
    (DayKind.EXCUSED, "giustificata"), (DayKind.OFF, "giorno libero"),
]  # fmt: skip


PARTS = ("kind", "hours", "note")
DayLine = tuple[date, str, Sequence[BoundField]]


class HoursField(forms.CharField):
    """Hours as people write them: 5, 3,5, 3:30; kept as decimal hours to the hundredth."""

    is_short = True

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        """The hours read, or None when nothing was written."""
        if value in self.empty_values or isinstance(value, Decimal):
            return None if value in self.empty_values else value
        text = str(value).strip().removesuffix("h").strip()
        if clocked := _CLOCKED.fullmatch(text):
            return (int(clocked[1]) + Decimal(clocked[2]) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        try:
            number = Decimal(text.replace(",", "."))
        except InvalidOperation:
            raise forms.ValidationError(HOURS_ERROR) from None
        if not number.is_finite() or not 0 <= number < 100000:
            raise forms.ValidationError(HOURS_ERROR)
        return number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)

    def prepare_value(self, value: Any) -> Any:
        """How known hours are written in the box: 5, 3,5."""
        if not isinstance(value, Decimal):
            return value
        return f"{value.normalize():f}".replace(".", ",")


class LevelField(forms.TypedChoiceField):
    """A level of the European framework, from 1 to 8, or not written yet."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)


class SupportField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A support of the plan in force, in its own words."""

    def label_from_instance(self, obj: Any) -> str:
        """«tirocinio: cucina, 120 h»."""
        return str(obj.sentence)


class AgreementField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An agreement, by host, number and last day."""

    def label_from_instance(self, obj: Any) -> str:
        """«Cucina Aperta, n. 2026/014, fino al 31.08.2027»."""
        return f"{obj.host.organization}, n. {obj.number}, fino al {date_field(obj.ends_on)}"


class HostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A host, by the body's name."""

    def label_from_instance(self, obj: Any) -> str:
        """«Cucina Aperta»."""
        return str(obj.organization)


class VacancyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place, by host and what is done there."""

    def label_from_instance(self, obj: Any) -> str:
        """«Cucina Aperta: aiuto cucina»."""
        return f"{obj.host.organization}: {obj.title}"


class OpenForm(WithColleagues, Once):
    """An internship to prepare."""

    kind = forms.ChoiceField(
        label="Tipo",
        choices=InternshipKind.choices,
        widget=forms.RadioSelect,
    )
    support = SupportField(
        label="Sostegno del progetto personalizzato", queryset=Support.objects.none(), required=False,
        empty_label="Nessuno",
    )  # fmt: skip
    activity = forms.ModelChoiceField(
        label="Attività del progetto", queryset=Activity.objects.none(), empty_label="Scegli l’attività"
    )
    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al")
    promoter = forms.ModelChoiceField(
        label="Soggetto promotore", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    payer = forms.ModelChoiceField(
        label="Chi paga l’indennità", queryset=Organization.objects.none(), empty_label="Scegli l’ente",
        help_text="La sua amministrazione leggerà gli importi, non il nome né il registro.",
    )  # fmt: skip
    tutor = MandateField(label="Tutor del promotore", help_text="Chi conferma i mesi. Deve essere nell’équipe.")

    groups = [
        ("Che tirocinio è", ["kind", "support", "activity", "starts_on", "ends_on"]),
        ("Chi lo segue", ["promoter", "payer", "tutor"]),
    ]

    def __init__(
        self, *args: Any, supports: QuerySet[Support], activities: QuerySet[Activity],
        bodies: QuerySet[Organization], has_care: bool = False, **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        kinds = [one for one in RULES if has_care or "care" not in one.pack]
        kinds.sort(key=lambda one: InternshipKind.values.index(one.code))
        offer(self, "kind", [(one.code, f"{one.label}: {one.about[:1].lower()}{one.about[1:]}") for one in kinds])
        offer_all(self, support=supports, activity=activities, promoter=bodies, payer=bodies)


class TutorForm(WithColleagues):
    """Who follows the internship from now on."""

    tutor = MandateField(label="Tutor del promotore")


class AgreementForm(Once):
    """The convenzione between promoter and host."""

    host = HostField(label="Ente ospitante", queryset=Host.objects.none(), empty_label="Scegli l’ente ospitante")
    promoter = forms.ModelChoiceField(
        label="Soggetto promotore", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    number = forms.CharField(label="Numero", max_length=40, help_text="per esempio 2026/014")
    signed_on = DateField(
        label="Firmata il", required=False, help_text="Lascia vuoto se è da firmare: prepari il documento da qui."
    )
    starts_on = DateField(label="Vale dal")
    ends_on = DateField(label="Al")
    upload = paper("Copia firmata", required=False)

    def __init__(self, *args: Any, hosts: QuerySet[Host], bodies: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        offer_all(self, host=hosts, promoter=bodies)


class TrainingForm(PlainForm):
    """The training project, in the order one talks about it; what is not known yet may come later."""

    host = HostField(label="Ente ospitante", queryset=Host.objects.none(), empty_label="Scegli l’ente ospitante")
    vacancy = VacancyField(label="Posto", queryset=Vacancy.objects.none(), required=False, empty_label="Nessuno")
    agreement = AgreementField(
        label="Convenzione", queryset=Agreement.objects.none(), required=False, empty_label="Non c’è ancora"
    )
    place = forms.CharField(label="Dove si svolge", max_length=200, required=False)
    host_tutor = forms.CharField(label="Tutor dell’ente ospitante", max_length=120, required=False)
    tasks = forms.CharField(
        label="Che cosa fa", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    goals = forms.CharField(
        label="Obiettivi", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    skills = forms.CharField(
        label="Che cosa impara", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Le competenze, come nel quadro regionale degli standard professionali.",
    )  # fmt: skip
    eqf_low = LevelField(label="Livello più basso delle competenze (quadro europeo)", choices=EQF, required=False)
    eqf_high = LevelField(label="Livello più alto delle competenze", choices=EQF, required=False)
    motive = forms.CharField(
        label="Perché si attiva", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Solo per l’inclusione sociale: lo chiede l’accordo del 22.01.2015.",
    )  # fmt: skip
    full_amount = MoneyField(label="Indennità piena al mese", help_text="in euro, lorda, per esempio 500,00")
    total_hours = HoursField(
        label="Ore in tutto", required=False, help_text="Se lo lasci vuoto le contiamo da orario e date."
    )
    inail_number = forms.CharField(label="Assicurazione infortuni, posizione INAIL", max_length=40, required=False)
    liability_policy = forms.CharField(label="Polizza di responsabilità civile", max_length=80, required=False)
    cob_number = forms.CharField(
        label="Comunicazione obbligatoria, numero COB", max_length=40, required=False,
        help_text="La fa l’ente ospitante prima dell’inizio.",
    )  # fmt: skip
    cob_on = DateField(label="Comunicata il", required=False)

    groups = [
        ("Dove", ["host", "vacancy", "agreement", "place", "host_tutor"]),
        ("Che cosa", ["tasks", "goals", "skills", "eqf_low", "eqf_high", "motive"]),
        ("Orario, ore al giorno", [f"day_{one}" for one in range(7)]),
        ("Ore e indennità", ["total_hours", "full_amount"]),
        ("Assicurazioni e comunicazione", ["inail_number", "liability_policy", "cob_number", "cob_on"]),
    ]

    def __init__(
        self, *args: Any, hosts: QuerySet[Host], vacancies: QuerySet[Vacancy], agreements: QuerySet[Agreement],
        **options: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        offer_all(self, host=hosts, vacancy=vacancies, agreement=agreements)

    def daily(self) -> list[Decimal]:
        """The seven days of the schedule; an empty box is a day without hours."""
        return [self.cleaned_data.get(f"day_{one}") or Decimal(0) for one in range(7)]

    def clean(self) -> dict[str, Any]:
        """At least one day has hours, and none more than a day has."""
        typed: dict[str, Any] = super().clean() or {}
        found = [typed.get(f"day_{one}") or Decimal(0) for one in range(7)]
        if not any(found) and not any(f"day_{one}" in self.errors for one in range(7)):
            self.add_error("day_0", "Scrivi le ore di almeno un giorno della settimana")
        for one, given in enumerate(found):
            if given > 24:
                self.add_error(f"day_{one}", "Le ore di un giorno vanno da 0 a 24")
        return typed

    def parts(self) -> dict[str, Any]:
        """What the action wants, the days as one schedule."""
        typed = {name: value for name, value in self.cleaned_data.items() if not name.startswith("day_")}
        return {**typed, "daily_hours": self.daily()}


for _number, _name in enumerate(DAYS):
    TrainingForm.base_fields[f"day_{_number}"] = HoursField(label=_name.capitalize(), required=False)


class OnForm(PlainForm):
    """A day only."""

    on = DateField(label="Il")


class ReasonedForm(OnForm):
    """A day and why."""

    reason = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))


class PauseForm(PlainForm):
    """Days in which the internship stands still."""

    reason = forms.ChoiceField(label="Motivo", choices=PauseReason.choices, widget=forms.RadioSelect)
    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al", help_text="Compreso. gg.mm.aaaa, per esempio 02.11.2026")


class ConfirmForm(forms.Form):
    """Nothing to ask: only whether."""


class DaysForm(PlainForm):
    """A month in one form: three boxes a day. The schedule is said beside each day and never filled in.

    «presente» with the hours left empty takes the schedule's; hours alone mean a presence.
    """

    def __init__(
        self, *args: Any, days: Mapping[date, Decimal], rows: Mapping[date, RegisterDay], **options: Any
    ) -> None:
        self.days, self.rows = days, rows
        super().__init__(*args, **options)
        for day in days:
            row, name = rows.get(day), date_text(day)
            self.fields[f"{day.day}_kind"] = forms.ChoiceField(
                label=f"Com’è andata, {name}", choices=KINDS, required=False, initial=row.kind if row else ""
            )
            self.fields[f"{day.day}_hours"] = HoursField(
                label=f"Ore, {name}", required=False, initial=row.worked_hours if row and row.worked_hours else None
            )
            self.fields[f"{day.day}_note"] = forms.CharField(
                label=f"Nota, {name}", max_length=400, required=False, initial=row.note if row else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def scheduled(self) -> list[DayLine]:
        """The days one looks for: of the schedule, already written, or to correct."""
        return [self._line(day) for day in self.days if self._is_in_sight(day)]

    def others(self) -> list[DayLine]:
        """The days out of the schedule on which nothing is written: folded."""
        return [self._line(day) for day in self.days if not self._is_in_sight(day)]

    def _is_in_sight(self, day: date) -> bool:
        typed = any(self[f"{day.day}_{part}"].value() or f"{day.day}_{part}" in self.errors for part in PARTS)
        return bool(self.days[day]) or day in self.rows or typed

    def _line(self, day: date) -> DayLine:
        """A day with its suggestion and its three boxes."""
        words = f"previste {hours(self.days[day])}" if self.days[day] else "fuori orario"
        return day, words, [self[f"{day.day}_{part}"] for part in PARTS]

    def clean(self) -> dict[str, Any]:
        """Each day says one thing: what it was, or nothing at all."""
        typed: dict[str, Any] = super().clean() or {}
        for day, planned in self.days.items():
            kind, given, note = self._typed(day)
            if kind in ("", DayKind.PRESENT) and (kind or given) and not given and not planned:
                self.add_error(f"{day.day}_hours", f"{date_text(day).capitalize()}: scrivi le ore")
            if kind not in ("", DayKind.PRESENT) and given:
                self.add_error(f"{day.day}_hours", f"{date_text(day).capitalize()}: chi è assente non ha ore")
            if note and not kind and not given:
                self.add_error(f"{day.day}_kind", f"{date_text(day).capitalize()}: scegli com’è andata")
        return typed

    def written(self, *, rest: bool = False) -> dict[date, Day]:
        """The days that say something; one emptied of what it said becomes a free day.

        With `rest`, a day of the schedule that says nothing yet was a presence.
        """
        found: dict[date, Day] = {}
        for day, planned in self.days.items():
            kind, given, note = self._typed(day)
            if kind or given:
                kind = kind or DayKind.PRESENT
                found[day] = Day(kind, (given or planned) if kind == DayKind.PRESENT else Decimal(0), note)
            elif day in self.rows:
                found[day] = Day(DayKind.OFF)
            elif rest and planned:
                found[day] = Day(DayKind.PRESENT, planned)
        return found

    def _typed(self, day: date) -> tuple[str, Decimal | None, str]:
        typed = self.cleaned_data
        return (
            typed.get(f"{day.day}_kind") or "", typed.get(f"{day.day}_hours"), typed.get(f"{day.day}_note") or "",
        )  # fmt: skip


def offer_all(form: PlainForm, **querysets: QuerySet[Any]) -> None:
    """What each choice may be, as the reader may see it."""
    for name, rows in querysets.items():
        offer(form, name, rows)
