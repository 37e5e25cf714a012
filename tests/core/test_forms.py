"""Fields that read what people write, and the sentences of their refusals."""

from datetime import date, time
from decimal import Decimal

import pytest
from django import forms

from ciao.core import forms as fields


class Suspend(fields.PlainForm):
    """A form with one field of each kind."""

    since = fields.DateField(label="Dal giorno")
    at = fields.TimeField(label="Ora", required=False)
    amount = fields.MoneyField(label="Importo", required=False)
    reason = forms.ChoiceField(label="Motivo", choices=[("", "Scegli"), ("health", "salute")])
    violence = fields.TriStateField(label="Ha subito violenza?", required=False)
    agree = forms.BooleanField(label="Ho letto l’informativa")
    sheet = forms.FileField(label="Scheda", required=False)
    email = forms.EmailField(label="E-mail", required=False)
    people = forms.IntegerField(label="Quante persone", required=False, error_messages={"invalid": "Mio"})


FULL = {"since": "2/11/26", "reason": "health", "agree": "on"}


@pytest.mark.parametrize(
    "written",
    [
        "2/11/26",
        "02-11-2026",
        "2.11.2026",
        "02112026",
        "2 novembre 2026",
        "2° nov 26",
        "2026-11-02",
        " 2/11/2026 ",
    ],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert fields.parse_date(written) == date(2026, 11, 2)


@pytest.mark.parametrize("written", ["31/02/2026", "ieri", "2 brumaio 2026", "13/13/2026", "2 n 2026"])
def test_what_is_no_day_is_refused_with_an_example(written: str) -> None:
    form = Suspend({**FULL, "since": written})
    assert form.errors["since"] == ["Scrivi la data così: 02.11.2026"]


def test_two_digits_of_a_year_of_birth_are_the_past_century() -> None:
    assert fields.parse_date("3/4/88") == date(1988, 4, 3)
    assert fields.parse_date("3/4/36") == date(2036, 4, 3)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1234.5", "1234.50"),
        ("€ 1 234,5", "1234.50"),
        ("1.234", "1234.00"),
        ("−3", "-3.00"),
    ],
)
def test_an_amount_is_read_however_it_is_written(written: str, amount: str) -> None:
    assert fields.parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["tanto", "1,234", "Infinity", "1,2,3"])
def test_what_is_no_amount_is_refused_with_an_example(written: str) -> None:
    form = Suspend({**FULL, "amount": written})
    assert form.errors["amount"] == ["Scrivi l’importo così: 1.234,50"]


def test_an_amount_below_the_least_says_the_least() -> None:
    assert Suspend({**FULL, "amount": "-3"}).errors["amount"] == ["Scrivi un importo da €\u00a00,00 in su"]


@pytest.mark.parametrize(("written", "hour"), [("14:30", time(14, 30)), ("14.30", time(14, 30)), ("9", time(9))])
def test_an_hour_is_read_however_it_is_written(written: str, hour: time) -> None:
    assert fields.parse_time(written) == hour


def test_what_is_no_hour_is_refused_with_an_example() -> None:
    assert Suspend({**FULL, "at": "25:00"}).errors["at"] == ["Scrivi l’ora così: 14:30"]
    assert Suspend({**FULL, "at": "mattina"}).errors["at"] == ["Scrivi l’ora così: 14:30"]


def test_a_full_form_gives_values() -> None:
    form = Suspend({**FULL, "at": "9", "amount": "10", "violence": "undisclosed"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["since"] == date(2026, 11, 2)
    assert form.cleaned_data["at"] == time(9)
    assert form.cleaned_data["amount"] == Decimal("10.00")
    assert form.cleaned_data["violence"] == fields.TriState.UNDISCLOSED


def test_optional_fields_left_empty_are_none() -> None:
    form = Suspend(FULL)
    assert form.is_valid()
    assert form.cleaned_data["at"] is None
    assert form.cleaned_data["amount"] is None


def test_values_already_known_are_written_as_one_reads_them() -> None:
    form = Suspend(initial={"since": date(2026, 11, 2), "at": time(9, 5), "amount": Decimal("1234.5")})
    shown = {name: form[name].value() for name in ("since", "at", "amount")}
    assert {name: form.fields[name].prepare_value(value) for name, value in form.initial.items()} == {
        "since": "02.11.2026",
        "at": "9:05",
        "amount": "1.234,50",
    }
    assert shown["since"] == "02.11.2026"


def test_a_form_given_back_keeps_what_was_written() -> None:
    assert Suspend({**FULL, "since": "primo aprile"})["since"].value() == "primo aprile"


def test_refusals_name_the_field_and_say_what_to_do() -> None:
    errors = Suspend({}).errors
    assert errors["since"] == ["Scrivi una risposta per «Dal giorno»"]
    assert errors["reason"] == ["Scegli una risposta per «Motivo»"]
    assert errors["agree"] == ["Segna «Ho letto l’informativa» per andare avanti"]


def test_a_form_keeps_its_own_sentences() -> None:
    assert Suspend({**FULL, "people": "tre"}).errors["people"] == ["Mio"]
    assert Suspend({**FULL, "email": "nessuna"}).errors["email"] == ["Scrivi l’indirizzo così: nome@esempio.it"]
    assert Suspend({**FULL, "reason": "altro"}).errors["reason"] == ["Scegli una delle risposte dell’elenco"]


def test_a_missing_file_is_asked_for() -> None:
    class Upload(fields.PlainForm):
        sheet = forms.FileField(label="Scheda")

    assert Upload({}).errors["sheet"] == ["Scegli un file per «Scheda»"]


def test_the_heading_counts_what_is_to_correct() -> None:
    assert fields.error_heading(Suspend({**FULL, "since": ""})) == "1 cosa da correggere"
    heading = fields.error_heading(Suspend({"agree": "on"}), "sospendere il percorso")
    assert heading == "2 cose da correggere per sospendere il percorso"


def test_links_lead_to_the_first_control_of_each_field() -> None:
    form = Suspend({**FULL, "violence": "forse", "since": ""})
    form.add_error(None, "Le due date non vanno insieme.")
    anchors = [anchor for anchor, _ in fields.error_links(form)]
    assert anchors == ["", "id_since", "id_violence_0"]


def test_each_widget_has_its_shape() -> None:
    class Shapes(fields.PlainForm):
        hidden = forms.CharField(widget=forms.HiddenInput)
        many = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
        one = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect)
        tick = forms.BooleanField()
        text = forms.CharField()

    form = Shapes()
    assert [fields.drawn_as(form[name]) for name in form.fields] == [
        "hidden",
        "checks",
        "radio",
        "check",
        "input",
    ]
