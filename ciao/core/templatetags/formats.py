"""The formats of `core.formats` as template filters, one each; a builtin library: no `{% load %}` needed."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ciao.core import formats

register = template.Library()

for name in (
    "date_text",
    "date_table",
    "date_field",
    "date_relative",
    "month",
    "time_of_day",
    "moment",
    "hours",
    "minutes",
    "money",
    "percent",
    "count",
):
    register.filter(name, getattr(formats, name))


@register.filter
def plural(number: int, words: str) -> str:
    """{{ 2|plural:"persona,persone" }} → «2 persone»."""
    one, many = words.split(",")
    return formats.plural(number, one, many)


@register.simple_tag
def period(starts_on: date | None, ends_on: date | None) -> str:
    """{% period case.starts_on case.ends_on %} → «19 mar – 8 apr»."""
    return formats.period(starts_on, ends_on)


@register.simple_tag
def span(low: int | None, high: int | None) -> str:
    """{% span 18 55 %} → «18–55»."""
    return formats.span(low, high)


@register.filter
def signed(value: int | float | Decimal) -> str:
    """A change with its sign, as a rating shows it: «+1», «0», «−2», «+0,7»."""
    return formats.points(value, sign=True)


@register.filter
def date_tag(value: date | datetime | None, style: str = "table") -> SafeString | str:
    """A `<time>` with the full date in its title; style is table, text, relative or moment."""
    if value is None:
        return formats.UNKNOWN
    shown: Any = formats.moment if style == "moment" else getattr(formats, f"date_{style}")
    day = formats.day_of(value)
    full = f"{formats.DAYS[day.weekday()]} {formats.date_field(day)}"
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), full, shown(value))
