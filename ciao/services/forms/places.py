"""What is asked about places: enrolling, waiting, requirements, the mix, rooms and closings."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer
from ciao.partners.models import Organization
from ciao.programmes.models import TargetGroup
from ciao.services.enums import RequirementKind
from ciao.services.models import Service
from ciao.territories.forms import ComuneField

EXCEPTION = "Perché partecipa anche senza un requisito"


class EnrolCaseForm(Once):
    """One person, from their fascicolo: which edition, and which support of the plan it carries out."""

    edition = forms.ChoiceField(label="Corso o gruppo")
    support = forms.ChoiceField(
        label="Sostegno del progetto", required=False, widget=forms.RadioSelect,
        help_text="Così dal progetto si arriva alle ore.",
    )  # fmt: skip
    enrolled_on = DateField(label="Dal")
    exception_note = forms.CharField(
        label=EXCEPTION, required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Solo se le manca qualcosa che il servizio chiede. Resta scritto con l’iscrizione.",
    )  # fmt: skip

    def __init__(self, *args: Any, editions: dict[str, str], supports: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "edition", [("", "Scegli il corso"), *editions.items()])
        if supports:
            none = ("", "Nessuno di questi")
            offer(self, "support", [*supports.items(), none])
        else:
            del self.fields["support"]


class EnrolManyForm(Once):
    """Some of the people one follows, into one edition; `checked` says that the result of each was shown."""

    cases = forms.MultipleChoiceField(label="Chi", widget=forms.CheckboxSelectMultiple)
    enrolled_on = DateField(label="Dal")
    exception_note = forms.CharField(
        label=EXCEPTION, required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Vale per chi non ha ciò che il servizio chiede. Resta scritto con l’iscrizione.",
    )  # fmt: skip
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "cases", list(people.items()))


class WaitForm(Once):
    """Who waits for a place, and what they would prefer."""

    case = forms.ChoiceField(label="Chi")
    preferences = forms.CharField(
        label="Preferenze", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Giorni, orari, altre edizioni che andrebbero bene.",
    )  # fmt: skip

    def __init__(self, *args: Any, people: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "case", [("", "Scegli"), *people.items()])


class AcceptForm(PlainForm):
    """A yes, with the reason where something asked is missing."""

    exception_note = forms.CharField(
        label=EXCEPTION, required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )


class TargetField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A target of the programme."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=TargetGroup.objects.none(), empty_label="Scegli il gruppo", **options)


class RequirementForm(Once):
    """One thing the service asks."""

    kind = forms.ChoiceField(label="Che cosa chiede", choices=RequirementKind.choices, widget=forms.RadioSelect)
    age_min = forms.IntegerField(label="Da quanti anni", required=False, min_value=14, max_value=99)
    age_max = forms.IntegerField(label="Fino a quanti anni", required=False, min_value=14, max_value=99)
    target = TargetField(label="Gruppo di destinatari", required=False)
    prior = forms.ModelChoiceField(
        label="Servizio finito prima", queryset=Service.objects.none(), empty_label="Scegli il servizio", required=False
    )
    words = forms.CharField(
        label="In parole", required=False, max_length=200, help_text="A2; tessera sanitaria; scarpe chiuse."
    )

    conditional = {
        "age_min": ("kind", "age"), "age_max": ("kind", "age"), "target": ("kind", "target"),
        "prior": ("kind", "prior"),
    }  # fmt: skip

    def __init__(self, *args: Any, targets: Any, services: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "target", targets)
        offer(self, "prior", services)


class ShareForm(PlainForm):
    """How many of one target an edition wants."""

    target = TargetField(label="Gruppo di destinatari")
    min_count = forms.IntegerField(label="Almeno", required=False, min_value=0, max_value=1000)
    max_count = forms.IntegerField(label="Al massimo", required=False, min_value=0, max_value=1000)

    def __init__(self, *args: Any, targets: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "target", targets)


class RoomForm(Once):
    """A room where people meet."""

    name = forms.CharField(label="Nome", max_length=80, help_text="Aula 2, Laboratorio di cucina.")
    organization = forms.ModelChoiceField(
        label="Di quale ente", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    address = forms.CharField(label="Indirizzo", required=False, max_length=120)
    municipality = ComuneField(label="Comune", required=False)
    seats = forms.IntegerField(label="Posti a sedere", required=False, min_value=1, max_value=2000)
    access_note = forms.CharField(
        label="Come si entra", required=False, max_length=200, help_text="Scale, ascensore, mezzi pubblici."
    )

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organization", bodies)


class ClosingForm(Once):
    """Days without meetings."""

    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al")
    word = forms.CharField(label="Perché", max_length=80, help_text="Chiusura estiva, festa patronale.")
    organization = forms.ModelChoiceField(
        label="Quale ente chiude", queryset=Organization.objects.none(), required=False, empty_label="Tutti gli enti"
    )

    def __init__(self, *args: Any, bodies: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organization", bodies)
