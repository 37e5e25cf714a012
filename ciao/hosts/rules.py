"""How many people a host may take in at once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from ciao.core.formats import count

SOURCE = "Delibera X/7763 del 2018 di Regione Lombardia"


@dataclass(frozen=True)
class QuotaTerms:
    """The steps of the quota: up to `small_staff` people one place, up to `middle_staff` two, then a percentage."""

    small_staff: int
    small_places: int
    middle_staff: int
    middle_places: int
    percent: Decimal


def quota(headcount: int, terms: QuotaTerms) -> int:
    """Places of a unit with so many people at work, apprentices left out; the percentage is rounded up.

    Source: DGR Lombardia X/7763 of 2018 (T13, T14).
    """
    if headcount <= terms.small_staff:
        return terms.small_places
    if headcount <= terms.middle_staff:
        return terms.middle_places
    return int((Decimal(headcount) * terms.percent / 100).to_integral_value(rounding=ROUND_CEILING))


def quota_warning(headcount: int | None, hosted: int, terms: QuotaTerms) -> str:
    """What to say where `hosted` people, the next one included, are more than the quota; empty where all is well.

    It warns and never stops: places for those once hired (T15) are not counted here.
    """
    if headcount is None:
        return "Non sappiamo quante persone ci lavorano: scrivilo, per sapere quanti tirocini può ospitare."
    places = quota(headcount, terms)
    if hosted <= places:
        return ""
    used = f"{count(hosted)} tirocini insieme"
    return f"Con {_people(headcount)} può ospitare {_places(places)}, qui sono {used} ({SOURCE})."


def quota_words(headcount: int | None, terms: QuotaTerms) -> str:
    """The quota in a sentence, for the host's page."""
    if headcount is None:
        return "Scrivi quante persone ci lavorano: da lì viene quanti tirocini può ospitare insieme."
    places = _places(quota(headcount, terms))
    return f"Con {_people(headcount)} può ospitare {places} insieme, apprendisti esclusi ({SOURCE})."


def _people(headcount: int) -> str:
    return "una persona in organico" if headcount == 1 else f"{count(headcount)} persone in organico"


def _places(places: int) -> str:
    return "un tirocinio" if places == 1 else f"{count(places)} tirocini"
