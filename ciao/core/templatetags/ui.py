"""What the component templates need from Python: icons, named places, columns, groups of fields."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ciao.core import forms as core_forms

register = template.Library()

STATUS_ICONS = {"ok": "check", "warn": "warning-circle", "stop": "ban", "info": "clock", "seal": "locked"}
NOTE_ICONS = {"ok": "check-circle", "warn": "warning-circle", "stop": "warning-circle", "seal": "locked"}
REGISTER_ICONS = {"ok": "check", "warn": "clock", "stop": "close", "rest": "file"}
PLACES = {"shortcuts": "core:shortcuts", "logout": "account_logout", "account": "mfa_index"}


@dataclass(frozen=True)
class Column:
    """A column of a table: its label, and whether it holds numbers."""

    label: str
    numeric: bool = False


@dataclass(frozen=True)
class Segment:
    """One answer of a segmented control; kind gives its colour when chosen."""

    value: str
    label: str
    kind: str
    icon: str


ATTENDANCE = (
    Segment("P", "Presente", "ok", "check"),
    Segment("R", "Ritardo", "warn", "clock"),
    Segment("A", "Assente", "stop", "close"),
    Segment("G", "Giustificata", "rest", "file"),
)


@dataclass(frozen=True)
class Placed:
    """A field where it stands in its form, with the fields that one of its answers opens."""

    field: BoundField
    warning: str = ""
    opens_on: tuple[str, ...] = ()
    opened: list["Placed"] = dataclasses.field(default_factory=list)


@register.simple_tag
def icon(name: str, size: str = "", tone: str = "") -> SafeString:
    """{% icon "check" %}, size "s" (16 px) or "l" (28 px), tone "ok", "warn"…; the word is beside it."""
    classes = " ".join(filter(None, ("icon", size and f"icon-{size}", tone and f"t-{tone}")))
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#it-{}"></use></svg>',
        classes,
        static("svg/sprites.svg"),
        name.removeprefix("it-"),
    )


@register.filter
def status_icon(kind: str) -> str:
    """The icon that goes with a tint when the page names none."""
    return STATUS_ICONS.get(kind, "minus")


@register.filter
def note_icon(kind: str) -> str:
    """The icon of a note when the page names none."""
    return NOTE_ICONS.get(kind, "info-circle")


@register.simple_tag
def place(name: str) -> str:
    """The address of a page that core does not own (search, notices…), by `settings.PLACES`; empty if absent.

    So the frame of the page links upwards only to names given by the configuration, and never a dead link.
    """
    view = {**PLACES, **getattr(settings, "PLACES", {})}.get(name, "")
    try:
        return reverse(view) if view else ""
    except NoReverseMatch:
        return ""


@register.filter
def columns(heads: str | Iterable[Any]) -> list[Any]:
    """Columns from "Mese|#Ore|Stato" (# = number) or from objects with `label` and `numeric`."""
    if not isinstance(heads, str):
        return list(heads)
    return [Column(part.lstrip("#"), part.startswith("#")) for part in heads.split("|")]


@register.filter
def initial(name: str) -> str:
    """The letter in a person's round mark."""
    return name.strip()[:1].upper() or "·"


@register.filter
def split(text: str) -> list[str]:
    """A comma-separated text as a list."""
    return text.split(",")


@register.filter
def shift(number: float, by: float) -> float:
    """A coordinate moved by some units, to the tenth; Django's `add` would drop the decimals."""
    return round(number + by, 1)


@register.filter
def register_icon(kind: str) -> str:
    """The icon of a day in a month's register."""
    return REGISTER_ICONS.get(kind, "minus")


@register.filter
def segments(options: Any) -> Any:
    """The answers of a segmented control: those given, or the four of attendance."""
    return ATTENDANCE if options == "attendance" else options


@register.filter
def get(mapping: Any, key: str) -> Any:
    """A value by key, where a template cannot index."""
    return mapping.get(key, "") if hasattr(mapping, "get") else ""


@register.simple_tag
def field_input(bound: BoundField, has_help: bool = False, has_care: bool = False) -> SafeString:
    """The widget of a field with its class and the ids of its help, error and warning sentences."""
    parts = (("h", has_help), ("c", has_care), ("e", bool(bound.errors)))
    described = " ".join(f"{bound.auto_id}-{part}" for part, shown in parts if shown)
    classes = "c-in short" if getattr(bound.field, "is_short", False) else "c-in"
    attrs: dict[str, Any] = {"class": f"{bound.field.widget.attrs.get('class', '')} {classes}".strip()}
    if described:
        attrs["aria-describedby"] = described
    if bound.field.widget.attrs.get("placeholder"):
        attrs["placeholder"] = False
    return bound.as_widget(attrs=attrs)


@register.filter
def help_words(bound: BoundField, given: str) -> str:
    """The sentence between label and field: the page's, or the field's own; "-" drops it."""
    return "" if given == "-" else given or str(bound.help_text)


@register.filter
def field_kind(bound: BoundField) -> str:
    """How a field is drawn: radio, checks, check, hidden or input."""
    return core_forms.drawn_as(bound)


@register.filter
def opens(option: Any, answers: Iterable[str]) -> bool:
    """Whether this option is one of the answers that open the field under it."""
    return str(option.data["value"]) in {str(answer) for answer in answers or ()}


@register.filter
def form_groups(form: BaseForm) -> list[tuple[str, list[Placed]]]:
    """The groups a form declares (`groups = [("Chi è", ["name", …])]`), or one group without title."""
    rules = getattr(form, "conditional", {})
    groups = getattr(form, "groups", None) or [("", list(form.fields))]
    return [
        (title, [_placed(form, name, rules) for name in names if name in form.fields and name not in rules])
        for title, names in groups
    ]


@register.filter
def error_heading(form: BaseForm, subject: str = "") -> str:
    """The title of the error summary: «2 cose da correggere per sospendere il percorso»."""
    return core_forms.error_heading(form, subject)


@register.filter
def error_links(form: BaseForm) -> list[tuple[str, str]]:
    """Each error with the anchor of its field; whole-form errors have none."""
    return core_forms.error_links(form)


def _placed(form: BaseForm, name: str, rules: dict[str, tuple[str, Any]]) -> Placed:
    inner = {child: answer for child, (parent, answer) in rules.items() if parent == name}
    answers: list[str] = []
    for answer in inner.values():
        answers += [answer] if isinstance(answer, str) else list(answer)
    warning = getattr(form, "warnings", {}).get(name, "")
    return Placed(form[name], warning, tuple(answers), [_placed(form, child, rules) for child in inner])
