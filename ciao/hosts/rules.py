"""How many people a unit may take in at once, and what else stands in the way of an internship there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from ciao.core.formats import count, date_field, percent, plural

SOURCE = "Delibera X/7763 del 2018 di Regione Lombardia"
UNSURE = "Regola da verificare: non ferma niente."


@dataclass(frozen=True)
class Staff:
    """People at work in a unit, as the rule tells them apart; None where nobody has asked yet."""

    owners: int | None = None
    permanent: int | None = None
    fixed_term: int | None = None
    members: int | None = None
    apprentices: int | None = None

    @property
    def headcount(self) -> int | None:
        """Who counts for the quota: everybody but apprentices; None where no figure is known (T14)."""
        known = [one for one in (self.owners, self.permanent, self.fixed_term, self.members) if one is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class QuotaTerms:
    """The steps of the quota: up to `small_staff` people one place, up to `middle_staff` two, then a percentage."""

    small_staff: int
    small_places: int
    middle_staff: int
    middle_places: int
    percent: Decimal


@dataclass(frozen=True)
class BonusTerms:
    """Further places of units above `over_staff` people: from each share of hired interns up, so many more (T15)."""

    over_staff: int
    months: int
    steps: tuple[tuple[Decimal, int], ...]


@dataclass(frozen=True)
class BanTerms:
    """Months and numbers of the bans nobody has verified yet (T27, T28)."""

    stop_months: int
    worked_months: int
    host_tutor_max: int


@dataclass(frozen=True)
class Hired:
    """Interns of a unit that ended in the window of the rule, and those of them who were hired."""

    ended: int = 0
    hired: int = 0


@dataclass(frozen=True)
class PlaceFacts:
    """What an internship about to open must be held against; `hosted` counts it too."""

    headcount: int | None
    hosted: int
    hired: Hired = Hired()
    is_offering: bool = True
    stopped_on: date | None = None
    stopped_for: str = ""
    was_here: bool = False
    worked_until: date | None = None
    tutored: int = 0
    is_inclusion: bool = False


def quota(headcount: int, terms: QuotaTerms) -> int:
    """Places of a unit with so many people at work, apprentices left out; the percentage is rounded up.

    Source: DGR Lombardia X/7763 of 2018 (T13, T14).
    """
    if headcount <= terms.small_staff:
        return terms.small_places
    if headcount <= terms.middle_staff:
        return terms.middle_places
    return int((Decimal(headcount) * terms.percent / 100).to_integral_value(rounding=ROUND_CEILING))


def bonus(headcount: int, hired: Hired, terms: BonusTerms) -> int:
    """Further places for a unit above the threshold, by the share of its interns hired in the window.

    The share is not rounded: 199 of 1,000 is below 20 %. Source: DGR Lombardia X/7763 of 2018 (T15).
    """
    if headcount <= terms.over_staff or not hired.ended:
        return 0
    reached = [more for share, more in terms.steps if Decimal(hired.hired) * 100 >= share * hired.ended]
    return max(reached, default=0)


def capacity(headcount: int, hired: Hired, terms: QuotaTerms, more: BonusTerms) -> int:
    """All the places of a unit: quota and further places."""
    return quota(headcount, terms) + bonus(headcount, hired, more)


def quota_warning(
    headcount: int | None, hosted: int, terms: QuotaTerms, hired: Hired | None = None, more: BonusTerms | None = None
) -> str:
    """What to say where `hosted` people, the next one included, are more than the quota; empty where all is well."""
    if headcount is None:
        return "Non sappiamo quante persone ci lavorano: scrivilo, per sapere quanti tirocini può ospitare."
    extra = bonus(headcount, hired, more) if hired and more else 0
    places = quota(headcount, terms) + extra
    if hosted <= places:
        return ""
    used = f"{count(hosted)} tirocini insieme"
    return f"Con {_people(headcount)} può ospitare {_places(places)}, qui sono {used} ({SOURCE})."


def quota_words(
    headcount: int | None, terms: QuotaTerms, hired: Hired | None = None, more: BonusTerms | None = None
) -> str:
    """The quota in a sentence, for the host's page."""
    if headcount is None:
        return "Scrivi quante persone ci lavorano: da lì viene quanti tirocini può ospitare insieme."
    places = quota(headcount, terms)
    words = f"Con {_people(headcount)} può ospitare {_places(places)} insieme, apprendisti esclusi ({SOURCE})."
    extra = bonus(headcount, hired, more) if hired and more else 0
    if not (extra and hired):
        return words
    share = percent(Decimal(hired.hired) * 100 / hired.ended)
    return f"{words} Di chi ha finito è stato assunto il {share}: {_places(extra)} in più, {places + extra} in tutto."


def place_warnings(facts: PlaceFacts, terms: QuotaTerms, more: BonusTerms, bans: BanTerms) -> list[str]:
    """Everything worth saying before an internship opens at a host; nothing here stops anybody.

    Quota and further places are T13–T15; dismissals, earlier work, once for each person (T28) and the host tutor's
    number (T27) are unverified. Inclusion internships may stand outside the quota: unverified too, so it is said.
    """
    over = quota_warning(facts.headcount, facts.hosted, terms, facts.hired, more)
    if over and facts.is_inclusion and facts.headcount is not None:
        over = f"{over} I tirocini di inclusione sociale forse non contano. {UNSURE}"
    closed = "" if facts.is_offering else "L’ente ora non è disponibile: prima sentilo, poi apri il tirocinio."
    return [one for one in (closed, over, *_bans(facts, bans)) if one]


def _bans(facts: PlaceFacts, bans: BanTerms) -> list[str]:
    found = []
    if facts.stopped_on is not None:
        what = f" per «{facts.stopped_for}»" if facts.stopped_for else ""
        months = plural(bans.stop_months, "mese", "mesi")
        found.append(
            f"Il {date_field(facts.stopped_on)} l’ente ha licenziato o messo in cassa integrazione{what}: per "
            f"{months} le stesse mansioni non si affidano a chi è in tirocinio. {UNSURE}"
        )
    if facts.worked_until is not None:
        months = plural(bans.worked_months, "mese", "mesi")
        found.append(f"Ha già lavorato qui fino al {date_field(facts.worked_until)}: devono passare {months}. {UNSURE}")
    if facts.was_here:
        found.append(f"Ha già fatto un tirocinio in questo ente: se ne può fare uno solo. {UNSURE}")
    if facts.tutored > bans.host_tutor_max:
        number = plural(bans.host_tutor_max, "tirocinio", "tirocini")
        found.append(f"Il tutor dell’ente ne seguirebbe {facts.tutored} insieme: può seguire {number}. {UNSURE}")
    return found


def _people(headcount: int) -> str:
    return "una persona in organico" if headcount == 1 else f"{count(headcount)} persone in organico"


def _places(places: int) -> str:
    return "un tirocinio" if places == 1 else f"{count(places)} tirocini"
