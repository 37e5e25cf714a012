"""What is asked about the papers of an internship."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.internships.enums import HiredBy, HiredWith, ServicePaper, TitleKind
from ciao.partners.models import Organization

LONG = 2000
PAPER_KINDS = (FileKind.PDF, FileKind.P7M, FileKind.JPG, FileKind.PNG, FileKind.WEBP)


def paper(label: str, *, required: bool = True, help_text: str = "PDF, file P7M o foto della pagina.") -> UploadField:
    """The box for a signed or scanned paper."""
    return UploadField(label=label, kinds=PAPER_KINDS, required=required, help_text=help_text)


class SignedForm(PlainForm):
    """The day everybody had signed, with the signed copy."""

    on = DateField(label="Firmato da tutti il")
    upload = paper("Copia firmata")


class TitleForm(Once):
    """Why a body may promote internships."""

    promoter = forms.ModelChoiceField(
        label="Soggetto promotore", queryset=Organization.objects.none(), empty_label="Scegli l’ente"
    )
    kind = forms.ChoiceField(label="Titolo", choices=TitleKind.choices, widget=forms.RadioSelect)
    reference = forms.CharField(label="Atto o accreditamento, numero", max_length=120)
    valid_from = DateField(label="Vale dal")
    valid_to = DateField(label="Al", required=False, help_text="Lascia vuoto se non scade.")
    upload = paper("Documento", required=False)

    def __init__(self, *args: Any, bodies: QuerySet[Organization], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "promoter", bodies)


class ServiceActForm(Once):
    """What a public service wrote of a person."""

    kind = forms.ChoiceField(label="Che cosa", choices=ServicePaper.choices, widget=forms.RadioSelect)
    service = forms.CharField(
        label="Servizio pubblico", max_length=200, help_text="Sociale o sanitario, per esempio il servizio del comune."
    )
    reference = forms.CharField(label="Riferimento", max_length=120, required=False, help_text="Numero o protocollo.")
    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al", required=False, help_text="Lascia vuoto se continua.")
    upload = paper("Documento del servizio")


class ActForm(PlainForm):
    """One paper of the pack: done by whom and when, or not due."""

    body = forms.CharField(label="Chi l’ha fatto", max_length=200, required=False)
    reference = forms.CharField(label="Riferimento", max_length=120, required=False)
    happened_on = DateField(label="Del", required=False)
    valid_to = DateField(label="Vale fino al", required=False)
    upload = paper("Documento", required=False)
    not_due_reason = forms.CharField(
        label="Perché non serve", max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Solo se non è dovuto: allora il resto resta vuoto.",
    )  # fmt: skip
    groups = [
        ("È stato fatto", ["body", "reference", "happened_on", "valid_to", "upload"]),
        ("Oppure non serve", ["not_due_reason"]),
    ]


class NoticeForm(PlainForm):
    """The number of the compulsory notice."""

    cob_number = forms.CharField(label="Numero COB", max_length=40, help_text="Lo dà l’ente ospitante.")
    cob_on = DateField(label="Comunicata il")


class ProtocolForm(PlainForm):
    """The number of a body's own register."""

    protocol = forms.CharField(label="Numero di protocollo", max_length=60)
    on = DateField(label="Protocollato il")


class ExtendForm(Once):
    """A later last day."""

    until_on = DateField(label="Nuova fine", help_text="Compresa. gg.mm.aaaa, per esempio 28.02.2027")
    decided_on = DateField(label="Decisa il")
    reason = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))
    upload = paper("Documento firmato", required=False)
    cob_number = forms.CharField(label="Numero COB della proroga", max_length=40, required=False)
    cob_on = DateField(label="Comunicata il", required=False)


class AskForm(PlainForm):
    """Why one cannot wait."""

    request = forms.CharField(
        label="Perché non si può aspettare", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Senza nomi: lo legge chi decide, e resta per sempre.",
    )  # fmt: skip


class DecideForm(PlainForm):
    """Allow or refuse, with why."""

    verb = forms.ChoiceField(
        label="Decisione", choices=[("allow", "consenti l’avvio"), ("refuse", "non consentire l’avvio")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(label="Motivo", max_length=LONG, widget=forms.Textarea(attrs={"rows": 3}))


class ResultForm(PlainForm):
    """What came of an internship."""

    hired_by = forms.ChoiceField(label="È al lavoro", choices=HiredBy.choices, widget=forms.RadioSelect)
    contract = forms.ChoiceField(label="Contratto", choices=[("", "nessuno"), *HiredWith.choices], required=False)
    contract_months = forms.IntegerField(
        label="Per quanti mesi", min_value=1, max_value=120, required=False, help_text="Solo se il contratto finisce."
    )
    happened_on = DateField(label="Dal")
