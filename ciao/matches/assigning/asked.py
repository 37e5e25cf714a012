"""What a place asks, from the conditions written for matching or, where nobody wrote them, from the place itself."""

from __future__ import annotations

from ciao.cases.enums import Italian, Title, WorkBurden
from ciao.hosts.enums import ItalianLevel, PlaceLimit
from ciao.hosts.models import Vacancy
from ciao.matches.models import PlaceTerms

ADULT = 18
ITALIAN: dict[str, str] = {
    ItalianLevel.A1: Italian.LITTLE, ItalianLevel.A2: Italian.ENOUGH, ItalianLevel.B1: Italian.ENOUGH,
    ItalianLevel.B2: Italian.WELL,
}  # fmt: skip
BURDENS: dict[str, str] = {
    PlaceLimit.LIFTING: WorkBurden.LIFTING, PlaceLimit.STANDING: WorkBurden.STANDING,
    PlaceLimit.HEIGHT: WorkBurden.HEIGHTS, PlaceLimit.NIGHT: WorkBurden.NIGHT,
}  # fmt: skip


def asked_of(vacancy: Vacancy) -> PlaceTerms:
    """The conditions a match is held against; unsaved where they come from the place.

    Stairs, chemicals and holidays have no counterpart in what a person says they avoid: they stay words on the page.
    """
    terms: PlaceTerms | None = getattr(vacancy, "terms", None)
    if terms is not None:
        return terms
    return PlaceTerms(
        days=[int(day) - 1 for day in vacancy.days],
        italian=ITALIAN.get(vacancy.italian, ""),
        least_age=None if vacancy.is_for_minors else ADULT,
        burdens=[BURDENS[one] for one in vacancy.limits if one in BURDENS],
        titles=[Title.DRIVING] if PlaceLimit.DRIVING in vacancy.limits else [],
    )
