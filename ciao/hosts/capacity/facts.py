"""What is known of a unit on a day: people at work, interns hired, dismissals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from ciao.hosts.capacity.terms import ban_terms, bonus_terms, quota_terms
from ciao.hosts.models import HiringRecord, Host, HostSite, HostStop
from ciao.hosts.rules import Hired, PlaceFacts, capacity, place_warnings, quota_words
from ciao.programmes.rules import add_months


@dataclass(frozen=True)
class Unit:
    """One unit as a page shows it: its name, people at work, places in all and the sentence that says why."""

    site: HostSite | None
    name: str
    headcount: int | None
    places: int | None
    words: str


def unit_of(host: Host, on: date, site: HostSite | None = None) -> Unit:
    """What a unit may take in; a host without units counts as one."""
    headcount, hired = headcount_of(host, site), hired_in(host, on, site)
    terms, more = quota_terms(on), bonus_terms(on)
    places = None if headcount is None else capacity(headcount, hired, terms, more)
    name = site.name if site else "Tutto l’ente"
    return Unit(site, name, headcount, places, quota_words(headcount, terms, hired, more))


def units_of(host: Host, on: date) -> list[Unit]:
    """Every unit in use, or the host as a whole where no unit is written down."""
    sites = list(host.sites.in_use())
    return [unit_of(host, on, one) for one in sites] or [unit_of(host, on)]


def headcount_of(host: Host, site: HostSite | None) -> int | None:
    """The people that count in a unit; where there is one unit at most, unit and host stand for each other."""
    if site is not None and site.staff.headcount is not None:
        return site.staff.headcount
    sites = list(host.sites.in_use()[:2])
    if site is None:
        alone = sites[0].staff.headcount if len(sites) == 1 else None
        return host.headcount if alone is None else alone
    return host.headcount if len(sites) == 1 else None


def hired_in(host: Host, on: date, site: HostSite | None = None) -> Hired:
    """Interns of a unit that ended in the months before a day, and those hired, records without a unit included."""
    since = add_months(on, -bonus_terms(on).months)
    rows = HiringRecord.objects.filter(_in_unit(site), host=host, ended_on__gte=since, ended_on__lte=on)
    sums = rows.aggregate(ended=Sum("ended_count"), hired=Sum("hired_count"))
    return Hired(sums["ended"] or 0, sums["hired"] or 0)


def warnings_at(
    *, host: Host, site: HostSite | None, on: date, hosted: int, was_here: bool = False,
    worked_until: date | None = None, tutored: int = 0, is_inclusion: bool = False,
) -> list[str]:  # fmt: skip
    """What to say before an internship opens at a unit on a day; `hosted` and `tutored` count it too."""
    bans = ban_terms(on)
    stop = _stop(host, site, on, bans.stop_months)
    too_early = worked_until is not None and add_months(worked_until, bans.worked_months) > on
    facts = PlaceFacts(
        headcount_of(host, site), hosted, hired_in(host, on, site), host.is_offering,
        stopped_on=stop.happened_on if stop else None, stopped_for=stop.tasks if stop else "", was_here=was_here,
        worked_until=worked_until if too_early else None, tutored=tutored, is_inclusion=is_inclusion,
    )  # fmt: skip
    return place_warnings(facts, quota_terms(on), bonus_terms(on), bans)


def _stop(host: Host, site: HostSite | None, on: date, months: int) -> HostStop | None:
    since = add_months(on, -months)
    rows = HostStop.objects.filter(_in_unit(site), host=host, happened_on__gt=since, happened_on__lte=on)
    return rows.order_by("-happened_on").first()


def _in_unit(site: HostSite | None) -> Q:
    """Rows of a unit, and those of the host as a whole; for a host as a whole, all of them."""
    return Q() if site is None else Q(site=site) | Q(site__isnull=True)
