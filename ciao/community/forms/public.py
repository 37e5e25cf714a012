"""What citizens may tell us, in their language; nothing is preselected and little is compulsory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ciao.community.enums import OfferKind, Photos, ProposalKind, ProposalSource
from ciao.community.rules import FACES, QUESTIONS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

LINES = {"rows": 3}


def words(label: StrPromise, **options: Any) -> forms.CharField:
    """Some lines in one's own words."""
    widget = forms.Textarea(attrs=LINES)
    return forms.CharField(label=label, **{"required": False, "max_length": 2000, "widget": widget, **options})


def rows(label: StrPromise, choices: Any, missing: StrPromise, **options: Any) -> forms.ChoiceField:
    """A few answers, one under the other, none chosen before."""
    said = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=said, **options)


def informed() -> forms.BooleanField:
    """Nobody leaves a name without having met the notice."""
    return forms.BooleanField(
        label=_("Ho letto come trattate questi dati"),
        error_messages={"required": _("Leggi come trattiamo i dati, poi segna la casella")},
    )


class CitizenForm(forms.Form):
    """A form whose notice is met, and not kept."""

    def told(self) -> dict[str, Any]:
        """What was typed, as a row keeps it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_informed"}


class BookingForm(CitizenForm):
    """Who comes, how many, what they need; a nickname is enough."""

    name = forms.CharField(
        label=_("Nome o soprannome"), max_length=80,
        error_messages={"required": _("Scrivi un nome o un soprannome")},
    )  # fmt: skip
    people_count = forms.IntegerField(
        label=_("In quanti venite?"), min_value=1, max_value=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages={
            "required": _("Scrivi in quanti venite"), "invalid": _("Scrivi un numero da 1 a 20"),
            "min_value": _("Scrivi un numero da 1 a 20"), "max_value": _("Scrivi un numero da 1 a 20"),
        },
    )  # fmt: skip
    needs = words(
        _("Che cosa ti serve per venire?"),
        help_text=_("Per esempio: niente scale, un interprete, un angolo per i bambini."),
    )
    photos = rows(
        _("Durante l’evento facciamo foto. Va bene se ci sei anche tu?"),
        [(Photos.YES.value, _("Sì")), (Photos.NO.value, _("No, niente foto"))],
        _("Dicci se possiamo fotografarti"),
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, max_length=120,
        help_text=_("Solo per avvisarti se qualcosa cambia."),
        widget=forms.TextInput(attrs={"inputmode": "email", "dir": "ltr"}),
        error_messages={"invalid": _("Controlla l’indirizzo e-mail")},
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Telefono"), required=False, max_length=40,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "dir": "ltr"}),
    )  # fmt: skip
    is_informed = informed()


class ChangeBookingForm(BookingForm):
    """The same, for who changes their mind; the notice was met the first time."""

    is_informed = None  # type: ignore[assignment]


class ProposalForm(CitizenForm):
    """An idea for a lab or an event, from who lives here or from a body."""

    kind = rows(
        _("Che cosa proponi?"),
        [
            (ProposalKind.LAB.value, _("Un laboratorio")),
            (ProposalKind.EVENT.value, _("Un evento")),
            (ProposalKind.OTHER.value, _("Altro")),
        ],
        _("Scegli che cosa proponi"),
    )
    title = forms.CharField(
        label=_("In breve"), max_length=120, error_messages={"required": _("Scrivi l’idea in poche parole")}
    )
    idea = words(_("Racconta l’idea"), required=True, error_messages={"required": _("Racconta l’idea")})
    for_whom = words(_("Per chi?"), widget=forms.TextInput, max_length=300)
    gives = words(
        _("Che cosa puoi mettere tu?"), max_length=600, help_text=_("Tempo, uno spazio, una capacità, attrezzi.")
    )
    source = rows(
        _("Scrivi per te o per un ente?"),
        [(ProposalSource.CITIZEN.value, _("Per me")), (ProposalSource.BODY.value, _("Per un ente o un’associazione"))],
        _("Dicci per chi scrivi"),
    )
    body = forms.CharField(label=_("Quale ente o associazione?"), max_length=160, required=False)
    name = forms.CharField(label=_("Come ti chiami?"), max_length=80, required=False)
    contact = forms.CharField(
        label=_("Telefono o e-mail"), max_length=120, required=False,
        help_text=_("Se lo lasci, ti rispondiamo sempre, anche quando non si può fare."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )  # fmt: skip
    is_informed = informed()

    conditional = {"body": ("source", ProposalSource.BODY.value)}

    def clean(self) -> dict[str, Any]:
        """A body says which."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("source") == ProposalSource.BODY and not typed.get("body"):
            self.add_error("body", forms.ValidationError(_("Scrivi quale ente o associazione")))
        return typed


class OfferForm(CitizenForm):
    """What somebody gives, where and when."""

    kind = rows(
        _("Che cosa offri?"),
        [
            (OfferKind.TIME.value, _("Un po’ di tempo")),
            (OfferKind.ROOM.value, _("Uno spazio")),
            (OfferKind.SKILL.value, _("Qualcosa che so fare")),
            (OfferKind.THING.value, _("Cose o attrezzi")),
        ],
        _("Scegli che cosa offri"),
    )
    what = words(
        _("Raccontalo in poche parole"), required=True, error_messages={"required": _("Scrivi che cosa offri")}
    )
    where = forms.CharField(label=_("Dove?"), max_length=160, required=False)
    when = forms.CharField(label=_("Quando?"), max_length=160, required=False)
    name = forms.CharField(label=_("Come ti chiami?"), max_length=80, required=False)
    contact = forms.CharField(
        label=_("Telefono o e-mail"), max_length=120, widget=forms.TextInput(attrs={"dir": "ltr"}),
        error_messages={"required": _("Scrivi un telefono o un’e-mail: ti richiamiamo noi")},
    )  # fmt: skip
    is_informed = informed()


class SurveyForm(forms.Form):
    """Five questions with five answers, and two in one's own words; only the first is needed."""

    liked = words(_("Che cosa ti è piaciuto?"))
    change = words(_("Che cosa cambieresti?"))
    more = words(_("Un’altra domanda"))

    field_order = [*QUESTIONS, "liked", "change", "more"]

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in QUESTIONS.items():
            needed = name == "overall"
            self.fields[name] = forms.TypedChoiceField(
                label=label, choices=list(FACES.items()), coerce=int, empty_value=None, required=needed,
                widget=forms.RadioSelect, error_messages={"required": _("Scegli una risposta alla prima domanda")},
            )  # fmt: skip
        if question:
            self.fields["more"].label = question
        else:
            del self.fields["more"]
        self.order_fields(self.field_order)
