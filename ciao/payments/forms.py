"""What is asked about accounts, supports, runs and the bank's answers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core.forms import DateField, MoneyField, PlainForm, offer
from ciao.files.enums import FileKind
from ciao.files.forms import UploadField
from ciao.partners.models import Organization
from ciao.payments.actions import Candidate
from ciao.payments.enums import Ownership, SupportChoice, SupportKind, VerifiedBy
from ciao.payments.models import PaymentLine
from ciao.payments.rules import BadAccount, check_iban
from ciao.payments.sepa import DEFAULT, SCHEMAS

OFF = {"autocomplete": "off", "spellcheck": "false"}


class IbanField(forms.CharField):
    """An IBAN, however it is spaced; the refusal says what is wrong with it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 50, "widget": forms.TextInput(attrs=OFF), **options})

    def clean(self, value: Any) -> str:
        """The IBAN without spaces."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return check_iban(typed).iban
        except BadAccount as problem:
            raise forms.ValidationError(str(problem)) from problem


class AccountForm(Once):
    """Where a person is paid, and whether the account is hers."""

    groups = [("Il conto", ["payer", "holder", "iban"]), ("Di chi è", ["ownership", "agreement"])]
    conditional = {"agreement": ("ownership", (Ownership.SHARED, Ownership.OTHER))}
    payer = forms.ModelChoiceField(label="Chi paga", queryset=Organization.objects.none(), empty_label="Scegli")
    holder = forms.CharField(
        label="A chi è intestato", max_length=70, help_text="Nome e cognome come sul documento della banca.",
        widget=forms.TextInput(attrs=OFF),
    )  # fmt: skip
    iban = IbanField(label="IBAN", help_text="Copialo da un documento della banca, non da un messaggio.")
    ownership = forms.ChoiceField(
        label="Il conto è solo suo?", choices=Ownership.choices, widget=forms.RadioSelect,
        help_text="Chiediglielo da sola, senza altri presenti.",
    )  # fmt: skip
    agreement = forms.CharField(
        label="Di chi è, e che cosa ha deciso la persona", max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """An account not hers asks whose it is."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("ownership") in (Ownership.SHARED, Ownership.OTHER) and len(typed.get("agreement", "")) < 10:
            self.add_error("agreement", "Scrivi in una frase di chi è il conto e che cosa ha deciso la persona")
        return typed


class KeptAccountForm(Once):
    """The account of a protected person is not typed here: only whose it is."""

    payer = forms.ModelChoiceField(label="Chi paga", queryset=Organization.objects.none(), empty_label="Scegli")
    ownership = forms.ChoiceField(label="Il conto è solo suo?", choices=Ownership.choices, widget=forms.RadioSelect)


class VerifyForm(PlainForm):
    """The account typed again by somebody else, from its source."""

    iban = IbanField(label="Riscrivi l’IBAN", help_text="Leggilo dal documento, non da questa pagina.")
    how = forms.ChoiceField(label="Dove l’hai letto", choices=VerifiedBy.choices, widget=forms.RadioSelect)
    on = DateField(label="Verificato il")


class ReasonForm(PlainForm):
    """Why."""

    reason = forms.CharField(
        label="Motivo", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Resta scritto nella storia.",
    )  # fmt: skip


class SupportForm(Once):
    """The income support somebody receives, and what was decided."""

    kind = forms.ChoiceField(label="Che cosa riceve", choices=SupportKind.choices, widget=forms.RadioSelect)
    choice = forms.ChoiceField(
        label="Che cosa si è deciso sull’indennità", choices=SupportChoice.choices, widget=forms.RadioSelect
    )
    starts_on = DateField(label="Dal")
    ends_on = DateField(label="Al", required=False, help_text="Lascialo vuoto se non si sa.")


class PrepareForm(Once):
    """Who is paid, when, from which account."""

    groups = [("Da dove e quando", ["pays_on", "debtor_name", "debtor_iban"])]
    people = forms.MultipleChoiceField(label="Chi si paga", widget=forms.CheckboxSelectMultiple)
    pays_on = DateField(label="Giorno del pagamento")
    debtor_name = forms.CharField(label="Ente che paga, come sul conto", max_length=70)
    debtor_iban = IbanField(label="Conto dell’ente")

    def offer(self, people: Sequence[Candidate]) -> None:
        """Those who can be paid now."""
        offer(self, "people", [(str(one.case_id), one.title) for one in people if not one.stop])
        self.fields["people"].error_messages["required"] = "Scegli almeno una persona da pagare"


class AmountsForm(PlainForm):
    """Withholdings and charges of every line, in one table."""

    def __init__(self, *args: Any, lines: Sequence[PaymentLine], **options: Any) -> None:
        self.lines = lines
        super().__init__(*args, **options)
        for one in lines:
            for name, label, value in (
                ("withheld", "Ritenute", one.withheld_amount), ("charges", "Oneri di chi paga", one.charges_amount),
            ):  # fmt: skip
                self.fields[f"{name}_{one.position}"] = MoneyField(
                    label=f"{label}, riga {one.position}", required=False, initial=value, help_text=""
                )

    def rows(self) -> list[tuple[PaymentLine, forms.BoundField, forms.BoundField]]:
        """Each line with its two boxes."""
        return [(one, self[f"withheld_{one.position}"], self[f"charges_{one.position}"]) for one in self.lines]

    def clean(self) -> dict[str, Any]:
        """Never more withheld than the gross."""
        typed: dict[str, Any] = super().clean() or {}
        for one in self.lines:
            if (typed.get(f"withheld_{one.position}") or Decimal(0)) > one.gross_amount:
                self.add_error(f"withheld_{one.position}", f"Riga {one.position}: le ritenute superano il lordo")
        return typed

    def amounts(self) -> list[tuple[PaymentLine, Decimal, Decimal]]:
        """What was typed, an empty box being zero."""
        typed = self.cleaned_data
        return [
            (one, typed.get(f"withheld_{one.position}") or Decimal(0),
             typed.get(f"charges_{one.position}") or Decimal(0))
            for one in self.lines
        ]  # fmt: skip


class PayrollForm(PlainForm):
    """The payroll office's table."""

    table = UploadField(
        label="La tabella compilata", kinds=(FileKind.CSV, FileKind.XLSX, FileKind.ODS, FileKind.TXT),
        help_text="Quella scaricata da qui, con ritenute e oneri.",
    )  # fmt: skip


class StepForm(PlainForm):
    """Nothing to ask: only whether."""


class ReleaseForm(PlainForm):
    """Which of the two writings the bank reads."""

    schema = forms.ChoiceField(
        label="Formato del file", choices=[(code, f"{code}, {words}") for code, words in SCHEMAS.items()],
        initial=DEFAULT, widget=forms.RadioSelect,
    )  # fmt: skip


class PaidForm(PlainForm):
    """What the bank paid, when, with which proof."""

    lines = forms.MultipleChoiceField(label="Righe pagate", widget=forms.CheckboxSelectMultiple)
    paid_on = DateField(label="Pagate il")
    reference = forms.CharField(
        label="Riferimento della banca (facoltativo)", max_length=60, required=False, help_text="CRO o TRN."
    )
    proof = UploadField(label="Prova del pagamento", help_text="La contabile della banca, in PDF o immagine.")

    def offer(self, lines: Sequence[PaymentLine], labels: dict[Any, str]) -> None:
        """The lines the bank has not answered for."""
        offer(self, "lines", [(str(one.id), labels[one.id]) for one in lines])


class RejectForm(PlainForm):
    """Why the bank sent the money back, and when."""

    on = DateField(label="Respinta il")
    reason = forms.CharField(
        label="Che cosa dice la banca", max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Per esempio: conto chiuso, intestatario diverso.",
    )  # fmt: skip
