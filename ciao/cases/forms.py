"""What is asked about a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.cases.enums import Audience, CaseRole, CloseReason, NoteKind, Repeat, SuspendReason
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, TimeField
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.outreach.actions import programme_comuni
from ciao.outreach.forms import MandateField, WithColleagues
from ciao.people.enums import ContactChannel, EducationLevel, EmploymentStatus, JobSearchDuration
from ciao.people.forms import (
    UNKNOWN_CHOICE,
    SheetForm,
    birth_field,
    employment_field,
    fiscal_code_field,
    gender_field,
    warnings_about,
)
from ciao.programmes.models import Mandate, Programme, TargetGroup
from ciao.territories.forms import ComuneField, SuggestInput
from ciao.territories.models import Country

LONG = 20_000


def suggest_comuni(form: PlainForm, programme: Programme) -> None:
    """Where a form asks where one lives, the comuni of the programme are offered first."""
    for name in ("residence", "domicile"):
        field = form.fields.get(name)
        if isinstance(field, ComuneField):
            field.suggest([one.name for one in programme_comuni(programme)])


def offer_targets(form: PlainForm, targets: QuerySet[TargetGroup]) -> None:
    """The groups one may choose from."""
    field = form.fields["target"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = targets


class OpenCaseForm(WithColleagues, Once):
    """Taking in charge: only name, gender and case manager are compulsory, the rest may come later."""

    given_name = forms.CharField(label="Nome", max_length=80, help_text="Anche uno solo, in qualsiasi alfabeto.")
    family_name = forms.CharField(label="Cognome", max_length=80, required=False)
    gender = gender_field()
    birth_date = birth_field()
    fiscal_code = fiscal_code_field()
    language = forms.CharField(label="Lingua", max_length=40, required=False, widget=SuggestInput())
    residence = ComuneField(label="Comune di residenza", required=False)
    employment = employment_field()
    phone = forms.CharField(
        label="Telefono", max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label="E-mail", required=False)
    channel = forms.ChoiceField(
        label="Come preferisce",
        choices=[UNKNOWN_CHOICE, *ContactChannel.choices],
        required=False,
    )
    hours = forms.CharField(label="In quali ore", max_length=120, required=False)
    target = forms.ModelChoiceField(
        label="Gruppo di destinatari",
        queryset=TargetGroup.objects.none(),
        required=False,
        empty_label="Da scegliere",
        help_text="Se rientra in due, scegli il principale: la persona si conta una volta sola.",
    )
    manager = MandateField(label="Case manager")
    opened_on = DateField(label="Presa in carico il")

    groups = [
        ("Chi è", ["given_name", "family_name", "gender", "birth_date", "fiscal_code", "language"]),
        ("Requisiti", ["residence", "employment", "target"]),
        ("Come sentirla", ["phone", "email", "channel", "hours"]),
        ("Chi la segue", ["manager", "opened_on"]),
    ]

    def parts(self) -> dict[str, Any]:
        """What was typed, sorted by the table each answer belongs to."""
        typed = self.cleaned_data
        return {
            "person": {name: typed[name] for name in ("given_name", "family_name", "language")},
            "identity": {
                name: typed[name] for name in ("gender", "birth_date", "fiscal_code", "residence", "employment")
            },
            "contact": {name: typed[name] for name in ("phone", "email", "channel", "hours")},
            **{name: typed[name] for name in ("target", "manager", "opened_on", "row_id")},
        }

    def amber(self) -> list[str]:
        """What disagrees, as far as it is typed; never a reason to stop."""
        typed = getattr(self, "cleaned_data", {})
        return warnings_about(typed, typed)


class NoteForm(Once):
    """A line of the diary, and who may read it."""

    kind = forms.ChoiceField(label="Che cosa è stato", choices=NoteKind.choices, initial=NoteKind.MEETING)
    text = forms.CharField(
        label="Che cosa è successo",
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text="Fatti e parole della persona; niente diagnosi.",
    )
    happened_on = DateField(label="Quando")
    audience = forms.ChoiceField(
        label="Chi legge",
        choices=Audience.choices,
        initial=Audience.TEAM,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, readers: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["audience"]
        if readers is not None and isinstance(field, forms.ChoiceField):
            field.choices = readers


class AppointmentForm(WithColleagues, Once):
    """A meeting: day, hour, with whom, where."""

    day = DateField(label="Giorno")
    hour = TimeField(label="Ora")
    minutes = forms.TypedChoiceField(
        label="Per quanto",
        choices=[(30, "30 minuti"), (45, "45 minuti"), (60, "1 ora"), (90, "1 ora e mezza"), (120, "2 ore")],
        coerce=int,
        initial=60,
    )
    starts_by = MandateField(label="Con chi")
    place = forms.CharField(label="Dove", max_length=200, required=False)
    about = forms.CharField(label="Per parlare di", max_length=400, required=False)

    def parts(self) -> dict[str, Any]:
        """Day and hour as one instant in Italian time."""
        typed = dict(self.cleaned_data)
        at = datetime.combine(typed.pop("day"), typed.pop("hour"), tzinfo=clock.ROME)
        return {**typed, "starts_at": at}


class TaskForm(WithColleagues, Once):
    """Something to do."""

    title = forms.CharField(label="Che cosa fare", max_length=200)
    due_on = DateField(label="Entro il")
    owner = MandateField(label="A chi tocca")
    repeats = forms.ChoiceField(label="Si ripete", choices=[("", "Una volta sola"), *Repeat.choices], required=False)


def count_field(label: str, help_text: str = "") -> forms.IntegerField:
    """People at home; zero is an answer."""
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"min_value": "Scrivi un numero da 0 in su", "max_value": "Scrivi un numero fino a 30"},
    )


class EntryForm(SheetForm):
    """The answers of the day of entry. It may be kept with answers that lack: they are asked before signing."""

    use_required_attribute = False
    may_wait = ("gender", "citizenship", "residence", "education", "is_studying", "employment", "search",
                "adults_count", "workers_count", "children_count")  # fmt: skip

    entered_on = DateField(label="I dati sono del")
    gender = gender_field()
    citizenship = forms.ModelChoiceField(
        label="Cittadinanza", queryset=Country.objects.filter(is_active=True), empty_label="Scegli lo Stato"
    )
    residence = ComuneField(label="Comune di residenza")
    domicile = ComuneField(label="Comune dove vive, se diverso", required=False)
    education = forms.ChoiceField(label="Titolo di studio", choices=[UNKNOWN_CHOICE, *EducationLevel.choices])
    is_studying = forms.TypedChoiceField(
        label="Studia o si forma",
        choices=[(True, "sì"), (False, "no")],
        coerce=lambda text: text == "True",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    employment = forms.ChoiceField(
        label="Lavoro quel giorno", choices=EmploymentStatus.choices, widget=forms.RadioSelect
    )
    search = forms.ChoiceField(label="Da quanto cerca lavoro", choices=[UNKNOWN_CHOICE, *JobSearchDuration.choices])
    adults_count = count_field("Adulti in casa", "compresa la persona, se ha 18 anni o più")
    workers_count = count_field("Di cui al lavoro")
    children_count = count_field("Figli a carico")

    conditional = {"search": ("employment", [EmploymentStatus.FIRST_JOB_SEEKER, EmploymentStatus.UNEMPLOYED])}
    groups = [
        ("Chi è", ["entered_on", "gender", "citizenship"]),
        ("Dove vive", ["residence", "domicile"]),
        ("Studio e lavoro quel giorno", ["education", "is_studying", "employment", "search"]),
        ("In casa", ["adults_count", "workers_count", "children_count"]),
    ]

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)

    def full_clean(self) -> None:
        """An answer that lacks is no error here, and is not called optional on the page."""
        for name in self.may_wait:
            self.fields[name].required = False
        super().full_clean()
        for name in self.may_wait:
            self.fields[name].required = True

    def clean(self) -> dict[str, Any]:
        """Who works at home is among the adults."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        adults, workers = typed.get("adults_count"), typed.get("workers_count")
        if adults is not None and workers is not None and workers > adults:
            self.add_error("workers_count", f"Gli adulti in casa sono {adults}: chi lavora è fra loro")
        return typed

    def _words(self, name: str, value: Any) -> str:
        if name == "is_studying":
            return {True: "sì", False: "no"}.get(value, "")
        return str(value) if isinstance(value, int) else super()._words(name, value)


class IdentityCopyForm(PlainForm):
    """The copy of an identity document."""

    upload = UploadField(label="Copia del documento", kinds=(FileKind.PDF, FileKind.JPG, FileKind.PNG, FileKind.WEBP))


class SuspendForm(PlainForm):
    """A pause, with its reason and the day to look at it again."""

    reason = forms.ChoiceField(label="Motivo", choices=[("", "Scegli il motivo"), *SuspendReason.choices])
    note = forms.CharField(
        label="Che cosa è successo", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = DateField(label="Dal")
    review_on = DateField(label="Da rivedere il", required=False)


class CloseForm(PlainForm):
    """How the path ended."""

    reason = forms.ChoiceField(
        label="Perché si conclude",
        choices=[
            ("", "Scegli il motivo"),
            *(one for one in CloseReason.choices if one[0] != CloseReason.OPENED_BY_MISTAKE),
        ],
    )
    note = forms.CharField(
        label="In poche parole", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = DateField(label="Concluso il")


class ReasonForm(PlainForm):
    """A correction, with its reason."""

    note = forms.CharField(label="Motivo", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    on = DateField(label="Quando")


class DayForm(PlainForm):
    """A step that only needs its day."""

    on = DateField(label="Quando")


class PhaseForm(PlainForm):
    """Forward one phase, or back with a reason."""

    verb = forms.ChoiceField(label="Passaggio", widget=forms.RadioSelect)
    note = forms.CharField(
        label="Motivo",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Serve solo per tornare indietro.",
    )
    on = DateField(label="Quando")

    def __init__(self, *args: Any, moves: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"] = forms.ChoiceField(
            label="Passaggio", widget=forms.RadioSelect, choices=moves, initial=moves[0][0] if moves else None
        )
        self.order_fields(["verb", "note", "on"])


class TargetForm(PlainForm):
    """The main group."""

    target = forms.ModelChoiceField(
        label="Gruppo di destinatari",
        queryset=TargetGroup.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )


class WorkerForm(WithColleagues):
    """Someone joins the team."""

    mandate = MandateField(label="Chi")
    role = forms.ChoiceField(
        label="Che cosa fa nell’équipe",
        choices=[
            ("", "Quello che dice il suo ruolo"),
            *(one for one in CaseRole.choices if one[0] != CaseRole.CASE_MANAGER),
        ],
        required=False,
    )
    starts_on = DateField(label="Dal")

    def clean(self) -> dict[str, Any]:
        """Where nothing is chosen, the role of the mandate says it."""
        typed: dict[str, Any] = super().clean() or {}
        mandate = typed.get("mandate")
        if mandate and not typed.get("role"):
            typed["role"] = mandate.role if mandate.role in CaseRole.values else ""
            if not typed["role"]:
                self.add_error("role", "Scegli che cosa fa nell’équipe")
        return typed


class HandOverForm(WithColleagues):
    """Another case manager becomes the reference."""

    to = MandateField(label="A chi passa")
    on = DateField(label="Dal")


class CoverForm(Once):
    """Who is away, who stands in, for how long."""

    covered = MandateField(label="Chi è via")
    substitute = MandateField(label="Chi sostituisce")
    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al, compreso")

    def __init__(self, *args: Any, away: QuerySet[Mandate], substitutes: QuerySet[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (("covered", away), ("substitute", substitutes)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows


class EndCoverForm(PlainForm):
    """The last day of a cover."""

    on = DateField(label="Ultimo giorno di sostituzione")
