"""What anybody may tell us, in their language; nothing is preselected and little is compulsory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ciao.core.forms import offer
from ciao.outreach.enums import AnswerChannel, SafeContact, SignalSource
from ciao.territories.models import Municipality

SPOKEN = {
    "it": "italiano",
    "en": "inglese",
    "fr": "francese",
    "es": "spagnolo",
    "ar": "arabo",
    "ro": "rumeno",
    "uk": "ucraino",
}
SOURCES = {
    "me": SignalSource.SELF,
    "someone": SignalSource.FAMILY_OR_FRIEND,
    "service": SignalSource.OTHER,
}
ELSEWHERE = "altrove"


class PublicSignalForm(forms.Form):
    """For me or for someone else, how to answer, in which hours; the rest in one's own words."""

    for_whom = forms.ChoiceField(
        label=_("Per chi scrivi?"),
        choices=[
            ("me", _("Per me")),
            ("someone", _("Per una persona che conosco")),
            ("service", _("Lavoro in un servizio o in un’associazione")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Dicci per chi scrivi")},
    )
    name = forms.CharField(
        label=_("Come ti chiami, o come si chiama?"),
        help_text=_("Basta un nome o un soprannome."),
        max_length=120,
        error_messages={"required": _("Scrivi un nome o un soprannome")},
    )
    comune = forms.ChoiceField(label=_("In quale comune?"), error_messages={"required": _("Scegli il comune")})
    channel = forms.ChoiceField(
        label=_("Come possiamo farci sentire?"),
        choices=[
            (AnswerChannel.CALL.value, _("Telefonata")),
            (AnswerChannel.MESSAGE.value, _("Messaggio")),
            (AnswerChannel.EMAIL.value, _("E-mail")),
            (AnswerChannel.IN_PERSON.value, _("Di persona")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli come possiamo farci sentire")},
    )
    phone = forms.CharField(
        label=_("Numero di telefono"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "dir": "ltr"}),
    )
    email = forms.EmailField(
        label=_("Indirizzo e-mail"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "email", "dir": "ltr"}),
        error_messages={"invalid": _("Controlla l’indirizzo e-mail")},
    )
    meeting = forms.CharField(label=_("Dove e quando possiamo incontrarti?"), max_length=120, required=False)
    safe_contact = forms.ChoiceField(
        label=_("Possiamo chiamare o lasciare messaggi senza rischi?"),
        help_text=_("Se qualcuno controlla il telefono, diccelo qui."),
        choices=[
            (SafeContact.ALWAYS.value, _("Sì, sempre")),
            (SafeContact.SOME_HOURS.value, _("Solo in certe ore")),
            (SafeContact.NO_MESSAGES.value, _("No, niente messaggi")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Dicci se possiamo chiamare senza rischi")},
    )
    hours = forms.CharField(label=_("In quali ore?"), max_length=120, required=False)
    story = forms.CharField(
        label=_("Che cosa succede?"),
        help_text=_("Con parole tue, in qualsiasi lingua. Non scrivere diagnosi né nomi di altre persone."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    conditional = {
        "phone": ("channel", ("call", "message")),
        "email": ("channel", "email"),
        "meeting": ("channel", "in_person"),
        "hours": ("safe_contact", "some_hours"),
    }

    def __init__(self, *args: Any, comuni: list[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Scegli il comune")), *((one.istat_code, one.name) for one in comuni)]
        offer(self, "comune", [*choices, (ELSEWHERE, _("Un altro comune"))])

    def clean(self) -> dict[str, Any]:
        """The way chosen to be answered needs its number or address."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("channel") in ("call", "message") and not typed.get("phone"):
            self.add_error("phone", forms.ValidationError(_("Scrivi il numero di telefono")))
        if typed.get("channel") == "email" and not typed.get("email") and "email" not in self.errors:
            self.add_error("email", forms.ValidationError(_("Scrivi l’indirizzo e-mail")))
        return typed

    def told(self, language: str) -> dict[str, Any]:
        """What was typed, as a signal keeps it: a number given for someone else belongs to who writes."""
        typed = self.cleaned_data
        is_self = typed["for_whom"] == "me"
        phone, email = typed["phone"], typed["email"]
        reach = {"phone": phone, "email": email} if is_self else {"sender_contact": phone or email}
        return {
            "source": SOURCES[typed["for_whom"]],
            "name": typed["name"],
            "municipality_id": None if typed["comune"] == ELSEWHERE else typed["comune"],
            "channel": typed["channel"],
            "safe_contact": typed["safe_contact"],
            "best_time": typed["hours"] or typed["meeting"],
            "story": typed["story"],
            "language": SPOKEN[language],
            **reach,
        }


class AntennaSignalForm(forms.Form):
    """From who works at an antenna: who signals, of whom, how to answer; from a centre, a code and no name."""

    sender_name = forms.CharField(label=_("Chi segnala"), max_length=120, required=False)
    sender_contact = forms.CharField(
        label=_("Telefono o e-mail di chi segnala"),
        max_length=120,
        error_messages={"required": _("Scrivi un telefono o un’e-mail: rispondiamo a te")},
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    name = forms.CharField(
        label=_("Come si chiama la persona?"),
        help_text=_("Basta un nome o un soprannome."),
        max_length=120,
        error_messages={"required": _("Scrivi un nome o un soprannome")},
    )
    code = forms.CharField(
        label=_("Codice della persona"),
        help_text=_("Il nome si scrive solo dopo averla incontrata, se è d’accordo."),
        max_length=40,
        error_messages={"required": _("Scrivi il codice")},
    )
    comune = forms.ChoiceField(label=_("In quale comune?"), error_messages={"required": _("Scegli il comune")})
    phone = forms.CharField(
        label=_("Numero di telefono"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "dir": "ltr"}),
    )
    safe_contact = forms.ChoiceField(
        label=_("Possiamo chiamare o lasciare messaggi senza rischi?"),
        choices=[
            (SafeContact.ALWAYS.value, _("Sì, sempre")),
            (SafeContact.SOME_HOURS.value, _("Solo in certe ore")),
            (SafeContact.NO_MESSAGES.value, _("No, niente messaggi")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    hours = forms.CharField(label=_("In quali ore?"), max_length=120, required=False)
    story = forms.CharField(
        label=_("Che cosa succede?"),
        help_text=_("Con parole tue, in qualsiasi lingua. Non scrivere diagnosi né nomi di altre persone."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    conditional = {"hours": ("safe_contact", "some_hours")}

    def __init__(self, *args: Any, comuni: list[Municipality], by_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Scegli il comune")), *((one.istat_code, one.name) for one in comuni)]
        offer(self, "comune", [*choices, (ELSEWHERE, _("Un altro comune"))])
        for name in ("name", "phone", "safe_contact", "hours") if by_code else ("code",):
            del self.fields[name]

    def told(self) -> dict[str, Any]:
        """What was typed, as a signal keeps it."""
        typed = dict(self.cleaned_data)
        comune, hours = typed.pop("comune"), typed.pop("hours", "")
        return {**typed, "best_time": hours, "municipality_id": None if comune == ELSEWHERE else comune}
