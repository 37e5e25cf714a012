"""What a resource says of itself in words, and when two measures overlap: pure."""

from __future__ import annotations

from datetime import date

from ciao.core.formats import date_field, plural, span


def age_words(age_min: int | None, age_max: int | None) -> str:
    """«18–55 anni», «da 18 anni», «fino a 35 anni»; empty where anybody may come."""
    if age_min is None and age_max is None:
        return ""
    if age_max is None:
        return f"da {age_min} anni"
    return f"fino a {age_max} anni" if age_min is None else f"{span(age_min, age_max)} anni"


def checked_words(checked_on: date | None, today: date) -> str:
    """How old what one reads is: «controllata oggi», «controllata 12 giorni fa»."""
    if checked_on is None:
        return "mai controllata"
    days = (today - checked_on).days
    if days <= 0:
        return "controllata oggi"
    return "controllata ieri" if days == 1 else f"controllata {plural(days, 'giorno', 'giorni')} fa"


def overlap(
    starts_on: date | None, ends_on: date | None, other_starts_on: date | None, other_ends_on: date | None
) -> tuple[date | None, date | None] | None:
    """The days two periods share, both ends included; None where they share none. An unknown end is open."""
    starts = [day for day in (starts_on, other_starts_on) if day]
    ends = [day for day in (ends_on, other_ends_on) if day]
    first, last = max(starts, default=None), min(ends, default=None)
    return None if first and last and first > last else (first, last)


def overlap_words(name: str, shared: tuple[date | None, date | None]) -> str:
    """The sentence beside an overlap; it warns and stops nobody."""
    first, last = shared
    since = f" dal {date_field(first)}" if first else ""
    until = f" al {date_field(last)}" if last else ""
    return (
        f"È anche in «{name}»{since}{until}: senti chi lo finanzia prima di contare le stesse ore o gli stessi soldi."
    )
