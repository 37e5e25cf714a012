"""What is asked at the rights desk and at the end of retention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ciao.access.pages import Once
from ciao.core.forms import DateField, PlainForm, offer, parse_date
from ciao.privacy.actions import RECTIFIABLE
from ciao.privacy.enums import Right

LONG = 4_000


def _text(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}), **more)


class RequestForm(Once):
    """What the person asked, the day it reached us, in their words."""

    kind = forms.ChoiceField(label="Che cosa chiede", choices=Right.choices, widget=forms.RadioSelect)
    received_on = DateField(label="Ricevuta il")
    asked = _text("Con le sue parole", required=False, help_text="Solo ciò che serve per rispondere")
    has_protected = forms.BooleanField(
        label="Chiede anche i dati protetti, in un modo sicuro", required=False,
        help_text="Recapiti e luoghi protetti: consegnali di persona, mai per posta",
    )  # fmt: skip


class AnswerForm(PlainForm):
    """What the person was answered, and when."""

    answer = _text("Che cosa hai risposto")
    on = DateField(label="Risposta data il")


class ReasonForm(PlainForm):
    """A step with its reason."""

    reason = _text("Motivo")


class DatedReasonForm(ReasonForm):
    """A step that holds from a day, with its reason."""

    on = DateField(label="Dal")


class RectifyForm(PlainForm):
    """Which value is wrong, and the right one."""

    field = forms.ChoiceField(
        label="Che cosa è sbagliato", choices=[(key, words.capitalize()) for key, (_, _, words) in RECTIFIABLE.items()]
    )
    value = forms.CharField(
        label="Il valore giusto", max_length=300, required=False, help_text="Vuoto toglie il dato. Una data: 02.11.1988"
    )

    def clean(self) -> dict[str, Any]:
        """A birth date is read as a date; names are never emptied."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("field") == "birth_date" and given.get("value"):
            given["value"] = self._day(given["value"])
        if given.get("field") == "birth_date" and not given.get("value"):
            given["value"] = None
        if given.get("field") == "given_name" and not given.get("value"):
            self.add_error("value", "Scrivi il nome giusto.")
        return given

    def _day(self, text: str) -> date | None:
        try:
            return parse_date(text)
        except (ValidationError, ValueError):
            self.add_error("value", "Scrivi la data così: 02.11.1988.")
            return None


class ToldForm(PlainForm):
    """The day a body was told."""

    on = DateField(label="Avvisato il")


class StartForm(PlainForm):
    """The day the years are counted from, by which rule, and who said so."""

    rule_code = forms.ChoiceField(label="Quale regola vale", widget=forms.RadioSelect)
    starts_on = DateField(label="Si conta dal", help_text="La data che l’autorità di gestione ha comunicato")
    act = forms.CharField(label="Chi l’ha comunicata, e con quale atto", max_length=200)

    def __init__(self, *args: Any, rules: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "rule_code", list(rules))


class NothingForm(PlainForm):
    """A question answered by its button."""
