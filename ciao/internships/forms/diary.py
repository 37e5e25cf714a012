"""What is asked while an internship runs and when it ends."""

from __future__ import annotations

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm
from ciao.internships.enums import EntryKind, Progress

LONG = 4000


def words(label: str, *, required: bool = True, help_text: str = "") -> forms.CharField:
    """A box for a few sentences."""
    return forms.CharField(
        label=label, max_length=LONG, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(Once):
    """A line of the diary."""

    happened_on = DateField(label="Il")
    text = words("Che cosa è successo")


class VisitForm(Once):
    """A visit at the host."""

    happened_on = DateField(label="Il")
    with_whom = forms.CharField(label="Con chi hai parlato", max_length=200)
    text = words("Che cosa hai visto")
    agreed = words("Che cosa si è deciso", required=False)


class MidtermForm(Once):
    """The check at half way."""

    happened_on = DateField(label="Il")
    with_whom = forms.CharField(label="Con chi", max_length=200, required=False)
    progress = forms.ChoiceField(label="A che punto è", choices=Progress.choices, widget=forms.RadioSelect)
    text = words("Che cosa ha già imparato")
    difficulties = words("Che cosa è difficile", required=False)
    agreed = words("Che cosa cambia da qui alla fine", required=False)


class IncidentForm(Once):
    """An accident or an incident."""

    happened_on = DateField(label="Quando è successo")
    text = words("Che cosa è successo")
    agreed = words("Che cosa si è fatto subito", required=False)
    inail_told_on = DateField(
        label="Denunciato all’INAIL il",
        required=False,
        help_text="Lascia vuoto se non ancora: resta fra le cose da fare.",
    )


ENTRY_FORMS: dict[str, type[Once]] = {
    EntryKind.NOTE: NoteForm, EntryKind.VISIT: VisitForm, EntryKind.MIDTERM: MidtermForm,
    EntryKind.INCIDENT: IncidentForm,
}  # fmt: skip


class InailForm(PlainForm):
    """The day an accident was told."""

    on = DateField(label="Denunciato all’INAIL il")


class VoidForm(PlainForm):
    """Why a line was wrong."""

    reason = words("Perché è un errore")


class ReportForm(PlainForm):
    """The final words of host or trainee."""

    written_on = DateField(label="Del")
    learnt = words("Che cosa ha imparato")
    went = words("Com’è andata")
    next_steps = words("Che cosa serve adesso", required=False)
