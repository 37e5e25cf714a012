"""What is asked of two files that may be of one person."""

from __future__ import annotations

from typing import Any

from django import forms

from ciao.cases.dossier.pairs import Pair
from ciao.core import clock
from ciao.core.forms import DateField, PlainForm

BOTH = ("first", "second")


class MergeForm(PlainForm):
    """Which file stays; where the two say different things, which is right."""

    kept = forms.ChoiceField(label="Quale scheda resta", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Come lo sai", max_length=4000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Per esempio: ho sentito chi le segue, il documento è lo stesso.",
    )  # fmt: skip
    on = DateField(label="Deciso il")

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        self.differing = [one for one in pair.lines if one.differs]
        offered = [("first", _words(pair, "first")), ("second", _words(pair, "second"))]
        self.fields["kept"] = forms.ChoiceField(
            label="Quale scheda resta", widget=forms.RadioSelect, choices=offered, initial="first"
        )
        for one in self.differing:
            self.fields[one.name] = forms.ChoiceField(
                label=one.label, widget=forms.RadioSelect, choices=[("first", one.first), ("second", one.second)],
                initial="first",
            )  # fmt: skip
        self.order_fields(["kept", *(one.name for one in self.differing), "reason", "on"])
        self.initial.setdefault("on", clock.today())

    def told(self) -> dict[str, Any]:
        """As the action takes it: the file that stays, and where the other one is right."""
        typed = self.cleaned_data
        stays = self.pair.first if typed["kept"] == "first" else self.pair.second
        taken = [one.name for one in self.differing if typed[one.name] != typed["kept"]]
        return {"kept": stays.id, "taken": taken, "reason": typed["reason"], "on": typed["on"]}


class ApartForm(PlainForm):
    """They are two; why, if it helps who looks again."""

    reason = forms.CharField(
        label="Come lo sai", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )
    on = DateField(label="Deciso il")


class RethinkForm(PlainForm):
    """A correction, with its reason."""

    reason = forms.CharField(label="Motivo", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    on = DateField(label="Quando")


def _words(pair: Pair, which: str) -> str:
    file = pair.first if which == "first" else pair.second
    return f"{file.name or 'senza nome'}, {file.label}"
