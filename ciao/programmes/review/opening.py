"""Opens a stored sheet for review: reads its lines again and brings what our tables know of places."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from ciao.core import clock
from ciao.core.names import search_key
from ciao.programmes.models import SheetImport
from ciao.programmes.review.review import Review
from ciao.programmes.sheet import SheetDraft, parse
from ciao.programmes.sheet.gazetteer import official_name
from ciao.territories.models import Area, Municipality


def open_review(sheet_import: SheetImport, *, asked: bool = False) -> Review:
    """The review of a stored sheet; `asked` when the person wants to go on, so that errors are told."""
    draft = parse(sheet_import.lines)
    return Review(draft, sheet_import.answers, finder=find_places, offers=_offers(draft), asked=asked)


def find_places(names: Sequence[str]) -> dict[str, str]:
    """ISTAT codes by name as written, short forms too; names that fit none or many are left out."""
    known: dict[str, list[str]] = {}
    for code, name in Municipality.objects.filter(is_active=True).values_list("istat_code", "name"):
        known.setdefault(search_key(name), []).append(code)
    found = {name: known.get(search_key(official_name(name) or name), []) for name in names}
    return {name: codes[0] for name, codes in found.items() if len(codes) == 1}


def known_area(name: str) -> Area | None:
    """The area of our own table that a name speaks of: «Distretto Sud Est Milano» is Sud Est Milano."""
    key = search_key(name)
    fits = [area for area in Area.objects.all() if search_key(area.name) in key]
    return max(fits, key=lambda area: len(area.name), default=None)


def _offers(draft: SheetDraft) -> dict[str, tuple[str, ...]]:
    """The comuni our table gives to each area of the sheet, to be offered and never taken for granted."""
    offers = {}
    for at, area in enumerate(draft.areas):
        offers[f"areas.{at}"] = places_of(area.name.value)
    return offers


def places_of(area_name: str) -> tuple[str, ...]:
    """The comuni our table gives today to the area a name speaks of."""
    area = known_area(area_name)
    if area is None:
        return ()
    today = clock.today()
    current = area.memberships.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)
    return tuple(current.order_by("municipality__name").values_list("municipality__name", flat=True))
