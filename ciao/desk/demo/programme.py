"""The demo's programme, born from a project sheet like every other; its days follow the day of the demo."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from string import Template

from ciao.access.actions import installation_scope
from ciao.access.actor import Actor, acting
from ciao.core import clock, formats
from ciao.desk.demo import accounts
from ciao.governance.actions import found_programme
from ciao.outreach.actions import open_public_page
from ciao.partners.enums import Sector
from ciao.partners.models import Organization
from ciao.programmes.actions import give_mandate
from ciao.programmes.actions.sheets import keep_lines, save_months
from ciao.programmes.mandates import actor_of
from ciao.programmes.models import Mandate, Programme
from ciao.programmes.rules import add_months

SHEET = Path(__file__).parent / "scheda.txt"
MONTHS_RUN, MONTHS = 10, 18
LEAD = "Azienda Sociale Tre Ponti"
CALENDAR = {
    0: range(1, 19), 1: range(1, 13), 2: range(2, 19), 3: range(2, 17), 4: range(4, 17), 5: range(4, 17),
    6: range(3, 15), 7: range(5, 19), 8: range(3, 19), 9: range(1, 19), 10: range(1, 19),
}  # fmt: skip


def starts_on(today: date) -> date:
    """The demo is in its eleventh month."""
    return add_months(today.replace(day=1), -MONTHS_RUN)


def days(today: date) -> tuple[date, date]:
    """The first and the last day of the demo's programme."""
    first = starts_on(today)
    return first, add_months(first, MONTHS) - timedelta(days=1)


def sheet_lines(today: date) -> list[str]:
    """The sheet with the days of this demo."""
    first, last = days(today)
    words = {
        "starts_on": formats.date_field(first),
        "ends_on": formats.date_field(last),
        "signed_on": f"20 dicembre {first.year - 1}",
    }
    return Template(SHEET.read_text(encoding="utf-8")).substitute(words).splitlines()


def found(today: date) -> tuple[Programme, dict[str, Mandate]]:
    """The administrator reads the sheet and confirms it; then everybody gets their mandate."""
    day = starts_on(today)
    with clock.at(datetime.combine(day, time(8), tzinfo=clock.ROME)):
        lead = Organization.objects.create(name=LEAD, sector=Sector.PUBLIC)
        with clock.at(datetime.combine(day, time(7), tzinfo=clock.ROME)):  # before the programme they will found
            administrator = _administrator(lead, day)
        with acting(actor_of(administrator)) as actor:
            draft = keep_lines(lines=sheet_lines(today), file_name="scheda-progetto.txt", by=actor)
            months = {str(place): list(span) for place, span in CALENDAR.items()}
            draft = save_months(sheet_import=draft, months=months, by=actor)
            programme = found_programme(sheet_import=draft, by=actor)
            confirmer = Mandate.objects.select_related("user", "organization").get(programme=programme)
        with acting(actor_of(confirmer)) as coordinator:
            mandates = _mandates(programme, confirmer, coordinator, day)
            open_public_page(programme=programme, slug="prova", by=coordinator)
    return programme, mandates


def _administrator(lead: Organization, day: date) -> Mandate:
    first = accounts.staff()[0]
    user = accounts.create_user(first["key"], first["given_name"])
    installation_scope()
    return give_mandate(user=user, organization=lead, programme=None, role=first["role"], by=None, starts_on=day)


def _mandates(programme: Programme, confirmer: Mandate, by: Actor, day: date) -> dict[str, Mandate]:
    """One mandate per line of `staff.csv`, by key; the first of a person with two is the one the story uses."""
    users = {accounts.staff()[0]["key"]: confirmer.user}
    found_ones: dict[str, Mandate] = {}
    for line in accounts.staff()[1:]:
        user = users.get(line["key"]) or accounts.create_user(line["key"], line["given_name"])
        users[line["key"]] = user
        body = Organization.objects.get(name__iexact=line["organization"])
        mandate = give_mandate(
            user=user, organization=body, programme=programme, role=line["role"], by=by, starts_on=day
        )
        found_ones.setdefault(line["key"], mandate)
    return found_ones
