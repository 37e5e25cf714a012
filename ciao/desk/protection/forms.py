"""What is asked to take a person out of sight, and afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from ciao.access.pages import Once
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm, offer
from ciao.people.models import Protection
from ciao.programmes.models import Mandate

WHERE = ("iban", "school", "workplace", "words")
KEPT = ("given_name", "family_name", "fiscal_code", "phone", "email", "address")


def _text(label: str, length: int = 200, help_text: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text)


def _words(label: str, help_text: str = "", required: bool = False) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=2000, required=required, help_text=help_text, widget=area)


def mandate_choices(mandates: Iterable[Mandate]) -> list[tuple[str, str]]:
    """Who works here, with role and body."""
    return [(str(one.id), f"{one.user.get_full_name()}, {one.role_label}, {one.organization}") for one in mandates]


class SecureForm(Once):
    """Who, why, since when, under which name, and where the person is."""

    alias = _text("Nome che leggono gli altri", 80, "Un nome qualsiasi, che non somigli a quello vero.", required=True)
    reason = _words("Perché", "Lo legge solo chi scegli qui sotto.", required=True)
    starts_on = DateField(label="Da quando")
    readers = forms.MultipleChoiceField(
        label="Chi legge i dati veri", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Ci sei già. Chi accompagna un tirocinio legge da qui solo il posto dove si svolge.",
    )  # fmt: skip
    words = _words("Come farsi sentire senza rischi", "Quale canale, quali ore, quali parole.")
    iban = _text("IBAN", 40)
    school = _text("Scuola o corso fuori dal progetto")
    workplace = _text("Dove lavora")
    is_page_safe = forms.BooleanField(
        label="La pagina personale si può dare: nessuno guarda il suo telefono", required=False
    )

    groups = [
        ("Come si fa", ["alias", "reason", "starts_on", "readers"]),
        ("Dove si trova", ["words", "school", "workplace", "iban", "is_page_safe"]),
    ]

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        kwargs["initial"] = {"starts_on": clock.today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.mandates = {str(one.id): one for one in mandates}
        offer(self, "readers", mandate_choices(mandates))

    def chosen(self) -> list[Mandate]:
        """The readers as rows."""
        return [self.mandates[one] for one in self.cleaned_data["readers"]]


class ProtectedForm(PlainForm):
    """What named staff keep up to date."""

    alias = _text("Nome che leggono gli altri", 80, required=True)
    given_name = _text("Nome", 80, required=True)
    family_name = _text("Cognome", 80)
    fiscal_code = _text("Codice fiscale", 20)
    phone = _text("Telefono", 40)
    email = forms.EmailField(label="E-mail", required=False)
    address = _text("Indirizzo")
    words = _words("Come farsi sentire senza rischi")
    school = _text("Scuola o corso fuori dal progetto")
    workplace = _text("Dove lavora")
    iban = _text("IBAN", 40)
    is_page_safe = forms.BooleanField(
        label="La pagina personale si può dare: nessuno guarda il suo telefono", required=False
    )

    groups = [
        ("Chi è", ["alias", "given_name", "family_name", "fiscal_code"]),
        ("Dove si trova", ["phone", "email", "address", "words", "school", "workplace", "iban", "is_page_safe"]),
    ]

    def __init__(self, *args: Any, protection: Protection, **kwargs: Any) -> None:
        held = {name: getattr(protection, name, None) for name in self.base_fields}
        kept = {
            name: getattr(protection.contact, name) for name in self.base_fields if hasattr(protection.contact, name)
        }
        super().__init__(*args, initial={**held, **kept}, **kwargs)


class ReaderForm(PlainForm):
    """One more reader of the protected data."""

    mandate = forms.ChoiceField(label="Chi può leggere i dati veri")

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandates = {str(one.id): one for one in mandates}
        choices = [("", "Scegli una persona"), *mandate_choices(mandates)]
        offer(self, "mandate", choices)

    def chosen(self) -> Mandate:
        """The reader as a row."""
        return self.mandates[self.cleaned_data["mandate"]]


class AwayForm(Once):
    """Who must never reach this file."""

    user = forms.ChoiceField(label="Se lavora nel progetto, chi è", required=False)
    name = _text("Se non lavora qui, come si chiama", 160)
    tie = _words("Che legame ha con la persona", "Per esempio: ex marito, cognata. Lo legge solo chi è nominato.", True)

    def __init__(self, *args: Any, mandates: list[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(one.user_id): one.user for one in mandates}
        named = [(key, user.get_full_name()) for key, user in self.users.items()]
        offer(self, "user", [("", "Nessuno di loro"), *named])

    def clean(self) -> dict[str, Any]:
        """One of the two is enough, one is needed."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if not typed.get("user") and not (typed.get("name") or "").strip():
            self.add_error("name", "Scrivi chi è, o scegli chi lavora qui")
        return typed


class WhyForm(PlainForm):
    """A sentence that explains."""

    reason = _words("Perché", required=True)


class EndForm(WhyForm):
    """When the protection ends and why."""

    on = DateField(label="Da quando")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **kwargs)
